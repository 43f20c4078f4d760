"""Actions on the returns: figures are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import Day, NewReference, Text
from asset_recovery.domain.actions.base import Action, choice
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishSnapshot(Action):
    """The figures of a period are frozen as they are known now; a new one names its reason."""

    TITLE: ClassVar[str] = N_("Publish figures")
    snapshot: NewReference | None = None
    period: Text
    shape: Annotated[str, choice("return_shapes")]
    on: Day


ACTIONS: tuple[type[Action], ...] = (PublishSnapshot,)
