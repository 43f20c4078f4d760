"""Requests to other States: drafted, reviewed, approved, signed, sent, answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import office_actions as r
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import (
    Conflict,
    NotFound,
    Reason,
    RuleViolation,
    ValidationFailed,
)
from asset_recovery.domain.form_facts import Pin
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import check_typed
from asset_recovery.forms.completeness import require_complete
from asset_recovery.forms.filled_form import against_signing
from asset_recovery.forms.form_content import TRANSMISSION
from asset_recovery.forms.form_model import MODULE
from asset_recovery.forms.instruments import load_instruments, load_modules
from asset_recovery.forms.parents import unfit_parent
from asset_recovery.forms.sending import due_at_sending
from asset_recovery.forms.template import Form, FormField, FormShelf, load_form, shelf_of
from asset_recovery.i18n import _
from asset_recovery.lifecycle.foreign_position import money_of
from asset_recovery.lifecycle.request_position import ON_REQUEST, RequestPosition
from asset_recovery.lifecycle.request_rules import RequestAsk, reasons
from asset_recovery.lifecycle.request_turns import (
    already_ended,
    out_of_turn,
    permission_of,
    replaced,
    reviewed_by_same,
)
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.event_query import reviewer_of_request
from asset_recovery.persistence.queries.form_query import forms_of_office
from asset_recovery.persistence.queries.request_query import requests_of_case
from asset_recovery.persistence.repositories.deadline_repository import deadlines_of_answer
from asset_recovery.services.case_parts.request_drafts import living_successors
from asset_recovery.services.draft_keeping import (
    draft_kept,
    filled_now,
    own_row,
    signature_kept,
)
from asset_recovery.services.handlers.abroad_handlers import follow_state
from asset_recovery.services.handlers.informal_requests import require_informal
from asset_recovery.services.handlers.office_handlers import close_own_deadline
from asset_recovery.services.handlers.version_handlers import end_of_replaced, not_the_author
from asset_recovery.services.offering import (
    addressee,
    require_language,
    require_offered,
    situation_of,
    warn_of_state,
)
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.request_kept import (
    RESERVED,
    addressee_of,
    beside_of,
    fields_of,
    parent_of,
    versions_of,
    with_kept,
)
from asset_recovery.services.request_place import require_day, require_of_case, unchanging
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.several_states import beyond_order, require_reason, warn_of_total
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import follow, take_step
from asset_recovery.services.telling_states import (
    task_further_state,
    task_withdrawn,
    told_by_paper,
)
from asset_recovery.services.work import Work, listed

ONE_LANGUAGE = "none"
# Answers by which a paper says to which earlier request it belongs.
PARENT_KEYS = ("parent_reference", "parent_ref", "our_reference", "certificate_reference")
ANSWERED = {
    "acknowledged": "acknowledged",
    "more_information": "more_information",
    "in_execution": "in_execution",
    "partly_executed": "partly_executed",
    "executed": "executed",
    "postponed": "postponed",
    "refused": "refused",
}


def _require_language(code: str | None) -> None:
    """A language that a request may be written in, by its code; a region may follow it."""
    if code is None or code_lists.accepts("languages", code.replace("_", "-").split("-")[0]):
        return
    text = _("{code} is no code of a language, such as en, fr or ar.")
    raise ValidationFailed(
        Reason("field_invalid", text.format(code=repr(code[:20])), field="language")
    )


def draft_request(work: Work, command: r.DraftRequest) -> None:
    """A draft, filled from the case as far as it goes."""
    case = work.case(command.case)
    work.permit("draft_request", int(case["id"]))
    _require_language(command.language)
    form = _form_drafted(work, command)
    require_informal(work, command, form)
    parent = _parent(work, command, form, int(case["id"]))
    _require_offered(work, form, case, command.to_country, command.kinds, parent)
    name, authority = addressee(work, command.to_authority, command.to_country)
    for reference in command.assets:
        require_of_case(work, "asset", reference, case, "assets")
    for reference in command.orders:
        require_of_case(work, "order", reference, case, "orders")
    parties = work.parties(command.parties, "parties")
    forms = (form, *_modules(work, form, command.kinds, command.fields or {}, ()))
    _check_fields(work, forms, command.fields or {})
    require_reason(work, command, case)
    number = work.number("request", command.request)
    key = work.unit.insert(
        t.request,
        reference=number,
        case_id=case["id"],
        direction="out",
        form=form.id,
        country=command.to_country,
        authority=name,
        kinds=listed(command.kinds),
        state="draft",
        made_on=work.today.isoformat(),
        due_on=None if command.deadline is None else command.deadline.isoformat(),
        language=command.language or "en",
        fields=canonical(with_kept(command.fields or {}, parent, _versions(forms), authority)),
        assets=listed(command.assets),
        orders=listed(command.orders),
        parties=listed(parties),
        confidentiality=command.confidentiality,
    )
    row = work.unit.get(t.request, key)
    put_search(work.unit.connection, search_entry("request", row))
    filled = filled_now(work, row, case)
    warn_of_state(work, filled)
    facts = draft_kept(work, row, filled, "draft_request")
    if form.is_on_request:
        facts[ON_REQUEST] = True
    take_step(work, Plan(command, case=case, request=row, on=work.today, facts=facts))


def _form_drafted(work: Work, command: r.DraftRequest) -> Form:
    """The form in force today; annexes follow from what is asked for, and a general form says it.

    Raises RuleViolation `form_out_of_scope`, ValidationFailed `field_missing`.
    """
    form = load_form(command.form, work.today, _shelf(work))
    if form.kind == MODULE:
        text = _("{form} is an annex: draft MLA-01 with the kind of assistance that brings it.")
        raise RuleViolation(
            Reason("form_out_of_scope", text.format(form=form.id), None, field="form")
        )
    if form.is_general and not command.kinds:
        text = _("kinds: say what is asked for, such as SEA.")
        raise ValidationFailed(Reason("field_missing", text, field="kinds"))
    return form


def _parent(work: Work, command: r.DraftRequest, form: Form, case: int) -> str | None:
    """The earlier request of the same case that the paper belongs to.

    Where none is named it is the one whose reference was typed, or the only one that fits.
    """
    named = command.parent
    if named is None:
        if not form.needs_parent:
            return None
        named = _only_parent(work, command, form, case)
    row = work.find("request", named, "parent")
    if int(row["case_id"]) != case:
        text = _("There is no request {request} in this case.").format(request=named)
        raise NotFound(Reason("not_found", text, field="parent"))
    wrong = unfit_parent(form, str(row["reference"]), str(row["direction"]), str(row["form"]))
    if wrong is not None:
        raise RuleViolation(wrong)
    return str(row["reference"])


def _only_parent(work: Work, command: r.DraftRequest, form: Form, case: int) -> str:
    """The earlier request that is meant without being named; raises `field_missing`."""
    fitting = [
        str(row["reference"])
        for row in requests_of_case(work.unit.connection, case)
        if row["country"] == command.to_country
        and parent_of(row) is None
        and unfit_parent(form, "", str(row["direction"]), str(row["form"])) is None
    ]
    typed = [str(value) for key, value in (command.fields or {}).items() if key in PARENT_KEYS]
    meant = [reference for reference in fitting if reference in typed] or fitting
    if len(meant) == 1:
        work.notes.append(_("It belongs to {request}.").format(request=meant[0]))
        return meant[0]
    text = _("parent: {form} belongs to an earlier request; name its reference.")
    raise ValidationFailed(Reason("field_missing", text.format(form=form.id), field="parent"))


def _require_offered(  # noqa: PLR0913, PLR0917 - which form, for which case, to which State
    work: Work,
    form: Form,
    case: Mapping[str, Any],
    country: str,
    kinds: Sequence[str],
    parent: str | None,
    *,
    warns: bool = True,
) -> None:
    """The form applies to the State by its sheet; what is not on file is warned of at the draft."""
    earlier = None if parent is None else work.find("request", parent, "parent")
    situation = situation_of(
        work.unit.connection,
        country,
        work.today,
        route=case["route"],
        kinds=tuple(kinds),
        parent_form="" if earlier is None else str(earlier["form"]),
    )
    require_offered(work, form, situation, warns=warns)


def _shelf(work: Work) -> FormShelf:
    return shelf_of(forms_of_office(work.unit.connection))


def _modules(
    work: Work,
    form: Form,
    kinds: Sequence[str],
    fields: Mapping[str, object],
    pins: Sequence[Pin],
) -> tuple[Form, ...]:
    """The annexes that a general form has for these kinds."""
    if not form.is_general:
        return ()
    instruments = load_instruments(work.today)
    return load_modules(kinds, fields, instruments, work.today, _shelf(work), pins)


def _versions(forms: Sequence[Form]) -> tuple[Pin, ...]:
    return tuple(pin for form in forms for pin in form.pins)


def _check_fields(work: Work, forms: Sequence[Form], fields: Mapping[str, object]) -> None:
    """Typed answers fit their fields; a field that no form has is kept and warned of."""
    reserved = sorted(key for key in fields if key.startswith(RESERVED))
    if reserved:
        text = _("fields: {key} cannot be typed; the names of fields begin with a letter.")
        raise ValidationFailed(
            Reason("field_invalid", text.format(key=reserved[0][:80]), field="fields")
        )
    known = {key for form in forms for field in form.fields for key in _keys(field)}
    problems = check_typed(forms, fields)
    for problem in problems:
        if problem.field not in known:
            work.warn(problem)
    faults = [problem for problem in problems if problem.field in known]
    if faults:
        raise ValidationFailed(faults)


def _keys(field: FormField) -> tuple[str, ...]:
    return (field.key, *field.also)


def fill_request(work: Work, command: r.FillRequest) -> None:
    """Fields that a person answers; what was signed is final."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit("fill_request", int(case["id"]))
    _outbound_only(row)
    final = unchanging(work.unit.connection, row)
    if final:
        raise RuleViolation(final)
    pins = versions_of(row)
    form = load_form(str(row["form"]), work.today, _shelf(work), pins)
    fields = {**fields_of(row), **command.fields}
    forms = (form, *_modules(work, form, json.loads(row["kinds"]), fields, pins))
    _check_fields(work, forms, command.fields)
    _not_overtaken(forms, fields_of(row), command)
    spoken = _languages(row, form, command)
    kept = with_kept(
        fields, parent_of(row), (*pins, *_versions(forms)), addressee_of(row), spoken[1]
    )
    work.unit.update(t.request, row, fields=canonical(kept), state="draft", language=spoken[0])
    row = own_row(work, row)
    filled = filled_now(work, row, case)
    warn_of_state(work, filled)
    facts = draft_kept(work, row, filled, "fill_request")
    take_step(work, Plan(command, case=case, request=row, on=work.today, facts=facts))


