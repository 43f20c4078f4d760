"""What money on an account bore against what a reference rate would have given (5.4, N16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money, half_up
from asset_recovery.lifecycle.figures.arithmetic import exact, printed
from asset_recovery.lifecycle.figures.interest import BASES
from asset_recovery.lifecycle.figures.outlook import BalancePiece, daily_balance

VERSION = 1
_YEAR = 365
Rate = tuple[date, Decimal, str]
"""From when, the yearly rate (0.021 is 2.1 %), the day count."""


@dataclass(frozen=True, slots=True)
class AccountYield:
    """Amounts of one currency; yields in per cent a year, None where nothing lay there.

    `pieces` and `reference` are empty and None where no rate is in force at the start.
    """

    days: int
    average: Money | None
    actual: Money
    actual_percent: str | None
    pieces: tuple[BalancePiece, ...] = ()
    reference: Money | None = None
    reference_percent: str | None = None

    @property
    def difference(self) -> Money | None:
        """Actual less reference interest; below zero where the reference would have borne more."""
        return None if self.reference is None else self.actual - self.reference


@exact
def account_yield(
    movements: Sequence[tuple[date, Money]],
    start: date,
    end: date,
    earned: Money,
    rates: Sequence[Rate],
) -> AccountYield:
    """Measure an account by its closing balances from `start` until `end` (not counted).

    A year has 365 days for the yields in per cent, whatever the day count of the rates.
    """
    weighted = _weighted(movements, start, end)
    days = (end - start).days
    average = Money.from_decimal(weighted / days, earned.currency) if days else None
    percent = _percent(earned, weighted)
    pieces = _reference(movements, start, end, rates)
    if pieces is None:
        return AccountYield(days, average, earned, percent)
    whole = Money.total((piece.interest for piece in pieces), earned.currency)
    return AccountYield(
        days, average, earned, percent, tuple(pieces), whole, _percent(whole, weighted)
    )


def _weighted(movements: Sequence[tuple[date, Money]], start: date, end: date) -> Decimal:
    """Σ balance × days: a movement counts from its own day."""
    return sum(
        (
            value.decimal * (end - max(on, start)).days
            for on, value in movements
            if on < end
        ),
        Decimal(0),
    )  # fmt: skip


def _percent(interest: Money, weighted: Decimal) -> str | None:
    if weighted <= 0:
        return None
    return printed(half_up(interest.decimal * _YEAR * 100 / weighted, 2))


def _reference(
    movements: Sequence[tuple[date, Money]], start: date, end: date, rates: Sequence[Rate]
) -> list[BalancePiece] | None:
    """The pieces rate by rate, each by its own day count; None where the first days have none."""
    steps = sorted(rates, key=lambda one: one[0])
    if not any(since <= start for since, _rate, _count in steps):
        return None
    found: list[BalancePiece] = []
    for place, (since, rate, count) in enumerate(steps):
        until = steps[place + 1][0] if place + 1 < len(steps) else end
        begin, stop = max(since, start), min(until, end)
        if begin < stop:
            found += daily_balance(movements, begin, stop, [(since, rate)], BASES[count])
    return found
