"""The request radar for one person: cases that she must not know of are left out."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.radar_facts import (
    AGES,
    AnswerTimes,
    RadarFacts,
    RadarGround,
    RadarKind,
    RadarLine,
)
from asset_recovery.lifecycle.foreign_position import money_of
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Execute
from asset_recovery.persistence.queries import radar_query as q
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.state_service import require_reader

Place = tuple[str, str]


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
            _count_open(execute, access, today, lines)
            kinds = _count_days(execute, access, lines)
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


def _count_open(execute: Execute, access: Access, today: date, lines: dict[Place, _Line]) -> None:
    day = today.isoformat()
    for direction, country, age, late, count in q.open_requests(execute, access, day):
        line = lines[str(direction), str(country)]
        place = next(
            at for at, (_first, last) in enumerate(AGES) if last is None or int(age) <= last
        )
        line.by_age[place] += int(count)
        line.oldest = max(line.oldest, int(age))
        line.late += int(count) if late else 0
    for direction, country, due, late in q.due_of_open(execute, access, day):
        line = lines[str(direction), str(country)]
        line.next_due, line.due_late = date.fromisoformat(str(due)[:10]), int(late or 0)


def _count_days(
    execute: Execute, access: Access, lines: dict[Place, _Line]
) -> dict[tuple[str, str], DayCount]:
    """Answer times into the lines; those by kind of assistance come back."""
    kinds: dict[tuple[str, str], DayCount] = defaultdict(DayCount)
    for direction, country, listed, unanswered, count in q.waiting(execute, access):
        line = lines[str(direction), str(country)]
        line.final.waiting += int(count)
        line.first.waiting += int(count) if unanswered else 0
        for kind in _kinds_of(listed):
            kinds[str(direction), kind].waiting += int(count)
    for direction, country, listed, began, first, final in q.answer_days(execute, access):
        line, start = lines[direction, country], _number_of(began)
        line.first.days.append(max(0, _number_of(first) - start))
        if final is None:
            continue
        taken = max(0, _number_of(final) - start)
        line.final.days.append(taken)
        for kind in _kinds_of(listed):
            kinds[direction, kind].days.append(taken)
    return dict(kinds)


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
    received: Counter[str] = field(default_factory=Counter)


def _amounts(execute: Execute, access: Access) -> dict[str, Sums]:
    """By State: sums of what is expected, confirmed and received, each by currency.

    The rules of `reported`, over whole minor units: quick where there are many thousands.
    """
    held: dict[tuple[Any, Any], _Hoped] = {}
    hoped = q.hoped_for(execute, access)
    anew = q.hoped_anew(execute, access) if any(row[3] for row in hoped) else ()
    for request, country, asset, amount, currency in anew:
        line = held.setdefault((request, asset), _Hoped(str(country)))
        line.expected = _minor(amount, currency)
    for row in q.reports(execute, access):
        request, country, asset, outcome, amount, currency, expected, its_currency = row
        line = held.setdefault((request, asset), _Hoped(str(country)))
        line.outcome = str(outcome or line.outcome)
        found = _minor(amount, currency)
        if found is not None and line.outcome == "returned":
            line.received[found[0]] += found[1]
        elif found is not None:
            line.confirmed = found
        line.expected = _minor(expected, its_currency) or line.expected
    return _summed(held.values(), [row for row in hoped if not row[3]])


@lru_cache(maxsize=4096)
def _minor(amount: Any, currency: Any) -> Amount | None:
    money = money_of({"amount": amount, "currency": currency}) if amount and currency else None
    return None if money is None else (money.currency, money.minor)


def _summed(lines: Iterable[_Hoped], hoped: Iterable[Sequence[Any]]) -> dict[str, Sums]:
    counted: dict[tuple[str, str, str], int] = defaultdict(int)
    for country, currency, decimals, _anew, digits in hoped:
        found = _minor(str(Decimal(digits).scaleb(-decimals)), currency)
        if found is not None:
            counted[country, "expected", currency] += found[1]
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
