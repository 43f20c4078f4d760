"""Approvals delegated for some days, and waiting steps corrected by somebody."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain.actions import office_actions as f
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import (
    NotFound,
    NotPermitted,
    Reason,
    RuleViolation,
    ValidationFailed,
)
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.deciding import APPROVERS
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.waiting_steps import end_pending
from asset_recovery.services.work import Corrected, Work, stored


def delegate_approval(work: Work, command: f.DelegateApproval) -> None:
    """Somebody else decides for some days what oneself may decide, and no more than that."""
    work.permit("delegate_approval", None)
    to = finder.user_by_name(work.unit.connection, command.to)
    if to is None or to["blocked"]:
        raise NotFound(
            Reason("not_found", _("There is no user {name}.").format(name=command.to), field="to")
        )
    if to["id"] == work.actor.id:
        raise RuleViolation(
            Reason("same_person", _("Nobody delegates approvals to himself."), field="to")
        )
    if not set(json.loads(to["roles"])) - {"administrator", "auditor"}:
        raise NotPermitted(
            Reason(
                "role_needed",
                _("{name} has no role in cases and decides nothing.").format(name=command.to),
                field="to",
            )
        )
    _known_steps(command.steps)
    if not work.actor.roles & APPROVERS:
        raise NotPermitted(Reason("role_needed", _("You have no approvals to delegate.")))
    reference = work.number("delegation", command.delegation)
    work.unit.insert(
        t.event,
        seq=work.unit.next_seq,
        action="delegate_approval",
        reference=reference,
        on_date=command.from_.isoformat(),
        status="in_effect",
        effective_on=command.from_.isoformat(),
        effective_seq=work.unit.next_seq,
        author_id=work.actor.id,
        recorded_at=work.unit.now,
        data=stored(command),
        facts="{}",
        irregular="[]",
        warnings="[]",
    )


def _known_steps(steps: tuple[str, ...]) -> None:
    for name in steps:
        if name not in VOCABULARY:
            raise ValidationFailed(
                Reason(
                    "field_invalid",
                    _("There is no step {name}.").format(name=name),
                    field="steps",
                )
            )


def withdraw_delegation(work: Work, command: f.WithdrawDelegation) -> None:
    """A delegation ends before its day: by who gave it, or by a supervisor."""
    row = finder.event_by_reference(work.unit.connection, command.delegation)
    if row is None or row["action"] != "delegate_approval":
        raise NotFound(
            Reason(
                "not_found",
                _("There is no delegation {reference}.").format(reference=command.delegation),
                field="delegation",
            )
        )
    work.permit("withdraw_delegation", None)
    if row["author_id"] != work.actor.id and "supervisor" not in work.actor.roles:
        raise NotPermitted(Reason("role_needed", _("It ends by who gave it, or by a supervisor.")))
    if row["status"] != "in_effect":
        raise RuleViolation(Reason("closed_record", _("The delegation has already ended.")))
    work.unit.update(
        t.event,
        row,
        status="withdrawn",
        ended_on=max(command.on.isoformat(), str(row["on_date"])),
        ended_seq=work.unit.next_seq,
    )


def correct_step(work: Work, command: f.CorrectStep) -> None:
    """A step that waits, or that was sent back, is given again with other values.

    Votes on it are void, for they were given on something else. Who corrects it is its editor and
    decides no more on it than its author.
    """
    from asset_recovery.services.action_service import HANDLERS  # noqa: PLC0415 - it knows us

    approval, event = _to_correct(work, command)
    action = VOCABULARY[str(event["action"])]
    kept = json.loads(event["data"])
    given = {**kept, **command.arguments}
    corrected = action.parse({name: value for name, value in given.items() if value is not None})
    if stored(corrected) == event["data"] and approval["state"] == "waiting":
        raise ValidationFailed(
            Reason("field_invalid", _("Nothing would be changed."), field="arguments")
        )
    work.permit(str(event["action"]), int(event["case_id"]))
    if approval["state"] == "waiting":
        end_pending(work, event, "void", command.on)
    # The corrected step takes over its number and its day: on that day nothing else waits.
    event = work.unit.get(t.event, int(event["id"]))
    work.unit.update(t.event, event, reference=None, ended_on=event["on_date"])
    before = json.loads(event["facts"]).get("editors", [])
    work.corrected = Corrected(
        action=str(event["action"]),
        approval=str(approval["reference"]),
        order=event["order_id"],
        editors=tuple(dict.fromkeys((*before, int(event["author_id"])))),
    )
    for asset in assets_of_event(work.unit.connection, int(event["id"])):
        refresh_asset(work, int(asset["id"]))
    HANDLERS[action](work, corrected)


def _to_correct(work: Work, command: f.CorrectStep) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    approval = finder.by_reference(work.unit.connection, "approval", command.what)
    event = None
    if approval is not None:
        event = work.unit.get(t.event, int(approval["event_id"]))
        if not work.may_know("event", event):
            approval = None
    if approval is None or event is None:
        raise NotFound(
            Reason(
                "not_found",
                _("There is no approval {what}.").format(what=command.what),
                field="what",
            )
        )
    if approval["state"] not in ("waiting", "returned"):
        raise RuleViolation(
            Reason(
                "nothing_pending",
                _("{what} neither waits nor was it sent back for correction.").format(
                    what=command.what
                ),
            )
        )
    return approval, event


HANDLERS: dict[type[Action], Callable[..., None]] = {
    f.DelegateApproval: delegate_approval,
    f.WithdrawDelegation: withdraw_delegation,
    f.CorrectStep: correct_step,
}
