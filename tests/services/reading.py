"""Reading a small office in tests: a case file as at two clocks, and the services over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.case_reader import Reading, read_case_file
from asset_recovery.services.rates import Rates
from asset_recovery.services.show_service import ShowService
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, TODAY, SmallOffice


@dataclass(frozen=True, slots=True)
class Opened:
    """A small office as the reading services take it."""

    reading: Engine
    writing: Engine
    now: Callable[[], str] = lambda: NOW
    today: Callable[[], date] = lambda: TODAY
    office_id: str = OFFICE_ID


def opened(office: SmallOffice) -> Opened:
    """The office for services that read."""
    return Opened(office.reading, office.writing)


def case_file(
    office: SmallOffice,
    reference: str,
    *,
    as_of: date | None = None,
    known_on: str | None = None,
    with_journal: bool = True,
) -> CaseFile:
    """The case, as in force on a day and as known at a moment."""
    with office.reading.connect() as connection:
        case = finder.by_reference(connection, "case", reference)
        assert case is not None
        reading = Reading(
            connection=connection,
            rates=Rates(connection, "EUR"),
            base_currency="EUR",
            today=TODAY,
            now=NOW,
            read_by="everyone",
            as_of=as_of,
            known_on=known_on,
        )
        return read_case_file(reading, case, with_journal=with_journal)


def shown(life: Life, kind: str, reference: str, who: str = "everyone") -> dict[str, object]:
    """What `show` gives of a record, to this user."""
    service = ShowService(opened(life.office))
    return service.show(kind, reference, life.office.actor(who), purpose="test")


def asset_of(file: CaseFile, reference: str) -> AssetFacts:
    """One asset of a case."""
    return next(one for one in file.assets if one.reference == reference)
