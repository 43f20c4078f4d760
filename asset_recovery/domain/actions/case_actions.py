"""Actions on cases and parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    AnyRef,
    Arg,
    AssetRefs,
    CaseRef,
    Country,
    Currency,
    Day,
    Flag,
    Lacking,
    LongText,
    Named,
    NewReference,
    Pairs,
    Parties,
    Party,
    PartyRef,
    Share,
    Text,
    Texts,
    UserRef,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.actions.party_actions import PartyParticulars
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

Route = Annotated[str, choice("routes")]
Classification = Annotated[str, choice("classifications")]
PartyRole = Annotated[str, choice("party_roles")]
Offences = Annotated[tuple[str, ...], Arg("texts", limit=2_000)]


def one_of(**given: object) -> None:
    """Refuse if none of these arguments is there."""
    if not any(given.values()):
        names = " or ".join(given)
        raise ValidationFailed(
            Reason("field_missing", f"{names} is missing.", field=next(iter(given)))
        )


def in_order(first: date | None, last: date | None, field: str = "until") -> None:
    """Refuse an end that lies before its beginning."""
    if first is not None and last is not None and last < first:
        text = _("{last} lies before {first}.").format(last=last, first=first)
        raise ValidationFailed(Reason("date_order", text, field=field))


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCase(Action):
    """A new case."""

    TITLE: ClassVar[str] = N_("Open a case")
    case: NewReference | None = None
    title: Text
    on: Day
    legal_system: Text | None = None
    route: Route | None = None
    offences: Offences = ()
    officer: UserRef | None = None
    classification: Classification | None = None
    summary: LongText | None = None
    currency: Currency | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeCase(Action):
    """Facts of a case corrected, with the reason."""

    TITLE: ClassVar[str] = N_("Change the case")
    case: CaseRef
    title: Text | None = None
    officer: UserRef | None = None
    classification: Classification | None = None
    route: Route | None = None
    summary: LongText | None = None
    offences: Offences = ()
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordProceeding(Action):
    """What a court or prosecutor did in the case."""

    TITLE: ClassVar[str] = N_("Record a proceeding")
    RECORD: ClassVar[bool] = True
    case: CaseRef
    kind: Annotated[str, choice("proceeding_kinds")]
    authority: Named
    reference: Text
    on: Day
    stage: Text | None = None
    next_hearing: Day | None = None
    expected_final: Day | None = None
    persons: Parties = ()
    offences: Offences = ()
    outcome: Text | None = None
    final_on: Day | None = None
    in_absentia: Flag | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordProof(Action):
    """A proof that a route asks for."""

    TITLE: ClassVar[str] = N_("Record a proof")
    RECORD: ClassVar[bool] = True
    case: CaseRef
    kind: Annotated[str, choice("proof_kinds")]
    on: Day
    assets: AssetRefs = ()
    persons: Parties = ()
    authority: Named | None = None
    reference: Text | None = None
    amount: Amount | None = None
    period: Text | None = None
    until: Day | None = None
    outcome: Text | None = None
    document: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishNotice(AssetAction):
    """A notice by publication."""

    TITLE: ClassVar[str] = N_("Publish a notice")
    notice: NewReference | None = None
    case: CaseRef | None = None
    on: Day
    kind: Annotated[str, choice("notice_kinds")]
    medium: Text
    until: Day | None = None
    reference: Text | None = None
    document: Text | None = None

    def check(self) -> None:
        """It speaks of a case or of an asset, and ends after it was published."""
        if self.case is None or self.named():
            super(PublishNotice, self).check()
        if self.until is not None and self.until < self.on:
            raise ValidationFailed(
                Reason("date_order", "The notice would end before it is published.", field="until")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterParty(PartyParticulars):
    """A person, company or State."""

    TITLE: ClassVar[str] = N_("Register a party")
    party: NewReference | None = None
    kind: Annotated[str, choice("party_kinds")]
    name: Text
    aliases: Texts = ()
    born: Text | None = None
    died: Text | None = None
    nationality: Text | None = None
    identifiers: Pairs = ()
    address: Text | None = None
    country: Country | None = None
    gatekeeper_role: Text | None = None
    pep: Flag | None = None

    def check(self) -> None:
        """Each kind of party has its own particulars."""
        super(RegisterParty, self).check()
        self.check_kind(self.kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkParty(AssetAction):
    """A party's role in a case or towards an asset."""

    TITLE: ClassVar[str] = N_("Link a party")
    case: CaseRef | None = None
    party: Party
    role: PartyRole
    share: Share | None = None
    from_: Day | None = None
    to: Day | None = None
    source: Text | None = None

    def check(self) -> None:
        """It is linked to a case or to an asset."""
        if self.case is None or self.named():
            super(LinkParty, self).check()


