"""One order, several States: what all of them hold and have paid, against what the order allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ask import Convert
from asset_recovery.lifecycle.foreign_position import add
from asset_recovery.lifecycle.request_position import RequestPosition

DEAD = frozenset({"withdrawn", "refused", "closed"})


@dataclass(frozen=True, slots=True)
class HeldAbroad:
    """What one State holds or has paid on an order, in the order's currency."""

    country: str
    requests: tuple[str, ...]
    held: Money
    received: Money


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """The total over all States; `left` is what the order still allows, None without a sum.

    `unconverted` are amounts without a rate: they are not in the sums.
    """

    order: str
    amount: Money | None
    lines: tuple[HeldAbroad, ...]
    total: Money | None
    left: Money | None
    unconverted: tuple[Money, ...] = ()

    @property
    def exceeds(self) -> bool:
        """More is held and paid than the order allows."""
        return self.left is not None and self.left.minor < 0

    def is_near(self, share: Decimal) -> bool:
        """At least this share of the order's sum is held or paid."""
        if self.amount is None or self.total is None or self.amount.is_zero:
            return False
        return self.total.decimal >= self.amount.decimal * share


def live(requests: Iterable[RequestPosition]) -> list[RequestPosition]:
    """Requests of ours that still ask something of a State, or got something of it."""
    return [
        request
        for request in requests
        if not request.is_inbound
        and (request.state not in DEAD or any(_counts(line) for line in request.results.values()))
    ]


def _counts(line: object) -> bool:
    return any(getattr(line, name, None) is not None for name in ("confirmed", "received"))


def running_total(
    order: str,
    amount: Money | None,
    requests: Iterable[RequestPosition],
    convert: Convert,
    on: date,
) -> RunningTotal:
    """What the States asked on this order hold, at the rate of `on`, and paid, at their day's."""
    asked = [request for request in live(requests) if order in request.orders]
    currency = amount.currency if amount is not None else _currency(asked)
    if currency is None:
        return RunningTotal(order, amount, (), None, None)
    lines: dict[str, HeldAbroad] = {}
    missing: list[Money] = []
    for request in asked:
        held, received = Money.zero(currency), Money.zero(currency)
        for line in request.results.values():
            paid_on = line.received_on or on
            for value, is_held, day in (
                (line.confirmed, True, on),
                (line.received, False, paid_on),
            ):
                if value is None or (is_held and (not line.is_held or line.received is not None)):
                    continue
                known = convert(value, currency, day)
                if known is None:
                    missing.append(value)
                elif is_held:
                    held += known
                else:
                    received += known
        before = lines.get(request.country)
        lines[request.country] = HeldAbroad(
            request.country,
            (*(before.requests if before else ()), request.reference),
            held + before.held if before else held,
            received + before.received if before else received,
        )
    total = Money.zero(currency)
    for one in lines.values():
        total += one.held + one.received
    left = None if amount is None else amount - total
    return RunningTotal(order, amount, tuple(lines.values()), total, left, tuple(missing))


def _currency(requests: Iterable[RequestPosition]) -> str | None:
    for request in requests:
        for line in request.results.values():
            found = add(line.confirmed, line.received)
            if found is not None:
                return found.currency
    return None
