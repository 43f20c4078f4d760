"""Performance in figures: time in stage, recovery rate, and the movement table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import (
    as_percent,
    exact,
    money_ratio,
    printed,
)
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

_NINETY = Decimal("0.9")
_DAY_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Durations:
    """Unrounded figures of the completed durations; None where nothing is completed."""

    n: int
    n_censored: int
    median: Decimal | None
    mean: Decimal | None
    p90_nearest_rank: Decimal | None
    p90_linear: Decimal | None


@exact
def durations(days: Sequence[Decimal], censored: Sequence[Decimal] = ()) -> Durations:
    """Median, mean and both ninetieth percentiles of `days`; open ones are only counted."""
    ranked, n = sorted(days), len(days)
    if not n:
        return Durations(0, len(censored), None, None, None, None)
    return Durations(
        n,
        len(censored),
        (ranked[(n - 1) // 2] + ranked[n // 2]) / 2,
        sum(ranked, Decimal(0)) / n,
        ranked[-(-9 * n // 10) - 1],
        _linear(ranked, _NINETY * (n - 1)),
    )


def _linear(ranked: Sequence[Decimal], place: Decimal) -> Decimal:
    """The value at a place counted from 0, between two neighbours in proportion."""
    below = int(place)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (place - below) * (ranked[above] - ranked[below])


def _days(value: Decimal | None) -> str | None:
    return None if value is None else printed(half_up(value, _DAY_DIGITS))


def _durations(values: Values, look_up: LookUps) -> Outputs:
    found = durations(values.numbers("days"), values.numbers("censored"))
    shown: dict[str, str | None] = {
        "median": _days(found.median),
        "mean": _days(found.mean),
        "p90_nearest_rank": _days(found.p90_nearest_rank),
        "p90_linear": _days(found.p90_linear),
    }
    steps = [f"{name}: {value or '–'}" for name, value in shown.items()]
    return {
        "n": found.n,
        "n_censored": found.n_censored,
        **shown,
        "explanation": [
            _("{n} completed, {open} still open (counted, not in the figures).").format(
                n=found.n, open=found.n_censored
            ),
            *steps,
        ],
    }


DURATIONS = Figure(
    name="durations",
    title=N_("Time in stage"),
    formula=N_(
        "Median (mean of the two middle ones where the number is even), mean, ninetieth percentile "
        "at place ⌈0.9 n⌉ and by interpolation at place 1 + 0.9 (n − 1)."
    ),
    inputs=(
        Input(name="days", kind=Kind.QUANTITY, many=True, lowest="0"),
        optional("censored", Kind.QUANTITY, many=True, lowest="0"),
    ),
    run=_durations,
)

_STAGES = ("identified", "frozen", "confiscated", "realised", "distributed")
_CHAIN = (
    *zip(_STAGES, _STAGES[1:], strict=False),
    *((_STAGES[0], stage) for stage in _STAGES[2:]),
)


@exact
def recovery_steps(stages: Sequence[Money]) -> tuple[tuple[str, str, str | None], ...]:
    """(from, to, ratio) stage by stage, then from what was identified; None on an empty base."""
    by_name = dict(zip(_STAGES, stages, strict=True))
    return tuple(
        (first, then, money_ratio(by_name[then], by_name[first])) for first, then in _CHAIN
    )


def _recovery(values: Values, look_up: LookUps) -> Outputs:
    steps = recovery_steps([values.money(stage) for stage in _STAGES])
    return {
        "steps": [{"from": first, "to": then, "ratio": found} for first, then, found in steps],
        "explanation": [
            f"{then} ÷ {first}: {values.money(then).amount} ÷ {values.money(first).amount} = "
            f"{as_percent(found)}"
            for first, then, found in steps
        ],
    }


RECOVERY_RATE = Figure(
    name="recovery_rate",
    title=N_("Recovery rate"),
    formula=N_(
        "Each stage as a part of the stage before it, then as a part of what was identified."
    ),
    inputs=(CURRENCY, *(amount(stage) for stage in _STAGES)),
    run=_recovery,
)

_PLUS = ("seized", "forfeited", "received")
_MINUS = ("released", "sold", "destroyed", "transferred", "lost", "disposed")
_REVALUED = "revalued"


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the movement table: how many things and their value, both as written."""

    kind: str
    count: int
    value: Decimal

    def signed(self) -> tuple[int, Decimal]:
        """Count and value with the sign of the kind; a revaluation keeps its own sign."""
        sign = -1 if self.kind in _MINUS else 1
        return sign * self.count, sign * self.value


