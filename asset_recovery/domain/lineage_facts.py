"""How one asset came from another, and in which cases it stands, as pages and papers show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageFacts:
    """`how` is part_of, split_into, merged_from or merged_into the other `asset`, on that day.

    `share` is the part of every sum, rounded to four decimals where it is not exact.
    """

    how: str
    asset: str
    on: date
    method: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HintFacts:
    """What the rules of its type advise for an asset, why, and how sure the rule itself is."""

    code: str
    text: str
    because: str
    mark: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShare:
    """A case of an asset that stands in several, with its share of the costs if one is agreed."""

    case: str
    share: str | None = None
    is_home: bool = False
