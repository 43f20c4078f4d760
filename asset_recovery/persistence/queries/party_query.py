"""One party: whether it may be known of, its relations and its roles."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access, is_known_party
from asset_recovery.persistence.rows import Row, all_of

_KNOWN = f"SELECT {is_known_party(':party')}"
_RELATIONS = select(t.party_relation).where(
    (t.party_relation.c.party_id == bindparam("party"))
    | (t.party_relation.c.other_id == bindparam("party"))
)
_PARTIES = select(t.party).where(t.party.c.id.in_(bindparam("keys", expanding=True)))
_ROLES = (
    select(t.party_link, t.asset.c.reference.label("asset"), t.asset.c.case_id.label("asset_case"))
    .join_from(t.party_link, t.asset, t.asset.c.id == t.party_link.c.asset_id, isouter=True)
    .where(t.party_link.c.party_id == bindparam("party"))
    .order_by(t.party_link.c.id)
)


def knows_party(connection: Connection, access: Access, party_id: int) -> bool:
    """Whether a party may be known of: not where only hidden cases name it."""
    values = {**access.parameters, "party": party_id}
    return bool(connection.exec_driver_sql(_KNOWN, values).scalar())


def relations_of_party(connection: Connection, party_id: int) -> list[Row]:
    """The relations in which a party stands, on either side."""
    return all_of(connection.execute(_RELATIONS, {"party": party_id}))


def parties_by_key(connection: Connection, keys: Iterable[int]) -> dict[int, Row]:
    """Parties by their keys."""
    rows = all_of(connection.execute(_PARTIES, {"keys": list(keys)}))
    return {int(row["id"]): row for row in rows}


def roles_of_party(connection: Connection, party_id: int) -> list[Row]:
    """The party's links; at an asset with its reference (`asset`) and case (`asset_case`)."""
    return all_of(connection.execute(_ROLES, {"party": party_id}))
