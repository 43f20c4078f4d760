"""Approvals that wait, by what they wait at, and who already voted on one."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of, first_of

_WAITING = select(t.approval).where(
    t.approval.c.state == "waiting", t.approval.c.event_id.in_(bindparam("events", expanding=True))
)
_VOTERS = select(t.approval_vote.c.user_id).where(
    t.approval_vote.c.approval_id == bindparam("approval")
)
_STOOD_FOR = (
    select(t.user_account.c.id)
    .join_from(
        t.approval_vote, t.user_account, t.user_account.c.name == t.approval_vote.c.on_behalf_of
    )
    .where(t.approval_vote.c.approval_id == bindparam("approval"))
)
_VOTES = (
    select(t.approval_vote)
    .where(t.approval_vote.c.approval_id == bindparam("approval"))
    .order_by(t.approval_vote.c.id)
)
_DELEGATED = (
    select(
        t.event.c.reference,
        t.event.c.author_id,
        t.event.c.data,
        t.event.c.status,
        t.user_account.c.name.label("by_name"),
        t.user_account.c.roles,
        t.user_account.c.blocked,
        t.user_account.c.until.label("until_user"),
    )
    .join_from(t.event, t.user_account, t.user_account.c.id == t.event.c.author_id)
    .where(t.event.c.action == "delegate_approval", t.event.c.status == "in_effect")
    .order_by(t.event.c.id)
)
_DELEGATED_TO = _DELEGATED.where(func.json_extract(t.event.c.data, "$.to") == bindparam("name"))
_IN_STATE = (
    select(t.approval).where(t.approval.c.state == bindparam("state")).order_by(t.approval.c.id)
)
_CORRECTED = (
    select(func.json_extract(t.event.c.facts, "$.corrects"))
    .join_from(t.approval, t.event, t.event.c.id == t.approval.c.event_id)
    .where(func.json_extract(t.event.c.facts, "$.corrects").is_not(None))
)
_INTERESTS = (
    select(t.event)
    .where(
        t.event.c.case_id == bindparam("case"),
        t.event.c.action == "declare_interest",
        t.event.c.status == "in_effect",
    )
    .order_by(t.event.c.on_date, t.event.c.id)
)
_OF_EVENT = select(t.approval).where(t.approval.c.event_id == bindparam("event"))
_OF_STEP = (
    select(t.approval)
    .join_from(t.approval, t.event, t.approval.c.event_id == t.event.c.id)
    .where(
        t.approval.c.state == "waiting",
        bindparam("step").is_(None) | (t.event.c.action == bindparam("step")),
    )
)
_AT = {
    "event": _OF_STEP.where(t.event.c.id == bindparam("key")),
    "case": _OF_STEP.where(t.event.c.case_id == bindparam("key")),
    "order": _OF_STEP.where(t.event.c.order_id == bindparam("key")),
    "request": _OF_STEP.where(t.event.c.request_id == bindparam("key")),
}
_AT_ASSETS = _OF_STEP.where(
    t.event.c.id.in_(
        select(t.event_asset.c.event_id).where(
            t.event_asset.c.asset_id.in_(bindparam("assets", expanding=True))
        )
    )
)
_PAYMENTS = (
    select(t.approval, t.event.c.data)
    .join_from(t.approval, t.event, t.approval.c.event_id == t.event.c.id)
    .where(
        t.approval.c.state == "waiting",
        t.event.c.action == "pay_out",
        t.event.c.case_id == bindparam("case"),
    )
)


def waiting_approvals(connection: Connection, events: Iterable[int]) -> list[Row]:
    """The approvals that these events (keys) wait for."""
    return all_of(connection.execute(_WAITING, {"events": list(events)}))


def approvals_waiting_at(
    connection: Connection, kind: str, key: int, step: str | None
) -> list[Row]:
    """What waits at an event, a case, an order or a request, of one step where one is named.

    Nothing waits at a record of another kind.
    """
    if kind not in _AT:
        return []
    return all_of(connection.execute(_AT[kind], {"key": key, "step": step}))


def approvals_waiting_at_assets(
    connection: Connection, assets: Iterable[int], step: str | None
) -> list[Row]:
    """What waits at any of these assets (keys), of one step where one is named."""
    values = {"assets": list(assets), "step": step}
    return all_of(connection.execute(_AT_ASSETS, values))


def waiting_payments(connection: Connection, case_id: int, allocation: str) -> list[Row]:
    """The approvals of payments that wait at an allocation of a case."""
    return [
        {name: value for name, value in row.items() if name != "data"}
        for row in all_of(connection.execute(_PAYMENTS, {"case": case_id}))
        if json.loads(row["data"])["allocation"] == allocation
    ]


def approval_of_event(connection: Connection, event_id: int) -> Row | None:
    """The approval for which an event waits or waited, or None."""
    return first_of(connection.execute(_OF_EVENT, {"event": event_id}))


def voters(connection: Connection, approval_id: int) -> set[int]:
    """The keys of who voted on an approval, at whichever level, and on whose behalf."""
    values = {"approval": approval_id}
    own = connection.execute(_VOTERS, values).scalars()
    return {*own, *connection.execute(_STOOD_FOR, values).scalars()}


def votes_on(connection: Connection, approval_id: int) -> list[Row]:
    """The votes on an approval, the first one first."""
    return all_of(connection.execute(_VOTES, {"approval": approval_id}))


def delegations_to(connection: Connection, user: str) -> list[Row]:
    """What was delegated to a user (by name) and not withdrawn, with who delegated it."""
    return all_of(connection.execute(_DELEGATED_TO, {"name": user}))


def all_delegations(connection: Connection) -> list[Row]:
    """Every delegation that was not withdrawn, with who gave it."""
    return all_of(connection.execute(_DELEGATED))


def approvals_in_state(connection: Connection, state: str) -> list[Row]:
    """The approvals in a state, the oldest first."""
    return all_of(connection.execute(_IN_STATE, {"state": state}))


def corrections_of(connection: Connection) -> set[str]:
    """The approvals whose step was given again after a correction."""
    return set(connection.execute(_CORRECTED).scalars())


def interests_of_case(connection: Connection, case_id: int) -> list[Row]:
    """The declarations of interest in a case."""
    return all_of(connection.execute(_INTERESTS, {"case": case_id}))
