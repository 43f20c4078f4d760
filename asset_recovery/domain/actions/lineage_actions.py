"""Actions by which assets come from assets: split into parts, merged into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Arg,
    AssetRef,
    AssetRefs,
    Day,
    LongText,
    NewReference,
    Rows,
    Text,
    read,
)
from asset_recovery.domain.actions.base import Action, RowShape, check_rows, choice
from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.errors import Reason, ValidationFailed, invalid
from asset_recovery.domain.type_details import read_details
from asset_recovery.i18n import N_, _

MEASURES = ("share", "fraction", "amount", "quantity")
MOST_PARTS = 99
_PART: Mapping[str, Arg] = {
    "asset": Arg("reference", limit=100),
    "share": Arg("share"),
    "fraction": Arg("share"),
    "amount": Arg("money"),
    "quantity": Arg("decimal"),
    "component": Arg("text"),
    "description": Arg("longtext", limit=50_000),
    "type": choice("asset_types"),
    "unit": Arg("text"),
    "location": Arg("text"),
    "details": Arg("details"),
    "identifiers": Arg("pairs"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class SplitAsset(Action):
    """An asset becomes several, which take over its orders, claims, state, custody and costs."""

    TITLE: ClassVar[str] = N_("Split the asset")
    asset: AssetRef
    parts: Annotated[Rows, RowShape(_PART)]
    on: Day | None = None
    method: Text | None = None

    def check(self) -> None:
        """Two parts at least, all measured alike, each with what its own type knows."""
        check_rows(self.parts, "parts", _PART)
        if not 2 <= len(self.parts) <= MOST_PARTS:
            sentence = _("An asset is split into 2 to {most} parts.")
            raise invalid("parts", sentence.format(most=MOST_PARTS))
        measures = {self.measure_of(part) for part in self.parts}
        if len(measures) > 1:
            raise invalid(
                "parts", _("Measure all parts alike: by share, by amount or by quantity.")
            )
        for place, part in enumerate(self.parts, start=1):
            self._check_part(part, place)

    @staticmethod
    def measure_of(part: Mapping[str, object]) -> str | None:
        """share, amount or quantity, or None where the part says nothing of its extent."""
        given = [name for name in MEASURES if part.get(name) is not None]
        if len(given) > 1:
            raise invalid("parts", _("A part has one measure: share, amount or quantity."))
        return None if not given else given[0].replace("fraction", "share")

    @staticmethod
    def _check_part(part: Mapping[str, object], place: int) -> None:
        for name in MEASURES:
            value = part.get(name)
            if value is None:
                continue
            extent = read(value, f"parts.{name}", _PART[name])
            if not getattr(extent, "minor", extent):
                text = _("Part {place} is empty: its {name} is zero.")
                text = text.format(place=place, name=name)
                raise ValidationFailed(Reason("field_invalid", text, None, "parts", place))
        details = part.get("details")
        if isinstance(details, dict) and part.get("type") is not None:
            read_details(asset_type(str(part["type"])), details)


@dataclass(frozen=True, kw_only=True, slots=True)
class MergeAssets(Action):
    """Several assets of a case become one, which takes over what stood on each of them."""

    TITLE: ClassVar[str] = N_("Merge assets into one")
    assets: AssetRefs
    into: NewReference
    method: Text
    on: Day | None = None
    description: LongText | None = None

    def check(self) -> None:
        """Assets are merged with each other, not with nothing."""
        if not self.assets:
            raise ValidationFailed(
                Reason("field_missing", _("The assets are missing."), field="assets")
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class DecideSameAsset(Action):
    """A person decides whether two assets with the same identifier are one thing."""

    TITLE: ClassVar[str] = N_("Decide whether two assets are the same")
    asset: AssetRef
    other: AssetRef
    same: Annotated[str, choice("same_answers")]
    reason: Text


ACTIONS: tuple[type[Action], ...] = (SplitAsset, MergeAssets, DecideSameAsset)
