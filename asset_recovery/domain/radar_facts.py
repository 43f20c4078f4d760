"""The request radar: what is open with which State, for how long, and how long answers take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money

# Days since sent or received, each up to and with its last day; None: everything older.
AGES: tuple[tuple[int, int | None], ...] = ((0, 30), (31, 60), (61, 90), (91, 180), (181, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTimes:
    """Days from sending or receipt: median, and the ninetieth percentile by nearest rank.

    `answered` requests make the figures, `waiting` ones are only counted; None where none is
    answered.
    """

    answered: int = 0
    waiting: int = 0
    median: Decimal | None = None
    p90: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarLine:
    """Requests with one State in one direction (`out`: ours, `in`: theirs).

    `by_age` counts the open ones by `AGES`, `oldest` is the age of the oldest in days, `late` how
    many are past the term that was asked for. `next_due` is the next reminder or term, `due_late`
    how many of them have passed. `first` are the times to the first answer, `final` to the outcome.
    """

    direction: str
    country: str
    by_age: tuple[int, ...]
    oldest: int
    late: int
    next_due: date | None = None
    due_late: int = 0
    first: AnswerTimes = AnswerTimes()
    final: AnswerTimes = AnswerTimes()
    expected: tuple[Money, ...] = ()
    confirmed: tuple[Money, ...] = ()
    received: tuple[Money, ...] = ()

    @property
    def open(self) -> int:
        """How many are open."""
        return sum(self.by_age)


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarKind:
    """How long requests of one kind of assistance take in one direction."""

    direction: str
    kind: str
    final: AnswerTimes


@dataclass(frozen=True, slots=True)
class RadarGround:
    """How often a State refused on a ground."""

    direction: str
    country: str
    ground: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarFacts:
    """The radar as it stands on a day."""

    on: date
    lines: tuple[RadarLine, ...] = ()
    kinds: tuple[RadarKind, ...] = ()
    grounds: tuple[RadarGround, ...] = ()

    def open(self, direction: str) -> tuple[int, ...]:
        """The open requests of a direction by age."""
        lines = [one.by_age for one in self.lines if one.direction == direction]
        return tuple(map(sum, zip(*lines, strict=True))) if lines else (0,) * len(AGES)


def age_where(place: int) -> str:
    """The condition of the register of requests for one class of age."""
    first, last = AGES[place]
    return f"age >= {first}" + ("" if last is None else f" and age <= {last}")
