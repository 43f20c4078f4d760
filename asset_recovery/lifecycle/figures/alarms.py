"""Figures that warn: coverage of a freeze, fees against income, and insurance against value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import as_percent, exact, money_ratio, printed
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
)
from asset_recovery.lifecycle.figures.values import parameter


@exact
def coverage(frozen: Money, needed: Money, high: Decimal, low: Decimal) -> tuple[str | None, str]:
    """Frozen as a part of what is needed (four decimals), and the alarm on the exact ratio.

    Where nothing is needed there is no ratio; anything frozen then alarms as too much.
    """
    part = frozen.decimal
    if part > high * needed.decimal:
        return money_ratio(frozen, needed), "high"
    if part < low * needed.decimal:
        return money_ratio(frozen, needed), "low"
    return money_ratio(frozen, needed), "none"


def _coverage(values: Values, look_up: LookUps) -> Outputs:
    frozen = values.money("frozen")
    needed = values.money("benefit") + values.money("victims") + values.money("costs")
    high = parameter(look_up, "coverage_alarm_high", "frozen")
    low = parameter(look_up, "coverage_alarm_low", "frozen")
    found, alarm = coverage(frozen, needed, high, low)
    return {
        "coverage": found,
        "alarm": alarm,
        "explanation": [
            _("Needed: benefit + victims + costs = {needed}.").format(needed=needed.display()),
            _("{frozen} ÷ {needed} = {share}.").format(
                frozen=frozen.amount, needed=needed.amount, share=as_percent(found)
            ),
            _("Alarm above {high} and below {low}: {alarm}.").format(
                high=printed(high), low=printed(low), alarm=alarm
            ),
        ],
    }


COVERAGE = Figure(
    name="coverage",
    title=N_("Coverage"),
    formula=N_("Coverage = frozen ÷ (benefit + victims + costs)."),
    inputs=(CURRENCY, amount("frozen"), amount("benefit"), amount("victims"), amount("costs")),
    run=_coverage,
)


@dataclass(frozen=True, slots=True)
class FeeCheck:
    """Fees as parts of income and value (None: there is none), and the alarms by name."""

    share_of_income: str | None
    share_of_value: str | None
    alarms: tuple[str, ...]


@exact
def fee_check(
    fees: Money,
    income: Money,
    value: Money,
    cap_share: Decimal | None = None,
    cap_amount: Money | None = None,
) -> FeeCheck:
    """Alarms: fees above the income, above the cap's share of income or value, above the cap."""
    alarms = [("fees_above_income", fees > income)]
    if cap_share is not None:
        for name, base in (("income", income), ("value", value)):
            above = not base.is_zero and fees.decimal > cap_share * base.decimal
            alarms.append((f"cap_share_of_{name}", above))
    if cap_amount is not None:
        alarms.append(("cap_amount", fees > cap_amount))
    return FeeCheck(
        money_ratio(fees, income),
        money_ratio(fees, value),
        tuple(name for name, sounds in alarms if sounds),
    )


def _fees(values: Values, look_up: LookUps) -> Outputs:
    fees, income, value = (values.money(name) for name in ("fees", "income", "value"))
    found = fee_check(
        fees,
        income,
        value,
        values.number("cap_share") if values.has("cap_share") else None,
        values.money("cap_amount") if values.has("cap_amount") else None,
    )
    return {
        "share_of_income": found.share_of_income,
        "share_of_value": found.share_of_value,
        "alarms": list(found.alarms),
        "explanation": [
            _("Fees {fees}: {income} of the income, {value} of the value.").format(
                fees=fees.display(),
                income=as_percent(found.share_of_income),
                value=as_percent(found.share_of_value),
            ),
            _("Alarms: {alarms}.").format(alarms=", ".join(found.alarms) or "–"),
        ],
    }


FEE_CHECK = Figure(
    name="fee_check",
    title=N_("Fees"),
    formula=N_("Fees ÷ income and fees ÷ value, against the income and the caps given."),
    inputs=(
        CURRENCY,
        amount("fees"),
        amount("income"),
        amount("value"),
        optional("cap_share", Kind.NUMBER, lowest="0"),
        optional("cap_amount", Kind.AMOUNT),
    ),
    run=_fees,
)


@exact
def insurance_gap(value: Money, sums: Sequence[Money]) -> tuple[Money, Money, str | None]:
    """The sum insured, what of the value is not insured (never below zero), and the ratio."""
    insured = Money.total(sums, value.currency)
    gap = max(value - insured, Money.zero(value.currency))
    return insured, gap, money_ratio(insured, value)


def _insurance(values: Values, look_up: LookUps) -> Outputs:
    value = values.money("value")
    insured, gap, found = insurance_gap(value, values.moneys("sums"))
    return {
        "insured": insured.amount,
        "gap": gap.amount,
        "share": found,
        "explanation": [
            _("Insured {insured} of {value}: {share}; not insured {gap}.").format(
                insured=insured.display(),
                value=value.display(),
                share=as_percent(found),
                gap=gap.display(),
            )
        ],
    }


INSURANCE_GAP = Figure(
    name="insurance_gap",
    title=N_("Insurance gap"),
    formula=N_("Gap = value − sum of the sums insured, never below zero; share = insured ÷ value."),
    inputs=(CURRENCY, amount("value"), Input(name="sums", kind=Kind.AMOUNT, many=True)),
    run=_insurance,
)
