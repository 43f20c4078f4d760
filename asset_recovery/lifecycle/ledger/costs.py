"""What costs, incomes and corrections give in the ledger."""

from __future__ import annotations

from asset_recovery.domain.actions.money_actions import CorrectPosting, PostCost, PostIncome
from asset_recovery.domain.actions.reversal_actions import RecordLiability, SettleLiability
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ledger.assets import on_asset
from asset_recovery.lifecycle.ledger.entry import (
    Books,
    Line,
    MoneyEvent,
    pair,
    reversed_lines,
    without_zero,
)


def _of(event: MoneyEvent, books: Books, minor: int, currency: str) -> list[Line]:
    """A line on the asset that is meant, else on its case as a whole."""
    if not event.assets:
        return [Line("case", event.case, minor, currency)]
    return on_asset(books, event.assets[0], minor, currency)


def _concerned(event: MoneyEvent) -> str:
    return event.assets[0] if event.assets else ""


def cost(event: MoneyEvent, books: Books) -> list[Line]:
    """A cost: advanced by the State, or owed to the supplier where an invoice stands for it."""
    command = event.command
    assert isinstance(command, PostCost)
    amount, asset = command.amount, _concerned(event)
    owed = ("supplier", command.counterparty) if event.facts.get("invoice") else None
    kind, holder = owed or ("advances", event.case)
    return without_zero(
        [
            *_of(event, books, amount.minor, amount.currency),
            Line(kind, holder, -amount.minor, amount.currency, asset),
        ]
    )


def income(event: MoneyEvent, books: Books) -> list[Line]:
    """An income: due from whoever pays it, for no account of the office is named."""
    command = event.command
    assert isinstance(command, PostIncome)
    amount, asset = command.amount, _concerned(event)
    return without_zero(
        [
            Line("outside", command.counterparty, amount.minor, amount.currency, asset),
            *_of(event, books, -amount.minor, amount.currency),
        ]
    )


def correction(event: MoneyEvent, books: Books) -> list[Line]:
    """The lines of the posting on the other side; what moved on since is taken back where it is."""
    command = event.command
    assert isinstance(command, CorrectPosting)
    posting = books.event(command.posting)
    if posting is None:
        return []
    found: list[Line] = []
    for line in reversed_lines(books.lines_of(posting.id)):
        if line.kind == "asset":
            found += on_asset(books, line.holder, line.minor, line.currency)
        else:
            found.append(line)
    return without_zero(found)


def invoice_paid(event: MoneyEvent, _books: Books) -> list[Line]:
    """The treasury paid what was owed to a supplier in this case: it is the State's advance."""
    supplier = str(event.facts.get("supplier") or "")
    if event.amount is None or not supplier:
        return []
    return pair(event.amount, ("supplier", supplier), ("advances", event.case))


def settled(event: MoneyEvent, books: Books) -> list[Line]:
    """A liability is paid out of the budget of the State."""
    command = event.command
    assert isinstance(command, SettleLiability)
    known = books.event(command.liability)
    kind = known.command.kind if known and isinstance(known.command, RecordLiability) else ""
    amount: Money = command.amount
    return pair(amount, ("damages", kind), ("budget", ""), _concerned(event))
