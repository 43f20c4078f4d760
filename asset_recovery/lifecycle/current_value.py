"""What an asset is worth at one moment: its newest valuation, its estimate, or what it fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money
from asset_recovery.domain.value_kinds import NOT_RECOVERABLE
from asset_recovery.lifecycle.position import Position, ValuationPosition
from asset_recovery.lifecycle.rules import Rules


@dataclass(frozen=True, slots=True)
class CurrentValue:
    """A value with its kind and date; `counts`: it may be part of a total."""

    value: Money
    kind: str
    on: date
    counts: bool


def current_value(position: Position, registered_on: date) -> CurrentValue | None:
    """The value that lists show; None where none is on file.

    What stands in the place of a sold asset is worth its net proceeds once determined, its gross
    proceeds before. A replaced or void asset keeps its value but counts in no total.
    """
    counts = position.replaced_by is None and not position.void
    if position.substitutes is not None and position.gross is not None:
        sold = position.dates.get("sold", registered_on)
        return CurrentValue(position.net or position.gross, "contract_price", sold, counts)
    newest = newest_valuation(position)
    if newest is not None:
        counts = counts and newest.kind != NOT_RECOVERABLE
        return CurrentValue(newest.value, newest.kind, newest.on, counts)
    if position.estimated_value is not None:
        return CurrentValue(position.estimated_value, "estimate", registered_on, counts)
    return None


def kind_in_totals(position: Position, kind: str) -> str:
    """Under which kind a value is summed up: what a sale brought is gross or net."""
    if position.substitutes is None or position.gross is None:
        return kind
    return "proceeds_gross" if position.net is None else "proceeds_net"


def newest_valuation(position: Position, until: date | None = None) -> ValuationPosition | None:
    """The valuation with the latest date, of whatever kind; the first recorded of one day.

    A list price is no recoverable value: it is the newest only where there is nothing else.
    """
    known = [one for one in position.valuations if until is None or one.on <= until]
    recoverable = [one for one in known if one.kind != NOT_RECOVERABLE]
    return max(recoverable or known, key=lambda one: one.on, default=None)


def counts_for_sale(kind: str, rules: Rules, *, by_mark: bool) -> bool:
    """Whether valuations of this kind may carry a sale or a reserve (lifecycle.md 4.5)."""
    return kind in rules.counting_kinds or (by_mark and kind in rules.counting_where_marked)


def counting_valuation(
    position: Position, rules: Rules, until: date | None = None
) -> ValuationPosition | None:
    """The newest valuation that may carry a sale, up to a day."""
    known = [
        one
        for one in position.valuations
        if counts_for_sale(one.kind, rules, by_mark=position.marked_to_market)
        and (until is None or one.on <= until)
    ]
    return max(known, key=lambda one: one.on, default=None)
