"""Which second persons a step asks for: the table of approvals of the legal system."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from asset_recovery.domain.actions.confiscation_actions import DisposeAsset
from asset_recovery.domain.actions.custody_actions import ManageAsset
from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.sale_guards import below_floor, below_reserve, counting_valuation


def _value(ask: Ask) -> Money | None:
    """The asset's value in base currency: its newest valuation that counts, else its estimate."""
    newest = counting_valuation(ask)
    known = newest.value if newest else ask.position.estimated_value
    return None if known is None else ask.convert(known, ask.base_currency, ask.on)


def _above(ask: Ask, key: str) -> bool:
    value = _value(ask)
    return value is None or value.decimal > Decimal(ask.term(key).value)


CONDITIONS: dict[str, Callable[[Ask], bool]] = {
    "": lambda _ask: True,
    "write_off_or_large": lambda ask: (
        (isinstance(ask.command, DisposeAsset) and ask.command.kind == "write_off")
        or _above(ask, "disposal_two_levels_above")
    ),
    "below_floor": below_floor,
    "below_reserve": below_reserve,
    "large_or_unknown": lambda ask: _above(ask, "decline_approval_above"),
    "gap_explained": lambda ask: (
        isinstance(ask.command, RecordOrder) and ask.command.gap_comment is not None
    ),
    "outside_import": lambda ask: not ask.by_import,
    "interim_use": lambda ask: (
        isinstance(ask.command, ManageAsset) and ask.command.mode == "interim_use"
    ),
}


def levels(ask: Ask) -> tuple[tuple[str, ...], ...]:
    """The levels that must agree, each with the roles of which one person is asked; () for none."""
    for rule in ask.rules.approvals:
        if rule.action == ask.action and CONDITIONS[rule.when](ask):
            return rule.levels
    return ()
