"""When a term ends: hours, days, weeks, months, years; by the calendar or Regulation 1182/71."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from asset_recovery.domain.errors import Reason, invalid
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.working_days import DAY, WorkingDays

UNITS = ("hours", "days", "working_days", "weeks", "months", "years")
MODES = ("elapsed", "eu1182", "skip_nonworking")
ROLLS = ("next_working", "none", "previous_working")
DIRECTIONS = ("after", "before")
_MONTH_PARTS = 30
_LEAST_WORKING_DAYS = 2
_FLAGGED_HOURS = 48
_YEAR_MONTHS = 12

_Clock = datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A period as a rule states it. `count` may have a fraction for months only (30 days each)."""

    count: Decimal
    unit: str
    mode: str = "elapsed"
    roll: str = "none"
    direction: str = "after"


@dataclass(frozen=True, slots=True)
class Due:
    """When it ends (a date-time for hours, else a date), what to look at, and how it came about."""

    due: date | datetime
    warnings: tuple[Reason, ...]
    steps: tuple[str, ...]


def due_date(
    trigger: date | datetime,
    term: Term,
    working: WorkingDays,
    suspensions: Sequence[tuple[date, date]] = (),
) -> Due:
    """The end of a term that `trigger` starts (or, counted backwards, that it ends).

    Hours need a date-time; other units take its date. `suspensions` (from, to not counted) stop
    the clock of terms in days or longer. Errors: `field_invalid` naming the input.
    """
    try:
        if term.unit == "hours":
            return _hours(trigger, term, working)
        return _days(trigger, term, working, suspensions)
    except (OverflowError, ValueError) as error:
        raise invalid(
            "count", _("The term leads beyond the calendar (years 1 to 9999).")
        ) from error


def _whole(term: Term) -> int:
    if term.count != term.count.to_integral_value():
        raise invalid("count", _("{unit} are counted in whole numbers.").format(unit=term.unit))
    return int(term.count)


def _hours(trigger: date | datetime, term: Term, working: WorkingDays) -> Due:
    if not isinstance(trigger, datetime):
        raise invalid("trigger", _("A term in hours needs a date with a time, 2025-03-07T15:20."))
    hours = timedelta(hours=_whole(term))
    back = term.direction == "before"
    if term.mode == "skip_nonworking":
        due = (_skip_back if back else _skip_on)(trigger, hours, working)
        return Due(due, (), (_("Hours of Saturdays, Sundays and holidays are skipped."),))
    if term.mode == "elapsed":
        due = trigger - hours if back else trigger + hours
        return Due(due, (), (_("Hours run through without a break."),))
    full = trigger.replace(minute=0, second=0, microsecond=0)
    start = full if back else full + timedelta(hours=1)
    due = start - hours if back else start + hours
    steps = (_("Hours run from the full hour {start}; no roll.").format(start=start.isoformat()),)
    first, last = sorted((start, due))
    return Due(due, _flag_hours(term, first, last, working), steps)


def _flag_hours(
    term: Term, first: datetime, last: datetime, working: WorkingDays
) -> tuple[Reason, ...]:
    """Hours are not extended by the law's two working days; a lawyer is to decide."""
    enough = working.between(first.date(), last.date()) >= _LEAST_WORKING_DAYS
    if term.count < _FLAGGED_HOURS or enough:
        return ()
    text = _(
        "The period of {hours} hours has fewer than two working days. Whether it must have two "
        "(art. 3(5)) is for a lawyer to decide."
    ).format(hours=term.count)
    return (Reason("two_working_days", text, field="count"),)


def _midnight(day: date, like: _Clock) -> datetime:
    return datetime.combine(day, time.min, like.tzinfo)


def _skip_on(cursor: datetime, left: timedelta, working: WorkingDays) -> datetime:
    while True:
        tomorrow = _midnight(cursor.date() + DAY, cursor)
        if working.is_working(cursor.date()):
            if cursor + left <= tomorrow:
                return cursor + left
            left -= tomorrow - cursor
        cursor = tomorrow


def _skip_back(cursor: datetime, left: timedelta, working: WorkingDays) -> datetime:
    while True:
        at_midnight = cursor == _midnight(cursor.date(), cursor)
        day = cursor.date() - DAY if at_midnight else cursor.date()
        start = _midnight(day, cursor)
        if working.is_working(day):
            if cursor - left >= start:
                return cursor - left
            left -= cursor - start
        cursor = start


