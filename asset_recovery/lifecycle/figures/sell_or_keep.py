"""Sell now or keep to the decision: present values of both, and where the advice would flip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact, power, printed, ratio
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    share,
)

_YEAR = Decimal(12)
_HALF = Decimal("0.5")
_TENTH = Decimal("0.10")
_MOST_MONTHS = "1200"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What is expected of an asset. Rates and shares are decimals a year (0.03 is 3 %)."""

    value: Money
    yearly_decline: Decimal
    months_to_decision: int
    monthly_cost: Money
    monthly_income: Money
    sale_cost_share: Decimal
    early_sale_haircut: Decimal
    months_to_sell: int
    discount_rate: Decimal
    yield_on_proceeds: Decimal


@dataclass(frozen=True, slots=True)
class Advice:
    """Both present values, each rounded once, and the larger one's name (equal: keep)."""

    pv_keep: Money
    pv_sell: Money
    advice: str


@dataclass(frozen=True, slots=True)
class Variation:
    """The advice with one input changed; `flips` where it differs from the advice itself."""

    input: str
    change: str
    given: str
    outcome: Advice
    flips: bool


@exact
def sell_or_keep(prospect: Prospect) -> Advice:
    """Compare the present values of computations.md 5.2; never decides anything."""
    keep, sell = present_values(prospect)
    pv_keep = Money.from_decimal(keep, prospect.value.currency)
    pv_sell = Money.from_decimal(sell, prospect.value.currency)
    return Advice(pv_keep, pv_sell, "sell" if pv_sell > pv_keep else "keep")


@exact
def present_values(prospect: Prospect) -> tuple[Decimal, Decimal]:
    """Unrounded present values of keeping to the decision and of selling now."""
    value = prospect.value.decimal
    sold = 1 - prospect.sale_cost_share
    years = prospect.months_to_decision / _YEAR
    idle = (prospect.months_to_decision - prospect.months_to_sell) / _YEAR
    discount = power(1 + prospect.discount_rate, years)
    kept = value * power(1 - prospect.yearly_decline, years) * sold / discount
    early = value * (1 - prospect.early_sale_haircut) * sold
    grown = early * power(1 + prospect.yield_on_proceeds, idle) / discount
    return (
        kept - _carrying(prospect, prospect.months_to_decision),
        grown - _carrying(prospect, prospect.months_to_sell),
    )


def _carrying(prospect: Prospect, months: int) -> Decimal:
    """Present value of cost less income over the months."""
    monthly = prospect.monthly_cost.decimal - prospect.monthly_income.decimal
    factor = 1 / power(1 + prospect.discount_rate, 1 / _YEAR)
    whole, current = Decimal(0), Decimal(1)
    for _month in range(months):
        current *= factor
        whole += current
    return monthly * whole


@exact
def sensitivity(prospect: Prospect) -> tuple[Variation, ...]:
    """One input changed at a time: months ± 50 %, decline ± 0.10, haircut ± 0.10."""
    base = sell_or_keep(prospect).advice
    found = []
    for name, change, given, varied in _variations(prospect):
        outcome = sell_or_keep(varied)
        found.append(Variation(name, change, given, outcome, outcome.advice != base))
    return tuple(found)


def _variations(prospect: Prospect) -> Iterator[tuple[str, str, str, Prospect]]:
    for change, factor in (("+50%", 1 + _HALF), ("-50%", 1 - _HALF)):
        months = max(int(half_up(prospect.months_to_decision * factor, 0)), prospect.months_to_sell)
        varied = replace(prospect, months_to_decision=months)
        yield "months_to_decision", change, str(months), varied
    for change, step in (("+0.10", _TENTH), ("-0.10", -_TENTH)):
        decline = min(prospect.yearly_decline + step, Decimal(1))
        varied = replace(prospect, yearly_decline=decline)
        yield "yearly_decline", change, printed(decline), varied
    for change, step in (("+0.10", _TENTH), ("-0.10", -_TENTH)):
        haircut = min(max(prospect.early_sale_haircut + step, Decimal(0)), Decimal(1))
        varied = replace(prospect, early_sale_haircut=haircut)
        yield "early_sale_haircut", change, printed(haircut), varied


def _run(values: Values, look_up: LookUps) -> Outputs:
    prospect = Prospect(
        value=values.money("value"),
        yearly_decline=values.number("yearly_decline"),
        months_to_decision=values.whole("months_to_decision"),
        monthly_cost=values.money("monthly_cost"),
        monthly_income=values.money("monthly_income"),
        sale_cost_share=values.number("sale_cost_share"),
        early_sale_haircut=values.number("early_sale_haircut"),
        months_to_sell=values.whole("months_to_sell"),
        discount_rate=values.number("discount_rate"),
        yield_on_proceeds=values.number("yield_on_proceeds"),
    )
    if prospect.months_to_sell > prospect.months_to_decision:
        raise invalid(
            "months_to_sell",
            _(
                "The sale takes {months_to_sell} months, longer than the {months_to_decision} "
                "to the decision."
            ).format(
                months_to_sell=prospect.months_to_sell,
                months_to_decision=prospect.months_to_decision,
            ),
        )
    found, varied = sell_or_keep(prospect), sensitivity(prospect)
    gross, net = cost_ratios(prospect)
    both, told = _sides(values, prospect)
    return {
        "pv_keep": found.pv_keep.amount,
        "pv_sell": found.pv_sell.amount,
        "advice": found.advice,
        "cost_ratio": gross,
        "net_cost_ratio": net,
        "sensitivity": [_variation(one) for one in varied],
        **both,
        "explanation": [*_steps(found, varied, gross, net), *told],
    }


