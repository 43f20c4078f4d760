"""How the proceeds of a confiscation for another State are shared by the Union's rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingRule:
    """The rule as in force on the day of reading: `threshold` in euro; `odd_unit_to` is
    `executing` or `issuing` (the State that receives the unit which cannot be halved)."""

    threshold: Decimal
    odd_unit_to: str = "executing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingFacts:
    """What each State receives of the net of one asset; `base` is the net less what goes to
    victims first, and the two parts add up to it exactly. `order` is the order executed here."""

    asset: str
    order: str
    net: Money
    victims: Money
    base: Money
    executing_state: Money
    issuing_state: Money
