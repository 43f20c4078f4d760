"""What an asset's story says of reversal, claw-back, liability and return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from asset_recovery.domain.money import Money


class Reversal(NamedTuple):
    """A confiscation that was annulled after its execution; `amount` as the authority said it."""

    order: str
    on: date
    authority: str
    reference: str
    amount: Money | None
    rate: Decimal | None
    interest_from: date | None
    costs_borne_by: str | None
    ground: str | None


class Payment(NamedTuple):
    """Money given for what was reversed, or for a liability; by its receipt or reference."""

    on: date
    amount: Money
    reference: str


@dataclass(slots=True)
class ClawBackPosition:
    """A payment that is asked back, with what has come in of it."""

    reference: str
    allocation: str
    to: str
    on: date
    amount: Money
    received: list[Payment] = field(default_factory=list)

    @property
    def recovered(self) -> Money:
        """What came back so far."""
        return Money.total((one.amount for one in self.received), self.amount.currency)

    @property
    def open(self) -> Money:
        """What is still to come back: a contingent liability of the office."""
        left = self.amount - self.recovered
        return left if not left.is_negative else Money.zero(left.currency)


@dataclass(slots=True)
class LiabilityPosition:
    """Something the office answers for, with what was paid of it."""

    reference: str
    kind: str
    on: date
    amount: Money
    reason: str
    party: str = ""
    settled: list[Payment] = field(default_factory=list)

    @property
    def paid(self) -> Money:
        """What was paid so far."""
        return Money.total((one.amount for one in self.settled), self.amount.currency)

    @property
    def open(self) -> Money:
        """What is still to be paid."""
        return self.amount - self.paid


class Obstacle(NamedTuple):
    """Why the asset could not be given back, and whether it was deposited instead."""

    on: date
    reason: str
    deposited: bool
    account: str | None


class Insurance(NamedTuple):
    """A sum insured between two days."""

    since: date
    until: date
    amount: Money


class Loss(NamedTuple):
    """An incident in which the thing was lost, stolen or perished."""

    on: date
    kind: str
    amount: Money | None


LOSSES = frozenset({"loss", "theft", "death"})


@dataclass(slots=True)
class Remedy:
    """Reversals, what was paid for them, payments asked back, liabilities, obstacles, losses."""

    reversals: list[Reversal] = field(default_factory=list)
    paid: list[Payment] = field(default_factory=list)
    returned_on: date | None = None
    claw_backs: dict[str, ClawBackPosition] = field(default_factory=dict)
    liabilities: dict[str, LiabilityPosition] = field(default_factory=dict)
    obstacle: Obstacle | None = None
    insurances: list[Insurance] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    interest: list[Payment] = field(default_factory=list)
    before: str = ""

    @property
    def newest(self) -> Reversal | None:
        """The reversal that counts."""
        return self.reversals[-1] if self.reversals else None
