"""The steps on a value order as a debt, and the release that follows once it is satisfied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import Debt, DebtAsked, account
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
    Position,
)
from asset_recovery.lifecycle.story import LATEST, fold, moments
from asset_recovery.persistence.debt_dues import release_due
from asset_recovery.persistence.rows import Row
from asset_recovery.services import debts
from asset_recovery.services.debt_values import secures
from asset_recovery.services.step_options.asking import Asking

Held = Sequence[tuple[Row, Position, bool]]
ON_A_DEBT = ("apply_to_value_order", "refund_surplus", "write_off_money")


def options(asking: Asking, order: Row, held: Held) -> Iterator[StepOption]:
    """What can be done with the debt, and the reversal of what was carried out."""
    reference = str(order["reference"])
    if debts.is_value_order(order):
        asked = DebtAsked(debt_of(asking, order))
        alone = Position(reference=reference)
        standing = _standing(asking, order, held)
        for name in ON_A_DEBT:
            judgement = asking.ask(name, None, alone, standing, debt=asked)
            yield asking.option(name, judgement, {"order": reference})
    if order["kind"] in CONFISCATIONS | {debts.VALUE_ORDER}:
        position = held[0][1] if held else Position(reference=reference)
        closed = held[0][2] if held else False
        standing = position.orders.get(reference) or _standing(asking, order, held)
        judgement = asking.ask("reverse_confiscation", None, position, standing, closed)
        yield asking.option("reverse_confiscation", judgement, {"order": reference})


def debt_of(asking: Asking, order: Row) -> Debt | None:
    """The account on the day that is asked about."""
    told = debts.told(asking.sight.connection, asking.stories, order, (asking.on, LATEST[1]))
    return None if told is None else account(told, asking.on)


def _standing(asking: Asking, order: Row, held: Held) -> OrderPosition | None:
    """The order as a whole: as it stands over an asset, else by itself."""
    reference = str(order["reference"])
    for _asset, position, _closed in held:
        if reference in position.orders:
            return position.orders[reference]
    alone = Position(reference="")
    events = asking.stories.events_of_order(int(order["id"]))
    fold(alone, [one for one in moments(events) if one.on <= asking.on], asking.rules)
    return alone.orders.get(reference)


def filled(asking: Asking, name: str, order: Row, held: Held) -> Mapping[str, object] | None:
    """The draft of a release once nothing is owed: the editor opens with it, a person decides."""
    if name != "lift_order":
        return None
    if order["kind"] in PROVISIONAL_ORDERS:
        return _measure_to_lift(asking, order, held)
    if not debts.is_value_order(order):
        return None
    debt = debt_of(asking, order)
    reference = str(order["reference"])
    securities = [
        str(asset["reference"]) for asset, position, _c in held if secures(position, reference)
    ]
    if debt is None or not debt.is_satisfied or debt.ended or not securities:
        return None
    return {
        "order": reference,
        "reason": "value_order_satisfied",
        "assets": securities,
        "note": draft_of_release(debt),
    }


def _measure_to_lift(asking: Asking, order: Row, held: Held) -> Mapping[str, object] | None:
    """The same for a measure: the assets whose value order is paid and that nothing else needs."""
    connection, rules = asking.sight.connection, asking.rules
    paid = [
        str(asset["reference"])
        for asset, position, _closed in held
        if release_due(connection, asset, position, rules)
    ]
    if not paid:
        return None
    return {"order": str(order["reference"]), "reason": "value_order_satisfied", "assets": paid}


def draft_of_release(debt: Debt) -> str:
    """The grounds of the release in words, to be read and changed by whoever decides."""
    return _(
        "The order {order} over {principal} is satisfied since {date}: {paid} paid, {written_off} "
        "written off, nothing outstanding. The assets that secure it are to be released."
    ).format(
        order=debt.reference,
        principal=debt.principal.display(),
        date=debt.satisfied_on,
        paid=debt.paid.display(),
        written_off=debt.written_off.display(),
    )
