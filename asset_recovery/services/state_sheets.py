"""The State sheets of an office: what each said on a day, who checked it last, how old that is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.state_facts import StateCheck, StateSheet, treaty_lines
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.state_query import RECORDED, events_of_state
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection

AGE_TERM = "state_sheet_max_age"


def longest_age(connection: Connection, day: date) -> int:
    """After how many days a sheet asks for a new check, by the office's own legal system."""
    name = finder.setting(connection, "legal_system", "generic")
    return int(library_of(connection).rules(name).at(day).days(AGE_TERM, day))


def sheet_of(
    connection: Connection,
    country: str,
    day: date,
    *,
    known_on: str | None = None,
    today: date | None = None,
) -> StateSheet | None:
    """The sheet of a State as it holds on a day, or None; `today` is the day that its age is of."""
    rows = events_of_state(connection, country, day.isoformat(), known_on)
    recorded = [row for row in rows if row["action"] == RECORDED]
    if not recorded:
        return None
    last = rows[-1]
    facts = json.loads(recorded[-1]["facts"])
    found = _sheet(recorded[-1], facts, last)
    age = ((today or day) - found.checked_on).days
    old = age > longest_age(connection, today or day)
    return replace(found, age=age, is_old=old, history=tuple(_check(row) for row in rows[::-1]))


def _sheet(row: Row, facts: dict[str, Any], last: Row) -> StateSheet:
    threshold = facts.get("value_threshold")
    return StateSheet(
        country=str(facts["country"]),
        reference=str(row["reference"]),
        on=date.fromisoformat(row["on_date"]),
        source=str(facts.get("source") or ""),
        instruments=treaty_lines(facts.get("instruments")),
        channels=tuple(facts.get("channels") or ()),
        languages=tuple(facts.get("languages") or ()),
        language_demanded=bool(facts.get("language_demanded")),
        reservations=str(facts.get("reservations") or ""),
        contact=str(facts.get("contact") or ""),
        authority=str(facts.get("authority") or ""),
        costs=str(facts.get("costs") or ""),
        order_copy=facts.get("order_copy"),
        value_threshold=None if threshold is None else Money.from_json(threshold),
        note=str(facts.get("note") or ""),
        checked_on=date.fromisoformat(last["on_date"]),
        checked_by=str(last["by"]),
    )


def _check(row: Row) -> StateCheck:
    given = json.loads(row["data"])
    return StateCheck(
        action=str(row["action"]),
        on=date.fromisoformat(row["on_date"]),
        by=str(row["by"]),
        recorded_at=str(row["recorded_at"]),
        source=str(given.get("source") or ""),
        note=str(given.get("note") or ""),
        reference=str(row["reference"] or ""),
    )
