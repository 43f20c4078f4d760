"""The agenda for the control sheet, the board and the calendar, read through its indexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.deadlines import DueWish
from asset_recovery.domain.registers import DeadlineRow
from asset_recovery.persistence.access_sql import Access, Execute
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.deadlines_register import PERSON, REGISTER

BY = {"person": PERSON, "case": "c.reference"}


def _where(wish: DueWish) -> tuple[str, dict[str, object]]:
    """The condition of a wish and its values."""
    parts, named = ["r.due <= :until"], dict[str, object](until=wish.until.isoformat())
    if wish.since is not None:
        parts.append("r.due >= :since")
        named["since"] = wish.since.isoformat()
    if wish.case:
        parts.append("r.case_id = (SELECT id FROM case_record WHERE reference = :case)")
        named["case"] = wish.case
    if wish.person:
        parts.append(f"{PERSON} = :person")
        named["person"] = wish.person
    if wish.nobody:
        parts.append(f"{PERSON} IS NULL")
    if wish.no_case:
        parts.append("r.case_id IS NULL")
    if wish.hard is not None:
        parts.append("r.hard = :hard")
        named["hard"] = int(wish.hard)
    return " AND ".join(parts), named


def rows(
    execute: Execute, access: Access, reader: Reader, wish: DueWish, most: int
) -> list[DeadlineRow]:
    """Lines, hard ones first, then by date (deadlines.md 8)."""
    found: list[DeadlineRow] = []
    for hard in (1, 0):
        if wish.hard not in (None, bool(hard)) or len(found) >= most:
            continue
        condition, values = _where(wish)
        text = (
            f"SELECT {', '.join(REGISTER.selected)} FROM {REGISTER.source}"
            f" WHERE r.hard = {hard} AND {condition} AND {REGISTER.known}"
            f" ORDER BY r.due, r.id LIMIT {most - len(found)}"
        )
        given = {**access.parameters, **values, "today": reader.today.isoformat()}
        found += [REGISTER.make(row, reader) for row in execute(text, given)]
    return found


def lanes(
    execute: Execute, access: Access, by: str, wish: DueWish, most: int
) -> Sequence[Sequence[Any]]:
    """(name, title, count, late, first day) of persons or cases, the most urgent first."""
    condition, values = _where(wish)
    title = "max(coalesce(p.full_name, ''))" if by == "person" else "max(coalesce(c.title, ''))"
    joined = f" LEFT JOIN user_account AS p ON p.name = {PERSON}" if by == "person" else ""
    text = (
        f"SELECT {BY[by]}, {title}, count(*), sum(r.due < :today AND r.paused = 0), min(r.due)"
        f" FROM {REGISTER.source}{joined} WHERE {condition} AND {REGISTER.known}"
        f" GROUP BY {BY[by]} ORDER BY 4 DESC, 5, 1 LIMIT {most}"
    )
    return execute(text, {**access.parameters, **values, "today": access.day.isoformat()})


def days(execute: Execute, access: Access, first: date, last: date) -> Sequence[Sequence[Any]]:
    """(day, hard, count) of what ends between two days."""
    text = (
        "SELECT r.due, r.hard, count(*) FROM agenda AS r"
        f" WHERE r.hard IN (0, 1) AND r.due BETWEEN :first AND :last AND {REGISTER.known}"
        " GROUP BY r.due, r.hard"
    )
    values = {**access.parameters, "first": first.isoformat(), "last": last.isoformat()}
    return execute(text, values)
