"""One step on assets: judged on its date, kept as an event, later steps judged again with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import people_actions
from asset_recovery.domain.actions.asset_actions import (
    CloseAsset,
    DecideClaim,
    FileClaim,
    RecordLien,
    ReopenAsset,
)
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.actions.case_actions import (
    AddNote,
    AssignMember,
    CloseCase,
    DeclareInterest,
    ReleaseMember,
    ReopenCase,
    SealCase,
    UnsealCase,
)
from asset_recovery.domain.actions.confiscation_actions import DetermineNet
from asset_recovery.domain.actions.lineage_actions import SplitAsset
from asset_recovery.domain.actions.money_actions import CorrectPosting, PostCost
from asset_recovery.domain.actions.office_actions import AttachDocument
from asset_recovery.domain.actions.order_actions import (
    IssueOrder,
    RecordLapse,
    RecordOrder,
    VaryOrder,
)
from asset_recovery.domain.actions.quantity_actions import RecordQuantity
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle import approvals
from asset_recovery.lifecycle.ask import Ask, Screening
from asset_recovery.lifecycle.deadline_rules import watched_actions
from asset_recovery.lifecycle.debt import DebtAsked
from asset_recovery.lifecycle.due import due_items
from asset_recovery.lifecycle.money_guards import net_overtaken
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
    Position,
)
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.steps import Judgement, judge
from asset_recovery.lifecycle.story import Moment, StoryEvent, advance, fold, kind_of, moments
from asset_recovery.persistence import derived
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical, digest
from asset_recovery.persistence.debt_dues import release_due
from asset_recovery.persistence.queries.approval_query import approval_of_event
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.persistence.queries.lineage_query import told_children
from asset_recovery.services.timer_effects import Cause, settle_asset
from asset_recovery.services.waterfalls import net_of
from asset_recovery.services.work import Work, listed, stored

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
PEOPLE: tuple[type[Action], ...] = (
    AssignMember,
    ReleaseMember,
    DeclareInterest,
    *people_actions.ACTIONS,
)
CHANGES_NET = (PostCost, CorrectPosting, RecordLien, FileClaim, DecideClaim)
OPEN_TO_CLOSED_CASES: tuple[type[Action], ...] = (
    ReopenCase,
    CloseCase,
    AddNote,
    AttachDocument,
    SealCase,
    UnsealCase,
    *PEOPLE,
)
STRUCTURAL = frozenset(
    {"wrong_state", "closed_record", "release_pending", "asset_replaced", "evidence_hold"}
)
SECOND_LOOK_DAYS = 7


@dataclass(slots=True)
class Plan:
    """What a handler worked out for a step before it is judged."""

    command: Action
    case: Mapping[str, Any]
    assets: Sequence[Mapping[str, Any]] = ()
    order: Mapping[str, Any] | None = None
    request: Mapping[str, Any] | None = None
    reference: str | None = None
    on: date | None = None
    facts: dict[str, object] = field(default_factory=dict)
    by_asset: dict[str, dict[str, object]] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    screenings: dict[str, Screening] = field(default_factory=dict)
    amount: Money | None = None
    against: list[Reason] = field(default_factory=list)  # what the handler found against it
    debt: DebtAsked | None = None
    standing: OrderPosition | None = None  # the order as a whole, where no asset is concerned


@dataclass(slots=True)
class Subject:
    """One asset of the step: its row, its story before and after the date, its position then."""

    asset: Mapping[str, Any]
    position: Position
    story: list[Moment]
    later: list[Moment]
    command: Action

    @property
    def closed_now(self) -> bool:
        """Whether the asset is closed today, whatever it was on the date of the step."""
        closed = False
        for moment in self.story:
            if moment.phase == "effect" and isinstance(
                moment.event.command, (CloseAsset, ReopenAsset)
            ):
                closed = isinstance(moment.event.command, CloseAsset)
        return closed


class StepsRefused(RuleViolation):
    """A step on many assets that some of them refuse: what each one said stands in `rows`."""

    def __init__(self, reasons: list[Reason], rows: tuple[tuple[str, str], ...]) -> None:
        super().__init__(reasons)
        self.rows = rows


def take_step(work: Work, plan: Plan) -> int:
    """Judge the step for each asset, keep it as one event, and refresh what lists show.

    Raises `RuleViolation` with all reasons; the key of the event comes back.
    """
    on = plan.on or getattr(plan.command, "on", None) or work.today
    _not_in_future(work, on)
    for reference in plan.command.documents:
        work.find("document", reference, "documents")
    rules = work.stories.rules_of(int(plan.case["id"]))
    own = plan.command.by_asset() if isinstance(plan.command, AssetAction) else {}
    subjects = [_subject(work, asset, plan, on, rules, own) for asset in plan.assets]
    asks = [_ask(work, plan, subject, on, rules) for subject in subjects]
    asks = asks or _without_assets(work, plan, on, rules)
    reasons = _judge(work, plan, asks)
    irregular = tuple(dict.fromkeys(reason.code for reason in reasons))
    levels = max((approvals.levels(ask) for ask in asks), key=len, default=())
    event_id = _keep(work, plan, on, irregular, levels)
    row = work.unit.get(t.event, event_id)
    if irregular:
        _follow_up(work, plan, on, reasons)  # before the lines are drawn that show what is due
    for subject in subjects:
        _pass(work, plan, subject, row, rules)
    return event_id


def _without_assets(work: Work, plan: Plan, on: date, rules: Rules) -> list[Ask]:
    """A step on an order that names no asset is judged on the order alone."""
    if not isinstance(plan.command, OPEN_TO_CLOSED_CASES):
        require_open(plan.case)
    if plan.order is None or isinstance(plan.command, RecordOrder):
        return []
    position = Position(reference=str(plan.case["reference"]))
    events = work.stories.events_of_order(int(plan.order["id"]))
    fold(position, [moment for moment in moments(events) if moment.on <= on], rules)
    order = plan.standing or position.orders.get(str(plan.order["reference"]))
    if order is None:
        return []
    appealed = order.kind in CONFISCATIONS and order.challenges
    position.legal = "confiscation_under_appeal" if appealed else "frozen"
    if order.kind in CONFISCATIONS and not appealed:
        position.legal = "confiscated_not_final"
    name = type(plan.command).action()
    return [
        Ask(
            action=name,
            kind=kind_of(plan.command),
            position=position,
            on=on,
            rules=rules,
            command=plan.command,
            order=order,
            base_currency=work.base_currency,
            convert=work.convert,
            debt=plan.debt,
        )
    ]


def require_open(case: Mapping[str, Any]) -> None:
    """Nothing is done in a closed case before it is reopened; raises `RuleViolation`."""
    if case["status"] == "closed":
        raise RuleViolation(
            Reason("closed_record", _("The case is closed. Reopen it first."), "reopen_case")
        )


def follow(work: Work, asset: Mapping[str, Any], command: Action) -> Mapping[str, Any]:
    """The asset, or what stands in its place where the step concerns its title or its money."""
    if asset["replaced_by_id"] is None:
        return asset
    rules = work.stories.rules_of(int(asset["case_id"]))
    step = rules.step(type(command).action(), kind_of(command))
    if step is not None and "not_replaced" in step.guards:
        return asset
    substitute = work.stories.asset(int(asset["replaced_by_id"]))
    work.notes.append(
        _("{asset} was sold: this takes effect on {substitute}.").format(
            asset=asset["reference"], substitute=substitute["reference"]
        )
    )
    return substitute


def case_of(work: Work, assets: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The case of the assets; all belong to one."""
    cases = {int(asset["case_id"]) for asset in assets}
    if len(cases) != 1:
        raise ValidationFailed(
            Reason("field_invalid", _("The assets belong to different cases."), field="assets")
        )
    return work.stories.case(cases.pop())


