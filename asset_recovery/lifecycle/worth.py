"""What a position remembers of its valuation: instructions, reviews, calculations, motions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class InstructionPosition:
    """A valuer was asked for a report; `answered_by` is the valuation that came of it."""

    reference: str
    on: date
    valuer: str
    purpose: str
    due: date | None = None
    answered_by: str | None = None


@dataclass(slots=True)
class ReviewPosition:
    """What the reviewer of a report found."""

    on: date
    outcome: str
    second_needed: bool = False


@dataclass(slots=True)
class MotionPosition:
    """A motion for interlocutory sale: drafted, and finalised on a day."""

    reference: str
    on: date
    finalised_on: date | None = None


@dataclass(slots=True)
class Worth:
    """All of it, by reference."""

    instructions: dict[str, InstructionPosition] = field(default_factory=dict)
    reviews: dict[str, ReviewPosition] = field(default_factory=dict)
    calculations: dict[str, date] = field(default_factory=dict)
    motions: dict[str, MotionPosition] = field(default_factory=dict)

    @property
    def motion(self) -> MotionPosition | None:
        """The motion drafted last."""
        return next(reversed(self.motions.values()), None)

    def unanswered(self) -> list[InstructionPosition]:
        """Instructions on which no report came yet."""
        return [one for one in self.instructions.values() if one.answered_by is None]
