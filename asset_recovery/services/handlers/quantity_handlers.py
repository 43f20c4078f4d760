"""Quantities: changes and counts; a count that differs is followed up by two persons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.quantity_actions import ReconcileQuantity, RecordQuantity
from asset_recovery.i18n import _
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.stepping import refresh_asset, set_deadline
from asset_recovery.services.work import Work


def reconcile_quantity(work: Work, command: ReconcileQuantity) -> None:
    """A count against the ledger; where they differ, a task for a second look."""
    simple_step(work, command)
    for asset in work.assets(command):
        position = work.positions[int(asset["id"])]
        if not position.count_differs:
            continue
        rules = work.stories.rules_of(int(asset["case_id"]))
        days = rules.days("count_difference_due", command.on)
        set_deadline(
            work,
            case_id=int(asset["case_id"]),
            asset_id=int(asset["id"]),
            record=str(asset["reference"]),
            title=_(
                "Count differs by {difference} {unit}: report the incident, two persons look again"
            ).format(difference=shown(position.count_differs), unit=position.unit),
            due=max(command.on, work.today) + timedelta(days=days),
            responsible="supervisor",
            source="count",
        )
        refresh_asset(work, int(asset["id"]))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    RecordQuantity: simple_step,
    ReconcileQuantity: reconcile_quantity,
}
