"""One step on assets: judged on its date, kept as an event, later steps judged again with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import people_actions
from asset_recovery.domain.actions.asset_actions import (
    DecideClaim,
    FileClaim,
    RecordLien,
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
from asset_recovery.domain.actions.money_actions import CorrectPosting, PostCost
from asset_recovery.domain.actions.office_actions import AttachDocument
from asset_recovery.domain.actions.order_actions import (
    RecordOrder,
)
from asset_recovery.domain.actions.paper_actions import (
    DecideGap,
    IssuePaper,
    RecordPaperReturned,
    ReleasePaper,
)
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle import approvals
from asset_recovery.lifecycle.ask import Ask, Screening
from asset_recovery.lifecycle.deadline_rules import watched_actions
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    Position,
)
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.steps import Judgement, judge
from asset_recovery.lifecycle.story import Moment, advance, fold, kind_of, moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical, digest
from asset_recovery.services.later_steps import judge_later, tell_parts
from asset_recovery.services.refreshing import refresh, set_deadline
from asset_recovery.services.step_plan import SECOND_LOOK_DAYS, Plan, Subject
from asset_recovery.services.waiting_steps import say_net_overtaken, void_stale_net
from asset_recovery.services.work import Work, listed, stored

PEOPLE: tuple[type[Action], ...] = (
    AssignMember,
    ReleaseMember,
    DeclareInterest,
    *people_actions.ACTIONS,
)
OPEN_TO_CLOSED_CASES: tuple[type[Action], ...] = (
    ReopenCase,
    CloseCase,
    AddNote,
    AttachDocument,
    SealCase,
    UnsealCase,
    IssuePaper,
    ReleasePaper,
    RecordPaperReturned,
    DecideGap,
    *PEOPLE,
)
CHANGES_NET = (PostCost, CorrectPosting, RecordLien, FileClaim, DecideClaim)


STRUCTURAL = frozenset(
    {"wrong_state", "closed_record", "release_pending", "asset_replaced", "evidence_hold"}
)


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
    judge_later(work, plan, subject, rules)
    if isinstance(plan.command, CHANGES_NET):
        void_stale_net(work, asset, subject.position)
        say_net_overtaken(work, asset, subject.position)
    work.positions[int(asset["id"])] = subject.position
    refresh(work, asset, subject.position, rules, plan.case)
    tell_parts(work, plan, subject, row, rules)


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
