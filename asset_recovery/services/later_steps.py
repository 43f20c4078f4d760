"""A fact that came late is put in its place: every later step is judged again with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.lineage_actions import SplitAsset
from asset_recovery.domain.actions.order_actions import (
    IssueOrder,
    RecordLapse,
    RecordOrder,
    VaryOrder,
)
from asset_recovery.domain.actions.quantity_actions import RecordQuantity
from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.position import (
    PROVISIONAL_ORDERS,
    Position,
)
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.steps import judge
from asset_recovery.lifecycle.story import Moment, StoryEvent, advance, fold, kind_of, moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.lineage_query import told_children
from asset_recovery.services.refreshing import refresh_asset, set_deadline
from asset_recovery.services.step_plan import SECOND_LOOK_DAYS, Plan, Subject
from asset_recovery.services.work import Work, listed

RESTRAINING = frozenset(
    {
        "challenge_order",
        "stay_order",
        "file_claim",
        "record_lien",
        "hold_as_evidence",
        "record_hearing",
        "post_cost",
        "correct_posting",
        "decide_claim",
    }
)


def _makes_assets(command: Action) -> bool:
    """Whether assets begin their own story with this step."""
    credited = isinstance(command, RecordQuantity) and command.child is not None
    return credited or isinstance(command, SplitAsset)


def tell_parts(
    work: Work, plan: Plan, subject: Subject, row: Mapping[str, Any], rules: Rules
) -> None:
    """A fact of before a split came late: the parts hear of it; their steps are judged again."""
    if not any(_makes_assets(moment.event.command) for moment in subject.later):
        return
    since = (date.fromisoformat(str(row["on_date"])), int(row["seq"]))
    for part in told_children(work.unit.connection, int(subject.asset["id"])):
        story = moments(work.stories.events(part))
        before = [moment for moment in story if (moment.on, moment.seq) <= since]
        told = Subject(
            part,
            fold(work.stories.start(part), before, rules),
            [moment for moment in story if moment.event.id != row["id"]],
            [moment for moment in story if (moment.on, moment.seq) > since],
            subject.command,
        )
        judge_later(work, plan, told, rules)
        refresh_asset(work, int(part["id"]))
        tell_parts(work, plan, told, row, rules)


def judge_later(work: Work, plan: Plan, subject: Subject, rules: Rules) -> None:
    marked: dict[int, tuple[str, ...]] = {}
    for moment in subject.later:
        event = moment.event
        if _ends_no_more(plan, subject, moment):
            _withdraw_lapse(work, plan, event)
            continue
        if moment.phase in ("asked", "effect") and not event.command.irregular:
            codes = _barred(work, plan, subject, moment, rules)
            if codes:
                marked[event.id] = _mark_irregular(work, event, codes)
        if event.id in marked:  # from now on the story tells it so
            event = replace(event, irregular=marked[event.id])
        advance(subject.position, replace(moment, event=event), rules)


def _ends_no_more(plan: Plan, subject: Subject, moment: Moment) -> bool:
    """A lapse that was found, and an order inside the term that came to light later."""
    if not isinstance(moment.event.command, RecordLapse) or plan.order is None:
        return False
    order = subject.position.orders.get(str(plan.order["reference"]))
    return (
        isinstance(plan.command, (RecordOrder, VaryOrder, IssueOrder))
        and order is not None
        and order.kind in PROVISIONAL_ORDERS
        and order.in_force(moment.on)
    )


def _withdraw_lapse(work: Work, plan: Plan, lapse: StoryEvent) -> None:
    row = work.unit.get(t.event, lapse.id)
    if row["ended_seq"] is not None:
        return
    work.unit.update(
        t.event,
        row,
        status="withdrawn",
        ended_on=row["on_date"],
        ended_seq=work.unit.next_seq,
    )
    work.notes.append(
        _("The lapse of {date} is withdrawn: the order {order} was in force.").format(
            date=lapse.on, order=plan.order["reference"] if plan.order else ""
        )
    )


def _barred(
    work: Work, plan: Plan, subject: Subject, moment: Moment, rules: Rules
) -> tuple[str, ...]:
    """A later step still passes its guards; where the new fact only restrains, what it bars."""
    later = moment.event
    action = type(later.command).action()
    if moment.phase == "effect" and later.waited:
        return ()
    found = _reasons(work, subject.position, moment, rules)
    if found:
        known = {reason.code for reason in _before(work, subject, moment, rules)}
        found = [reason for reason in found if reason.code not in known]
    if not found:
        return ()
    concurrent = isinstance(plan.command, RecordOrder) and plan.command.concurrent
    if type(plan.command).action() in RESTRAINING or plan.command.irregular or concurrent:
        return tuple(reason.code for reason in found)
    raise RuleViolation(
        [
            Reason(
                "later_step_conflicts",
                _("The later step {step} of {date} would no longer be right: {why}").format(
                    step=action.replace("_", " "), date=later.on, why=found[0].text
                ),
            ),
            *found,
        ]
    )


def judge_after(work: Work, asset: Mapping[str, Any], event: Mapping[str, Any]) -> None:
    """A step took effect on a day in the past: what was done since must still be right."""
    rules = work.stories.rules_of(int(asset["case_id"]))
    command = work.stories.story_event(event, [str(asset["reference"])]).command
    story = moments(work.stories.events(asset))
    since = (date.fromisoformat(str(event["effective_on"])), int(event["effective_seq"]))
    before = [moment for moment in story if (moment.on, moment.seq) <= since]
    later = [moment for moment in story if (moment.on, moment.seq) > since]
    if not later:
        return
    position = fold(work.stories.start(asset), before, rules)
    kept = [m for m in story if m.event.id != event["id"] or m.phase == "asked"]
    subject = Subject(asset, position, kept, later, command)
    plan = Plan(command, case=work.stories.case(int(asset["case_id"])))
    judge_later(work, plan, subject, rules)


def _before(work: Work, subject: Subject, moment: Moment, rules: Rules) -> Sequence[Reason]:
    """What stood in the way of the later step already without the new fact."""
    place = subject.story.index(moment)
    position = fold(work.stories.start(subject.asset), subject.story[:place], rules)
    return _reasons(work, position, moment, rules)


def _reasons(work: Work, position: Position, moment: Moment, rules: Rules) -> Sequence[Reason]:
    later = moment.event
    ask = Ask(
        action=type(later.command).action(),
        kind=kind_of(later.command),
        position=position,
        on=later.on,
        rules=rules.of(later.facts.get("law"), later.on),
        command=later.command,
        order=position.orders.get(later.order or ""),
        base_currency=work.base_currency,
        convert=work.convert,
        by_import=True,
    )
    return judge(ask).reasons


def _mark_irregular(work: Work, event: StoryEvent, codes: tuple[str, ...]) -> tuple[str, ...]:
    """A fact that only restrains came late: the steps that it would have barred are marked."""
    row = work.unit.get(t.event, event.id)
    known = json.loads(row["irregular"])
    marked = tuple(dict.fromkeys([*map(str, known), *codes]))
    if len(marked) == len(known):
        return marked
    work.unit.update(t.event, row, irregular=listed(marked))
    step = type(event.command).action().replace("_", " ")
    set_deadline(
        work,
        case_id=row["case_id"],
        asset_id=None,
        record=str(work.stories.case(int(row["case_id"]))["reference"]),
        title=_("Look again: a later fact would have barred {step} of {date}").format(
            step=step, date=event.on
        ),
        due=work.today + timedelta(days=SECOND_LOOK_DAYS),
        responsible="supervisor",
        source="irregular",
    )
    for code in codes:
        work.warn(
            Reason(
                code,
                _(
                    "{step} of {date} is marked irregular: the new fact would have barred it."
                ).format(step=type(event.command).action().replace("_", " "), date=event.on),
            )
        )
    return marked
