"""What people did to a computed term: a date beside it, an extension, a pause, a waiver.

The computed date itself is never overwritten (deadlines.md): all of this stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still from a day until another (not counted); open while None."""

    since: date
    until: date | None
    reason: str


@dataclass(slots=True)
class TermChanges:
    """Changes of one computed term of one record.

    `started` is the event's date to which they belong: where the term starts anew from another
    date, they no longer hold.
    """

    started: date | None = None
    manual: date | None = None
    manual_reason: str = ""
    extended: date | None = None
    extended_reason: str = ""
    pauses: list[Pause] = field(default_factory=list)
    waived_on: date | None = None
    waived_reason: str = ""

    @property
    def is_paused(self) -> bool:
        """Whether a pause has not ended."""
        return any(pause.until is None for pause in self.pauses)
