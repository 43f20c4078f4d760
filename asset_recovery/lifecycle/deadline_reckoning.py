"""How long a term runs: its readings on the calendar of the State that must act, with the trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_rules import DeadlineRule, Length
from asset_recovery.lifecycle.figures.look_ups import public_holidays
from asset_recovery.lifecycle.figures.terms import Term, due_date
from asset_recovery.lifecycle.figures.working_days import DAY, WorkingDays
from asset_recovery.lifecycle.rules import Rules


@dataclass(slots=True)
class Calendar:
    """Working days of the office's own State and of every other that must act."""

    country: str = ""
    _known: dict[str, WorkingDays] = field(default_factory=dict, repr=False)

    def working(self, country: str | None = None) -> WorkingDays:
        """The working days of a State (ISO 3166; None: the office's own).

        Where no holidays are known only Saturdays and Sundays are left out.
        """
        code = country or self.country
        if code not in self._known:
            self._known[code] = WorkingDays(of_year=lambda year: _holidays(code, year))
        return self._known[code]


def _holidays(country: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    try:
        return public_holidays(country, year)
    except ValidationFailed:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a term: its last day, the moment where it ends in hours, how it came about."""

    due: date
    at: datetime | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The end of a term: the earlier reading governs, `other` is the later one if they differ."""

    governing: Reading
    other: Reading | None = None


def length_of(rule: DeadlineRule, rules: Rules, type_code: str, on: date) -> Length | None:
    """How long the term runs that an event of that day starts; None where nothing says it."""
    if rule.of_type:
        kind = asset_types().get(type_code)
        months = getattr(kind, rule.of_type, None)
        return None if months is None else Length(Decimal(months), "months")
    if rule.parameter:
        known = rules.parameter(rule.parameter, on)
        return Length(Decimal(known.value), known.unit, known.alternative)
    return rule.length or Length(Decimal(0), "days")


def reckon(  # noqa: PLR0913 - what a term is made of
    started: date,
    at: datetime | None,
    length: Length,
    rule: DeadlineRule,
    working: WorkingDays,
    pauses: Sequence[tuple[date, date]] = (),
) -> Reckoned:
    """The readings of a term; the earlier governs (workday.md 1.2)."""
    found = [
        reading
        for unit in filter(None, (length.unit, length.alternative))
        for reading in _readings(started, at, Length(length.count, unit), rule, working, pauses)
    ]
    found.sort(key=lambda reading: (reading.due, reading.at is None, str(reading.at)))
    governing, last = found[0], found[-1]
    return Reckoned(governing, last if last.due != governing.due else None)


def _readings(  # noqa: PLR0913, PLR0917 - what a term is made of
    started: date,
    at: datetime | None,
    length: Length,
    rule: DeadlineRule,
    working: WorkingDays,
    pauses: Sequence[tuple[date, date]],
) -> list[Reading]:
    if length.unit == "hours" and at is None:
        return _of_an_unknown_hour(started, length, rule, working)
    if _is_plain(length, rule, pauses):
        back = rule.direction == "before"
        return [Reading(started + int(length.count) * (-DAY if back else DAY))]
    term = Term(
        count=length.count,
        unit=length.unit,
        mode=rule.mode,
        roll=rule.roll,
        direction=rule.direction,
    )
    found = due_date(at if length.unit == "hours" and at else started, term, working, pauses)
    steps = (*found.steps, *(warning.text for warning in found.warnings))
    if isinstance(found.due, datetime):
        return [Reading(found.due.date(), found.due, steps)]
    return [Reading(found.due, None, steps)]


def _is_plain(length: Length, rule: DeadlineRule, pauses: Sequence[tuple[date, date]]) -> bool:
    """Calendar days without holidays, minimum or pause: the most frequent case, and the fastest."""
    return length.unit == "days" and rule.mode == "elapsed" and rule.roll == "none" and not pauses


def _of_an_unknown_hour(
    started: date, length: Length, rule: DeadlineRule, working: WorkingDays
) -> list[Reading]:
    """The hour of the event is not on file: counted from the first minute and from the last."""
    first = datetime.combine(started, time.min)
    found = []
    for moment in (first, first + timedelta(days=1, minutes=-1)):
        reading = _readings(started, moment, length, rule, working, ())[0]
        told = _("The hour of the event is not on file; counted from {moment}.").format(
            moment=moment.isoformat(sep=" ", timespec="minutes")
        )
        found.append(Reading(reading.due, reading.at, (told, *reading.steps)))
    return found
