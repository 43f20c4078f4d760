"""State sheets shown to one person: as they hold, and as they were known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.countries import country as country_of
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import NotFound, NotPermitted, Reason
from asset_recovery.domain.expression import evaluate, parse, require_names
from asset_recovery.domain.state_facts import StateSheet
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, Target, decide
from asset_recovery.persistence.queries.state_query import states_with_sheets
from asset_recovery.persistence.queries.states_register import REGISTER
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import OpenOffice, known_moment
from asset_recovery.services.state_sheets import sheet_of

LISTED = REGISTER.shown


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

    def listed(
        self,
        actor: Actor,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
        where: str = "",
    ) -> list[dict[str, object]]:
        """The list of sheets as it was: on a day, as known at a moment, in the columns of today's.

        Raises `ValidationFailed` for a moment that is none or a column that the list lacks.
        """
        today = self.office.today()
        require_reader(actor, today)
        node = parse(where) if where else None
        if node is not None:
            require_names(node, LISTED, "where")
        moment = None if known_on is None else known_moment(known_on)
        day = as_of or today
        with self.office.reading.connect() as connection:
            sheets = [
                sheet_of(connection, code, day, known_on=moment, today=day)
                for code in states_with_sheets(connection)
            ]
        rows = [_row(one, day) for one in sheets if one is not None]
        return [row for row in rows if node is None or evaluate(node, row)]


def _row(sheet: StateSheet, day: date) -> dict[str, object]:
    in_force = sheet.in_force(day)
    found = (
        sheet.country,
        None if in_force is None else ",".join(in_force),
        ",".join(sheet.channels) or None,
        ",".join(sheet.languages) or None,
        sheet.on.isoformat(),
        sheet.checked_on.isoformat(),
        sheet.checked_by,
        sheet.age,
        sheet.reference,
        sheet.source or None,
    )
    return dict(zip(LISTED, found, strict=True))


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
