"""What satisfies a value-based order: assets in sequence, or payments of several persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import CURRENCY, Input, Kind, Values, amount


@dataclass(frozen=True, slots=True)
class Applied:
    """What one source gave to the order and what of it was not needed."""

    source: str
    amount: Money
    surplus: Money


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """All sources in the order given, and what of the order is still open."""

    applied: tuple[Applied, ...]
    outstanding: Money


def apply_in_sequence(due: Money, sources: Sequence[tuple[str, Money]]) -> Satisfaction:
    """Take from each source in turn what is still due; never more than `due` in all."""
    applied = []
    for source, available in sources:
        taken = min(available, due)
        due = due - taken
        applied.append(Applied(source, taken, available - taken))
    return Satisfaction(tuple(applied), due)


def _steps(found: Satisfaction) -> list[str]:
    steps = [
        _("{source}: {amount} taken, {surplus} not needed.").format(
            source=one.source, amount=one.amount.display(), surplus=one.surplus.display()
        )
        for one in found.applied
    ]
    return [*steps, _("Outstanding: {amount}.").format(amount=found.outstanding.display())]


def _allocate(values: Values, look_up: LookUps) -> Outputs:
    money = values.money("amount")
    rows = values.rows("assets")
    names = [row.text("asset") for row in rows]
    for row, name in zip(rows, names, strict=True):
        if names.count(name) > 1:
            raise invalid(row.at("asset"), _("{name} stands in the list twice.").format(name=name))
    found = apply_in_sequence(money, [(row.text("asset"), row.money("net")) for row in rows])
    surplus = Money.total((one.surplus for one in found.applied), money.currency)
    return {
        "applied": [
            {"asset": one.source, "amount": one.amount.amount, "surplus": one.surplus.amount}
            for one in found.applied
        ],
        "surplus": surplus.amount,
        "outstanding": found.outstanding.amount,
        "explanation": _steps(found),
    }


def _joint(values: Values, look_up: LookUps) -> Outputs:
    found = apply_in_sequence(
        values.money("amount"),
        [(row.text("by"), row.money("amount")) for row in values.rows("payments")],
    )
    return {
        "accepted": [
            {"by": one.source, "amount": one.amount.amount, "refund": one.surplus.amount}
            for one in found.applied
        ],
        "outstanding": found.outstanding.amount,
        "explanation": _steps(found),
    }


ALLOCATION = Figure(
    name="allocate_value_order",
    title=N_("Value-based order: assets in sequence"),
    formula=N_("Each asset in turn is applied up to what is still due; the rest is its surplus."),
    inputs=(
        CURRENCY,
        amount("amount"),
        Input(
            name="assets",
            kind=Kind.ROW,
            many=True,
            fields=(Input(name="asset", kind=Kind.TEXT), amount("net")),
        ),
    ),
    run=_allocate,
)
JOINT = Figure(
    name="joint_value_order",
    title=N_("Value-based order: several persons liable"),
    formula=N_("A payment is accepted up to what is still due; what is beyond is to be refunded."),
    inputs=(
        CURRENCY,
        amount("amount"),
        Input(
            name="payments",
            kind=Kind.ROW,
            many=True,
            fields=(Input(name="by", kind=Kind.TEXT), amount("amount")),
        ),
    ),
    run=_joint,
)
