"""Selling a part of what is held: its proceeds as an asset of their own, the rest as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.i18n import _
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.lifecycle.sale_position import SalePosition
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import asset_search_entry, put_search
from asset_recovery.persistence.queries.asset_query import next_number_in_case
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.handlers.lineage_handlers import bind_as
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.work import Work

Facts = dict[str, dict[str, object]]


def free_name(work: Work, asset: str) -> str:
    """`<asset>-SUB`, or with the next number where tranches came before."""
    name, number = f"{asset}-SUB", 2
    while finder.is_taken(work.unit.connection, "asset", name):
        name, number = f"{asset}-SUB-{number}", number + 1
    return name


def tranche_facts(asset: Mapping[str, Any], sale: SalePosition, name: str | None) -> Facts:
    """What the event keeps of a tranche: for the asset, and for its proceeds if held apart."""
    reference, unit = str(asset["reference"]), str(asset["unit"] or "")
    assert sale.quantity is not None
    quantity = shown(sale.quantity)
    tranche: dict[str, object] = {"quantity": quantity}
    if sale.paid is not None:
        tranche["paid"] = sale.paid.as_json()
    if name is None:
        return {reference: {"tranche": tranche}}
    tranche["substitute"] = name
    description = _("Proceeds of {quantity} {unit} of {asset}").format(
        quantity=quantity, unit=unit, asset=reference
    )
    return {
        reference: {"tranche": tranche},
        name: {"child": name, "type": "MON-SUB", "description": description},
    }


def put_proceeds(
    work: Work, asset: Mapping[str, Any], name: str, description: str, event_id: int
) -> None:
    """The proceeds of a part, under the orders and with the people of what was sold."""
    reference = work.number("asset", name, "substitute")
    work.made["substitute"] = reference
    key = work.unit.insert(
        t.asset,
        reference=reference,
        case_id=asset["case_id"],
        number=next_number_in_case(work.unit.connection, int(asset["case_id"])),
        type_code="MON-SUB",
        description=description[:400],
        country=asset["country"],
        quantity="1",
        unit="each",
        grounds=asset["grounds"],
        flags="[]",
        components="[]",
        registered_on=work.today.isoformat(),
    )
    bind_as(work, asset, key, None, 0)
    work.unit.insert(t.event_asset, event_id=event_id, asset_id=key)
    work.unit.insert(t.asset_lineage, asset_id=key, from_id=asset["id"], how="tranche", told=1)
    row = work.unit.get(t.asset, key)
    put_search(work.unit.connection, asset_search_entry(work.unit.connection, row))
    refresh_asset(work, key)
    refresh_asset(work, int(asset["id"]))
