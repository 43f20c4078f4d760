"""The figures on time: the end of a term, and the days that a clock ran."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import Input, Kind, Values, optional
from asset_recovery.lifecycle.figures.terms import (
    DIRECTIONS,
    MODES,
    ROLLS,
    UNITS,
    Term,
    clock_days,
    due_date,
    pauses_within,
)
from asset_recovery.lifecycle.figures.working_days import WorkingDays

_MOST = "1000000"


def _due(values: Values, look_up: LookUps) -> Outputs:
    term = Term(
        count=values.number("count"),
        unit=values.text("unit"),
        mode=values.text("mode"),
        roll=values.text("roll"),
        direction=values.text("direction"),
    )
    found = due_date(
        values.moment("trigger"),
        term,
        _working(values, look_up),
        _spans(values, "suspensions"),
    )
    return {
        "due": found.due.isoformat(),
        "warnings": [{"code": each.code, "text": each.text} for each in found.warnings],
        "explanation": [
            _("{trigger} {sign} {count} {unit}, mode {mode}, roll {roll}.").format(
                trigger=values.moment("trigger").isoformat(),
                sign="+" if term.direction == "after" else "−",
                count=f"{term.count.normalize():f}",
                unit=term.unit,
                mode=term.mode,
                roll=term.roll,
            ),
            *found.steps,
            *(each.text for each in found.warnings),
        ],
    }


def _working(values: Values, look_up: LookUps) -> WorkingDays:
    days = values.days("holidays")
    if not values.has("country"):
        return WorkingDays(days)
    country = values.text("country")
    look_up.holidays(country, values.moment("trigger").year)
    return WorkingDays(days, lambda year: look_up.holidays(country, year))


def _spans(values: Values, name: str, until: date | None = None) -> list[tuple[date, date]]:
    spans = []
    for row in values.rows(name):
        begin = row.day("from")
        is_open = until is not None and not row.has("to")
        end = max(until or begin, begin) if is_open else row.day("to")
        if end < begin:
            raise invalid(
                row.at("to"),
                _("{end} lies before {begin}.").format(end=end, begin=begin),
                "date_order",
            )
        spans.append((begin, end))
    return spans


DUE_DATE = Figure(
    name="due_date",
    title=N_("End of a term"),
    formula=N_(
        "The day (or hour) of the event is not counted; weeks, months and years end on the same "
        "day, or on the last day of the month."
    ),
    inputs=(
        Input(name="trigger", kind=Kind.MOMENT),
        Input(name="count", kind=Kind.QUANTITY, lowest="0", highest=_MOST),
        Input(name="unit", kind=Kind.CHOICE, choices=UNITS),
        optional("mode", Kind.CHOICE, "elapsed", choices=MODES),
        optional("roll", Kind.CHOICE, "none", choices=ROLLS),
        optional("direction", Kind.CHOICE, "after", choices=DIRECTIONS),
        optional("holidays", Kind.DAY, many=True),
        optional("country", Kind.TEXT),
        optional(
            "suspensions",
            Kind.ROW,
            many=True,
            fields=(Input(name="from", kind=Kind.DAY), Input(name="to", kind=Kind.DAY)),
        ),
    ),
    run=_due,
)


def _clock(values: Values, look_up: LookUps) -> Outputs:
    start, end = values.day("from"), values.day("to")
    if end < start:
        raise invalid(
            "to",
            _("The end {end} lies before the start {start}.").format(end=end, start=start),
            "date_order",
        )
    pauses = _spans(values, "pauses", end)
    days, paused, running = clock_days(start, end, pauses)
    return {
        "days": days,
        "paused": paused,
        "running": running,
        "explanation": [
            _("{start} to {end}: {days} days.").format(start=start, end=end, days=days),
            *(
                _("Paused {begin} to {until}: {days} days.").format(
                    begin=begin, until=until, days=(until - begin).days
                )
                for begin, until in pauses_within(start, end, pauses)
            ),
            _("Running: {days} − {paused} = {running}.").format(
                days=days, paused=paused, running=running
            ),
        ],
    }


CLOCK_DAYS = Figure(
    name="clock_days",
    title=N_("Days of a clock"),
    formula=N_("Days = end − start; pauses are taken off, overlapping ones once."),
    inputs=(
        Input(name="from", kind=Kind.DAY),
        Input(name="to", kind=Kind.DAY),
        optional(
            "pauses",
            Kind.ROW,
            many=True,
            fields=(Input(name="from", kind=Kind.DAY), optional("to", Kind.DAY)),
        ),
    ),
    run=_clock,
)
