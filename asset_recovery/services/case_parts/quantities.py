"""The quantity ledger of each asset: lines, addresses, counts, keys and values of the quantity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions.key_actions import (
    CheckKeyCustody,
    MoveKeyCustody,
    RecordKeyCustody,
)
from asset_recovery.domain.actions.value_actions import RecordValuation
from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.chains import UNTOLD, check_address, from_units, spot_of
from asset_recovery.domain.quantity_facts import (
    AddressLine,
    KeyCustodyFacts,
    MarkLine,
    QuantityFile,
)
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.due import due_items
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.queries.wallet_query import office_keys, wallets
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk

VIRTUAL = "virtual_assets"
MOMENTS = (
    ("identified", N_("Identified")),
    ("frozen", N_("Frozen")),
    ("seized", N_("Seized")),
    ("confiscated_final", N_("Confiscated, final")),
    ("sold", N_("Sold")),
)
KEY_ACTIONS = ("record_key_custody", "check_key_custody", "move_key_custody")


def is_virtual(type_code: str) -> bool:
    """Whether units of it stand on a chain."""
    known = asset_types().get(type_code)
    return known is not None and known.group == VIRTUAL


def quantity_files(desk: CaseDesk) -> tuple[QuantityFile, ...]:
    """One for each virtual asset, and for each other one whose quantity changed or was counted."""
    own = _own_addresses(desk) if any(_counts(one) for one in desk.assets) else {}
    return tuple(_file(desk, one, own) for one in desk.assets if _counts(one))


def quantity_file(desk: CaseDesk, asset: AssetCase) -> QuantityFile | None:
    """The same for one asset; None where nothing is on file about its quantity."""
    return _file(desk, asset, _own_addresses(desk)) if _counts(asset) else None


def _counts(asset: AssetCase) -> bool:
    held = asset.position.holdings
    return bool(held.lines or held.counts) or is_virtual(asset.position.type_code)


def _own_addresses(desk: CaseDesk) -> dict[str, str]:
    """The office's wallets by their address, in the spelling by which two are the same."""
    return {
        spot_of(str(row["address"]), "").address: str(row["reference"])
        for row in wallets(desk.reading.connection)
        if row["address"]
    }


def _file(desk: CaseDesk, asset: AssetCase, own: Mapping[str, str]) -> QuantityFile:
    position = asset.position
    held = position.holdings
    lines = tuple(held.lines)
    opening = lines[0].total - lines[0].change if lines else position.quantity
    registered = date.fromisoformat(str(asset.row["registered_on"]))
    opened = min([registered, *(one.on for one in lines)])
    addresses = tuple(_addresses(position, own))
    due = next(
        (d.due for d in due_items(position, desk.rules) if d.code == "reconcile_chain"), None
    )
    return QuantityFile(
        asset=asset.reference,
        unit=position.unit,
        opening=opening,
        opened_on=opened,
        total=position.quantity,
        lines=lines,
        addresses=addresses,
        counts=tuple(held.counts.values()),
        counted_on=position.counted_on,
        keys=tuple(keys_of(desk, asset.reference, addresses)),
        marks=tuple(_marks(desk, asset)),
        is_virtual=is_virtual(position.type_code),
        next_count_on=due,
    )


def _addresses(position: Position, own: Mapping[str, str]) -> Iterator[AddressLine]:
    held = position.holdings
    for spot, units in held.spots.items():
        told = held.names.get(spot, spot.address)
        check = check_address(told, spot.chain)
        yield AddressLine(
            address=told,
            chain=spot.chain,
            balance=from_units(units),
            own=own.get(spot.address),
            check=None if check is None or check.valid else check.reason,
            count=held.counts.get(spot),
        )
    rest = held.untold(position.quantity)
    if rest or not held.spots:
        count = held.counts.get(UNTOLD)
        yield AddressLine(address=None, chain="", balance=from_units(rest), count=count)


def keys_of(
    desk: CaseDesk, asset: str, addresses: tuple[AddressLine, ...]
) -> Iterator[KeyCustodyFacts]:
    """The envelopes of an asset, and of the office's wallets at which units of it stand."""
    found: dict[str, KeyCustodyFacts] = {}
    for one in desk.done(*KEY_ACTIONS):
        if asset in one.assets:
            reference = one.row["reference"]
            follow_key(found, one.command, one.on, reference, tuple(one.assets))
    yield from found.values()
    accounts = {line.own for line in addresses if line.own}
    if accounts:
        yield from (
            one for one in wallet_keys(desk.reading.connection, desk.reading.as_of,
                                       desk.reading.known_moment) if one.account in accounts
        )  # fmt: skip