@exact
def cost_ratios(prospect: Prospect) -> tuple[str | None, str | None]:
    """Cost of the whole time, gross and less income, as parts of the value (None: no value)."""
    value = prospect.value.decimal
    cost = prospect.monthly_cost.decimal * prospect.months_to_decision
    income = prospect.monthly_income.decimal * prospect.months_to_decision
    return ratio(cost, value), ratio(cost - income, value)


@dataclass(frozen=True, slots=True)
class Sides:
    """What each side may expect: the State by the odds, the affected person on a release."""

    state_keep: Money
    state_sell: Money
    owner_keep: Money
    owner_sell: Money


@exact
def sides(prospect: Prospect, probability: Decimal) -> Sides:
    """The probability extension of computations.md 5.2.

    The State expects `probability` times each present value. If the asset is released instead, the
    affected person gets back the thing at what it is worth then, or the net proceeds with interest.
    """
    keep, sell = present_values(prospect)
    value, currency = prospect.value.decimal, prospect.value.currency
    years = prospect.months_to_decision / _YEAR
    idle = (prospect.months_to_decision - prospect.months_to_sell) / _YEAR
    early = value * (1 - prospect.early_sale_haircut) * (1 - prospect.sale_cost_share)
    return Sides(
        state_keep=Money.from_decimal(probability * keep, currency),
        state_sell=Money.from_decimal(probability * sell, currency),
        owner_keep=Money.from_decimal(value * power(1 - prospect.yearly_decline, years), currency),
        owner_sell=Money.from_decimal(
            early * power(1 + prospect.yield_on_proceeds, idle), currency
        ),
    )


def _sides(values: Values, prospect: Prospect) -> tuple[dict[str, object], list[str]]:
    """Both sides as outputs and in words, where a probability is given."""
    if not values.has("probability"):
        return {}, []
    found = sides(prospect, values.number("probability"))
    named = {
        name: getattr(found, name).amount
        for name in ("state_keep", "state_sell", "owner_keep", "owner_sell")
    }
    return named, [
        _(
            "At a probability of {share} the State may expect {keep} by keeping, {sell} by selling."
        ).format(
            share=printed(values.number("probability")),
            keep=found.state_keep.display(),
            sell=found.state_sell.display(),
        ),
        _("On a release the affected person gets back {keep} in kind, or {sell} in money.").format(
            keep=found.owner_keep.display(), sell=found.owner_sell.display()
        ),
    ]


def _variation(one: Variation) -> dict[str, object]:
    return {
        "input": one.input,
        "change": one.change,
        "value": one.given,
        "pv_keep": one.outcome.pv_keep.amount,
        "pv_sell": one.outcome.pv_sell.amount,
        "advice": one.outcome.advice,
        "flips": one.flips,
    }


def _steps(
    found: Advice, varied: tuple[Variation, ...], gross: str | None, net: str | None
) -> list[str]:
    flips = [f"{one.input} {one.change}" for one in varied if one.flips]
    return [
        _("Keeping is worth {amount} today.").format(amount=found.pv_keep.display()),
        _("Selling now is worth {amount} today.").format(amount=found.pv_sell.display()),
        _("Cost over the time as a part of the value: gross {gross}, net {net}.").format(
            gross=gross or "–", net=net or "–"
        ),
        _("The larger one: {advice}.").format(advice=found.advice),
        _("The advice flips with: {inputs}.").format(inputs=", ".join(flips))
        if flips
        else _("The advice stays the same in every variation."),
    ]


FIGURE = Figure(
    name="sell_or_keep",
    title=N_("Sell or keep"),
    formula=N_(
        "Keep = V·(1−d)^(T/12)·(1−s)/(1+r)^(T/12) − Σ over T months of (c−y)/(1+r)^(m/12); "
        "sell = V·(1−k)·(1−s)·(1+i)^((T−m0)/12)/(1+r)^(T/12) − the same sum over m0 months."
    ),
    inputs=(
        CURRENCY,
        amount("value"),
        Input(name="yearly_decline", kind=Kind.NUMBER, lowest="-100", highest="1"),
        Input(name="months_to_decision", kind=Kind.WHOLE, lowest="0", highest=_MOST_MONTHS),
        amount("monthly_cost"),
        amount("monthly_income"),
        share("sale_cost_share"),
        share("early_sale_haircut"),
        Input(name="months_to_sell", kind=Kind.WHOLE, lowest="0", highest=_MOST_MONTHS),
        Input(name="discount_rate", kind=Kind.NUMBER, lowest="-0.99", highest="100"),
        Input(name="yield_on_proceeds", kind=Kind.NUMBER, lowest="-1", highest="100"),
        share("probability", required=False),
    ),
    run=_run,
)
