"""What is shared out of a case: the waterfall to its shares, victims' pools, agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimListFacts:
    """A list of victims: how many in each state, their losses, what they are given and paid.

    Amounts are None where the list holds several currencies. `surplus` and `in_kind` are codes.
    """

    reference: str
    case: str
    count: int
    claimed: int
    admitted_count: int
    rejected: int
    loss: Money | None
    admitted: Money | None
    elsewhere: Money | None
    allocated: Money | None
    paid: Money | None
    claim_by: date | None = None
    surplus: str | None = None
    in_kind: str | None = None
    basis: str | None = None

    @property
    def open_count(self) -> int:
        """How many wait for a claim or for the decision on it."""
        return self.count - self.admitted_count - self.rejected

    @property
    def owed(self) -> Money | None:
        """What is admitted and neither came from elsewhere nor was allocated; never below zero."""
        if self.admitted is None:
            return None
        left = self.admitted
        for part in (self.elsewhere, self.allocated):
            left -= part if part is not None else Money.zero(left.currency)
        return max(left, Money.zero(left.currency))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheFacts:
    """One part of what an agreement promises: expected, confirmed by the other side, received."""

    number: str
    due: date | None
    expected: Money | None
    confirmed: Money | None = None
    confirmed_on: date | None = None
    received: Money | None = None
    received_on: date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """An agreement with another State on sharing or return, with its tranches."""

    reference: str
    on: date
    country: str
    kind: str
    assets: tuple[str, ...] = ()
    amount: Money | None = None
    shares: tuple[tuple[str, str], ...] = ()
    basis: str | None = None
    end_use: str | None = None
    monitoring_party: str | None = None
    offenders_excluded: bool | None = None
    published: bool | None = None
    costs_deducted: Money | None = None
    ground: str | None = None
    final_judgment: bool | None = None
    judgment_waived: bool | None = None
    tranches: tuple[TrancheFacts, ...] = ()

    def total(self, name: str) -> Money | None:
        """The sum of a column of the tranches; None where there is none, or several currencies."""
        found = [getattr(one, name) for one in self.tranches]
        amounts: list[Money] = [one for one in found if one is not None]
        if not amounts or len({one.currency for one in amounts}) > 1:
            return None
        return Money.total(amounts, amounts[0].currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceFacts:
    """A net that changed after its allocation: what is left to allocate, or was too much."""

    asset: str
    amount: Money
    allocations: tuple[str, ...]

    @property
    def step(self) -> str:
        """The action that settles it."""
        return "claw_back" if self.amount.is_negative else "allocate_proceeds"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAllocation:
    """An allocation or a payment that waits for its second person, or money not yet paid."""

    reference: str
    case: str
    what: str
    amount: Money | None
    asked_by: str
    on: date
    approval: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """A deduction as the file has it, or as somebody typed it: class, label, amount, its rate."""

    kind: str
    label: str
    amount: str
    note: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallPreview:
    """What a net would be worked out from: a start for what-if, of which nothing is saved.

    Amounts are plain decimals in `currency`; `gross_of` says what the gross price is: proceeds,
    price, value, or nothing known.
    """

    asset: str
    currency: str
    gross: str
    gross_of: str
    lines: tuple[PreviewLine, ...] = ()
    shares: tuple[tuple[str, str], ...] = ()
    law: str = ""

    def given(self) -> dict[str, object]:
        """The input of the figure `net_proceeds`."""
        found: dict[str, object] = {
            "currency": self.currency,
            "gross": self.gross,
            "deductions": [
                {"class": one.kind, "label": one.label, "amount": one.amount}
                | ({"rank": one.rank} if one.rank is not None else {})
                for one in self.lines
            ],
        }
        if self.shares:
            found["third_party_shares"] = [{"to": to, "share": part} for to, part in self.shares]
        return found