def _days(
    trigger: date | datetime,
    term: Term,
    working: WorkingDays,
    suspensions: Sequence[tuple[date, date]],
) -> Due:
    start = trigger.date() if isinstance(trigger, datetime) else trigger
    back = term.direction == "before"
    step = -DAY if back else DAY
    due = _plain_end(start, term, working, step)
    steps = [_("The day of the event is not counted; the term ends on {due}.").format(due=due)]
    due = _suspended(start, due, suspensions, steps, back)
    if term.mode == "eu1182" and _is_long(term):
        due = _with_two_working_days(start, due, working, step, steps)
    rolled, warnings = _rolled(due, term, working)
    if rolled != due:
        steps.append(_("{due} is not a working day; moved to {to}.").format(due=due, to=rolled))
    return Due(rolled, warnings, tuple(steps))


def _is_long(term: Term) -> bool:
    """Whether the period is of two days or more."""
    return term.unit not in ("days", "working_days") or term.count >= _LEAST_WORKING_DAYS


def _plain_end(start: date, term: Term, working: WorkingDays, step: timedelta) -> date:
    if term.mode == "skip_nonworking" and term.unit not in ("days", "working_days"):
        raise invalid("mode", _("skip_nonworking goes with hours and days."))
    if term.unit == "months":
        return _months(start, term.count, step)
    count = _whole(term)
    if term.unit == "years":
        return _add_months(start, _YEAR_MONTHS * count * step.days)
    if term.unit == "weeks":
        return start + 7 * count * step
    if term.unit == "working_days" or term.mode == "skip_nonworking":
        return working.count_on(start, count, step)
    return start + count * step


def _months(start: date, count: Decimal, step: timedelta) -> date:
    whole = int(count)
    days = (count - whole) * _MONTH_PARTS
    if days != int(days):
        raise invalid(
            "count", _("A part of a month must make whole days of thirty: 0.5 is 15 days.")
        )
    return _add_months(start, whole * step.days) + int(days) * step


def _add_months(day: date, months: int) -> date:
    """The same date of the other month, or its last day where there is no such date."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only where months count

    return day + relativedelta(months=months)


def _suspended(
    start: date,
    due: date,
    suspensions: Sequence[tuple[date, date]],
    steps: list[str],
    back: bool,
) -> date:
    if suspensions and back:
        raise invalid("suspensions", _("A term that is counted backwards is not suspended."))
    reached = start
    for since, until in sorted(suspensions):
        begin = max(since, reached)
        if begin > due or until <= begin:
            continue
        due += until - begin
        reached = until
        steps.append(
            _("Suspended {begin} to {until}: now {due}.").format(begin=begin, until=until, due=due)
        )
    return due


def _with_two_working_days(
    start: date, due: date, working: WorkingDays, step: timedelta, steps: list[str]
) -> date:
    """Regulation 1182/71 art. 3(5): extended until it has two working days."""
    first = start + step
    end = due
    while working.between(*sorted((first, end))) < _LEAST_WORKING_DAYS:
        end += step
    if end != due:
        steps.append(_("Extended to {end}: two working days are due.").format(end=end))
    return end


def _rolled(due: date, term: Term, working: WorkingDays) -> tuple[date, tuple[Reason, ...]]:
    if term.roll == "previous_working":
        return working.roll(due, -DAY), ()
    if term.roll == "next_working" and term.direction == "after":
        return working.roll(due, DAY), ()
    asked = term.roll == "next_working" or term.mode == "eu1182"
    if not asked or working.is_working(due):
        return due, ()
    text = (
        _("{due} is not a working day. A term counted backwards is not moved on.")
        if term.direction == "before"
        else _("{due} is not a working day. With roll next_working it ends on the next one.")
    )
    return due, (Reason("not_a_working_day", text.format(due=due), field="roll"),)


def pauses_within(
    start: date, end: date, pauses: Sequence[tuple[date, date]]
) -> list[tuple[date, date]]:
    """Pauses cut to the time between, overlapping ones joined."""
    cut = sorted((max(begin, start), min(until, end)) for begin, until in pauses)
    found: list[tuple[date, date]] = []
    for begin, until in cut:
        if until <= begin:
            continue
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(until, found[-1][1]))
        else:
            found.append((begin, until))
    return found


def clock_days(
    start: date, end: date, pauses: Sequence[tuple[date, date]] = ()
) -> tuple[int, int, int]:
    """Days from start to end, days paused (overlaps once), days running; ends are not counted."""
    days = (end - start).days
    paused = sum((until - begin).days for begin, until in pauses_within(start, end, pauses))
    return days, paused, days - paused
