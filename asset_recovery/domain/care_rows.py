"""Rows of the registers of contracts and of what was given for reuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract or an insurance in one case; `state` is to_come, running, expired or ended.

    `asset` is the first of its assets, `assets` how many they are in this case; `last` the last day
    on which it runs.
    """

    id: int
    reference: str
    kind: str
    party: str
    asset: str
    assets: int
    case: str
    since: date
    until: date | None
    last: date | None
    state: str
    policy: str | None
    sum: Money | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class ReuseRow:
    """An asset that was given for reuse or donated; `breach` since which day, if one is open."""

    id: int
    reference: str
    description: str
    case: str
    management: str
    visits: int
    last_visit: date | None
    finding: str | None
    next_visit: date | None
    breach: date | None
