"""Parts of an asset: a share, a sum or a component runs the legal axis by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.case_file import AssetFacts, PartFacts
from asset_recovery.persistence import tables as t
from asset_recovery.services.decision_sheets import Source, decision_sheet
from asset_recovery.services.rates import Rates
from tests.services.reading import asset_of, case_file
from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.office import money

At = Callable[[str], Life]


def an_asset(life: Life, asset: str = "CAR") -> AssetFacts:
    """The asset as its page shows it."""
    return asset_of(case_file(life.office, "CASE"), asset)


def parts(life: Life, asset: str = "CAR") -> list[tuple[str, str]]:
    """(extent, legal state) of each part of the asset."""
    return [(extent(part), part.legal_state) for part in an_asset(life, asset).parts]


def extent(part: PartFacts) -> str:
    """The share, the sum or the component in words."""
    if part.share is not None:
        return f"{part.share.normalize():f}"
    if part.amount is not None:
        return part.amount.display()
    return part.component or "rest"


def lift(life: Life, fraction: str, on: str = "2026-03-06", **more: Any) -> list[str]:
    """The codes with which the release of a share is refused."""
    return life.codes(
        "lift_order", order="FREEZE", on=on, reason="excess", fraction=fraction, **more
    )


def confiscate(life: Life, order: str, on: str, **scope: Any) -> list[str]:
    """The codes with which a confiscation (of a part) is refused."""
    return life.codes(
        "record_order",
        order=order,
        case="CASE",
        kind="confiscation_object",
        authority=COURT,
        reference=f"{order}/26",
        on=on,
        route="civil_in_rem",
        assets=[{"asset": "CAR", **scope}],
    )


def sought(at: At) -> Life:
    """Seized, its confiscation sought on the proof of its route."""
    life = at("seized")
    life.give("record_proof", case="CASE", kind="statement_of_claim", on="2026-05-01")
    life.give("publish_notice", case="CASE", on="2026-05-01", kind="claims", medium="Gazette")
    assert life.file().ok
    return life


def test_a_share_is_released_and_the_rest_stays_held_scenario_5(at: At) -> None:
    life = at("frozen")
    assert lift(life, "0.4") == []
    assert parts(life) == [("0.6", "measure_varied"), ("0.4", "release_ordered")]
    assert (life.legal(), life.row()["headline"]) == ("measure_varied", "Mixed")
    assert an_asset(life).parts[1].orders == ()
    assert life.is_sound()


def test_no_more_than_the_rest_can_be_released(at: At) -> None:
    life = at("frozen")
    lift(life, "0.4")
    refused = life.try_(
        "lift_order", order="FREEZE", on="2026-03-07", reason="excess", fraction="0.61"
    )
    assert [(r.code, r.text) for r in refused.reasons] == [
        ("amount_exceeds_order", "The order holds 0.6 of the asset.")
    ]
    assert lift(life, "0.6", "2026-03-07") == []
    assert life.legal() == "release_ordered"


def test_the_released_part_is_returned_by_itself_and_the_rest_stays_in_our_hands(at: At) -> None:
    life = at("seized")
    assert lift(life, "0.4") == []
    returned = {"to": "OWNER", "condition": "as seized", "receipt": "R-1"}
    life.give("return_asset", asset="CAR", on="2026-03-20", parts=["CAR/2"], **returned)
    life.approve(on="2026-03-21")
    assert parts(life) == [("0.6", "measure_varied"), ("0.4", "returned_to_owner")]
    row = life.row()
    assert (row["legal"], row["management"]) == ("measure_varied", "planning")
    assert an_asset(life).custody_place


def test_the_thing_is_handed_back_once_no_part_is_left(at: At) -> None:
    life = at("seized")
    lift(life, "0.4")
    lift(life, "0.6", "2026-03-07")
    returned = {"to": "OWNER", "condition": "as seized", "receipt": "R-1"}
    life.give("return_asset", asset="CAR", on="2026-03-20", **returned)
    life.approve(on="2026-03-21")
    assert parts(life) == [("0.6", "returned_to_owner"), ("0.4", "returned_to_owner")]
    assert (life.legal(), life.row()["management"]) == ("returned_to_owner", "handed_back")


def test_a_part_that_is_not_there_is_named(at: At) -> None:
    life = at("seized")
    lift(life, "0.4")
    refused = life.try_(
        "return_asset",
        asset="CAR",
        on="2026-03-20",
        parts=["3"],
        to="OWNER",
        condition="good",
        receipt="R",
    )
    assert [(r.code, r.field, r.text) for r in refused.reasons] == [
        ("field_invalid", "parts", "The asset has no part 3; it has: 1, 2.")
    ]


def test_the_thing_is_not_sold_while_a_part_must_go_back(at: At) -> None:
    life = at("valued")
    assert lift(life, "0.4") == []
    assert life.propose().reasons[0].code == "release_pending"


def test_a_share_is_confiscated_and_the_rest_goes_on(at: At) -> None:
    life = sought(at)
    assert confiscate(life, "HALF", "2026-06-15", fraction="0.5") == []
    assert parts(life) == [("0.5", "confiscation_proposed"), ("0.5", "confiscated_not_final")]
    life.give("certify_final", order="HALF", on="2026-07-15")
    assert (life.legal(), life.row()["headline"]) == (
        "confiscated_partly_final",
        "Confiscated, to realise",
    )


def test_shares_confiscated_do_not_come_to_more_than_the_asset(at: At) -> None:
    life = sought(at)
    assert confiscate(life, "MOST", "2026-06-15", fraction="0.7") == []
    assert "shares_do_not_sum" in confiscate(life, "MORE", "2026-06-16", fraction="0.4")
    assert confiscate(life, "REST", "2026-06-16", fraction="0.3") == []
    assert {state for _extent, state in parts(life)} == {"confiscated_not_final"}
    assert confiscate(life, "TWICE", "2026-06-17", fraction="0.1")[0] == "already_confiscated"


def test_an_asset_is_confiscated_as_a_whole_once(at: At) -> None:
    life = sought(at)
    assert confiscate(life, "ONE", "2026-06-15") == []
    assert confiscate(life, "TWO", "2026-06-16")[0] == "already_confiscated"


def test_finality_comes_part_by_part(at: At) -> None:
    life = sought(at)
    confiscate(life, "WHOLE", "2026-06-15")
    life.give(
        "challenge_order",
        order="WHOLE",
        by="OWNER",
        on="2026-06-20",
        suspensive=True,
        fraction="0.25",
    )
    assert parts(life) == [("0.75", "confiscated_not_final"), ("0.25", "confiscation_under_appeal")]
    codes = life.codes("certify_final", order="WHOLE", on="2026-07-20")
    assert codes == ["appeal_open"]
    life.give("certify_final", order="WHOLE", on="2026-07-20", parts=["1"])
    assert parts(life) == [("0.75", "confiscated_final"), ("0.25", "confiscation_under_appeal")]
    assert life.legal() == "confiscated_partly_final"
    life.give("decide_challenge", order="WHOLE", on="2026-08-20", outcome="upheld", final=True)
    assert {state for _extent, state in parts(life)} == {"confiscated_final"}
    assert life.legal() == "confiscated_final"


def test_an_appeal_that_succeeds_for_a_part_leaves_the_rest_confiscated(at: At) -> None:
    life = sought(at)
    confiscate(life, "WHOLE", "2026-06-15")
    life.give(
        "challenge_order",
        order="WHOLE",
        by="OWNER",
        on="2026-06-20",
        fraction="0.25",
    )
    life.give("decide_challenge", order="WHOLE", on="2026-08-20", outcome="annulled", parts=["2"])
    assert parts(life) == [("0.75", "confiscated_not_final"), ("0.25", "release_ordered")]


@pytest.mark.parametrize("again", ["2026-07-15", "2026-07-16"])
def test_what_is_final_is_not_challenged_again(at: At, again: str) -> None:
    life = sought(at)
    confiscate(life, "WHOLE", "2026-06-15")
    life.give("certify_final", order="WHOLE", on="2026-07-15")
    codes = life.codes("challenge_order", order="WHOLE", by="OWNER", on=again)
    assert codes == ["wrong_state"]


def test_a_remedy_filed_in_time_and_recorded_late_is_taken(at: At) -> None:
    life = sought(at)
    confiscate(life, "WHOLE", "2026-06-15")
    life.give("certify_final", order="WHOLE", on="2026-07-15")
    assert life.warned("challenge_order", order="WHOLE", by="OWNER", on="2026-07-14") == [
        "appeal_open"
    ]


def test_a_claim_upheld_for_a_share_makes_it_the_claimants_part(at: At) -> None:
    life = sought(at)
    confiscate(life, "WHOLE", "2026-06-15")
    life.give("certify_final", order="WHOLE", on="2026-07-15")
    life.give(
        "file_claim",
        claim="C",
        asset="CAR",
        party="OWNER",
        on="2026-07-16",
        share="0.25",
        basis="co-owner",
    )
    life.give("decide_claim", claim="C", on="2026-08-01", outcome="upheld_in_part", share="0.25")
    facts = an_asset(life)
    assert [(p.share, p.claimant is not None) for p in facts.parts] == [
        (Decimal("0.75"), False),
        (Decimal("0.25"), True),
    ]
    assert facts.legal_state == "third_party_claim_upheld_in_part"


def test_a_sum_is_frozen_and_the_rest_is_free(at: At) -> None:
    life = at("identified")
    life.give(
        "record_order",
        order="CAP",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-03-01",
        assets=[{"asset": "CAR", "amount": money("50000.00")}],
    )
    assert parts(life) == [("rest", "identified"), ("50,000.00 EUR", "frozen")]
    life.give("lift_order", order="CAP", on="2026-03-05", reason="excess", amount=money("20000.00"))
    assert parts(life) == [
        ("rest", "identified"),
        ("30,000.00 EUR", "measure_varied"),
        ("20,000.00 EUR", "release_ordered"),
    ]


def test_a_component_is_confiscated_by_itself(at: At) -> None:
    life = sought(at)
    assert confiscate(life, "ENGINE", "2026-06-15", component="engine") == []
    assert parts(life) == [
        ("rest", "confiscation_proposed"),
        ("engine", "confiscated_not_final"),
    ]
    assert "field_invalid" in confiscate(life, "HALF", "2026-06-16", fraction="0.5")


def test_a_position_taken_over_with_a_share_leaves_the_rest_without_a_measure(at: At) -> None:
    life = at("registered")
    life.give(
        "open_position",
        asset="CAR",
        on="2026-01-01",
        legal_state="confiscated_final",
        source="old register",
        share="0.5",
    )
    life.approve(on="2026-01-02")
    assert parts(life) == [("0.5", "confiscated_final"), ("0.5", "identified")]
    assert life.legal() == "confiscated_final"


def test_on_a_share_taken_over_as_unknown_nothing_is_reckoned(at: At) -> None:
    life = at("registered")
    life.give(
        "open_position",
        asset="CAR",
        on="2026-01-01",
        legal_state="frozen",
        source="old register",
        orders=[{"kind": "freezing", "reference": "7"}],
        unknown=["share"],
    )
    life.approve(on="2026-01-02")
    name = an_asset(life).orders[0]
    codes = life.codes("lift_order", order=name, on="2026-03-01", reason="excess", fraction="0.5")
    assert codes == ["field_missing"]


def test_a_late_release_of_a_share_is_put_in_its_place(at: At) -> None:
    life = sought(at)
    confiscate(life, "HALF", "2026-06-15", fraction="0.5")
    assert lift(life, "0.6")[0] == "later_step_conflicts"
    assert lift(life, "0.4") == []
    assert sorted(parts(life)) == [
        ("0.1", "confiscation_proposed"),
        ("0.4", "release_ordered"),
        ("0.5", "confiscated_not_final"),
    ]


def test_an_order_lifted_for_a_share_still_stands_on_any_later_day(at: At) -> None:
    life = at("frozen")
    lift(life, "0.4")
    for day in (date(2026, 3, 7), date(2026, 11, 24)):
        (order,) = case_file(life.office, "CASE", as_of=day).orders
        assert order.state == "extended_or_varied", day


@pytest.mark.parametrize(
    ("action", "more"),
    [
        ("lift_order", {"order": "FREEZE", "reason": "excess", "fraction": "0"}),
        ("challenge_order", {"order": "FREEZE", "by": "OWNER", "fraction": "0"}),
        (
            "record_order",
            {
                "case": "CASE",
                "kind": "freezing",
                "authority": COURT,
                "reference": "2",
                "assets": [{"asset": "CAR", "fraction": "0"}],
            },
        ),
    ],
)
def test_a_share_of_nothing_is_refused(at: At, action: str, more: dict[str, Any]) -> None:
    assert at("frozen").codes(action, on="2026-03-06", **more) == ["field_invalid"]


def test_what_bars_a_step_on_the_whole_names_the_part_that_must_go_back(at: At) -> None:
    life = at("valued")
    lift(life, "0.4")
    assert "CAR/2" in life.propose().reasons[0].text


def test_an_order_over_a_part_validates_only_what_it_holds(at: At) -> None:
    life = at("identified")
    life.give(
        "take_possession", asset="CAR", on="2026-03-02", power="search on arrest", **INVENTORY
    )
    order: dict[str, Any] = {
        "case": "CASE",
        "kind": "seizure",
        "authority": COURT,
        "reference": "2",
        "on": "2026-03-03",
    }
    life.give("record_order", assets=[{"asset": "CAR", "fraction": "0.1"}], **order)
    assert "Validation of the seizure" in str(due_titles(life))
    life.give("record_order", assets=[{"asset": "CAR", "fraction": "0.9"}], **order)
    assert "Validation of the seizure" not in str(due_titles(life))


def due_titles(life: Life) -> list[str]:
    """What is due on the asset."""
    with life.office.reading.connect() as connection:
        query = select(t.agenda.c.title).where(t.agenda.c.record == "CAR")
        return [str(title) for title in connection.scalars(query)]


def test_the_page_to_decide_on_lists_the_parts_of_a_divided_asset(at: At) -> None:
    life = at("seized")
    lift(life, "0.4")
    life.give("return_asset", asset="CAR", on="2026-03-20", to="OWNER", condition="c", receipt="R")
    with life.office.reading.connect() as connection:
        approval = connection.execute(t.approval.select()).mappings().one()
        sheet = decision_sheet(
            Source(connection, Rates(connection, "EUR"), date(2026, 11, 24)), dict(approval)
        )
    rows = [row for section in sheet.sections for row in section.rows]
    assert ("CAR/2", "40 %: Release ordered") in [(row[0], row[1]) for row in rows]
