"""What is shown of the ledger: its accounts, its lines, a statement of account, what waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One kind of account in one currency: what was debited and credited, and what is left.

    `balance` is debit less credit; `side` is where it normally stands (debit or credit).
    """

    kind: str
    side: str
    debit: Money
    credit: Money
    lines: int

    @property
    def balance(self) -> Money:
        """Debit less credit."""
        return self.debit - self.credit


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of the ledger in one currency; `reference` is `kind:holder`."""

    id: int
    reference: str
    kind: str
    holder: str
    case: str | None
    debit: Money
    credit: Money
    lines: int
    first_on: date

    @property
    def balance(self) -> Money:
        """Debit less credit."""
        return self.debit - self.credit


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the ledger with its event. `amount` is a debit above zero, a credit below.

    `record` is the event's own reference, `detail` what it says besides; `is_reversal` marks a line
    that takes back one of the same event. `reference` is that of the account.
    """

    id: int
    reference: str
    on: date
    kind: str
    holder: str
    amount: Money
    action: str
    record: str
    detail: str
    case: str | None
    asset: str | None
    entry: int
    is_reversal: bool


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of a statement of account with the balance after it (debit less credit)."""

    id: int
    on: date
    amount: Money
    balance: Money
    action: str
    record: str
    detail: str
    case: str | None
    asset: str | None
    entry: int


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A statement of account in one currency over a period; sums are debit less credit.

    `base` is the closing balance in the base currency, with the rate and its source in words.
    """

    account: str
    title: str
    side: str
    currency: str
    since: date | None
    until: date
    opening: Money
    debit: Money
    credit: Money
    lines: int
    accounts: tuple[int, ...]
    case: str | None = None
    base: Money | None = None
    rate: str = ""

    @property
    def closing(self) -> Money:
        """Opening balance and everything of the period."""
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class AgedRow:
    """Receipts that nobody has identified yet, by how long they wait (a code of `receipt_ages`)."""

    age: str
    receipts: int
    amount: Money


TOTAL = "total"


def totals_of(rows: Iterable[TrialRow]) -> list[TrialRow]:
    """The last rows of a trial balance: one for each currency, whose balance is zero."""
    found: dict[str, list[TrialRow]] = {}
    for row in rows:
        found.setdefault(row.debit.currency, []).append(row)
    return [
        TrialRow(
            kind=TOTAL,
            side="debit",
            debit=Money.total((one.debit for one in of), currency),
            credit=Money.total((one.credit for one in of), currency),
            lines=sum(one.lines for one in of),
        )
        for currency, of in sorted(found.items())
    ]
