"""Second persons: who may agree, when it takes effect, what voids it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.asset_life import COURT, Life
from tests.support.office import made, money

At = Callable[[str], Life]


def proposal(at: At) -> Life:
    """A proposal of 2 April that waits."""
    life = at("valued")
    assert life.propose().pending
    return life


def agree(life: Life, who: str, **more: object) -> list[str]:
    """The codes with which this user's agreement is refused."""
    arguments: dict[str, object] = {"what": "CAR", "on": "2026-04-05", **more}
    return life.codes("approve", who=who, **arguments)


def test_who_proposes_does_not_approve_scenario_36(at: At) -> None:
    life = proposal(at)
    result = life.try_("approve", who="everyone", what="CAR", on="2026-04-05")
    assert (result.kind, result.reasons[0].code) == ("permission", "same_person")


def test_an_asset_manager_does_not_approve_his_own_sale_either(at: At) -> None:
    life = at("valued")
    life.give(
        "propose_interlocutory_sale",
        who="manager",
        asset="CAR",
        on="2026-04-02",
        grounds=["perishable_or_depreciating"],
    )
    assert agree(life, "manager") == ["same_person"]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("officer", "role_needed"),
        ("auditor", "role_needed"),
        ("administrator", "role_needed"),
        ("lawyer", "approval_tier"),
        ("supervisor", None),
    ],
)
def test_a_supervisor_approves_a_proposal(at: At, who: str, code: str | None) -> None:
    assert agree(proposal(at), who) == ([] if code is None else [code])


def test_what_waits_takes_effect_on_the_day_of_the_approval(at: At) -> None:
    life = proposal(at)
    assert life.row()["management"] == "stored"
    assert agree(life, "supervisor") == []
    assert life.row()["management"] == "interlocutory_sale_proposed"
    event = life.events("propose_interlocutory_sale")[0]
    assert (event["on_date"], event["effective_on"]) == ("2026-04-02", "2026-04-05")


def test_nothing_is_approved_before_it_was_proposed_or_in_the_future(at: At) -> None:
    life = proposal(at)
    assert agree(life, "supervisor", on="2026-04-01") == ["date_order"]
    assert agree(life, "supervisor", on="2026-11-25") == ["date_in_future"]


def test_an_approval_is_named_by_its_own_reference_too(at: At) -> None:
    life = at("valued")
    reference = life.propose().pending[0][0]
    assert agree(life, "supervisor", what=reference) == []
    assert agree(life, "supervisor", what=reference) == ["nothing_pending"]


def test_where_nothing_waits_nothing_is_approved(at: At) -> None:
    for what in ("CAR", "CASE", "NOTHING"):
        assert agree(at("valued"), "supervisor", what=what) == ["nothing_pending"]


def test_two_steps_that_wait_are_told_apart_by_their_name(at: At) -> None:
    life = proposal(at)
    life.give(
        "manage_asset",
        asset="CAR",
        on="2026-04-03",
        mode="interim_use",
        reason="police",
        terms={
            "order": "O",
            "beneficiary": "B",
            "condition": "c",
            "liability": "l",
            "return_on": "2027-01-01",
        },
    )
    assert agree(life, "supervisor") == ["field_missing"]
    assert agree(life, "supervisor", step="manage_asset") == []
    assert life.row()["management"] == "interim_use"


def test_the_same_step_does_not_wait_twice(at: At) -> None:
    life = proposal(at)
    assert life.propose("2026-04-03").reasons[0].code == "second_person_needed"


def test_a_refused_step_has_no_effect_and_may_be_taken_anew(at: At) -> None:
    life = proposal(at)
    life.give("reject", who="supervisor", what="CAR", on="2026-04-04", comment="too early")
    assert life.row()["management"] == "stored"
    assert agree(life, "supervisor") == ["nothing_pending"]
    assert life.propose("2026-04-05").ok


def test_a_step_sent_back_for_correction_says_so(at: At) -> None:
    life = proposal(at)
    life.give("reject", who="supervisor", what="CAR", on="2026-04-04", for_correction=True)
    assert life.events("propose_interlocutory_sale")[0]["status"] == "returned"


def test_an_author_may_take_his_step_back(at: At) -> None:
    life = proposal(at)
    life.give("reject", what="CAR", on="2026-04-04")
    assert life.propose("2026-04-05").ok


