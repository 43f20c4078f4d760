"""Actions on papers: issued with numbered copies, released to somebody, returned or destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AnyRef,
    Arg,
    AssetRef,
    CaseRef,
    Count,
    Day,
    NewReference,
    Pairs,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, choice
from asset_recovery.domain.actions.office_actions import FilePath
from asset_recovery.domain.errors import Reason, ValidationFailed, invalid
from asset_recovery.i18n import N_, _

DocumentRef = Annotated[str, Arg("document", record="document")]
MOST_COPIES = 50
PLAIN_PAPERS = ("dossier", "schedule", "statement", "request")


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuePaper(Action):
    """A paper is made and kept with all that it was made from; its copies are numbered."""

    TITLE: ClassVar[str] = N_("Issue a paper")
    document: NewReference | None = None
    paper: Text
    of: AnyRef
    on: Day | None = None
    recipient: Text | None = None
    purpose: Text | None = None
    profile: Text | None = None
    language: Text | None = None
    copies: Count | None = None
    exhibits: Texts = ()
    broken_exhibits: Annotated[str, choice("broken_exhibits")] | None = None
    as_of: Day | None = None
    known_on: Text | None = None
    options: Pairs = ()

    def check(self) -> None:
        """Copies can be counted."""
        if self.copies is not None and not 1 <= self.copies <= MOST_COPIES:
            text = _("A paper is issued in 1 to {most} copies.").format(most=MOST_COPIES)
            raise ValidationFailed(Reason("field_invalid", text, field="copies"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleasePaper(Action):
    """A copy of an issued paper leaves the office."""

    TITLE: ClassVar[str] = N_("Release a paper")
    document: DocumentRef
    on: Day
    recipient: Text
    purpose: Text
    legal_basis: Text
    copy: Count | None = None
    channel: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPaperReturned(Action):
    """A released copy came back, or its recipient destroyed it."""

    TITLE: ClassVar[str] = N_("Record the return of a paper")
    RECORD: ClassVar[bool] = True
    document: DocumentRef
    on: Day
    outcome: Annotated[str, choice("paper_outcomes")]
    copy: Count | None = None
    by: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideGap(Action):
    """Whether gaps in custody or time stand in the papers for a kind of recipient, and why."""

    TITLE: ClassVar[str] = N_("Decide whether gaps are shown")
    case: CaseRef | None = None
    asset: AssetRef | None = None
    on: Day
    profile: Text
    shown: Annotated[str, choice("gap_decisions")]
    reason: Text

    def check(self) -> None:
        """It is about a case or about one asset."""
        if (self.case is None) == (self.asset is None):
            raise invalid("case", _("Name either a case or an asset."))


@dataclass(frozen=True, kw_only=True, slots=True)
class InstallProfile(Action):
    """Recipients of dossiers that the office itself describes, from a day on."""

    TITLE: ClassVar[str] = N_("Install profiles of dossiers")
    file: FilePath
    from_: Day
    reason: Text


ACTIONS: tuple[type[Action], ...] = (
    IssuePaper,
    ReleasePaper,
    RecordPaperReturned,
    DecideGap,
    InstallProfile,
)
