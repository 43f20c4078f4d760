"""What receipts, payments of buyers and money taken over give in the ledger."""

from __future__ import annotations

from collections.abc import Collection

from asset_recovery.domain.actions.asset_actions import OpenPosition
from asset_recovery.domain.actions.bank_actions import ReturnReceipt
from asset_recovery.domain.actions.base import AssetAction
from asset_recovery.domain.actions.money_actions import CorrectPosting, MatchReceipt, ReceiveMoney
from asset_recovery.domain.actions.reversal_actions import ClawBack
from asset_recovery.domain.actions.sale_actions import RecordPayment, RecordSale
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ledger.assets import on_asset
from asset_recovery.lifecycle.ledger.entry import Books, Line, MoneyEvent, pair, without_zero

TAKEN_OVER = "taken over"
_PAID = ("record_payment", "match_receipt", "correct_posting")


def receive(event: MoneyEvent, _books: Books) -> list[Line]:
    """Money in the bank, and nobody has said whose it is."""
    command = event.command
    assert isinstance(command, ReceiveMoney)
    return pair(command.amount, ("bank", command.account), ("unidentified", event.reference))


def sent_back(event: MoneyEvent, _books: Books) -> list[Line]:
    """Money that is nobody's here leaves the bank again."""
    command = event.command
    assert isinstance(command, ReturnReceipt)
    if command.amount is None or command.account is None:
        return []
    return pair(command.amount, ("unidentified", command.receipt), ("bank", command.account))


def match(event: MoneyEvent, books: Books) -> list[Line]:
    """A receipt has found the asset, the case of an order, or the payment asked back."""
    command, amount = event.command, event.amount
    assert isinstance(command, MatchReceipt)
    if amount is None:
        return []
    from_queue = Line("unidentified", command.receipt, amount.minor, amount.currency)
    asked = event.facts.get("claw_back")
    if isinstance(asked, str):
        known = books.event(asked)
        to = known.command.to if known and isinstance(known.command, ClawBack) else asked
        return [from_queue, Line("claw_back", to, -amount.minor, amount.currency)]
    if not event.assets:
        return [from_queue, Line("case", event.case, -amount.minor, amount.currency)]
    asset = event.assets[0]
    again = _recorded_already(command, amount, asset, books)
    lines = [from_queue._replace(asset=asset)]
    lines += on_asset(books, asset, again - amount.minor, amount.currency)
    received = books.event(command.receipt)
    if again and received is not None and isinstance(received.command, ReceiveMoney):
        account = received.command.account
        lines.append(Line("bank", account, -again, amount.currency, asset))
    return without_zero(lines)


def _recorded_already(command: MatchReceipt, amount: Money, asset: str, books: Books) -> int:
    """What of a receipt for a sale stands in the ledger as a payment of the buyer.

    The buyer paid for the thing; once it is delivered the receipt is of the money in its place.
    """
    sale = books.event(command.to)
    if sale is None or not isinstance(sale.command, RecordSale):
        return 0
    paid, matched = _of_sale(books, {*sale.assets, asset}, amount.currency)
    return min(max(0, paid - matched), amount.minor)


def _of_sale(books: Books, assets: Collection[str], currency: str) -> tuple[int, int]:
    """Payments of the buyer, and receipts matched with the sale, in minor units."""
    paid = matched = 0
    known = {event.id: event for asset in assets for event in books.events_of_asset(asset, _PAID)}
    undone = {
        event.command.posting
        for event in known.values()
        if isinstance(event.command, CorrectPosting)
    }
    for event in known.values():
        command, amount = event.command, event.amount
        if isinstance(command, RecordPayment):
            for asset in {*event.assets} & {*assets}:
                own = payment_of(event, asset)
                paid += own.amount.minor if own.amount.currency == currency else 0
        elif event.reference in undone or amount is None:
            continue
        elif isinstance(command, MatchReceipt):
            sale = books.event(command.to)
            if sale is not None and isinstance(sale.command, RecordSale):
                matched += amount.minor if amount.currency == currency else 0
    return paid, matched


def payment_of(event: MoneyEvent, asset: str) -> RecordPayment:
    """The payment as it concerns one of its assets."""
    command = event.command
    assert isinstance(command, RecordPayment)
    own = command.by_asset().get(asset, command)
    assert isinstance(own, RecordPayment)
    return own


def buyer_paid(event: MoneyEvent, books: Books) -> list[Line]:
    """The buyer's money; what was received and matched with the sale before counts once."""
    lines: list[Line] = []
    for asset in event.assets:
        own = payment_of(event, asset)
        amount = own.amount
        paid, matched = _of_sale(books, {asset}, amount.currency)
        known = max(0, paid + amount.minor - matched) - max(0, paid - matched)
        lines.append(Line("bank", own.account, known, amount.currency, asset))
        credited = event.facts_of(asset).get("credited")
        if isinstance(credited, dict):
            lines += _credited(books, asset, amount, Money.from_json(credited))
            continue
        lines += on_asset(books, asset, -known, amount.currency)
    return without_zero(lines)


def _credited(books: Books, asset: str, given: Money, credited: Money) -> list[Line]:
    """A payment in another currency stands on the asset in that of the price."""
    return [
        Line("exchange", "", -given.minor, given.currency, asset),
        Line("exchange", "", credited.minor, credited.currency, asset),
        *on_asset(books, asset, -credited.minor, credited.currency),
    ]


def buyer_in_default(event: MoneyEvent, books: Books) -> list[Line]:
    """What was paid beyond the deposit that is kept is owed to the buyer again."""
    lines: list[Line] = []
    for asset in event.assets:
        owed = event.facts_of(asset).get("owed_back")
        if isinstance(owed, dict):
            amount = Money.from_json(owed["amount"])
            lines += on_asset(books, asset, amount.minor, amount.currency)
            lines.append(
                Line("third_party", str(owed["to"]), -amount.minor, amount.currency, asset)
            )
    return without_zero(lines)


def taken_over(event: MoneyEvent, _books: Books) -> list[Line]:
    """Money that came with a position from another register."""
    lines: list[Line] = []
    for asset in event.assets:
        command = event.command
        assert isinstance(command, AssetAction)
        own = command.by_asset().get(asset, command)
        assert isinstance(own, OpenPosition)
        for row in own.balances:
            given = row.get("amount")
            amount = given if isinstance(given, Money) else Money.from_json(given)
            account = str(row.get("account") or "")
            debit = ("bank", account) if account else ("outside", TAKEN_OVER)
            lines += pair(amount, debit, ("asset", asset), asset)
    return without_zero(lines)
