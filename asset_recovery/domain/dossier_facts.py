"""What the dossier tells beside the records themselves: visits and calculations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.value_facts import CalculationFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFacts:
    """Somebody was in a place of storage and touched things of the case; times as written."""

    reference: str
    on: date
    begins: str
    ends: str
    place: str
    who: str
    purpose: str
    unit: str = ""
    escort: str = ""
    assets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCalculation:
    """A calculation that was kept with the file, and of which assets."""

    assets: tuple[str, ...]
    told: CalculationFacts
