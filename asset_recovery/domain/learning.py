"""Lines of the yearly tables of what the office learnt."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.domain.money import Money
from asset_recovery.domain.people_facts import ReviewFacts


@dataclass(frozen=True, slots=True)
class PatternYear:
    """How often one way of hiding was met in a year: cases, assets, their value, their names.

    `value` is the sum of today's values in the base currency, each asset once.
    """

    year: int
    code: str
    label: str
    cases: int
    assets: int
    value: Money
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A case that was closed in a year, with its review."""

    year: int
    case: str
    title: str
    review: ReviewFacts
