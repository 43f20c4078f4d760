"""What a line of an invoice should come to: against custody, contract and what was billed before.

Pure: a line, the asset's stretches of custody, the contracts and the earlier invoices of the same
supplier go in; expected days, the difference in money and the reasons come out. Nothing is refused
here: the bill is the supplier's, and a person certifies or disputes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.day_spans import Span, Spans, common, days, joined, told, without
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.custody_stretches import Stretch

_ENDS = {
    "delivered": N_("{days} days after delivery to the buyer on {day} ({span})"),
    "returned": N_("{days} days after the return on {day} ({span})"),
    "lost": N_("{days} days after the loss on {day} ({span})"),
    "disposed": N_("{days} days after it was disposed of on {day} ({span})"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract of the supplier; `fee` is per unit in the currency of the invoice, if comparable.

    `names_asset`: the asset of the line is one of those that it is about.
    """

    reference: str
    kind: str
    since: date
    until: date | None
    fee: Decimal | None
    names_asset: bool

    def span(self, last: date) -> Span:
        """The days on which it is in force, up to `last`."""
        return self.since, last if self.until is None else min(self.until, last)


@dataclass(frozen=True, slots=True)
class Billed:
    """What another invoice of the supplier has for the same asset and category."""

    invoice: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line for one asset (or for a case: no `asset`), without tax."""

    asset: str | None
    category: str
    first: date
    last: date
    amount: Money
    quantity: Decimal | None = None
    unit: str | None = None
    rate: Decimal | None = None
    by_days: bool = False  # shared by days in custody: custody stands in its weight already


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code of `invoice_findings`, a sentence, the money it makes."""

    code: str
    text: str
    amount: Money | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether it makes the line wrong, or is only to be looked at."""
        return code_lists.more("invoice_findings", self.code, "tone") != "attention"


@dataclass(frozen=True, slots=True)
class Checked:
    """Days expected and billed, what is billed beyond what was expected, and why."""

    expected_days: int | None
    billed_days: int | None
    difference: Money
    findings: tuple[Finding, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether a finding makes the line wrong."""
        return any(one.is_wrong for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a line: its period, those to be paid, those left out and why."""

    period: Spans
    paid: Spans
    reasons: tuple[tuple[str, str, Spans], ...]


def follows_custody(category: str) -> bool:
    """Whether a cost of this category runs by the days on which a thing is kept."""
    return code_lists.more("cost_categories", category, "follows") == "custody"


def is_keeping(category: str) -> bool:
    """Whether the category is a cost of keeping."""
    return code_lists.more("cost_categories", category, "class") == "keeping_cost"


def by_the_day(line: Line) -> bool:
    """Whether its quantity is a number of days."""
    if line.rate is None:
        return False
    return line.unit == "day" or (line.unit is None and follows_custody(line.category))


def check(
    line: Line,
    custody: Sequence[Stretch],
    *,
    supplier_keeps: Sequence[bool],
    contracts: Sequence[Terms] = (),
    earlier: Sequence[Billed] = (),
) -> Checked:
    """The line against what is on file; `supplier_keeps` says it of each stretch of custody."""
    found = _not_twice(_days_of(line, custody, supplier_keeps), earlier)
    billed: Decimal | None = None
    if by_the_day(line):
        billed = line.quantity
    elif follows_custody(line.category) and not line.by_days:
        billed = Decimal(days(found.period))
    expected = days(found.paid)
    findings = [
        *_too_many(line, found, billed, expected),
        *_contract(line, found, contracts),
        *_keeper(line, custody, supplier_keeps, contracts),
    ]
    worth = _worth(line, found, contracts, expected, bool(findings))
    whole = billed is not None and billed == billed.to_integral_value()
    return Checked(
        expected_days=expected if billed is not None else None,
        billed_days=int(billed) if billed is not None and whole else None,
        difference=line.amount - worth,
        findings=tuple(findings),
    )


def _days_of(line: Line, custody: Sequence[Stretch], supplier_keeps: Sequence[bool]) -> _Days:
    period = joined([(line.first, line.last)])
    if line.asset is None or line.by_days or not is_keeping(line.category):
        return _Days(period, period, ())
    held = joined(one.span(line.last) for one in custody)
    reasons: list[tuple[str, str, Spans]] = []
    last = custody[-1] if custody else None
    gone: Spans = ()
    if last is not None and last.last is not None and last.ended in _ENDS:
        gone = without(period, [(date.min, last.last)])
        if gone:
            text = _(_ENDS[last.ended]).format(days=days(gone), day=last.last, span=told(gone))
            reasons.append(("after_delivery", text, gone))
    if not follows_custody(line.category):
        return _Days(period, without(period, gone), tuple(reasons))
    absent = without(without(period, held), gone)
    if absent:
        text = _("{days} days on which the asset was not in custody ({span})")
        if not custody:
            text = _("{days} days, and no custody of the asset is on file ({span})")
        text = text.format(days=days(absent), span=told(absent))
        reasons.append(("not_in_custody", text, absent))
    paid = common(period, held)
    theirs = [one for one, is_theirs in zip(custody, supplier_keeps, strict=True) if is_theirs]
    if theirs:
        away = without(paid, [one.span(line.last) for one in theirs])
        if away:
            keeper = next(
                one.keeper or one.place
                for one in custody
                if one not in theirs and common([one.span(line.last)], away)
            )
            text = _("{days} days on which it was with {keeper} ({span})").format(
                days=days(away), keeper=keeper, span=told(away)
            )
            reasons.append(("elsewhere", text, away))
            paid = without(paid, away)
    return _Days(period, paid, tuple(reasons))


def _not_twice(found: _Days, earlier: Sequence[Billed]) -> _Days:
    """Days that another invoice has already are not paid again."""
    reasons = list(found.reasons)
    paid = found.paid
    for one in earlier:
        both = common(found.period, [(one.first, one.last)])
        if not both:
            continue
        text = _("{days} days that {invoice} has already ({span})").format(
            days=days(both), invoice=one.invoice, span=told(both)
        )
        reasons.append(("already_billed", text, both))
        paid = without(paid, both)
    return _Days(found.period, paid, tuple(reasons))


def _too_many(line: Line, found: _Days, billed: Decimal | None, expected: int) -> Iterator[Finding]:
    """More days are billed than should be: every reason with its share of the money."""
    whole = days(found.period)
    if by_the_day(line):
        if billed is not None and billed > whole:
            text = _("{billed} days are billed in a period of {days}").format(
                billed=f"{billed:f}", days=whole
            )
            over = _money(line, billed - whole)
            yield Finding("days_differ", text, over)
        if billed is None or billed <= expected:
            return
        for code, text, span in found.reasons:
            yield Finding(code, text, _money(line, Decimal(days(span))))
        return
    for code, text, span in found.reasons:
        yield Finding(code, text, _part(line, days(span), whole))


def _money(line: Line, number: Decimal) -> Money:
    return Money.from_decimal((line.rate or Decimal(0)) * number, line.amount.currency)


def _part(line: Line, some: int, whole: int) -> Money:
    return Money.from_decimal(line.amount.decimal * some / whole, line.amount.currency)


def _contract(line: Line, found: _Days, contracts: Sequence[Terms]) -> Iterator[Finding]:
    """Rate and period against the contract that fits best."""
    if line.asset is None or not contracts:
        return
    fitting = [one for one in contracts if one.names_asset]
    if not fitting:
        names = ", ".join(one.reference for one in contracts)
        text = _("{contracts} does not name {asset}").format(contracts=names, asset=line.asset)
        yield Finding("outside_contract", text)
        return
    outside = without(found.period, [one.span(line.last) for one in fitting])
    if outside:
        text = _("{days} days on which {contract} was not in force ({span})").format(
            days=days(outside), contract=fitting[0].reference, span=told(outside)
        )
        yield Finding("outside_contract", text)
    agreed = _agreed(line, contracts)
    if agreed is None or line.rate is None or agreed.fee == line.rate:
        return
    assert agreed.fee is not None
    off = (line.rate - agreed.fee) * (line.quantity or Decimal(0))
    text = _("{rate} is billed, {contract} says {fee}").format(
        rate=f"{line.rate:f} {line.amount.currency}",
        contract=agreed.reference,
        fee=f"{agreed.fee:f} {line.amount.currency}",
    )
    yield Finding("rate_differs", text, Money.from_decimal(off, line.amount.currency))


def _agreed(line: Line, contracts: Sequence[Terms]) -> Terms | None:
    """The contract whose fee the line is compared with: of its own kind before others."""
    period = [(line.first, line.last)]
    fitting = [
        one
        for one in contracts
        if one.names_asset and one.fee is not None and common(period, [one.span(line.last)])
    ]
    own = [one for one in fitting if one.kind == line.category]
    return next(iter(own or fitting), None)


def _keeper(
    line: Line,
    custody: Sequence[Stretch],
    supplier_keeps: Sequence[bool],
    contracts: Sequence[Terms],
) -> Iterator[Finding]:
    """Nothing on file says why this supplier bills: to be looked at, not wrong."""
    if line.asset is None or contracts or not is_keeping(line.category):
        return
    if follows_custody(line.category) and custody and not any(supplier_keeps):
        keeper = custody[-1].keeper or custody[-1].place
        text = _("It is kept by {keeper}, and no contract with the supplier is on file").format(
            keeper=keeper or _("somebody not named")
        )
        yield Finding("not_with_supplier", text)
    elif not any(supplier_keeps):
        yield Finding("no_contract", _("No contract with the supplier is on file"))


def _worth(
    line: Line, found: _Days, contracts: Sequence[Terms], expected: int, is_found: bool
) -> Money:
    """What the line should come to."""
    if line.rate is not None and line.quantity is not None:
        agreed = _agreed(line, contracts)
        rate = line.rate if agreed is None or agreed.fee is None else agreed.fee
        number = line.quantity
        if by_the_day(line):
            number = min(line.quantity, Decimal(expected)) if is_found else line.quantity
        elif expected < days(found.period):
            number = line.quantity * expected / days(found.period)
        return Money.from_decimal(rate * number, line.amount.currency)
    whole = days(found.period)
    return line.amount if expected == whole else _part(line, expected, whole)
