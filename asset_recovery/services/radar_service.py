"""The request radar for one person: cases that she must not know of are left out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import add
from typing import Any

from asset_recovery.domain.currencies import minor_units
from asset_recovery.domain.money import Money
from asset_recovery.domain.radar_facts import (
    AGES,
    AnswerTimes,
    RadarFacts,
    RadarGround,
    RadarKind,
    RadarLine,
)
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Execute
from asset_recovery.persistence.queries import radar_query as q
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.state_service import require_reader

Place = tuple[str, str]
Kinds = dict[tuple[str, str], "DayCount"]
_SURE = 12  # whole units of so many digits are never too large


@dataclass(slots=True)
class DayCount:
    """Days of what was answered, and how much still waits."""

    days: list[int] = field(default_factory=list)
    waiting: int = 0

    def times(self) -> AnswerTimes:
        """The figures of `durations`, over whole days: quick where there are many thousands."""
        ranked, n = sorted(self.days), len(self.days)
        if not n:
            return AnswerTimes(waiting=self.waiting)
        return AnswerTimes(
            answered=n,
            waiting=self.waiting,
            median=Decimal(ranked[(n - 1) // 2] + ranked[n // 2]) / 2,
            p90=Decimal(ranked[-(-9 * n // 10) - 1]),
        )


@dataclass(slots=True)
class _Line:
    """A State in one direction while it is counted."""

    by_age: list[int] = field(default_factory=lambda: [0] * len(AGES))
    oldest: int = 0
    late: int = 0
    next_due: date | None = None
    due_late: int = 0
    first: DayCount = field(default_factory=DayCount)
    final: DayCount = field(default_factory=DayCount)


@dataclass(frozen=True, slots=True)
class RadarService:
    """Counts the requests of the whole office."""

    office: OpenOffice

    def radar(self, actor: Actor) -> RadarFacts:
        """The radar as it stands today. Raises `NotPermitted` for who sees no cases."""
        today = self.office.today()
        require_reader(actor, today)
        access = Access.of(actor, today)
        with self.office.reading.connect() as connection:
            execute = executor(connection)
            lines: dict[Place, _Line] = defaultdict(_Line)
            kinds: Kinds = defaultdict(DayCount)
            _count_open(execute, access, today, lines, kinds)
            _count_days(execute, access, lines, kinds)
            money = _amounts(execute, access)
            refused = q.refusals(execute, access)
        return RadarFacts(
            on=today,
            lines=tuple(_lines(lines, money)),
            kinds=tuple(
                RadarKind(direction=direction, kind=kind, final=kinds[direction, kind].times())
                for direction, kind in sorted(kinds)
            ),
            grounds=tuple(RadarGround(*row) for row in refused),
        )

    def rows(self, actor: Actor) -> list[dict[str, object]]:
        """The lines as JSON, as the command line lists them."""
        return [line_json(line) for line in self.radar(actor).lines]

    def show(self, actor: Actor) -> dict[str, object]:
        """The whole radar as JSON."""
        found = self.radar(actor)
        return {
            "on": found.on.isoformat(),
            "open": {name: dict(_classes(found.open(name))) for name in ("out", "in")},
            "states": [line_json(line) for line in found.lines],
            "kinds": written(found.kinds),
            "refusals": written(found.grounds),
        }


def line_json(line: RadarLine) -> dict[str, object]:
    """One State in one direction as JSON."""
    return {
        "direction": line.direction,
        "country": line.country,
        "open": line.open,
        **dict(_classes(line.by_age)),
        "oldest": line.oldest,
        "late": line.late,
        "next_due": written(line.next_due),
        "due_late": line.due_late,
        "first_median": written(line.first.median),
        "answered": line.final.answered,
        "median": written(line.final.median),
        "p90": written(line.final.p90),
        "expected": written(line.expected),
        "confirmed": written(line.confirmed),
        "received": written(line.received),
    }


def _classes(counts: Iterable[int]) -> Iterator[tuple[str, int]]:
    for (first, last), count in zip(AGES, counts, strict=True):
        yield (f"over_{first - 1}" if last is None else f"days_{first}_{last}"), count


def _count_open(
    execute: Execute, access: Access, today: date, counted: Mapping[Place, _Line], kinds: Kinds
) -> None:
    for direction, country, listed, *found in q.open_requests(execute, access, today):
        line = counted[direction, country]
        *by_age, began, late, waiting, unheard = found
        line.by_age = list(map(add, line.by_age, by_age))
        line.oldest = max(line.oldest, today.toordinal() - _number_of(began))
        line.late += late
        line.final.waiting += waiting
        line.first.waiting += unheard
        for kind in _kinds_of(listed) if waiting else ():
            kinds[direction, kind].waiting += waiting
    for direction, country, due, late in q.due_of_open(execute, access, today.isoformat()):
        line = counted[direction, country]
        line.next_due, line.due_late = date.fromisoformat(str(due)[:10]), int(late or 0)


def _count_days(
    execute: Execute, access: Access, counted: Mapping[Place, _Line], kinds: Kinds
) -> None:
    """Answer times into the lines and into the kinds of assistance."""
    for direction, country, listed, began, first, final in q.answer_days(execute, access):
        line = counted[direction, country]
        starts = list(map(_number_of, began.split(",")))
        heard = map(_number_of, first.split(","))
        line.first.days += [max(0, day - start) for day, start in zip(heard, starts, strict=True)]
        taken = [
            max(0, _number_of(day) - start)
            for day, start in zip(final.split(","), starts, strict=True)
            if day
        ]
        line.final.days += taken
        for kind in _kinds_of(listed) if taken else ():
            kinds[direction, kind].days += taken


@lru_cache(maxsize=4096)
def _kinds_of(listed: Any) -> tuple[str, ...]:
    return tuple(json.loads(listed))


@lru_cache(maxsize=16384)
def _number_of(day: Any) -> int:
    return date.fromisoformat(str(day)[:10]).toordinal()


Sums = dict[str, dict[str, Money]]
Amount = tuple[str, int]


@dataclass(slots=True)
class _Hoped:
    """What is expected of one asset, what was confirmed and received: minor units by currency."""

    country: str
    outcome: str = ""
    expected: Amount | None = None
    confirmed: Amount | None = None
    received: dict[str, int] = field(default_factory=dict)


def _amounts(execute: Execute, access: Access) -> dict[str, Sums]:
    """By State: sums of what is expected, confirmed and received, each by currency.

    The rules of `reported`, over whole minor units: quick where there are many thousands.
    """
    held: dict[tuple[Any, Any], _Hoped] = {}
    for request, country, listed in q.hoped_anew(execute, access):
        for one in json.loads(listed):
            line = held.setdefault((request, one.get("asset")), _Hoped(country))
            line.expected = _minor(one.get("amount"))
    reports = q.reports(execute, access)
    told = json.loads(f"[{','.join([row[2] for row in reports])}]")
    for (request, country, _text), results in zip(reports, told, strict=True):
        for one in results:
            key = request, one.get("asset")
            line = held.get(key) or held.setdefault(key, _Hoped(country))
            _hear(line, one)
    return _summed(held.values(), q.hoped_for(execute, access))


def _hear(line: _Hoped, result: Mapping[str, Any]) -> None:
    """An outcome that is not said is the last one."""
    line.outcome = result.get("outcome") or line.outcome
    found = _minor(result.get("amount"))
    if found is not None and line.outcome == "returned":
        line.received[found[0]] = line.received.get(found[0], 0) + found[1]
    elif found is not None:
        line.confirmed = found
    line.expected = _minor(result.get("expected")) or line.expected


def _minor(money: Mapping[str, str] | None) -> Amount | None:
    """Money as it is kept, in minor units with its currency; None where there is none."""
    if not money:
        return None
    amount, currency = money["amount"], money["currency"]
    whole, _point, part = amount.partition(".")
    if len(part) == _units_of(currency) and whole.isdecimal() and len(whole) < _SURE:
        return currency, int(whole + part)
    return currency, Money.parse(amount, currency).minor


_units_of = lru_cache(minor_units)


def _summed(lines: Iterable[_Hoped], hoped: Iterable[Sequence[Any]]) -> dict[str, Sums]:
    counted: dict[tuple[str, str, str], int] = defaultdict(int)
    for country, listed in hoped:
        for expected in json.loads(f"[{listed}]"):
            for one in expected:
                found = _minor(one.get("amount"))
                if found is not None:
                    counted[country, "expected", found[0]] += found[1]
    for line in lines:
        for name, amount in (("expected", line.expected), ("confirmed", line.confirmed)):
            if amount is not None:
                counted[line.country, name, amount[0]] += amount[1]
        for currency, minor in line.received.items():
            counted[line.country, "received", currency] += minor
    summed: dict[str, Sums] = {}
    for (country, name, currency), minor in counted.items():
        sums = summed.setdefault(country, {"expected": {}, "confirmed": {}, "received": {}})
        sums[name][currency] = Money(minor, currency)
    return summed


def _lines(lines: dict[Place, _Line], money: dict[str, Sums]) -> Iterator[RadarLine]:
    """Ours before theirs, the State with the most open requests first."""
    order = sorted(lines, key=lambda one: (one[0] == "in", -sum(lines[one].by_age), one[1]))
    for direction, country in order:
        line = lines[direction, country]
        sums = money.get(country, {}) if direction == "out" else {}
        yield RadarLine(
            direction=direction,
            country=country,
            by_age=tuple(line.by_age),
            oldest=line.oldest,
            late=line.late,
            next_due=line.next_due,
            due_late=line.due_late,
            first=line.first.times(),
            final=line.final.times(),
            **{name: _sorted(sums.get(name, {})) for name in ("expected", "confirmed", "received")},
        )


def _sorted(sums: dict[str, Money]) -> tuple[Money, ...]:
    return tuple(sums[currency] for currency in sorted(sums))
