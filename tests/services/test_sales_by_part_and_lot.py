"""Tranches, lots, bids and methods: what is sold of what is held, to whom, and how it is shared."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.domain.registers import Result
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.verify_ledger import verify_ledger
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.verify_service import derived_findings
from tests.services.reading import case_file, opened, shown
from tests.support.asset_life import COURT, INVENTORY, Life, a_life
from tests.support.office import money

At = Callable[[str], Life]
USD = "USD"


def ledger_of(life: Life, holder: str) -> dict[str, int]:
    """What stands on the account of an asset, by currency."""
    with life.office.reading.connect() as connection:
        query = (
            select(t.ledger_line.c.currency, t.ledger_line.c.minor)
            .join(t.ledger_account, t.ledger_account.c.id == t.ledger_line.c.account_id)
            .where(t.ledger_account.c.kind == "asset", t.ledger_account.c.holder == holder)
        )
        found: dict[str, int] = {}
        for currency, minor in connection.execute(query):
            found[currency] = found.get(currency, 0) + minor
    return {currency: minor for currency, minor in found.items() if minor}


@pytest.fixture
def coins(tmp_path: Path) -> Life:
    """69,370 coins, seized, marked at 1,500 million dollars, the sale ordered by the court."""
    life = a_life(tmp_path)
    life.asset = "COINS"
    life.give(
        "register_asset",
        asset="COINS",
        case="CASE",
        type="VA-BTC",
        description="Bitcoin",
        quantity="69370",
        unit="BTC",
        owner="OWNER",
        identifiers=[{"kind": "other", "value": "wallet"}],
        grounds=["PRO"],
    )
    life.give("identify_asset", asset="COINS", on="2026-02-01", source="search")
    life.order("FREEZE", "seizure", "2026-03-01")
    life.give("record_plan", asset="COINS", on="2026-03-01")
    life.give("take_possession", asset="COINS", order="FREEZE", on="2026-03-02", **INVENTORY)
    life.give(
        "record_valuation",
        asset="COINS",
        on="2026-04-01",
        value=money("1500000000.00", USD),
        kind="mark",
        method="market",
        valuer="Desk",
    )
    assert life.propose().ok
    life.approve(on="2026-04-03")
    life.notify()
    life.order("SALE", "interlocutory_sale", "2026-04-21")
    return life


def sell(life: Life, quantity: str, price: str, on: str = "2026-05-10", **more: Any) -> Result:
    """A tranche."""
    arguments: dict[str, Any] = {"buyer": {"name": "Exchange Ltd", "kind": "legal"}, **more}
    return life.try_(
        "record_sale", asset="COINS", on=on, quantity=quantity, price=money(price, USD), **arguments
    )


def begin(life: Life, reserve: str = "1400000000.00", on: str = "2026-05-01") -> None:
    """The sale of all coins begins."""
    life.give(
        "start_sale", asset="COINS", on=on, method="negotiated",
        reserve=money(reserve, USD), reason="traded on exchanges",
    )  # fmt: skip


def settle(life: Life, price: str, on: str = "2026-05-12") -> Result:
    """Paid and delivered."""
    life.give("record_payment", asset="COINS", on=on, amount=money(price, USD), account="USD-1")
    return life.give("deliver_asset", asset="COINS", on=on, received_by="Exchange Ltd")


def quantity_of(life: Life) -> Decimal:
    """What the asset's position holds."""
    return Decimal(str(shown(life, "asset", "COINS")["quantity"]))


def findings(life: Life) -> list[object]:
    """What verification finds: journal, records, what lists read, the ledger."""
    with life.office.reading.connect() as connection:
        found: list[object] = [
            *derived_findings(connection, SilentProgress()),
            *verify_ledger(connection),
        ]
    assert life.is_sound()
    return found


def test_a_tranche_is_priced_by_its_part_of_reserve_and_valuation_c08(coins: Life) -> None:
    begin(coins)
    sold = sell(coins, "9861", "216000000.00")
    assert sold.ok, sold.reasons
    assert "price_below_reserve" not in [one.code for one in sold.warnings]
    assert sold.pending == ()


def test_a_tranche_far_below_its_part_needs_a_reason_and_two_levels(coins: Life) -> None:
    begin(coins)
    assert sell(coins, "9861", "140000000.00").reasons[0].code == "price_below_valuation"
    result = sell(coins, "9861", "140000000.00", reason="thin market")
    assert [level for _name, level in result.pending] == [1, 2]


