"""Requests of other States: received, checked, answered, their orders recognised; notices."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import abroad_actions as b
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.case_actions import OpenCase
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.request_position import RequestPosition
from asset_recovery.lifecycle.request_rules import RequestAsk, reasons, reminder_doubts
from asset_recovery.lifecycle.request_story import with_shortfall
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.request_query import request_of_order
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import open_deadlines
from asset_recovery.services.draft_keeping import draft_kept, filled_now
from asset_recovery.services.handlers.case_handlers import open_case
from asset_recovery.services.handlers.office_handlers import close_own_deadline
from asset_recovery.services.handlers.order_handlers import on_order
from asset_recovery.services.intake_test import warn_of_contents
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.request_kept import fields_of
from asset_recovery.services.request_place import require_day
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import follow, take_step
from asset_recovery.services.telling_states import told_other_state
from asset_recovery.services.work import Work, listed

Row = Mapping[str, Any]
REMINDED = "reminder"


def receive_request(work: Work, command: b.ReceiveRequest) -> None:
    """The intake of another State's request; what it names need not be in the register yet."""
    known = _on_file(work, command.assets, "asset")
    orders = _on_file(work, command.orders, "order")
    case = _case_of(work, command, [*known.values(), *orders.values()])
    work.permit("receive_request", int(case["id"]))
    number = work.number("request", command.request)
    key = work.unit.insert(
        t.request,
        reference=number,
        case_id=case["id"],
        direction="in",
        form=command.form,
        country=command.from_country,
        authority=command.from_authority,
        kinds=listed(command.kinds),
        state="received",
        made_on=command.on.isoformat(),
        due_on=None if command.deadline is None else command.deadline.isoformat(),
        result=command.their_reference,
        language=command.language or "en",
        fields=canonical(command.fields or {}),
        assets=listed(command.assets),
        orders=listed(command.orders),
        parties="[]",
        confidentiality=command.confidentiality,
    )
    row = work.unit.get(t.request, key)
    put_search(work.unit.connection, search_entry("request", row))
    for reference in command.assets:
        if reference not in known:
            text = _("{asset} is not in the register yet; the request keeps its name.")
            work.warn(Reason("not_found", text.format(asset=reference), "register_asset", "assets"))
    assets = [follow(work, asset, command) for asset in known.values()]
    plan = Plan(
        command,
        case=case,
        assets=assets,
        request=row,
        facts={"request": number},
        amount=command.amount,
    )
    take_step(work, plan)


def _on_file(work: Work, references: tuple[str, ...], kind: str) -> dict[str, Row]:
    """Those of these records that are on file, by their references."""
    found: dict[str, Row] = {}
    for reference in references:
        try:
            found[reference] = work.find(kind, reference)
        except NotFound:
            continue
    return found


def _case_of(work: Work, command: b.ReceiveRequest, records: list[Row]) -> Row:
    """The case named, else that of what the request names, else a new one of its own."""
    cases = {int(record["case_id"]) for record in records}
    if command.case is not None:
        case = work.case(command.case)
        if cases - {int(case["id"])}:
            text = _("What the request names belongs to another case.")
            raise ValidationFailed(Reason("field_invalid", text, field="assets"))
        return case
    if len(cases) > 1:
        text = _("What the request names belongs to different cases; say which one (case).")
        raise ValidationFailed(Reason("field_invalid", text, field="case"))
    if cases:
        return work.stories.case(cases.pop())
    title = _("Request of {country}: {reference}").format(
        country=country_name(command.from_country), reference=command.their_reference
    )
    open_case(work, OpenCase(title=title[:300], on=command.on))
    return work.case(work.made["case"])


