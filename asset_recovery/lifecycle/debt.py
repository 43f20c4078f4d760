"""A value order as a debt: what it came to, what was paid on it, and what is left, on a day.

The account is folded from the events of the order itself each time it is asked for, so that a day
in the past, a moment of knowledge and a fact that came late each give the account that was right
(lifecycle.md 4.0b). Payments go to costs, then interest, then principal; interest runs on the
principal alone and is rounded once a line (computations.md 5.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.arithmetic import exact
from asset_recovery.lifecycle.figures.interest import BASES, RateSteps
from asset_recovery.lifecycle.figures.value_order import Balance

PAYMENTS = frozenset({"application", "enforcement", "allocation"})
DEBT_KIND = "confiscation_value"


@dataclass(frozen=True, slots=True)
class Terms:
    """From when interest runs and at which yearly rates; `by_order` or by the legal system."""

    start: date
    rates: RateSteps
    day_count: str
    by_order: bool

    @property
    def runs(self) -> bool:
        """Whether there is any interest at all."""
        return any(rate != 0 for _since, rate in self.rates)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the account, in the order of its day and its recording.

    Kinds: `application` (money applied to the order), `enforcement` (taken from a security),
    `allocation` (a share of proceeds paid to the order), `cost`, `write_off`, `principal` (the
    order is for another amount from that day), `refund` (surplus paid back), `ended`. `surplus` is
    what of a payment was known to be too much when it was taken. `source` names the asset, payer
    or State; `event` is the key of the event, `reference` the entry's own.
    """

    on: date
    seq: int
    kind: str
    amount: Money
    source: str = ""
    source_kind: str = ""
    reference: str = ""
    event: int = 0
    surplus: Money | None = None
    bank_reference: str = ""

    @property
    def is_payment(self) -> bool:
        """Whether money came in for the order."""
        return self.kind in PAYMENTS


@dataclass(frozen=True, slots=True)
class Statement:
    """What the order says at a moment, before anything is counted: terms, amounts, entries."""

    reference: str
    principal: Money
    terms: Terms
    entries: tuple[Entry, ...]
    costs: Money | None = None
    persons: tuple[str, ...] = ()
    payable_since: date | None = None
    enforced: bool = False

    @property
    def is_joint(self) -> bool:
        """Whether several persons owe the same amount."""
        return len(self.persons) > 1


@dataclass(frozen=True, slots=True)
class DebtLine:
    """An entry as it was counted, and what was left after it; interest is since the line before.

    `accepted` is what of a payment counts, `surplus` what was paid beyond all that was due. The
    closing line has no entry.
    """

    on: date
    entry: Entry | None
    interest: Money
    accepted: Money
    surplus: Money
    to_costs: Money
    to_interest: Money
    to_principal: Money
    principal_left: Money
    interest_left: Money
    costs_left: Money

    @property
    def left(self) -> Money:
        """All that was due after the line."""
        return self.principal_left + self.interest_left + self.costs_left


@dataclass(frozen=True, slots=True)
class Debt:
    """The account of a value order on a day; all amounts in the currency of the order.

    principal + interest + costs = paid + written_off + fallen_away + outstanding, always.
    `surplus` is what was paid beyond and not yet paid back.
    """

    statement: Statement
    on: date
    lines: tuple[DebtLine, ...]
    principal: Money
    interest: Money
    costs: Money
    paid: Money
    written_off: Money
    fallen_away: Money
    surplus: Money
    principal_left: Money
    interest_left: Money
    costs_left: Money
    satisfied_on: date | None = None
    ended: bool = False
    paid_by_source: tuple[tuple[str, Money], ...] = field(default=())

    @property
    def reference(self) -> str:
        """The order's reference."""
        return self.statement.reference

    @property
    def outstanding(self) -> Money:
        """Principal, interest and costs still to be paid."""
        return self.principal_left + self.interest_left + self.costs_left

    @property
    def is_satisfied(self) -> bool:
        """Nothing is left, and something was owed."""
        return self.outstanding.is_zero and self.satisfied_on is not None

    @property
    def state(self) -> str | None:
        """`executed`, `partly_executed`, or None: nothing was brought in yet."""
        if self.is_satisfied and not self.ended:
            return "executed"
        brought_in = any(line.entry is not None and line.entry.is_payment for line in self.lines)
        return "partly_executed" if brought_in or self.statement.enforced else None

    def from_source(self, source: str) -> Money:
        """What counts of the payments that came from this asset, payer or State."""
        zero = Money.zero(self.principal.currency)
        return dict(self.paid_by_source).get(source, zero)

    @property
    def age_since(self) -> date:
        """Since when it is owed: since it was final, else since it was made."""
        return self.statement.payable_since or self.statement.terms.start