def test_the_rest_of_a_tranche_stays_offered_with_its_part_of_the_reserve(coins: Life) -> None:
    begin(coins)
    sell(coins, "9861", "216000000.00")
    made = dict(settle(coins, "216000000.00").made)
    assert made["substitute"] == "COINS-SUB"
    assert quantity_of(coins) == Decimal(59509)
    assert coins.row()["management"] == "in_sale_process"
    assert coins.legal() == "seized"
    assert coins.row()["money"] == "no_money"
    assert coins.row()["value_minor"] == 128677382154  # 1,500 million by 59,509 of 69,370
    assert coins.is_sound()


def test_the_proceeds_of_a_tranche_are_held_under_the_same_orders(coins: Life) -> None:
    begin(coins)
    sell(coins, "9861", "216000000.00")
    settle(coins, "216000000.00")
    row = coins.row("COINS-SUB")
    assert (row["legal"], row["management"]) == ("seized", "deposited")
    assert (row["value_minor"], row["value_currency"]) == (21600000000, USD)
    assert ledger_of(coins, "COINS-SUB") == {USD: -21600000000}
    assert ledger_of(coins, "COINS") == {}
    assert findings(coins) == []


def test_tranche_after_tranche_until_nothing_is_left(coins: Life) -> None:
    begin(coins)
    sell(coins, "9861", "216000000.00")
    settle(coins, "216000000.00")
    sell(coins, "50000", "1100000000.00", on="2026-05-20")
    settle(coins, "1100000000.00", on="2026-05-21")
    assert quantity_of(coins) == Decimal(9509)
    last = sell(coins, "9509", "200000000.00", on="2026-05-22")
    assert last.ok, last.reasons
    made = dict(settle(coins, "200000000.00", on="2026-05-23").made)
    assert made["substitute"] == "COINS-SUB-3"
    assert coins.row()["management"] == "sold_paid_delivered"
    assert coins.row("COINS-SUB-3")["value_minor"] == 20000000000
    assert findings(coins) == []


def test_units_of_a_tranche_count_once_whether_moved_before_or_after(coins: Life) -> None:
    begin(coins)
    sell(coins, "9861", "216000000.00")
    moved = {"asset": "COINS", "event": "sale", "unit": "BTC"}
    coins.give("record_quantity", on="2026-05-11", quantity="9861", txid="a1", **moved)
    settle(coins, "216000000.00")
    assert quantity_of(coins) == Decimal(59509)
    sell(coins, "1000", "22000000.00", on="2026-05-13")
    settle(coins, "22000000.00", on="2026-05-14")
    coins.give("record_quantity", on="2026-05-15", quantity="1000", txid="a2", **moved)
    assert quantity_of(coins) == Decimal(58509)


@pytest.mark.parametrize(
    ("quantity", "code"), [("69371", "balance_mismatch"), ("0", "field_invalid"),
                           ("1.1234567890123456789", "field_invalid")]
)  # fmt: skip
def test_no_more_is_sold_than_is_held_and_to_eighteen_decimals(
    coins: Life, quantity: str, code: str
) -> None:
    begin(coins)
    before = coins.all_rows()
    refused = sell(coins, quantity, "216000000.00")
    assert refused.reasons[0].code in (code, "too_many_decimals")
    assert refused.reasons[0].field == "quantity"
    assert coins.all_rows() == before


def test_what_is_left_may_be_started_anew_or_ended(coins: Life) -> None:
    begin(coins)
    sell(coins, "9861", "216000000.00")
    settle(coins, "216000000.00")
    begin(coins, "1000000000.00", on="2026-05-13")
    coins.give("end_sale", asset="COINS", on="2026-06-01", outcome="cancelled", reason="market")
    assert coins.row()["management"] == "planning"


