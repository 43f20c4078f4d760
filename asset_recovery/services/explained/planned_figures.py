"""Figures of the planning sheet of an asset: equity, and whether to sell or keep."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from asset_recovery.domain.actions.asset_actions import RecordPlan
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.services.explained.explaining import (
    Answer,
    Explaining,
    LookedUp,
    not_known,
    steps_of,
    term,
    version_of,
)

Given = TypeVar("Given")


def _plan(work: Explaining) -> RecordPlan:
    """What the planning sheet says: each figure as it was given last."""
    merged: dict[str, object] = {}
    for one in work.desk.done("record_plan"):
        if work.of.reference in one.assets or work.of.position.substitutes in one.assets:
            command = one.command
            assert isinstance(command, RecordPlan)
            own = command.for_asset(one.assets[0]) if command.rows else command
            merged |= {key: given for key, given in own.given().items() if key != "rows"}
    if not merged:
        raise not_known(_("There is no planning sheet of this asset."), "record_plan")
    return RecordPlan.parse(merged)


def _planned(plan: RecordPlan, *names: str) -> None:
    missing = [name for name in names if getattr(plan, name) is None]
    if missing:
        raise ValidationFailed(
            [
                Reason(
                    "field_missing",
                    _("The planning sheet does not say: {name}.").format(
                        name=_(name.replace("_", " "))
                    ),
                    "record_plan",
                    field=name,
                )
                for name in missing
            ]
        )


def equity(work: Explaining) -> Answer:
    """Equity by the planning sheet: value less liens and the costs over the horizon."""
    plan = _plan(work)
    _planned(plan, "value", "monthly_cost", "sale_cost_share", "horizon_months")
    value, monthly = _there(plan.value), _there(plan.monthly_cost)
    months, share = _there(plan.horizon_months), _there(plan.sale_cost_share)
    currency = value.currency
    liens = plan.liens or _liens(work, currency)
    keeping, selling = monthly.decimal * months, value.decimal * share
    costs = Money.from_decimal(keeping + selling, currency)
    given = {
        "currency": currency,
        "value": value.amount,
        "liens": liens.amount,
        "costs": costs.amount,
    }
    done = compute("equity", given, LookedUp(work.desk))
    return work.answer(
        formula="equity",
        version=version_of(done),
        text=_("Costs: {months} months of keeping and {share} of the value for the sale.").format(
            months=months, share=share
        ),
        value={"amount": done["equity"], "currency": currency},
        inputs=given,
        steps=steps_of(done),
        more={name: done[name] for name in ("equity", "share", "go")},
    )


def _liens(work: Explaining, currency: str) -> Money:
    """Recognised liens on file, in the currency of the planning sheet."""
    found = [
        work.convert(one.amount, currency, one.statement_on)
        for one in work.of.position.liens.values()
    ]
    return Money.total((one for one in found if one is not None), currency)


def sell_or_keep(work: Explaining) -> Answer:
    """Present values by the planning sheet; what it does not ask for is assumed and said."""
    given = plan_inputs(_plan(work), lambda key: term(work, key))
    assumed = {name: str(given[name]) for name in _ASSUMED}
    done = compute("sell_or_keep", given, LookedUp(work.desk))
    outputs = ("pv_keep", "pv_sell", "advice", "cost_ratio", "net_cost_ratio", "sensitivity")
    return work.answer(
        formula="sell_or_keep",
        version=version_of(done),
        text=_("From the planning sheet; not asked there and assumed: {names}.").format(
            names=", ".join(f"{name.replace('_', ' ')} {taken}" for name, taken in assumed.items())
        ),
        value=done["advice"],
        inputs=given,
        steps=steps_of(done),
        more={**{name: done[name] for name in outputs}, "assumptions": assumed},
    )


_ASSUMED = ("early_sale_haircut", "months_to_sell", "discount_rate", "yield_on_proceeds")


def plan_inputs(plan: RecordPlan, known: Callable[[str], str | None]) -> dict[str, object]:
    """What the comparison takes from a planning sheet; `known` gives a term of the law, or None.

    Raises `ValidationFailed` with `field_missing` for what the sheet does not say.
    """
    names = ("value", "yearly_decline", "monthly_cost", "sale_cost_share", "horizon_months")
    _planned(plan, *names)
    value, monthly = _there(plan.value), _there(plan.monthly_cost)
    months = _there(plan.horizon_months)
    income = plan.monthly_income or Money.zero(value.currency)
    assumed = {name: known(name) or "0" for name in _ASSUMED}
    whole = int(half_up(months, 0))
    return {
        "currency": value.currency,
        "value": value.amount,
        "yearly_decline": format(plan.yearly_decline or Decimal(0), "f"),
        "months_to_decision": whole,
        "monthly_cost": monthly.amount,
        "monthly_income": income.amount,
        "sale_cost_share": format(plan.sale_cost_share or Decimal(0), "f"),
        **assumed,
        "months_to_sell": min(int(assumed["months_to_sell"]), whole),
    }


def _there(given: Given | None) -> Given:
    """A value that was required before."""
    assert given is not None
    return given
