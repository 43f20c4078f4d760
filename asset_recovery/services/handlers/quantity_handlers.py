"""Quantities: changes and counts; a count that differs is followed up by two persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.quantity_actions import (
    ExplainDifference,
    ReconcileQuantity,
    RecordQuantity,
)
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import asset_search_entry, put_search
from asset_recovery.persistence.queries.asset_query import next_number_in_case
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.handlers.lineage_handlers import bind_as
from asset_recovery.services.refreshing import refresh_asset, set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work


def reconcile_quantity(work: Work, command: ReconcileQuantity) -> None:
    """A count against the ledger; where they differ, a task for a second look."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("reconcile_quantity", int(case["id"]))
    law = work.stories.rules_of(int(case["id"]))
    known = "dust_tolerance" in law.parameters
    dust = law.parameter("dust_tolerance", command.on).value if known else "0"
    take_step(work, Plan(command, case=case, assets=assets, on=command.on, facts={"dust": dust}))
    for asset in assets:
        position = work.positions[int(asset["id"])]
        difference = position.holdings.open_difference()
        if difference is None:
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
            ).format(difference=shown(difference), unit=position.unit),
            due=max(command.on, work.today) + timedelta(days=days),
            responsible="supervisor",
            source="count",
        )
        refresh_asset(work, int(asset["id"]))


def record_quantity(work: Work, command: RecordQuantity) -> None:
    """Units come in or go out; those of a split chain become an asset of their own."""
    if command.child is None:
        simple_step(work, command)
        return
    (asset,) = _one(work, command)
    case = work.stories.case(int(asset["case_id"]))
    work.permit("record_quantity", int(case["id"]))
    name = work.number("asset", command.child, "child")
    description = _("{unit} credited to {asset}").format(
        unit=command.unit, asset=asset["reference"]
    )
    by_asset: dict[str, dict[str, object]] = {
        str(asset["reference"]): {"credited": name},
        name: {"child": name, "description": description},
    }
    event_id = take_step(
        work, Plan(command, case=case, assets=[asset], on=command.on, by_asset=by_asset)
    )
    key = work.unit.insert(
        t.asset,
        reference=name,
        case_id=asset["case_id"],
        number=next_number_in_case(work.unit.connection, int(asset["case_id"])),
        type_code=asset["type_code"],
        description=description,
        location=asset["location"],
        country=asset["country"],
        quantity=format(command.quantity, "f"),
        unit=command.unit,
        grounds=asset["grounds"],
        source=asset["source"],
        flags=asset["flags"],
        components="[]",
        taken_over=asset["taken_over"],
        registered_on=work.today.isoformat(),
    )
    bind_as(work, asset, key, None, 0)
    work.unit.insert(t.event_asset, event_id=event_id, asset_id=key)
    work.unit.insert(t.asset_lineage, asset_id=key, from_id=asset["id"], how="fork", told=1)
    row = work.unit.get(t.asset, key)
    put_search(work.unit.connection, asset_search_entry(work.unit.connection, row))
    refresh_asset(work, key)


def _one(work: Work, command: RecordQuantity) -> list[Mapping[str, Any]]:
    assets = work.assets(command)
    if len(assets) != 1:
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("Units of a split chain are credited to one asset at a time."),
                field="assets",
            )
        )
    return list(assets)


HANDLERS: dict[type[Action], Callable[..., None]] = {
    RecordQuantity: record_quantity,
    ReconcileQuantity: reconcile_quantity,
    ExplainDifference: simple_step,
}
