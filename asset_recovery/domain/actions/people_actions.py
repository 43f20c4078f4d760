"""Actions on who works on a case, who stands aside, and what was learnt from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    CaseRef,
    Day,
    Lacking,
    LongText,
    NewReference,
    Text,
    UserRef,
)
from asset_recovery.domain.actions.base import Action, AssetAction, several
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawRecusal(Action):
    """A supervisor finds that a user need no longer stand aside in a case."""

    TITLE: ClassVar[str] = N_("Withdraw a recusal")
    case: CaseRef
    user: UserRef
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPattern(AssetAction):
    """How property was hidden, in the office's own judgement: internal, for the yearly table."""

    TITLE: ClassVar[str] = N_("Record how it was hidden")
    pattern: NewReference | None = None
    case: CaseRef | None = None
    on: Day
    codes: Annotated[tuple[str, ...], several("concealment_patterns")]
    source: Text | None = None
    corrects: Text | None = None

    def check(self) -> None:
        """It speaks of a case or of assets, and names a way at least."""
        if not self.codes:
            raise ValidationFailed(Reason("field_missing", "codes is empty.", field="codes"))
        if self.case is None or self.named():
            super(RecordPattern, self).check()


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordReview(Action):
    """What was learnt from a case: what the law lacked, article by article, and the lesson."""

    TITLE: ClassVar[str] = N_("Write the close-out review")
    review: NewReference | None = None
    case: CaseRef
    on: Day
    lesson: LongText
    lacking: Lacking = ()


ACTIONS: tuple[type[Action], ...] = (WithdrawRecusal, RecordPattern, RecordReview)
# What stays in the office: these are on no paper for a court, another State or an affected person.
INTERNAL = frozenset({"declare_interest", *(one.action() for one in ACTIONS)})
