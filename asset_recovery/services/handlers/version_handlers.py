"""New versions of signed requests, and drafts brought in line with the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.actions import version_actions as v
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.office_actions import WithdrawRequest
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.forms.filled_form import texts_to_check
from asset_recovery.i18n import _
from asset_recovery.lifecycle.request_position import ON_REQUEST
from asset_recovery.lifecycle.request_rules import RequestAsk, reasons
from asset_recovery.lifecycle.request_turns import version_open
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.event_query import drafters_of_request
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.case_parts.request_drafts import (
    draft_events,
    lines_of_case,
    living_successors,
)
from asset_recovery.services.draft_keeping import draft_kept, filled_now, own_row
from asset_recovery.services.request_kept import (
    addressee_of,
    beside_of,
    fields_of,
    parent_of,
    versions_of,
    with_kept,
)
from asset_recovery.services.request_place import unchanging
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work

Row = Mapping[str, Any]
# What a new version says as the earlier one did.
_SAME = ("case_id", "direction", "form", "country", "authority", "kinds", "language", "assets",
         "orders", "parties", "confidentiality")  # fmt: skip
# Answers that speak of the request itself and not of the case.
_OWN_ANSWERS = ("request_type", "earlier_requests", "request_date", "oral_request_date")


def new_version(work: Work, command: v.NewVersion) -> None:
    """A draft that says what the signed request says, as the records stand now; it names it."""
    old = work.find("request", command.of, "of")
    case = work.stories.case(int(old["case_id"]))
    work.permit("new_version", int(case["id"]))
    position = request_position(work.unit.connection, work.stories, old)
    against = [*reasons(RequestAsk("new_version", position)), *_version_open(work, old)]
    if against:
        raise RuleViolation(against)
    _after_signature(work, old, command.on)
    sent = old["sent_on"] is not None
    if command.kind == "supplementary" and not sent:
        text = _("{request} was never sent: a new version can only take its place.")
        raise ValidationFailed(
            Reason("field_invalid", text.format(request=old["reference"]), field="kind")
        )
    kind = command.kind or "replacement"
    number = _number(work, command, str(old["reference"]))
    row = _inserted(work, command, old, number)
    lines = lines_of_case(work.unit.connection, int(case["id"]))
    facts: dict[str, object] = {
        "request": number,
        "of": str(old["reference"]),
        "version": lines.version.get(str(old["reference"]), 1) + 1,
        "kind": kind,
        "sent": sent,
    }
    if position.on_request:
        facts[ON_REQUEST] = True
    lines.add(facts)
    filled = filled_now(work, row, case, **lines.of(number))
    facts |= draft_kept(work, row, filled, "new_version")
    take_step(work, Plan(command, case=case, request=row, facts=facts))


def _after_signature(work: Work, old: Row, on: date) -> None:
    """Nothing takes the place of a request before it was signed."""
    events = draft_events(work.unit.connection, int(old["id"]))
    signed = next((one.on for one in events if one.action == "sign_request"), None)
    if signed is not None and on < signed:
        text = _("That lies before {date}, when {request} was signed.")
        raise ValidationFailed(
            Reason("date_order", text.format(date=signed, request=old["reference"]), field="on")
        )


def _number(work: Work, command: v.NewVersion, old: str) -> str:
    """The reference given, else that of the request with the number of its version."""
    if command.request is not None:
        return work.number("request", command.request)
    base, mark, counted = old.rpartition("-V")
    stem = base if mark and counted.isdigit() else old
    place = int(counted) if stem != old else 1
    while finder.is_taken(work.unit.connection, "request", f"{stem}-V{place + 1}"):
        place += 1
    return work.number("request", f"{stem}-V{place + 1}")


def _inserted(work: Work, command: v.NewVersion, old: Row, number: str) -> Row:
    typed = {key: value for key, value in fields_of(old).items() if key not in _OWN_ANSWERS}
    key = work.unit.insert(
        t.request,
        **{name: old[name] for name in _SAME},
        reference=number,
        state="draft",
        made_on=work.today.isoformat(),
        due_on=None if command.deadline is None else command.deadline.isoformat(),
        # By the forms in force now: the versions that it was made with are not taken over.
        fields=canonical(with_kept(typed, parent_of(old), (), addressee_of(old), beside_of(old))),
    )
    row = work.unit.get(t.request, key)
    put_search(work.unit.connection, search_entry("request", row))
    return row


def _version_open(work: Work, old: Row) -> list[Reason]:
    """That a new version is already being drafted."""
    return version_open(living_successors(work.unit.connection, old))


def end_of_replaced(work: Work, row: Row, on: date) -> None:
    """An unsent request whose place a signed one takes is withdrawn with its signature."""
    connection = work.unit.connection
    before = lines_of_case(connection, int(row["case_id"])).before.get(str(row["reference"]))
    old = None if before is None else finder.by_reference(connection, "request", before)
    if old is None or old["sent_on"] is not None or old["state"] in ("withdrawn", "closed"):
        return
    reason = _("Replaced by {request}").format(request=row["reference"])
    work.unit.update(t.request, old, state="withdrawn")
    case = work.stories.case(int(old["case_id"]))
    command = WithdrawRequest(request=str(old["reference"]), on=on, reason=reason)
    take_step(work, Plan(command, case=case, request=own_row(work, old)))
    work.notes.append(
        _("{old} is withdrawn: {new} takes its place.").format(
            old=old["reference"], new=row["reference"]
        )
    )


def refresh_request(work: Work, command: v.RefreshRequest) -> None:
    """The draft takes note of the records as they stand; named typed answers give way to them."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit("refresh_request", int(case["id"]))
    position = request_position(work.unit.connection, work.stories, row)
    final = [] if position.is_inbound else unchanging(work.unit.connection, row)
    against = [*reasons(RequestAsk("refresh_request", position)), *final]
    if against:
        raise RuleViolation(against)
    typed = fields_of(row)
    for key in command.fields:
        if key not in typed:
            text = _("Nobody typed an answer to {field}: the records are followed as they stand.")
            raise NotFound(Reason("not_found", text.format(field=key), field="fields"))
    left = {key: value for key, value in typed.items() if key not in command.fields}
    kept = with_kept(left, parent_of(row), versions_of(row), addressee_of(row), beside_of(row))
    work.unit.update(t.request, row, fields=canonical(kept), state="draft")
    row = own_row(work, row)
    facts = draft_kept(work, row, filled_now(work, row, case), "refresh_request")
    take_step(work, Plan(command, case=case, request=row, on=work.today, facts=facts))


