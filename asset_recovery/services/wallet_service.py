"""The office's wallets: what of which asset stands at each, when it was counted, its envelopes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.chains import Spot, from_units, spot_of
from asset_recovery.domain.wallet_facts import WalletLine
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.wallet_query import assets_at, wallets
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services.case_parts.quantities import wallet_keys
from asset_recovery.services.office import Office


@dataclass(frozen=True, slots=True)
class WalletService:
    """Reads the wallets for one user; assets of cases that he must not know are left out."""

    office: Office

    def wallets(self, actor: Actor) -> tuple[WalletLine, ...]:
        """A line for each wallet and asset that stands there, in the order of the wallets."""
        with self.office.reading.connect() as connection:
            rows = wallets(connection)
            addresses = json.dumps([row["address"] for row in rows if row["address"]])
            access = Access.of(actor, self.office.today())
            known = assets_at(connection, access, addresses)
            stories = Stories(connection)
            held = [(one, stories.position(int(one["id"]))) for one in known]
            keys = Counter(one.account for one in wallet_keys(connection))
            return tuple(
                line for row in rows for line in _lines(row, held, keys[str(row["reference"])])
            )


def _lines(
    row: Mapping[str, Any], held: list[tuple[Mapping[str, Any], Position]], keys: int
) -> Iterator[WalletLine]:
    address = row["address"]
    named: dict[str, Any] = {
        "reference": str(row["reference"]),
        "address": address,
        "custodian": row["bank"],
        "keys": keys,
    }
    there = list(_there(str(address), held)) if address else []
    if not there:
        yield WalletLine(**named)
    for asset, position, spot, units in there:
        count = position.holdings.counts.get(spot)
        yield WalletLine(
            **named,
            chain=spot.chain,
            asset=str(asset["reference"]),
            case=str(asset["case_reference"]),
            balance=from_units(units),
            unit=position.unit,
            counted_on=None if count is None else count.on,
            block=None if count is None else count.block,
            difference=count.difference if count is not None and count.is_open else None,
        )


def _there(
    address: str, held: list[tuple[Mapping[str, Any], Position]]
) -> Iterator[tuple[Mapping[str, Any], Position, Spot, int]]:
    """What stands at an address, asset by asset; one that was emptied and never counted is not."""
    wanted = spot_of(address, "").address
    for asset, position in held:
        if position.replaced_by is not None or position.void:
            continue
        for spot, units in position.holdings.spots.items():
            counted = position.holdings.counts.get(spot)
            if spot.address == wanted and (units or (counted is not None and counted.is_open)):
                yield asset, position, spot, units
