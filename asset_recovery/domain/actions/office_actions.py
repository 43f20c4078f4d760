"""Actions on requests, approvals, documents, deadlines, users and the office itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    AnyRef,
    Arg,
    AssetRefs,
    Authority,
    CaseRef,
    Country,
    Data,
    Day,
    Flag,
    LongText,
    NewReference,
    OrderRefs,
    Parties,
    PartyRef,
    RequestRef,
    Rows,
    Text,
    Texts,
    UserRef,
)
from asset_recovery.domain.actions.base import Action, RowShape, check_rows, choice, several
from asset_recovery.domain.actions.case_actions import Classification
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

# What the requested State reports of one asset.
RESULT = {
    "asset": Arg("asset"),
    "outcome": Arg("choice", choices="result_outcomes"),
    "reference": Arg("text"),
    "amount": Arg("money"),
    "expires_on": Arg("date"),
    "costs": Arg("money"),
    "expected": Arg("money"),
    "running_costs": Arg("money"),
    "custodian": Arg("text"),
    "next_hearing": Arg("date"),
    "note": Arg("text"),
}
# What a check that was asked for by an informal channel came to.
CHECK = {
    "check": Arg("text"),
    "outcome": Arg("choice", choices="information_results"),
    "result": Arg("text", limit=5_000),
    "source": Arg("text"),
    "as_at": Arg("date"),
    "value": Arg("text"),
    "reliability": Arg("text"),
    "restrictions": Arg("text", limit=5_000),
}
_EXPECTED = {"asset": Arg("asset"), "amount": Arg("money")}
Roles = Annotated[tuple[str, ...], several("user_roles")]
FilePath = Annotated[str, Arg("file", limit=1_000)]


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRequest(Action):
    """A request to another State is drafted."""

    TITLE: ClassVar[str] = N_("Draft a request")
    request: NewReference | None = None
    case: CaseRef
    form: Text
    to_country: Country
    kinds: Annotated[tuple[str, ...], several("request_kinds")] = ()
    parent: RequestRef | None = None
    to_authority: Authority | None = None
    assets: AssetRefs = ()
    orders: OrderRefs = ()
    parties: Parties = ()
    language: Text | None = None
    fields: Data | None = None
    deadline: Day | None = None
    confidentiality: LongText | None = None
    multiple_states_reason: LongText | None = None
    expected: Annotated[Rows, RowShape(_EXPECTED, {"asset", "amount"})] = ()
    urgent: Flag | None = None

    def check(self) -> None:
        """Each row of `expected` names an asset of the request and what is hoped for."""
        check_rows(self.expected, "expected", _EXPECTED, {"asset", "amount"})
        for place, row in enumerate(self.expected, start=1):
            if row["asset"] not in self.assets:
                text = f"expected: {row['asset']} is none of the assets of the request."
                raise ValidationFailed(Reason("field_invalid", text, None, "expected", place))


@dataclass(frozen=True, kw_only=True, slots=True)
class FillRequest(Action):
    """Fields of a request that a person answers.

    `typed_over` are the answers that she saw, by field: where one changed meanwhile, it is said.
    `language` is what the draft is drawn up in from now on; `beside` the second language of its
    labels, `none` for one language alone.
    """

    TITLE: ClassVar[str] = N_("Fill in the request")
    request: RequestRef
    fields: Data
    typed_over: Data | None = None
    language: Text | None = None
    beside: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewRequest(Action):
    """The draft was reviewed."""

    TITLE: ClassVar[str] = N_("Review the request")
    request: RequestRef
    on: Day
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ApproveRequest(Action):
    """The draft was approved."""

    TITLE: ClassVar[str] = N_("Approve the request")
    request: RequestRef
    on: Day
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignRequest(Action):
    """The request was signed; from now on a change is a new version."""

    TITLE: ClassVar[str] = N_("Sign the request")
    request: RequestRef
    on: Day
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SendRequest(Action):
    """The request left the office."""

    TITLE: ClassVar[str] = N_("Send the request")
    request: RequestRef
    on: Day
    channel: Text
    tracking: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordAnswer(Action):
    """The requested State answered."""

    TITLE: ClassVar[str] = N_("Record an answer")
    RECORD: ClassVar[bool] = True
    request: RequestRef
    on: Day
    kind: Annotated[str, choice("answer_kinds")]
    their_reference: Text | None = None
    grounds: Texts = ()
    results: Annotated[Rows, RowShape(RESULT, {"asset", "outcome"})] = ()
    amount: Amount | None = None
    reply_by: Day | None = None
    checks: Annotated[Rows, RowShape(CHECK, {"check", "outcome"})] = ()

    def check(self) -> None:
        """Each result is of one asset, and its values are well formed."""
        check_rows(self.checks, "checks", CHECK, {"check", "outcome"})
        check_rows(self.results, "results", RESULT, {"asset", "outcome"})
        if self.reply_by is not None and self.reply_by < self.on:
            text = "The supplement would be due before it was asked for."
            raise ValidationFailed(Reason("date_order", text, field="reply_by"))


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawRequest(Action):
    """The request is withdrawn."""

    TITLE: ClassVar[str] = N_("Withdraw the request")
    request: RequestRef
    on: Day


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseRequest(Action):
    """Nothing more is expected of the request."""

    TITLE: ClassVar[str] = N_("Close the request")
    request: RequestRef
    on: Day


@dataclass(frozen=True, kw_only=True, slots=True)
class Approve(Action):
    """The second person of a step that asks for one."""

    TITLE: ClassVar[str] = N_("Approve")
    what: AnyRef
    on: Day
    step: Text | None = None
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reject(Action):
    """The step is refused, or sent back for correction."""

    TITLE: ClassVar[str] = N_("Reject")
    what: AnyRef
    on: Day
    step: Text | None = None
    comment: LongText | None = None
    for_correction: Flag | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegateApproval(Action):
    """Somebody decides for some days what oneself may decide, and no more."""

    TITLE: ClassVar[str] = N_("Delegate approvals")
    delegation: NewReference | None = None
    to: UserRef
    from_: Day
    until: Day
    steps: Texts = ()

    def check(self) -> None:
        """It ends after it begins."""
        if self.until < self.from_:
            raise ValidationFailed(
                Reason("date_order", "The delegation would end before it begins.", field="until")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawDelegation(Action):
    """A delegation ends before its day."""

    TITLE: ClassVar[str] = N_("Withdraw a delegation")
    delegation: Text
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class CorrectStep(Action):
    """A step that waits, or was sent back, is given again with other values; votes are void."""

    TITLE: ClassVar[str] = N_("Correct and submit again")
    what: Text
    on: Day
    arguments: Data
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachDocument(Action):
    """A file is kept with a record."""

    TITLE: ClassVar[str] = N_("Attach a document")
    document: NewReference | None = None
    to: AnyRef
    file: FilePath
    title: Text
    kind: Text
    on: Day | None = None
    language: Text | None = None
    classification: Classification | None = None
    source: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AddUser(Action):
    """A new user; the password is set separately and never passes here."""

    TITLE: ClassVar[str] = N_("Add a user")
    user: NewReference
    name: Text
    roles: Roles
    party: PartyRef | None = None
    until: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeUser(Action):
    """A user's name, roles or term."""

    TITLE: ClassVar[str] = N_("Change a user")
    user: UserRef
    name: Text | None = None
    roles: Roles = ()
    until: Day | None = None
    blocked: Flag | None = None
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeOffice(Action):
    """A fact of the office that stands on paper, or a setting."""

    TITLE: ClassVar[str] = N_("Change the office")
    key: Annotated[str, choice("office_settings")]
    value: Text
    from_: Day
    reason: Text


ACTIONS: tuple[type[Action], ...] = (
    DraftRequest,
    FillRequest,
    ReviewRequest,
    ApproveRequest,
    SignRequest,
    SendRequest,
    RecordAnswer,
    WithdrawRequest,
    CloseRequest,
    Approve,
    Reject,
    DelegateApproval,
    WithdrawDelegation,
    CorrectStep,
    AttachDocument,
    AddUser,
    ChangeUser,
    ChangeOffice,
)
