"""Release, restitution, return, withdrawal: what must be given back is given back first."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.services.ledger_service import LedgerService
from tests.services.reading import opened
from tests.support.asset_life import COURT, INVENTORY, Life
from tests.support.office import money

At = Callable[[str], Life]
BACK = {
    "asset": "CAR",
    "on": "2026-10-02",
    "to": "OWNER",
    "condition": "as taken",
    "receipt": "R-1",
}


def release(life: Life, kind: str = "release", **more: object) -> None:
    """An order of 1 October that the asset be given back."""
    life.order("RELEASE", kind, "2026-10-01", **more)


def test_a_released_asset_is_returned_with_a_second_person(at: At) -> None:
    life = at("seized")
    release(life)
    assert life.row()["headline"] == "To return"
    assert life.row()["due_text"] == "Return the asset"
    life.give("return_asset", **BACK)
    life.approve(who="lawyer", on="2026-10-03")
    row = life.row()
    assert (row["headline"], row["management"]) == ("Returned", "handed_back")
    life.give("close_asset", asset="CAR", on="2026-10-04")


def test_nothing_else_is_possible_on_what_must_be_given_back(at: At) -> None:
    life = at("valued")
    release(life)
    life.prove()
    assert life.propose("2026-10-02").reasons[0].code == "release_pending"
    assert life.file("2026-10-02").reasons[0].code == "release_pending"
    codes = life.codes(
        "record_order",
        order="C",
        case="CASE",
        kind="civil_in_rem",
        authority=COURT,
        reference="1",
        on="2026-10-02",
        assets=["CAR"],
    )
    assert codes[0] == "release_pending"
    codes = life.codes("take_possession", asset="CAR", order="FREEZE", on="2026-10-02", **INVENTORY)
    assert codes[0] == "release_pending"


def test_a_new_order_after_the_release_holds_the_asset_again(at: At) -> None:
    life = at("stored")
    release(life)
    new = {
        "order": "NEW",
        "case": "CASE",
        "kind": "seizure",
        "authority": COURT,
        "reference": "2",
        "assets": ["CAR"],
    }
    assert life.codes("record_order", on="2026-10-01", **new)[0] == "release_pending"
    assert life.codes("record_order", on="2026-10-02", **new) == []
    assert life.legal() == "seized"
    assert life.codes("return_asset", **{**BACK, "on": "2026-10-03"})[0] == "no_order"


def test_what_is_not_released_is_not_returned(at: At) -> None:
    assert at("stored").codes("return_asset", **BACK)[0] == "no_order"


def test_evidence_is_not_returned(at: At) -> None:
    life = at("stored")
    life.give(
        "hold_as_evidence",
        asset="CAR",
        on="2026-09-01",
        authority="Prosecutor",
        review_on="2026-12-01",
    )
    assert life.row()["headline"] == "Evidence"
    release(life)
    assert life.codes("return_asset", **BACK) == ["evidence_hold"]
    life.give("end_evidence_hold", asset="CAR", on="2026-10-02", authority="Prosecutor")
    assert life.codes("return_asset", **BACK) == []


def test_an_acquittal_after_the_sale_gives_back_the_net_scenario_16(at: At) -> None:
    life = at("filed")
    life.give(
        "post_cost",
        asset="CAR",
        on="2026-06-10",
        amount=money("500.00"),
        category="storage",
        counterparty="Garage",
    )
    life.give("determine_net", asset="CAR", on="2026-09-01")
    life.approve(on="2026-09-02")
    life.give(
        "record_proceeding",
        case="CASE",
        kind="acquittal",
        authority=COURT,
        reference="A",
        on="2026-09-10",
        persons=["ACCUSED"],
        final_on="2026-09-30",
    )
    life.give("lift_order", order="FREEZE", on="2026-10-01", reason="acquittal")
    assert life.legal("CAR-SUB") == "release_ordered"
    result = life.try_("return_asset", **BACK)
    assert (result.reasons[0].code, result.reasons[0].field) == ("field_missing", "amount")
    assert life.codes("return_asset", amount=money("8999.99"), **BACK) == ["balance_mismatch"]
    assert life.codes("return_asset", amount=money("9000.00", "USD"), **BACK) == [
        "currency_mismatch"
    ]
    life.give("return_asset", amount=money("9000.00"), **BACK)
    life.approve("CAR", who="lawyer", on="2026-10-03")
    row = life.row("CAR-SUB")
    assert (row["headline"], row["money"]) == ("Returned", "fully_distributed")
    life.give("close_asset", asset="CAR-SUB", on="2026-10-04")
    assert life.legal("CAR") == "closed"


def released_after_the_sale(life: Life) -> None:
    """The car was sold, the net determined, the accused acquitted and the freezing lifted."""
    life.give("determine_net", asset="CAR", on="2026-09-01")
    life.approve(on="2026-09-02")
    life.give("record_proceeding", case="CASE", kind="acquittal", authority=COURT, reference="A",
              on="2026-09-10", persons=["ACCUSED"], final_on="2026-09-30")  # fmt: skip
    life.give("lift_order", order="FREEZE", on="2026-10-01", reason="acquittal")


def balances_of(life: Life) -> dict[str, int]:
    """What every kind of account holds."""
    rows = LedgerService(opened(life.office)).trial_balance(life.office.actor("everyone"))
    return {row.kind: row.balance.minor for row in rows}


def test_money_given_back_leaves_the_account_that_is_named(at: At) -> None:
    life = at("filed")
    released_after_the_sale(life)
    before = balances_of(life)["bank"]
    life.give("return_asset", amount=money("9500.00"), account="ESCROW", **BACK)
    life.approve("CAR", who="lawyer", on="2026-10-03")
    after = balances_of(life)
    assert after["bank"] == before - 950_000
    assert after.get("owner", 0) == 0


def test_money_given_back_without_an_account_is_owed_to_the_owner(at: At) -> None:
    life = at("filed")
    released_after_the_sale(life)
    life.give("return_asset", amount=money("9500.00"), **BACK)
    life.approve("CAR", who="lawyer", on="2026-10-03")
    assert balances_of(life)["owner"] == -950_000


def test_an_account_from_which_money_is_given_back_needs_an_amount_in_its_currency(
    at: At,
) -> None:
    life = at("filed")
    released_after_the_sale(life)
    given = {**BACK, "account": "ESCROW"}
    assert life.codes("return_asset", **given)[0] == "field_missing"
    life.give("open_account", account="USD", kind="escrow", on="2026-01-01", currency="USD")
    assert life.codes("return_asset", **{**given, "account": "USD"}, amount=money("9500.00")) == [
        "currency_mismatch"
    ]


def test_a_withdrawn_filing_means_return_once_the_measure_is_lifted(at: At) -> None:
    life = at("valued")
    assert life.file("2026-09-01").ok
    life.give(
        "withdraw_confiscation",
        assets=["CAR"],
        on="2026-09-20",
        authority="Prosecutor",
        reference="W",
        reason="no evidence",
    )
    assert life.legal() == "release_ordered"
    assert life.codes("return_asset", **BACK)[0] == "competing_order"
    life.give("lift_order", order="FREEZE", on="2026-09-21", reason="withdrawn")
    assert life.codes("return_asset", **BACK) == []


def test_restitution_ordered_is_not_restored_before_the_victim_has_it(at: At) -> None:
    life = at("stored")
    life.give("register_party", party="VICTIM", kind="natural", name="Subject V")
    release(life, "restitution", persons=["VICTIM"])
    assert life.row()["headline"] == "To return"
    life.give("return_asset", **{**BACK, "to": "VICTIM"})
    life.approve(who="lawyer", on="2026-10-03")
    row = life.row()
    assert (row["headline"], row["management"]) == ("Restored to victim", "restituted_to_victim")


def test_a_lapsed_asset_in_our_hands_is_returned_before_it_is_closed(at: At) -> None:
    life = at("identified")
    life.order("FREEZE", "seizure", "2026-03-01", expires_on="2026-04-01")
    life.give("record_plan", asset="CAR", on="2026-03-01")
    life.give("take_possession", asset="CAR", order="FREEZE", on="2026-03-02", **INVENTORY)
    life.give("record_lapse", asset="CAR", on="2026-04-02", basis="term")
    assert life.legal() == "lapsed"
    assert life.codes("close_asset", asset="CAR", on="2026-04-03")[0] == "wrong_state"
    life.give("return_asset", **BACK)
    life.approve(who="lawyer", on="2026-10-03")
    assert life.legal() == "returned_to_owner"


def test_why_it_could_not_be_returned_is_recorded(at: At) -> None:
    life = at("stored")
    obstacle = {"asset": "CAR", "on": "2026-10-02", "reason": "owner_missing"}
    assert life.codes("record_return_obstacle", **obstacle)[0] == "no_order"
    release(life)
    assert life.codes("record_return_obstacle", **obstacle) == []


def test_a_lead_may_be_declined_and_taken_up_again(at: At) -> None:
    life = at("identified")
    decline = {"asset": "CAR", "on": "2026-02-10", "reason": "equity"}
    assert life.give("decline_asset", **decline).pending
    life.approve(on="2026-02-11")
    assert life.legal() == "declined"
    life.give("reopen_lead", who="supervisor", asset="CAR", on="2026-02-20", reason="a new fact")
    assert life.legal() == "identified"


def test_a_lead_of_small_value_is_declined_by_one_person(at: At) -> None:
    life = at("begun")
    for name, amount in (("SMALL", "10000.00"), ("LARGE", "10000.01")):
        life.give(
            "register_asset",
            asset=name,
            case="CASE",
            type="VEH-CAR",
            description="c",
            location="V",
            estimated_value=money(amount),
        )
        life.give("identify_asset", asset=name, on="2026-02-01", source="s")
        pending = life.give("decline_asset", asset=name, on="2026-02-02", reason="cost").pending
        assert bool(pending) is (name == "LARGE")
