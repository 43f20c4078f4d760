"""Figures on value: equity at planning, depreciation, and the weighted value of valuations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.errors import AppError, Reason, RuleViolation, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import (
    as_percent,
    exact,
    money_ratio,
    power,
    printed,
)
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

_YEAR_DAYS = Decimal("365.25")
_YEAR_MONTHS = Decimal(12)


@dataclass(frozen=True, slots=True)
class Equity:
    """What is left for the State, its part of the value (four decimals), and whether it pays."""

    equity: Money
    share: str | None
    least: Money
    go: bool


@exact
def equity(
    value: Money, liens: Money, costs: Money, minimum: Money, minimum_share: Decimal
) -> Equity:
    """Value − liens − costs; go where it reaches the larger of `minimum` and share × value."""
    left = value - liens - costs
    by_share = value.decimal * minimum_share
    least = max(minimum.decimal, by_share)
    return Equity(
        left,
        money_ratio(left, value),
        Money.from_decimal(least, value.currency),
        left.decimal >= least,
    )


def parameter(look_up: LookUps, key: str, field: str) -> Decimal:
    """A parameter of the law as a decimal; where there is none the input `field` is missing."""
    found = look_up.parameter(key, None)
    if found is None:
        raise missing_parameter(key, field)
    return Decimal(found)


def missing_parameter(key: str, field: str) -> AppError:
    """The refusal where the legal system knows no such parameter."""
    return RuleViolation(
        Reason(
            "guard_failed",
            _("The legal system has no {key}. Give {field}.").format(key=key, field=field),
            field=field,
        )
    )


def _equity(values: Values, look_up: LookUps) -> Outputs:
    value = values.money("value")
    found = equity(
        value,
        values.money("liens"),
        values.money("costs"),
        values.money_or_zero("minimum_amount", value.currency),
        values.number("minimum_share")
        if values.has("minimum_share")
        else parameter(look_up, "equity_min_pct", "minimum_share"),
    )
    verdict = _("reached") if found.go else _("not reached")
    return {
        "equity": found.equity.amount,
        "share": found.share,
        "go": found.go,
        "explanation": [
            _("{value} − {liens} − {costs} = {equity}, {share} of the value.").format(
                value=value.amount,
                liens=values.money("liens").amount,
                costs=values.money("costs").amount,
                equity=found.equity.display(),
                share=as_percent(found.share),
            ),
            _("Least equity: {least}; {verdict}.").format(
                least=found.least.display(), verdict=verdict
            ),
        ],
    }


EQUITY = Figure(
    name="equity",
    title=N_("Equity at planning"),
    formula=N_(
        "Equity = value − recognised liens − expected costs; go where it is at least the larger of "
        "the minimum amount and the minimum share of the value."
    ),
    inputs=(
        CURRENCY,
        amount("value"),
        amount("liens"),
        amount("costs"),
        optional("minimum_amount", Kind.AMOUNT),
        share("minimum_share", required=False),
    ),
    run=_equity,
)


@exact
def declining_value(value: Money, yearly_rate: Decimal, years: Decimal) -> Money:
    """Declining balance: value × (1 − rate)^years, rounded once."""
    return Money.from_decimal(value.decimal * power(1 - yearly_rate, years), value.currency)


@exact
def straight_line_value(
    value: Money, salvage: Money, life_months: Decimal, months: Decimal
) -> Money:
    """Straight line: value − (value − salvage) × months ÷ life, never below the salvage value."""
    left = value.decimal - (value - salvage).decimal * months / life_months
    return Money.from_decimal(max(left, salvage.decimal), value.currency)


_METHOD_INPUTS = {
    "declining": (("yearly_rate",), ("days", "months")),
    "straight_line": (("life_months", "salvage"), ("months",)),
}


def _check_method(values: Values) -> None:
    """Exactly the inputs of the method: what is missing is refused, what has no place too."""
    needed, terms = _METHOD_INPUTS[values.text("method")]
    for name in ("yearly_rate", "life_months", "salvage", "days", "months"):
        if values.has(name) and name not in (*needed, *terms):
            raise invalid(
                name,
                _("{name} has no place in the method {text}.").format(
                    name=name, text=values.text("method")
                ),
            )
    for name in needed:
        if not values.has(name):
            raise invalid(name, _("The method needs {name}.").format(name=name), "field_missing")
    given = [name for name in terms if values.has(name)]
    if not given:
        raise invalid(
            terms[-1],
            _("The method needs {terms}.").format(terms=" or ".join(terms)),
            "field_missing",
        )
    if len(given) > 1:
        raise invalid("months", _("Give either days or months, not both."))


def _depreciation(values: Values, look_up: LookUps) -> Outputs:
    _check_method(values)
    value = values.money("value")
    if values.text("method") == "declining":
        days = values.has("days")
        term = values.number("days" if days else "months")
        years = term / (_YEAR_DAYS if days else _YEAR_MONTHS)
        found = declining_value(value, values.number("yearly_rate"), years)
        step = _("{value} × (1 − {rate})^({term} ÷ {year}) = {found}.").format(
            value=value.amount,
            rate=printed(values.number("yearly_rate")),
            term=printed(term),
            year=_YEAR_DAYS if days else _YEAR_MONTHS,
            found=found.display(),
        )
    else:
        found, step = _straight_line(values, value)
    return {
        "value": found.amount,
        "explanation": [step, _("A value of a model: not a market value, no reserve by itself.")],
    }


def _straight_line(values: Values, value: Money) -> tuple[Money, str]:
    salvage, life = values.money("salvage"), values.number("life_months")
    if salvage > value:
        raise invalid("salvage", _("The salvage value is not above the value."))
    if not life:
        raise invalid("life_months", _("The life is longer than nothing."))
    months = values.number("months")
    found = straight_line_value(value, salvage, life, months)
    step = _("{value} − ({value} − {salvage}) × {months} ÷ {life} = {found}.").format(
        value=value.amount,
        salvage=salvage.amount,
        months=printed(months),
        life=printed(life),
        found=found.display(),
    )
    return found, step


DEPRECIATION = Figure(
    name="depreciation",
    title=N_("Depreciation"),
    formula=N_(
        "Declining: value × (1 − rate)^(days ÷ 365.25 or months ÷ 12). Straight line: value − "
        "(value − salvage) × months ÷ life, never below the salvage value."
    ),
    inputs=(
        CURRENCY,
        amount("value"),
        Input(name="method", kind=Kind.CHOICE, choices=tuple(_METHOD_INPUTS)),
        optional("yearly_rate", Kind.NUMBER, lowest="-100", highest="1"),
        optional("life_months", Kind.QUANTITY, lowest="0", highest="12000"),
        optional("salvage", Kind.AMOUNT),
        optional("days", Kind.QUANTITY, lowest="0", highest="365250"),
        optional("months", Kind.QUANTITY, lowest="0", highest="12000"),
    ),
    run=_depreciation,
)


@exact
def weighted_value(valuations: Sequence[tuple[Money, Decimal]]) -> Money:
    """Σ value ÷ (1 + age) over Σ 1 ÷ (1 + age), ages in months; at least one valuation."""
    weights = [1 / (1 + age) for _value, age in valuations]
    whole = sum(
        (value.decimal * weight for (value, _age), weight in zip(valuations, weights, strict=True)),
        Decimal(0),
    )
    return Money.from_decimal(whole / sum(weights), valuations[0][0].currency)


def _weighted(values: Values, look_up: LookUps) -> Outputs:
    rows = values.rows("valuations")
    if not rows:
        raise invalid("valuations", _("At least one valuation is needed."), "field_missing")
    valuations = [(row.money("value"), row.number("age_months")) for row in rows]
    found = weighted_value(valuations)
    steps = [
        _("{value}, {age} months old, weighs 1 ÷ (1 + {age}).").format(
            value=value.display(), age=printed(age)
        )
        for value, age in valuations
    ]
    return {
        "value": found.amount,
        "explanation": [*steps, _("Weighted value: {value}.").format(value=found.display())],
    }


WEIGHTED_VALUE = Figure(
    name="weighted_value",
    title=N_("Weighted value of several valuations"),
    formula=N_("Σ value ÷ (1 + age in months) over Σ 1 ÷ (1 + age in months)."),
    inputs=(
        CURRENCY,
        Input(
            name="valuations",
            kind=Kind.ROW,
            many=True,
            fields=(
                amount("value"),
                Input(name="age_months", kind=Kind.QUANTITY, lowest="0", highest="12000"),
            ),
        ),
    ),
    run=_weighted,
)
