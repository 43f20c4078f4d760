"""Balances by address and token: each row is a count of the asset that stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.chains import Spot, chain_named, spot_of
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.registers import Result
from asset_recovery.exchange.import_plan import CHANGE, ActionData, ImportPlan, PlannedRow
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.wallet_query import assets_at, assets_named_by
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services.action_service import Batch
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_taking import Taking

_COLUMNS = {"unit": "token", "at": "time", "by": "counted_by_2"}


@dataclass(frozen=True, slots=True)
class _Standing:
    """An asset at an address, in which unit it is counted."""

    asset: str
    unit: str
    spot: Spot


class BalanceTaking(Taking):
    """Gives planned balances as counts; what differs by more than dust is a warning of its row."""

    def __init__(
        self,
        plan: ImportPlan,
        batch: Batch,
        actor: Actor,
        report: ImportReport,
        *,
        take_changes: bool,
    ) -> None:
        super().__init__(plan, batch, actor, report, take_changes=take_changes)
        self._standing = self._all_standing()

    def _all_standing(self) -> dict[str, list[_Standing]]:
        """What stands at each address of the file, read once for all rows."""
        given = {
            str(action["address"])
            for row in self._plan.rows
            for action in (row.whole or row.actions)
            if action.get("address")
        }
        if not given:
            return {}
        normal = {spot_of(address, "").address for address in given}
        connection = self._batch.unit.connection
        access = Access.of(self._actor, self._batch.work_of(self._actor).today)
        moved = assets_at(connection, access, json.dumps(sorted(given | normal)))
        named = assets_named_by(connection, access, json.dumps(sorted(given | normal)))
        stories, found = Stories(connection), dict[str, list[_Standing]]()
        for asset in moved:
            for one in _by_ledger(asset, stories):
                if one.spot.address in normal:
                    found.setdefault(one.spot.address, []).append(one)
        told = frozenset(found)
        for asset in named:
            position = stories.position(int(asset["id"]))
            address = spot_of(str(asset["address"]), "").address
            if address in told or position.void or position.replaced_by is not None:
                continue
            spot = spot_of(str(asset["address"]), position.unit)
            one = _Standing(str(asset["reference"]), position.unit, spot)
            found.setdefault(address, []).append(one)
        return found

    def _refuse(self, row: PlannedRow, problems: tuple[Reason, ...]) -> None:
        """The place of a refusal is the column of the file."""
        placed = (
            replace(one, field=_COLUMNS.get(one.field, one.field)) if one.field else one
            for one in problems
        )
        super()._refuse(row, tuple(placed))

    def _change(self, row: PlannedRow) -> str:
        """A count that an earlier file told otherwise: shown, and counted anew where asked."""
        if self._take_changes:
            self._give(row, [(row.whole or row.actions)[0]])
        self._report.changes.append((row.number, _("other content than imported before")))
        return CHANGE

    def _give(self, row: PlannedRow, actions: list[ActionData]) -> list[Result]:
        """Each balance as a count; its warnings name the asset and the address."""
        counts = [self._count(action) for action in actions]
        before = len(self._report.warnings)
        results = super()._give(row, counts)
        about = f"{counts[0]['asset']}, {counts[0]['address']}"
        self._report.warnings[before:] = [
            replace(one, text=f"{about}: {one.text}") for one in self._report.warnings[before:]
        ]
        return results

    def _count(self, action: ActionData) -> ActionData:
        people = [name.strip() for name in str(action["by"]).split(";")]
        count: ActionData = {**action, "by": [*filter(None, people)]}
        try:
            one = self._standing_at(action)
        except ValidationFailed as unknown:
            raise ValidationFailed([*unknown.reasons, *_faults(count)]) from unknown
        count |= {"asset": one.asset, "unit": one.unit}
        if "chain" not in count and one.spot.chain:
            count["chain"] = one.spot.chain
        return count

    def _standing_at(self, action: ActionData) -> _Standing:
        """The one asset that is meant; raises `not_found`, or `field_missing` where several are."""
        address, token = str(action["address"]), str(action["unit"])
        there = self._standing.get(spot_of(address, "").address, [])
        if not there:
            text = _("No asset stands at {address}.").format(address=address)
            raise _refused("not_found", text, "address")
        fitting = [one for one in there if one.unit.casefold() == token.casefold()]
        if not fitting:
            units = ", ".join(sorted({one.unit for one in there}))
            text = _("No asset of {token} stands at {address}; the ledger has {units} there.")
            text = text.format(token=token, address=address, units=units)
            raise _refused("not_found", text, "unit")
        fitting = _on_chain(fitting, action.get("chain"))
        if action.get("asset"):
            fitting = [one for one in fitting if one.asset == action["asset"]]
        if not fitting:
            text = _("The asset that the row names does not stand at {address} with {token}.")
            if not action.get("asset"):
                text = _("On this chain no asset of {token} stands at {address}.")
            field = "asset" if action.get("asset") else "chain"
            raise _refused("not_found", text.format(address=address, token=token), field)
        if len(fitting) > 1:
            names = sorted({one.asset for one in fitting})
            field = "asset" if len(names) > 1 else "chain"
            text = _("More than one holding of {token} at {address} is known ({names}): say which.")
            text = text.format(token=token, address=address, names=", ".join(names))
            raise _refused("field_missing", text, field)
        return fitting[0]


def _faults(count: ActionData) -> tuple[Reason, ...]:
    """What else is wrong with a count whose asset is not known: all is told at once."""
    try:
        read_action({"asset": "-", **count})
    except ValidationFailed as refusal:
        return refusal.reasons
    return ()


def _on_chain(found: list[_Standing], said: Any) -> list[_Standing]:
    if not said:
        return found
    chain = chain_named(str(said))
    if chain is None:
        return found  # the count itself refuses a chain that is none
    return [one for one in found if one.spot.chain in (chain, "")]


def _by_ledger(asset: Mapping[str, Any], stories: Stories) -> list[_Standing]:
    position = stories.position(int(asset["id"]))
    if position.void or position.replaced_by is not None:
        return []
    reference = str(asset["reference"])
    return [_Standing(reference, position.unit, spot) for spot in position.holdings.spots]


def _refused(code: str, text: str, field: str) -> ValidationFailed:
    return ValidationFailed(Reason(code, text, field=field))