def two_levels(at: At) -> Life:
    """A sale below 70 per cent that waits for two levels."""
    life = at("in_sale")
    assert len(life.sell("5000.00", reason="no other bid").pending) == 2
    return life


def test_two_levels_need_two_people_and_the_director_where_there_is_one(at: At) -> None:
    life = two_levels(at)
    on = {"on": "2026-05-11"}
    first = life.give("approve", who="supervisor", what="CAR", **on)
    assert [level for _name, level in first.pending] == [2]
    assert agree(life, "supervisor", **on) == ["same_person"]
    life.office.add_user("second", ["supervisor"])
    assert agree(life, "second", **on) == ["approval_tier"]
    assert life.row()["management"] == "in_sale_process"
    assert agree(life, "director", **on) == []
    assert life.row()["management"] == "sold_unpaid"


def test_without_a_director_a_second_supervisor_decides(at: At) -> None:
    life = two_levels(at)
    life.give("change_user", who="administrator", user="director", blocked=True, reason="left")
    life.office.add_user("second", ["supervisor"])
    assert agree(life, "supervisor", on="2026-05-11") == []
    assert agree(life, "second", on="2026-05-11") == []
    assert life.row()["management"] == "sold_unpaid"


def test_a_cost_that_comes_later_voids_the_net_that_waits(at: At) -> None:
    life = at("final")
    life.give("determine_net", asset="CAR", on="2026-08-02")
    result = life.give(
        "post_cost",
        asset="CAR",
        on="2026-08-02",
        amount=money("10.00"),
        category="storage",
        counterparty="Garage",
    )
    assert any("void" in note for note in result.notes)
    assert agree(life, "supervisor", on="2026-08-03") == ["nothing_pending"]
    assert life.events("determine_net")[0]["status"] == "void"
    life.give("determine_net", asset="CAR", on="2026-08-03")
    assert agree(life, "supervisor", on="2026-08-03") == []
    assert life.is_sound()


def test_a_payment_always_needs_two_people(at: At) -> None:
    life = at("allocated")
    pay = {"allocation": "CAR-A1", "on": "2026-08-06", "account": "E", "reference": "T"}
    result = life.give("pay_out", who="accountant", **pay)
    assert len(result.pending) == 1
    assert life.row("CAR-SUB")["money"] == "allocated"
    life.approve("CAR-A1", on="2026-08-06")
    assert life.row("CAR-SUB")["money"] == "fully_distributed"


def test_an_approval_in_the_past_does_not_upset_what_was_done_since(at: At) -> None:
    life = proposal(at)
    life.give(
        "manage_asset",
        asset="CAR",
        on="2026-04-10",
        mode="stored",
        reason="again",
        review_on="2026-09-01",
        terms={"contract": "K-2"},
    )
    assert agree(life, "supervisor")[0] == "later_step_conflicts"
    assert agree(life, "supervisor", on="2026-04-11") == []


def test_a_large_or_unknown_value_needs_two_levels_for_disposal(at: At) -> None:
    life = at("begun")
    for name, amount, levels in (("A", "1000000.00", 1), ("B", "1000000.01", 2)):
        life.give(
            "register_asset", asset=name, case="CASE", type="VEH-CAR", description="c", location="V"
        )
        life.give(
            "open_position",
            asset=name,
            on="2026-02-01",
            legal_state="confiscated_final",
            source="old register",
            who="supervisor",
        )
        life.approve(name, who="everyone", on="2026-02-01")
        life.give(
            "record_valuation",
            asset=name,
            on="2026-02-02",
            value=money(amount),
            kind="appraisal",
            method="m",
            valuer=f"V {name}",
        )
        pending = life.give("dispose_asset", asset=name, on="2026-02-03", kind="sale").pending
        assert len(pending) == levels


def test_the_order_that_waits_is_named_by_its_reference(at: At) -> None:
    life = at("frozen")
    life.give("lift_order", order="FREEZE", on="2026-03-10", reason="no_need")
    result = life.give(
        "record_order",
        order="NEW",
        case="CASE",
        kind="freezing",
        authority=COURT,
        reference="2",
        on="2026-03-12",
        assets=["CAR"],
        gap_comment="explained",
    )
    assert made(result, "approval").startswith("AP-")
    life.approve("NEW", on="2026-03-13")
    assert life.legal() == "frozen"
