"""Receipts, statements and what is expected, as lists and the reconciliation desk show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A line of the register of receipts.

    `state` is open, partly, matched, returned, written_off or waiting; `age` counts the days since
    the booking while something is left, `age_class` is the code of the office's age classes.
    """

    id: int
    reference: str
    on: date
    value_on: date | None
    account: str
    amount: Money
    left: Money
    payer_reference: str
    counterparty: str
    text: str
    bank_reference: str
    statement: str
    state: str
    matched_to: str
    age: int | None
    age_class: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A line of the register of bank statements."""

    id: int
    reference: str
    account: str
    number: str
    opened_on: date | None
    on: date
    opening: Money
    closing: Money
    lines: int
    file: str
    receipts: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Expectation:
    """Money that is to come: `kind` is sale, order, claw_back or agreement.

    `record` is what a receipt is matched to; `open` what is still to come of `amount`. `asset` is
    the asset sold; `account` the identifiers on file of who is to pay, `number` the court's
    own reference of an order.
    """

    kind: str
    record: str
    title: str
    case: str
    who: str
    amount: Money
    open: Money
    since: date | None
    asset: str = ""
    account: str = ""
    number: str = ""

    @property
    def line(self) -> str:
        """What is expected, in one line."""
        parts = (self.asset, self.title, self.number, self.case)
        return " · ".join(one for one in dict.fromkeys(parts) if one and one != self.record)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Why a receipt may belong to an expectation; the more weight, the more speaks for it."""

    record: str
    kind: str
    title: str
    weight: int
    reasons: tuple[str, ...]
    open: Money | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A row of the desk: what is to come, and what speaks for it where a receipt is chosen."""

    expectation: Expectation
    suggestion: Suggestion | None = None

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        return 0 if self.suggestion is None else self.suggestion.weight

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the receipt may belong to it."""
        return () if self.suggestion is None else self.suggestion.reasons

    @property
    def words(self) -> str:
        """All that can be searched for, folded."""
        one = self.expectation
        told = (one.record, one.line, one.who, one.open.display())
        return " ".join(told).casefold()


@dataclass(frozen=True, slots=True)
class Payment:
    """A debit of a statement: matched with what the office recorded, or not on file.

    `how` says by what: decided (by a person, whose match is `match`), reference, amount, or
    nothing. `candidates` are records of the same amount. `event` is the key of the record's event.
    """

    account: str
    statement: str
    line: int
    on: date
    amount: Money
    counterparty: str
    text: str
    reversal: bool
    found: str
    how: str = ""
    candidates: tuple[str, ...] = ()
    match: str = ""
    event: int | None = None

    @property
    def told(self) -> str:
        """What the bank says of it, in one line."""
        return " · ".join(dict.fromkeys(one for one in (self.counterparty, self.text) if one))


@dataclass(frozen=True, slots=True)
class Balance:
    """An account as the bank states it and as the office has it, with what lies between.

    The reasons (text, amount) add up to the difference: the bank's balance less the office's.
    `statement` closes on `on`; `waiting` is what came and is matched with nothing yet: it stands
    in both balances.
    """

    account: str
    statement: str
    on: date
    bank: Money
    office: Money
    difference: Money
    reasons: tuple[tuple[str, Money], ...]
    waiting: Money
