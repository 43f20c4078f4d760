"""The board: every headline has a column, and a card goes only where `can` lets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.domain.board import board_columns, column_of
from asset_recovery.domain.registers import Filter, StepOption, View
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.rules import legal_system
from asset_recovery.persistence.queries.assets_register import HEADLINES
from asset_recovery.services.board_service import BoardService
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.step_service import StepService
from asset_recovery.ui.board_moves import CHOOSE, NOWHERE, OPEN, REFUSE, drop_on
from tests.services.reading import opened
from tests.support.asset_life import a_life
from tests.support.office import TODAY, SmallOffice, an_office

COLUMNS = {one.name: one for one in board_columns()}


def board(office: SmallOffice) -> BoardService:
    """The board of an office."""
    return BoardService(opened(office), RegisterService(engine=office.reading, today=lambda: TODAY))


def ways(office: SmallOffice, asset: str, by: str = "everyone") -> tuple[StepOption, ...]:
    """Where a card may go."""
    return board(office).ways(asset, office.actor(by))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A car that is a lead."""
    office = an_office(tmp_path)
    office.give("open_case", case="C", title="Case", on="2026-01-02", route="cb_object")
    office.give(
        "register_asset", case="C", asset="A", type="VEH-CAR", description="Blue car",
        location="Hall 3",
    )  # fmt: skip
    yield office
    office.close()


def test_every_headline_stands_in_one_column_and_no_column_names_another() -> None:
    named = [one for column in board_columns() for one in column.headlines]
    assert sorted(named) == sorted(set(named))
    assert set(named) == set(HEADLINES)


def test_every_state_of_the_legal_axis_has_a_headline_with_a_column() -> None:
    groups = legal_system("generic").groups
    for state in groups["not_yet_final"] | groups["enforceable_title"] | groups["terminal"]:
        position = Position(reference="A", legal=state)
        assert column_of(headline(position, groups["not_yet_final"])), state


def test_a_lead_goes_to_identified_and_is_refused_elsewhere_with_the_sentences_of_can(
    office: SmallOffice,
) -> None:
    found = ways(office, "A")
    there = drop_on(COLUMNS["identified"], found)
    assert (there.verdict, there.steps[0].action) == (OPEN, "identify_asset")
    refused = drop_on(COLUMNS["frozen"], found)
    assert refused.verdict == REFUSE
    said = {
        (one.action, one.given): one.reasons
        for one in StepService(opened(office)).can("A", office.actor("everyone"))
    }
    for step in refused.steps:
        assert step.reasons
        assert said[step.action, step.given] == step.reasons


def test_a_role_that_may_not_take_the_step_is_refused_too(office: SmallOffice) -> None:
    found = drop_on(COLUMNS["identified"], ways(office, "A", by="accountant"))
    assert found.verdict == REFUSE
    assert found.steps[0].reasons[-1].code == "role_needed"


def test_no_step_leaps_over_the_states_between(office: SmallOffice) -> None:
    found = ways(office, "A")
    for name in ("confiscated", "distributed", "sale", "mixed"):
        assert drop_on(COLUMNS[name], found).verdict in {NOWHERE, REFUSE}, name
        assert not [s for s in drop_on(COLUMNS[name], found).steps if s.allowed]


def test_an_identified_asset_may_be_frozen_by_more_than_one_order(office: SmallOffice) -> None:
    office.give("identify_asset", asset="A", on="2026-01-03", source="register")
    found = drop_on(COLUMNS["frozen"], ways(office, "A"))
    assert found.verdict == CHOOSE
    kinds = {dict(step.given).get("kind") for step in found.steps}
    assert {"freezing", "seizure"} <= kinds


def test_what_keeps_the_state_is_no_way_into_its_column(office: SmallOffice) -> None:
    office.give("identify_asset", asset="A", on="2026-01-03", source="register")
    office.give(
        "record_order", order="F", kind="freezing", authority="Court", reference="F 1",
        on="2026-01-04", assets=[{"asset": "A"}],
    )  # fmt: skip
    found = ways(office, "A")
    seized = drop_on(COLUMNS["seized"], found)
    assert "take_possession" in {step.action for step in seized.steps}
    again = [s for s in found if s.action == "record_order" and "legal:frozen" in s.leads]
    assert again == []


def test_finality_is_a_way_through_the_order_that_holds_the_asset(tmp_path: Path) -> None:
    life = a_life(tmp_path).confiscated()
    found = drop_on(COLUMNS["confiscated"], ways(life.office, str(life.row()["reference"])))
    assert {(one.action, one.allowed) for one in found.steps} == {("certify_final", True)}
    order = dict(found.steps[0].given)["order"]
    assert StepService(opened(life.office)).can(str(order), life.office.actor("everyone"))
    life.office.close()


def test_cards_carry_the_marks_of_their_assets(office: SmallOffice) -> None:
    office.give("identify_asset", asset="A", on="2026-01-03", source="register")
    office.give("decline_asset", asset="A", on="2026-01-05", reason="equity")
    source = board(office).source(office.actor("everyone"))
    cards = source.page(View((Filter("case", "=", "C"),), "due_on"), None, 0, 50)
    assert [(card.reference, card.row.description) for card in cards] == [("A", "Blue car")]
    assert source.count(View((Filter("case", "=", "C"),), "due_on")) == 1
    assert set(cards[0].flags) <= {"pending", "irregular", "mixed", "taken_over"}


def test_a_sealed_case_has_no_cards_for_others(office: SmallOffice) -> None:
    office.give("seal_case", by="supervisor", case="C", on="2026-11-01", reason="informer")
    source = board(office).source(office.actor("colleague"))
    assert source.page(View((), "due_on"), None, 0, 50) == []