def _languages(row: Mapping[str, Any], form: Form, command: r.FillRequest) -> tuple[str, str]:
    """What the draft is drawn up in, and the second language of its labels where it has one."""
    language, beside = command.language or str(row["language"]), beside_of(row)
    if command.beside is not None:
        beside = "" if command.beside == ONE_LANGUAGE else command.beside
    reasons = []
    given = (("language", command.language), ("beside", beside if command.beside else ""))
    for name, code in given:
        if code and not code_lists.accepts("languages", code.replace("_", "-").split("-")[0]):
            text = _("{field}: {code} is no code of a language, such as en or fr.")
            said = text.format(field=name, code=repr(code[:20]))
            reasons.append(Reason("field_invalid", said, field=name))
    if beside and not form.side_by_side:
        text = _("{form} has labels in one language; certificates may have two.")
        reasons.append(Reason("field_invalid", text.format(form=form.id), field="beside"))
    if reasons:
        raise ValidationFailed(reasons)
    return language, "" if beside == language else beside


def _not_overtaken(
    forms: Sequence[Form], kept: Mapping[str, object], command: r.FillRequest
) -> None:
    """What somebody else answered since it was read is not lost unseen."""
    labels = {field.key: field.label for form in forms for field in form.fields}
    text = _("{field} was answered by somebody else meanwhile. Nothing of yours is lost.")
    reasons = [
        Reason(
            "stale_version",
            text.format(field=labels.get(key, key[:80])),
            "fill_request",
            f"fields.{key}",
        )
        for key, seen in (command.typed_over or {}).items()
        if kept.get(key) != seen
    ]
    if reasons:
        raise Conflict(reasons)