def _not_in_future(work: Work, on: date) -> None:
    if on > work.today:
        raise ValidationFailed(
            Reason(
                "date_in_future",
                _(
                    "{date} lies in the future: what is still to come is a term or a deadline."
                ).format(date=on),
                field="on",
            )
        )


def _subject(  # noqa: PLR0913, PLR0917 - what the step is judged on
    work: Work,
    asset: Mapping[str, Any],
    plan: Plan,
    on: date,
    rules: Rules,
    own: Mapping[str, Action],
) -> Subject:
    story = moments(work.stories.events(asset))
    _require_begun(asset, story, on)
    before = [moment for moment in story if moment.on <= on]
    position = fold(work.stories.start(asset), before, rules)
    command = next((own[name] for name in _names(work, asset) if name in own), plan.command)
    return Subject(asset, position, story, [m for m in story if m.on > on], command)


def _names(work: Work, asset: Mapping[str, Any]) -> list[str]:
    """The asset's reference, and those of the assets in whose place it stands."""
    names = [str(asset["reference"])]
    while asset["substitutes_id"] is not None:
        asset = work.stories.asset(int(asset["substitutes_id"]))
        names.append(str(asset["reference"]))
    return names


def _ask(work: Work, plan: Plan, subject: Subject, on: date, rules: Rules) -> Ask:
    order = None
    if plan.order is not None:
        order = subject.position.orders.get(str(plan.order["reference"])) or plan.standing
    reference = str(subject.asset["reference"])
    given = plan.by_asset.get(reference, {}).get("parties")
    return Ask(
        action=type(plan.command).action(),
        kind=kind_of(subject.command),
        position=subject.position,
        on=on,
        rules=rules,
        command=subject.command,
        order=order,
        base_currency=work.base_currency,
        convert=work.convert,
        screening=plan.screenings.get(reference, Screening()),
        parties={**plan.parties, **(given if isinstance(given, dict) else {})},
        by_import=work.by_import,
        closed_now=subject.closed_now,
        case_closed=plan.case["status"] == "closed",
        debt=plan.debt,
    )


