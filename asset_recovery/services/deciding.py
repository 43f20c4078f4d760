"""Who may decide on a step that waits: by an own role, or on behalf of who delegated it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.approval_query import delegations_to, voters
from asset_recovery.persistence.queries.interest_query import users_aside
from asset_recovery.persistence.repositories.user_repository import holders_of_role
from asset_recovery.persistence.store import Connection

APPROVERS = frozenset({"supervisor", "director", "legal_officer"})


@dataclass(frozen=True, slots=True)
class Delegation:
    """What somebody delegated: who, from when to when, for which steps (none named: all)."""

    reference: str
    by: int
    by_name: str
    roles: frozenset[str]
    steps: frozenset[str]

    def covers(self, action: str) -> bool:
        """Whether decisions on this step are delegated."""
        return not self.steps or action in self.steps


@dataclass(frozen=True, slots=True)
class Authority:
    """By what right somebody decides: None: his own."""

    on_behalf_of: str | None = None


def delegations(connection: Connection, user: str, on: date) -> Iterator[Delegation]:
    """What was delegated to a user and is in force on that day; of those who may still act."""
    day = on.isoformat()
    for row in delegations_to(connection, user):
        data = json.loads(row["data"])
        active = row["until_user"] is None or row["until_user"] >= day
        if data["from"] <= day <= data["until"] and active and not row["blocked"]:
            yield Delegation(
                reference=str(row["reference"]),
                by=int(row["author_id"]),
                by_name=str(row["by_name"]),
                roles=frozenset(json.loads(row["roles"])) & APPROVERS,
                steps=frozenset(data.get("steps", ())),
            )


def concerned_in(
    connection: Connection, approval: Mapping[str, Any], event: Mapping[str, Any]
) -> set[int]:
    """Author, later editors, and who voted already, or on whose behalf: none of them decides."""
    editors = json.loads(event["facts"]).get("editors", ())
    return {
        int(event["author_id"]),
        *(int(one) for one in editors),
        *voters(connection, int(approval["id"])),
    }


def against_deciding(
    connection: Connection,
    actor: Actor,
    approval: Mapping[str, Any],
    event: Mapping[str, Any],
    days: tuple[date, date],
) -> tuple[Reason, ...] | Authority:
    """What stands against the actor's decision on `days[0]` (today is `days[1]`), or by what right.

    Nobody decides on his own step, nor a delegate on that of who delegated to him; a delegate has
    no more than the roles of the delegator.
    """
    on, today = days
    concerned = concerned_in(connection, approval, event)
    if actor.id in concerned:
        text = _("Somebody else must decide: you took this step yourself, changed it or decided.")
        return (Reason("same_person", text),)
    aside = _aside(connection, event, today)
    allowed = _allowed(connection, approval, concerned | aside, today)
    if actor.roles & allowed:
        return Authority()
    same: list[str] = []
    for one in delegations(connection, actor.name, on):
        if not one.covers(str(event["action"])) or not one.roles & allowed:
            continue
        if one.by in aside:
            text = _("{name}, who delegated to you, declared a conflict of interest in this case.")
            return (Reason("conflict_of_interest", text.format(name=one.by_name)),)
        if one.by not in concerned:
            return Authority(one.by_name)
        same.append(one.by_name)
    if same:
        text = _("{name}, who delegated to you, took this step, changed it or decided already.")
        return (Reason("same_person", text.format(name=same[0])),)
    named = ", ".join(sorted(role.replace("_", " ") for role in allowed))
    text = _("This level is decided by: {roles}.").format(roles=named)
    return (Reason("approval_tier", text),)


def _aside(connection: Connection, event: Mapping[str, Any], today: date) -> set[int]:
    """Who stands aside in the case: decides nothing there, by nobody's hand."""
    if event["case_id"] is None:
        return set()
    return users_aside(connection, int(event["case_id"]), today.isoformat())


def _allowed(
    connection: Connection, approval: Mapping[str, Any], concerned: set[int], today: date
) -> set[str]:
    """The roles of the level; a director decides the second one where somebody can be found."""
    allowed = set(json.loads(approval["levels"])[approval["level"] - 1])
    directors = holders_of_role(connection, "director", today.isoformat())
    if allowed == {"director", "supervisor"} and directors - concerned:
        return {"director"}
    return allowed


def heads_of_office(connection: Connection, today: date) -> tuple[str, ...]:
    """The roles of the head of the office: a director, or a supervisor where there is none."""
    if holders_of_role(connection, "director", today.isoformat()):
        return ("director",)
    return ("director", "supervisor")
