"""Second persons: what waits is approved or refused by somebody else, and takes effect then."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions import office_actions as f
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import DetermineNet
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import (
    Conflict,
    NotPermitted,
    Reason,
    RuleViolation,
    ValidationFailed,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.steps import judge
from asset_recovery.lifecycle.story import kind_of
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import digest
from asset_recovery.persistence.queries.approval_query import (
    approvals_waiting_at,
    approvals_waiting_at_assets,
    waiting_payments,
)
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.persistence.repositories import finder
from asset_recovery.services import debts
from asset_recovery.services.deciding import APPROVERS, Authority, against_deciding
from asset_recovery.services.decision_sheets import Source, decision_sheet, seen
from asset_recovery.services.handlers.reversal_handlers import annulled_by
from asset_recovery.services.invoicing.posting import after_approval, after_refusal
from asset_recovery.services.later_steps import judge_after
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.stepping import STRUCTURAL
from asset_recovery.services.waiting_steps import end_pending
from asset_recovery.services.waterfalls import net_of
from asset_recovery.services.work import Work


def _waiting(work: Work, what: str, step: str | None) -> Mapping[str, Any]:
    """The approval meant: by its own reference, or by the record's if one step waits there."""
    found = finder.by_reference(work.unit.connection, "approval", what)
    waiting: list[Mapping[str, Any]] = [found] if found else _of_record(work, what, step)
    waiting = [row for row in waiting if row["state"] == "waiting"]
    if not waiting:
        raise RuleViolation(
            Reason("nothing_pending", _("Nothing waits for approval at {what}.").format(what=what))
        )
    if len(waiting) > 1:
        raise ValidationFailed(
            Reason(
                "field_missing",
                _("Several steps wait at {what}: say which (step).").format(what=what),
                field="step",
            )
        )
    return waiting[0]


def _of_record(work: Work, what: str, step: str | None) -> list[Mapping[str, Any]]:
    connection = work.unit.connection
    own = finder.event_by_reference(connection, what)
    if own is not None:
        found_here = approvals_waiting_at(connection, "event", int(own["id"]), step)
        return found_here or _payments_of(work, own, step)
    found = finder.any_by_reference(connection, what)
    if found is None or not work.may_know(*found):
        return []
    kind, row = found
    if kind == "invoice":
        certified = row["certification_id"]
        return (
            []
            if certified is None
            else approvals_waiting_at(connection, "event", int(certified), step)
        )
    if kind == "asset":
        ids = [row["id"], row["replaced_by_id"] or row["id"]]
        return approvals_waiting_at_assets(connection, ids, step)
    return approvals_waiting_at(connection, kind, int(row["id"]), step)


def _payments_of(
    work: Work, allocation: Mapping[str, Any], step: str | None
) -> list[Mapping[str, Any]]:
    """The payments that wait at an allocation."""
    if step not in (None, "pay_out") or allocation["case_id"] is None:
        return []
    case_id, reference = int(allocation["case_id"]), str(allocation["reference"])
    return waiting_payments(work.unit.connection, case_id, reference)


BEFORE_ROLES = ("same_person", "conflict_of_interest")


def _may_decide(
    work: Work, command: f.Approve | f.Reject, approval: Mapping[str, Any], event: Mapping[str, Any]
) -> None:
    """Somebody else, of a role that the level asks for: an own one, or one delegated."""
    days = (command.on, work.today)
    found = against_deciding(work.unit.connection, work.actor, approval, event, days)
    own = isinstance(found, Authority) and found.on_behalf_of is None
    if not isinstance(found, Authority) and found[0].code in BEFORE_ROLES:
        raise NotPermitted(found)
    acting = work.actor
    if isinstance(found, Authority) and not own:
        acting = replace(work.actor, roles=work.actor.roles | APPROVERS)
        work.on_behalf_of = found.on_behalf_of
    work.permit(type(command).action(), _case_of(event), acting)
    if not isinstance(found, Authority):
        raise NotPermitted(found)


def _case_of(event: Mapping[str, Any]) -> int | None:
    """The case of a step; None: money that belongs to none yet."""
    return None if event["case_id"] is None else int(event["case_id"])


def _note_case(work: Work, event: Mapping[str, Any]) -> None:
    case_id = _case_of(event)
    if case_id is not None:
        work.journal_case = str(work.stories.case(case_id)["reference"])


def _stale(work: Work, event: Mapping[str, Any]) -> None:
    case_id = _case_of(event)
    if case_id is not None:
        work.stale_terms.add(case_id)


