"""Which lines each action gives: the one table of the ledger.

An action that moves money is added here with its function; everything else (lines, balances,
statements, `verify`, the upgrade of older offices) follows from the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asset_recovery.lifecycle.ledger import assets, costs, orders, proceeds, receipts
from asset_recovery.lifecycle.ledger.entry import Books, Line, MoneyEvent, sums

Rule = Callable[[MoneyEvent, Books], list[Line]]

RULES: Mapping[str, Rule] = {
    "allocate_proceeds": proceeds.allocate,
    "apply_to_value_order": orders.applied,
    "claw_back": proceeds.claw_back,
    "correct_posting": costs.correction,
    "deliver_asset": assets.pass_on,
    "determine_net": proceeds.net,
    "end_sale": receipts.buyer_in_default,
    "execute_order": orders.enforced,
    "match_receipt": receipts.match,
    "merge_assets": assets.pass_on,
    "open_position": receipts.taken_over,
    "pay_out": proceeds.pay_out,
    "post_cost": costs.cost,
    "post_income": costs.income,
    "receive_money": receipts.receive,
    "record_invoice_payment": costs.invoice_paid,
    "record_payment": receipts.buyer_paid,
    "refund_surplus": orders.refunded,
    "return_asset": proceeds.returned,
    "return_receipt": receipts.sent_back,
    "settle_liability": costs.settled,
    "split_asset": assets.pass_on,
    "write_off_money": orders.given_up,
}


class NotBalanced(AssertionError):
    """A rule of the ledger made or lost money: a fault of ours, never of what was typed."""


def lines_of(event: MoneyEvent, books: Books) -> list[Line]:
    """The balanced lines of an event; none where it moves no money."""
    rule = RULES.get(type(event.command).action())
    lines = rule(event, books) if rule is not None else []
    if sums(lines):
        raise NotBalanced(f"{type(event.command).action()}: {sums(lines)}")
    return lines