@pytest.fixture
def lot(at: At) -> Life:
    """Two cars of one owner, the sale of both ordered."""
    life = at("heard")
    more = {"type": "VEH-CAR", "case": "CASE", "owner": "OWNER", "grounds": ["PRO"]}
    life.give("register_asset", asset="BUS", description="Bus", location="Valletta",
              identifiers=[{"kind": "plate", "value": "BUS 1"}], **more)  # fmt: skip
    life.give("identify_asset", asset="BUS", on="2026-02-01", source="register")
    order = {"case": "CASE", "authority": COURT, "assets": ["BUS"]}
    life.give("record_order", order="F2", kind="seizure", on="2026-03-01", reference="F2", **order)
    life.give("record_plan", asset="BUS", on="2026-03-01")
    life.give("take_possession", asset="BUS", order="F2", on="2026-03-02", **INVENTORY)
    life.give("record_valuation", asset="BUS", on="2026-04-01", value=money("5000.00"),
              kind="appraisal", method="m", valuer="Valuer 2")  # fmt: skip
    life.give("propose_interlocutory_sale", asset="BUS", on="2026-04-02",
              grounds=["perishable_or_depreciating"])  # fmt: skip
    life.approve("BUS", on="2026-04-03")
    life.give("notify_owner", asset="BUS", party="OWNER", on="2026-04-03", reply_by="2026-04-20")
    life.give(
        "record_order", order="SALE", case="CASE", kind="interlocutory_sale", authority=COURT,
        reference="S", on="2026-04-21", assets=["CAR", "BUS"],
    )  # fmt: skip
    life.give(
        "start_sale", assets=["CAR", "BUS"], on="2026-05-01", method="auction", lot="L1",
        reserve=money("12000.00"), advertised_from="2026-04-25",
    )  # fmt: skip
    return life


def rows_of(life: Life, table: str) -> list[dict[str, Any]]:
    """The lines of a list."""
    with life.office.reading.connect() as connection:
        query = select(t.metadata.tables[table]).order_by("asset_id", "id")
        return [dict(row) for row in connection.execute(query).mappings()]


def test_the_reserve_of_a_lot_is_shared_by_the_valuations(lot: Life) -> None:
    reserves = {row["asset"]: row["reserve_minor"] for row in rows_of(lot, "sale_row")}
    assert reserves == {"CAR": 800000, "BUS": 400000}


def test_the_price_of_a_lot_is_shared_by_the_reserves_to_the_cent(lot: Life) -> None:
    buyer = {"name": "Buyer Ltd", "kind": "legal"}
    lot.give("record_sale", assets=["CAR", "BUS"], on="2026-05-10", buyer=buyer,
             price=money("12000.01"))  # fmt: skip
    prices = {row["asset"]: row["price_minor"] for row in rows_of(lot, "sale_row")}
    assert prices == {"CAR": 800001, "BUS": 400000}
    lot.give("record_payment", assets=["CAR", "BUS"], on="2026-05-11", account="ESCROW",
             amount=money("4000.00"))  # fmt: skip
    lot.give("record_payment", assets=["CAR", "BUS"], on="2026-05-12", account="ESCROW",
             amount=money("8000.01"))  # fmt: skip
    lot.give("deliver_asset", assets=["CAR", "BUS"], on="2026-05-13", received_by="Buyer Ltd")
    assert ledger_of(lot, "CAR-SUB") == {"EUR": -800001}
    assert ledger_of(lot, "BUS-SUB") == {"EUR": -400000}
    assert findings(lot) == []


def test_selling_a_part_of_a_lot_is_warned_of(lot: Life) -> None:
    buyer = {"name": "Buyer Ltd", "kind": "legal"}
    codes = lot.warned("record_sale", asset="CAR", on="2026-05-10", buyer=buyer,
                       price=money("9000.00"))  # fmt: skip
    assert "guard_failed" in codes


def test_hammer_price_commission_and_vat_make_the_price(at: At) -> None:
    life = at("in_sale")
    wrong = life.sell("9500.00", hammer=money("8000.00"), commission=money("1000.00"))
    assert (wrong.reasons[0].code, wrong.reasons[0].field) == ("shares_do_not_sum", "hammer")
    alone = life.sell("9500.00", vat=money("1000.00"))
    assert (alone.reasons[0].code, alone.reasons[0].field) == ("field_missing", "hammer")
    sold = life.sell("9500.00", hammer=money("8300.00"), commission=money("1000.00"),
                     vat=money("200.00"))  # fmt: skip
    assert [one.code for one in sold.warnings] == ["price_below_reserve"]
    life.approve(on="2026-05-11")
    (sale,) = shown_sales(life)
    measured = {(one.price, one.against): one.share for one in sale.measured}
    assert measured[("Hammer price", "valuation")] == "0.8300"
    assert measured[("Total price", "valuation")] == "0.9500"