def _outbound_only(row: Mapping[str, Any]) -> None:
    """A request that we received is answered, not sent."""
    if str(row["direction"]).startswith("in"):
        raise RuleViolation(
            Reason("wrong_state", _("This request was received from another State."))
        )


def _advance(work: Work, command: Any, to: str) -> Mapping[str, Any]:  # noqa: ANN401
    """One state further; approval, signature and sending ask for completeness."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit(permission_of(type(command).action(), str(row["form"])), int(case["id"]))
    _outbound_only(row)
    wrong = out_of_turn(str(row["state"]), to)
    if wrong is not None:
        raise RuleViolation(wrong)
    require_day(work, row, type(command).action(), command.on)
    filled = filled_now(work, row, case)
    changes: dict[str, object] = {"state": to}
    if to in ("approved", "signed", "sent"):
        country, kinds, parent = str(row["country"]), json.loads(row["kinds"]), parent_of(row)
        _require_offered(work, filled.form, case, country, kinds, parent, warns=False)
        against = against_signing(filled) if to == "signed" else []
        if against:
            raise RuleViolation(against)
        require_complete(filled.missing)
        if to == "sent":
            require_language(filled)
            _goes_along(work, row, case)
        warn_of_state(work, filled)
    kept: dict[str, object] = {}
    if to == "signed":
        pins = _versions((filled.form, *filled.modules))
        kept_fields = with_kept(
            fields_of(row), parent_of(row), pins, addressee_of(row), beside_of(row)
        )
        changes["fields"] = canonical(kept_fields)
        kept = signature_kept(work, row, filled)
    elif to != "sent":
        kept = draft_kept(work, row, filled, type(command).action())
    if to == "sent":
        against = replaced(living_successors(work.unit.connection, row))
        if against:
            raise RuleViolation(against)
        changes["sent_on"] = command.on.isoformat()
    work.unit.update(t.request, row, **changes)
    take_step(work, Plan(command, case=case, request=row, facts=kept))
    return row


def _goes_along(work: Work, row: Mapping[str, Any], case: Mapping[str, Any]) -> None:
    """What must go along with a signed paper is there: translation, copy of the order."""
    due = due_at_sending(filled_now(work, row, case, signed=None))
    require_complete(due)
    for item in due:
        work.warn(item.reason())


def review_request(work: Work, command: r.ReviewRequest) -> None:
    """Read by a legal officer other than who drafted it."""
    not_the_author(work, work.find("request", command.request))
    _advance(work, command, "reviewed")


def approve_request(work: Work, command: r.ApproveRequest) -> None:
    """Approved by somebody who neither drafted nor filled it."""
    row = work.find("request", command.request)
    not_the_author(work, row)
    reviewer = reviewer_of_request(work.unit.connection, int(row["id"]))
    for reason in reviewed_by_same(reviewer, work.actor.id):
        work.warn(reason)
    _advance(work, command, "approved")


def sign_request(work: Work, command: r.SignRequest) -> None:
    """Signed: from now on a change is a new version."""
    row = _advance(work, command, "signed")
    end_of_replaced(work, row, command.on)
    form = load_form(str(row["form"]), work.today, _shelf(work), versions_of(row))
    if form.field(TRANSMISSION) is not None:
        text = _(
            "{request} is signed for the requesting authority. The line of the central authority "
            "is signed on paper, when it passes the request on: print it, have it signed, keep "
            "the scan with attach_document, then send_request."
        )
        work.notes.append(text.format(request=row["reference"]))


def send_request(work: Work, command: r.SendRequest) -> None:
    """Sent; an acknowledgement is awaited, but not of a paper on an earlier request."""
    row = _advance(work, command, "sent")
    if request_position(work.unit.connection, work.stories, row).on_request:
        told_by_paper(work, row, command.on)
        return
    days = work.stories.rules_of(int(row["case_id"])).days("mla_acknowledgement_due", command.on)
    set_deadline(
        work,
        case_id=int(row["case_id"]),
        asset_id=None,
        record=str(row["reference"]),
        title=_("Acknowledgement of {request}").format(request=row["reference"]),
        due=command.on + timedelta(days=days),
        source="request",
    )
    task_further_state(work, row, command.on)


def _one_currency(command: r.RecordAnswer, position: RequestPosition) -> None:
    """What comes of an asset adds up: in a second currency it stands as an asset of its own."""
    summed: dict[tuple[str, str], Money] = {}
    for asset, line in position.results.items():
        on_file = {"amount": line.received, "costs": line.deducted}
        summed |= {(asset, name): value for name, value in on_file.items() if value is not None}
    for place, row in enumerate(command.results, start=1):
        for name in ("amount", "costs"):
            if name == "amount" and row["outcome"] != "returned":
                continue
            value = money_of(row.get(name))
            if value is None:
                continue
            asset = str(row["asset"])
            known = summed.setdefault((asset, name), value)
            if known.currency != value.currency:
                text = _(
                    "What came of {asset} is in {currency}; what comes in {other} stands as an "
                    "asset of its own."
                ).format(asset=asset, currency=known.currency, other=value.currency)
                raise ValidationFailed(Reason("currency_mismatch", text, None, "results", place))


def record_answer(work: Work, command: r.RecordAnswer) -> None:
    """The answer; what it reports of an asset moves that asset."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit("record_answer", int(case["id"]))
    _outbound_only(row)
    if row["sent_on"] is None:
        raise RuleViolation(Reason("wrong_state", _("The request was not sent."), "send_request"))
    require_day(work, row, "record_answer", command.on)
    _one_currency(command, request_position(work.unit.connection, work.stories, row))
    against = beyond_order(work, row, command)
    work.unit.update(
        t.request,
        row,
        state=ANSWERED[command.kind],
        result=command.their_reference or row["result"],
    )
    named = [str(result["asset"]) for result in command.results]
    of_case = [require_of_case(work, "asset", name, case, "results") for name in named]
    assets = [follow(work, dict(asset), command) for asset in of_case]
    facts: dict[str, object] = {"request": row["reference"], "country": row["country"]}
    plan = Plan(
        command,
        case=case,
        request=row,
        assets=assets,
        amount=command.amount,
        facts=facts,
        against=against,
    )
    take_step(work, plan)
    follow_state(work, row)  # an answer that is entered late does not undo a later one
    warn_of_total(work, row)
    for deadline in deadlines_of_answer(work.unit.connection, str(row["reference"])):
        close_own_deadline(work, deadline, command.on, command.kind)


