"""Parties: whether they may be known of, their names, relations and roles."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, or_, select, text

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
_NAMES = select(t.party.c.reference, t.party.c.name).where(text(is_known_party("party.id")))
_BETWEEN = select(t.party_relation).where(
    or_(
        t.party_relation.c.party_id.in_(bindparam("keys", expanding=True)),
        t.party_relation.c.other_id.in_(bindparam("keys", expanding=True)),
    ),
    t.party_relation.c.relation != bindparam("but"),
)
_ONE, _OTHER = t.party.alias("one"), t.party.alias("other")
_RELATED = (
    select(_ONE.c.reference.label("one"), _OTHER.c.reference.label("other"))
    .select_from(t.party_relation)
    .join(_ONE, _ONE.c.id == t.party_relation.c.party_id)
    .join(_OTHER, _OTHER.c.id == t.party_relation.c.other_id)
    .where(
        t.party_relation.c.relation.in_(bindparam("relations", expanding=True)),
        or_(_ONE.c.reference == bindparam("party"), _OTHER.c.reference == bindparam("party")),
    )
)
_IN_CASE = select(t.party_link.c.party_id, t.party_link.c.role).where(
    or_(
        t.party_link.c.case_id == bindparam("case"),
        t.party_link.c.asset_id.in_(
            select(t.asset.c.id).where(t.asset.c.case_id == bindparam("case"))
        ),
    )
)
_ON_TEAM = select(t.party_link).where(
    t.party_link.c.case_id == bindparam("case"),
    t.party_link.c.party_id == bindparam("party"),
    t.party_link.c.role == bindparam("role"),
    t.party_link.c.until.is_(None) | (t.party_link.c.until > bindparam("day")),
)
_OWNERS = select(t.party_relation).where(
    t.party_relation.c.other_id == bindparam("other"),
    t.party_relation.c.relation == "ownership",
)
_CALLED = select(t.party).where(
    or_(
        t.party.c.reference.in_(bindparam("called", expanding=True)),
        t.party.c.name.collate("NOCASE").in_(bindparam("called", expanding=True)),
    )
)
_ONE_RELATION = (
    select(t.party_relation)
    .where(
        t.party_relation.c.party_id == bindparam("party"),
        t.party_relation.c.other_id == bindparam("other"),
        t.party_relation.c.relation == bindparam("relation"),
    )
    .order_by(t.party_relation.c.id)
)
_LINKS_OF_ASSET = (
    select(t.party_link, t.party.c.reference.label("party"))
    .join_from(t.party_link, t.party)
    .where(t.party_link.c.asset_id == bindparam("asset"))
)
_OF_OFFICE = select(t.party.c.id).join_from(
    t.user_account, t.party, t.party.c.reference == t.user_account.c.party
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


def parties_called(connection: Connection, called: Iterable[str]) -> list[Row]:
    """The parties of these references or names, whatever their capitals."""
    return all_of(connection.execute(_CALLED, {"called": list(called)}))


def roles_of_party(connection: Connection, party_id: int) -> list[Row]:
    """The party's links; at an asset with its reference (`asset`) and case (`asset_case`)."""
    return all_of(connection.execute(_ROLES, {"party": party_id}))


def known_party_names(connection: Connection, access: Access) -> dict[str, str]:
    """The names of all parties that may be known of, by their references."""
    rows = connection.execute(_NAMES, access.parameters)
    return {str(row.reference): str(row.name) for row in rows}


def relations_of_parties(connection: Connection, keys: Iterable[int], *, but: str) -> list[Row]:
    """The relations, of any kind `but` one, in which these parties (keys) stand on either side."""
    return all_of(connection.execute(_BETWEEN, {"keys": list(keys), "but": but}))


def related_parties(connection: Connection, reference: str, relations: Iterable[str]) -> list[str]:
    """The references of parties that stand in one of these relations to a party."""
    values = {"party": reference, "relations": list(relations)}
    rows = connection.execute(_RELATED, values)
    return [row.other if row.one == reference else row.one for row in rows]


def roles_in_case(connection: Connection, case_id: int) -> list[Row]:
    """Who has which role in a case or at one of its assets (`party_id`, `role`)."""
    return all_of(connection.execute(_IN_CASE, {"case": case_id}))


def open_links(
    connection: Connection, case_id: int, party_id: int, role: str, day: str
) -> list[Row]:
    """A party's places of one role in a case itself that do not end by a day (ISO)."""
    values = {"case": case_id, "party": party_id, "role": role, "day": day}
    return all_of(connection.execute(_ON_TEAM, values))


def parties_of_office(connection: Connection) -> list[int]:
    """The keys of the parties that are users of the office."""
    return list(connection.execute(_OF_OFFICE).scalars())


def owners_of(connection: Connection, party_id: int) -> list[Row]:
    """The relations of ownership in a party, whenever they hold."""
    return all_of(connection.execute(_OWNERS, {"other": party_id}))


def relation_of(connection: Connection, party_id: int, other_id: int, relation: str) -> list[Row]:
    """What is on file of one relation of one party to another, in the order of entry."""
    values = {"party": party_id, "other": other_id, "relation": relation}
    return all_of(connection.execute(_ONE_RELATION, values))


def links_of_asset(connection: Connection, asset_id: int) -> list[Row]:
    """The roles of parties at an asset, each with its party's reference (`party`)."""
    return all_of(connection.execute(_LINKS_OF_ASSET, {"asset": asset_id}))
