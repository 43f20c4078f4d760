"""An application for an order, row by row: what was asked, and what was granted of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationRow:
    """One asset of the schedule under its number; `granted` is yes, no, changed, or empty: open.

    `asked` and `given` say the extent in words; empty where it is the whole asset.
    """

    number: int
    asset: str
    description: str
    measure: str
    asked: str = ""
    value: Money | None = None
    value_kind: str | None = None
    value_on: date | None = None
    link: str | None = None
    dissipation_risk: str | None = None
    third_parties: str | None = None
    exemptions: str | None = None
    granted: str = ""
    given: str = ""
    holds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """The application as it was made; `state` is one of `application_states`."""

    on: date
    kind: str
    authority: str
    reasons: str | None = None
    dissipation_risk: str | None = None
    legal_basis: str | None = None
    amount: Money | None = None
    persons: tuple[str, ...] = ()
    decided_on: date | None = None
    decision: str | None = None
    state: str = "open"
    rows: tuple[ApplicationRow, ...] = ()
