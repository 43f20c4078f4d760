"""What stocktakes saw: how much of what lies in places, and what they found otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text

from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access
from asset_recovery.persistence.queries.verification_sql import SEEN, STOCKTAKE
from asset_recovery.persistence.rows import Row, all_of

_WITHIN = "(:everywhere OR {place} IN (SELECT value FROM json_each(:places)))"
_SUMS = f"""
    SELECT type_code, high_value, count(*) AS things, sum(seen) AS seen,
           sum(CASE WHEN seen OR since > :since THEN 0 ELSE 1 END) AS overdue
    FROM (
        SELECT r.type_code, coalesce(r.base_minor >= :least, 0) AS high_value, s.since,
               EXISTS (
                   SELECT 1 FROM stock_line AS l JOIN event AS e ON e.id = l.event_id
                   WHERE l.asset_id = s.asset_id AND l.outcome IN ({SEEN}) AND {STOCKTAKE}
                   AND e.on_date > :since AND e.on_date <= :day
               ) AS seen
        FROM stay AS s JOIN asset_row AS r ON r.asset_id = s.asset_id
        WHERE s.since <= :day AND (s.until IS NULL OR s.until > :day)
        AND {_WITHIN.format(place="s.storage")} AND r.case_id NOT IN ({HIDDEN_CASES})
    ) GROUP BY type_code, high_value
"""
_OUTCOMES = f"""
    SELECT CASE WHEN l.outcome = 'found' AND l.counted IS NOT l.expected THEN 'differing'
                ELSE l.outcome END AS outcome, count(*) AS number
    FROM event AS e JOIN stock_line AS l ON l.event_id = e.id
    LEFT JOIN asset AS a ON a.id = l.asset_id
    WHERE {STOCKTAKE} AND e.on_date > :since AND e.on_date <= :day
    AND {_WITHIN.format(place="json_extract(e.data, '$.storage')")}
    AND (a.id IS NULL OR a.case_id NOT IN ({HIDDEN_CASES}))
    GROUP BY 1
"""
_THINGS = f"""
    SELECT a.reference, a.description, a.quantity, a.unit, c.reference AS "case", s.storage
    FROM asset AS a JOIN case_record AS c ON c.id = a.case_id
    LEFT JOIN stay AS s ON s.asset_id = a.id AND s.since <= :day
        AND (s.until IS NULL OR s.until > :day)
    WHERE a.reference IN (SELECT value FROM json_each(:names))
    AND a.case_id NOT IN ({HIDDEN_CASES})
"""
_PLANS = """
    SELECT id, reference, on_date, data, facts FROM event
    WHERE action = 'draw_sample' ORDER BY on_date DESC, seq DESC
"""


def _values(
    access: Access, places: Iterable[str] | None, since: str, day: str
) -> dict[str, object]:
    return {
        "everywhere": places is None,
        "places": json.dumps(list(places or ())),
        "since": since,
        "day": day,
        **access.parameters,
    }


def sums(  # noqa: PLR0913, PLR0917 - where, when, from which value on, for whom
    connection: Connection,
    access: Access,
    places: Iterable[str] | None,
    since: str,
    day: str,
    least: int,
) -> list[Row]:
    """Things in these places (None: all) on a day, by type and whether worth `least` or more.

    `least` is in minor units of the base currency; `seen`: by a stocktake after `since` (ISO),
    `overdue`: neither seen nor brought there since.
    """
    values = {**_values(access, places, since, day), "least": least}
    return all_of(connection.execute(text(_SUMS), values))


def outcomes(
    connection: Connection, access: Access, places: Iterable[str] | None, since: str, day: str
) -> Mapping[str, int]:
    """Lines of the stocktakes of these places by outcome; a differing count is `differing`."""
    found = connection.execute(text(_OUTCOMES), _values(access, places, since, day))
    return {str(row.outcome): int(row.number) for row in found}


def things(
    connection: Connection, access: Access, names: Iterable[str], day: str
) -> dict[str, Row]:
    """Assets by their references, with where they lie on a day, as far as one may know of them."""
    values = {"names": json.dumps(list(names)), "day": day, **access.parameters}
    return {str(row["reference"]): row for row in all_of(connection.execute(text(_THINGS), values))}


def plans(connection: Connection) -> list[Row]:
    """Every sampling plan, the newest first."""
    return all_of(connection.execute(text(_PLANS)))
