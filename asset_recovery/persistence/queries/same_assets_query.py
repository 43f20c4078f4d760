"""Assets with the same identifier on which nobody has decided, as far as a user may know them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, text

from asset_recovery.persistence.access_sql import Access, in_known_case

_MOST = 500
# The index on the normal spelling answers the inner question without reading a row.
_PAIRS = f"""
    SELECT one.kind AS kind, one.value AS value, a.reference AS asset, ca.reference AS "case",
        a.description AS description, b.reference AS other, cb.reference AS other_case,
        b.description AS other_description
    FROM (SELECT normal FROM asset_identifier GROUP BY normal HAVING count(*) > 1) AS twice
    JOIN asset_identifier AS one ON one.normal = twice.normal
    JOIN asset_identifier AS two ON two.normal = twice.normal AND two.asset_id > one.asset_id
    JOIN asset AS a ON a.id = one.asset_id AND a.void = 0 AND a.replaced_by_id IS NULL
    JOIN asset AS b ON b.id = two.asset_id AND b.void = 0 AND b.replaced_by_id IS NULL
    JOIN case_record AS ca ON ca.id = a.case_id
    JOIN case_record AS cb ON cb.id = b.case_id
    WHERE {in_known_case("a.case_id")} AND {in_known_case("b.case_id")}
        AND NOT EXISTS (SELECT 1 FROM asset_lineage AS line
            WHERE line.asset_id IN (a.id, b.id) AND line.from_id IN (a.id, b.id))
    ORDER BY a.id, b.id, one.id LIMIT :most
"""
_DECIDED = "SELECT data FROM event WHERE action = 'decide_same_asset' ORDER BY id"


def undecided_pairs(connection: Connection, access: Access) -> list[dict[str, Any]]:
    """Every pair that waits for a decision, at most a few hundred."""
    if not access.sees:
        return []
    decided = set()
    for (data,) in connection.execute(text(_DECIDED)):
        given = json.loads(data)
        decided.add(frozenset((given["asset"], given["other"])))
    rows = connection.execute(text(_PAIRS), {**access.parameters, "most": _MOST}).mappings()
    return [dict(row) for row in rows if frozenset((row["asset"], row["other"])) not in decided]
