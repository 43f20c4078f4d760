"""What stands in the way of a step on a request, and what is only warned of: pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import abroad_actions as b
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.foreign_orders import CERTIFICATES
from asset_recovery.lifecycle.request_position import RequestPosition
from asset_recovery.lifecycle.request_turns import OPEN

COERCIVE = frozenset({"SEA", "AR-T", "AR-R", "CNF"})
OUR_NOTICES = frozenset(
    {
        "supplement",
        "withdrawn",
        "over_recovery_risk",
        "executed_elsewhere",
        "payment_received",
        "confidentiality_ended",
        "victim_decision",
        "limit_agreed",
        "limit_refused",
        "further_state",
        "agrees",
        "objects",
    }
)
NOTICES_OF_EXECUTING = frozenset({"limit_asked", "over_recovery_risk"})
_DONE = ("executed", "partly_executed")
_UNDER_ORDER = ("frozen", "confiscated", "transferred")


@dataclass(frozen=True, slots=True)
class RequestAsk:
    """One question: may this step be taken on this request? `command` is None for `can`."""

    action: str
    request: RequestPosition
    kinds: tuple[str, ...] = ()
    command: Action | None = None

    @property
    def kind(self) -> str | None:
        """The kind of answer or notice, if the command has one."""
        found = getattr(self.command, "kind", None)
        return found if isinstance(found, str) else None


def reasons(ask: RequestAsk) -> list[Reason]:
    """Everything against the step, the most specific first."""
    return list(_RULES[ask.action](ask)) if ask.action in _RULES else []


def _inbound(ask: RequestAsk) -> Iterator[Reason]:
    if not ask.request.is_inbound:
        yield Reason("wrong_state", _("This is a request of ours, not one that we received."))
    elif ask.request.state in ("terminated", "closed"):
        yield Reason("closed_record", _("The request is already ended."))


def _outbound_sent(ask: RequestAsk) -> Iterator[Reason]:
    if ask.request.is_inbound:
        yield Reason("wrong_state", _("This request was received from another State."))
    elif ask.request.is_over:
        yield Reason("closed_record", _("The request is already ended."))
    elif ask.request.sent_on is None:
        yield Reason("wrong_state", _("The request was not sent."), "send_request")


def _share_draft(ask: RequestAsk) -> Iterator[Reason]:
    state = ask.request.state
    if ask.request.is_inbound:
        yield Reason("wrong_state", _("This request was received from another State."))
    elif state in ("draft", "reviewed"):
        before = {"draft": "review_request", "reviewed": "approve_request"}[state]
        text = _("The request is {state}; it must be approved first.")
        yield Reason("wrong_state", text.format(state=state), before)
    elif state not in ("approved", "shared"):
        text = _("The request is already {state}: there is no draft to share.")
        yield Reason("wrong_state", text.format(state=state.replace("_", " ")))


def _remind(ask: RequestAsk) -> Iterator[Reason]:
    yield from _outbound_sent(ask)
    if ask.request.state in ("executed", "refused"):
        yield Reason(
            "wrong_state",
            _("The request is {state}: nothing is awaited.").format(state=ask.request.state),
            "close_request",
        )


def reminder_doubts(request: RequestPosition) -> list[Reason]:
    """What a reminder overlooks: that the other State has answered, or waits for us."""
    said = {
        "more_information": _(
            "On {date} the other State asked for more: it waits for our answer, not we for its."
        ),
        "partly_executed": _(
            "On {date} the other State reported a part: say in the letter what is still awaited."
        ),
        "postponed": _(
            "On {date} the other State postponed the execution: nothing comes before that ends."
        ),
    }
    if request.state not in said or not request.answers:
        return []
    text = said[request.state].format(date=request.answers[-1][0])
    return [Reason("wrong_state", text)]


def _answer(ask: RequestAsk) -> Iterator[Reason]:
    yield from _inbound(ask)
    request, kind = ask.request, ask.kind
    if not request.is_inbound or kind is None:
        return
    if kind in ("recognised", *_DONE):
        yield from _recognised(ask)
    if kind == "limit_asked" and not request.recognised("foreign_freezing"):
        yield Reason(
            "recognition_missing",
            _("No freezing order of the request is recognised: there is nothing to limit."),
            "recognise_order",
        )
    if kind == "terminated":
        for order in request.recognised():
            yield Reason(
                "guard_failed",
                _("The order {order} still holds here: lift it before you report its end.").format(
                    order=order.reference
                ),
                "lift_order",
            )


def _rests_on_order(ask: RequestAsk) -> bool:
    """Whether the answer says that an order holds: a search or a trace is done without one."""
    if ask.request.form in CERTIFICATES or ask.kind == "recognised":
        return True
    results = getattr(ask.command, "results", ())
    return any(str(one.get("outcome")) in _UNDER_ORDER for one in results)


def _recognised(ask: RequestAsk) -> Iterator[Reason]:
    """What is to be executed must be recognised first."""
    request = ask.request
    on_file = [order for order in request.orders.values() if order.kind]
    if any(order.is_own for order in on_file):
        return
    if not on_file:
        if COERCIVE & set(ask.kinds) and _rests_on_order(ask):
            yield Reason(
                "no_order",
                _("No order of the other State is on file for this request."),
                "record_order",
            )
        return
    if not any(order.decision == "recognised" for order in on_file):
        named = ", ".join(order.reference for order in on_file)
        yield Reason(
            "recognition_missing",
            _("Not recognised: {orders}.").format(orders=named),
            "recognise_order",
        )


def _notify(ask: RequestAsk) -> Iterator[Reason]:
    yield from _outbound_sent(ask)
    if ask.kind is not None and ask.kind not in OUR_NOTICES:
        yield _not_ours(ask.kind)
    if ask.kind in ("limit_agreed", "limit_refused"):
        yield from _limit_open(ask)


def _limit_open(ask: RequestAsk) -> Iterator[Reason]:
    limit = ask.request.limit
    if limit is None:
        yield Reason("wrong_state", _("No limit of the duration was asked for."))
    elif limit.answer is not None:
        yield Reason("wrong_state", _("The question of the limit is already answered."))


def _record_notice(ask: RequestAsk) -> Iterator[Reason]:
    if ask.request.is_inbound:
        if ask.kind == "limit_asked":
            yield _not_ours("limit_asked")
        if ask.kind in ("limit_agreed", "limit_refused"):
            yield from _limit_open(ask)
        return
    if ask.request.sent_on is None:
        yield Reason("wrong_state", _("The request was not sent."), "send_request")
    elif ask.kind is not None and ask.kind not in NOTICES_OF_EXECUTING:
        yield _not_ours(ask.kind)


def _not_ours(kind: str) -> Reason:
    text = _("A notice of this kind ({kind}) comes from the other side of the request.")
    return Reason(
        "field_invalid", text.format(kind=code_lists.label("state_notices", kind)), field="kind"
    )


def _close(ask: RequestAsk) -> Iterator[Reason]:
    """A request received is closed once it was answered to the end."""
    request = ask.request
    if not request.is_inbound:
        return
    if request.state not in ("terminated", "refused", "executed", "impossible", "withdrawn"):
        yield Reason(
            "wrong_state",
            _("The request is not yet answered to its end."),
            "answer_request",
        )
    for order in request.recognised():
        yield Reason(
            "guard_failed",
            _("The order {order} still holds here.").format(order=order.reference),
            "lift_order",
        )


def _outbound_only(ask: RequestAsk) -> Iterator[Reason]:
    if ask.request.is_inbound:
        yield Reason("wrong_state", _("This request was received from another State."))


def _signature(ask: RequestAsk) -> Iterator[Reason]:
    """Only what the office signed bears a certificate's signature."""
    if ask.request.is_inbound:
        yield Reason("wrong_state", _("This request was received from another State."))
    elif ask.request.state in OPEN:
        text = _("The request is {state}; it must be signed in the office first.")
        yield Reason("wrong_state", text.format(state=ask.request.state), "sign_request")