def _end(work: Work, command: Any, to: str) -> None:  # noqa: ANN401
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit(type(command).action(), int(case["id"]))
    over = already_ended(str(row["state"]), type(command).action())
    if over and not str(row["direction"]).startswith("in"):
        raise RuleViolation(over)
    position = request_position(work.unit.connection, work.stories, row)
    against = reasons(RequestAsk(type(command).action(), position, command=command))
    if against:
        raise RuleViolation(against)
    require_day(work, row, type(command).action(), command.on)
    work.unit.update(t.request, row, state=to)
    take_step(work, Plan(command, case=case, request=row))


def withdraw_request(work: Work, command: r.WithdrawRequest) -> None:
    """Nothing is asked any more; other States with the same order are to be told."""
    row = work.find("request", command.request)
    _end(work, command, "withdrawn")
    if row["sent_on"] is not None:
        task_withdrawn(work, row, command.on)


def close_request(work: Work, command: r.CloseRequest) -> None:
    """Nothing more is expected."""
    _end(work, command, "closed")


HANDLERS: dict[type[Action], Callable[..., None]] = {
    r.DraftRequest: draft_request,
    r.FillRequest: fill_request,
    r.ReviewRequest: review_request,
    r.ApproveRequest: approve_request,
    r.SignRequest: sign_request,
    r.SendRequest: send_request,
    r.RecordAnswer: record_answer,
    r.WithdrawRequest: withdraw_request,
    r.CloseRequest: close_request,
}
