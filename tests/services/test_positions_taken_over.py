"""Positions taken over from another register: what is unknown stays unknown."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
POSITION = {
    "asset": "OLD",
    "on": "2026-02-01",
    "source": "register of 2014",
    "who": "supervisor",
}


def old(at: At) -> Life:
    """A lead that came from another register."""
    life = at("begun")
    life.give("register_asset", asset="OLD", case="CASE", type="VEH-CAR", description="car")
    return life


def taken(at: At, state: str, **more: object) -> Life:
    """The same at a position, approved."""
    life = old(at)
    life.give("open_position", **{**POSITION, "legal_state": state, **more})
    life.approve("OLD", who="everyone", on="2026-02-02")
    return life


def test_a_supervisor_takes_a_position_over_and_another_person_approves(at: At) -> None:
    life = old(at)
    assert (
        life.try_("open_position", **{**POSITION, "who": "officer"}, legal_state="frozen").kind
        == "permission"
    )
    assert life.give("open_position", legal_state="frozen", **POSITION).pending
    assert life.legal("OLD") == "lead"
    codes = life.codes("identify_asset", asset="OLD", on="2026-02-01", source="s")
    assert "second_person_needed" in codes or codes == ["field_missing"]
    life.approve("OLD", who="everyone", on="2026-02-02")
    assert life.legal("OLD") == "frozen"


def test_an_import_takes_a_position_over_at_once(at: At) -> None:
    life = old(at)
    given = {
        "action": "open_position",
        "asset": "OLD",
        "on": "2026-02-01",
        "source": "s",
        "legal_state": "confiscated_final",
    }
    actor = life.office.actor("supervisor")
    result = life.office.actions.give(actor, given, by_import=True)
    assert result.ok
    assert not result.pending
    assert life.row("OLD")["headline"] == "Confiscated, to realise"


def test_a_position_proves_the_steps_before_it_and_nothing_after(at: At) -> None:
    life = taken(at, "confiscated_final")
    dispose = {"asset": "OLD", "on": "2026-02-03", "kind": "sale"}
    assert life.codes("dispose_asset", **dispose) == ["no_valuation"]
    life.give(
        "record_valuation",
        asset="OLD",
        on="2026-02-02",
        value=money("10.00"),
        kind="appraisal",
        method="m",
        valuer="v",
    )
    assert life.give("dispose_asset", **dispose).pending
    start = {"asset": "OLD", "on": "2026-02-05", "method": "auction", "reserve": money("9.00")}
    assert life.codes("start_sale", **start)[0] == "second_person_needed"
    life.approve("OLD", on="2026-02-04")
    assert life.codes("start_sale", **start) == []


def test_a_source_that_does_not_say_leaves_the_position_unknown(at: At) -> None:
    life = taken(at, "unknown", unknown=["legal state"])
    assert life.row("OLD")["headline"] == "Position unknown"
    assert life.codes(
        "insure_asset",
        asset="OLD",
        insurer="I",
        policy="P",
        sum=money("1.00"),
        **{"from": "2026-02-01", "to": "2027-02-01"},
    ) == ["position_unknown"]
    for action, more in (
        ("file_claim", {"party": "OWNER", "share": "1", "basis": "b"}),
        ("post_cost", {"amount": money("1.00"), "category": "storage", "counterparty": "c"}),
    ):
        codes = life.codes(action, asset="OLD", on="2026-02-03", **more)
        assert codes[0] == "position_unknown"
    life.give(
        "record_valuation",
        asset="OLD",
        on="2026-02-03",
        value=money("1.00"),
        kind="estimate",
        method="m",
        valuer="v",
    )
    life.give("add_note", to="OLD", text="asked the court")
    life.give("change_asset", asset="OLD", location="Valletta", reason="found")
    life.give("identify_asset", asset="OLD", on="2026-02-03", source="letter")
    assert life.legal("OLD") == "identified"


def test_a_position_is_corrected_with_a_reason_until_the_first_own_step(at: At) -> None:
    life = taken(
        at,
        "frozen",
        orders=[
            {"kind": "freezing", "authority": "Court A"},
            {"kind": "seizure", "authority": "Court B"},
        ],
        possession={"place": "Hall"},
        management_state="stored",
    )
    again = {**POSITION, "on": "2026-02-01", "legal_state": "seized"}
    assert life.codes("open_position", **again)[0] == "field_missing"
    orders = [{"kind": "seizure", "authority": "Court C"}]
    life.give("open_position", reason="misread", orders=orders, **again)
    life.approve("OLD", on="2026-02-02", who="everyone")
    row = life.row("OLD")
    assert (row["legal"], row["management"]) == ("seized", "unmanaged")
    life.give(
        "insure_asset",
        asset="OLD",
        insurer="I",
        policy="P",
        sum=money("1.00"),
        **{"from": "2026-02-03", "to": "2027-02-01"},
    )
    codes = life.codes("open_position", reason="again", **{**again, "on": "2026-11-24"})
    assert codes[0] == "wrong_state"
    assert life.is_sound()


def test_what_came_with_a_position_is_checked_field_by_field(at: At) -> None:
    life = old(at)
    for more, field in (
        ({"orders": [{"kind": "magic"}]}, "orders.kind"),
        ({"orders": [{"kind": "freezing", "on": "30/02/2020"}]}, "orders.on"),
        ({"parts": [{"share": "1.4"}]}, "parts.share"),
        ({"possession": {"since": "yesterday"}}, "possession.since"),
        ({"share": "1.4"}, "share"),
    ):
        result = life.try_("open_position", legal_state="frozen", **POSITION, **more)
        assert (result.kind, result.reasons[0].field) == ("validation", field)
    result = life.try_(
        "open_position",
        legal_state="frozen",
        **POSITION,
        parts=[{"share": "0.6"}, {"share": "0.5"}],
    )
    assert result.reasons[0].code == "shares_do_not_sum"


def test_nothing_is_taken_over_once_a_step_of_our_own_was_taken(at: At) -> None:
    life = at("identified")
    codes = life.codes("open_position", **{**POSITION, "asset": "CAR", "legal_state": "frozen"})
    assert codes[0] == "wrong_state"
