"""The ledger of an office: written with the event, only added to, read in balance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import DatabaseError

from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.ledger_facts import StatementFacts, totals_of
from asset_recovery.domain.money import Money
from asset_recovery.persistence.verify_ledger import verify_ledger
from asset_recovery.services.ledger_service import LedgerService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def read(life: Life) -> LedgerService:
    """The ledger of the office."""
    return LedgerService(opened(life.office))


def balances(life: Life) -> dict[tuple[str, str], int]:
    """Debit less credit by kind and currency."""
    actor = life.office.actor("everyone")
    return {
        (row.kind, row.balance.currency): row.balance.minor
        for row in read(life).trial_balance(actor)
    }


def statement(life: Life, reference: str) -> StatementFacts:
    """The only statement of an account."""
    (found,) = read(life).statement(life.office.actor("everyone"), reference)
    return found


def findings(life: Life) -> list[str]:
    """What verify says of the ledger."""
    with life.office.reading.connect() as connection:
        return [one.text for one in verify_ledger(connection)]


def paid_out(life: Life) -> None:
    """Costs, net, shares and payments of the car's proceeds."""
    life.give("post_cost", asset="CAR", on="2026-05-05", amount=money("500.00"),
              category="storage", counterparty="Garage")  # fmt: skip
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve("CAR-SUB")
    life.give("allocate_proceeds", asset="CAR", on="2026-11-24", allocation="A1",
              shares=[{"to": "Treasury", "kind": "state", "share": "1"}])  # fmt: skip
    life.approve("CAR-SUB")
    life.give("pay_out", allocation="A1", on="2026-11-24", account="ESCROW", reference="T1")
    life.approve("CAR-SUB")


def test_from_sale_to_pay_out_the_ledger_closes(at: At) -> None:
    life = at("final")
    paid_out(life)
    found = balances(life)
    assert sum(found.values()) == 0
    assert found["asset", "EUR"] == 0
    assert found["bank", "EUR"] == 500_00  # what the State laid out is still to be refunded
    assert found["advances", "EUR"] == -500_00
    assert findings(life) == []


def test_a_statement_runs_from_the_opening_to_the_closing_balance(at: At) -> None:
    life = at("final")
    paid_out(life)
    facts = statement(life, "ESCROW")
    actor = life.office.actor("everyone")
    lines = list(read(life).lines(actor, facts))
    assert lines[-1].balance == facts.closing == Money(500_00, "EUR")
    later = read(life).statement(actor, "ESCROW", date(2026, 11, 24), date(2026, 11, 24))[0]
    assert later.opening + later.debit - later.credit == facts.closing
    assert later.opening == Money(9500_00, "EUR")


def test_of_a_case_all_its_assets_are_one_statement(at: At) -> None:
    life = at("final")
    assert statement(life, "CASE").closing == Money(-9500_00, "EUR")


def test_nothing_is_told_of_an_account_that_is_not_there(at: At) -> None:
    life = at("final")
    with pytest.raises(NotFound):
        read(life).statement(life.office.actor("everyone"), "victim:Nobody")


def test_a_correction_adds_lines_and_takes_none_away(at: At) -> None:
    life = at("seized")
    given = {"asset": "CAR", "on": "2026-05-05", "category": "storage", "counterparty": "Garage"}
    life.give("post_cost", posting="PO-1", amount=money("80.00"), **given)
    before = statement(life, "CAR")
    life.give("correct_posting", posting="PO-1", on="2026-05-06", reason="twice")
    after = statement(life, "CAR")
    assert (before.lines, after.lines) == (1, 2)
    assert after.closing.is_zero
    assert balances(life)["advances", "EUR"] == 0


def test_a_line_can_be_neither_changed_nor_deleted(at: At) -> None:
    life = at("final")
    for text in ("UPDATE ledger_line SET minor = 1", "DELETE FROM ledger_line"):
        with life.office.writing.connect() as connection, pytest.raises(DatabaseError) as refused:
            connection.exec_driver_sql(text)
        assert "append-only" in str(refused.value)