def shown_sales(life: Life) -> tuple[Any, ...]:
    """The sales of the case as pages show them."""
    return case_file(life.office, "CASE").sales


@pytest.mark.parametrize(
    ("more", "field"),
    [({"amount": money("0.00")}, "amount"), ({"valid_until": "2026-05-01"}, "valid_until")],
)
def test_a_bid_of_nothing_or_one_that_ran_out_is_refused(
    at: At, more: dict[str, Any], field: str
) -> None:
    life = at("in_sale")
    bid: dict[str, Any] = {"asset": "CAR", "bidder": {"name": "Best Ltd"}, "on": "2026-05-02",
                           "amount": money("9000.00"), **more}  # fmt: skip
    refused = life.try_("record_bid", **bid)
    assert (refused.kind, refused.reasons[0].field) == ("validation", field)


def test_a_bid_after_the_last_day_is_refused_and_one_below_the_reserve_is_taken(at: At) -> None:
    life = at("sale_ordered")
    assert life.start(closes_on="2026-05-05", deposit_asked=money("500.00")).ok
    bid = {"asset": "CAR", "bidder": {"name": "Best Ltd"}, "amount": money("8000.00")}
    assert life.codes("record_bid", on="2026-05-06", **bid) == ["date_order", "field_missing"]
    warned = life.warned("record_bid", on="2026-05-05", deposit=money("500.00"), **bid)
    assert warned == ["price_below_reserve"]


def test_a_bid_that_was_withdrawn_or_ran_out_is_no_higher_bid(at: At) -> None:
    life = at("in_sale")
    for name, more in (("Best Ltd", {"bid": "B1"}), ("Old Ltd", {"valid_until": "2026-05-04"})):
        life.give("record_bid", asset="CAR", bidder={"name": name}, on="2026-05-02",
                  amount=money("9900.00"), **more)  # fmt: skip
    life.give("withdraw_bid", asset="CAR", bid="B1", on="2026-05-03")
    assert life.codes("withdraw_bid", asset="CAR", bid="B1", on="2026-05-04") == ["not_found"]
    assert "higher_bid" not in [one.code for one in life.sell().warnings]


def tender(life: Life) -> None:
    """A tender whose bids are opened on 8 May, with two sealed bids of one clerk."""
    started = life.start(method="tender", opens_on="2026-05-08", closes_on="2026-05-07")
    assert started.ok, started.reasons
    for name, amount in (("Best Ltd", "9900.00"), ("Second Ltd", "9500.00")):
        life.give("record_bid", asset="CAR", bidder={"name": name}, on="2026-05-02",
                  amount=money(amount))  # fmt: skip


def test_sealed_bids_are_opened_together_on_their_day_before_two_people(at: At) -> None:
    life = at("sale_ordered")
    tender(life)
    assert life.sell().reasons[0].code == "wrong_state"
    opened = {"asset": "CAR", "by": ["Officer A", "Officer B"]}
    assert life.codes("open_bids", on="2026-05-07", **opened) == ["date_order"]
    assert life.codes("open_bids", on="2026-05-08", asset="CAR", by=["A"]) == ["field_missing"]
    assert [row["amount_minor"] for row in rows_of(life, "bid_row")] == [None, None]
    file = case_file(life.office, "CASE")
    told = [(one.amount, one.detail) for one in file.events if one.action == "record_bid"]
    assert told == [(None, "sealed bid"), (None, "sealed bid")]
    assert [one.amount for one in file.sales[-1].offers] == [None, None]
    life.give("open_bids", on="2026-05-08", **opened)
    assert [row["amount_minor"] for row in rows_of(life, "bid_row")] == [990000, 950000]
    sold = life.sell("9900.00", buyer={"name": "Best Ltd"})
    assert sold.ok


def test_a_payment_in_another_currency_is_taken_at_its_rate(at: At) -> None:
    life = at("sold")
    paid = {"asset": "CAR", "on": "2026-05-11", "account": "USD-1"}
    life.give("record_payment", amount=money("10000.00", USD), rate="0.95", **paid)
    life.give("deliver_asset", asset="CAR", on="2026-05-12", received_by="Buyer Ltd")
    assert ledger_of(life, "CAR-SUB") == {"EUR": -950000}
    assert findings(life) == []