def _judge(work: Work, plan: Plan, asks: Sequence[Ask]) -> list[Reason]:
    """Refuse what is refused; what an irregular record lacks comes back."""
    refused: list[Reason] = list(plan.against)
    many = len(asks) > 1
    for place, ask in enumerate(asks, start=1):
        judgement: Judgement = judge(ask)
        reference = ask.position.reference
        if plan.assets:
            reference = str(plan.assets[place - 1]["reference"])
        for reason in judgement.reasons:
            refused.append(_of_row(reason, place, reference) if many else reason)
        for warning in judgement.warnings:
            work.warn(_of_row(warning, place, reference) if many else warning)
        state = "refused" if judgement.reasons else "done"
        work.rows.append((reference, state))
    if not refused:
        return []
    if type(plan.command).RECORD and plan.command.irregular:
        for reason in refused:
            work.warn(reason)
        return refused
    raise StepsRefused(refused, tuple(work.rows))


def _of_row(reason: Reason, place: int, reference: str) -> Reason:
    return replace(reason, row=place, text=f"{reference}: {reason.text}")


def _keep(
    work: Work,
    plan: Plan,
    on: date,
    irregular: tuple[str, ...],
    levels: tuple[tuple[str, ...], ...],
) -> int:
    """The event with its assets; where a second person is asked, it waits."""
    unit, command = work.unit, plan.command
    late = (work.today - on).days > _late_entry_days(work, plan, on)
    approval = work.number("approval", None) if levels else None
    rules = work.stories.rules_of(int(plan.case["id"])).at(on)
    facts: dict[str, object] = {**plan.facts, "law": rules.name}
    if plan.parties:
        facts["parties"] = plan.parties
    if plan.by_asset:
        facts["by_asset"] = plan.by_asset
    corrected = work.corrected
    if corrected is not None and corrected.action == type(command).action():
        facts |= {"corrects": corrected.approval, "editors": list(corrected.editors)}
    data = stored(command)
    event_id = unit.insert(
        t.event,
        seq=unit.next_seq,
        action=type(command).action(),
        case_id=plan.case["id"],
        order_id=plan.order["id"] if plan.order is not None else None,
        request_id=plan.request["id"] if plan.request is not None else None,
        reference=plan.reference,
        on_date=on.isoformat(),
        status="pending" if levels else "in_effect",
        effective_on=None if levels else on.isoformat(),
        effective_seq=None if levels else unit.next_seq,
        approval=approval,
        author_id=work.actor.id,
        recorded_at=unit.now,
        data=data,
        facts=canonical(facts),
        irregular=listed(irregular),
        warnings=canonical([warning.as_json() for warning in work.warnings]),
        late=int(late and not work.by_import),
        amount_minor=None if plan.amount is None else plan.amount.minor,
        amount_currency=None if plan.amount is None else plan.amount.currency,
    )
    for asset in plan.assets:
        unit.insert(t.event_asset, event_id=event_id, asset_id=asset["id"])
    if approval is not None:
        unit.insert(
            t.approval,
            reference=approval,
            event_id=event_id,
            state="waiting",
            levels=listed(levels),
            level=1,
            asked_by=work.actor.id,
            asked_on=on.isoformat(),
            content_hash=digest(data + canonical(facts)),
        )
        work.pending += [(approval, level) for level in range(1, len(levels) + 1)]
    work.touched_cases.add(int(plan.case["id"]))
    order = "" if plan.order is None else str(plan.order["reference"])
    work.cause = (type(command).action(), on, order)
    watched = watched_actions(work.stories.rules_of(int(plan.case["id"])), "case")
    if plan.request is not None or type(command).action() in watched:
        work.stale_terms.add(int(plan.case["id"]))
    work.journal_case = str(plan.case["reference"])
    return event_id


