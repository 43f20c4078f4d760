"""Care of things held: signatures, seals, use, access to storage, explanations, incidents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from asset_recovery.domain.actions import care_actions as c
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.custody_actions import (
    MoveCustody,
    ReportIncident,
    at_time,
    earlier,
    same_name,
)
from asset_recovery.domain.errors import NotPermitted, Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.queries import custody_query
from asset_recovery.persistence.rows import Row
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.work import Work, stored


def move_custody(work: Work, command: MoveCustody) -> None:
    """The thing goes to another place; the hand-over gets a number of its own."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("move_custody", int(case["id"]))
    work.storage(command.to)
    reference = work.number("transfer", command.transfer)
    receiver = custody_query.user_called(work.unit.connection, command.received_by)
    facts: dict[str, object] = {} if receiver is None else {"receiver": receiver["name"]}
    warn_of_seals(work, assets, (*command.seals, *command.new_seals))
    take_step(work, Plan(command, case=case, assets=assets, reference=reference, facts=facts))


def confirm_custody(work: Work, command: c.ConfirmCustody) -> None:
    """Who is named as receiver signs herself, once, on or after the day of the hand-over."""
    moved = work.event("move_custody", command.transfer, "transfer")
    case = work.stories.case(int(moved["case_id"]))
    work.permit("confirm_custody", int(case["id"]))
    told = custody_query.command_of(moved)
    received = str(told["received_by"])
    if not any(same_name(received, name) for name in (work.actor.name, work.actor.full_name)):
        text = _("{receiver} is named as receiver; nobody else signs for it.")
        raise NotPermitted(Reason("second_person_needed", text.format(receiver=received)))
    if command.on < date.fromisoformat(moved["on_date"]):
        text = _("That lies before the hand-over of {day}.").format(day=moved["on_date"])
        raise ValidationFailed(Reason("date_order", text, field="on"))
    if custody_query.is_confirmed(work.unit.connection, command.transfer):
        raise RuleViolation(Reason("wrong_state", _("The hand-over is already signed for.")))
    assets = _assets_of(work, moved)
    take_step(work, Plan(command, case=case, assets=assets))


def _assets_of(work: Work, event: Row) -> list[Row]:
    keys = custody_query.assets_of_event(work.unit.connection, int(event["id"]))
    return [work.stories.asset(key) for key in keys]


def record_seal(work: Work, command: c.RecordSeal) -> None:
    """A seal of an asset; one that another asset bears is warned of."""
    new = command.new_seal if command.kind == "replaced" else command.seal
    if command.kind in ("applied", "replaced") and new is not None:
        warn_of_seals(work, work.assets(command), (new,))
    simple_step(work, command)


def warn_of_seals(work: Work, assets: list[Row], seals: tuple[str, ...]) -> None:
    """A seal number that is on another asset of the office is told, not refused."""
    own = {int(asset["id"]) for asset in assets}
    for seal, other in custody_query.assets_with_seals(work.unit.connection, seals):
        if int(other["id"]) in own or not work.may_know("asset", other):
            continue
        text = _("Seal {seal} is already on {asset}.")
        said = text.format(seal=seal, asset=other["reference"])
        work.warn(Reason("identifier_duplicate", said, field="seals"))


def report_incident(work: Work, command: ReportIncident) -> None:
    """An incident gets a number, under which it is followed to its end."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("report_incident", int(case["id"]))
    reference = work.number("incident", command.incident)
    take_step(work, Plan(command, case=case, assets=assets, reference=reference))


def follow_up_incident(work: Work, command: c.FollowUpIncident) -> None:
    """A finding, a task, who answers for it, or the end of an incident."""
    reported = work.event("report_incident", command.incident, "incident")
    case = work.stories.case(int(reported["case_id"]))
    work.permit("follow_up_incident", int(case["id"]))
    if command.on < date.fromisoformat(reported["on_date"]):
        text = _("That lies before the incident of {day}.").format(day=reported["on_date"])
        raise ValidationFailed(Reason("date_order", text, field="on"))
    if custody_query.is_closed_incident(work.unit.connection, command.incident):
        text = _("The incident {incident} is closed.").format(incident=command.incident)
        raise RuleViolation(Reason("closed_record", text, "report_incident"))
    assets = _assets_of(work, reported)
    if command.responsible is not None:
        work.find("user", command.responsible, "responsible")
    take_step(work, Plan(command, case=case, assets=assets))
    if command.due is not None:
        title = _("Incident {incident}: {findings}")
        set_deadline(
            work,
            case_id=int(case["id"]),
            asset_id=int(assets[0]["id"]) if assets else None,
            record=str(assets[0]["reference"]) if assets else str(case["reference"]),
            title=title.format(incident=command.incident, findings=command.findings),
            due=command.due,
            reference=command.task,
            responsible=command.responsible,
        )


def record_access(work: Work, command: c.RecordAccess) -> None:
    """Who was in a storage: one entry a case whose things were touched, else one of the office."""
    begun, ended = at_time(command.on, command.from_), at_time(command.on, command.to)
    if begun is not None and ended is not None and earlier(ended, begun):
        text = _("The visit would end before it begins.")
        raise ValidationFailed(Reason("date_order", text, field="to"))
    if command.on > work.today:
        text = _("The visit lies in the future.")
        raise ValidationFailed(Reason("date_in_future", text, field="on"))
    touched: dict[int, list[Row]] = {}
    for reference in command.assets:
        asset = work.find("asset", reference, "assets")
        touched.setdefault(int(asset["case_id"]), []).append(asset)
    work.permit("record_access", next(iter(touched), None))
    work.storage(command.storage)
    for case_id, assets in touched.items():
        work.permit("record_access", case_id)
        own = replace(command, assets=tuple(str(one["reference"]) for one in assets))
        case = work.stories.case(case_id)
        take_step(work, Plan(own, case=case, assets=assets, reference=work.number("access", None)))
    if not touched:
        _of_the_office(work, command)


def _of_the_office(work: Work, command: c.RecordAccess) -> None:
    custody_query.keep_office_event(
        work.unit,
        action="record_access",
        reference=work.number("access", None),
        on=command.on,
        author=work.actor.id,
        data=stored(command),
    )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    MoveCustody: move_custody,
    ReportIncident: report_incident,
    c.ConfirmCustody: confirm_custody,
    c.RecordSeal: record_seal,
    c.RecordUse: simple_step,
    c.RecordAccess: record_access,
    c.ExplainGap: simple_step,
    c.FollowUpIncident: follow_up_incident,
}
