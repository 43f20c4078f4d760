"""What the office learnt, over all cases that a user may know of: patterns and reviews by year."""

from __future__ import annotations

from typing import Any

from asset_recovery.persistence.access_sql import Access, Execute, in_known_case

_CORRECTED = (
    "SELECT json_extract(later.data, '$.corrects') FROM event AS later"
    " WHERE later.action = 'record_pattern' AND later.status = 'in_effect'"
    " AND json_extract(later.data, '$.corrects') IS NOT NULL"
)


def patterns(
    execute: Execute, access: Access
) -> list[tuple[str, str, str, str | None, int | None]]:
    """(year, code, case, asset or None, its value in minor units of the base) of each record.

    One row for each code and each asset that a record names; a record of a case alone has no asset.
    """
    if not access.sees:
        return []
    text = (
        "SELECT substr(e.on_date, 1, 4), code.value, c.reference, a.reference, r.base_minor"
        " FROM event AS e JOIN case_record AS c ON c.id = e.case_id"
        " JOIN json_each(e.data, '$.codes') AS code"
        " LEFT JOIN event_asset AS part ON part.event_id = e.id"
        " LEFT JOIN asset AS a ON a.id = part.asset_id"
        " LEFT JOIN asset_row AS r ON r.asset_id = a.id"
        " WHERE e.action = 'record_pattern' AND e.status = 'in_effect'"
        f" AND {in_known_case('e.case_id')} AND e.reference NOT IN ({_CORRECTED})"
        " ORDER BY 1, 2, 3, 4"
    )
    rows: Any = execute(text, access.parameters)
    return [tuple(row) for row in rows]


def closings(execute: Execute, access: Access) -> list[tuple[str, str]]:
    """(year of closing, case) of every case that is closed today, in the order of closing."""
    if not access.sees:
        return []
    text = (
        "SELECT substr(max(e.on_date), 1, 4), c.reference FROM event AS e"
        " JOIN case_record AS c ON c.id = e.case_id"
        " WHERE e.action = 'close_case' AND e.status = 'in_effect' AND c.status = 'closed'"
        f" AND {in_known_case('e.case_id')} GROUP BY c.id ORDER BY max(e.on_date), c.reference"
    )
    rows: Any = execute(text, access.parameters)
    return [tuple(row) for row in rows]
