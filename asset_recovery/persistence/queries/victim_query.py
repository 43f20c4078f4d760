"""Victims: by list, with what allocations give them; and where to reach one, asked for apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of, first_of

STANDING = ("in_effect", "pending")
_CONTACT = Prepared(
    select(t.victim_contact).where(t.victim_contact.c.victim_id == bindparam("victim"))
)
_OF_LIST = (
    select(t.victim)
    .where(
        t.victim.c.victim_list == bindparam("list"),
        t.victim.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(t.victim.c.id)
)
_NAMED = select(t.victim).where(t.victim.c.reference.in_(bindparam("names", expanding=True)))
_GIVEN = (
    select(t.victim_share.c.victim_id, func.sum(t.victim_share.c.amount_minor))
    .join_from(t.victim_share, t.event)
    .join(t.victim, t.victim.c.id == t.victim_share.c.victim_id)
    .where(t.victim.c.victim_list == bindparam("list"), t.event.c.status.in_(STANDING))
    .group_by(t.victim_share.c.victim_id)
)
_SHARES = (
    select(
        t.victim_share.c.victim_id,
        t.victim_share.c.amount_minor,
        t.victim_share.c.amount_currency,
        t.victim.c.reference,
        t.victim.c.name,
        t.victim.c.rank,
        t.victim.c.victim_list,
        t.victim.c.admitted_minor,
        t.victim.c.elsewhere_minor,
        t.victim.c.represented_by,
        t.victim_contact.c.iban,
    )
    .join_from(t.victim_share, t.victim)
    .join(t.victim_contact, t.victim_contact.c.victim_id == t.victim.c.id, isouter=True)
    .where(t.victim_share.c.event_id == bindparam("event"))
    .order_by(t.victim_share.c.id)
)
_LISTS = (
    select(
        t.victim.c.victim_list,
        t.victim.c.state,
        t.victim.c.loss_currency,
        func.count().label("count"),
        func.sum(t.victim.c.loss_minor).label("loss"),
        func.sum(t.victim.c.admitted_minor).label("admitted"),
        func.sum(t.victim.c.elsewhere_minor).label("elsewhere"),
        func.min(t.victim.c.claim_by).label("claim_by"),
    )
    .where(t.victim.c.case_id == bindparam("case"))
    .group_by(t.victim.c.victim_list, t.victim.c.state, t.victim.c.loss_currency)
)
_GIVEN_TO_LISTS = (
    select(
        t.victim.c.victim_list,
        t.event.c.status,
        t.victim_share.c.amount_currency,
        func.count().label("count"),
        func.sum(t.victim_share.c.amount_minor).label("amount"),
    )
    .join_from(t.victim_share, t.event)
    .join(t.victim, t.victim.c.id == t.victim_share.c.victim_id)
    .where(t.victim.c.case_id == bindparam("case"), t.event.c.status.in_(STANDING))
    .group_by(t.victim.c.victim_list, t.event.c.status, t.victim_share.c.amount_currency)
)
_OF_VICTIM = (
    select(
        t.event.c.reference,
        t.event.c.status,
        t.event.c.on_date,
        t.event.c.id,
        t.victim_share.c.amount_minor,
        t.victim_share.c.amount_currency,
    )
    .join_from(t.victim_share, t.event)
    .where(t.victim_share.c.victim_id == bindparam("victim"), t.event.c.status.in_(STANDING))
    .order_by(t.victim_share.c.id)
)
_PAYMENTS = (
    select(t.event)
    .where(
        t.event.c.action == "pay_out",
        t.event.c.case_id == bindparam("case"),
        t.event.c.status.in_(STANDING),
    )
    .order_by(t.event.c.seq)
)
_CASE_OF_LIST = select(t.victim.c.case_id).where(t.victim.c.victim_list == bindparam("list"))
_AT_ONCE = 500


def contact_of(connection: Connection, victim_id: int) -> Row | None:
    """Where to write to a victim and where to pay: for those who may see it."""
    return _CONTACT.first(connection, victim=victim_id)


def victims_of_list(
    connection: Connection, name: str, states: Sequence[str] = ("recorded", "claimed", "admitted")
) -> list[Row]:
    """The victims of a list in these states, in the order of recording."""
    return all_of(connection.execute(_OF_LIST, {"list": name, "states": list(states)}))


def victims_named(connection: Connection, names: Sequence[str]) -> dict[str, Row]:
    """Victims by their references; what is not there is left out."""
    found: dict[str, Row] = {}
    for start in range(0, len(names), _AT_ONCE):
        chunk = list(names[start : start + _AT_ONCE])
        for row in all_of(connection.execute(_NAMED, {"names": chunk})):
            found[str(row["reference"])] = row
    return found


def given_to_victims(connection: Connection, name: str) -> dict[int, int]:
    """What allocations that stand or wait give to each victim of a list, in minor units."""
    return {int(key): int(sum_) for key, sum_ in connection.execute(_GIVEN, {"list": name})}


def shares_of_event(connection: Connection, event_id: int) -> Iterator[Row]:
    """What an allocation gives to each victim, with name and account, in its order."""
    for row in connection.execute(_SHARES, {"event": event_id}).mappings():
        yield dict(row)


def lists_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The lists of a case by state and currency: how many, their losses, what was admitted."""
    return all_of(connection.execute(_LISTS, {"case": case_id}))


def given_to_lists(connection: Connection, case_id: int) -> list[Row]:
    """What allocations give to the lists of a case, by whether they stand or wait."""
    return all_of(connection.execute(_GIVEN_TO_LISTS, {"case": case_id}))


def allocations_of_victim(connection: Connection, victim_id: int) -> list[Row]:
    """The allocations that give something to a victim."""
    return all_of(connection.execute(_OF_VICTIM, {"victim": victim_id}))


def payments_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The payments of a case that stand or wait, as events."""
    return all_of(connection.execute(_PAYMENTS, {"case": case_id}))


def case_of_list(connection: Connection, name: str) -> int | None:
    """The key of the case to which the victims of a list belong; None: there is nobody on it."""
    found = first_of(connection.execute(_CASE_OF_LIST.limit(1), {"list": name}))
    return None if found is None else int(found["case_id"])