def test_what_waits_for_a_second_person_is_not_booked(at: At) -> None:
    life = at("final")
    life.give("determine_net", asset="CAR", on="2026-08-02")
    life.approve("CAR-SUB")
    life.give("allocate_proceeds", asset="CAR", on="2026-11-24", allocation="A1",
              shares=[{"to": "Treasury", "kind": "state", "share": "1"}])  # fmt: skip
    assert ("budget", "EUR") not in balances(life)
    life.approve("CAR-SUB")
    assert balances(life)["budget", "EUR"] == -9500_00


def test_a_refused_action_leaves_no_line(at: At) -> None:
    life = at("seized")
    refused = life.try_("post_cost", asset="CAR", on="2027-05-05", amount=money("80.00"),
                        category="storage", counterparty="Garage")  # fmt: skip
    assert not refused.ok
    assert balances(life) == {}


def test_a_receipt_ages_until_somebody_says_whose_it_is(at: At) -> None:
    life = at("seized")
    actor = life.office.actor("everyone")
    for receipt, on in (("R1", "2026-11-20"), ("R2", "2026-08-20"), ("R3", "2025-01-01")):
        life.give("receive_money", receipt=receipt, account="ESCROW", on=on,
                  amount=money("10.00"), reference="no name")  # fmt: skip
    ages = [(row.age, row.receipts) for row in read(life).aged_receipts(actor)]
    assert ages == [("to_30_days", 1), ("to_365_days", 1), ("over_365_days", 1)]
    life.give("match_receipt", receipt="R3", to="CAR")
    ages = [(row.age, row.receipts) for row in read(life).aged_receipts(actor)]
    assert ages == [("to_30_days", 1), ("to_365_days", 1)]
    assert findings(life) == []


def test_money_in_another_currency_than_its_account_is_refused(at: At) -> None:
    life = at("seized")
    life.give("open_account", account="EURO", kind="escrow", on="2026-01-01", currency="EUR")
    codes = life.codes("receive_money", account="EURO", on="2026-05-01",
                       amount=money("10.00", "USD"), reference="x")  # fmt: skip
    assert codes == ["currency_mismatch"]


def test_a_balance_in_another_currency_says_what_it_is_worth_and_by_which_rate(at: At) -> None:
    life = at("seized")
    life.give("record_rate", on="2026-11-24", rate="0.5", source="bank",
              **{"from": "USD", "to": "EUR"})  # fmt: skip
    life.give("receive_money", account="DOLLAR", on="2026-05-01", amount=money("10.00", "USD"),
              reference="x")  # fmt: skip
    facts = statement(life, "DOLLAR")
    assert facts.base == Money(5_00, "EUR")
    assert "bank" in facts.rate
    assert "0.5" in facts.rate


def test_a_trial_balance_ends_with_totals_that_are_zero(at: At) -> None:
    life = at("filed")
    rows = read(life).trial_balance(life.office.actor("everyone"))
    (total,) = totals_of(rows)
    assert (total.kind, total.balance.minor) == ("total", 0)
    assert total.debit == total.credit == Money(sum(row.debit.minor for row in rows), "EUR")


def test_money_taken_over_stands_on_an_account_in_its_currency(at: At) -> None:
    life = at("seized")
    life.give("open_account", account="EURO", kind="escrow", on="2026-01-01", currency="EUR")
    life.give("register_asset", asset="ACC", case="CASE", type="MON-ACC", description="Account",
              country="IT")  # fmt: skip
    result = life.try_("open_position", asset="ACC", on="2026-05-01", legal_state="frozen",
                       source="old register",
                       balances=[{"account": "EURO", "amount": money("10.00", "USD")}])  # fmt: skip
    assert [(one.code, one.field) for one in result.reasons] == [("currency_mismatch", "balances")]
