"""The arithmetic that all figures share: precision, the printed forms and exact splitting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from fractions import Fraction
from functools import wraps
from typing import ParamSpec, TypeVar

from asset_recovery.domain.money import Money, half_up

P = ParamSpec("P")
R = TypeVar("R")

PRECISE = Context(prec=60, traps=[DivisionByZero, InvalidOperation, Overflow])
_RATIO_DIGITS = 4


def exact(function: Callable[P, R]) -> Callable[P, R]:
    """Run a figure with 60 digits, whatever the caller's context is."""

    @wraps(function)
    def run(*arguments: P.args, **named: P.kwargs) -> R:
        with localcontext(PRECISE):
            return function(*arguments, **named)

    return run


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """`base` to a fractional exponent; anything to the power of nothing is one, zero included."""
    return Decimal(1) if exponent == 0 else base**exponent


def printed(value: Decimal) -> str:
    """A decimal without exponent and without a negative zero."""
    return format(value + 0 if value else abs(value), "f")


def ratio(part: Decimal, whole: Decimal) -> str | None:
    """`part` of `whole` to four decimals, half up, all four printed; None where `whole` is zero."""
    if not whole:
        return None
    return printed(half_up(PRECISE.divide(part, whole), _RATIO_DIGITS))


def money_ratio(part: Money, whole: Money) -> str | None:
    """`ratio` of two amounts of one currency."""
    return ratio(Decimal(part.minor), Decimal(whole.minor))


def as_percent(share: str | None) -> str:
    """A printed ratio for an explanation: "0.2676" is "26.76 %"."""
    return "–" if share is None else f"{printed(half_up(Decimal(share) * 100, 2))} %"


def largest_remainder(total: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    """`total` units by weight so that the parts add up; a tie goes to the one listed first.

    `total` is not negative; the weights are not negative and not all zero.
    """
    whole = sum(weights, Fraction(0))
    ideal = [total * weight / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in ideal]
    order = sorted(range(len(parts)), key=lambda index: (parts[index] - ideal[index], index))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)
