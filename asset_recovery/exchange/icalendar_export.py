"""Deadlines as a calendar file (RFC 5545): stable identifiers, alarms, no personal data.

Only what an agenda needs is written: whole days, or moments in UTC where a term ends in hours.
Neither a person's name nor a free text leaves the office this way, only the kind of term and the
references of its record and case.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_PRODUCT = "-//Asset Recovery//Deadlines//EN"
_LINE_OCTETS = 75
_ROOT = uuid.UUID("6e3f0a6c-3d0e-5f2b-9a54-0d5c5a8f6b11")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One deadline. `identity` names it for ever; `at` is the moment of a term in hours, if known.

    `warn_days` are the days before the end at which the calendar shall alarm.
    """

    identity: tuple[str, ...]
    summary: str
    due: date
    at: datetime | None = None
    description: str = ""
    hard: bool = False
    warn_days: tuple[int, ...] = ()


def calendar_file(entries: Iterable[CalendarEntry], office_id: str, now: datetime) -> bytes:
    """The file in UTF-8 with CRLF; `now` is the moment of writing, with its offset."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    office = uuid.uuid5(_ROOT, office_id)
    for entry in entries:
        lines += _event(entry, office, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def identifier(entry: CalendarEntry, office_id: str) -> str:
    """The identifier that the deadline keeps in every calendar, whatever becomes of its date."""
    return _uid(entry, uuid.uuid5(_ROOT, office_id))


def _uid(entry: CalendarEntry, office: uuid.UUID) -> str:
    return str(uuid.uuid5(office, "\x1f".join(entry.identity)))


def _event(entry: CalendarEntry, office: uuid.UUID, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(entry, office)}"
    yield f"DTSTAMP:{_moment(now)}"
    if entry.at is not None and entry.at.tzinfo is not None:
        yield f"DTSTART:{_moment(entry.at)}"
        yield f"DTEND:{_moment(entry.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.due:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.due + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    yield f"CATEGORIES:{'DEADLINE' if entry.hard else 'REMINDER'}"
    yield f"PRIORITY:{1 if entry.hard else 5}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:CONFIDENTIAL"
    for days in entry.warn_days:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(entry.summary)}"
        yield f"TRIGGER:-P{days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n")):
        value = value.replace(mark, written)
    return value.replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets a piece, never cut inside a character."""
    pieces: list[bytes] = []
    current = b""
    for letter in line:
        octets = letter.encode("utf-8")
        limit = _LINE_OCTETS if not pieces else _LINE_OCTETS - 1
        if len(current) + len(octets) > limit:
            pieces.append(current)
            current = b""
        current += octets
    pieces.append(current)
    return b"\r\n ".join(pieces) + b"\r\n"
