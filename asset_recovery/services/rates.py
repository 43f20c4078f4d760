"""Rates of exchange: the office's own first, then the fixing of the European Central Bank."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.exchange.ecb_rates import EcbRates
from asset_recovery.lifecycle.figures.conversion import Conversion, convert
from asset_recovery.persistence.queries.rate_query import rates_of_pair
from asset_recovery.persistence.store import Connection


@cache
def fixing() -> EcbRates:
    """The fixing of the European Central Bank, read once."""
    return EcbRates()


@dataclass(slots=True)
class Rates:
    """Quoted rates read through one connection; conversions are worked out once.

    `unknown` are the keys of rates recorded after the moment that is asked for.
    """

    connection: Connection
    base: str
    unknown: frozenset[int] = frozenset()
    _quoted: dict[tuple[str, str, date], tuple[Decimal, date] | None] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """The rate 1 `source` = rate `target` as quoted, the latest on or before the day."""
        key = (source, target, on)
        if key not in self._quoted:
            self._quoted[key] = self._own(source, target, on) or self._fixing(source, target, on)
        return self._quoted[key]

    def _own(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """The office's own rate: of several of one day the one recorded last."""
        known = self._own_rates(source, target)
        place = bisect_right(known, on.isoformat(), key=lambda quoted: quoted[0])
        if place == 0:
            return None
        day, rate = known[place - 1]
        return Decimal(rate), date.fromisoformat(day)

    def _own_rates(self, source: str, target: str) -> list[tuple[str, str]]:
        """All rates of a pair, read once: most records ask for many days of few pairs."""
        if (source, target) not in self._pairs:
            self._pairs[source, target] = rates_of_pair(
                self.connection, source, target, self.unknown
            )
        return self._pairs[source, target]

    def _fixing(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        if self._own(target, source, on) is not None:
            return None  # the office's own rate for the other direction comes first
        return fixing().rate(source, target, on)

    def conversion(self, amount: Money, currency: str, on: date) -> Conversion:
        """The amount in another currency with the way taken; `rate_missing` where there is none."""
        return convert(amount, currency, on, self.rate, self.base)

    def convert(self, amount: Money, currency: str, on: date) -> Money | None:
        """The amount in another currency, rounded once; None where no rate is known."""
        if amount.currency == currency:
            return amount
        try:
            return self.conversion(amount, currency, on).amount
        except ValidationFailed:
            return None

    def forget(self) -> None:
        """Read anew: a rate was recorded."""
        self._quoted.clear()
        self._pairs.clear()
