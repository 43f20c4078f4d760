"""A request received is held against its legal basis: what it lacks is told by article (CR-14)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import ValidationFailed
from tests.services.test_answer_papers import told
from tests.services.test_distribution_papers import composed, words
from tests.support.abroad import checked, frozen_for_germany, received
from tests.support.asset_life import Life
from tests.support.office import money
from tests.support.requests_of_ours import drafted

At = Callable[[str], Life]
# What a reader ticks of a whole request for documents under the Convention.
SAID: dict[str, object] = {
    "legal_basis": ["UNTOC"],
    "conducting_authority": True,
    "proceedings_title": True,
    "proceedings_nature": True,
    "facts_summary": True,
    "assistance_items": True,
    "purpose": True,
    "offences": True,
    "persons": True,
}


def came_in(at: At, kinds: tuple[str, ...] = ("DOC",), form: str = "MLA-01", **more: Any) -> Life:
    life = at("begun").identified()
    received(life, form, kinds=list(kinds), **more)
    return life


def check(life: Life, said: dict[str, object], **more: Any) -> list[str]:
    """What the check of the intake warns of."""
    given = {"competent": True, "dual_criminality": True, "complete": True, **more}
    result = life.try_("check_request", request="IN-1", on="2026-03-03", fields=said, **given)
    assert result.ok, [one.text for one in result.reasons]
    return [one.text for one in result.warnings if one.code == "form_incomplete"]


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in SAID.items() if name != key}


def test_a_whole_request_warns_of_nothing(at: At) -> None:
    assert check(came_in(at), SAID) == []


@pytest.mark.parametrize(
    ("key", "article"),
    [
        ("conducting_authority", "UNTOC 18(15)(b)"),
        ("proceedings_nature", "UNTOC 18(15)(b)"),
        ("facts_summary", "UNTOC 18(15)(c)"),
        ("assistance_items", "UNTOC 18(15)(d)"),
        ("purpose", "UNTOC 18(15)(f)"),
        ("offences", "UNTOC 18(15)(b)"),
    ],
)
def test_each_element_that_is_not_found_is_told_with_its_article(
    at: At, key: str, article: str
) -> None:
    found = check(came_in(at), without(key))
    assert len(found) == 1
    assert article in found[0]


def test_what_the_instrument_softens_is_not_asked_for(at: At) -> None:
    assert check(came_in(at), without("persons")) == []


def test_facts_are_not_needed_for_service_alone(at: At) -> None:
    assert check(came_in(at, ("SER",)), without("facts_summary")) == []
    assert check(came_in(at, ("SER", "DOC")), without("facts_summary"))


def test_a_check_without_what_the_request_contains_tests_nothing(at: At) -> None:
    life = came_in(at)
    checked(life)
    assert check(life, {"legal_basis": ["UNTOC"]}) == []


def test_an_unknown_legal_basis_is_warned_of(at: At) -> None:
    life = came_in(at)
    result = life.try_(
        "check_request", request="IN-1", on="2026-03-03", competent=True, dual_criminality=True,
        complete=True, fields={"legal_basis": ["ATLANTIS"], "purpose": True},
    )  # fmt: skip
    assert result.ok
    assert "field_invalid" in [one.code for one in result.warnings]


def test_what_was_said_at_the_receipt_counts_too(at: At) -> None:
    life = came_in(at, fields=without("purpose"))
    assert len(check(life, {"legal_basis": ["UNTOC"]})) == 1
    assert check(life, {"purpose": "Evidence for the trial."}) == []
    assert life.is_sound()


def test_the_sheet_prints_each_element_with_its_state_and_its_article(at: At) -> None:
    life = came_in(at)
    check(life, without("purpose"), complete=False, missing=["Text of the law"],
          reply_by="2026-03-20")  # fmt: skip
    said = words(composed(life, "MLA-04", "IN-1"))
    assert "UNTOC 18(15)(f) missing" in said
    assert "UNTOC 18(15)(c) yes" in said
    assert "1 elements are missing" in said
    assert "Text of the law" in said


def test_a_sheet_without_legal_basis_can_be_ticked_by_hand(at: At) -> None:
    life = came_in(at)
    said = words(composed(life, "MLA-04", "IN-1"))
    assert "not recorded" in said
    assert "UNTOC 18(15)(a); UNCAC 46(15)(a)" in said
    assert " missing" not in said.split("Answer")[0].replace("are missing", "")


def test_a_certificate_is_held_against_the_regulation(at: At) -> None:
    life = came_in(at, ("AR-T",), "EU-01")
    assert "Annex I E1" in words(composed(life, "MLA-04", "IN-1"))


def test_the_letter_for_completion_names_what_the_program_found_missing(at: At) -> None:
    life = came_in(at)
    check(life, without("purpose"), complete=False, missing=["Text of the law"],
          reply_by="2026-03-20")  # fmt: skip
    found = told(life, "MLA-05", answer_type="more_information")
    assert [row["element"] for row in found["missing_elements"]] == [
        "Text of the law",
        "Purpose of the evidence, information or action",
    ]
    assert found["missing_elements"][1]["article"] == "UNTOC 18(15)(f)"


def test_the_sheet_shows_execution_terms_and_other_requests_on_the_property(at: At) -> None:
    life = frozen_for_germany(at("begun"))
    life.give(
        "receive_request", request="IN-2", case="CASE", from_country="FR", from_authority="Juge",
        their_reference="1/26", on="2026-03-05", form="MLA-01", kinds=["DOC"], assets=[life.asset],
    )  # fmt: skip
    life.give(
        "answer_request", request="IN-1", on="2026-03-06", kind="executed",
        results=[{"asset": life.asset, "outcome": "frozen", "amount": money("900.00"),
                  "costs": money("20.00")}],
    )  # fmt: skip
    said = words(composed(life, "MLA-04", "IN-1"))
    assert "900.00 EUR 20.00 EUR" in said
    assert "IN-2, France" in said
    assert "Report the execution" in said


def test_the_sheet_is_of_a_request_that_came_in(at: At) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH")
    with pytest.raises(ValidationFailed) as refused:
        composed(life, "MLA-04", "OUT-1")
    assert refused.value.reasons[0].code == "form_out_of_scope"


def test_before_anybody_read_the_request_nothing_is_called_missing(at: At) -> None:
    life = came_in(at, ("AR-T",), "EU-01")
    said = words(composed(life, "MLA-04", "IN-1"))
    assert "not recorded yet" in said
    assert "are missing" not in said
