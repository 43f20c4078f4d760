"""When an asset was in custody, with whom and where: from its story, both ends counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.confiscation_actions import DisposeAsset, ReturnAsset
from asset_recovery.domain.actions.custody_actions import (
    MoveCustody,
    ReportIncident,
    TakePossession,
)
from asset_recovery.domain.actions.sale_actions import DeliverAsset
from asset_recovery.domain.day_spans import Span
from asset_recovery.lifecycle.story import Moment

LOST = frozenset({"loss", "theft", "death"})
STAYS = frozenset({"sale", "liquidation"})  # decided, not done: it goes with the delivery


@dataclass(frozen=True, slots=True)
class Stretch:
    """Custody with one keeper at one place; `ended` is how it left: delivered, returned, moved,
    disposed, lost, or "" while it lasts. The day on which a thing goes belongs to both."""

    first: date
    last: date | None
    keeper: str = ""
    place: str = ""
    ended: str = ""

    def span(self, until: date) -> Span:
        """Its days up to that day."""
        return self.first, until if self.last is None else min(self.last, until)


def stretches(story: Iterable[Moment]) -> tuple[Stretch, ...]:
    """The stretches of custody in the order of their days."""
    found: list[Stretch] = []
    for moment in story:
        if moment.phase != "effect":
            continue
        command, on = moment.event.command, moment.on
        begun = _begun(command, on)
        ended = "moved" if begun else _ended(command)
        if ended and found and found[-1].last is None:
            found[-1] = replace(found[-1], last=max(on, found[-1].first), ended=ended)
        if begun:
            found.append(begun)
    return tuple(found)


def _begun(command: Action, on: date) -> Stretch | None:
    """Custody that begins with this step."""
    if isinstance(command, TakePossession):
        place = command.storage or command.place or command.control_reference or ""
        return Stretch(on, None, command.custodian or "", place)
    if isinstance(command, MoveCustody):
        return Stretch(on, None, command.received_by, command.to)
    return None


def _ended(command: Action) -> str:
    """How custody ends with this step; empty: it does not."""
    if isinstance(command, DeliverAsset):
        return "delivered"
    if isinstance(command, ReturnAsset):
        return "returned"
    if isinstance(command, DisposeAsset) and command.kind not in STAYS:
        return "disposed"
    if not isinstance(command, ReportIncident) or command.kind not in LOST:
        return ""
    return "lost" if command.quantity is None else ""