def test_a_buyer_in_default_loses_the_deposit_and_gets_the_rest_back(at: At) -> None:
    life = at("in_sale")
    assert life.sell(deposit=money("950.00")).ok
    assert life.pay("2000.00").ok
    life.give("end_sale", asset="CAR", on="2026-06-10", outcome="buyer_defaulted", reason="r")
    (sale,) = shown_sales(life)
    assert sale.forfeited.display() == "950.00 EUR"
    assert ledger_of(life, "CAR") == {"EUR": -95000}
    assert findings(life) == []


def test_a_new_try_asks_for_a_valuation_that_knows_of_the_failed_one(at: At) -> None:
    life = at("in_sale")
    unsold = {"asset": "CAR", "outcome": "unsold", "reason": "no bid"}
    life.give("end_sale", on="2026-05-20", **unsold)
    assert "valuation_too_old" in [one.code for one in life.start("2026-05-25").warnings]
    life.give("end_sale", on="2026-05-26", **unsold)
    life.appraise("2026-05-27", "8000.00")
    assert life.start("2026-05-28").warnings == ()
    life.give("end_sale", on="2026-05-29", **unsold)
    codes = [(one.code, one.clear_with) for one in life.start("2026-05-30").warnings]
    assert ("guard_failed", "dispose_asset") in codes


def test_the_chain_of_relations_is_told_in_words_and_kept_with_the_sale(at: At) -> None:
    life = at("in_sale")
    for party, kind, name in (("FRONT", "legal", "Front Ltd"), ("HOLD", "legal", "Hold SA"),
                              ("NOMINEE", "natural", "Subject N"),
                              ("SPOUSE", "natural", "Subject S")):  # fmt: skip
        life.give("register_party", party=party, kind=kind, name=name)
    relate = ("relate_parties",)
    life.give(*relate, party="HOLD", to="FRONT", relation="ownership", share="0.6", source="s")
    life.give(*relate, party="NOMINEE", to="HOLD", relation="control", source="s")
    life.give(*relate, party="NOMINEE", to="SPOUSE", relation="mandate", source="s")
    life.give(*relate, party="ACCUSED", to="SPOUSE", relation="family", source="s")
    refused = life.sell(buyer="FRONT").reasons[0]
    assert refused.code == "conflict_of_interest"
    assert refused.text == (
        "Front Ltd may not buy: is owned 60 % by Hold SA, who is controlled by Subject N, who acts "
        "for Subject S, who is family of Subject A: accused in this case."
    )
    assert life.sell().ok
    (sale,) = shown_sales(life)
    assert (sale.screening.party, sale.screening.related) == ("Buyer Ltd", None)


def test_two_bidders_who_are_close_do_not_bid_against_each_other(at: At) -> None:
    life = at("in_sale")
    for party in ("ONE", "TWO"):
        life.give("register_party", party=party, kind="legal", name=f"{party} trading")
    life.give("relate_parties", party="ONE", to="TWO", relation="ownership", source="s")
    bid = {"asset": "CAR", "on": "2026-05-02", "amount": money("9000.00")}
    life.give("record_bid", bidder="ONE", **bid)
    assert life.codes("record_bid", bidder="TWO", **bid) == ["conflict_of_interest"]


def test_an_auction_that_was_never_advertised_is_warned_of(at: At) -> None:
    life = at("sale_ordered")
    assert life.start(advertised_from=None).ok
    assert "notice_missing" in [one.code for one in life.sell().warnings]


def test_a_negotiated_sale_says_why_and_rests_on_two_appraisals(at: At) -> None:
    life = at("sale_ordered")
    started = life.start(method="negotiated")
    assert [one.code for one in started.warnings] == ["guard_failed", "guard_failed"]


def test_sales_and_bids_are_lists_and_papers(at: At) -> None:
    life = at("in_sale")
    life.give("record_bid", asset="CAR", bidder={"name": "Best Ltd"}, on="2026-05-02",
              amount=money("9400.00"))  # fmt: skip
    assert life.sell().ok
    assert life.pay().ok
    life.give("deliver_asset", asset="CAR", on="2026-05-12", received_by="Buyer Ltd")
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    for reference, form in (("CAR", "OPS-08"), ("CAR", "PRT-07"), ("CAR", "PRT-08"),
                            ("CASE", "PRT-08R")):  # fmt: skip
        assert papers.form(reference, form).startswith(b"%PDF")
    assert [row["state"] for row in rows_of(life, "sale_row")] == ["delivered"]