def _late_entry_days(work: Work, plan: Plan, on: date) -> int:
    return work.stories.rules_of(int(plan.case["id"])).days("late_entry_days", on)


def _pass(work: Work, plan: Plan, subject: Subject, row: Mapping[str, Any], rules: Rules) -> None:
    """Let the new event pass on the position, then judge again every later step with it."""
    asset = subject.asset
    event = work.stories.story_event(row, _names(work, asset))
    for moment in moments([event]):
        advance(subject.position, moment, rules)
    _judge_later(work, plan, subject, rules)
    if isinstance(plan.command, CHANGES_NET):
        _void_stale_net(work, asset, subject.position)
        _net_overtaken(work, asset, subject.position)
    work.positions[int(asset["id"])] = subject.position
    refresh(work, asset, subject.position, rules, plan.case)
    _tell_parts(work, plan, subject, row, rules)


def _require_begun(asset: Mapping[str, Any], story: Sequence[Moment], on: date) -> None:
    """What was earlier than the split that made an asset is recorded with what it was part of."""
    for moment in story:
        event = moment.event
        if event.facts.get("child") == asset["reference"] and on < moment.on:
            sentence = _("{asset} is an asset of its own since {date}; name {parent} instead.")
            names = {"asset": asset["reference"], "date": moment.on}
            parent = getattr(event.command, "asset", "")
            raise ValidationFailed(
                Reason("date_order", sentence.format(parent=parent, **names), field="on")
            )


def _makes_assets(command: Action) -> bool:
    """Whether assets begin their own story with this step."""
    credited = isinstance(command, RecordQuantity) and command.child is not None
    return credited or isinstance(command, SplitAsset)


