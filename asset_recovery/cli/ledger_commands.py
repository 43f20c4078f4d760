"""`list trial_balance`, `list aged_receipts`, `show account`: the ledger on the command line."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain.ledger_facts import TrialRow, totals_of
from asset_recovery.domain.money import Money
from asset_recovery.services.account_statement import AccountStatements
from asset_recovery.services.ledger_service import LedgerService


def list_sums(said: Said, what: str) -> int:
    """The trial balance, or the receipts that wait by age."""
    with logged_in(said) as (office, actor):
        ledger = LedgerService(office)
        if what == "trial_balance":
            rows: list[dict[str, object]] = [
                {
                    "kind": row.kind,
                    "currency": row.balance.currency,
                    "debit": row.debit.amount,
                    "credit": row.credit.amount,
                    "balance": row.balance.amount,
                    "lines": row.lines,
                }
                for row in _with_totals(ledger.trial_balance(actor), said)
            ]
        else:
            rows = [
                {
                    "age": one.age,
                    "currency": one.amount.currency,
                    "receipts": one.receipts,
                    "amount": one.amount.amount,
                }
                for one in ledger.aged_receipts(actor)
            ]
    if said.json:
        say(as_json(rows))
    elif rows:
        table(tuple(rows[0]), [[str(value) for value in row.values()] for row in rows])
    else:
        say("Nothing is posted yet." if what == "trial_balance" else "No receipt waits.")
    return DONE


def _with_totals(rows: list[TrialRow], said: Said) -> list[TrialRow]:
    """Whoever reads it sees that debits and credits meet; a programme adds up by itself."""
    return rows if said.json else [*rows, *totals_of(rows)]


def show_account(said: Said, reference: str, until: date | None, limit: int) -> int:
    """The statement of an account: `kind:holder`, a bank account, an asset, a case, an order."""
    with logged_in(said) as (office, actor):
        found = AccountStatements(office).show(reference, actor, (None, until), limit)
    if said.json:
        say(as_json(found))
        return DONE
    statements = cast("list[dict[str, Any]]", found["statements"])
    if not statements:
        say("Nothing was posted here yet.")
    for one in statements:
        say(f"{reference}, {one['currency']}: opening balance {_said(one['opening'])}")
        table(
            ("on", "what", "record", "detail", "asset", "amount", "balance"),
            [
                [line["on"], line["action"] or "", line["record"] or "", line["detail"] or "",
                 line["asset"] or "", line["amount"]["amount"], line["balance"]["amount"]]
                for line in one["lines"]
            ],
        )  # fmt: skip
        say(f"closing balance on {one['until']}: {_said(one['closing'])}")
        if one["rate"]:
            base = one["in_base_currency"]
            say(f"in the base currency: {_said(base) if base else 'not known'} ({one['rate']})")
    return DONE


def _said(amount: dict[str, str]) -> str:
    return Money.from_json(amount, allow_negative=True).display()
