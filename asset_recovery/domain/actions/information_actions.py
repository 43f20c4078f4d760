"""Actions on what the office learns and tells: registers asked, reports, consents, disclosures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Arg,
    AssetRefs,
    CaseRef,
    Country,
    Day,
    LongText,
    Named,
    NewReference,
    Parties,
    RequestRef,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, choice, several
from asset_recovery.domain.actions.victim_actions import PROTECTED
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

InformationRef = Annotated[str, Arg("reference", record="information", limit=100)]
ReportRef = Annotated[str, Arg("reference", record="report", limit=100)]
ConsentRef = Annotated[str, Arg("reference", record="consent", limit=100)]
DocumentRef = Annotated[str, Arg("document", record="document")]
Handling = Annotated[str, choice("handling_codes")]


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestInformation(Action):
    """A register, a bank or the own FIU is asked what it knows of persons, things or accounts."""

    TITLE: ClassVar[str] = N_("Ask a register for information")
    information: NewReference | None = None
    case: CaseRef
    on: Day
    to: Named
    register: Annotated[str, choice("information_registers")]
    subjects: Parties = ()
    assets: AssetRefs = ()
    accounts: Texts = ()
    gateway: Annotated[str, choice("information_gateways")]
    purpose: LongText
    handling: Handling
    wanted: LongText | None = None
    due: Day | None = None
    data_protection_check: LongText | None = None

    def check(self) -> None:
        """Something is asked about, and the answer is not due before the question."""
        faults = []
        if not (self.subjects or self.assets or self.accounts):
            text = "Name the persons, the assets or the accounts that are asked about."
            faults.append(Reason("field_missing", text, field="subjects"))
        if self.due is not None and self.due < self.on:
            text = "The answer is due before the question is asked."
            faults.append(Reason("date_order", text, field="due"))
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordInformation(Action):
    """What a register, a bank or the own FIU answered."""

    TITLE: ClassVar[str] = N_("Record the answer of a register")
    RECORD: ClassVar[bool] = True
    information: InformationRef
    on: Day
    result: Annotated[str, choice("information_results")]
    content: LongText | None = None
    their_reference: Text | None = None
    restrictions: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordDisclosure(Action):
    """Information of a case was given out: to whom, on what basis, and what."""

    TITLE: ClassVar[str] = N_("Record a disclosure")
    disclosure: NewReference | None = None
    case: CaseRef
    on: Day
    to: Named
    basis: LongText
    what: LongText
    purpose: LongText | None = None
    recipient_country: Country | None = None
    handling: Handling | None = None
    sources: Texts = ()
    data_protection_check: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiveReport(Action):
    """Somebody told the office something; who it was stands apart and on no paper."""

    TITLE: ClassVar[str] = N_("Record a report received")
    RECORD: ClassVar[bool] = True
    report: NewReference | None = None
    case: CaseRef | None = None
    on: Day
    from_kind: Annotated[str, choice("report_sources")]
    handling: Handling | None = None
    summary: LongText | None = None
    persons: Texts = ()
    assets: AssetRefs = ()
    source: LongText | None = None
    reference: Text | None = None

    def given(self) -> dict[str, object]:
        """The arguments for the journal; source and its reference stand in a table of their own."""
        given = super(ReceiveReport, self).given()
        return {
            name: PROTECTED if name in ("source", "reference") else value
            for name, value in given.items()
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class AssignReport(Action):
    """A report that came without a case belongs to one."""

    TITLE: ClassVar[str] = N_("Assign a report to a case")
    report: ReportRef
    case: CaseRef
    on: Day


@dataclass(frozen=True, kw_only=True, slots=True)
class GiveFeedback(Action):
    """Whoever reported is told what came of it, without any fact of the case."""

    TITLE: ClassVar[str] = N_("Record feedback on a report")
    report: ReportRef
    on: Day
    outcome: Annotated[str, choice("feedback_outcomes")]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordConsent(Action):
    """Whoever gave information allows more than its handling code does."""

    TITLE: ClassVar[str] = N_("Record a consent to use")
    RECORD: ClassVar[bool] = True
    consent: NewReference | None = None
    request: RequestRef | None = None
    document: DocumentRef | None = None
    information: InformationRef | None = None
    report: ReportRef | None = None
    on: Day
    by: Named
    uses: Annotated[tuple[str, ...], several("consent_uses")]
    until: Day | None = None
    conditions: LongText | None = None

    def check(self) -> None:
        """Something is consented to, for at least one use, and not for a time that is over."""
        faults = []
        if not self.about:
            text = "Name the request, document, answer or report to which the consent belongs."
            faults.append(Reason("field_missing", text, field="request"))
        if not self.uses:
            faults.append(Reason("field_missing", "uses is missing.", field="uses"))
        if self.until is not None and self.until < self.on:
            text = "The consent ends before it is given."
            faults.append(Reason("date_order", text, field="until"))
        if faults:
            raise ValidationFailed(faults)

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """What is named, each with its kind: request, document, answer of a register, report."""
        named = {
            "request": self.request,
            "document": self.document,
            "information": self.information,
            "report": self.report,
        }
        return tuple((kind, reference) for kind, reference in named.items() if reference)


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawConsent(Action):
    """A consent holds no longer."""

    TITLE: ClassVar[str] = N_("Record the withdrawal of a consent")
    RECORD: ClassVar[bool] = True
    consent: ConsentRef
    on: Day
    by: Named | None = None


ACTIONS: tuple[type[Action], ...] = (
    RequestInformation,
    RecordInformation,
    RecordDisclosure,
    ReceiveReport,
    AssignReport,
    GiveFeedback,
    RecordConsent,
    WithdrawConsent,
)
# What comes by these stands on no paper that leaves the office.
INTELLIGENCE = frozenset(one.action() for one in ACTIONS)
