"""An order in full: on whom it was served, who challenged it, what it holds, what came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedFacts:
    """A person on whom the order was served."""

    party: str
    on: date
    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyFacts:
    """A challenge, a stay or a variation: `what` is challenge, stay or variation.

    `until` is the day on which it was decided or ended; `outcome` is empty while it is open.
    """

    what: str
    on: date
    by: str
    detail: str
    until: date | None = None
    outcome: str = ""
    suspensive: bool = False
    court: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingFacts:
    """What the order holds of one asset: all of it, or these parts.

    `others` are standing orders that hold it too, `priority` the note on who comes first.
    """

    asset: str
    description: str
    legal_state: str
    state: str
    in_force: bool
    parts: tuple[str, ...] = ()
    amount: Money | None = None
    final_on: date | None = None
    final_parts: tuple[tuple[str, date], ...] = ()
    others: tuple[str, ...] = ()
    priority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFacts:
    """A measure in the chain of an asset; `gap_hours` without a measure lie before it.

    Days are known, not hours: a gap is at least so long. `is_own` marks the order itself.
    """

    asset: str
    order: str
    kind: str
    begins: date | None
    ends: date | None
    state: str
    gap_hours: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDetail:
    """What the page of an order shows beside its head."""

    reference: str
    served: tuple[ServedFacts, ...] = ()
    remedies: tuple[RemedyFacts, ...] = ()
    holdings: tuple[HoldingFacts, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
