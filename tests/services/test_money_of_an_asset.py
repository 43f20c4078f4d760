"""The waterfall, shares and payments of an asset."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
ALL = [{"to": "Treasury", "kind": "state", "share": "1"}]


def net_of(life: Life, **more: object) -> dict[str, Any]:
    """The waterfall as it is kept, of the newest proposal."""
    life.give("determine_net", asset="CAR", on="2026-08-02", **more)
    facts = json.loads(str(life.events("determine_net")[-1]["facts"]))
    kept: dict[str, Any] = facts["by_asset"]["CAR-SUB"]
    return kept


def cost(
    life: Life, amount: str, currency: str = "EUR", on: str = "2026-05-05", **more: object
) -> None:
    """A cost of the car."""
    life.give(
        "post_cost",
        asset="CAR",
        on=on,
        amount=money(amount, currency),
        counterparty="Garage",
        **{"category": "storage", **more},
    )


def test_what_is_left_after_liens_by_rank_and_costs(at: At) -> None:
    life = at("final")
    cost(life, "500.00")
    for rank, creditor, amount in ((2, "Second bank", "200.00"), (1, "First bank", "1000.00")):
        life.give(
            "record_lien",
            asset="CAR",
            creditor=creditor,
            rank=rank,
            amount=money(amount),
            statement_on="2026-07-30",
        )
    kept = net_of(life)
    assert [line["label"].split()[0] for line in kept["lines"]][:2] == ["First", "Second"]
    assert [line["balance"]["amount"] for line in kept["lines"]] == [
        "8500.00",
        "8300.00",
        "7800.00",
    ]
    assert kept["net"] == money("7800.00")


def test_a_cost_in_another_currency_takes_the_rate_on_its_own_day(at: At) -> None:
    life = at("final")
    for on, rate in (("2026-05-01", "2"), ("2026-05-10", "4")):
        life.give("record_rate", on=on, rate=rate, source="bank", **{"from": "EUR", "to": "MYR"})
    cost(life, "400.00", "MYR", on="2026-05-09")
    cost(life, "400.00", "MYR", on="2026-05-10")
    assert net_of(life)["net"] == money("9200.00")  # 9500 - 200 - 100


def test_the_fixing_is_taken_where_the_office_has_no_rate(at: At) -> None:
    life = at("final")
    cost(life, "100.00", "USD", on="2024-01-05")
    note = net_of(life)["lines"][0]["note"]
    assert "1.0921" in note or "2024-01-05" in note


def test_a_cost_without_any_rate_is_refused_by_the_waterfall(at: At) -> None:
    life = at("final")
    cost(life, "100", "XAF")
    codes = life.codes("determine_net", asset="CAR", on="2026-08-02")
    assert codes == ["rate_missing"]


def test_a_reversed_cost_is_left_out(at: At) -> None:
    life = at("final")
    cost(life, "100.00", posting="P-1")
    life.give("correct_posting", posting="P-1", on="2026-08-01", reason="posted twice")
    assert life.codes("correct_posting", posting="P-1", reason="again") == ["wrong_state"]
    assert net_of(life)["net"] == money("9500.00")


def test_more_costs_than_proceeds_leave_a_shortfall_and_nothing_to_share(at: At) -> None:
    life = at("final")
    cost(life, "10000.00")
    kept = net_of(life)
    assert (kept["net"], kept["shortfall"]) == (money("-500.00"), money("500.00"))
    life.approve(on="2026-08-03")
    assert life.allocate([{"to": "Treasury", "kind": "state", "share": "1"}]).ok


def test_a_claim_upheld_for_a_quarter_is_paid_before_the_state_scenario_20(at: At) -> None:
    life = at("final")
    life.give(
        "file_claim",
        claim="CL",
        asset="CAR",
        party="ACCUSED",
        on="2026-08-01",
        share="0.25",
        basis="bought a quarter",
    )
    codes = life.codes("vest_title", asset="CAR", on="2026-08-01", registration="R")
    assert codes == ["claim_open"]
    assert life.allocate(ALL, on="2026-08-01").reasons[0].code == "claim_open"
    life.give("decide_claim", claim="CL", on="2026-08-01", outcome="upheld_in_part", share="0.25")
    kept = net_of(life)
    assert kept["third_parties"] == [{"to": "ACCUSED", "amount": money("2375.00")}]
    life.approve(on="2026-08-03")
    assert life.allocate(ALL).reasons[0].code == "claim_open"
    for to in ("ACCUSED", "Subject A"):
        shares = [
            {"to": to, "kind": "third_party", "amount": money("2375.00")},
            {"to": "Treasury", "kind": "state", "amount": money("7125.00")},
        ]
        assert life.codes(
            "allocate_proceeds",
            asset="CAR",
            on="2026-08-04",
            shares=shares,
            operation_id=f"op-{to}",
        )[:1] in ([], ["second_person_needed"])


@pytest.mark.parametrize(
    ("shares", "amounts"),
    [
        (["0.3333", "0.3333", "0.3334"], ["3166.35", "3166.35", "3167.30"]),
        (["0.5", "0.5"], ["4750.00", "4750.00"]),
        (["1"], ["9500.00"]),
    ],
)
def test_shares_given_as_parts_come_to_the_net_exactly(
    at: At, shares: list[str], amounts: list[str]
) -> None:
    life = at("net")
    rows = [{"to": f"S{n}", "kind": "state", "share": share} for n, share in enumerate(shares)]
    assert life.allocate(rows).ok
    facts = json.loads(str(life.events("allocate_proceeds")[0]["facts"]))
    assert [share["amount"]["amount"] for share in facts["shares"]] == amounts


@pytest.mark.parametrize(
    "shares",
    [
        [{"to": "A", "kind": "state", "share": "0.9"}],
        [{"to": "A", "kind": "state", "amount": money("9499.99")}],
        [
            {"to": "A", "kind": "state", "amount": money("9500.00")},
            {"to": "B", "kind": "victim", "amount": money("0.01")},
        ],
    ],
)
def test_shares_that_do_not_come_to_the_net_are_refused(
    at: At, shares: list[dict[str, object]]
) -> None:
    result = at("net").allocate(shares)
    assert (result.kind, result.reasons[0].code) == ("validation", "shares_do_not_sum")


def test_an_amount_to_one_and_the_rest_to_another(at: At) -> None:
    life = at("net")
    assert life.allocate(
        [
            {"to": "Victim", "kind": "victim", "amount": money("500.00")},
            {"to": "Treasury", "kind": "state", "share": "1"},
        ]
    ).ok
    facts = json.loads(str(life.events("allocate_proceeds")[0]["facts"]))
    assert [share["amount"]["amount"] for share in facts["shares"]] == ["500.00", "9000.00"]


def test_another_state_gets_a_share_only_by_written_agreement(at: At) -> None:
    life = at("net")
    shares = [
        {"to": "State B", "kind": "foreign_state", "share": "0.5"},
        {"to": "Treasury", "kind": "state", "share": "0.5"},
    ]
    assert life.allocate(shares).reasons[0].code == "agreement_missing"
    life.give("record_agreement", case="CASE", on="2026-08-01", country="FR", kind="sharing")
    assert life.allocate(shares).ok


def test_one_share_is_paid_and_then_the_rest(at: At) -> None:
    life = at("net")
    assert life.allocate(
        [
            {"to": "A", "kind": "victim", "share": "0.4"},
            {"to": "B", "kind": "state", "share": "0.6"},
        ]
    ).ok
    life.approve("CAR-A1", on="2026-08-05")
    pay = {"allocation": "CAR-A1", "on": "2026-08-06", "account": "E", "reference": "T"}
    assert life.codes("pay_out", to="C", **pay) == ["not_found"]
    assert life.codes("pay_out", to="A", amount=money("3800.01"), **pay) == ["amount_exceeds_order"]
    life.give("pay_out", to="A", amount=money("1800.00"), **pay)
    life.approve("CAR-A1", on="2026-08-06")
    assert life.row("CAR-SUB")["money"] == "partly_paid_out"
    life.give("pay_out", to="A", **pay)
    life.approve("CAR-A1", on="2026-08-06")
    life.give("pay_out", **pay)
    life.approve("CAR-A1", on="2026-08-06")
    assert life.row("CAR-SUB")["money"] == "fully_distributed"
    assert life.codes("pay_out", **pay)[0] == "amount_exceeds_order"


def test_a_share_is_not_asked_for_twice_while_its_payment_waits(at: At) -> None:
    life = at("net")
    shares = [
        {"to": "A", "kind": "victim", "share": "0.4"},
        {"to": "B", "kind": "state", "share": "0.6"},
    ]
    assert life.allocate(shares).ok
    life.approve("CAR-A1", on="2026-08-05")
    pay = {"allocation": "CAR-A1", "on": "2026-08-06", "account": "E", "reference": "T"}
    first = life.give("pay_out", to="A", amount=money("1800.00"), **pay)
    assert life.codes("pay_out", **pay) == ["second_person_needed"]
    assert life.codes("pay_out", to="A", **pay) == ["second_person_needed"]
    assert life.codes("pay_out", to="A", amount=money("2000.01"), **pay) == ["second_person_needed"]
    second = life.give("pay_out", to="A", amount=money("2000.00"), **pay)
    third = life.give("pay_out", to="B", **pay)
    for waiting in (first, second, third):
        life.approve(waiting.pending[0][0], on="2026-08-06")
    assert life.row("CAR-SUB")["money"] == "fully_distributed"


def test_restitution_to_a_victim_comes_before_the_state(at: At) -> None:
    life = at("net")
    life.order("REST", "restitution", "2026-08-03")
    assert life.allocate(ALL).reasons[0].code == "victim_decision_open"
    assert life.allocate([{"to": "V", "kind": "victim", "share": "1"}]).ok


def test_money_received_is_matched_once_with_an_asset_an_order_or_a_sale(at: At) -> None:
    life = at("begun")
    life.give(
        "register_asset",
        asset="ACC",
        case="CASE",
        type="MON-ACC",
        description="account",
        identifiers=[{"kind": "iban", "value": "MT84MALT011000012345MTLCAST001S"}],
    )
    life.give("identify_asset", asset="ACC", on="2026-02-01", source="s")
    life.give(
        "record_order",
        order="F",
        case="CASE",
        kind="freezing",
        authority="Court",
        reference="1",
        on="2026-03-01",
        assets=["ACC"],
    )
    life.give(
        "receive_money",
        receipt="R1",
        account="TRUST",
        on="2026-03-05",
        amount=money("700.00"),
        reference="bank letter",
    )
    life.give("match_receipt", receipt="R1", to="F", on="2026-03-06")
    assert life.row("ACC")["money"] == "received_matched"
    assert life.codes("match_receipt", receipt="R1", to="ACC") == ["wrong_state"]
    assert life.codes("match_receipt", receipt="R9", to="ACC") == ["not_found"]


def test_the_cost_of_a_case_as_a_whole_belongs_to_no_asset(at: At) -> None:
    life = at("begun")
    life.give(
        "post_cost",
        case="CASE",
        on="2026-02-01",
        amount=money("1.00"),
        category="storage",
        counterparty="c",
    )
    codes = life.codes(
        "post_cost", on="2026-02-01", amount=money("1.00"), category="storage", counterparty="c"
    )
    assert codes == ["field_missing"]


def test_a_receipt_counts_from_the_day_on_which_the_money_came(at: At) -> None:
    life = at("seized")
    life.give(
        "receive_money",
        receipt="R1",
        account="E",
        on="2026-04-01",
        amount=money("5.00"),
        reference="x",
    )
    assert life.codes("match_receipt", receipt="R1", to="CAR", on="2026-03-31") == ["date_order"]
    life.give("match_receipt", receipt="R1", to="CAR")
    assert [row["effective_on"] for row in life.events("match_receipt")] == ["2026-04-01"]
