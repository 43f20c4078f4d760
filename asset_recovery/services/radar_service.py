"""The request radar for one person: cases that she must not know of are left out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
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
from asset_recovery.lifecycle.foreign_effects import reported
from asset_recovery.lifecycle.foreign_position import AbroadPosition, money_of
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
    known: dict[str, list[str]] = {}
    for direction, country, listed, is_open, first, final in q.answer_days(execute, access):
        line = lines[str(direction), str(country)]
        for days, wanted in ((line.first, first), (line.final, final)):
            _take(days, wanted, is_open)
        if listed not in known:
            known[listed] = json.loads(listed)
        for kind in known[listed]:
            _take(kinds[str(direction), kind], final, is_open)
    return dict(kinds)


def _take(days: DayCount, found: Any, is_open: Any) -> None:
    """An answer before the sending, as a late record may say it, took no time."""
    if found is not None:
        days.days.append(max(0, int(found)))
    elif is_open:
        days.waiting += 1


Sums = dict[str, dict[str, Money]]


def _amounts(execute: Execute, access: Access) -> dict[str, Sums]:
    """By State: sums of what is expected, confirmed and received, each by currency."""
    held: dict[tuple[int, str], AbroadPosition] = {}
    for request, country, on, expected, results in q.amounts(execute, access):
        for row in json.loads(expected or "[]"):
            line = _line_of(held, int(request), str(row["asset"]), str(country))
            line.expected = money_of(row["amount"])
        for row in json.loads(results or "[]"):
            line = _line_of(held, int(request), str(row["asset"]), str(country))
            reported(line, row, date.fromisoformat(str(on)[:10]))
    found: dict[str, Sums] = {}
    for line in held.values():
        sums = found.setdefault(line.country, {"expected": {}, "confirmed": {}, "received": {}})
        for name, by_currency in sums.items():
            money: Money | None = getattr(line, name)
            if money is not None:
                before = by_currency.get(money.currency, Money.zero(money.currency))
                by_currency[money.currency] = before + money
    return found


def _line_of(
    held: dict[tuple[int, str], AbroadPosition], request: int, asset: str, country: str
) -> AbroadPosition:
    key = (request, asset)
    if key not in held:
        held[key] = AbroadPosition(str(request), country=country)
    return held[key]


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
