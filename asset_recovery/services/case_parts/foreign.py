"""The State sheets and the authorities of the directory that the requests of a case speak of."""

from __future__ import annotations

from asset_recovery.domain.state_facts import ForeignRecords
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.authorities import authorities_named
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.request_kept import addressee_of
from asset_recovery.services.state_sheets import sheet_of


def foreign_records(desk: CaseDesk) -> ForeignRecords:
    """Sheets as in force on the day of reading, authorities as they stand; empty without requests.

    Both are the office's own knowledge, so they are read as known now, whatever moment is asked.
    """
    rows = desk.rows.of("request")
    connection = desk.reading.connection
    own = finder.setting(connection, "country", "")
    if not rows:
        return ForeignRecords(own)
    countries = sorted({str(row["country"]) for row in rows} | ({own} if own else set()))
    sheets = tuple(
        found for country in countries if (found := sheet_of(connection, country, desk.day))
    )
    wanted = {addressee_of(row) for row in rows} | {one.authority for one in sheets}
    named = authorities_named(connection, [one for one in wanted if one])
    return ForeignRecords(own, sheets, named)