@dataclass(frozen=True, slots=True)
class DebtAsked:
    """The debt that a step concerns: its account on the day, and what the step would add to it.

    `available` is what the asset from which it comes can still give (None: not known).
    """

    debt: Debt | None
    entry: Entry | None = None
    available: Money | None = None


class _Account:
    """The account while its entries are taken one by one."""

    def __init__(self, told: Statement) -> None:
        self.zero = Money.zero(told.principal.currency)
        self.principal = told.principal
        self.costs = told.costs or self.zero
        self.interest = self.paid = self.written_off = self.fallen_away = self.zero
        self.surplus = self.zero
        self.balance = Balance(
            told.principal, told.terms.start, told.terms.rates, BASES[told.terms.day_count]
        )
        self.balance.costs = self.costs
        self._start = told.terms.start
        self.lines: list[DebtLine] = []
        self.by_source: dict[str, Money] = {}
        self.counted: dict[str, dict[str, Money]] = {}
        self.satisfied_on: date | None = None
        self.ended = False

    def take(self, entry: Entry) -> None:
        """Count one entry; what has ended is owed no more, whatever comes later."""
        if self.ended and not entry.is_payment and entry.kind != "refund":
            self._plain(entry.on, entry, self.zero)
        elif entry.kind == "cost":
            self.balance.costs += entry.amount
            self.costs += entry.amount
            # A cost ends no piece of interest, as in the figure `value_order`.
            self._plain(entry.on, entry, self.zero)
        elif entry.kind == "refund":
            back = min(entry.amount, self.surplus)
            self.surplus -= back
            zero = self.zero
            beyond_it = entry.amount - back
            self._keep(entry.on, entry, zero, zero, beyond_it, (zero, zero, zero))
        elif entry.kind == "principal":
            self._change(entry)
        elif entry.kind == "ended":
            self._end(entry)
        else:
            self._pay(entry)
        if self.balance.due().is_zero:
            self.satisfied_on = self.satisfied_on or entry.on
        else:
            self.satisfied_on = None

    def _accrue(self, on: date) -> Money:
        """Interest up to the day; before its start none runs."""
        if on <= self._start or self.ended:
            return self.zero
        added = self.balance.accrue(on)
        self.interest += added
        return added

    def close(self, on: date) -> None:
        """A last line without an entry, with the interest up to that day."""
        self._plain(on, None, self._accrue(on))

    def _plain(self, on: date, entry: Entry | None, interest: Money) -> None:
        """A line on which nothing is paid."""
        zero = self.zero
        self._keep(on, entry, interest, zero, zero, (zero, zero, zero))

    def _keep(  # noqa: PLR0913, PLR0917 - the parts of a line
        self,
        on: date,
        entry: Entry | None,
        interest: Money,
        accepted: Money,
        surplus: Money,
        parts: tuple[Money, Money, Money],
    ) -> None:
        left = self.balance
        self.lines.append(
            DebtLine(
                on,
                entry,
                interest,
                accepted,
                surplus,
                *parts,
                left.principal,
                left.interest,
                left.costs,
            )
        )

    def _pay(self, entry: Entry) -> None:
        interest = self._accrue(entry.on)
        amount = entry.amount - self._already_counted(entry)
        left = self.balance
        to_costs = min(amount, left.costs)
        to_interest = min(amount - to_costs, left.interest)
        to_principal = min(amount - to_costs - to_interest, left.principal)
        left.costs -= to_costs
        left.interest -= to_interest
        left.principal -= to_principal
        accepted = to_costs + to_interest + to_principal
        surplus = amount - accepted
        if entry.kind == "write_off":
            self.written_off += accepted
        else:
            self.paid += accepted
            self.surplus += surplus
            self.by_source[entry.source] = self.by_source.get(entry.source, self.zero) + accepted
        parts = (to_costs, to_interest, to_principal)
        self._keep(entry.on, entry, interest, accepted, surplus, parts)

    def _already_counted(self, entry: Entry) -> Money:
        """What an enforcement brought in and an application of the same money counts once."""
        if entry.source_kind != "asset" or entry.kind not in ("application", "enforcement"):
            return self.zero
        known = self.counted.setdefault(entry.source, {})
        other = "enforcement" if entry.kind == "application" else "application"
        open_ = known.get(other, self.zero) - known.get(f"{other} met", self.zero)
        met = min(open_, entry.amount)
        known[f"{other} met"] = known.get(f"{other} met", self.zero) + met
        known[entry.kind] = known.get(entry.kind, self.zero) + entry.amount
        known[f"{entry.kind} met"] = known.get(f"{entry.kind} met", self.zero) + met
        return met

    def _change(self, entry: Entry) -> None:
        """From that day the order is for another amount; what was paid beyond it is surplus."""
        interest = self._accrue(entry.on)
        left = self.balance
        difference = entry.amount - self.principal
        self.principal = entry.amount
        if difference.is_negative:
            falls = min(-difference, left.principal)
            beyond = -difference - falls
            left.principal -= falls
            self._return(beyond)
        else:
            left.principal += difference
        self._plain(entry.on, entry, interest)

    def _return(self, beyond: Money) -> None:
        """Paid principal that is owed no more: to what is still due, the rest is surplus."""
        from_write_off = min(beyond, self.written_off)
        self.written_off -= from_write_off
        paid = beyond - from_write_off
        left = self.balance
        to_costs = min(paid, left.costs)
        to_interest = min(paid - to_costs, left.interest)
        left.costs -= to_costs
        left.interest -= to_interest
        rest = paid - to_costs - to_interest
        self.paid -= rest
        self.surplus += rest

    def _end(self, entry: Entry) -> None:
        """The order is lifted: what was paid stays paid, nothing more is owed."""
        interest = self._accrue(entry.on)
        left = self.balance
        self.fallen_away += left.due()
        left.principal = left.interest = left.costs = self.zero
        self.ended = True
        self._plain(entry.on, entry, interest)