@dataclass(frozen=True, kw_only=True, slots=True)
class RelateParties(Action):
    """How two parties stand to each other."""

    TITLE: ClassVar[str] = N_("Relate two parties")
    party: PartyRef
    to: PartyRef
    relation: Annotated[str, choice("relation_kinds")]
    share: Share | None = None
    votes: Share | None = None
    from_: Day | None = None
    until: Day | None = None
    source: Text | None = None
    confidence: Text | None = None

    def check(self) -> None:
        """It ends after it began."""
        in_order(self.from_, self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignMember(Action):
    """A user joins the case team."""

    TITLE: ClassVar[str] = N_("Assign a team member")
    case: CaseRef
    user: UserRef | None = None
    party: PartyRef | None = None
    role: Text
    from_: Day | None = None
    until: Day | None = None
    authority: Text | None = None

    def check(self) -> None:
        """A user of the office, or a party from outside; the term ends after it began."""
        one_of(user=self.user, party=self.party)
        in_order(self.from_, self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseMember(Action):
    """A user leaves the case team."""

    TITLE: ClassVar[str] = N_("Release a team member")
    case: CaseRef
    user: UserRef | None = None
    party: PartyRef | None = None
    on: Day
    reason: Text

    def check(self) -> None:
        """A user of the office, or a party from outside."""
        one_of(user=self.user, party=self.party)


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideMatch(Action):
    """A person decides whether two parties with names alike are the same."""

    TITLE: ClassVar[str] = N_("Decide a possible match")
    party: PartyRef
    other: PartyRef
    same: Flag
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclareInterest(AssetAction):
    """A conflict of interest, or that there is none."""

    TITLE: ClassVar[str] = N_("Declare an interest, or that there is none")
    party: PartyRef | None = None
    user: UserRef | None = None
    on: Day
    case: CaseRef | None = None
    statement: LongText
    conflict: Flag | None = None
    valid_until: Day | None = None

    def check(self) -> None:
        """Somebody declares it, about something; it is renewed after it was given."""
        one_of(party=self.party, user=self.user)
        in_order(self.on, self.valid_until, "valid_until")
        if self.case is None or self.named():
            super(DeclareInterest, self).check()


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseCase(Action):
    """Nothing is pending in the case."""

    TITLE: ClassVar[str] = N_("Close the case")
    case: CaseRef
    on: Day
    lesson: LongText | None = None
    lacking: Lacking = ()
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ReopenCase(Action):
    """A closed case is taken up again."""

    TITLE: ClassVar[str] = N_("Reopen the case")
    case: CaseRef
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class SealCase(Action):
    """Only whom it concerns may know that the case exists."""

    TITLE: ClassVar[str] = N_("Seal the case")
    case: CaseRef
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class UnsealCase(Action):
    """The seal on the case ends."""

    TITLE: ClassVar[str] = N_("Unseal the case")
    case: CaseRef
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantAccess(Action):
    """A user may know of a sealed case."""

    TITLE: ClassVar[str] = N_("Grant access")
    case: CaseRef
    user: UserRef
    reason: Text
    until: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawAccess(Action):
    """A user may no longer know of a sealed case."""

    TITLE: ClassVar[str] = N_("Withdraw access")
    case: CaseRef
    user: UserRef
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class AddNote(Action):
    """An internal note."""

    TITLE: ClassVar[str] = N_("Add a note")
    to: AnyRef
    text: LongText
    classification: Classification | None = None


ACTIONS: tuple[type[Action], ...] = (
    OpenCase,
    ChangeCase,
    RecordProceeding,
    RecordProof,
    PublishNotice,
    RegisterParty,
    LinkParty,
    RelateParties,
    AssignMember,
    ReleaseMember,
    DecideMatch,
    DeclareInterest,
    CloseCase,
    ReopenCase,
    SealCase,
    UnsealCase,
    GrantAccess,
    WithdrawAccess,
    AddNote,
)
