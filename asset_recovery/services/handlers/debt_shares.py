"""Shares of proceeds that go to a value order: which order is meant, and never more than is due."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import Statement
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.repositories import finder
from asset_recovery.services import debts
from asset_recovery.services.work import Work

Shares = Sequence[tuple[str, str, Money]]


def orders_of(
    work: Work, case: Mapping[str, Any], positions: Sequence[Position], shares: Shares
) -> dict[str, str]:
    """The value order that each recipient of such a share stands for.

    The order itself, or the only one that the assets secure, whoever keeps the money for it.
    """
    secured = {
        order.reference
        for position in positions
        for order in position.standing_orders({debts.VALUE_ORDER})
    }
    found: dict[str, str] = {}
    for to, kind, _amount in shares:
        if kind != "value_order":
            continue
        named = finder.by_reference(work.unit.connection, "order", to)
        if named is not None and named["case_id"] == case["id"] and debts.is_value_order(named):
            found[to] = str(named["reference"])
        elif named is None and len(secured) == 1:
            found[to] = next(iter(secured))
        else:
            raise _share(
                "not_found", _("{to} is no value order of this case: name the order.").format(to=to)
            )
        if any(other == to and also != kind for other, also, _a in shares):
            raise _share(
                "field_invalid",
                _("{to} has another share too: name the value order itself.").format(to=to),
            )
    return found


def require_within(work: Work, orders: Mapping[str, str], shares: Shares, on: date) -> None:
    """Nothing is set aside for an order beyond what is due on it that day."""
    asked: dict[str, list[Money]] = {}
    for to, kind, amount in shares:
        if kind == "value_order":
            asked.setdefault(orders[to], []).append(amount)
    for reference, amounts in asked.items():
        debt = debts.debt_on(work, work.order(reference), on)
        if debt is None or debt.ended:
            raise RuleViolation(
                Reason(
                    "order_not_in_force",
                    _("Nothing is owed on the order {order} on that day.").format(order=reference),
                    field="shares",
                )
            )
        if amounts[0].currency != debt.principal.currency:
            raise _share(
                "currency_mismatch",
                _("The order is in {currency}: determine the net in that currency.").format(
                    currency=debt.principal.currency
                ),
            )
        if Money.total(amounts, debt.principal.currency) > debt.outstanding:
            raise RuleViolation(
                Reason(
                    "amount_exceeds_order",
                    _("Only {left} is still due on the order {order}.").format(
                        left=debt.outstanding.display(), order=reference
                    ),
                    field="shares",
                )
            )


def _share(code: str, text: str) -> ValidationFailed:
    return ValidationFailed(Reason(code, text, field="shares"))


class Paid:
    """A payment out of an allocation, with what of it goes to value orders."""

    def __init__(
        self, work: Work, allocation: Mapping[str, Any], payments: Sequence[tuple[str, Money]]
    ) -> None:
        self._work = work
        self._payments = payments
        shares = json.loads(allocation["facts"]).get("shares") or []
        self._orders = {str(one["to"]): str(one["order"]) for one in shares if one.get("order")}
        connection = work.unit.connection
        rows = [work.order(name) for name in dict.fromkeys(self._names())]
        self._before: list[tuple[Mapping[str, Any], Statement | None]] = [
            (row, debts.told(connection, work.stories, row)) for row in rows
        ]

    def _names(self) -> list[str]:
        return [self._orders[to] for to, _amount in self._payments if to in self._orders]

    def facts(self) -> list[dict[str, object]]:
        """The payments as they are kept, each with its value order."""
        told: list[dict[str, object]] = []
        for to, amount in self._payments:
            told.append({"to": to, "amount": amount.as_json()})
            if to in self._orders:
                told[-1]["order"] = self._orders[to]
        return told

    def only_order(self) -> Mapping[str, Any] | None:
        """The value order that is paid, where it is one."""
        return self._before[0][0] if len(self._before) == 1 else None

    def require_within(self, on: date) -> None:
        """What was set aside is still due on the day of the payment."""
        shares = [
            (to, "value_order", amount) for to, amount in self._payments if to in self._orders
        ]
        require_within(self._work, self._orders, shares, on)

    def count(self) -> None:
        """The payment took effect at once: its orders follow."""
        debts.after_effect(self._work, self._before)