@exact
def account(told: Statement, until: date) -> Debt:
    """The account on that day, with a closing line that brings interest up to it."""
    made = _Account(told)
    for entry in told.entries:
        if entry.on <= until:
            made.take(entry)
    if not made.ended and told.terms.runs and not made.balance.principal.is_zero:
        made.close(max(until, told.terms.start))
    left = made.balance
    return Debt(
        statement=told,
        on=until,
        lines=tuple(made.lines),
        principal=made.principal,
        interest=made.interest,
        costs=made.costs,
        paid=made.paid,
        written_off=made.written_off,
        fallen_away=made.fallen_away,
        surplus=made.surplus,
        principal_left=left.principal,
        interest_left=left.interest,
        costs_left=left.costs,
        satisfied_on=made.satisfied_on if left.due().is_zero else None,
        ended=made.ended,
        paid_by_source=tuple(made.by_source.items()),
    )


def first_conflict(told: Statement, since: tuple[date, int]) -> tuple[Entry, Money] | None:
    """The first payment after that point which is more than is due on its day, and by how much.

    What was known to be surplus when it was taken (several persons liable) is no conflict.
    """
    if not told.entries:
        return None
    for line in account(told, max(entry.on for entry in told.entries)).lines:
        entry = line.entry
        if entry is None or not entry.is_payment or (entry.on, entry.seq) <= since:
            continue
        known = entry.surplus or Money.zero(entry.amount.currency)
        if line.surplus > known:
            return entry, line.surplus - known
    return None


def beyond(told: Statement, entry: Entry) -> Money:
    """What of a payment would be more than is due on its day."""
    for line in account(with_entry(told, entry), entry.on).lines:
        if line.entry == entry:
            return line.surplus
    return Money.zero(entry.amount.currency)


def same_payment(told: Statement, entry: Entry) -> Entry | None:
    """The entry that already says the same: day, amount, source, and the bank's reference."""
    for known in told.entries:
        if (
            known.kind == entry.kind
            and known.on == entry.on
            and known.amount == entry.amount
            and known.source == entry.source
            and known.bank_reference == entry.bank_reference
        ):
            return known
    return None


def with_entry(told: Statement, entry: Entry) -> Statement:
    """The statement with one more entry in its place."""
    entries = sorted([*told.entries, entry], key=lambda one: (one.on, one.seq))
    return replace(told, entries=tuple(entries))


AGES: Sequence[tuple[str, int]] = (
    ("up_to_1_year", 1),
    ("1_to_2_years", 2),
    ("2_to_5_years", 5),
)


def age_class(since: date, on: date) -> str:
    """How long it has been owed: up to 1 year, 1 to 2, 2 to 5, over 5 years (whole years)."""
    for code, years in AGES:
        if on <= _years_after(since, years):
            return code
    return "over_5_years"


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def collectable(securities: Iterable[Money | None], currency: str) -> Money:
    """What the securities are worth in all; a value that is not known counts as nothing."""
    return Money.total((value for value in securities if value is not None), currency)


def coverage(securities: Money, outstanding: Money) -> Decimal | None:
    """Securities over what is still owed; None where nothing is."""
    if outstanding.is_zero:
        return None
    return securities.decimal / outstanding.decimal
