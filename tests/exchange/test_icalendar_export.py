"""The calendar file: RFC 5545, stable identifiers, alarms, nothing personal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from asset_recovery.exchange.icalendar_export import CalendarEntry, calendar_file, identifier

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ENTRY = CalendarEntry(
    identity=("plan", "AMO-1", "plan AMO-1"),
    summary="Planning sheet; first, last",
    due=date(2026, 12, 31),
    hard=True,
    warn_days=(7, 1),
)


def lines(entry: CalendarEntry) -> list[str]:
    return calendar_file([entry], "office", NOW).decode().split("\r\n")


def test_a_day_is_a_whole_day_with_an_alarm_for_each_step() -> None:
    found = lines(ENTRY)
    assert found[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTART;VALUE=DATE:20261231" in found
    assert "DTEND;VALUE=DATE:20270101" in found
    assert [line for line in found if line.startswith("TRIGGER")] == [
        "TRIGGER:-P7D",
        "TRIGGER:-P1D",
    ]
    assert found[-2:] == ["END:VCALENDAR", ""]


def test_a_term_in_hours_is_a_moment_in_utc() -> None:
    at = datetime.fromisoformat("2026-12-31T15:20+01:00")
    assert "DTSTART:20261231T142000Z" in lines(replace(ENTRY, at=at))


def test_the_identifier_stays_when_the_date_moves_and_differs_between_offices() -> None:
    moved = replace(ENTRY, due=date(2027, 1, 31), summary="Another title")
    assert identifier(moved, "office") == identifier(ENTRY, "office")
    assert identifier(ENTRY, "other office") != identifier(ENTRY, "office")
    other = replace(ENTRY, identity=("plan", "AMO-2", "plan AMO-2"))
    assert identifier(other, "office") != identifier(ENTRY, "office")


def test_marks_are_escaped_and_long_lines_folded_between_characters() -> None:
    assert "SUMMARY:Planning sheet\\; first\\, last" in lines(ENTRY)
    content = calendar_file([replace(ENTRY, summary="Ж" * 100)], "office", NOW)
    folded = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in folded)
    assert ("Ж" * 100) in content.replace(b"\r\n ", b"").decode()
