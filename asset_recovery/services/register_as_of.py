"""The asset register as in force on a day, or as the office knew it: what `show` has on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.expression import evaluate, parse, require_names
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.assets import asset_facts
from asset_recovery.services.case_parts.case_desk import open_desk
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import OpenOffice, known_moment
from asset_recovery.services.rates import Rates
from asset_recovery.services.register_service import RegisterService

COLUMNS = (
    "reference",
    "description",
    "type",
    "case",
    "state",
    "legal",
    "management",
    "dispute",
    "money",
    "value",
    "currency",
    "valued",
    "country",
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks: the effective date, and the moment of recording (UTC; a day: its end)."""

    on: date | None
    known_on: str | None


def listed_as_of(  # noqa: PLR0913, PLR0917 - which list, for whom, as at when
    office: OpenOffice,
    registers: RegisterService,
    register: str,
    actor: Actor,
    clocks: AsOf,
    where: str,
) -> list[dict[str, object]]:
    """The assets on file then that the actor may see, in the state that they had.

    What `show` calls not yet on file is not listed. Other registers have no fold of their own in
    this build and are refused with a sentence.
    """
    if register != "assets":
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _(
                    "Only the register of assets is listed as of another day; "
                    "show one record instead."
                ),
                field="as_of",
            )
        )
    node = parse(where) if where else None
    if node is not None:
        require_names(node, COLUMNS, "where")
    places = {str(row["reference"]): str(row["case"]) for row in registers.listed("assets", actor)}
    known = None if clocks.known_on is None else known_moment(clocks.known_on)
    then: dict[str, dict[str, object]] = {}
    with office.reading.connect() as connection:
        base = registers.base_currency()
        reading = Reading(
            connection=connection,
            rates=Rates(connection, base),
            base_currency=base,
            today=office.today(),
            now=office.now(),
            read_by=actor.name,
            as_of=clocks.on,
            known_on=known,
            calendar=Calendar(finder.setting(connection, "country", "")),
        )
        for case in dict.fromkeys(places.values()):
            then |= _of_case(connection, reading, case)
    rows = [then[reference] for reference in places if reference in then]
    return [
        {name: written(value) for name, value in row.items()}
        for row in rows
        if node is None or evaluate(node, row)
    ]


def _of_case(
    connection: Connection, reading: Reading, reference: str
) -> dict[str, dict[str, object]]:
    """The assets of a case by their references; none where it was not yet on file itself."""
    case = finder.by_reference(connection, "case", reference)
    if case is None:
        return {}
    try:
        desk = open_desk(reading, case, with_journal=False)
    except NotFound:
        return {}
    return {one.reference: _row(one, reference) for one in asset_facts(desk)}


def _row(facts: AssetFacts, case: str) -> dict[str, object]:
    value = facts.value
    return {
        "reference": facts.reference,
        "description": facts.description,
        "type": facts.type_code,
        "case": case,
        "state": facts.headline,
        "legal": facts.legal_state,
        "management": facts.management_state,
        "dispute": facts.dispute_state,
        "money": facts.money_state,
        "value": None if value is None else value.decimal,
        "currency": None if value is None else value.currency,
        "valued": facts.valued_on,
        "country": facts.country,
    }