def _tell_parts(
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
        _judge_later(work, plan, told, rules)
        refresh_asset(work, int(part["id"]))
        _tell_parts(work, plan, told, row, rules)


def _judge_later(work: Work, plan: Plan, subject: Subject, rules: Rules) -> None:
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


def _void_stale_net(work: Work, asset: Mapping[str, Any], position: Position) -> None:
    """A net that waits for its second person is void once the books say something else."""
    for event_id, pending in list(position.pending.items()):
        if pending.action != "determine_net":
            continue
        row = work.unit.get(t.event, event_id)
        kept = json.loads(row["facts"]).get("by_asset", {}).get(str(asset["reference"]), {})
        command = DetermineNet.parse(json.loads(row["data"]))
        rules = work.stories.rules_of(int(asset["case_id"]))
        then = rules.of(json.loads(row["facts"]).get("law"), command.on)
        now = net_of(position, then, work.rates, command.currency, command.rates, command.on)
        if kept.get("net") == now["net"]:
            continue
        end_pending(work, row, "void", date.fromisoformat(row["on_date"]))
        del position.pending[event_id]
        work.notes.append(
            _(
                "The net proposed ({approval}) is void, for the books changed; propose it anew."
            ).format(approval=pending.approval)
        )


def _net_overtaken(work: Work, asset: Mapping[str, Any], position: Position) -> None:
    """A net in force that the books have left behind: said at once, and no allocation of it waits.

    A step that waits on what is no longer right is void, as a change of it would make it.
    """
    reason = net_overtaken(position)
    if reason is None:
        return
    work.warn(reason)
    for event_id, pending in list(position.pending.items()):
        if pending.action != "allocate_proceeds":
            continue
        row = work.unit.get(t.event, event_id)
        end_pending(work, row, "void", date.fromisoformat(row["on_date"]))
        del position.pending[event_id]
        for other in assets_of_event(work.unit.connection, event_id):
            if other["id"] != asset["id"]:
                refresh_asset(work, int(other["id"]))
        work.notes.append(
            _(
                "The allocation proposed ({approval}) is void: its net is to be determined again."
            ).format(approval=pending.approval)
        )


def end_pending(work: Work, event: Mapping[str, Any], state: str, on: date) -> None:
    """A step that waits will never take effect: refused, sent back, or void."""
    approval = approval_of_event(work.unit.connection, int(event["id"]))
    if approval is not None:
        work.unit.update(t.approval, approval, state=state, decided_on=on.isoformat())
    work.unit.update(
        t.event,
        event,
        status=state,
        ended_on=max(on.isoformat(), str(event["on_date"])),
        ended_seq=work.unit.next_seq,
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
    _judge_later(work, plan, subject, rules)


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


def _follow_up(work: Work, plan: Plan, on: date, reasons: Sequence[Reason]) -> None:
    """An irregular record is followed up: a second look, and a task for each thing missing."""
    named = {
        "case_id": int(plan.case["id"]),
        "asset_id": int(plan.assets[0]["id"]) if plan.assets else None,
        "record": str((plan.assets[0] if plan.assets else plan.case)["reference"]),
        "due": max(on, work.today) + timedelta(days=SECOND_LOOK_DAYS),
        "source": "irregular",
    }
    step = type(plan.command).action().replace("_", " ")
    title = _("Second look at an irregular record: {step}").format(step=step)
    set_deadline(work, title=title, responsible="supervisor", **named)  # type: ignore[arg-type]
    for reason in {
        (reason.code, reason.clear_with): reason
        for reason in reasons
        if reason.code != "wrong_state"
    }.values():
        title = _("Missing for {step}: {what}").format(step=step, what=reason.text)
        set_deadline(work, title=title, responsible="case_officer", **named)  # type: ignore[arg-type]


def set_deadline(  # noqa: PLR0913 - the parts of a deadline
    work: Work,
    *,
    case_id: int | None,
    asset_id: int | None,
    record: str,
    title: str,
    due: date,
    reference: str | None = None,
    responsible: str | None = None,
    hard: bool = False,
    source: str | None = None,
) -> str:
    """A deadline that a person or the office sets; its reference comes back."""
    kept = dict(work.made)
    number = work.number("deadline", reference)
    key = work.unit.insert(
        t.deadline,
        reference=number,
        case_id=case_id,
        asset_id=asset_id,
        record=record,
        title=title[:300],
        due=due.isoformat(),
        hard=int(hard),
        responsible=responsible,
        state="open",
        source=source,
    )
    due_entry = derived.agenda_entry(work.unit.get(t.deadline, key))
    derived.put_agenda(work.unit.connection, [due_entry])
    if source is not None:
        work.made = kept
    return number


def refresh(
    work: Work,
    asset: Mapping[str, Any],
    position: Position,
    rules: Rules,
    case: Mapping[str, Any],
) -> None:
    """Bring the derived rows of an asset up to its position."""
    connection = work.unit.connection
    terms = due_items(position, rules, work.calendar, convert=work.convert)
    officer = None
    if case["officer_id"] is not None:
        officer = str(work.unit.get(t.user_account, int(case["officer_id"]))["name"])
    release = release_due(connection, asset, position, rules)
    row = derived.asset_row_of(
        asset,
        case,
        officer,
        position,
        rules,
        (work.base_currency, work.convert),
        [*terms, *release, *derived.open_deadlines(connection, int(asset["id"]))],
    )
    due = derived.agenda_of(
        int(case["id"]), int(asset["id"]), str(asset["reference"]), [*terms, *release]
    )
    derived.put_asset(connection, row, due, bool(case["sealed"]))
    settle_asset(work.unit, int(asset["id"]), [*terms, *release], cause_of(work))


def cause_of(work: Work) -> Cause:
    """The step that is being taken, as what takes the ground from an alarm."""
    action, on, order = work.cause or ("change", work.today, "")
    return Cause(action, on, work.today, order)


def refresh_asset(work: Work, asset_id: int) -> Position:
    """The same from the whole story, where something other than a step changed."""
    asset = work.stories.asset(asset_id)
    position = work.stories.position(asset_id)
    case = work.stories.case(int(asset["case_id"]))
    refresh(work, asset, position, work.stories.rules_of(int(case["id"])), case)
    return position
