"""Splits: parts that add up to the amount exactly, by shares, weights or a number of parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from asset_recovery.domain.errors import ValidationFailed, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, largest_remainder, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import CURRENCY, Kind, Values, amount, optional

_MOST_PARTS = 100_000
_WAYS = ("shares", "weights", "parts")


@exact
def split(
    money: Money,
    shares: Sequence[Decimal] | None = None,
    *,
    weights: Sequence[Decimal] | None = None,
    parts: int | None = None,
) -> tuple[Money, ...]:
    """Parts in the order given whose sum is `money`: largest remainder, a tie to the first.

    Exactly one of `shares` (sum exactly 1, else `shares_do_not_sum`), `weights` (not all zero)
    and `parts` (at least 1) is given. A negative amount is split like its positive.
    """
    if [shares, weights, parts].count(None) != len(_WAYS) - 1:
        raise _one_way()
    by_weight = _weights(shares, weights, parts)
    units = largest_remainder(abs(money.minor), [Fraction(weight) for weight in by_weight])
    sign = -1 if money.minor < 0 else 1
    return tuple(Money(sign * unit, money.currency) for unit in units)


def _weights(
    shares: Sequence[Decimal] | None, weights: Sequence[Decimal] | None, parts: int | None
) -> Sequence[Decimal]:
    if shares is not None:
        whole = sum(shares, Decimal(0))
        if whole != 1 or any(one < 0 for one in shares):
            raise invalid(
                "shares",
                _("The shares add up to {whole}. They must add up to exactly 1.").format(
                    whole=printed(whole)
                ),
                "shares_do_not_sum",
            )
        return shares
    if weights is not None:
        if not any(weights) or any(one < 0 for one in weights):
            raise invalid("weights", _("At least one weight must be above zero, and none below."))
        return weights
    if parts is None or not 1 <= parts <= _MOST_PARTS:
        raise invalid(
            "parts",
            _("The number of parts lies between 1 and {most_parts}.").format(
                most_parts=_MOST_PARTS
            ),
        )
    return [Decimal(1)] * parts


def _one_way() -> ValidationFailed:
    return invalid("shares", _("Give exactly one of shares, weights and parts."), "field_missing")


def _run(values: Values, look_up: LookUps) -> Outputs:
    given = [way for way in _WAYS if values.has(way)]
    if len(given) > 1:
        raise invalid(given[1], _("Give exactly one of shares, weights and parts."))
    money = values.money("amount")
    found = split(
        money,
        values.numbers("shares") if values.has("shares") else None,
        weights=values.numbers("weights") if values.has("weights") else None,
        parts=values.whole("parts") if values.has("parts") else None,
    )
    whole = Money.total(found, money.currency)
    return {
        "parts": [part.amount for part in found],
        "explanation": [
            _("{amount} by {way}: {parts}.").format(
                amount=money.display(),
                way=given[0],
                parts=", ".join(part.amount for part in found),
            ),
            _("The parts add up to {amount}.").format(amount=whole.display()),
        ],
    }


FIGURE = Figure(
    name="split",
    title=N_("Split"),
    formula=N_(
        "Each part = amount × share, cut to the minor unit; what is left over goes, unit by "
        "unit, to the largest cut-off remainders, a tie to the one listed first."
    ),
    inputs=(
        CURRENCY,
        amount("amount"),
        optional("shares", Kind.NUMBER, many=True, lowest="0", highest="1"),
        optional("weights", Kind.QUANTITY, many=True, lowest="0"),
        optional("parts", Kind.WHOLE, lowest="1", highest=str(_MOST_PARTS)),
    ),
    run=_run,
)
