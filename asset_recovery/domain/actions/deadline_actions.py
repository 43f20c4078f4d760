"""Actions on deadlines, set or computed: one set, closed, extended, suspended, resumed; the timers.

A deadline is named by its reference (`DL-2026-000004`) or, where the law computes it, by the code
of the term and its record: `plan AMO-2026-000001-42`, with a third word where there are several.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AnyRef,
    Arg,
    Day,
    Flag,
    Named,
    NewReference,
    Text,
)
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

DeadlineRef = Annotated[str, Arg("text", record="deadline")]


@dataclass(frozen=True, kw_only=True, slots=True)
class SetDeadline(Action):
    """Something is due; with `term`, a date beside the one that the law computes."""

    TITLE: ClassVar[str] = N_("Set a deadline")
    deadline: NewReference | None = None
    to: AnyRef
    title: Text
    due: Day
    responsible: Named | None = None
    hard: Flag | None = None
    term: Text | None = None
    subject: Text | None = None

    def check(self) -> None:
        """A date beside a computed one says why."""
        if self.term is not None and not self.reason:
            raise ValidationFailed(
                Reason(
                    "field_missing",
                    _("Say why another date stands beside the computed one."),
                    field="reason",
                )
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseDeadline(Action):
    """What was due is done, or fell away."""

    TITLE: ClassVar[str] = N_("Close a deadline")
    deadline: DeadlineRef
    on: Day
    outcome: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ExtendDeadline(Action):
    """Whoever may do so gave more time; the date before stays on file."""

    TITLE: ClassVar[str] = N_("Extend a deadline")
    deadline: DeadlineRef
    on: Day
    due: Day
    authority: Named | None = None
    reference: Text | None = None
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class SuspendDeadline(Action):
    """The clock stands still from a day, until another or until it is resumed."""

    TITLE: ClassVar[str] = N_("Suspend a deadline")
    deadline: DeadlineRef
    from_: Day
    until: Day | None = None
    reason: Text

    def check(self) -> None:
        """A pause ends after it begins."""
        if self.until is not None and self.until <= self.from_:
            raise ValidationFailed(
                Reason("date_order", _("The pause ends before it begins."), field="until")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class ResumeDeadline(Action):
    """The clock of a suspended deadline runs on."""

    TITLE: ClassVar[str] = N_("Resume a deadline")
    deadline: DeadlineRef
    on: Day


@dataclass(frozen=True, kw_only=True, slots=True)
class RunTimers(Action):
    """What the clock brought about is written down: alarms, tasks, proposals, bars."""

    TITLE: ClassVar[str] = N_("Run the timers")
    until: Day | None = None


ACTIONS: tuple[type[Action], ...] = (
    SetDeadline,
    CloseDeadline,
    ExtendDeadline,
    SuspendDeadline,
    ResumeDeadline,
    RunTimers,
)