@exact
def closing(count: int, value: Decimal, lines: Iterable[Movement]) -> tuple[int, Decimal]:
    """Opening + what came in − what went out; below zero is refused (`field_invalid`)."""
    for line in lines:
        by_count, by_value = line.signed()
        count, value = count + by_count, value + by_value
    if count < 0 or value < 0:
        raise invalid(
            "lines",
            _("More went out than there was: {count} things, {value}.").format(
                count=count, value=printed(value)
            ),
        )
    return count, value


def _movement(values: Values, look_up: LookUps) -> Outputs:
    opening, rows = values.row("opening"), values.rows("lines")
    lines = [_line(row, values) for row in rows]
    start = (opening.whole("count"), _value(opening, values))
    count, value = closing(*start, lines)
    shown = _written(value, [start[1], *(line.value for line in lines)], values)
    return {
        "closing_count": count,
        "closing_value": shown,
        "explanation": [
            _("Opening: {count}, {value}.").format(count=start[0], value=printed(start[1])),
            *(f"{line.kind}: {line.signed()[0]:+d}, {line.signed()[1]:+f}." for line in lines),
            _("Closing: {count}, {value}.").format(count=count, value=shown),
        ],
    }


def _line(row: Values, values: Values) -> Movement:
    kind = row.text("kind")
    if kind != _REVALUED and not row.has("count"):
        raise invalid(row.at("count"), _("count is missing."), "field_missing")
    count = row.whole("count") if row.has("count") else 0
    if kind == _REVALUED and count:
        raise invalid(row.at("count"), _("A revaluation changes no count: give 0."))
    value = _value(row, values)
    if kind != _REVALUED and value < 0:
        raise invalid(row.at("value"), _("Only a revaluation may be negative."))
    return Movement(kind, count, value)


def _value(row: Values, values: Values) -> Decimal:
    """The value; in a currency it has at most its decimals."""
    value = row.number("value")
    if values.has("currency"):
        field = row.at("value")
        return Money.parse(printed(value), values.text("currency"), field, True).decimal
    return value


def _written(value: Decimal, beside: Sequence[Decimal], values: Values) -> str:
    """As the currency writes it; without one, with as many decimals as were given."""
    if values.has("currency"):
        return Money.from_decimal(value, values.text("currency")).amount
    digits = max(-int(one.as_tuple().exponent) for one in beside)
    return printed(half_up(value, max(digits, 0)))


MOVEMENT = Figure(
    name="movement",
    title=N_("Movement table"),
    formula=N_("Closing = opening + seized, forfeited, received ± revalued − all that went out."),
    inputs=(
        optional("currency", Kind.CURRENCY),
        Input(
            name="opening",
            kind=Kind.ROW,
            fields=(
                Input(name="count", kind=Kind.WHOLE, lowest="0"),
                Input(name="value", kind=Kind.NUMBER, lowest="0"),
            ),
        ),
        Input(
            name="lines",
            kind=Kind.ROW,
            many=True,
            fields=(
                Input(name="kind", kind=Kind.CHOICE, choices=(*_PLUS, _REVALUED, *_MINUS)),
                optional("count", Kind.WHOLE, lowest="0"),
                Input(name="value", kind=Kind.NUMBER),
            ),
        ),
    ),
    run=_movement,
)
