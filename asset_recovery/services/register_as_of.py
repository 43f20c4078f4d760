"""Every register as in force on a day, or as the office knew it: what `show` has on file then.

Cases are read one after the other and let go again, so that an office of any size is listed in the
memory of its largest case; rows come as they are read, and a person can stop it between two cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import NotFound, invalid
from asset_recovery.domain.expression import Node, evaluate, parse, require_names
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import OfficeLater, PartiesThen, all_parties
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.case_desk import CaseDesk, open_desk
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.case_parts.register_rows import COLUMNS, ROWS, party_row
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import OpenOffice, known_moment
from asset_recovery.services.rates import Rates
from asset_recovery.services.register_service import PERSONAL, RegisterService


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
    progress: Progress | None = None,
) -> list[dict[str, object]]:
    """The rows of a register then, as JSON writes them; what was not on file is not listed.

    Raises `ValidationFailed` for a register without clocks, a moment that is none, or a condition
    over a column that it does not have, and whatever `progress` raises when it is stopped.
    """
    rows = rows_as_of(office, registers, register, actor, clocks, where, progress)
    return [{name: written(value) for name, value in row.items()} for row in rows]


def rows_as_of(  # noqa: PLR0913, PLR0917 - which list, for whom, as at when
    office: OpenOffice,
    registers: RegisterService,
    register: str,
    actor: Actor,
    clocks: AsOf,
    where: str = "",
    progress: Progress | None = None,
) -> Iterator[dict[str, object]]:
    """The same rows with typed values, each as soon as its case is read."""
    if register not in COLUMNS:
        text = _("{register} has no earlier days; there are: {known}.")
        known = ", ".join(COLUMNS)
        raise invalid("as_of", text.format(register=register, known=known))
    node = parse(where) if where else None
    if node is not None:
        require_names(node, COLUMNS[register], "where")
    known_on = None if clocks.known_on is None else known_moment(clocks.known_on)
    clocks = AsOf(clocks.on, known_on)
    rows = _rows(office, registers, register, actor, clocks, progress or SilentProgress())
    return _noted(registers, register, actor, rows, node)


def _noted(
    registers: RegisterService,
    register: str,
    actor: Actor,
    rows: Iterator[dict[str, object]],
    node: Node | None,
) -> Iterator[dict[str, object]]:
    """The rows that the condition lets through; what was shown is noted when all is read."""
    seen: list[str] = []
    for row in rows:
        if node is None or evaluate(node, row):
            seen.append(str(row["reference"]))
            yield row
    if registers.consultations is not None and seen and register in PERSONAL:
        registers.consultations.note(actor, None, f"list {register} then", "", seen)


def _rows(  # noqa: PLR0913, PLR0917 - which list, for whom, as at when
    office: OpenOffice,
    registers: RegisterService,
    register: str,
    actor: Actor,
    clocks: AsOf,
    progress: Progress,
) -> Iterator[dict[str, object]]:
    cases = [str(row["reference"]) for row in registers.listed("cases", actor)]
    with office.reading.connect() as connection:
        reading = _reading(office, registers, actor, clocks, connection)
        parts: dict[str, set[str]] = {}
        for place, name in enumerate(cases):
            progress.step(place, len(cases), name)
            desk = _desk(connection, reading, name)
            if desk is None:
                continue
            if register != "parties":
                yield from ROWS[register](desk)
                continue
            for party in ROWS[register](desk):
                parts.setdefault(str(party["reference"]), set()).add(name)
        if register == "parties":
            yield from _parties(connection, reading, parts)


def _reading(
    office: OpenOffice,
    registers: RegisterService,
    actor: Actor,
    clocks: AsOf,
    connection: Connection,
) -> Reading:
    base = registers.base_currency()
    later = None
    if clocks.known_on is not None:
        later = OfficeLater.after(connection, clocks.known_on)
    return Reading(
        connection=connection,
        rates=Rates(connection, base),
        base_currency=base,
        today=office.today(),
        now=office.now(),
        read_by=actor.name,
        as_of=clocks.on,
        known_on=clocks.known_on,
        calendar=Calendar(finder.setting(connection, "country")),
        office_later=later,
        access=Access.of(actor, office.today()),
        chains=False,
    )


def _desk(connection: Connection, reading: Reading, reference: str) -> CaseDesk | None:
    """The case then; None where it was not yet on file itself."""
    case = finder.by_reference(connection, "case", reference)
    if case is None or (
        reading.as_of is not None and case["opened_on"] > reading.as_of.isoformat()
    ):
        return None  # not read at all: it was not yet on file
    try:
        return open_desk(reading, case, with_journal=False)
    except NotFound:
        return None


def _parties(
    connection: Connection, reading: Reading, cases: Mapping[str, set[str]]
) -> Iterator[dict[str, object]]:
    """Parties with a part in a case then; on the clock of knowledge alone also those without."""
    assert reading.access is not None
    rows = all_parties(connection, reading.access)
    PartiesThen(connection, reading.known_on).undo("party", rows)
    for row in rows.values():
        own = cases.get(str(row["reference"]), set())
        if own or reading.as_of is None:
            yield party_row(row, len(own))
