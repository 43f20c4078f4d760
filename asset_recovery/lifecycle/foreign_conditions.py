"""Conditions of moves that look at another State's order or report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.office_actions import RecordAnswer

if TYPE_CHECKING:
    from asset_recovery.lifecycle.moves import Case


def _outcome(case: Case) -> str | None:
    """What another State reports of this asset."""
    if not isinstance(case.command, RecordAnswer):
        return None
    for row in case.command.results:
        if row.get("asset") in (case.position.reference, case.position.substitutes):
            return str(row.get("outcome"))
    return None


def _is_foreign(case: Case, kind: str) -> bool:
    return case.order is not None and case.order.kind == kind


def _recognised_order_stands(case: Case) -> bool:
    """Another order that we recognised for a State still holds the asset on that day."""
    own = case.order.reference if case.order else None
    return any(
        order.reference != own and order.kind == "foreign_freezing" and order.in_force(case.on)
        for order in case.position.orders.values()
    )


FOREIGN_CONDITIONS: dict[str, Callable[[Case], bool]] = {
    "foreign_freezing": lambda case: _is_foreign(case, "foreign_freezing"),
    "foreign_confiscation": lambda case: _is_foreign(case, "foreign_confiscation"),
    "recognised_order_stands": _recognised_order_stands,
    "awaits_recognition": lambda case: case.order is not None and case.order.awaits_recognition,
    "result_returned": lambda case: _outcome(case) == "returned",
    "result_not_found": lambda case: _outcome(case) == "not_found",
    "agreement_on_file": lambda case: bool(case.position.case.agreements),
}
