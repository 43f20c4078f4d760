"""How a value is eaten up while an asset is kept: cost so far and to come against what is left."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, power, ratio
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
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

_YEAR = Decimal(12)
_MOST_MONTHS = 1200
_DRAWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """An asset that is kept: value now, rate of decline a year, cost and income a month."""

    value: Money
    yearly_decline: Decimal
    months: int
    monthly_cost: Money
    monthly_income: Money
    cost_to_date: Money


@dataclass(frozen=True, slots=True)
class Then:
    """The value and the net cost so far after some months from now."""

    month: int
    value: Money
    cost: Money


@exact
def after(keeping: Keeping, month: int) -> Then:
    """Where value and cost stand after some months, each rounded once."""
    currency = keeping.value.currency
    value = keeping.value.decimal * power(1 - keeping.yearly_decline, month / _YEAR)
    net = keeping.monthly_cost.decimal - keeping.monthly_income.decimal
    return Then(
        month,
        Money.from_decimal(value, currency),
        Money.from_decimal(keeping.cost_to_date.decimal + net * month, currency),
    )


@exact
def erosion(keeping: Keeping) -> str | None:
    """Net cost until the decision and loss of value by then, as a part of the value now."""
    then = after(keeping, keeping.months)
    lost = keeping.value.decimal - then.value.decimal + then.cost.decimal
    return ratio(lost, keeping.value.decimal)


@exact
def break_even(keeping: Keeping) -> int | None:
    """The first month in which the net cost has reached what is left of the value, or None.

    Looked for up to a hundred years: what costs less than it brings in never gets there unless its
    value falls to nothing.
    """
    value, cost = keeping.value.decimal, keeping.cost_to_date.decimal
    net = keeping.monthly_cost.decimal - keeping.monthly_income.decimal
    factor = power(1 - keeping.yearly_decline, 1 / _YEAR)
    for month in range(_MOST_MONTHS + 1):
        if cost >= value:
            return month
        value, cost = value * factor, cost + net
    return None


@exact
def passes(keeping: Keeping, alarm: Decimal) -> int | None:
    """The first month in which cost and loss of value have passed a share of the value now."""
    first = keeping.value.decimal
    value, cost = first, keeping.cost_to_date.decimal
    net = keeping.monthly_cost.decimal - keeping.monthly_income.decimal
    factor = power(1 - keeping.yearly_decline, 1 / _YEAR)
    for month in range(_MOST_MONTHS + 1):
        if first and first - value + cost > first * alarm:
            return month
        value, cost = value * factor, cost + net
    return None


def course(keeping: Keeping) -> tuple[Then, ...]:
    """The course until the decision in at most forty steps, the last month always among them."""
    step = max(1, -(-keeping.months // _DRAWN))
    months = [*range(0, keeping.months, step), keeping.months]
    return tuple(after(keeping, month) for month in months)


def _run(values: Values, look_up: LookUps) -> Outputs:
    currency = values.text("currency")
    keeping = Keeping(
        value=values.money("value"),
        yearly_decline=values.number("yearly_decline"),
        months=values.whole("months_to_decision"),
        monthly_cost=values.money("monthly_cost"),
        monthly_income=values.money("monthly_income"),
        cost_to_date=values.money_or_zero("cost_to_date", currency),
    )
    alarm = values.number("alarm_share") if values.has("alarm_share") else _seed(look_up)
    share_, then = erosion(keeping), after(keeping, keeping.months)
    even, passed = break_even(keeping), passes(keeping, alarm)
    return {
        "erosion": share_,
        "alarm": share_ is not None and Decimal(share_) > alarm,
        "value_then": then.value.amount,
        "cost_then": then.cost.amount,
        "break_even_month": even,
        "alarm_month": passed,
        "course": [
            {"month": one.month, "value": one.value.amount, "cost": one.cost.amount}
            for one in course(keeping)
        ],
        "explanation": _steps(keeping, then, share_, even),
    }


def _seed(look_up: LookUps) -> Decimal:
    """The share of the legal system at which the alarm speaks."""
    return Decimal(look_up.parameter("value_erosion_alarm", None) or "1")


def _steps(keeping: Keeping, then: Then, share_: str | None, even: int | None) -> list[str]:
    steps = [
        _("At the decision in {months} months the value is {value}.").format(
            months=keeping.months, value=then.value.display()
        ),
        _("Keeping has cost {cost} by then, less income.").format(cost=then.cost.display()),
        _("Cost and loss of value are {share} of the value now.").format(share=share_ or "–"),
    ]
    if even is None:
        steps.append(_("The cost does not reach the value."))
    else:
        steps.append(
            _("The cost reaches what is left of the value in {months} months.").format(months=even)
        )
    return steps


FIGURE = Figure(
    name="value_erosion",
    title=N_("Value erosion"),
    formula=N_(
        "(V − V·(1−d)^(T/12) + cost to date + (c−y)·T) / V; the break-even month is the first in "
        "which cost to date + (c−y)·m reaches V·(1−d)^(m/12)."
    ),
    inputs=(
        CURRENCY,
        amount("value"),
        Input(name="yearly_decline", kind=Kind.NUMBER, lowest="-100", highest="1"),
        Input(name="months_to_decision", kind=Kind.WHOLE, lowest="0", highest=str(_MOST_MONTHS)),
        amount("monthly_cost"),
        amount("monthly_income"),
        optional("cost_to_date", Kind.AMOUNT),
        share("alarm_share", required=False),
    ),
    run=_run,
)
