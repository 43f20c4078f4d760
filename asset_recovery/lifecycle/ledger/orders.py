"""What money on a value order, and money that is given up, gives in the ledger."""

from __future__ import annotations

from asset_recovery.domain.actions.debt_actions import (
    ApplyToValueOrder,
    RefundSurplus,
    WriteOffMoney,
)
from asset_recovery.domain.actions.order_actions import ExecuteOrder
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ledger.assets import on_asset
from asset_recovery.lifecycle.ledger.entry import Books, Line, MoneyEvent, pair, without_zero

_BRINGS_IN = ("apply_to_value_order", "execute_order")


def applied(event: MoneyEvent, books: Books) -> list[Line]:
    """Money of an asset, of the case (a matched receipt) or from elsewhere is on the order."""
    command = event.command
    assert isinstance(command, ApplyToValueOrder)
    source = str(event.facts.get("source") or command.from_)
    amount = command.amount
    if event.facts.get("source_kind") == "asset":
        met = _met(event, books, source, amount)
        lines = on_asset(books, source, amount.minor, amount.currency)
        lines.append(Line("order", command.order, met - amount.minor, amount.currency, source))
        lines.append(Line("outside", source, -met, amount.currency, source))
        return without_zero(lines)
    received = books.event(command.from_)
    from_queue = received is not None and type(received.command).action() == "receive_money"
    debit = ("case", event.case) if from_queue else ("outside", source)
    return pair(amount, debit, ("order", command.order))


def enforced(event: MoneyEvent, books: Books) -> list[Line]:
    """An enforcement that brought in money: held elsewhere until it comes to the office."""
    command = event.command
    assert isinstance(command, ExecuteOrder)
    if command.amount is None or not event.facts.get("collected"):
        return []
    amount, source = command.amount, event.facts.get("source")
    name = str(source) if isinstance(source, str) else (command.authority or "")
    met = _met(event, books, name, amount) if isinstance(source, str) else 0
    left = Money(amount.minor - met, amount.currency)
    return pair(left, ("outside", name), ("order", command.order), name if met or source else "")


def _met(event: MoneyEvent, books: Books, source: str, amount: Money) -> int:
    """What an enforcement and an application of the same money count once (the later one)."""
    own = {"apply_to_value_order": 0, "execute_order": 0}
    met = dict(own)
    order = event.order
    for known in (*books.events_of_asset(source, _BRINGS_IN), event):
        command = known.command
        if known.order != order or not isinstance(command, (ApplyToValueOrder, ExecuteOrder)):
            continue
        if isinstance(command, ExecuteOrder) and not known.facts.get("collected"):
            continue
        if command.amount is None or command.amount.currency != amount.currency:
            continue
        name = type(command).action()
        other = "execute_order" if name == "apply_to_value_order" else "apply_to_value_order"
        now = min(max(0, own[other] - met[other]), command.amount.minor)
        met[other] += now
        met[name] += now
        own[name] += command.amount.minor
        if known is event:
            return now
    return 0


def refunded(event: MoneyEvent, _books: Books) -> list[Line]:
    """What was paid beyond the order leaves the account."""
    command = event.command
    assert isinstance(command, RefundSurplus)
    return pair(command.amount, ("order", command.order), ("bank", command.account))


def given_up(event: MoneyEvent, books: Books) -> list[Line]:
    """Money of an asset or of a receipt is given up; what is owed on an order was never here."""
    command = event.command
    assert isinstance(command, WriteOffMoney)
    amount = command.amount
    if command.receipt is not None:
        return pair(amount, ("unidentified", command.receipt), ("written_off", ""))
    if command.asset is None or not event.assets:
        return []
    asset = event.assets[0]
    return without_zero(
        [
            *on_asset(books, asset, amount.minor, amount.currency),
            Line("written_off", "", -amount.minor, amount.currency, asset),
        ]
    )
