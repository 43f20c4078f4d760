"""Sharing between an executing and an issuing State by the Union's default rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.lifecycle.figures.conversion import (
    EURO,
    RATE_FIELDS,
    conversion_steps,
    given_or_office,
)
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import CURRENCY, Kind, Values, amount, optional
from asset_recovery.lifecycle.figures.values import missing_parameter

_THRESHOLD = "eu_sharing_threshold"
EXECUTING, ISSUING = "executing", "issuing"


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who receives what; the parts of the two States add up to the base."""

    executing_state: Money
    issuing_state: Money
    base: Money


def eu_sharing(
    base: Money, base_in_euro: Decimal, threshold: Decimal, odd_unit_to: str = EXECUTING
) -> Sharing:
    """Up to the threshold all to the executing State; above it halves, the odd unit as said."""
    if base_in_euro <= threshold:
        return Sharing(base, Money.zero(base.currency), base)
    less = Money(base.minor // 2, base.currency)
    more = base - less
    if odd_unit_to == EXECUTING:
        return Sharing(more, less, base)
    return Sharing(less, more, base)


def _run(values: Values, look_up: LookUps) -> Outputs:
    money = values.money("amount")
    victims = values.money_or_zero("victims_first", money.currency)
    costs = values.money_or_zero("costs", money.currency)
    if victims > money:
        raise invalid("victims_first", _("The victims' part is larger than the amount."))
    if victims + costs > money:
        raise invalid("costs", _("Victims and costs together are larger than the amount."))
    base = money - victims - costs
    in_euro, steps = _in_euro(values, look_up, base)
    on = values.day("on") if values.has("on") else None
    threshold = look_up.parameter(_THRESHOLD, on)
    if threshold is None:
        raise missing_parameter(_THRESHOLD, "amount")
    found = eu_sharing(base, in_euro, Decimal(threshold), values.text("odd_unit_to"))
    return {
        "executing_state": found.executing_state.amount,
        "issuing_state": found.issuing_state.amount,
        "victims": victims.amount,
        "base": base.amount,
        "explanation": [
            _("Base: {amount} − victims {victims} − costs {costs} = {base}.").format(
                amount=money.amount,
                victims=victims.amount,
                costs=costs.amount,
                base=base.display(),
            ),
            *steps,
            _("Threshold: {threshold} EUR; {how}.").format(
                threshold=threshold,
                how=_("reached at most: all to the executing State")
                if in_euro <= Decimal(threshold)
                else _("exceeded: halves"),
            ),
            _("Executing State {executing}, issuing State {issuing}.").format(
                executing=found.executing_state.display(), issuing=found.issuing_state.display()
            ),
        ],
    }


def _in_euro(values: Values, look_up: LookUps, base: Money) -> tuple[Decimal, list[str]]:
    if base.currency == EURO:
        return base.decimal, []
    if not values.has("on"):
        raise invalid(
            "on", _("The day of receipt is needed to judge the threshold."), "field_missing"
        )
    found = given_or_office(values, look_up, base, EURO, values.day("on"))
    text = _("The threshold is judged on {euro} EUR.").format(euro=printed(found.amount.decimal))
    return found.exact, [*conversion_steps(found), text]


FIGURE = Figure(
    name="eu_sharing",
    title=N_("Sharing between Member States"),
    formula=N_(
        "Base = amount − victims − costs. Up to the threshold the executing State keeps the base; "
        "above it each State receives half."
    ),
    inputs=(
        CURRENCY,
        amount("amount"),
        optional("victims_first", Kind.AMOUNT),
        optional("costs", Kind.AMOUNT),
        optional("on", Kind.DAY),
        optional("rates", Kind.ROW, many=True, fields=RATE_FIELDS),
        optional("odd_unit_to", Kind.CHOICE, EXECUTING, choices=(EXECUTING, ISSUING)),
    ),
    run=_run,
)
