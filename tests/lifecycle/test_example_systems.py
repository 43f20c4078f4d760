"""The national examples: marked as examples, and each choice of theirs from both sides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle import approvals
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.position import (
    CasePosition,
    ChallengePosition,
    ClaimPosition,
    OrderPosition,
    Position,
    ValuationPosition,
)
from asset_recovery.lifecycle.rules import legal_system, shipped
from asset_recovery.lifecycle.steps import Judgement, judge
from asset_recovery.lifecycle.story import kind_of

DAY = date(2026, 6, 1)
EXAMPLES = [name for name in shipped().names() if name.startswith("example_")]
NATIONAL = [name for name in EXAMPLES if name != "example_provisional"]


def under_appeal(*, suspensive: bool = False) -> Position:
    """A car confiscated at first instance, appealed, appraised lately, without a stay."""
    challenge = ChallengePosition("defence", suspensive)
    order = OrderPosition("O", "civil_in_rem", "challenged", DAY, challenges=(challenge,))
    value = Money.parse("20000", "EUR")
    valued = ValuationPosition(DAY - timedelta(days=3), value, "appraisal", "V", "VAL")
    return Position(
        "A", legal="confiscation_under_appeal", management="stored", orders={"O": order},
        valuations=[valued],
        case=CasePosition(
            route="civil_in_rem",
            proofs={"statement_of_claim": [DAY]}, notices={"claims": DAY},
        ),
    )  # fmt: skip


def said(system: str, position: Position, action: str, **given: object) -> Judgement:
    """What the system says of a step on this asset."""
    command = read_action({"action": action, "on": DAY.isoformat(), **given})
    ask = Ask(
        action=action, kind=kind_of(command), position=position, on=DAY,
        rules=legal_system(system), command=command, order=position.orders.get("O"),
    )  # fmt: skip
    return judge(ask)


def codes(judgement: Judgement) -> set[str]:
    """The codes of a refusal."""
    return {reason.code for reason in judgement.reasons}


def test_there_are_at_least_three_national_examples() -> None:
    assert len(NATIONAL) >= 3


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_on_its_first_lines_that_it_is_one(name: str) -> None:
    rules = legal_system(name).at(DAY)
    version = shipped().version(name)
    assert version is not None
    assert rules.title.startswith("Example: ")
    assert "example" in str(version.raw["system"]["notice"]).lower()  # type: ignore[index]
    assert rules.based_on in {"generic@1", "eu@1"}


@pytest.mark.parametrize("name", NATIONAL)
def test_a_final_sale_under_appeal_is_refused_by_default_scenario_17(name: str) -> None:
    found = said(name, under_appeal(), "dispose_asset", asset="A", kind="sale")
    assert "appeal_open" in codes(found)


def test_a_system_may_choose_provisional_execution_scenario_17() -> None:
    found = said("example_provisional", under_appeal(), "dispose_asset", asset="A", kind="sale")
    assert not found.reasons
    assert [warning.code for warning in found.warnings] == ["not_final"]


def test_provisional_execution_stops_where_the_appeal_suspends() -> None:
    position = under_appeal(suspensive=True)
    found = said("example_provisional", position, "dispose_asset", asset="A", kind="sale")
    assert codes(found) == {"appeal_open"}


def test_provisional_execution_needs_a_confiscation_all_the_same() -> None:
    position = Position("A", legal="frozen", management="stored", case=under_appeal().case,
                        valuations=under_appeal().valuations)  # fmt: skip
    found = said("example_provisional", position, "dispose_asset", asset="A", kind="sale")
    assert "not_final" in codes(found)


@pytest.mark.parametrize(("claims", "refused"), [(0, False), (1, True)])
def test_a_claim_takes_the_case_from_the_agency_to_the_court(claims: int, refused: bool) -> None:  # noqa: FBT001
    position = Position("A", legal="confiscation_proposed")
    position.case.notices["seizure"] = DAY
    if claims:
        position.claims["C"] = ClaimPosition("C", "P", "filed")
    order = {"case": "C", "kind": "administrative", "authority": "Customs", "reference": "1",
             "assets": [{"asset": "A"}]}  # fmt: skip
    found = said("example_us", position, "record_order", **order)
    assert ("claim_open" in codes(found)) is refused
    assert "claim_open" not in codes(said("generic", position, "record_order", **order))


@pytest.mark.parametrize(("appealed", "refused"), [(True, True), (False, False)])
def test_a_restraint_does_not_lapse_while_an_appeal_is_open(appealed: bool, refused: bool) -> None:  # noqa: FBT001
    position = under_appeal()
    if not appealed:
        position.orders["O"].challenges = ()
    found = said("example_za", position, "record_lapse", order="O", basis="term")
    assert ("appeal_open" in codes(found)) is refused


def test_tiers_ask_for_more_than_the_generic_system_does() -> None:
    position = under_appeal()
    position.valuations[0] = ValuationPosition(
        DAY, Money.parse("200000", "EUR"), "appraisal", "V", "VAL"
    )
    command = read_action({"action": "propose_interlocutory_sale", "asset": "A",
                           "on": DAY.isoformat(), "grounds": ["special_management"]})  # fmt: skip
    asked = {
        name: len(approvals.levels(Ask(
            action="propose_interlocutory_sale", kind=None, position=position, on=DAY,
            rules=legal_system(name), command=command,
        )))
        for name in ("generic", "example_fr")
    }  # fmt: skip
    assert asked == {"generic": 1, "example_fr": 2}


def test_terms_of_the_examples_are_those_of_their_sources() -> None:
    terms = {
        "example_us": {"notice_of_seizure": "60", "complaint_after_claim": "90",
                       "restraint_before_complaint": "90", "urgent_measure_days": "14"},
        "example_uk": {"power_validation_due": "48", "detention_cap": "2"},
        "example_za": {"appearance_due": "14", "preservation_lapses": "90"},
        "example_sg": {"restraint_term": "3"},
        "example_fr": {"appeal_against_early_sale": "10"},
    }  # fmt: skip
    for name, wanted in terms.items():
        rules = legal_system(name)
        assert {key: rules.parameter(key, DAY).value for key in wanted} == wanted
