"""Applications for an order: the schedule as it was asked, and what was granted row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.queries.order_query import scope_row
from asset_recovery.services.work import Work

REFUSED = "no"


def schedule_rows(
    work: Work, command: o.ApplyForOrder, assets: Sequence[Mapping[str, Any]]
) -> dict[str, dict[str, object]]:
    """Each asset's value with its kind and date as it stood when it was applied for.

    What the row itself gives stays; a value that is not known stays unknown.
    """
    found: dict[str, dict[str, object]] = {}
    for asset, row in zip(assets, command.assets, strict=False):
        value: dict[str, object] = {}
        if row.get("value") is None:
            position = work.stories.position(int(asset["id"]), (command.on, 2**62))
            known = current_value(position, date.fromisoformat(str(asset["registered_on"])))
            if known is not None and (known.on <= command.on or known.kind == "estimate"):
                value = {
                    "value": known.value.as_json(),
                    "value_kind": known.kind,
                    "value_on": min(known.on, command.on).isoformat(),
                }
        found[str(asset["reference"])] = {"number": asset["number"], **value}
    return found


def granted_rows(
    command: o.IssueOrder, known: Sequence[Mapping[str, Any]]
) -> dict[str, Mapping[str, object]]:
    """What the decision says of each asset; `not_found` for one that was not applied for."""
    names = {str(asset["reference"]) for asset in known}
    for place, row in enumerate(command.assets, start=1):
        if str(row["asset"]) not in names:
            raise NotFound(
                Reason(
                    "not_found",
                    _("{asset} is not in the schedule of the application.").format(
                        asset=row["asset"]
                    ),
                    None,
                    "assets",
                    place,
                )
            )
    return {str(row["asset"]): row for row in command.assets}


def beyond_application(
    original: Mapping[str, Any] | None, told: Mapping[str, Mapping[str, object]]
) -> Iterator[Reason]:
    """More granted than was asked for: a court does not go beyond the application."""
    if original is None:
        return
    data = json.loads(original["data"])
    rows = {str(row["asset"]): row for row in data.get("assets", [])}
    for place, (asset, row) in enumerate(told.items(), start=1):
        asked = rows.get(asset, {})
        limit = _money(asked.get("amount") or data.get("amount"))
        given = _money(row.get("amount"))
        if given is None or limit is None:
            continue
        if given.currency != limit.currency:
            code, text = "currency_mismatch", _("{asset}: it was applied for in {currency}.")
        elif given > limit:
            code, text = "amount_exceeds_order", _("{asset}: {asked} was applied for.")
        else:
            continue
        said = text.format(asset=asset, currency=limit.currency, asked=limit.display())
        yield Reason(code, said, None, "assets", place)


def _money(value: object) -> Money | None:
    if isinstance(value, Money) or value is None:
        return value
    return Money.from_json(value)


def keep_scopes(
    work: Work,
    order: Mapping[str, Any],
    assets: Sequence[Mapping[str, Any]],
    told: Mapping[str, Mapping[str, object]],
) -> None:
    """The order's own rows say what it reaches now; a refused row reaches nothing."""
    for asset in assets:
        row = told.get(str(asset["reference"]))
        kept = scope_row(work.unit.connection, int(order["id"]), int(asset["id"]))
        if row is None or kept is None:
            continue
        given = {name: value for name, value in row.items() if name != "asset" and value}
        before = json.loads(kept["scope"])
        if given.get("granted") == "changed":  # a new extent stands in the place of the one asked
            before = {name: value for name, value in before.items() if name not in o.SCOPE}
        work.unit.update(t.order_asset, kept, scope=canonical({**before, **given}))


def as_given(original: Mapping[str, Any], command: o.IssueOrder) -> o.RecordOrder:
    """The recorded order as if it had been given now: the same guards and moves apply.

    A refused row is left out; the extent that was granted stands in the place of the one asked.
    """
    given = {**json.loads(original["data"]), "on": command.on.isoformat()}
    given |= {"status": "issued", "reference": command.reference, "irregular": command.irregular}
    if command.authority is not None:
        given["authority"] = command.authority
    if command.expires_on is not None:
        given["expires_on"] = command.expires_on.isoformat()
    if command.suspensive_until is not None:
        given["suspensive_until"] = command.suspensive_until.isoformat()
    told = {str(row["asset"]): row for row in command.assets}
    given["assets"] = [
        _row_given(row, told.get(str(row["asset"]), {}))
        for row in given.get("assets", [])
        if told.get(str(row["asset"]), {}).get("granted") != REFUSED
    ]
    return o.RecordOrder.parse(given)


def _row_given(asked: Mapping[str, object], told: Mapping[str, object]) -> dict[str, object]:
    scope = {name: value for name, value in told.items() if name in o.SCOPE}
    kept = {name: value for name, value in asked.items() if not (scope and name in o.SCOPE)}
    return {**kept, **scope}
