"""Second persons on behalf of others, corrected steps, and the page on which they decide."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.persistence import tables as t
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.step_service import StepService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
DAYS = {"from": "2026-04-01", "until": "2026-04-30"}


def proposed(at: At) -> Life:
    """A sale before judgment that `manager` proposed on 2 April; it waits."""
    life = at("valued")
    life.give(
        "propose_interlocutory_sale", who="manager", asset="CAR", on="2026-04-02",
        grounds=["disproportionate_cost"],
    )  # fmt: skip
    return life


def sold_low(at: At) -> Life:
    """A sale far below the valuation, which `manager` recorded: two levels wait."""
    life = at("in_sale")
    assert life.sell("100.00", who="manager", reason="nobody bid more").ok
    return life


def delegate(life: Life, to: str = "officer", **more: Any) -> dict[str, str]:
    """`supervisor` delegates for April."""
    given = {"to": to, **DAYS, **more}
    return dict(life.give("delegate_approval", who="supervisor", **given).made)


def decide(life: Life, who: str, on: str = "2026-04-03", **more: Any) -> list[str]:
    """The codes with which a decision of this user is refused; [] where it was taken."""
    return life.codes("approve", who=who, what="CAR", on=on, **more)


def approval(life: Life, state: str = "waiting") -> str:
    """The approval in this state."""
    with life.office.reading.connect() as connection:
        rows = connection.execute(t.approval.select().where(t.approval.c.state == state))
        return str(next(iter(rows)).reference)


def votes(life: Life) -> list[dict[str, Any]]:
    """Every vote as it is kept."""
    with life.office.reading.connect() as connection:
        return [dict(row) for row in connection.execute(t.approval_vote.select()).mappings()]


def test_a_delegate_decides_on_behalf_and_the_journal_says_so(at: At) -> None:
    life = proposed(at)
    assert decide(life, "officer") == ["role_needed"]
    delegate(life)
    assert decide(life, "officer") == []
    assert [vote["on_behalf_of"] for vote in votes(life)] == ["supervisor"]
    with life.office.reading.connect() as connection:
        payloads = connection.execute(t.journal_payload.select()).mappings().all()
    notes = json.loads(payloads[-1]["payload"])["notes"]
    assert notes["on_behalf_of"] == "supervisor"
    assert life.is_sound()


@pytest.mark.parametrize("on", ["2026-04-02", "2026-05-01"])
def test_a_delegation_holds_only_on_its_days(at: At, on: str) -> None:
    life = proposed(at)
    delegate(life, **{"from": "2026-04-03", "until": "2026-04-30"})
    assert decide(life, "officer", on=on) == ["role_needed"]


def test_a_delegation_holds_only_for_the_steps_that_it_names(at: At) -> None:
    life = proposed(at)
    delegate(life, steps=["pay_out"])
    assert decide(life, "officer") == ["role_needed"]
    delegate(life, steps=["propose_interlocutory_sale"])
    assert decide(life, "officer") == []


def test_a_withdrawn_delegation_holds_no_more(at: At) -> None:
    life = proposed(at)
    made = delegate(life)
    given = {"delegation": made["delegation"], "on": "2026-04-02", "reason": "back"}
    assert life.codes("withdraw_delegation", who="lawyer", **given) == ["role_needed"]
    life.give("withdraw_delegation", who="supervisor", **given)
    assert decide(life, "officer") == ["role_needed"]
    assert life.codes("withdraw_delegation", who="supervisor", **given) == ["closed_record"]


def test_a_delegate_never_decides_on_his_own_work_nor_on_that_of_who_delegated(at: At) -> None:
    life = at("valued")
    delegate(life, to="manager")
    life.give(
        "propose_interlocutory_sale", who="manager", asset="CAR", on="2026-04-02",
        grounds=["disproportionate_cost"],
    )  # fmt: skip
    assert decide(life, "manager") == ["same_person"]
    life.give("reject", who="supervisor", what="CAR", on="2026-04-03")
    life.give("delegate_approval", who="everyone", to="officer", **DAYS)
    life.give(
        "propose_interlocutory_sale", who="everyone", asset="CAR", on="2026-04-04",
        grounds=["disproportionate_cost"],
    )  # fmt: skip
    assert decide(life, "officer", on="2026-04-05") == ["same_person"]


def test_a_delegation_is_no_wider_than_the_tier_of_who_gave_it(at: At) -> None:
    life = proposed(at)
    life.give("delegate_approval", who="lawyer", to="officer", **DAYS)
    assert decide(life, "officer") == ["role_needed"]


def test_two_levels_are_not_decided_by_one_person_and_her_delegate(at: At) -> None:
    life = sold_low(at)
    delegate(life, **{"from": "2026-05-01", "until": "2026-05-30"})
    assert decide(life, "officer", on="2026-05-11") == []
    assert decide(life, "supervisor", on="2026-05-11") == ["same_person"]
    assert decide(life, "officer", on="2026-05-11") == ["same_person"]
    assert decide(life, "director", on="2026-05-11") == []


def test_bad_delegations_are_refused(at: At) -> None:
    life = at("registered")
    give = {"who": "supervisor", **DAYS}
    assert life.codes("delegate_approval", to="nobody", **give) == ["not_found"]
    assert life.codes("delegate_approval", to="supervisor", **give) == ["same_person"]
    wrong = {**give, "until": "2026-03-31"}
    assert life.codes("delegate_approval", to="officer", **wrong) == ["date_order"]
    assert life.codes("delegate_approval", to="officer", steps=["no_step"], **give) == [
        "field_invalid"
    ]
    given = {**give, "who": "officer"}
    assert life.codes("delegate_approval", to="manager", **given) == ["role_needed"]


def test_the_delegate_is_offered_the_decision(at: At) -> None:
    life = proposed(at)
    delegate(life)
    service = StepService(opened(life.office))
    from datetime import date

    found = service.can("CAR", life.office.actor("officer"), date(2026, 4, 3), purpose="x")
    offered = [one for one in found if one.action == "approve"]
    assert [one.allowed for one in offered] == [True]
    assert "supervisor" in offered[0].title


def test_a_returned_step_is_corrected_and_submitted_again(at: At) -> None:
    life = proposed(at)
    first = approval(life)
    life.give("reject", who="supervisor", what=first, on="2026-04-03", for_correction=True,
              comment="name the other ground")  # fmt: skip
    result = life.give(
        "correct_step", who="manager", what=first, on="2026-04-04", reason="as asked",
        arguments={"grounds": ["perishable_or_depreciating"]},
    )  # fmt: skip
    assert [level for _approval, level in result.pending] == [1]
    assert approval(life, "returned") == first
    assert approval(life) != first
    assert decide(life, "supervisor", on="2026-04-05") == []
    assert life.row()["management"] == "interlocutory_sale_proposed"
    assert life.is_sound()


def test_a_change_of_what_waits_voids_the_votes_on_it(at: At) -> None:
    life = sold_low(at)
    first = approval(life)
    assert decide(life, "supervisor", on="2026-05-11") == []
    life.give(
        "correct_step", who="everyone", what=first, on="2026-05-12", reason="the price was lower",
        arguments={"price": money("90.00")},
    )  # fmt: skip
    assert approval(life, "void") == first
    codes = life.codes("approve", who="director", what=first, on="2026-05-13")
    assert codes == ["nothing_pending"]
    assert decide(life, "everyone", on="2026-05-13") == ["same_person"]  # a later editor
    assert decide(life, "manager", on="2026-05-13") == ["same_person"]  # who proposed it first
    assert decide(life, "supervisor", on="2026-05-13") == []  # level 1 again, on what is asked now
    assert life.row()["management"] == "in_sale_process"
    assert decide(life, "director", on="2026-05-13") == []
    assert life.row()["management"] == "sold_unpaid"
    assert life.is_sound()


def test_bad_corrections_are_refused_and_change_nothing(at: At) -> None:
    life = proposed(at)
    first = approval(life)
    before = life.all_rows()
    given = {"who": "manager", "on": "2026-04-03", "reason": "r"}
    assert life.codes("correct_step", what="AP-none", arguments={}, **given) == ["not_found"]
    assert life.codes("correct_step", what=first, arguments={}, **given) == ["field_invalid"]
    wrong = {"grounds": ["no such ground"]}
    assert life.codes("correct_step", what=first, arguments=wrong, **given) == ["field_invalid"]
    officer = {**given, "who": "officer", "arguments": {"grounds": ["special_management"]}}
    assert life.codes("correct_step", what=first, **officer) == ["role_needed"]
    assert life.all_rows() == before
    assert decide(life, "supervisor") == []
    late = {**given, "arguments": {"grounds": ["special_management"]}}
    assert life.codes("correct_step", what=first, **late) == ["nothing_pending"]


def test_an_order_with_a_gap_keeps_its_number_through_the_correction(at: At) -> None:
    life = at("identified")
    life.order("URGENT", "urgent_measure", "2026-03-02", authority="Police",
               dissipation_risk="sale", expires_on="2026-03-05")  # fmt: skip
    given = {"case": "CASE", "kind": "freezing", "authority": "Court", "reference": "F-1",
             "on": "2026-03-10", "assets": ["CAR"], "gap_comment": "post"}  # fmt: skip
    life.give("record_order", who="officer", order="F", **given)
    first = approval(life)
    life.give("correct_step", who="officer", what=first, on="2026-03-11", reason="typo",
              arguments={"reference": "F-2"})  # fmt: skip
    life.give("approve", who="supervisor", what="F", on="2026-03-12")
    with life.office.reading.connect() as connection:
        rows = connection.execute(
            t.court_order.select().where(t.court_order.c.reference == "F")
        ).all()
    assert [row.number for row in rows] == ["F-2"]
    assert life.legal() == "frozen"
    assert life.is_sound()


def test_the_page_to_decide_on_says_what_one_must_know(at: At) -> None:
    life = proposed(at)
    life.give("record_plan", asset="CAR", on="2026-04-02", value=money("10000.00"),
              monthly_cost=money("500.00"), yearly_decline="0.2", sale_cost_share="0.05",
              horizon_months="24", liens=money("0.00"), monthly_income=money("0.00"),
              risks="rust", recommendation="sell")  # fmt: skip
    life.give("post_cost", asset="CAR", on="2026-04-02", amount=money("120.00"),
              category="storage", counterparty="Depot")  # fmt: skip
    found = ShowService(opened(life.office)).show(
        "approval", approval(life), life.office.actor("supervisor"), purpose="decision"
    )
    page: Any = found["to_decide_on"]
    assert page["what"]["The court's leave"] == "not on file"
    assert any("10,000.00 EUR" in text and "days old" in text for text in page["value"].values())
    assert "120.00 EUR" in page["cost"]["Costs"]
    assert any("keeping is worth" in text for text in page["keep_or_sell"].values())
    assert page["heard"] == {"Affected persons": "nobody was notified or heard so far"}
    assert page["conflicts"] == {"Declarations": "none on file"}
    assert any("stays as it is" in text for text in page["if_not"].values())
    assert len(found["content_hash"]) == 64  # type: ignore[arg-type]


def test_a_vote_keeps_the_page_that_was_seen(at: At) -> None:
    life = proposed(at)
    assert decide(life, "supervisor") == []
    life.appraise("2026-05-01", "1.00")
    kept = votes(life)[0]["seen"]
    assert "10,000.00 EUR" in kept
    assert "1.00 EUR" not in kept.replace("10,000.00 EUR", "")
