"""Actions on the care of things held: seals, use, access, second signatures, explanations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AssetRefs,
    Day,
    Flag,
    LongText,
    Named,
    NewReference,
    Number,
    Text,
    TimeOfDay,
    UserRef,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmCustody(Action):
    """Who received a thing signs for it: the second signature of a hand-over."""

    TITLE: ClassVar[str] = N_("Sign for a hand-over")
    transfer: Text
    on: Day
    remark: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSeal(AssetAction):
    """A seal was applied, checked, broken or replaced."""

    TITLE: ClassVar[str] = N_("Record a seal")
    on: Day
    kind: Annotated[str, choice("seal_events")]
    seal: Text
    by: Named
    new_seal: Text | None = None
    intact: Flag | None = None
    place: Text | None = None

    def check(self) -> None:
        """Breaking has a reason; a replacement names the new seal."""
        super(RecordSeal, self).check()
        if self.kind in ("broken", "replaced") and not self.reason:
            raise ValidationFailed(
                Reason("field_missing", "Say why the seal was broken.", field="reason")
            )
        if (self.kind == "replaced") != (self.new_seal is not None):
            text = "A replacement names the new seal; nothing else does."
            raise ValidationFailed(Reason("field_missing", text, field="new_seal"))


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordUse(AssetAction):
    """A meter was read, or care was given to a living thing."""

    TITLE: ClassVar[str] = N_("Record a reading or care given")
    on: Day
    kind: Annotated[str, choice("use_kinds")]
    reading: Number | None = None
    by: Named | None = None
    findings: LongText | None = None
    explanation: LongText | None = None

    def check(self) -> None:
        """A meter has a reading; care says what was done or by whom, and may name a head count."""
        super(RecordUse, self).check()
        if self.kind == "care":
            if self.by is None and self.findings is None:
                text = "Say who cared for it, or what was done."
                raise ValidationFailed(Reason("field_missing", text, field="by"))
        elif self.reading is None:
            raise ValidationFailed(
                Reason("field_missing", "The reading is missing.", field="reading")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordAccess(Action):
    """Somebody was in a place of storage: when, why, with whom, and what was touched."""

    TITLE: ClassVar[str] = N_("Record access to a storage")
    storage: Named
    on: Day
    from_: TimeOfDay
    to: TimeOfDay
    party: Named
    purpose: Text
    unit: Text | None = None
    escort: Named | None = None
    assets: AssetRefs = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ExplainGap(AssetAction):
    """A finding on the chain of custody is explained; it stays on file with its explanation."""

    TITLE: ClassVar[str] = N_("Explain a gap in the chain of custody")
    on: Day
    finding: Text
    explanation: LongText


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUpIncident(Action):
    """What came of an incident, until it is closed."""

    TITLE: ClassVar[str] = N_("Follow up an incident")
    incident: Text
    on: Day
    outcome: Annotated[str, choice("incident_outcomes")]
    findings: LongText
    liable: Named | None = None
    responsible: UserRef | None = None
    due: Day | None = None
    task: NewReference | None = None

    def check(self) -> None:
        """A task has its day; a liability names who answers for it."""
        super(FollowUpIncident, self).check()
        if self.outcome == "task" and self.due is None:
            raise ValidationFailed(
                Reason("field_missing", "By which day is the task due?", field="due")
            )
        if self.outcome == "liability" and self.liable is None:
            raise ValidationFailed(
                Reason("field_missing", "Say who answers for it.", field="liable")
            )


ACTIONS: tuple[type[Action], ...] = (
    ConfirmCustody,
    RecordSeal,
    RecordUse,
    RecordAccess,
    ExplainGap,
    FollowUpIncident,
)
