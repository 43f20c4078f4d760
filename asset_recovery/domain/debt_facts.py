"""Facts of what is owed: the account of a value order, and what the office answers for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtLineFacts:
    """A line of the account: what happened, interest since the line before, what was left.

    `what` is a code of `debt_entries`; `amount` what came in or was charged, `accepted` what of it
    counts, `surplus` what was beyond all that was due.
    """

    on: date
    what: str
    source: str
    reference: str
    amount: Money | None
    interest: Money
    accepted: Money
    surplus: Money
    to_costs: Money
    to_interest: Money
    to_principal: Money
    principal_left: Money
    interest_left: Money
    costs_left: Money
    left: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityFacts:
    """An asset that stands for the order, and what it is worth in the order's currency."""

    asset: str
    description: str
    state: str
    value: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtFacts:
    """The account of a value order on the day of reading.

    principal + interest + costs = paid + written_off + fallen_away + outstanding; `surplus` was
    paid beyond. `coverage` is securities over outstanding with four decimals (None: nothing is
    outstanding), `alarm` high, low or none; `satisfied` paid over the sum that was owed.
    """

    order: str
    case: str
    debtors: tuple[str, ...]
    on: date
    principal: Money
    interest: Money
    costs: Money
    paid: Money
    written_off: Money
    fallen_away: Money
    outstanding: Money
    surplus: Money
    satisfied: str
    satisfied_on: date | None
    since: date
    age: str
    rate: str
    rate_basis: str
    interest_from: date
    day_count: str
    state: str
    secured: Money
    coverage: str | None
    alarm: str
    release_proposed: bool
    securities: tuple[SecurityFacts, ...] = ()
    lines: tuple[DebtLineFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiabilityFacts:
    """Something the office answers for, or may have to: `kind` is a code of `liability_sources`.

    `amount` is None where a thing is owed and no money. `contingent`: it becomes a loss only if
    somebody else does not pay.
    """

    reference: str
    asset: str
    kind: str
    on: date
    party: str
    amount: Money | None
    paid: Money | None
    open: Money | None
    basis: str
    contingent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtRow:
    """A line of the aged balance: one value order with its account on a day."""

    reference: str
    case: str
    debtors: str
    state: str
    principal: Money
    interest: Money
    costs: Money
    paid: Money
    written_off: Money
    outstanding: Money
    surplus: Money
    age: str
    since: date
    secured: Money
    coverage: Decimal | None
    alarm: str
    satisfied_on: date | None


def aged(rows: Iterable[DebtRow]) -> list[tuple[str, str, int, Money]]:
    """What is outstanding by currency and age class: (currency, age, how many orders, sum)."""
    found: dict[tuple[str, str], list[Money]] = {}
    for row in rows:
        if not row.outstanding.is_zero:
            key = (row.outstanding.currency, row.age)
            found.setdefault(key, []).append(row.outstanding)
    ages = list(code_lists.choices("age_classes"))
    keys = sorted(found, key=lambda key: (key[0], ages.index(key[1])))
    return [
        (currency, age, len(found[currency, age]), Money.total(found[currency, age], currency))
        for currency, age in keys
    ]
