"""Statements of a bank taken in: receipts, checks, what is read twice, what a match leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.money import Money
from asset_recovery.exchange.register_import import plan_import
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.receipts import receipt_rows
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_service import ImportService
from asset_recovery.services.matching import MatchingService
from tests.services.conftest import At
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.bank_files import IBAN, MT940, Entry, camt
from tests.support.office import money

SALE: Entry = ("500.00", "BK-1", "sale SA-2026-000001")
FEE: Entry = ("-150.00", "BK-2", "fee")


@pytest.fixture
def life(at: At) -> Life:
    return at("seized")


def take(
    life: Life, folder: Path, text: str, *, form: str = "camt053", **more: Any
) -> ImportReport:
    path = folder / "statement.txt"
    path.write_text(text, "utf-8")
    service = ImportService(life.office)  # type: ignore[arg-type]
    return service.run(path, "bank_statement", form, life.office.actor("everyone"), **more)


def receipts(life: Life) -> list[dict[str, Any]]:
    """The rows as kept, which are those that the records make."""
    with life.office.reading.connect() as connection:
        query = select(t.receipt_row).order_by(t.receipt_row.c.event_id)
        kept = [dict(row) for row in connection.execute(query).mappings()]
        assert kept == list(receipt_rows(connection))
    return kept


def statement(**more: Any) -> dict[str, Any]:
    line = {
        "on": "2026-11-01",
        "amount": money("5.00"),
        "direction": "credit",
        "bank_reference": "B",
    }
    return {
        "account": "E", "number": "1", "on": "2026-11-01", "opening": money("0.00"),
        "closing": money("5.00"), "lines": [line], **more,
    }  # fmt: skip


def test_each_credit_becomes_a_receipt_with_all_that_the_bank_tells(
    life: Life, tmp_path: Path
) -> None:
    report = take(life, tmp_path, camt("1000.00", "1350.00", [SALE, FEE]))
    assert (report.counts["planned"], report.is_clean) == (1, True)
    (row,) = receipts(life)
    assert (row["account"], row["on_date"], row["value_on"]) == (IBAN, "2026-11-01", "2026-10-30")
    assert (row["amount_minor"], row["left_minor"], row["state"]) == (50000, 50000, "open")
    assert (row["counterparty"], row["text"]) == ("Žofia Šťastná", "sale SA-2026-000001")
    assert (row["bank_reference"], row["statement"]) == ("BK-1", report.made[0])
    assert life.is_sound()


def test_a_closing_balance_that_is_wrong_is_refused_by_how_much(life: Life, tmp_path: Path) -> None:
    report = take(life, tmp_path, camt("1000.00", "1350.01", [SALE, FEE]))
    (problem,) = report.problems
    assert (problem.code, report.counts["refused"]) == ("statement_does_not_balance", 1)
    assert "0.01 EUR between" in problem.text
    assert receipts(life) == []
    assert life.events("record_statement") == []


def test_the_same_file_again_changes_nothing_and_says_so(life: Life, tmp_path: Path) -> None:
    take(life, tmp_path, camt("1000.00", "1350.00", [SALE, FEE]))
    before = life.all_rows()
    again = take(life, tmp_path, camt("1000.00", "1350.00", [SALE, FEE]))
    assert (again.is_clean, again.counts["unchanged"]) == (True, 1)
    assert [one.code for one in again.warnings] == ["duplicate_statement"]
    assert life.all_rows() == before


def test_another_statement_of_the_same_number_is_refused(life: Life, tmp_path: Path) -> None:
    take(life, tmp_path, camt("1000.00", "1350.00", [SALE, FEE]))
    again = take(life, tmp_path, camt("1000.00", "1500.00", [("500.00", "BK-9", "other")]))
    assert [one.code for one in again.problems] == ["duplicate_statement"]


def test_a_movement_that_is_on_file_is_not_read_twice_under_another_number(
    life: Life, tmp_path: Path
) -> None:
    take(life, tmp_path, camt("1000.00", "1350.00", [SALE, FEE]))
    text = camt("1000.00", "1501.00", [SALE, ("1.00", "BK-7", "new")], number="2026-101-b")
    assert [one.code for one in take(life, tmp_path, text).problems] == ["duplicate_statement"]
    assert len(receipts(life)) == 1


def test_two_equal_payments_of_a_day_without_the_banks_reference_are_two(life: Life) -> None:
    line = {"on": "2026-11-01", "amount": money("5.00"), "direction": "credit", "text": "rent"}
    life.give("record_statement", **statement(lines=[line]))
    more = statement(number="2", opening=money("5.00"), closing=money("15.00"), lines=[line, line])
    life.give("record_statement", **more)
    assert len(receipts(life)) == 3


def test_the_same_statement_in_another_format_is_refused(life: Life, tmp_path: Path) -> None:
    take(life, tmp_path, MT940, form="mt940")
    entries: list[Entry] = [("300.00", "BK-1", "x"), ("-300.00", "", "y"), ("-150.00", "B/2", "z")]
    report = take(life, tmp_path, camt("1000.00", "850.00", entries))
    assert [one.code for one in report.problems] == ["duplicate_statement"]


def test_a_gap_to_the_statement_before_is_said_with_its_amount(life: Life, tmp_path: Path) -> None:
    take(life, tmp_path, camt("1000.00", "1500.00", [SALE]))
    later = camt("1400.00", "1250.00", [FEE], number="2026-102", on="2026-11-02")
    report = take(life, tmp_path, later)
    assert report.is_clean
    (warning,) = report.warnings
    assert warning.code == "balance_mismatch"
    assert "100.00 EUR between" in warning.text
    first = camt("900.00", "999.00", [("99.00", "BK-0", "x")], number="2026-99", on="2026-10-31")
    assert [one.code for one in take(life, tmp_path, first).warnings] == ["balance_mismatch"]


def test_an_unknown_account_is_made_and_an_iban_on_file_is_known_again(
    life: Life, tmp_path: Path
) -> None:
    life.give("open_account", account="MAIN", kind="collection", on="2026-01-01", iban=IBAN,
              currency="EUR")  # fmt: skip
    take(life, tmp_path, camt("0.00", "500.00", [SALE]))
    assert receipts(life)[0]["account"] == "MAIN"
    life.give("record_statement", **statement())
    with life.office.reading.connect() as connection:
        query = select(t.bank_account.c.incomplete).where(t.bank_account.c.reference == "E")
        assert connection.execute(query).scalar_one() == 1


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"closing": money("5.00", "USD")}, ["currency_mismatch"]),
        ({"closing": money("4.99")}, ["statement_does_not_balance"]),
        ({"on": "2026-12-24"}, ["date_in_future"]),
        ({"on": "2026-10-31"}, ["date_order"]),
        ({"from": "2026-11-02"}, ["date_order"]),
        ({"account": "TRUST"}, ["currency_mismatch"]),
        ({"lines": [{"on": "2026-11-01", "direction": "credit"}]}, ["field_missing"]),
        (
            {"lines": [{"on": "2026-11-01", "amount": money("5.00"), "direction": "up"}]},
            ["field_invalid"],
        ),
    ],
)
def test_a_statement_that_cannot_be_right_is_refused(
    life: Life, more: dict[str, Any], codes: list[str]
) -> None:
    life.give("open_account", account="TRUST", kind="trust", on="2026-01-01", currency="USD")
    before = life.all_rows()
    assert life.codes("record_statement", **statement(**more)) == codes
    assert life.all_rows() == before


def test_a_dry_run_says_the_same_and_keeps_nothing(life: Life, tmp_path: Path) -> None:
    before = life.all_rows()
    report = take(life, tmp_path, camt("0.00", "500.00", [SALE]), dry_run=True)
    assert report.counts["planned"] == 1
    assert life.all_rows() == before


def test_refused_rows_of_a_table_come_back_in_its_own_form(life: Life, tmp_path: Path) -> None:
    text = f"account,booked_on,amount,currency,balance\n{IBAN},2026-11-01,5,EUR,5\n" \
           f"{IBAN},2026-11-02,5,EUR,11\n"  # fmt: skip
    back = tmp_path / "rejects.csv"
    report = take(life, tmp_path, text, form="bank_statement", rejects=back)
    assert report.counts["refused"] == 1
    lines = back.read_text("utf-8").splitlines()
    assert lines[1].startswith(f"{IBAN},2026-11-01,5,EUR,5,")
    assert "statement_does_not_balance" in lines[2]


def a_receipt(life: Life, amount: str = "700.00", receipt: str = "R1") -> None:
    life.give("receive_money", receipt=receipt, account="E", on="2026-05-05",
              amount=money(amount), reference="letter")  # fmt: skip


def test_a_receipt_is_split_over_records_by_parts_that_sum_to_it(life: Life) -> None:
    a_receipt(life)
    life.give("match_receipt", receipt="R1", to="CAR", amount=money("300.00"))
    assert (receipts(life)[0]["left_minor"], receipts(life)[0]["state"]) == (40000, "partly")
    codes = life.codes("match_receipt", receipt="R1", to="CAR", amount=money("400.01"))
    assert codes == ["amount_exceeds_order"]
    life.give("match_receipt", receipt="R1", to="CAR")
    (row,) = receipts(life)
    assert (row["left_minor"], row["state"], row["matched_to"]) == (0, "matched", "CAR")
    assert life.codes("match_receipt", receipt="R1", to="CAR") == ["wrong_state"]


def test_a_part_is_in_the_currency_of_the_receipt_and_above_zero(life: Life) -> None:
    a_receipt(life)
    part = {"receipt": "R1", "to": "CAR"}
    assert life.codes("match_receipt", **part, amount=money("1.00", "USD")) == ["currency_mismatch"]
    assert life.codes("match_receipt", **part, amount=money("0.00")) == ["field_invalid"]


def test_a_wrong_match_is_reversed_and_the_receipt_waits_again(life: Life) -> None:
    a_receipt(life)
    money_before = life.row()["money"]
    life.give("match_receipt", receipt="R1", to="CAR", match="M1")
    assert life.row()["money"] == "received_matched"
    life.give("correct_posting", posting="M1", reason="another car")
    assert life.row()["money"] == money_before
    assert (receipts(life)[0]["state"], receipts(life)[0]["matched_to"]) == ("open", None)
    assert life.codes("correct_posting", posting="M1", reason="again") == ["wrong_state"]
    life.give("match_receipt", receipt="R1", to="CAR")
    assert life.is_sound()


def test_a_receipt_goes_back_to_its_sender_with_a_second_person(life: Life) -> None:
    a_receipt(life)
    back = {"receipt": "R1", "on": "2026-06-01", "reference": "T-1", "reason": "not ours"}
    approval = life.give("return_receipt", **back).pending[0][0]
    assert receipts(life)[0]["state"] == "waiting"
    assert life.codes("match_receipt", receipt="R1", to="CAR") == ["wrong_state"]
    life.approve(approval, on="2026-06-02")
    assert (receipts(life)[0]["state"], receipts(life)[0]["left_minor"]) == ("returned", 0)
    assert life.codes("return_receipt", **back) == ["wrong_state"]


def test_a_return_that_is_rejected_leaves_the_receipt_where_it_was(life: Life) -> None:
    a_receipt(life)
    back = {"receipt": "R1", "on": "2026-06-01", "reference": "T-1", "reason": "not ours"}
    approval = life.give("return_receipt", **back).pending[0][0]
    life.give("reject", what=approval, on="2026-06-02", comment="ours", who="supervisor")
    assert receipts(life)[0]["state"] == "open"


def test_nothing_goes_back_before_it_came_nor_more_than_is_left(life: Life) -> None:
    a_receipt(life)
    back = {"receipt": "R1", "reference": "T-1", "reason": "not ours"}
    assert life.codes("return_receipt", **back, on="2026-05-04") == ["date_order"]
    more = money("700.01")
    assert life.codes("return_receipt", **back, on="2026-06-04", amount=more) == [
        "amount_exceeds_order"
    ]


def test_a_sale_that_is_named_with_its_price_is_suggested_with_the_reasons(at: At) -> None:
    life = at("sold")
    (sale,) = life.events("record_sale")
    amount = Money(int(str(sale["amount_minor"])), "EUR").amount
    life.give("receive_money", receipt="R1", account="E", on="2026-08-05", amount=money(amount),
              reference=f"price for {str(sale['reference']).lower()}")  # fmt: skip
    life.give("receive_money", receipt="R2", account="E", on="2026-08-05", amount=money("1.23"),
              reference="gift")  # fmt: skip
    service = MatchingService(opened(life.office))
    (first, *_more) = service.suggestions("R1", life.office.actor("everyone"))
    assert (first.record, first.kind) == (sale["reference"], "sale")
    assert len(first.reasons) == 2
    assert service.suggestions("R2", life.office.actor("everyone")) == ()
    assert life.events("match_receipt") == []


def test_lines_of_other_books_become_costs_and_income_and_a_wrong_one_stays_out(
    life: Life, tmp_path: Path
) -> None:
    path = tmp_path / "books.csv"
    path.write_text(
        "posting,direction,on,amount,currency,category,counterparty,asset,case\n"
        "P-1,cost,2026-05-01,12.50,EUR,storage,Depot,CAR,\n"
        "P-2,revenue,2026-05-02,3.00,EUR,rent,Tenant,,CASE\n"
        "P-3,cost,2026-05-03,1.999,EUR,storage,Depot,CAR,\n",
        "utf-8",
    )
    plan = plan_import(path, "ledger", today=date(2026, 11, 24), kind="ledger")
    assert [row.outcome for row in plan.rows] == ["planned", "planned", "refused"]
    assert [row.actions[0]["action"] for row in plan.rows[:2]] == ["post_cost", "post_income"]
    assert plan.problems[0].code == "too_many_decimals"
    for row in plan.rows[:2]:
        life.give(**row.actions[0])
    assert [event["reference"] for event in life.events("post_cost")] == ["P-1"]


def test_what_went_back_leaves_the_queue_and_the_bank_in_the_ledger(life: Life) -> None:
    a_receipt(life)
    back = {"receipt": "R1", "on": "2026-06-01", "reference": "T-1", "reason": "not ours"}
    life.approve(life.give("return_receipt", **back).pending[0][0], on="2026-06-02")
    with life.office.reading.connect() as connection:
        query = select(t.ledger_account.c.kind, t.ledger_account.c.debit, t.ledger_account.c.credit)
        sums = {row.kind: row.debit - row.credit for row in connection.execute(query)}
    assert (sums["bank"], sums["unidentified"]) == (0, 0)
