"""Figures that look further: balances over time, prices of another year, lifestyle, forecast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, money_ratio, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.interest import (
    BASES,
    DAY_COUNT,
    RATE_INPUTS,
    RateSteps,
    interest_pieces,
    rate_steps,
)
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
    share,
)

_MONTHS_A_QUARTER = 3
_QUARTERS_A_YEAR = 4


@dataclass(frozen=True, slots=True)
class BalancePiece:
    """Days on which one balance lay at one rate; `interest` is rounded."""

    start: date
    end: date
    balance: Money
    rate: Decimal
    interest: Money


@exact
def daily_balance(
    movements: Sequence[tuple[date, Money]],
    start: date,
    end: date,
    rates: RateSteps,
    basis: int,
    floor_at_zero: bool = False,
) -> tuple[BalancePiece, ...]:
    """Simple interest on a balance that changes, from `start` to `end` (not counted).

    Movements count from their own day; those before `start` are the opening balance. Each piece, of
    one balance and one rate, is rounded once (computations.md 5.4, daily balance).
    """
    ordered = sorted(movements, key=lambda one: one[0])
    currency = ordered[0][1].currency if ordered else ""
    balance = Money.total((value for on, value in ordered if on <= start), currency)
    marks = sorted({start, end, *(on for on, _value in ordered if start < on < end)})
    found: list[BalancePiece] = []
    for begin, until in zip(marks, marks[1:], strict=False):
        if begin != start:
            balance += Money.total((value for on, value in ordered if on == begin), currency)
        found += [
            BalancePiece(piece.start, piece.end, balance, piece.rate, piece.interest)
            for piece in interest_pieces(balance, begin, until, rates, basis, floor_at_zero)
        ]
    return tuple(found)


def _daily(values: Values, look_up: LookUps) -> Outputs:
    start, end = values.day("from"), values.day("to")
    currency = values.text("currency")
    if end < start:
        said = _("The end {end} lies before the start {start}.")
        raise invalid("to", said.format(end=end, start=start), "date_order")
    rows = [(row.day("on"), row.money("amount")) for row in values.rows("movements")]
    pieces = daily_balance(
        rows or [(start, Money.zero(currency))],
        start,
        end,
        rate_steps(values),
        BASES[values.text("day_count")],
        values.flag("floor_at_zero"),
    )
    whole = Money.total((piece.interest for piece in pieces), currency)
    tax = Money.from_decimal(
        whole.decimal * (values.number("tax_share") if values.has("tax_share") else Decimal(0)),
        currency,
    )
    return {
        "interest": whole.amount,
        "tax": tax.amount,
        "net": (whole - tax).amount,
        "pieces": [
            {
                "from": piece.start.isoformat(),
                "to": piece.end.isoformat(),
                "balance": piece.balance.amount,
                "rate": printed(piece.rate),
                "interest": piece.interest.amount,
            }
            for piece in pieces
        ],
        "explanation": [
            *(
                _("{start} to {end}: {balance} at {rate} = {interest}.").format(
                    start=piece.start,
                    end=piece.end,
                    balance=piece.balance.amount,
                    rate=printed(piece.rate),
                    interest=piece.interest.amount,
                )
                for piece in pieces
            ),
            _("Interest {whole}, tax {tax}.").format(whole=whole.display(), tax=tax.display()),
        ],
    }


DAILY_BALANCE = Figure(
    name="daily_balance",
    title=N_("Interest on a daily balance"),
    formula=N_("Σ balance × rate × days ÷ basis over all days with one balance and one rate."),
    inputs=(
        CURRENCY,
        Input(
            name="movements",
            kind=Kind.ROW,
            many=True,
            fields=(Input(name="on", kind=Kind.DAY), amount("amount", signed=True)),
        ),
        Input(name="from", kind=Kind.DAY),
        Input(name="to", kind=Kind.DAY),
        *RATE_INPUTS,
        DAY_COUNT,
        optional("floor_at_zero", Kind.FLAG),
        share("tax_share", required=False),
    ),
    run=_daily,
)


@exact
def real_value(nominal: Money, index: Decimal, base_index: Decimal) -> Money:
    """An amount in the prices of the base: nominal × base index ÷ index, rounded once (5.13)."""
    return Money.from_decimal(nominal.decimal * base_index / index, nominal.currency)


def _real(values: Values, look_up: LookUps) -> Outputs:
    base = values.number("base_index")
    lines, explanation = [], []
    for row in values.rows("series"):
        nominal, index = row.money("amount"), row.number("index")
        real = real_value(nominal, index, base)
        period = row.text("period")
        lines.append({"period": period, "nominal": nominal.amount, "real": real.amount})
        explanation.append(
            f"{period}: {nominal.amount} × {printed(base)} ÷ {printed(index)} = {real.amount}"
        )
    return {"lines": lines, "explanation": explanation}


REAL_VALUE = Figure(
    name="real_value",
    title=N_("Values in the prices of one year"),
    formula=N_("Real = nominal × price index of the base ÷ price index of the period."),
    inputs=(
        CURRENCY,
        Input(name="base_index", kind=Kind.NUMBER, lowest="0.000001"),
        Input(
            name="series",
            kind=Kind.ROW,
            many=True,
            fields=(
                Input(name="period", kind=Kind.TEXT),
                amount("amount"),
                Input(name="index", kind=Kind.NUMBER, lowest="0.000001"),
            ),
        ),
    ),
    run=_real,
)


@exact
def unexplained(assets_change: Money, expenses: Money, income: Money) -> Money:
    """What assets gained and was spent beyond the lawful income; never below zero (5.15)."""
    return max(assets_change + expenses - income, Money.zero(income.currency))


def _lifestyle(values: Values, look_up: LookUps) -> Outputs:
    opening, closing = values.money("opening_assets"), values.money("closing_assets")
    expenses, income = values.money("expenses"), values.money("lawful_income")
    change = closing - opening
    found = unexplained(change, expenses, income)
    return {
        "assets_change": change.amount,
        "unexplained": found.amount,
        "share_of_income": money_ratio(found, income),
        "explanation": [
            _("Assets: {closing} − {opening} = {change}.").format(
                closing=closing.amount, opening=opening.amount, change=change.amount
            ),
            _("{change} + {expenses} spent − {income} lawful income = {found}.").format(
                change=change.amount,
                expenses=expenses.amount,
                income=income.amount,
                found=found.display(),
            ),
        ],
    }


SOURCE_AND_APPLICATION = Figure(
    name="source_and_application",
    title=N_("Lawful income against what was spent and gained"),
    formula=N_("Unexplained = change of assets + expenses − lawful income, never below zero."),
    inputs=(
        CURRENCY,
        amount("opening_assets"),
        amount("closing_assets"),
        amount("expenses"),
        amount("lawful_income"),
    ),
    run=_lifestyle,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """An asset that will be realised: its value, when, what the sale takes, what a month costs."""

    value: Money
    on: date
    sale_cost_share: Decimal
    monthly_cost: Money


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter: what is realised after the cost of sale, what keeping costs, both together."""

    name: str
    realised: Money
    cost: Money

    @property
    def net(self) -> Money:
        """Realised less cost."""
        return self.realised - self.cost


