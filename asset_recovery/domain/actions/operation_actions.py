"""Search-and-seizure operations: one record with one inventory and one receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Arg,
    CaseRef,
    Day,
    NewReference,
    OrderRef,
    Text,
    Texts,
    TimeOfDay,
)
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.case_actions import one_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

Incidents = Annotated[tuple[str, ...], Arg("texts", limit=50_000)]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordOperation(Action):
    """A search and seizure: where, when, on what basis, by whom, before whom.

    `from` and `to` are times of day ("06:15") or date-times; what was found is registered, or
    taken into possession, with the operation's reference.
    """

    TITLE: ClassVar[str] = N_("Record an operation")
    RECORD: ClassVar[bool] = True
    operation: NewReference | None = None
    case: CaseRef
    on: Day
    place: Text
    from_: TimeOfDay
    to: TimeOfDay
    power: Text | None = None
    order: OrderRef | None = None
    team: Texts
    witnesses: Texts = ()
    present: Texts = ()
    receipt: NewReference | None = None
    seals: Texts = ()
    photos: Texts = ()
    incidents: Incidents = ()

    def check(self) -> None:
        """It has a basis and a team, begins on its day, and ends after it began."""
        one_of(power=self.power, order=self.order)
        if not self.team:
            raise ValidationFailed(
                Reason("field_missing", "Nobody of the team is named.", field="team")
            )
        begins, ends = self.begins, self.ends
        if begins.date() != self.on:
            raise ValidationFailed(
                Reason(
                    "date_order",
                    f"The operation is of {self.on} and cannot begin on {begins.date()}.",
                    field="from",
                )
            )
        if begins.tzinfo is None or ends.tzinfo is None:
            begins, ends = begins.replace(tzinfo=None), ends.replace(tzinfo=None)
        if ends < begins:
            raise ValidationFailed(
                Reason(
                    "date_order",
                    "The operation would end before it begins; past midnight, give the end with "
                    "its date, as 2026-03-02T01:30.",
                    field="to",
                )
            )

    @property
    def begins(self) -> datetime:
        """The moment at which it began, with its offset where one was given."""
        return moment_on(self.from_, self.on)

    @property
    def ends(self) -> datetime:
        """The moment at which it ended, with its offset where one was given."""
        return moment_on(self.to, self.on)


def moment_on(text: str, day: date) -> datetime:
    """A time of day on its day; a date-time, or a day alone, as it stands."""
    if "-" not in text and "T" not in text:
        return datetime.fromisoformat(f"{day.isoformat()}T{text}")
    return datetime.fromisoformat(text)


ACTIONS: tuple[type[Action], ...] = (RecordOperation,)
