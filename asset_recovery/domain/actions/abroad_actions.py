"""Actions between States: requests received, foreign orders, contact on requests that we make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    AssetRefs,
    CaseRef,
    Country,
    Data,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    OrderRef,
    OrderRefs,
    RequestRef,
    Rows,
    Text,
    Texts,
    read,
)
from asset_recovery.domain.actions.base import (
    Action,
    RowShape,
    WrongUse,
    check_rows,
    choice,
    several,
)
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

# What we report of one asset to the State that asked.
EXECUTION = {
    "asset": Arg("asset"),
    "outcome": Arg("choice", choices="execution_outcomes"),
    "reference": Arg("text"),
    "amount": Arg("money"),
    "asked": Arg("money"),
    "costs": Arg("money"),
    "ground": Arg("choice", choices="impossibility_grounds"),
    "note": Arg("text"),
}
_VICTIM = {
    "kind": Arg("choice", choices="victim_decision_kinds"),
    "to": Arg("text"),
    "amount": Arg("money"),
    "reference": Arg("text"),
    "on": Arg("date"),
    "property": Arg("text"),
}
_GROUNDS_OF = {
    "refused": "refusal_grounds",
    "postponed": "postponement_grounds",
    "impossible": "impossibility_grounds",
}


def check_victim_decision(given: Mapping[str, object] | None) -> None:
    """A victim decision says its kind, and of what is decided to whom; nothing else is known."""
    if given is None:
        return
    for name in given:
        if name not in _VICTIM:
            text = f"victim_decision has no {name}."
            raise WrongUse(Reason("argument_unknown", text, field="victim_decision"))
    needed = ("kind",) if given.get("kind") == "pending" else ("kind", "to")
    for name in needed:
        if given.get(name) is None:
            text = f"victim_decision: its {name} is missing."
            raise ValidationFailed(Reason("field_missing", text, field="victim_decision"))
    for name, value in given.items():
        if value is not None:
            read(value, f"victim_decision.{name}", _VICTIM[name])


def check_grounds(kind: str, grounds: tuple[str, ...]) -> None:
    """A refusal, a postponement and an impossibility each name a ground of its own list."""
    name = _GROUNDS_OF.get(kind)
    if name is None:
        return
    if not grounds:
        text = _("The ground is missing; the codes are: {codes}.")
        codes = ", ".join(code_lists.choices(name))
        raise ValidationFailed(Reason("field_missing", text.format(codes=codes), field="grounds"))
    for ground in grounds:
        code_lists.require(name, ground, "grounds")
    check_not_alone(name, grounds)


def check_not_alone(list_name: str, grounds: tuple[str, ...]) -> None:
    """Some grounds never carry a refusal by themselves."""
    if all(code_lists.more(list_name, ground, "never_alone") for ground in grounds):
        named = ", ".join(code_lists.label(list_name, ground) for ground in grounds)
        text = _("{ground} cannot be the only ground of a refusal.").format(ground=named)
        raise ValidationFailed(Reason("field_invalid", text, field="grounds"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiveRequest(Action):
    """A request of another State came in."""

    TITLE: ClassVar[str] = N_("Receive a request")
    RECORD: ClassVar[bool] = True
    request: NewReference | None = None
    case: CaseRef | None = None
    from_country: Country
    from_authority: Named
    their_reference: Text
    on: Day
    form: Text
    kinds: Annotated[tuple[str, ...], several("request_kinds")]
    channel: Text | None = None
    urgency: Annotated[str, choice("request_urgency")] | None = None
    deadline: Day | None = None
    language: Text | None = None
    assets: AssetRefs = ()
    orders: OrderRefs = ()
    amount: Amount | None = None
    paid_elsewhere: Amount | None = None
    victim_decision: Data | None = None
    confidentiality: LongText | None = None
    fields: Data | None = None  # what the request says, by the keys of the fields of MLA-01

    def check(self) -> None:
        """Amounts in one currency; the victim decision and the deadline are well formed."""
        check_victim_decision(self.victim_decision)
        if self.deadline is not None and self.deadline < self.on:
            text = "The deadline lies before the day of receipt."
            raise ValidationFailed(Reason("date_order", text, field="deadline"))
        asked, paid = self.amount, self.paid_elsewhere
        if asked is None or paid is None:
            return
        if asked.currency != paid.currency:
            text = "What was paid elsewhere is in another currency than what is asked."
            raise ValidationFailed(Reason("currency_mismatch", text, field="paid_elsewhere"))
        if paid > asked:
            text = "More was paid elsewhere than is asked."
            raise ValidationFailed(Reason("amount_exceeds_order", text, field="paid_elsewhere"))


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckRequest(Action):
    """The intake of a request received: competence, dual criminality, completeness."""

    TITLE: ClassVar[str] = N_("Check the request")
    request: RequestRef
    on: Day
    competent: Flag
    dual_criminality: Flag
    complete: Flag
    missing: Texts = ()
    reply_by: Day | None = None
    fields: Data | None = None  # what the request says, by the keys of the fields of MLA-01

    def check(self) -> None:
        """The term for a supplement lies ahead."""
        if self.reply_by is not None and self.reply_by < self.on:
            text = "The term for the supplement lies before the check."
            raise ValidationFailed(Reason("date_order", text, field="reply_by"))


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerRequest(Action):
    """Our answer to a request received."""

    TITLE: ClassVar[str] = N_("Answer the request")
    request: RequestRef
    on: Day
    kind: Annotated[str, choice("reply_kinds")]
    grounds: Texts = ()
    results: Annotated[Rows, RowShape(EXECUTION, {"asset", "outcome"})] = ()
    reply_by: Day | None = None
    until: Day | None = None

    def check(self) -> None:
        """Grounds and results fit the kind of the answer."""
        check_grounds(self.kind, self.grounds)
        check_rows(self.results, "results", EXECUTION, {"asset", "outcome"})
        if self.results and self.kind not in ("executed", "partly_executed", "impossible"):
            text = f"An answer of the kind {self.kind} reports no results."
            raise ValidationFailed(Reason("field_invalid", text, field="results"))
        if self.kind == "partly_executed" and not self.results:
            text = "Say of each asset what was done: results is missing."
            raise ValidationFailed(Reason("field_missing", text, field="results"))
        for name in ("reply_by", "until"):
            day = getattr(self, name)
            if day is not None and day < self.on:
                text = f"{name} lies before the answer."
                raise ValidationFailed(Reason("date_order", text, field=name))


@dataclass(frozen=True, kw_only=True, slots=True)
class RecogniseOrder(Action):
    """A foreign order is recognised and executed here."""

    TITLE: ClassVar[str] = N_("Recognise a foreign order")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    authority: Named
    assets: AssetRefs = ()
    amount: Amount | None = None
    reference: Text | None = None
    concurrent: Flag | None = None
    priority_note: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefuseRecognition(Action):
    """The recognition of a foreign order is refused on a ground."""

    TITLE: ClassVar[str] = N_("Refuse the recognition")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    ground: Annotated[str, choice("refusal_grounds")]
    further_grounds: Annotated[tuple[str, ...], several("refusal_grounds")] = ()
    authority: Named | None = None
    assets: AssetRefs = ()
    consulted_on: Day | None = None
    reference: Text | None = None

    def check(self) -> None:
        """Some grounds never carry a refusal alone."""
        check_not_alone("refusal_grounds", (self.ground, *self.further_grounds))


@dataclass(frozen=True, kw_only=True, slots=True)
class PostponeRecognition(Action):
    """The recognition or execution of a foreign order is put off on a ground."""

    TITLE: ClassVar[str] = N_("Postpone the recognition")
    RECORD: ClassVar[bool] = True
    order: OrderRef
    on: Day
    ground: Annotated[str, choice("postponement_grounds")]
    until: Day | None = None
    authority: Named | None = None
    protective_steps: LongText | None = None

    def check(self) -> None:
        """The end lies after the beginning."""
        if self.until is not None and self.until < self.on:
            text = "The postponement would end before it begins."
            raise ValidationFailed(Reason("date_order", text, field="until"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ShareDraft(Action):
    """A draft is shown to the other side before it is formally sent."""

    TITLE: ClassVar[str] = N_("Share the draft")
    request: RequestRef
    on: Day
    with_: Named
    channel: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RemindRequest(Action):
    """The other side is reminded of a request."""

    TITLE: ClassVar[str] = N_("Send a reminder")
    request: RequestRef
    on: Day
    channel: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultState(Action):
    """The issuing State is consulted before a step that concerns its order."""

    TITLE: ClassVar[str] = N_("Consult the other State")
    request: RequestRef
    on: Day
    subject: Annotated[str, choice("consultation_subjects")]
    assets: AssetRefs = ()
    reply_by: Day | None = None

    def check(self) -> None:
        """The term for the reply lies ahead."""
        if self.reply_by is not None and self.reply_by < self.on:
            text = "The reply would be due before the question."
            raise ValidationFailed(Reason("date_order", text, field="reply_by"))


def _check_notice(command: NotifyState | RecordStateNotice) -> None:
    """What a notice of its kind must say."""
    check_victim_decision(command.victim_decision)
    needed = {
        "executed_elsewhere": "amount",
        "payment_received": "amount",
        "victim_decision": "victim_decision",
        "agrees": "subject",
        "objects": "subject",
    }
    name = needed.get(command.kind)
    if name is not None and getattr(command, name) is None:
        text = f"A notice of the kind {command.kind} says its {name}."
        raise ValidationFailed(Reason("field_missing", text, field=name))


@dataclass(frozen=True, kw_only=True, slots=True)
class NotifyState(Action):
    """We tell the requested State what became of our order."""

    TITLE: ClassVar[str] = N_("Notify the other State")
    request: RequestRef
    on: Day
    kind: Annotated[str, choice("state_notices")]
    channel: Text | None = None
    subject: Annotated[str, choice("consultation_subjects")] | None = None
    assets: AssetRefs = ()
    amount: Amount | None = None
    until: Day | None = None
    victim_decision: Data | None = None

    def check(self) -> None:
        """What a notice of its kind must say."""
        _check_notice(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordStateNotice(Action):
    """The issuing State told us what became of its order."""

    TITLE: ClassVar[str] = N_("Record a notice of the other State")
    RECORD: ClassVar[bool] = True
    request: RequestRef
    on: Day
    kind: Annotated[str, choice("state_notices")]
    their_reference: Text | None = None
    subject: Annotated[str, choice("consultation_subjects")] | None = None
    assets: AssetRefs = ()
    amount: Amount | None = None
    until: Day | None = None
    victim_decision: Data | None = None

    def check(self) -> None:
        """What a notice of its kind must say."""
        _check_notice(self)


@dataclass(frozen=True, kw_only=True, slots=True)
class PostponeInformation(Action):
    """The affected person is not yet told, because the other State asked for it."""

    TITLE: ClassVar[str] = N_("Postpone the information of the affected person")
    request: RequestRef
    on: Day
    reason: Text
    until: Day | None = None

    def check(self) -> None:
        """The end lies after the beginning."""
        if self.until is not None and self.until < self.on:
            text = "The postponement would end before it begins."
            raise ValidationFailed(Reason("date_order", text, field="until"))


ACTIONS: tuple[type[Action], ...] = (
    ReceiveRequest,
    CheckRequest,
    AnswerRequest,
    RecogniseOrder,
    RefuseRecognition,
    PostponeRecognition,
    ShareDraft,
    RemindRequest,
    ConsultState,
    NotifyState,
    RecordStateNotice,
    PostponeInformation,
)
