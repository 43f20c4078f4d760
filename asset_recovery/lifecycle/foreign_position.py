"""What an asset knows of other States: their requests to us, and what they report to us of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asset_recovery.domain.money import Money

PENDING = "pending"


@dataclass(frozen=True, slots=True)
class VictimDecision:
    """A decision of the issuing State for a victim; `kind` "pending": proceedings still run."""

    kind: str
    to: str = ""
    amount: Money | None = None

    @property
    def is_pending(self) -> bool:
        """Whether it is not yet decided."""
        return self.kind == PENDING


@dataclass(slots=True)
class InboundPosition:
    """A request of another State as it concerns one asset.

    `fit` is None while the intake was not checked, else whether we are competent and nothing is
    missing; `consulted` maps a subject to the day of our question, `replies` to "agrees" or
    "objects".
    """

    request: str
    country: str
    form: str = ""
    received_on: date | None = None
    amount: Money | None = None
    paid_elsewhere: Money | None = None
    victim: VictimDecision | None = None
    fit: bool | None = None
    missing: tuple[str, ...] = ()
    consulted: dict[str, date] = field(default_factory=dict)
    replies: dict[str, str] = field(default_factory=dict)
    withdrawn_on: date | None = None


@dataclass(slots=True)
class AbroadPosition:
    """What another State reports of one asset on one request of ours; amounts with their days."""

    request: str
    country: str = ""
    outcome: str = ""
    on: date | None = None
    reference: str | None = None
    expected: Money | None = None
    expected_on: date | None = None
    confirmed: Money | None = None
    confirmed_on: date | None = None
    received: Money | None = None
    received_on: date | None = None
    deducted: Money | None = None
    running_costs: Money | None = None
    expires_on: date | None = None
    custodian: str | None = None
    next_hearing: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether the other State holds it on our request."""
        return self.outcome in ("frozen", "confiscated")


def money_of(value: object) -> Money | None:
    """Money as an action's row or an event's facts hold it."""
    if isinstance(value, Money):
        return value
    if isinstance(value, Mapping) and "amount" in value and "currency" in value:
        return Money.parse(str(value["amount"]), str(value["currency"]))
    return None


def day_of(value: object) -> date | None:
    """A day as an action's row holds it."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def victim_of(given: Mapping[str, object] | None) -> VictimDecision | None:
    """The victim decision that an action gives."""
    if not given:
        return None
    return VictimDecision(
        kind=str(given.get("kind") or ""),
        to=str(given.get("to") or ""),
        amount=money_of(given.get("amount")),
    )


def add(first: Money | None, second: Money | None) -> Money | None:
    """The sum of two amounts of one currency, either of which may be missing."""
    if first is None or second is None:
        return first or second
    return first + second if first.currency == second.currency else second
