"""Simple interest by days, piece by piece as the rate changes, each piece rounded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
)

BASES = {"act/365": 365, "act/360": 360}
RateSteps = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Piece:
    """From `start` until before `end` at one rate; `interest` is rounded."""

    start: date
    end: date
    days: int
    rate: Decimal
    interest: Money


def _stretches(
    start: date, end: date, rates: RateSteps, floor_at_zero: bool
) -> list[tuple[date, date, Decimal]]:
    """Days with one rate; neighbours of the same rate are one stretch."""
    if end <= start:
        return []
    steps = sorted(rates, key=lambda step: step[0])
    marks = [start, *(since for since, _rate in steps if start < since < end), end]
    found: list[tuple[date, date, Decimal]] = []
    for begin, until in zip(marks, marks[1:], strict=False):
        rate = _in_force(steps, begin)
        rate = max(rate, Decimal(0)) if floor_at_zero else rate
        if found and found[-1][2] == rate:
            found[-1] = (found[-1][0], until, rate)
        else:
            found.append((begin, until, rate))
    return found


def _in_force(steps: RateSteps, on: date) -> Decimal:
    known = [rate for since, rate in steps if since <= on]
    if not known:
        raise invalid(
            "rates",
            _("No rate is given for {on}. Add the rate then.").format(on=on),
            "rate_missing",
        )
    return known[-1]


@exact
def interest_pieces(
    principal: Money,
    start: date,
    end: date,
    rates: RateSteps,
    basis: int,
    floor_at_zero: bool = False,
) -> tuple[Piece, ...]:
    """Interest from `start` (counted) to `end` (not counted); `basis` days make a year.

    `rates` are (from, yearly rate); the one in force at `start` must be there (`rate_missing`).
    """
    pieces = []
    for begin, until, rate in _stretches(start, end, rates, floor_at_zero):
        days = (until - begin).days
        earned = principal.decimal * rate * days / basis
        pieces.append(
            Piece(begin, until, days, rate, Money.from_decimal(earned, principal.currency))
        )
    return tuple(pieces)


@exact
def interest_in_one(
    principal: Money, start: date, end: date, rates: RateSteps, basis: int
) -> Money:
    """The same days as one line: whatever the rate changes between, rounded once."""
    days_times_rate = sum(
        (
            rate * (until - begin).days
            for begin, until, rate in _stretches(start, end, rates, False)
        ),
        Decimal(0),
    )
    return Money.from_decimal(principal.decimal * days_times_rate / basis, principal.currency)


RATE_INPUTS = (
    optional("rate", Kind.NUMBER, lowest="-10", highest="100"),
    optional(
        "rates",
        Kind.ROW,
        many=True,
        fields=(
            Input(name="from", kind=Kind.DAY),
            Input(name="rate", kind=Kind.NUMBER, lowest="-10", highest="100"),
        ),
    ),
)
DAY_COUNT = Input(name="day_count", kind=Kind.CHOICE, choices=tuple(BASES))


def rate_steps(values: Values) -> RateSteps:
    """The steps of `rates`, or `rate` as the only one; exactly one of the two is given."""
    if values.has("rate") and values.has("rates"):
        raise invalid("rates", _("Give either rate or rates, not both."))
    if values.has("rate"):
        return [(date.min, values.number("rate"))]
    if not values.has("rates"):
        raise invalid("rate", _("rate is missing (or rates, where it changes)."), "field_missing")
    steps = [(row.day("from"), row.number("rate")) for row in values.rows("rates")]
    if len({since for since, _rate in steps}) < len(steps):
        raise invalid("rates", _("Two rates are given from the same day. Keep one."))
    return steps


def _run(values: Values, look_up: LookUps) -> Outputs:
    principal, start, end = values.money("principal"), values.day("from"), values.day("to")
    if end < start:
        raise invalid(
            "to",
            _("The end {end} lies before the start {start}.").format(end=end, start=start),
            "date_order",
        )
    steps = rate_steps(values)
    _in_force(sorted(steps, key=lambda step: step[0]), start)
    basis = BASES[values.text("day_count")]
    pieces = interest_pieces(principal, start, end, steps, basis, values.flag("floor_at_zero"))
    whole = Money.total((piece.interest for piece in pieces), principal.currency)
    days = (end - start).days
    return {
        "interest": whole.amount,
        "days": days,
        "pieces": [_piece(piece) for piece in pieces],
        "explanation": [
            *(_step(principal, piece, basis) for piece in pieces),
            _("{days} days, interest {amount}.").format(days=days, amount=whole.display()),
        ],
    }


def _piece(piece: Piece) -> dict[str, object]:
    return {
        "from": piece.start.isoformat(),
        "to": piece.end.isoformat(),
        "days": piece.days,
        "rate": printed(piece.rate),
        "interest": piece.interest.amount,
    }


def _step(principal: Money, piece: Piece, basis: int) -> str:
    return _("{start} to {end}: {principal} × {rate} × {days} ÷ {basis} = {amount}.").format(
        start=piece.start,
        end=piece.end,
        principal=principal.amount,
        rate=printed(piece.rate),
        days=piece.days,
        basis=basis,
        amount=piece.interest.display(),
    )


FIGURE = Figure(
    name="interest",
    title=N_("Simple interest"),
    formula=N_(
        "Principal × rate × days ÷ 365 (or 360), each piece rounded half up; the last day "
        "is not counted."
    ),
    inputs=(
        CURRENCY,
        amount("principal"),
        Input(name="from", kind=Kind.DAY),
        Input(name="to", kind=Kind.DAY),
        *RATE_INPUTS,
        DAY_COUNT,
        optional("floor_at_zero", Kind.FLAG),
    ),
    run=_run,
)
