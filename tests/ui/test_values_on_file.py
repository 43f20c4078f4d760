"""The editor of a change opens with what is on file and gives only what a person changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.actions.base import describe
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.domain.offence_facts import Offence
from asset_recovery.domain.party_facts import IdentityDocument, Particulars
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.editors.command_editor import CommandEditor
from asset_recovery.ui.editors.kind_fields import not_of_kind
from asset_recovery.ui.office import ActionSpec, FieldSpec
from asset_recovery.ui.pages.page import Page
from asset_recovery.ui.record_values import offence_values, party_values

PERSON = PartyFacts(
    reference="P-7", name="Maria Rossi", kind="natural", aliases=("La Mari",), born="1971-05-02",
    address="1 Quay", country="IT", identifiers=(("passport", "YA1"),), pep="yes",
    particulars=Particulars(
        surname="Rossi", nationalities=("IT", "GR"), languages=("it",), sex="female",
        documents_of_identity=(IdentityDocument(type="passport", number="YA1"),),
    ),
)  # fmt: skip
OFFENCE = Offence(
    name="Embezzlement", reference="OFF-1", provision="s. 317", penalty_years=10,
    committed_on="2021-03-01", persons=("Maria Rossi",), transnational=True, fiscal=False,
    limitation_on=date(2035, 3, 1),
)  # fmt: skip


def spec_of(name: str) -> ActionSpec:
    found = describe(VOCABULARY[name], ())
    fields = tuple(
        FieldSpec(f.name, f.label, f.type, f.required, tuple(f.choices)) for f in found.fields
    )
    return ActionSpec(found.name, found.title, found.kind, fields)


def opened(desk: Desk, over: Page, name: str, given: Any, on_file: Any) -> CommandEditor:
    return CommandEditor(desk, spec_of(name), given, over, on_file)


def control(editor: CommandEditor, name: str) -> Any:
    return {**editor.shown.controls, **editor.more.controls}[name]


@pytest.fixture
def party(desk: Desk, over: Page) -> CommandEditor:
    """The editor of a person."""
    return opened(desk, over, "change_party", {"party": "P-7"}, party_values(PERSON))


@pytest.fixture
def offence(desk: Desk, over: Page) -> CommandEditor:
    """The editor of an offence."""
    values = offence_values(OFFENCE, {"Maria Rossi": "P-7"})
    return opened(desk, over, "change_offence", {"offence": "OFF-1"}, values)


def test_a_person_is_shown_and_unchanged_gives_nothing(party: CommandEditor) -> None:
    assert control(party, "name").read().value == "Maria Rossi"
    assert control(party, "identifiers").read().value == {"passport": "YA1"}
    assert control(party, "nationalities").read().value == ["IT", "GR"]
    assert control(party, "documents_of_identity").read().value == [
        {"type": "passport", "number": "YA1"}
    ]
    assert party.arguments() == {"action": "change_party", "party": "P-7"}


def test_only_what_was_changed_is_given(party: CommandEditor, offence: CommandEditor) -> None:
    control(party, "address").fill("2 Quay")
    control(party, "pep").fill(False)
    assert party.arguments() == {
        "action": "change_party", "party": "P-7", "address": "2 Quay", "pep": False,
    }  # fmt: skip
    control(offence, "penalty_years").fill("12")
    control(offence, "fiscal").fill(True)
    assert offence.arguments() == {
        "action": "change_offence", "offence": "OFF-1", "penalty_years": 12, "fiscal": True,
    }  # fmt: skip
    VOCABULARY["change_offence"].parse(
        {"reason": "Corrected", **{n: v for n, v in offence.arguments().items() if n != "action"}}
    )


def test_an_offence_is_shown_with_its_persons(offence: CommandEditor) -> None:
    assert control(offence, "persons").read().value == ["P-7"]
    assert control(offence, "committed_on").read().value == "2021-03-01"
    assert control(offence, "limitation_on").read().value == "2035-03-01"
    values = offence_values(replace(OFFENCE, persons=("Somebody else",)), {})
    assert values["persons"] == []


def test_what_is_emptied_is_said_and_not_given(party: CommandEditor) -> None:
    control(party, "address").widget.clear()
    control(party, "reason").fill("Moved")
    party.give()
    assert "stays as it was" in party.shown.rows["address"].problem.text()
    assert party.isVisible() or party.summary.text()


def test_fields_of_companies_are_hidden_for_a_person_and_the_other_way_round(
    party: CommandEditor,
) -> None:
    assert not party.more.rows["surname"].isHidden()
    assert party.more.rows["lei"].isHidden()
    control(party, "kind").fill("legal")
    assert party.more.rows["surname"].isHidden()
    assert not party.more.rows["lei"].isHidden()
    assert "surname" not in party.arguments()
    assert not_of_kind("unknown") == ()


def test_a_new_party_is_asked_for_what_its_kind_has(desk: Desk, over: Page) -> None:
    editor = opened(desk, over, "register_party", {}, None)
    assert not any(row.isHidden() for row in editor.more.rows.values())
    control(editor, "kind").fill("natural")
    control(editor, "name").fill("Ann")
    assert editor.more.rows["registration_number"].isHidden()
    control(editor, "kind").fill("state")
    assert editor.shown.rows["born"].isHidden()