def _new_version(ask: RequestAsk) -> Iterator[Reason]:
    """What is not signed yet is changed as it is."""
    if ask.request.is_inbound:
        yield Reason("wrong_state", _("This request was received from another State."))
    elif ask.request.state in OPEN:
        text = _("The request is {state}, not signed: change it as it is.")
        yield Reason("wrong_state", text.format(state=ask.request.state), "fill_request")


_RULES: dict[str, Callable[[RequestAsk], Iterator[Reason]]] = {
    "check_request": _inbound,
    "answer_request": _answer,
    "consult_state": _inbound,
    "postpone_information": _inbound,
    "share_draft": _share_draft,
    "remind_request": _remind,
    "notify_state": _notify,
    "record_state_notice": _record_notice,
    "close_request": _close,
    "new_version": _new_version,
    "record_signature": _signature,
    **dict.fromkeys(
        (
            "fill_request",
            "refresh_request",
            "confirm_text",
            "review_request",
            "approve_request",
            "sign_request",
            "send_request",
            "record_answer",
            "withdraw_request",
        ),
        _outbound_only,
    ),
}


def grounds_of(command: b.AnswerRequest) -> str:
    """The grounds of an answer in words."""
    lists = ("refusal_grounds", "postponement_grounds", "impossibility_grounds")
    found = []
    for ground in command.grounds:
        name = next((one for one in lists if ground in code_lists.code_list(one).codes), None)
        found.append(code_lists.label(name, ground) if name else ground)
    return ", ".join(found)
