"""An invoice as people read it: its lines with what is wrong with each, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """One thing found: its code, its sentence, the money it makes; `wrong` or only to look at."""

    code: str
    text: str
    amount: Money | None
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLineFacts:
    """A line, or one asset's share of it (`part` from 1, `key` and `weight` say by what).

    Amounts are without tax, `vat` beside them. `known` is False where the line belongs to a case
    that the reader must not know of: then only its amounts are there.
    """

    id: int
    place: int
    part: int
    asset: str | None
    asset_description: str
    case: str
    category: str
    description: str
    quantity: Decimal | None
    unit: str | None
    rate: Decimal | None
    amount: Money
    vat: Money
    first: date
    last: date
    key: str | None
    weight: Decimal | None
    expected_days: int | None
    billed_days: int | None
    difference: Money
    findings: tuple[FindingFacts, ...]
    state: str
    said: str
    posting: str | None
    reversed_by: str | None
    terms: tuple[tuple[str, object], ...] = ()
    known: bool = True

    @property
    def name(self) -> str:
        """The line as people name it: 2, or 2.3 for the third share of it."""
        return str(self.place) if self.part == 0 else f"{self.place}.{self.part}"

    @property
    def wrong(self) -> bool:
        """Whether a finding makes it wrong."""
        return any(one.wrong for one in self.findings)

    @property
    def days_difference(self) -> int | None:
        """Days billed beyond those expected."""
        if self.expected_days is None or self.billed_days is None:
            return None
        return self.billed_days - self.expected_days


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceFacts:
    """An invoice in full; `approval` is what waits for the second person."""

    reference: str
    supplier: str
    supplier_reference: str
    number: str
    on: date
    first: date
    last: date
    due_on: date | None
    amount: Money
    vat: Money
    difference: Money
    state: str
    recorded_on: date
    recorded_by: str
    certified_on: date | None = None
    certified_by: str = ""
    comment: str = ""
    approval: str = ""
    approved_on: date | None = None
    sent_on: date | None = None
    sent_reference: str = ""
    paid_on: date | None = None
    paid_reference: str = ""
    documents: tuple[tuple[str, str], ...] = ()
    lines: tuple[InvoiceLineFacts, ...] = ()

    @property
    def wrong(self) -> tuple[InvoiceLineFacts, ...]:
        """The lines that are wrong."""
        return tuple(line for line in self.lines if line.wrong)

    def sum_in(self, *states: str) -> Money:
        """What the lines in these states come to, with tax."""
        found = [line.amount + line.vat for line in self.lines if line.state in states]
        return Money.total(found, self.amount.currency)