def approve(work: Work, command: f.Approve) -> None:
    """One level of approval; with the last one the step takes effect on that date."""
    approval = _waiting(work, command.what, command.step)
    event = work.unit.get(t.event, int(approval["event_id"]))
    _may_decide(work, command, approval, event)
    _dates(work, command.on, event)
    if digest(event["data"] + event["facts"]) != approval["content_hash"]:
        raise Conflict(
            Reason(
                "stale_version", _("The step was changed after it was proposed; propose it anew.")
            )
        )
    _vote(work, approval, command.on, "approved", command.comment)
    levels = json.loads(approval["levels"])
    work.made["approval"] = str(approval["reference"])
    _note_case(work, event)
    if approval["level"] < len(levels):
        work.unit.update(t.approval, approval, level=approval["level"] + 1)
        work.pending.append((str(approval["reference"]), approval["level"] + 1))
        return
    _still_possible(work, event, command.on)
    before = debts.before_effect(work, event)
    work.unit.update(t.approval, approval, state="approved", decided_on=command.on.isoformat())
    work.unit.update(
        t.event,
        event,
        status="in_effect",
        effective_on=command.on.isoformat(),
        effective_seq=work.unit.next_seq,
    )
    _stale(work, event)
    changed = work.unit.get(t.event, int(event["id"]))
    for asset in assets_of_event(work.unit.connection, int(event["id"])):
        judge_after(work, asset, changed)
        refresh_asset(work, int(asset["id"]))
    after_approval(work, changed, command.on)
    annulled_by(work, changed)
    by_court = event["action"] == "reverse_confiscation"
    debts.after_effect(work, before, by_court=by_court)


def _dates(work: Work, on: date, event: Mapping[str, Any]) -> None:
    if on > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("{date} lies in the future.").format(date=on), field="on")
        )
    if on.isoformat() < event["on_date"]:
        raise ValidationFailed(
            Reason(
                "date_order",
                _("The step is of {date}; it cannot be decided before that.").format(
                    date=event["on_date"]
                ),
                field="on",
            )
        )


def _vote(
    work: Work, approval: Mapping[str, Any], on: date, outcome: str, comment: str | None
) -> None:
    source = Source(work.unit.connection, work.rates, work.today)
    work.unit.insert(
        t.approval_vote,
        approval_id=approval["id"],
        level=approval["level"],
        user_id=work.actor.id,
        voted_on=on.isoformat(),
        outcome=outcome,
        comment=comment,
        on_behalf_of=work.on_behalf_of,
        seen=seen(decision_sheet(source, approval)),
    )


def _still_possible(work: Work, event: Mapping[str, Any], on: date) -> None:
    """On the day on which it takes effect the step still fits where the asset now stands."""
    command = VOCABULARY[event["action"]].parse(json.loads(event["data"]))
    for asset in assets_of_event(work.unit.connection, int(event["id"])):
        rules = work.stories.rules_of(int(asset["case_id"]))
        position = work.stories.position(int(asset["id"]), (on, 2**62))
        position.pending.pop(int(event["id"]), None)
        ask = Ask(
            action=str(event["action"]),
            kind=kind_of(command),
            position=position,
            on=on,
            rules=rules,
            command=command,
            order=position.orders.get(work.stories.order_reference(event["order_id"]) or ""),
            base_currency=work.base_currency,
            convert=work.convert,
            by_import=True,
        )
        reasons = [reason for reason in judge(ask).reasons if reason.code in STRUCTURAL]
        if reasons and not json.loads(event["irregular"]):
            raise RuleViolation(reasons)
        if isinstance(command, DetermineNet):
            _same_net(work, event, asset, command)


def _same_net(
    work: Work, event: Mapping[str, Any], asset: Mapping[str, Any], command: DetermineNet
) -> None:
    """What was proposed is still what the books say."""
    kept = json.loads(event["facts"]).get("by_asset", {}).get(str(asset["reference"]), {})
    rules = work.stories.rules_of(int(asset["case_id"]))
    position = work.stories.position(int(asset["id"]))
    now = net_of(position, rules, work.rates, command.currency, command.rates, command.on)
    if kept.get("net") != now["net"]:
        raise Conflict(
            Reason(
                "stale_version",
                _("Costs or claims changed since the net was proposed; reject and propose anew."),
                "determine_net",
            )
        )


def reject(work: Work, command: f.Reject) -> None:
    """The step is refused, or goes back for correction."""
    approval = _waiting(work, command.what, command.step)
    event = work.unit.get(t.event, int(approval["event_id"]))
    if event["author_id"] == work.actor.id:
        work.permit(str(event["action"]), _case_of(event))
    else:
        _may_decide(work, command, approval, event)
    _dates(work, command.on, event)
    outcome = "returned" if command.for_correction else "rejected"
    _vote(work, approval, command.on, outcome, command.comment)
    end_pending(work, event, outcome, command.on)
    after_refusal(work, event, outcome)
    _stale(work, event)
    if event["action"] == "record_order" and event["order_id"] is not None:
        order = work.unit.get(t.court_order, int(event["order_id"]))
        work.unit.update(t.court_order, order, state="draft")
    work.made["approval"] = str(approval["reference"])
    _note_case(work, event)
    for asset in assets_of_event(work.unit.connection, int(event["id"])):
        refresh_asset(work, int(asset["id"]))


HANDLERS: dict[type[Action], Callable[..., None]] = {f.Approve: approve, f.Reject: reject}
