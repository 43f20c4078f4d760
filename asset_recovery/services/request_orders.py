"""Orders that come with a request: what their assets are told, and what the request names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.actions.abroad_actions import check_victim_decision
from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.foreign_effects import as_told
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.services.request_stories import as_inbound, request_position
from asset_recovery.services.work import Work


def request_named(
    work: Work, command: RecordOrder, case: Mapping[str, Any]
) -> tuple[Mapping[str, Any] | None, dict[str, object]]:
    """The request with which the order came, and what the order's assets are told of it."""
    check_victim_decision(command.victim_decision)
    if command.request is None:
        return None, {}
    request = work.find("request", command.request)
    if int(request["case_id"]) != int(case["id"]):
        text = _("The request {request} belongs to another case.")
        raise ValidationFailed(
            Reason("field_invalid", text.format(request=command.request), field="request")
        )
    if not str(request["direction"]).startswith("in"):
        return request, {}
    position = request_position(work.unit.connection, work.stories, request)
    return request, {"inbound": as_told(as_inbound(position))}


def link_order(
    work: Work,
    request: Mapping[str, Any],
    order: Mapping[str, Any],
    assets: tuple[str, ...],
) -> None:
    """The request names the order and its assets from now on."""
    orders, named = json.loads(request["orders"]), json.loads(request["assets"])
    orders = list(dict.fromkeys([*orders, str(order["reference"])]))
    named = list(dict.fromkeys([*named, *assets]))
    work.unit.update(t.request, request, orders=canonical(orders), assets=canonical(named))
