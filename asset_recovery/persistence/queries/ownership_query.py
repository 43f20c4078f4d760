"""Relations above a set of parties, followed to the end of every chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access, is_known_party
from asset_recovery.persistence.rows import all_of

Record = dict[str, Any]

_MOST = 10_000  # values of one IN list, well below the limit of the database
_UP = ("ownership", "control")
_BOTH_WAYS = ("same_person", "family", "association")
_RELATIONS = select(t.party_relation).where(
    t.party_relation.c.party_id.in_(bindparam("keys", expanding=True))
    | t.party_relation.c.other_id.in_(bindparam("keys", expanding=True))
)
_KNOWN = select(t.party).where(
    t.party.c.id.in_(bindparam("keys", expanding=True)), text(is_known_party("party.id"))
)
Undo = Callable[[str, dict[int, Record]], None]


def reach(
    connection: Connection,
    access: Access,
    parties: dict[int, Record],
    relations: dict[int, Record],
    undo: Undo,
) -> None:
    """Add to `parties` and `relations` whatever stands above them, chain by chain, to the end.

    `undo` takes rows (of a table) back to the moment that is asked for: those made later go.
    Parties that may not be known of are not followed.
    """
    frontier = set(parties)
    asked: set[int] = set()
    while frontier:
        rows = dict(_pieces(connection, _RELATIONS, frontier, {}))
        undo("party_relation", rows)
        relations |= rows
        asked |= frontier
        above = {key for row in rows.values() for key in _above(row, asked)} - set(parties)
        found = known_parties(connection, access, above, undo)
        parties |= found
        frontier = set(found)


def known_parties(
    connection: Connection, access: Access, keys: Iterable[int], undo: Undo
) -> dict[int, Record]:
    """Parties by their keys, as far as they may be known of and were on file."""
    found = dict(_pieces(connection, _KNOWN, keys, access.parameters))
    undo("party", found)
    return found


def _above(row: Mapping[str, Any], here: set[int]) -> Iterator[int]:
    party, other, relation = int(row["party_id"]), int(row["other_id"]), row["relation"]
    if other in here and relation in (*_UP, *_BOTH_WAYS):
        yield party
    if party in here and relation in ("mandate", *_BOTH_WAYS):
        yield other


def _pieces(
    connection: Connection,
    statement: Any,  # noqa: ANN401 - a select with `keys`
    keys: Iterable[int],
    values: Mapping[str, object],
) -> Iterator[tuple[int, Record]]:
    listed = sorted(keys)
    for start in range(0, len(listed), _MOST):
        asked = {**values, "keys": listed[start : start + _MOST]}
        for row in all_of(connection.execute(statement, asked)):
            yield int(row["id"]), dict(row)
