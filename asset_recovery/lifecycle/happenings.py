"""What happened, kept by action: so that a term can start from, or fall away with, any event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from asset_recovery.domain.day_at import moment_of

if TYPE_CHECKING:
    from asset_recovery.domain.actions.base import Action
    from asset_recovery.lifecycle.position import Position
    from asset_recovery.lifecycle.story import StoryEvent


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in effect: its date (and the time, where one was given), its command, its order.

    `seq` is the entry in which it took effect: it tells two events of one day apart.
    """

    on: date
    seq: int
    kind: str | None
    command: Action
    at: datetime | None = None
    order: str | None = None
    reference: str | None = None


def note_happening(
    position: Position, event: StoryEvent, on: date, seq: int, kind: str | None
) -> None:
    """Keep an event that takes effect under the name of its action."""
    command = event.command
    happening = Happening(
        on=on,
        seq=seq,
        kind=kind,
        command=command,
        at=moment_of(getattr(command, "on", None)),
        order=event.order,
        reference=event.reference,
    )
    position.happened.setdefault(type(command).action(), []).append(happening)