def _opened(work: Work, command: Any) -> tuple[Row, Row, RequestPosition]:  # noqa: ANN401
    """The request, its case and its position; every rule on the step is asked."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit(type(command).action(), int(case["id"]))
    position = request_position(work.unit.connection, work.stories, row)
    ask = RequestAsk(type(command).action(), position, tuple(json.loads(row["kinds"])), command)
    found = reasons(ask)
    if found:
        raise RuleViolation(found)
    _in_order(position, command.on)
    return row, case, position


def _in_order(position: RequestPosition, on: date) -> None:
    """Nothing happens to a request before it came in, or before it was made."""
    begun = position.received_on if position.is_inbound else position.sent_on
    if begun is not None and on < begun:
        text = _("That lies before {date}, when the request {did}.").format(
            date=begun, did=_("came in") if position.is_inbound else _("was sent")
        )
        raise ValidationFailed(Reason("date_order", text, field="on"))


def _assets_of(work: Work, row: Row, command: Action, named: tuple[str, ...] = ()) -> list[Row]:
    """The assets of the request that are on file, or those of them that the step names."""
    of_request = json.loads(row["assets"])
    for reference in named:
        if reference not in of_request:
            text = _("The request does not name {asset}.").format(asset=reference)
            raise NotFound(Reason("not_found", text, field="assets"))
    found = _on_file(work, tuple(named or of_request), "asset")
    followed = [follow(work, asset, command) for asset in found.values()]
    return list({int(asset["id"]): asset for asset in followed}.values())


def _step(  # noqa: PLR0913, PLR0917 - the parts of a step on a request
    work: Work,
    command: Action,
    row: Row,
    case: Row,
    assets: list[Row],
    facts: dict[str, object] | None = None,
) -> None:
    """Keep the step as an event of the request and of its assets; its row follows the story."""
    facts = {"request": str(row["reference"]), "country": str(row["country"]), **(facts or {})}
    amount = getattr(command, "amount", None)
    take_step(
        work,
        Plan(command, case=case, assets=assets, request=row, facts=facts, amount=amount),
    )
    follow_state(work, row)


def follow_state(work: Work, row: Row) -> None:
    """The row of a request says what its story makes of it."""
    current = work.unit.get(t.request, int(row["id"]))
    state = request_position(work.unit.connection, work.stories, current).state
    if state != current["state"]:
        work.unit.update(t.request, current, state=state)


def check_request(work: Work, command: b.CheckRequest) -> None:
    """The look at competence, dual criminality and completeness; while incomplete, clocks stand."""
    row, case, _position = _opened(work, command)
    if command.complete and (command.missing or command.reply_by):
        text = _("A complete request lacks nothing: leave out missing and reply_by.")
        raise ValidationFailed(Reason("field_invalid", text, field="missing"))
    if not command.complete and not command.missing:
        text = _("Say what is missing, so that it can be asked for.")
        work.warn(Reason("field_missing", text, field="missing"))
    if not command.competent:
        text = _("Not competent: forward the request and tell the sender.")
        work.warn(Reason("guard_failed", text, "answer_request"))
    if not command.dual_criminality:
        text = _("No dual criminality: a ground of refusal, except for listed offences.")
        work.warn(Reason("guard_failed", text, "refuse_recognition"))
    if command.fields:
        kept = {**fields_of(row), **command.fields}
        row = {**row, "fields": canonical(kept)}
        work.unit.update(t.request, work.unit.get(t.request, int(row["id"])),
                         fields=row["fields"])  # fmt: skip
    warn_of_contents(work, row, case, complete=command.complete)
    _step(work, command, row, case, _assets_of(work, row, command))


def answer_request(work: Work, command: b.AnswerRequest) -> None:
    """Our answer; a result names assets of the request and what of the sum was not found."""
    row, case, _position = _opened(work, command)
    named = tuple(str(one["asset"]) for one in command.results)
    of_request = json.loads(row["assets"])
    for place, reference in enumerate(named, start=1):
        if reference not in of_request:
            text = _("The request does not name {asset}.").format(asset=reference)
            raise NotFound(Reason("not_found", text, None, "results", place))
    results = [with_shortfall(dict(one)) for one in command.results]
    if command.kind == "limit_asked" and not (command.reason or command.note):
        text = _("A request to limit the freezing gives its reasons.")
        work.warn(Reason("field_missing", text, field="reason"))
    if command.kind == "partly_executed" and not any("shortfall" in one for one in results):
        text = _("Say what was asked of each asset, so that the shortfall is told.")
        work.warn(Reason("field_missing", text, field="results"))
    _step(work, command, row, case, _assets_of(work, row, command), {"results": results})
    for deadline in open_deadlines(work.unit.connection, str(row["reference"]), REMINDED):
        close_own_deadline(work, deadline, command.on, command.kind)


def consult_state(work: Work, command: b.ConsultState) -> None:
    """A question to the issuing State before a step that concerns its order."""
    row, case, _position = _opened(work, command)
    _step(work, command, row, case, _assets_of(work, row, command, command.assets))


def postpone_information(work: Work, command: b.PostponeInformation) -> None:
    """The affected person is told later, because the other State asked for it."""
    row, case, position = _opened(work, command)
    if position.informed:
        text = _("The affected person was already informed.")
        raise RuleViolation(Reason("wrong_state", text))
    _step(work, command, row, case, [])


def notify_state(work: Work, command: b.NotifyState) -> None:
    """We tell the requested State what became of our order."""
    row, case, _position = _opened(work, command)
    _step(work, command, row, case, _assets_of(work, row, command, command.assets))
    told_other_state(work, row, command.on, command.kind)


def record_state_notice(work: Work, command: b.RecordStateNotice) -> None:
    """The other State told us something; a person then does what follows from it."""
    row, case, position = _opened(work, command)
    asked, paid = position.amount, command.amount
    if command.kind in ("executed_elsewhere", "payment_received") and asked and paid:
        before = position.paid_elsewhere
        if paid.currency != (before or asked).currency:
            text = _("The request is in {currency}.").format(currency=(before or asked).currency)
            raise ValidationFailed(Reason("currency_mismatch", text, field="amount"))
    _step(work, command, row, case, _assets_of(work, row, command, command.assets))
    if command.kind == "reminder":
        _answer_by(work, row, command)
    if command.kind == "withdrawn" and position.recognised():
        orders = ", ".join(order.reference for order in position.recognised())
        work.notes.append(_("The State withdrew: lift {orders}.").format(orders=orders))


def _answer_by(work: Work, row: Row, command: b.RecordStateNotice) -> None:
    """A reminder is answered by the day that it names, else within the term of a receipt."""
    rules = work.stories.rules_of(int(row["case_id"]))
    days = rules.days("mla_acknowledgement_due", command.on)
    set_deadline(
        work,
        case_id=int(row["case_id"]),
        asset_id=None,
        record=str(row["reference"]),
        title=_("Tell {country} how far {request} has come").format(
            country=country_name(str(row["country"])), request=row["reference"]
        ),
        due=command.until or command.on + timedelta(days=days),
        source=REMINDED,
    )


def share_draft(work: Work, command: b.ShareDraft) -> None:
    """The approved draft is shown to the other side; what it says may still be changed."""
    row, case, _position = _opened(work, command)
    require_day(work, row, "share_draft", command.on)
    kept = draft_kept(work, row, filled_now(work, row, case), "share_draft")
    _step(work, command, row, case, [], kept)


def remind_request(work: Work, command: b.RemindRequest) -> None:
    """The other side is reminded; the next reminder counts from here."""
    row, case, position = _opened(work, command)
    for doubt in reminder_doubts(position):
        work.warn(doubt)
    _step(work, command, row, case, [])


# --- recognition ----------------------------------------------------------------------------


def office_decides(work: Work, authority: str | None) -> bool:
    """Whether the office itself decides: an act; of another authority it keeps a record."""
    own = finder.setting(work.unit.connection, "name", "")
    return authority is None or authority.casefold() == own.casefold()


def _decide(work: Work, command: Any, **changes: object) -> None:  # noqa: ANN401
    """A decision on recognition: an act where the office decides, else the record of one."""
    order = work.order(command.order)
    request = request_of_order(work.unit.connection, int(order["id"]))
    if office_decides(work, command.authority):
        if command.irregular:
            text = _("The office decides this itself: what a rule forbids it does not do.")
            raise ValidationFailed(Reason("field_invalid", text, field="irregular"))
        if request is not None and isinstance(command, b.RecogniseOrder):
            _require_check(work, request)
    states = {
        b.RecogniseOrder: "recognised",
        b.RefuseRecognition: "recognition_refused",
        b.PostponeRecognition: "postponed",
    }
    on_order(work, command, states[type(command)], None, **changes)
    if request is not None:
        follow_state(work, request)


def _require_check(work: Work, request: Row) -> None:
    position = request_position(work.unit.connection, work.stories, request)
    if position.last_check is None:
        text = _("The intake of the request {request} is not on file.")
        raise RuleViolation(
            Reason("form_incomplete", text.format(request=request["reference"]), "check_request")
        )


def recognise_order(work: Work, command: b.RecogniseOrder) -> None:
    """The order of another State is recognised: from now on it holds here."""
    changes: dict[str, object] = {}
    if command.amount is not None:
        changes = {
            "amount_minor": command.amount.minor,
            "amount_currency": command.amount.currency,
        }
    _decide(work, command, **changes)


def refuse_recognition(work: Work, command: b.RefuseRecognition) -> None:
    """The recognition is refused on a ground."""
    if command.consulted_on is None and command.ground in ("RF-FORM", "RF-FR", "RF-DUAL"):
        text = _("Before this refusal the issuing State is consulted.")
        work.warn(Reason("guard_failed", text, "consult_state", "consulted_on"))
    _decide(work, command)


def postpone_recognition(work: Work, command: b.PostponeRecognition) -> None:
    """The recognition or execution is put off on a ground."""
    _decide(work, command)


HANDLERS: dict[type[Action], Callable[..., None]] = {
    b.ReceiveRequest: receive_request,
    b.CheckRequest: check_request,
    b.AnswerRequest: answer_request,
    b.ConsultState: consult_state,
    b.PostponeInformation: postpone_information,
    b.ShareDraft: share_draft,
    b.RemindRequest: remind_request,
    b.NotifyState: notify_state,
    b.RecordStateNotice: record_state_notice,
    b.RecogniseOrder: recognise_order,
    b.RefuseRecognition: refuse_recognition,
    b.PostponeRecognition: postpone_recognition,
}
