"""Declarations of interest in a case, who stands aside, and what they decided meanwhile."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of

_ASSETS = (
    select(func.json_group_array(t.asset.c.reference))
    .select_from(t.event_asset)
    .join(t.asset, t.asset.c.id == t.event_asset.c.asset_id)
    .where(t.event_asset.c.event_id == t.event.c.id)
    .correlate(t.event)
    .scalar_subquery()
)
_DECLARATIONS = (
    select(t.event.c.data, t.event.c.facts, _ASSETS.label("assets"))
    .where(
        t.event.c.case_id == bindparam("case"),
        t.event.c.action == "declare_interest",
        t.event.c.status == "in_effect",
    )
    .order_by(t.event.c.on_date, t.event.c.seq, t.event.c.id)
)
_ASIDE = select(t.recusal.c.user_id).where(
    t.recusal.c.case_id == bindparam("case"),
    t.recusal.c.withdrawn == 0,
    t.recusal.c.since <= bindparam("day"),
)
_VOTES = (
    select(t.event.c.action, t.event.c.on_date, t.approval.c.reference)
    .select_from(t.approval_vote)
    .join(t.approval, t.approval.c.id == t.approval_vote.c.approval_id)
    .join(t.event, t.event.c.id == t.approval.c.event_id)
    .where(
        t.event.c.case_id == bindparam("case"),
        t.approval_vote.c.user_id == bindparam("user"),
        t.approval_vote.c.voted_on >= bindparam("day"),
        t.approval_vote.c.outcome == "approved",
    )
    .order_by(t.approval_vote.c.id)
)
_RENEWALS = select(t.deadline).where(
    t.deadline.c.case_id == bindparam("case"),
    t.deadline.c.source == "interest",
    t.deadline.c.responsible == bindparam("who"),
    t.deadline.c.state == "open",
)
_REVIEWS = select(t.deadline).where(
    t.deadline.c.case_id == bindparam("case"),
    t.deadline.c.source == "review",
    t.deadline.c.state == "open",
)
_USERS_OF_PARTY = select(t.user_account).where(t.user_account.c.party == bindparam("party"))


def declarations_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The declarations in effect (`data`, `facts`, `assets` as JSON), by date and entry."""
    return all_of(connection.execute(_DECLARATIONS, {"case": case_id}))


def users_aside(connection: Connection, case_id: int, day: str) -> set[int]:
    """The keys of the users who stand aside in a case on a day (ISO)."""
    return set(connection.execute(_ASIDE, {"case": case_id, "day": day}).scalars())


def approvals_given_since(
    connection: Connection, case_id: int, user_id: int, day: str
) -> list[Row]:
    """What a user approved in a case from a day (ISO) on: `action`, `on_date`, `reference`."""
    values = {"case": case_id, "user": user_id, "day": day}
    return all_of(connection.execute(_VOTES, values))


def renewals_open(connection: Connection, case_id: int, who: str) -> list[Row]:
    """The open deadlines by which a declaration of somebody is to be renewed."""
    return all_of(connection.execute(_RENEWALS, {"case": case_id, "who": who}))


def users_of_party(connection: Connection, reference: str) -> list[Row]:
    """The user accounts that are this party."""
    return all_of(connection.execute(_USERS_OF_PARTY, {"party": reference}))


def reviews_due(connection: Connection, case_id: int) -> list[Row]:
    """The open deadlines by which the close-out review of a case is to be written."""
    return all_of(connection.execute(_REVIEWS, {"case": case_id}))
