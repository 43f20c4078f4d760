"""What the office learnt and told: information asked for, reports, consents, disclosures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import information_actions as i
from asset_recovery.domain.actions.office_actions import RecordAnswer, SendRequest
from asset_recovery.domain.intelligence_facts import (
    CheckFacts,
    ConsentFacts,
    DisclosureFacts,
    InformationFacts,
    Intelligence,
    ReportFacts,
)
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk

INFORMAL_FORMS = "INF-"
DISCLOSING = ("record_disclosure", "send_request", "release_paper")


def intelligence(desk: CaseDesk) -> Intelligence:
    """All of it that had happened by the day that is asked for."""
    information, reports = information_facts(desk), report_facts(desk)
    return Intelligence(
        information=information,
        disclosures=tuple(_disclosures(desk)),
        reports=reports,
        consents=consent_facts(desk),
        checks=tuple(check_facts(desk)),
        informal=tuple(sorted(set(_informal(desk, information, reports)))),
    )


def information_facts(desk: CaseDesk) -> tuple[InformationFacts, ...]:
    """Every request to a register with its newest answer, the oldest first."""
    answers: dict[str, list[Told]] = {}
    for one in desk.done("record_information"):
        assert isinstance(one.command, i.RecordInformation)
        answers.setdefault(one.command.information, []).append(one)
    return tuple(
        _information(desk, one, answers.get(str(one.row["reference"]), []))
        for one in desk.done("request_information")
    )


def _information(desk: CaseDesk, one: Told, answers: list[Told]) -> InformationFacts:
    asked = one.command
    assert isinstance(asked, i.RequestInformation)
    last = answers[-1].command if answers else None
    assert last is None or isinstance(last, i.RecordInformation)
    contents = [
        told.command.content
        for told in answers
        if isinstance(told.command, i.RecordInformation) and told.command.content
    ]
    return InformationFacts(
        reference=str(one.row["reference"]),
        on=one.on,
        to=asked.to,
        register=asked.register,
        register_label=_label("information_registers", asked.register),
        subjects=desk.people(one.facts.get("subjects")),
        assets=asked.assets,
        accounts=asked.accounts,
        gateway=asked.gateway,
        gateway_label=_label("information_gateways", asked.gateway),
        purpose=asked.purpose,
        handling=asked.handling,
        handling_label=_label("handling_codes", asked.handling),
        wanted=asked.wanted or "",
        due=asked.due or _due(desk, str(one.row["reference"])),
        checked=asked.data_protection_check or "",
        state=_state(desk, one, last),
        answered_on=answers[-1].on if answers else None,
        result="" if last is None else last.result,
        result_label="" if last is None else _label("information_results", last.result),
        content="\n".join(contents),
        their_reference="" if last is None else last.their_reference or "",
        restrictions="" if last is None else last.restrictions or "",
        documents=tuple(name for told in answers for name in told.command.documents),
    )


def _due(desk: CaseDesk, reference: str) -> date | None:
    """When the office said that the answer is due."""
    found = [
        date.fromisoformat(row["due"])
        for row in desk.rows.of("deadline")
        if row["record"] == reference and row["source"] == "request"
    ]
    return min(found, default=None)


def _state(desk: CaseDesk, one: Told, last: i.RecordInformation | None) -> str:
    if last is not None and last.result != "partly":
        return "answered"
    asked = one.command
    assert isinstance(asked, i.RequestInformation)
    due = asked.due or _due(desk, str(one.row["reference"]))
    return "late" if due is not None and due < desk.day else "open"


def report_facts(desk: CaseDesk) -> tuple[ReportFacts, ...]:
    """Every report of the case; who made it is not read here."""
    feedback: dict[str, Told] = {}
    for one in desk.done("give_feedback"):
        assert isinstance(one.command, i.GiveFeedback)
        feedback[one.command.report] = one
    return tuple(
        _report(one, feedback.get(str(one.row["reference"]))) for one in desk.done("receive_report")
    )


def _report(one: Told, feedback: Told | None) -> ReportFacts:
    told = one.command
    assert isinstance(told, i.ReceiveReport)
    given = None if feedback is None else feedback.command
    assert given is None or isinstance(given, i.GiveFeedback)
    handling = told.handling or "source_protected"
    return ReportFacts(
        reference=str(one.row["reference"]),
        on=one.on,
        from_kind=told.from_kind,
        from_label=_label("report_sources", told.from_kind),
        handling=handling,
        handling_label=_label("handling_codes", handling),
        summary=told.summary or "",
        persons=told.persons,
        assets=told.assets,
        source_on_file=bool(told.source or told.reference),
        feedback_on=None if feedback is None else feedback.on,
        feedback="" if given is None else given.outcome,
        feedback_label="" if given is None else _label("feedback_outcomes", given.outcome),
    )


def consent_facts(desk: CaseDesk) -> tuple[ConsentFacts, ...]:
    """Every consent with its end, the oldest first."""
    ended: dict[str, date] = {}
    for one in desk.done("withdraw_consent"):
        assert isinstance(one.command, i.WithdrawConsent)
        ended.setdefault(one.command.consent, one.on)
    found = []
    for one in desk.done("record_consent"):
        command, reference = one.command, str(one.row["reference"])
        assert isinstance(command, i.RecordConsent)
        found.append(
            ConsentFacts(
                reference=reference,
                about=tuple(str(name) for name in one.facts.get("about") or ()),
                on=one.on,
                by=command.by,
                uses=command.uses,
                uses_label=", ".join(_label("consent_uses", use) for use in command.uses),
                until=command.until,
                conditions=command.conditions or "",
                withdrawn_on=ended.get(reference),
            )
        )
    return tuple(found)


def check_facts(desk: CaseDesk) -> Iterator[CheckFacts]:
    """What other offices said of the checks that they were asked for, the oldest first."""
    for one in desk.done("record_answer"):
        command = one.command
        assert isinstance(command, RecordAnswer)
        for row in command.checks:
            outcome = str(row["outcome"])
            texts = {
                name: str(row.get(name) or "")
                for name in ("result", "source", "as_at", "value", "reliability", "restrictions")
            }
            yield CheckFacts(
                request=command.request,
                on=one.on,
                check=str(row["check"]),
                outcome=outcome,
                outcome_label=_label("information_results", outcome),
                **texts,
            )


def _disclosures(desk: CaseDesk) -> Iterator[DisclosureFacts]:
    """Everything that left the office, in the order of its dates."""
    for one in sorted(desk.done(*DISCLOSING), key=lambda told: told.on):
        command = one.command
        if isinstance(command, i.RecordDisclosure):
            yield _told(one, command)
        elif isinstance(command, SendRequest):
            yield _sent(desk, one, command)
        else:
            yield _released(one)


def _told(one: Told, command: i.RecordDisclosure) -> DisclosureFacts:
    handling = command.handling
    return DisclosureFacts(
        reference=str(one.row["reference"]),
        on=one.on,
        action="record_disclosure",
        how=_label("disclosure_ways", "record_disclosure"),
        to=command.to,
        basis=command.basis,
        what=command.what,
        purpose=command.purpose or "",
        country=command.recipient_country,
        handling_label="" if handling is None else _label("handling_codes", handling),
        checked=command.data_protection_check or "",
        sources=command.sources,
        documents=command.documents,
    )


def _sent(desk: CaseDesk, one: Told, command: SendRequest) -> DisclosureFacts:
    row = desk.rows.tables["request"].get(one.row["request_id"]) or {}
    return DisclosureFacts(
        reference=command.request,
        on=one.on,
        action="send_request",
        how=_label("disclosure_ways", "send_request"),
        to=str(row.get("authority") or row.get("country") or ""),
        basis=str(row.get("form") or ""),
        what=_("request {reference}").format(reference=command.request),
        country=row.get("country"),
        documents=command.documents,
    )


def _released(one: Told) -> DisclosureFacts:
    given = one.command.given()
    return DisclosureFacts(
        reference=str(given.get("document") or one.row["reference"] or ""),
        on=one.on,
        action="release_paper",
        how=_label("disclosure_ways", "release_paper"),
        to=str(given.get("recipient") or ""),
        basis=str(given.get("legal_basis") or ""),
        what=_("paper {reference}").format(reference=given.get("document") or ""),
        purpose=str(given.get("purpose") or ""),
    )


def _informal(
    desk: CaseDesk, information: Iterable[InformationFacts], reports: Iterable[ReportFacts]
) -> Iterator[str]:
    """The records whose content is intelligence until somebody consents to more."""
    requests = {
        str(row["reference"])
        for row in desk.rows.of("request")
        if str(row["form"]).upper().startswith(INFORMAL_FORMS)
    }
    yield from requests
    yield from (one.reference for one in information if one.handling != "evidence")
    yield from (one.reference for one in reports if one.handling != "evidence")
    keys = {key for key, row in desk.rows.tables["request"].items()
            if row["reference"] in requests}  # fmt: skip
    for one in desk.done("record_information", "receive_report", "record_answer"):
        if one.row["action"] == "record_answer" and one.row["request_id"] not in keys:
            continue
        if json.loads(one.row["data"]).get("handling") != "evidence":
            yield from one.command.documents
    for row in desk.rows.of("document"):
        if row["record"] in requests:
            yield str(row["reference"])


def _label(name: str, code: str) -> str:
    return code_lists.label(name, code)
