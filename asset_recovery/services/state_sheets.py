"""The State sheets of an office: what each said on a day, who checked it last, how old that is."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asset_recovery.domain.countries import country as country_of
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import NotFound, NotPermitted, Reason
from asset_recovery.domain.money import Money
from asset_recovery.domain.state_facts import StateCheck, StateSheet, treaty_lines
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, Target, decide
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.state_query import RECORDED, events_of_state
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import OpenOffice, known_moment

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


@dataclass(frozen=True, slots=True)
class StateService:
    """Shows State sheets to staff and auditors; they are no secret of any case."""

    office: OpenOffice

    def sheet(
        self,
        country: str,
        actor: Actor,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> StateSheet:
        """The sheet of a State as it holds, and as it was known.

        Raises `NotFound` where none is on file, `ValidationFailed` for an unknown country.
        """
        today = self.office.today()
        require_reader(actor, today)
        code = country_of(country)
        moment = None if known_on is None else known_moment(known_on)
        with self.office.reading.connect() as connection:
            found = sheet_of(
                connection, code, as_of or today, known_on=moment, today=as_of or today
            )
        if found is None:
            text = _("No State sheet is on file for {country}. Record what applies.")
            said = text.format(country=country_name(code))
            raise NotFound(Reason("not_found", said, "record_state_sheet", "country"))
        return found

    def show(
        self,
        country: str,
        actor: Actor,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> dict[str, object]:
        """The sheet as JSON, as the command line prints it."""
        found = self.sheet(country, actor, as_of=as_of, known_on=known_on)
        day = as_of or self.office.today()
        return sheet_json(found, day)


def require_reader(actor: Actor, day: date) -> None:
    """Refuse who may not read in this office at all."""
    decision = decide(actor, "see", Target(), day)
    if not decision.allowed and decision.reason is not None:
        raise NotPermitted(decision.reason)


def sheet_json(sheet: StateSheet, day: date) -> dict[str, object]:
    """A sheet as JSON: what is in force on the day stands beside the rows."""
    rows = None if sheet.instruments is None else [one.as_json() for one in sheet.instruments]
    in_force = sheet.in_force(day)
    return {
        "country": sheet.country,
        "name": country_name(sheet.country),
        "state_sheet": sheet.reference,
        "on": sheet.on.isoformat(),
        "in_force": None if in_force is None else list(in_force),
        "instruments": rows,
        "channels": list(sheet.channels),
        "languages": list(sheet.languages),
        "language_demanded": sheet.language_demanded,
        "reservations": sheet.reservations,
        "contact": sheet.contact,
        "authority": sheet.authority,
        "costs": sheet.costs,
        "order_copy": sheet.order_copy,
        "value_threshold": written(sheet.value_threshold),
        "note": sheet.note,
        "source": sheet.source,
        "checked_on": sheet.checked_on.isoformat(),
        "checked_by": sheet.checked_by,
        "age": sheet.age,
        "attention": sheet.is_old,
        "history": [
            {
                "action": one.action,
                "on": one.on.isoformat(),
                "by": one.by,
                "recorded_at": one.recorded_at,
                "source": one.source,
                "note": one.note,
            }
            for one in sheet.history
        ],
    }