def wallet_keys(
    connection: Any, as_of: date | None = None, known_on: str | None = None
) -> tuple[KeyCustodyFacts, ...]:
    """The envelopes of the office's wallets."""
    found: dict[str, KeyCustodyFacts] = {}
    day = None if as_of is None else as_of.isoformat()
    readers = {one.action(): one for one in (RecordKeyCustody, CheckKeyCustody, MoveKeyCustody)}
    for row in office_keys(connection, day, known_on):
        command = readers[str(row["action"])].parse(json.loads(row["data"]))
        on = date.fromisoformat(str(row["on_date"]))
        follow_key(found, command, on, row["reference"], ())
    return tuple(found.values())


def follow_key(
    found: dict[str, KeyCustodyFacts],
    command: object,
    on: date,
    reference: str | None,
    assets: tuple[str, ...],
) -> None:
    """Let one event change what is known of an envelope."""
    if isinstance(command, RecordKeyCustody) and reference:
        who = " · ".join(command.sealed_by)
        found[reference] = KeyCustodyFacts(
            envelope=reference,
            on=on,
            storage=command.storage,
            scheme=command.scheme,
            holders=command.holders,
            sealed_by=command.sealed_by,
            seal=command.seal,
            kind=command.carrier,
            account=command.account,
            assets=assets,
            steps=((on, "sealed", who, command.note or ""),),
        )
    elif isinstance(command, CheckKeyCustody) and command.envelope in found:
        known = found[command.envelope]
        told = command.findings or ""
        step = (on, "whole" if command.seal_intact else "broken", " · ".join(command.by), told)
        found[command.envelope] = replace(
            known, checked_on=on, seal_intact=command.seal_intact, steps=(*known.steps, step)
        )
    elif isinstance(command, MoveKeyCustody) and command.envelope in found:
        known = found[command.envelope]
        who = f"{command.handed_over_by} → {command.received_by}"
        step = (on, "moved", who, f"{known.storage} → {command.storage}")
        found[command.envelope] = replace(
            known,
            storage=command.storage,
            holders=command.holders or known.holders,
            seal=command.seal or known.seal,
            steps=(*known.steps, step),
        )


def _marks(desk: CaseDesk, asset: AssetCase) -> Iterator[MarkLine]:
    """Each valuation with its price and its quantity, and what it was at the great moments."""
    position = asset.position
    told: dict[str, RecordValuation] = {}
    for one in desk.done("record_valuation"):
        if asset.reference in one.assets and isinstance(one.command, RecordValuation):
            told[str(one.row["reference"])] = one.command
    moments = [(position.dates[name], label) for name, label in MOMENTS if name in position.dates]
    if position.possession is not None:
        moments.append((position.possession.since, N_("In possession")))
    valued = sorted(position.valuations, key=lambda one: one.on)
    for valuation in valued:
        yield _mark(position, told.get(valuation.reference), valuation, valuation.on, _("Valued"))
    for day, label in sorted(moments):
        before = [one for one in valued if one.on <= day]
        if before:
            valuation = before[-1]
            yield _mark(position, told.get(valuation.reference), valuation, day, _(label))


def _mark(
    position: Position, command: RecordValuation | None, valuation: Any, day: date, when: str
) -> MarkLine:
    quantity = quantity_on(position, valuation.on)
    price = None if command is None else command.price
    product = None
    if price is not None:
        product = f"{(quantity * price.decimal).normalize():f} {price.currency}"
    return MarkLine(
        on=day,
        when=when,
        value=valuation.value.display(),
        price=None if price is None else price.display(),
        source=None if command is None else command.price_source,
        method=None if command is None else command.method,
        at=None if command is None else command.priced_at,
        quantity=quantity,
        product=product,
        reference=valuation.reference,
    )


def quantity_on(position: Position, day: date) -> Decimal:
    """What the ledger had on a day."""
    lines = position.holdings.lines
    before = [one for one in lines if one.on <= day]
    if before:
        return before[-1].total
    return lines[0].total - lines[0].change if lines else position.quantity
