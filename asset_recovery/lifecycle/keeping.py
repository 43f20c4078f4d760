"""What keeping an asset costs and what it loses meanwhile, read from its own position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.money import Money, half_up
from asset_recovery.lifecycle.ask import Convert
from asset_recovery.lifecycle.figures.arithmetic import exact, power
from asset_recovery.lifecycle.figures.erosion import Keeping, passes
from asset_recovery.lifecycle.position import Position, PostingPosition, ValuationPosition

_YEAR = Decimal("365.25")
MONTH = _YEAR / 12
_LEAST_APART = 60  # days between two valuations before they tell a yearly decline
_KEPT_OUT = ("list_price", "nominal", "contract_price")


@dataclass(frozen=True, slots=True)
class Decline:
    """A yearly decline (0.2 is 20 %, negative: a rise) and the valuations that tell it."""

    rate: Decimal
    first: ValuationPosition
    last: ValuationPosition


@exact
def own_decline(position: Position) -> Decline | None:
    """The yearly decline between the oldest and the newest valuation of the newest one's kind."""
    known = [one for one in position.valuations if one.kind not in _KEPT_OUT]
    if not known:
        return None
    last = max(known, key=lambda one: one.on)
    same = [
        one
        for one in known
        if one.kind == last.kind
        and one.value.currency == last.value.currency
        and one.value.minor > 0
        and (last.on - one.on).days >= _LEAST_APART
    ]
    if not same or last.value.minor <= 0:
        return None
    first = min(same, key=lambda one: one.on)
    years = Decimal((last.on - first.on).days) / _YEAR
    left = power(Decimal(last.value.minor) / Decimal(first.value.minor), 1 / years)
    return Decline(half_up(1 - left, 4), first, last)


def class_decline(type_code: str) -> tuple[Decimal, str] | None:
    """The yearly decline that stands for the depreciation class of a type, and the class."""
    kind = asset_types().get(type_code)
    if kind is None:
        return None
    rate = code_lists.more("depreciation", kind.depreciation, "yearly_decline")
    return (Decimal(rate), kind.depreciation) if rate else None


def keeps(posting: PostingPosition) -> bool:
    """Whether a posting is a cost of keeping."""
    if not posting.is_cost:
        return False
    return code_lists.more("cost_categories", posting.category, "class") == "keeping_cost"


def kept_since(position: Position) -> date | None:
    """From when on keeping costs count: possession, else the measure, else the first posting."""
    if position.possession is not None:
        return position.possession.since
    first = min((one.on for one in position.postings.values()), default=None)
    return position.measure_since or first


@dataclass(frozen=True, slots=True)
class Booked:
    """What was booked in one currency: the sum, its lines, the last day, lines without a rate."""

    total: Money
    lines: tuple[str, ...]
    until: date | None
    without_rate: tuple[str, ...]


def booked(
    position: Position, currency: str, convert: Convert, until: date, *, cost: bool
) -> Booked:
    """Keeping costs, or income, that were posted by a day and not reversed."""
    total, lines, lacking = Money.zero(currency), [], []
    last: date | None = None
    for one in _standing(position, until):
        if (cost and not keeps(one)) or (not cost and one.is_cost):
            continue
        amount = convert(one.amount, currency, one.on)
        if amount is None:
            lacking.append(one.reference)
            continue
        total += amount
        lines.append(one.reference)
        last = one.on if last is None else max(last, one.on)
    return Booked(total, tuple(lines), last, tuple(lacking))


def _standing(position: Position, until: date) -> Iterator[PostingPosition]:
    reversing = set(position.reversed_postings.values())
    for key, one in position.postings.items():
        undone = key in position.reversed_postings or one.reference in reversing
        if not undone and one.on <= until:
            yield one


def months_between(first: date, last: date) -> Decimal:
    """The time between two days in months of 30.4375 days."""
    return Decimal((last - first).days) / MONTH


@exact
def a_month(sum_: Money, since: date, until: date) -> Money | None:
    """What a sum is a month; None where less than a month has gone by."""
    months = months_between(since, until)
    if months < 1:
        return None
    return Money.from_decimal(sum_.decimal / months, sum_.currency)


def erosion_day(position: Position, alarm: Decimal, convert: Convert) -> date | None:
    """The day on which keeping cost and loss of value pass a share of the newest value.

    It is worked out of what is booked: without a value, or with less than a month of costs, nothing
    can be said.
    """
    newest = worth_now(position)
    costs = [one for one in _standing(position, date.max) if keeps(one)]
    since = kept_since(position)
    if newest is None or newest.value.minor <= 0 or not costs or since is None:
        return None
    until = max(one.on for one in costs)
    total = booked(position, newest.value.currency, convert, until, cost=True).total
    income = booked(position, newest.value.currency, convert, until, cost=False).total
    monthly, earned = a_month(total, since, until), a_month(income, since, until)
    if monthly is None or earned is None:
        return None
    own, known = own_decline(position), class_decline(position.type_code)
    keeping = Keeping(
        value=newest.value,
        yearly_decline=own.rate if own is not None else (known[0] if known else Decimal(0)),
        months=0,
        monthly_cost=monthly,
        monthly_income=earned,
        cost_to_date=total - min(income, total),
    )
    month = passes(keeping, alarm)
    begin = max(newest.on, until)
    return None if month is None else begin + timedelta(days=int(half_up(MONTH * month, 0)))


def worth_now(position: Position) -> ValuationPosition | None:
    """The newest valuation that says what the thing would bring."""
    known = [one for one in position.valuations if one.kind not in _KEPT_OUT]
    return max(known, key=lambda one: one.on, default=None)
