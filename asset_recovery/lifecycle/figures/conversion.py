"""Conversion at a date: direct, inverse or through one common currency, rounded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.currencies import currencies, minor_units
from asset_recovery.domain.errors import ValidationFailed, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps, RateSource
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
)

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a conversion. `rate` is as quoted; `inverted`: quoted for the other direction."""

    source: str
    target: str
    on: date
    rate: Decimal
    inverted: bool
    earlier_day: bool

    def apply(self, value: Decimal) -> Decimal:
        """`value` in the target, unrounded."""
        return value / self.rate if self.inverted else value * self.rate

    def as_json(self) -> dict[str, object]:
        """The leg as figures print it."""
        return {
            "from": self.source,
            "to": self.target,
            "on": self.on.isoformat(),
            "rate": printed(self.rate),
            "inverted": self.inverted,
            "earlier_day": self.earlier_day,
        }


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted amount: `exact` before the one rounding, and the legs taken (none: same)."""

    amount: Money
    exact: Decimal
    path: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class QuotedRate:
    """On that day 1 `source` was worth `rate` `target`."""

    source: str
    target: str
    on: date
    rate: Decimal


class RateTable:
    """Given rates as a source: the latest on or before a day. Two rates for one day are refused."""

    def __init__(self, quoted: Iterable[QuotedRate]) -> None:
        self._by_pair: dict[tuple[str, str], dict[date, Decimal]] = {}
        for one in quoted:
            days = self._by_pair.setdefault((one.source, one.target), {})
            if days.setdefault(one.on, one.rate) != one.rate:
                raise invalid(
                    "rates",
                    _("Two rates are given from {source} to {target} on {on}. Keep one.").format(
                        source=one.source, target=one.target, on=one.on
                    ),
                )

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """The rate of the latest day on or before `on`."""
        days = self._by_pair.get((source, target), {})
        day = max((each for each in days if each <= on), default=None)
        return None if day is None else (days[day], day)

    def currencies(self) -> list[str]:
        """Every currency of the table, by name."""
        return sorted({code for pair in self._by_pair for code in pair})


def _leg(source: str, target: str, on: date, rates: RateSource) -> Leg | None:
    direct = rates(source, target, on)
    found = direct or rates(target, source, on)
    if found is None:
        return None
    rate, day = found
    return Leg(source, target, day, rate, direct is None, day < on)


def _through(base: str, bridges: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys([base, EURO, *sorted(bridges)])


def find_path(
    source: str,
    target: str,
    on: date,
    rates: RateSource,
    base: str = EURO,
    bridges: Iterable[str] = (),
) -> tuple[Leg, ...] | None:
    """Direct, else inverse, else through `base`, EUR, or the first of `bridges` by name."""
    if source == target:
        return ()
    direct = _leg(source, target, on, rates)
    if direct is not None:
        return (direct,)
    for middle in _through(base, bridges):
        if middle in (source, target):
            continue
        first = _leg(source, middle, on, rates)
        second = _leg(middle, target, on, rates) if first else None
        if first and second:
            return (first, second)
    return None


@exact
def convert(
    money: Money,
    target: str,
    on: date,
    rates: RateSource,
    base: str = EURO,
    bridges: Iterable[str] = (),
) -> Conversion:
    """`money` in `target` by the latest rates on or before `on`, rounded once at the end.

    `rates` gives quoted rates only, see `LookUps.rate`. Refusals: `rate_missing` (no way),
    `currency_unknown`.
    """
    minor_units(target, "to")
    path = find_path(money.currency, target, on, rates, base, bridges)
    if path is None:
        raise rate_missing(money.currency, target, on)
    value = money.decimal
    for leg in path:
        value = leg.apply(value)
    return Conversion(Money.from_decimal(value, target), value, path)


def rate_missing(source: str, target: str, on: date) -> ValidationFailed:
    """The refusal where no rate leads from one currency to the other."""
    return invalid(
        "rates",
        _("No rate leads from {source} to {target} on or before {on}. Record a rate first.").format(
            source=source, target=target, on=on
        ),
        "rate_missing",
    )


RATE_FIELDS = (
    Input(name="from", kind=Kind.CURRENCY),
    Input(name="to", kind=Kind.CURRENCY),
    Input(name="on", kind=Kind.DAY),
    Input(name="rate", kind=Kind.NUMBER, lowest="0"),
)


def given_or_office(
    values: Values, look_up: LookUps, money: Money, target: str, on: date
) -> Conversion:
    """Convert by the input `rates` alone if it is given, else by the office's rates."""
    base = look_up.base_currency()
    if not values.has("rates"):
        return convert(money, target, on, look_up.rate, base, currencies())
    table = RateTable(_quoted(values.rows("rates")))
    return convert(money, target, on, table.rate, base, table.currencies())


def _quoted(rows: Sequence[Values]) -> Iterator[QuotedRate]:
    for row in rows:
        rate = row.number("rate")
        if not rate:
            raise invalid(row.at("rate"), _("A rate is above zero."))
        if row.text("from") == row.text("to"):
            raise invalid(row.at("to"), _("A rate leads from one currency to another one."))
        yield QuotedRate(row.text("from"), row.text("to"), row.day("on"), rate)


def conversion_steps(found: Conversion) -> list[str]:
    """What was taken, leg by leg."""
    steps = []
    for leg in found.path:
        pair = (leg.target, leg.source) if leg.inverted else (leg.source, leg.target)
        text = _("1 {first} = {rate} {second} of {on}").format(
            first=pair[0], rate=printed(leg.rate), second=pair[1], on=leg.on
        )
        how = _("divided") if leg.inverted else _("multiplied")
        earlier = _(", the latest day before") if leg.earlier_day else ""
        steps.append(f"{leg.source} → {leg.target}: {text}, {how}{earlier}.")
    return [*steps, _("Rounded once: {amount}.").format(amount=found.amount.display())]


def _run(values: Values, look_up: LookUps) -> Outputs:
    found = given_or_office(
        values, look_up, values.money("amount"), values.text("to"), values.day("on")
    )
    return {
        "amount": found.amount.amount,
        "currency": found.amount.currency,
        "path": [leg.as_json() for leg in found.path],
        "explanation": [values.money("amount").display(), *conversion_steps(found)],
    }


FIGURE = Figure(
    name="convert",
    title=N_("Conversion at a date"),
    formula=N_(
        "Latest rate on or before the day: direct, else its inverse, else through one common "
        "currency; nothing is rounded between."
    ),
    inputs=(
        amount("amount"),
        CURRENCY,
        Input(name="to", kind=Kind.CURRENCY),
        Input(name="on", kind=Kind.DAY),
        optional("rates", Kind.ROW, many=True, fields=RATE_FIELDS),
    ),
    run=_run,
)
