"""What the office learns and tells: information asked for, reports, consents, disclosures."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import information_actions as i
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.request_turns import consent_out_of_scope
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.information_query import (
    answers_to,
    brought_by_informal,
    consents_about,
    is_withdrawn,
    last_answer,
)
from asset_recovery.persistence.queries.shared_query import links_of_asset
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import deadlines_of_answer
from asset_recovery.services.handlers.office_handlers import close_own_deadline
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import require_open, take_step
from asset_recovery.services.work import Work

ANSWER_DUE = "information_answer_due"
_INFORMAL = ("intelligence", "no_onward", "named_purpose", "source_protected")


def request_information(work: Work, command: i.RequestInformation) -> None:
    """The question is kept with its gateway and purpose; the answer falls due."""
    case = work.case(command.case)
    work.permit("request_information", int(case["id"]))
    for reference in command.assets:
        _of_case(work, work.find("asset", reference, "assets"), case)
    subjects = work.parties(command.subjects, "subjects")
    _warn_of_gateway(work, command)
    reference = work.number("information", command.information)
    facts: dict[str, object] = {"subjects": subjects}
    take_step(work, Plan(command, case=case, reference=reference, facts=facts))
    days = work.stories.rules_of(int(case["id"])).days(ANSWER_DUE, command.on)
    set_deadline(
        work,
        case_id=int(case["id"]),
        asset_id=None,
        record=reference,
        title=_("Answer to the information request {reference}").format(reference=reference),
        due=command.due or command.on + timedelta(days=days),
        source="request",
    )


def _of_case(work: Work, asset: Mapping[str, Any], case: Mapping[str, Any]) -> None:
    links = links_of_asset(work.unit.connection, int(asset["id"]))
    if case["id"] in {asset["case_id"], *(link["case_id"] for link in links)}:
        return
    text = _("The asset {asset} belongs to another case.").format(asset=asset["reference"])
    raise ValidationFailed(Reason("field_invalid", text, field="assets"))


def _warn_of_gateway(work: Work, command: i.RequestInformation) -> None:
    """Which gateway opens which register is data; what does not fit, or was not checked, warns."""
    gateway = code_lists.code_list("information_gateways").codes[command.gateway]
    opens = gateway.more.get("registers")
    if isinstance(opens, list) and command.register not in opens:
        register = code_lists.label("information_registers", command.register)
        text = _("{gateway}: it is not known to open the {register}. Check the legal gateway.")
        told = text.format(gateway=_(gateway.label), register=register)
        work.warn(Reason("guard_failed", told, None, "gateway"))
    if command.data_protection_check is None:
        text = _("No data-protection check is on file: say who found what, and when.")
        work.warn(Reason("guard_failed", text, None, "data_protection_check"))


def record_information(work: Work, command: i.RecordInformation) -> None:
    """The answer; an answer in part leaves the rest due."""
    asked = work.event("request_information", command.information, "information")
    case = work.stories.case(int(asked["case_id"]))
    work.permit("record_information", int(case["id"]))
    _not_before(command.on, asked)
    answers = answers_to(work.unit.connection, command.information)
    earlier = last_answer(work.unit.connection, command.information)
    against = []
    if earlier is not None and earlier not in ("partly", "refused"):
        text = _("The answer to {reference} is already on file.")
        against.append(Reason("wrong_state", text.format(reference=command.information)))
    reference = f"{command.information}/answer-{len(answers) + 1:02d}"
    take_step(work, Plan(command, case=case, reference=reference, against=against))
    if command.result == "partly":
        return
    for deadline in deadlines_of_answer(work.unit.connection, command.information):
        close_own_deadline(work, deadline, command.on, command.result)


def _not_before(on: date, event: Mapping[str, Any]) -> None:
    if on.isoformat() < str(event["on_date"]):
        text = _("That lies before {reference} of {date}.")
        told = text.format(reference=event["reference"], date=event["on_date"])
        raise ValidationFailed(Reason("date_order", told, field="on"))


def record_disclosure(work: Work, command: i.RecordDisclosure) -> None:
    """To whom what was given on which basis; what others gave us needs their consent first."""
    case = work.case(command.case)
    work.permit("record_disclosure", int(case["id"]))
    against = [
        reason
        for source in command.sources
        if (reason := _not_consented(work, source, command.on)) is not None
    ]
    if command.data_protection_check is None:
        text = _("No data-protection check is on file: say who found what, and when.")
        work.warn(Reason("guard_failed", text, None, "data_protection_check"))
    reference = work.number("disclosure", command.disclosure)
    take_step(work, Plan(command, case=case, reference=reference, against=against))


def _not_consented(work: Work, source: str, on: date) -> Reason | None:
    """What stands against passing on the content of a record."""
    about = _record_named(work, source, "sources")
    if _marked(work, about) not in _INFORMAL:
        return None
    connection = work.unit.connection
    for one in consents_about(connection, source):
        uses, until = one.uses, one.until
        ended = is_withdrawn(connection, one.reference, on.isoformat())
        if "pass_on" in uses and one.on <= on.isoformat() <= (until or "9999") and not ended:
            return None
    text = _("{source} came with a handling code; nobody consented to its being passed on.")
    return Reason("guard_failed", text.format(source=source), "record_consent", "sources")


def _marked(work: Work, about: tuple[str, Mapping[str, Any]]) -> str:
    """The handling code of a record: what came by an informal channel is intelligence."""
    kind, row = about
    if kind == "request":
        return "intelligence" if str(row["form"]).startswith("INF") else "evidence"
    if kind == "document":
        informal = brought_by_informal(work.unit.connection, row)
        return "intelligence" if informal else "evidence"
    given = json.loads(row["data"])
    usual = "source_protected" if kind == "report" else "intelligence"
    return str(given.get("handling") or usual)


def _record_named(work: Work, reference: str, field: str) -> tuple[str, Mapping[str, Any]]:
    """A request, a document, an answer of a register or a report by its reference."""
    connection = work.unit.connection
    for kind in ("request", "document"):
        row = finder.by_reference(connection, kind, reference)
        if row is not None and work.may_know(kind, row):
            return kind, row
    event = finder.event_by_reference(connection, reference)
    kinds = {"request_information": "information", "receive_report": "report"}
    if event is not None and event["action"] in kinds and work.may_know("event", event):
        return kinds[str(event["action"])], event
    text = _("There is no request, document, answer or report {reference}.")
    raise NotFound(Reason("not_found", text.format(reference=reference), field=field))


def receive_report(work: Work, command: i.ReceiveReport) -> None:
    """A report; who made it is kept apart, where only those who need it read it."""
    for reference in command.assets:
        work.find("asset", reference, "assets")
    if command.case is not None:
        case = work.case(command.case)
        work.permit("receive_report", int(case["id"]))
        reference = work.number("report", command.report)
        key = take_step(work, Plan(command, case=case, reference=reference))
    else:
        work.permit("receive_report", None)
        key = _keep_without_case(work, command)
    if command.source or command.reference:
        work.unit.insert(
            t.report_source,
            event_id=key,
            source=command.source,
            reference=command.reference,
        )


def _keep_without_case(work: Work, command: i.ReceiveReport) -> int:
    if command.on > work.today:
        text = _("{date} lies in the future: what is still to come is a term or a deadline.")
        raise ValidationFailed(Reason("date_in_future", text.format(date=command.on), field="on"))
    for reference in command.documents:
        work.find("document", reference, "documents")
    day = command.on.isoformat()
    return keep_office_event(work, command, day, {}, work.number("report", command.report))


def assign_report(work: Work, command: i.AssignReport) -> None:
    """The report belongs to the case from now on, and is known to whoever may know the case."""
    report = _report(work, command.report)
    case = work.case(command.case)
    work.permit("assign_report", int(case["id"]))
    if report["case_id"] is not None:
        own = work.stories.case(int(report["case_id"]))["reference"]
        text = _("The report {report} already belongs to {case}.")
        told = text.format(report=command.report, case=own)
        raise RuleViolation(Reason("wrong_state", told, field="report"))
    _not_before(command.on, report)
    require_open(case)
    work.unit.update(t.event, report, case_id=case["id"])
    take_step(work, Plan(command, case=case))


def _report(work: Work, reference: str) -> Mapping[str, Any]:
    """A report of which the actor may know."""
    report = work.event("receive_report", reference, "report")
    if not work.may_know("event", report):
        text = _("There is no report {reference}.").format(reference=reference)
        raise NotFound(Reason("not_found", text, field="report"))
    return report


def give_feedback(work: Work, command: i.GiveFeedback) -> None:
    """Whoever reported was told what came of it."""
    report = _report(work, command.report)
    _not_before(command.on, report)
    if report["case_id"] is None:
        text = _("The report belongs to no case yet: what came of it is not known.")
        raise RuleViolation(Reason("wrong_state", text, "assign_report", "report"))
    case = work.stories.case(int(report["case_id"]))
    work.permit("give_feedback", int(case["id"]))
    take_step(work, Plan(command, case=case, facts={"report": command.report}))


def record_consent(work: Work, command: i.RecordConsent) -> None:
    """More may be done with a record than its handling code says."""
    rows = [_of_a_case(work, kind, reference) for kind, reference in command.about]
    if len({row["case_id"] for row in rows}) > 1:
        text = _("What is consented to belongs to different cases: record a consent for each.")
        raise ValidationFailed(Reason("field_invalid", text, field=command.about[-1][0]))
    case = work.stories.case(int(rows[0]["case_id"]))
    work.permit("record_consent", int(case["id"]))
    reference = work.number("consent", command.consent)
    request = rows[0] if command.request else None
    if request is not None:
        against = consent_out_of_scope(str(request["reference"]), str(request["form"]))
        if against:
            raise RuleViolation(against)
    facts: dict[str, object] = {"about": [name for _kind, name in command.about]}
    take_step(work, Plan(command, case=case, request=request, reference=reference, facts=facts))


def _of_a_case(work: Work, kind: str, reference: str) -> Mapping[str, Any]:
    found, row = _record_named(work, reference, kind)
    if found != kind or row.get("case_id") is None:
        text = _("There is no {kind} {reference} of a case.")
        told = text.format(kind=kind, reference=reference)
        raise NotFound(Reason("not_found", told, field=kind))
    return row


def withdraw_consent(work: Work, command: i.WithdrawConsent) -> None:
    """What was taken over while the consent held stays where it is; nothing more is."""
    consent = work.event("record_consent", command.consent, "consent")
    case = work.stories.case(int(consent["case_id"]))
    work.permit("withdraw_consent", int(case["id"]))
    _not_before(command.on, consent)
    against = []
    if is_withdrawn(work.unit.connection, command.consent, "9999"):
        against.append(Reason("wrong_state", _("The consent was already withdrawn.")))
    reference = f"{command.consent}/end"
    take_step(work, Plan(command, case=case, reference=reference, against=against))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    i.RequestInformation: request_information,
    i.RecordInformation: record_information,
    i.RecordDisclosure: record_disclosure,
    i.ReceiveReport: receive_report,
    i.AssignReport: assign_report,
    i.GiveFeedback: give_feedback,
    i.RecordConsent: record_consent,
    i.WithdrawConsent: withdraw_consent,
}
