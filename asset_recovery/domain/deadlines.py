"""Deadlines as people read them: which are wanted, lanes of the board, days, colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.registers import DeadlineRow

RED, AMBER, YELLOW = 1, 7, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWish:
    """Which deadlines: those that end by a day (and from one), of a case or a person if named.

    `nobody` asks for those that are nobody's, `no_case` for those of no case.
    """

    until: date
    since: date | None = None
    case: str = ""
    person: str = ""
    hard: bool | None = None
    nobody: bool = False
    no_case: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One person or case of the board: how much is due, how much is late, and what comes first."""

    name: str
    title: str
    count: int
    late: int
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day of the calendar: how many terms of the law and how many reminders end on it."""

    on: date
    hard: int
    soft: int


def colour(row: DeadlineRow) -> str:
    """Red: overdue or at most a day; amber: a week; yellow: thirty days; none (deadlines.md 8)."""
    if row.state == "suspended":
        return "none"
    for name, most in (("red", RED), ("amber", AMBER), ("yellow", YELLOW)):
        if row.days_left <= most:
            return name
    return "none"
