"""Deadlines for people: the control sheet, the board, the calendar, and a file of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from asset_recovery.domain.deadlines import DayCount, DueWish, Lane, colour
from asset_recovery.domain.registers import DeadlineRow
from asset_recovery.exchange.icalendar_export import CalendarEntry, calendar_file
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_rules import rule_set
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.timers import SET_BY_A_PERSON, steps_of
from asset_recovery.paper_words import say_in
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import deadline_query
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.journal_query import head_of
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.looking import Look, OpenOffice, look_at, note_look

SHEET_MOST = 20_000
AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class DeadlineService:
    """Reads the agenda through the one access filter; nothing here writes."""

    office: OpenOffice

    def sheet(self, actor: Actor, wish: DueWish, most: int = SHEET_MOST) -> list[DeadlineRow]:
        """Everything that ends by a day, hard terms first, then by date (deadlines.md 8)."""
        access, reader = self._sight(actor)
        if wish.case:  # a case that is not there, or that must not be known of, has no terms
            look = Look(screen="deadlines", noted=False, purpose=_("terms of a case"))
            with look_at(self.office, actor, "case", wish.case, look):
                pass
        with self.office.reading.connect() as connection:
            return deadline_query.rows(executor(connection), access, reader, wish, most)

    def _sight(self, actor: Actor) -> tuple[Access, Reader]:
        today = self.office.today()
        return Access.of(actor, today), Reader(today, "")

    def lanes(
        self, actor: Actor, by: str, wish: DueWish, *, most: int = 40, cards: int = 12
    ) -> list[Lane]:
        """The board: persons or cases with something due by a day, the most urgent first."""
        access, reader = self._sight(actor)
        with self.office.reading.connect() as connection:
            execute = executor(connection)
            found = []
            for name, title, count, late, _first in deadline_query.lanes(
                execute, access, by, wish, most
            ):
                own = _of_lane(wish, by, name)
                rows = deadline_query.rows(execute, access, reader, own, cards)
                found.append(Lane(name or "", title, count, late or 0, tuple(rows)))
        return found

    def days(self, actor: Actor, first: date, last: date) -> list[DayCount]:
        """The calendar: how much ends on each day from the first to the last."""
        access = Access.of(actor, self.office.today())
        with self.office.reading.connect() as connection:
            rows = deadline_query.days(executor(connection), access, first, last)
        counted: dict[str, list[int]] = {}
        for day, hard, count in rows:
            counted.setdefault(day, [0, 0])[0 if hard else 1] += count
        return [
            DayCount(date.fromisoformat(day), hard, soft)
            for day, (hard, soft) in sorted(counted.items())
        ]

    def of_day(self, actor: Actor, on: date, most: int = 200) -> list[DeadlineRow]:
        """What ends on a day, hard terms first."""
        return self.sheet(actor, DueWish(since=on, until=on), most)

    def calendar(self, rows: Iterable[DeadlineRow], now: datetime) -> bytes:
        """The rows as a calendar file, without a person's name or a free text."""
        with self.office.reading.connect() as connection:
            library = library_of(connection)
            warn = _Warnings(
                tuple(library.rules(name) for name in library.names()), self.office.today()
            )
        return calendar_file([_entry(row, warn) for row in rows], self.office.office_id, now)

    def control_sheet(
        self,
        rows: Sequence[DeadlineRow],
        actor: Actor,
        wish: DueWish,
        *,
        language: str = "en",
        purpose: str = "",
    ) -> bytes:
        """The control sheet as PDF, by person and case, lying across; the print is logged."""
        from asset_recovery.reports.control_sheet import (  # noqa: PLC0415 - ReportLab is heavy
            SheetHead,
            compose_control_sheet,
        )
        from asset_recovery.reports.render import render  # noqa: PLC0415

        with self.office.reading.connect() as connection:
            name = finder.setting(connection, "name", "")
            marking = finder.setting(connection, "classification", "restricted")
            seq, digest = head_of(connection)
        say = say_in(language)
        utc = datetime.fromisoformat(self.office.now()).astimezone(UTC)
        head = SheetHead(
            office=name,
            marking=say(marking.replace("_", " ").upper()),
            printed_by=actor.full_name or actor.name,
            generated=f"{utc:%Y-%m-%d %H:%M} UTC",
            today=self.office.today(),
            until=wish.until,
            of=" · ".join(filter(None, (wish.person, wish.case))),
            journal=f"{seq} {digest[:16]}",
            language=language,
        )
        content = render(compose_control_sheet(rows, head, say))
        look = Look(screen="print control sheet", noted=False, purpose=purpose)
        said = {"paper": "CTL-01", "document_hash": hashlib.sha256(content).hexdigest()}
        records = tuple(dict.fromkeys(row.record for row in rows))
        note_look(self.office, actor, wish.case or None, look, records, said)
        return content

    def written(self, row: DeadlineRow) -> dict[str, object]:
        """A row as JSON."""
        return {
            "reference": row.reference,
            "code": row.code,
            "title": row.title,
            "due": row.due.isoformat(),
            "at": row.at,
            "other": None if row.other is None else row.other.isoformat(),
            "days_left": row.days_left,
            "state": row.state,
            "hard": row.hard,
            "colour": colour(row),
            "record": row.record,
            "case": row.case,
            "person": row.person,
        }

    def line(self, row: DeadlineRow) -> list[str]:
        """A row of the control sheet in the terminal."""
        due = row.due.isoformat()
        if row.at:
            due = row.at[:16].replace("T", " ")
        elif row.other is not None:
            due = f"{due} ({row.other.isoformat()})"
        mark = {"red": "!!", "amber": "! ", "yellow": "· "}.get(colour(row), "  ")
        left = _("suspended") if row.state == "suspended" else f"{mark} {row.days_left} d"
        binding = _("by law") if row.hard else _("reminder")
        where = [row.record, row.case or "", row.person or ""]
        return [due, left, binding, row.title, *where, row.reference]


def _of_lane(wish: DueWish, by: str, name: str | None) -> DueWish:
    """What a lane of the board holds; the lane without a name is that of nobody, or of no case."""
    if by == "person":
        return replace(wish, person=name or "", nobody=not name)
    return replace(wish, case=name or "", no_case=not name)


@dataclass(frozen=True, slots=True)
class _Warnings:
    """How many days before its end a term alarms, by its code."""

    laws: tuple[Rules, ...]
    on: date

    def of(self, code: str) -> tuple[int, ...]:
        for rules in self.laws:
            for scope in ("asset", "case", "request"):
                known = rule_set(rules, scope).of.get(code)
                if known:
                    return steps_of(known[0], rules, self.on)
        return SET_BY_A_PERSON


def _entry(row: DeadlineRow, warn: _Warnings) -> CalendarEntry:
    own = row.code == "deadline"
    title = _("Deadline {reference}").format(reference=row.reference) if own else row.title
    parts = [row.case or "", _("by law") if row.hard else _("reminder")]
    if row.other is not None:
        parts.append(_("other reading: {date}").format(date=row.other))
    return CalendarEntry(
        identity=(row.code, row.record, row.reference),
        summary=f"{title} · {row.record}",
        due=row.due,
        at=None if not row.at else datetime.fromisoformat(row.at),
        description=", ".join(filter(None, parts)),
        hard=row.hard,
        warn_days=SET_BY_A_PERSON if own else warn.of(row.code),
    )
