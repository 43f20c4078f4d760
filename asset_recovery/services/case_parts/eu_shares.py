"""The shares of the two States of what was confiscated for another State, by the Union's rule."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.domain.sharing_facts import SharingFacts, SharingRule
from asset_recovery.lifecycle.foreign_orders import (
    confiscation_of,
    default_sharing,
    victim_decisions,
)
from asset_recovery.lifecycle.position import Position
from asset_recovery.services.case_parts.case_desk import CaseDesk

THRESHOLD, ODD_UNIT = "eu_sharing_threshold", "eu_sharing_odd_unit"


def sharing_rule(desk: CaseDesk) -> SharingRule | None:
    """The threshold of the case's law and who receives the odd unit; None without a threshold."""
    if THRESHOLD not in desk.rules.parameters:
        return None
    threshold = Decimal(desk.rules.parameter(THRESHOLD, desk.day).value)
    return SharingRule(threshold=threshold, odd_unit_to=_odd_unit(desk))


def _odd_unit(desk: CaseDesk) -> str:
    return desk.settings().get(ODD_UNIT) or "executing"


def sharing_facts(desk: CaseDesk) -> tuple[SharingFacts, ...]:
    """The shares of every asset with a net that was confiscated for another State of the Union.

    None where a decision for a victim is pending, or gives the thing itself: it goes first.
    """
    if THRESHOLD not in desk.rules.parameters:
        return ()
    return tuple(_sharings(desk))


def _sharings(desk: CaseDesk) -> Iterator[SharingFacts]:
    for asset in desk.assets:
        position = asset.position
        order = confiscation_of(position)
        if position.void or order is None or position.net is None:
            continue
        victims = _victims(desk, position, position.net)
        if victims is None:
            continue
        found = default_sharing(
            position, desk.rules, desk.reading.rates.convert, desk.day, victims, _odd_unit(desk)
        )
        if found is not None:
            yield SharingFacts(
                asset=asset.reference,
                order=order.reference,
                net=position.net,
                victims=victims,
                base=found.base,
                executing_state=found.executing_state,
                issuing_state=found.issuing_state,
            )


def _victims(desk: CaseDesk, position: Position, net: Money) -> Money | None:
    """What victims receive first of the net; None while that is not known in its currency."""
    total = Money.zero(net.currency)
    for one in victim_decisions(position):
        if one.is_pending or one.amount is None:
            return None
        amount = desk.reading.rates.convert(one.amount, net.currency, desk.day)
        if amount is None:
            return None
        total += amount
    return min(total, net)