@exact
def forecast(
    assets: Iterable[Expected], start: date, quarters: int, currency: str
) -> tuple[QuarterLine, ...]:
    """What comes in and goes out quarter by quarter from the quarter of `start` (5.20).

    An asset costs its monthly cost in every month before the one in which it is realised; what was
    expected before `start` is realised in the first quarter.
    """
    first = start.year * _QUARTERS_A_YEAR + (start.month - 1) // _MONTHS_A_QUARTER
    zero = Money.zero(currency)
    realised, cost = [zero] * quarters, [zero] * quarters
    begun = start.year * 12 + start.month - 1
    for one in assets:
        due = max(one.on.year * 12 + one.on.month - 1, begun)
        at = due // _MONTHS_A_QUARTER - first
        if at < quarters:
            left = one.value.decimal * (1 - one.sale_cost_share)
            realised[at] += Money.from_decimal(left, currency)
        for place in range(quarters):
            opens = (first + place) * _MONTHS_A_QUARTER
            months = min(due, opens + _MONTHS_A_QUARTER) - max(begun, opens)
            if months > 0:
                cost[place] += Money(one.monthly_cost.minor * months, currency)
    return tuple(
        QuarterLine(_quarter(first + place), realised[place], cost[place])
        for place in range(quarters)
    )


def _quarter(number: int) -> str:
    return f"{number // _QUARTERS_A_YEAR}-Q{number % _QUARTERS_A_YEAR + 1}"


def _forecast(values: Values, look_up: LookUps) -> Outputs:
    currency = values.text("currency")
    expected = [
        Expected(
            row.money("value"),
            row.day("expected_on"),
            row.number("sale_cost_share") if row.has("sale_cost_share") else Decimal(0),
            row.money_or_zero("monthly_cost", currency),
        )
        for row in values.rows("assets")
    ]
    lines = forecast(expected, values.day("from"), values.whole("quarters"), currency)
    total = Money.zero(currency)
    shown, explanation = [], []
    for line in lines:
        total += line.net
        shown.append(
            {
                "quarter": line.name,
                "realised": line.realised.amount,
                "cost": line.cost.amount,
                "net": line.net.amount,
                "cumulative": total.amount,
            }
        )
        explanation.append(
            f"{line.name}: {line.realised.amount} − {line.cost.amount} = {line.net.amount}"
        )
    return {"quarters": shown, "total": total.amount, "explanation": explanation}


FORECAST = Figure(
    name="forecast",
    title=N_("Cash forecast"),
    formula=N_(
        "A quarter: values realised in it less the cost of sale, less the monthly cost of every "
        "asset not yet realised."
    ),
    inputs=(
        CURRENCY,
        Input(name="from", kind=Kind.DAY),
        Input(name="quarters", kind=Kind.WHOLE, lowest="1", highest="80"),
        Input(
            name="assets",
            kind=Kind.ROW,
            many=True,
            fields=(
                amount("value"),
                Input(name="expected_on", kind=Kind.DAY),
                share("sale_cost_share", required=False),
                optional("monthly_cost", Kind.AMOUNT),
            ),
        ),
    ),
    run=_forecast,
)
