"""What the bank paid against what is on file, and its balance against the books."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.bank_facts import Balance, Payment
from asset_recovery.domain.money import Money
from asset_recovery.services.account_statement import AccountStatements
from asset_recovery.services.bank_balances import BankBalanceService
from asset_recovery.services.bank_payments import PaymentService
from asset_recovery.services.show_service import ShowService
from tests.services.conftest import At
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money


@pytest.fixture
def life(at: At) -> Life:
    return at("seized")


def line(amount: str, text: str = "fee", on: str = "2026-11-02") -> dict[str, object]:
    way = "debit" if amount.startswith("-") else "credit"
    return {"on": on, "amount": money(amount.lstrip("-")), "direction": way, "text": text}


def bank(life: Life, opening: str, closing: str, *lines: dict[str, object], **more: Any) -> None:
    given = {"statement": "S1", "account": "E", "number": "1", "from": "2026-11-01",
             "on": "2026-11-10", "opening": money(opening), "closing": money(closing),
             "lines": list(lines), **more}  # fmt: skip
    life.give("record_statement", **given)


def payments(life: Life, **more: bool) -> list[Payment]:
    return PaymentService(opened(life.office)).payments(life.office.actor("everyone"), **more)


def balance(life: Life) -> Balance:
    (found,) = BankBalanceService(opened(life.office)).balances(life.office.actor("everyone"))
    assert Money.total((amount for _text, amount in found.reasons), "EUR") == found.difference
    assert found.bank - found.office == found.difference
    return found


def cost(life: Life, name: str, amount: str, on: str = "2026-11-01", **more: Any) -> None:
    life.give("post_cost", posting=name, asset="CAR", on=on, amount=money(amount),
              category="storage", counterparty="Depot", **more)  # fmt: skip


def test_a_debit_is_the_cost_that_its_text_names_else_the_only_one_of_its_amount(
    life: Life,
) -> None:
    cost(life, "P1", "30.00", document="INV-77")
    cost(life, "P2", "30.00")
    cost(life, "P3", "12.00")
    bank(life, "100.00", "28.00", line("-30.00", "your invoice inv-77"), line("-30.00"),
         line("-12.00"))  # fmt: skip
    assert [(one.found, one.how) for one in payments(life)] == [
        ("P1", "reference"), ("P2", "amount"), ("P3", "amount"),
    ]  # fmt: skip
    assert payments(life, waiting=True) == []


def test_a_debit_without_a_record_waits_with_what_it_may_be(life: Life) -> None:
    cost(life, "P1", "30.00")
    cost(life, "P2", "30.00")
    cost(life, "P3", "30.00", on="2026-06-01")
    bank(life, "100.00", "65.00", line("-30.00"), line("-5.00"))
    thirty, five = payments(life, waiting=True)
    assert (thirty.candidates, five.candidates) == (("P1", "P2"), ())


def test_a_persons_word_goes_first_and_is_taken_back_by_an_entry_of_its_own(life: Life) -> None:
    cost(life, "P1", "30.00")
    cost(life, "P2", "30.00")
    bank(life, "100.00", "70.00", line("-30.00"))
    life.give("match_payment", statement="S1", line=1, to="P2", match="M1")
    (found,) = payments(life)
    assert (found.found, found.how, found.match) == ("P2", "decided", "M1")
    assert life.codes("match_payment", statement="S1", line=1, to="P1") == ["wrong_state"]
    life.give("correct_posting", posting="M1", reason="the other one")
    assert payments(life)[0].found == ""
    assert life.codes("correct_posting", posting="M1", reason="again") == ["wrong_state"]
    life.give("match_payment", statement="S1", line=1, to="P1")
    assert life.is_sound()


def test_a_match_of_a_debit_names_a_debit_and_something_that_is_paid(life: Life) -> None:
    cost(life, "P1", "31.00")
    bank(life, "100.00", "75.00", line("-30.00"), line("5.00"))
    for place in (0, 2, 3):
        codes = life.codes("match_payment", statement="S1", line=place, to="P1")
        assert codes == ["field_invalid"]
    assert life.codes("match_payment", statement="S1", line=1, to="CAR") == ["not_found"]
    assert life.codes("match_payment", statement="S9", line=1, to="P1") == ["not_found"]
    warned = life.warned("match_payment", statement="S1", line=1, to="P1")
    assert warned == ["balance_mismatch"]


def test_the_difference_to_the_bank_is_explained_line_by_line(life: Life) -> None:
    cost(life, "P1", "30.00")
    life.give("receive_money", receipt="R9", account="E", on="2026-11-03",
              amount=money("7.00"), reference="by hand")  # fmt: skip
    bank(life, "100.00", "115.00", line("50.00"), line("-30.00"), line("-5.00", "charges"))
    found = balance(life)
    assert (found.bank.minor, found.office.minor, found.waiting.minor) == (11500, 5700, 5700)
    told = {amount.minor: text for text, amount in found.reasons}
    assert set(told) == {10000, -3000, -500, -700}
    assert "P1 was paid" in told[-3000]
    assert "not on file" in told[-500]
    assert "R9 was recorded by hand" in told[-700]


def test_what_went_back_is_on_its_way_until_a_statement_shows_it(life: Life) -> None:
    bank(life, "0.00", "50.00", line("50.00"))
    (receipt,) = [str(one["reference"]) for one in life.events("receive_money")]
    back = {"receipt": receipt, "on": "2026-11-05", "reference": "TR-1", "reason": "not ours"}
    life.approve(life.give("return_receipt", **back).pending[0][0], on="2026-11-06")
    (reason,) = balance(life).reasons
    assert "on no statement yet" in reason[0]
    bank(life, "50.00", "0.00", line("-50.00", "transfer TR-1", "2026-11-12"), statement="S2",
         number="2", **{"from": "2026-11-11", "on": "2026-11-12"})  # fmt: skip
    after = balance(life)
    assert (after.reasons, after.difference.minor) == ((), 0)


def test_a_payment_of_a_buyer_and_its_matched_receipt_are_one(at: At) -> None:
    life = at("sold")
    life.pay(amount="4000.00", on="2026-11-02")
    account = str(life.events("record_payment")[0]["data"]).split('"account":"')[1].split('"')[0]
    bank(life, "0.00", "4000.00", line("4000.00", "price"), account=account)
    (reason,) = balance(life).reasons
    assert "no receipt is matched" in reason[0]
    (receipt,) = [str(one["reference"]) for one in life.events("receive_money")]
    (sale,) = life.events("record_sale")
    life.give("match_receipt", receipt=receipt, to=sale["reference"])
    assert balance(life).reasons == ()


def test_a_missing_statement_is_a_line_of_the_difference(life: Life) -> None:
    bank(life, "0.00", "50.00", line("50.00"))
    bank(life, "80.00", "80.00", statement="S2", number="2",
         **{"from": "2026-11-11", "on": "2026-11-12"})  # fmt: skip
    assert [(text[:7], amount.minor) for text, amount in balance(life).reasons] == [
        ("Between", 3000)
    ]


def test_the_explanation_of_a_balance_and_the_statement_itself_are_shown(life: Life) -> None:
    bank(life, "0.00", "45.00", line("50.00"), line("-5.00", "charges"))
    office, actor = opened(life.office), life.office.actor("everyone")
    told = AccountStatements(office).explain("E", actor)
    assert told["difference_to_the_bank"] == money("-5.00")
    steps = told["steps"]
    assert isinstance(steps, list)
    assert "Paid by the bank and not on file" in steps[-1]
    found = ShowService(office).show("statement", "S1", actor)
    assert found["reference"] == "S1"


def test_a_balance_on_an_earlier_day_is_that_of_the_statement_before(life: Life) -> None:
    bank(life, "0.00", "50.00", line("50.00"))
    bank(life, "50.00", "60.00", line("10.00", on="2026-11-12"), statement="S2", number="2",
         **{"from": "2026-11-11", "on": "2026-11-12"})  # fmt: skip
    service = BankBalanceService(opened(life.office))
    (found,) = service.balances(life.office.actor("everyone"), "E", date(2026, 11, 11))
    assert (found.statement, found.bank.minor, found.difference.minor) == ("S1", 5000, 0)
