"""Actions on places of storage, labels and stocktakes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    AssetRefs,
    CaseRef,
    Count,
    Day,
    LongText,
    NewReference,
    Rows,
    Share,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import (
    Action,
    AssetAction,
    RowShape,
    check_rows,
    choice,
    several,
)
from asset_recovery.domain.actions.case_actions import one_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

Place = Annotated[str, Arg("text", limit=100)]
COUNTERS = 2
_COUNTED = {"asset": Arg("text"), "quantity": Arg("decimal")}


@dataclass(frozen=True, kw_only=True, slots=True)
class DefineStorage(Action):
    """A place of storage is set up, completed or changed; what is not given stays as it was.

    `capacity` is a number of things, `space` an area or a volume in words.
    """

    TITLE: ClassVar[str] = N_("Set up or change a place of storage")
    storage: Place
    on: Day
    kind: Annotated[str, choice("storage_kinds")]
    parent: Place | None = None
    name: Text | None = None
    address: Text | None = None
    keeper: Text | None = None
    environment: Annotated[tuple[str, ...], several("storage_environments")] = ()
    capacity: Count | None = None
    space: Text | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CloseStorage(Action):
    """An empty place of storage is given up."""

    TITLE: ClassVar[str] = N_("Give up a place of storage")
    storage: Place
    on: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeStock(Action):
    """What is really there is counted by two persons and held against the records.

    An entry of `found` is an asset's reference or what its label says, or an object with the
    quantity counted; `strangers` are labels that belong to nobody known.
    """

    TITLE: ClassVar[str] = N_("Take stock")
    stocktake: NewReference | None = None
    storage: Place
    on: Day
    by: Texts
    found: Annotated[Rows, RowShape(_COUNTED, {"asset"})]
    strangers: Texts = ()
    damaged: AssetRefs = ()
    sample: Text | None = None
    from_: Day | None = None
    explanation: LongText | None = None

    def check(self) -> None:
        """Two different persons count; each thing found is named, with a count or without."""
        check_rows(self.found, "found", _COUNTED, ("asset",))
        two_persons(self.by)
        if self.from_ is not None and self.from_ > self.on:
            raise ValidationFailed(
                Reason("date_order", "The period would begin after the count.", field="from")
            )


def two_persons(by: tuple[str, ...]) -> None:
    """Exactly two persons, who are not the same; raises `ValidationFailed`."""
    if len(by) < COUNTERS:
        text = "Two persons count, each of them is named."
        raise ValidationFailed(Reason("field_missing", text, field="by"))
    if len({name.casefold() for name in by}) < len(by):
        text = "The two who count are one and the same person."
        raise ValidationFailed(Reason("same_person", text, field="by"))
    if len(by) > COUNTERS:
        raise ValidationFailed(Reason("field_invalid", "Two persons count, no more.", field="by"))


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawSample(Action):
    """A plan for checking a part: drawn by a printed seed, large values always."""

    TITLE: ClassVar[str] = N_("Draw a sample for a stocktake")
    sample: NewReference | None = None
    storage: Place | None = None
    case: CaseRef | None = None
    on: Day
    seed: Text
    size: Count | None = None
    share: Share | None = None
    always_above: Amount | None = None

    def check(self) -> None:
        """Of one storage or one case, by a number or by a share."""
        one_of(storage=self.storage, case=self.case)
        one_of(size=self.size, share=self.share)


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueLabel(AssetAction):
    """A label is printed; printed again in the same size, with a reason, it voids the old one."""

    TITLE: ClassVar[str] = N_("Print a label")
    on: Day
    size: Annotated[str, choice("label_sizes")]
    handling: Annotated[tuple[str, ...], several("handling_marks")] = ()
    sheet: Annotated[str, choice("label_sheets")] | None = None
    start: Count | None = None


ACTIONS: tuple[type[Action], ...] = (
    DefineStorage,
    CloseStorage,
    TakeStock,
    DrawSample,
    IssueLabel,
)
