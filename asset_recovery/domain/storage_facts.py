"""What people see of places of storage: the tree, what lies where, stocktakes, labels, scans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

PATH_MARK = " › "
LISTS = ("found", "missing", "misplaced", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of storage; one made on first use is incomplete until it is set up."""

    reference: str
    incomplete: bool = False
    kind: str | None = None
    parent: str | None = None
    name: str | None = None
    address: str | None = None
    keeper: str | None = None
    environment: tuple[str, ...] = ()
    capacity: int | None = None
    space: str | None = None
    closed_on: date | None = None

    @property
    def title(self) -> str:
        """Its name, else its reference."""
        return self.name or self.reference


@dataclass(frozen=True, slots=True)
class PlaceTree:
    """All places of an office by their references, as a tree."""

    places: Mapping[str, Place]
    _children: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the children of each place, in the order of the references."""
        for place in self.places.values():
            if place.parent in self.places:
                self._children.setdefault(str(place.parent), []).append(place.reference)

    def children(self, reference: str) -> list[str]:
        """The places directly in this one."""
        return self._children.get(reference, [])

    def roots(self) -> list[str]:
        """The places that lie in no other."""
        return [ref for ref, place in self.places.items() if place.parent not in self.places]

    def below(self, reference: str) -> list[str]:
        """The place and all places in it, each before what lies in it."""
        found, waiting = [], [reference]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += reversed(self.children(one))
        return found

    def above(self, reference: str) -> list[str]:
        """The place and those in which it lies, the outermost first."""
        found: list[str] = []
        at: str | None = reference
        while at is not None and at not in found:
            found.append(at)
            place = self.places.get(at)
            at = None if place is None else place.parent
        return found[::-1]

    def path(self, reference: str) -> str:
        """Site › Building › Room › Shelf, by their names."""
        known = (self.places.get(one) for one in self.above(reference))
        return PATH_MARK.join(
            place.title if place else one
            for place, one in zip(known, self.above(reference), strict=True)
        )

    def sum_below(self, own: Mapping[str, int]) -> dict[str, int]:
        """Numbers of each place with those of the places in it."""
        found = dict.fromkeys(self.places, 0)
        for reference, number in own.items():
            for one in self.above(reference):
                if one in found:
                    found[one] += number
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A line of the list of places: how deep it lies, how much lies in it."""

    place: Place
    path: str
    depth: int
    own: int
    below: int
    last_stocktake: date | None = None

    @property
    def full(self) -> str:
        """Things there of what it takes: 12 of 40; without a known capacity the number alone."""
        if self.place.capacity is None:
            return str(self.below)
        return f"{self.below} / {self.place.capacity}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """One thing of a stocktake: what was found, where the records had it."""

    label: str
    outcome: str
    place: str | None = None
    expected: str | None = None
    counted: str | None = None
    description: str = ""
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocktake:
    """A stocktake on file."""

    reference: str
    storage: str
    path: str
    on: date
    by: tuple[str, ...]
    begins: date | None = None
    expected: int = 0
    sample: str | None = None
    explanation: str = ""
    lines: tuple[StockLine, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, outcome: str) -> list[StockLine]:
        """The lines of one of the lists."""
        return [line for line in self.lines if line.outcome == outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan:
    """A plan for checking a part of a place or a case: its seed, how many of how many."""

    reference: str
    of: str
    on: date
    seed: str
    drawn: int
    things: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """What a scan or a typed code turned out to be; `code` names what is wrong, if anything."""

    text: str
    kind: str = ""
    reference: str = ""
    sentence: str = ""
    code: str = ""
    description: str = ""
    stored: str = ""

    @property
    def known(self) -> bool:
        """Whether it is a record of this office."""
        return bool(self.reference)


def short_path(path: str, most: int = 40) -> str:
    """The end of a path that is too long for a label: … › Hall 3 › Shelf 12."""
    parts = path.split(PATH_MARK)
    while len(parts) > 1 and len(PATH_MARK.join(parts)) > most:
        parts = parts[1:]
    kept = PATH_MARK.join(parts)
    return kept if kept == path else f"…{PATH_MARK}{kept}"


def join_names(names: Iterable[str], most: int = 5) -> str:
    """Some names, and how many more there are."""
    listed = list(names)
    more = len(listed) - most
    text = ", ".join(listed[:most])
    return f"{text} (+{more})" if more > 0 else text