def confirm_text(work: Work, command: v.ConfirmText) -> None:
    """The legal officer stands for texts that were marked; they count while they read the same."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit("confirm_text", int(case["id"]))
    position = request_position(work.unit.connection, work.stories, row)
    final = [] if position.is_inbound else unchanging(work.unit.connection, row)
    against = [*reasons(RequestAsk("confirm_text", position)), *final]
    if against:
        raise RuleViolation(against)
    not_the_author(work, row)
    waiting = {text.key: text for text in texts_to_check(filled_now(work, row, case))}
    unknown = [key for key in command.fields if key not in waiting]
    if unknown:
        text = _("No text of {field} waits to be checked. Waiting: {fields}.")
        named = ", ".join(waiting) or _("none")
        raise NotFound(
            Reason("not_found", text.format(field=unknown[0], fields=named), field="fields")
        )
    facts: dict[str, object] = {"texts": {key: waiting[key].digest for key in command.fields}}
    take_step(work, Plan(command, case=case, request=row, facts=facts))


def not_the_author(work: Work, row: Row) -> None:
    """Who wrote a request does not vouch for it; raises `same_person`."""
    if work.actor.id in drafters_of_request(work.unit.connection, int(row["id"])):
        raise RuleViolation(
            Reason("same_person", _("You wrote this request; somebody else must look at it."))
        )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    v.NewVersion: new_version,
    v.RefreshRequest: refresh_request,
    v.ConfirmText: confirm_text,
}
