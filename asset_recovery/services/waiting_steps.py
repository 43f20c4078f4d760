"""Steps that wait for a second person and will never take effect: refused, sent back, or void."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.actions.confiscation_actions import DetermineNet
from asset_recovery.i18n import _
from asset_recovery.lifecycle.money_guards import net_overtaken
from asset_recovery.lifecycle.position import (
    Position,
)
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.approval_query import approval_of_event
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.waterfalls import net_of
from asset_recovery.services.work import Work


def void_stale_net(work: Work, asset: Mapping[str, Any], position: Position) -> None:
    """A net that waits for its second person is void once the books say something else."""
    for event_id, pending in list(position.pending.items()):
        if pending.action != "determine_net":
            continue
        row = work.unit.get(t.event, event_id)
        kept = json.loads(row["facts"]).get("by_asset", {}).get(str(asset["reference"]), {})
        command = DetermineNet.parse(json.loads(row["data"]))
        rules = work.stories.rules_of(int(asset["case_id"]))
        then = rules.of(json.loads(row["facts"]).get("law"), command.on)
        now = net_of(position, then, work.rates, command.currency, command.rates, command.on)
        if kept.get("net") == now["net"]:
            continue
        end_pending(work, row, "void", date.fromisoformat(row["on_date"]))
        del position.pending[event_id]
        work.notes.append(
            _(
                "The net proposed ({approval}) is void, for the books changed; propose it anew."
            ).format(approval=pending.approval)
        )


def say_net_overtaken(work: Work, asset: Mapping[str, Any], position: Position) -> None:
    """A net in force that the books have left behind: said at once, and no allocation of it waits.

    A step that waits on what is no longer right is void, as a change of it would make it.
    """
    reason = net_overtaken(position)
    if reason is None:
        return
    work.warn(reason)
    for event_id, pending in list(position.pending.items()):
        if pending.action != "allocate_proceeds":
            continue
        row = work.unit.get(t.event, event_id)
        end_pending(work, row, "void", date.fromisoformat(row["on_date"]))
        del position.pending[event_id]
        for other in assets_of_event(work.unit.connection, event_id):
            if other["id"] != asset["id"]:
                refresh_asset(work, int(other["id"]))
        work.notes.append(
            _(
                "The allocation proposed ({approval}) is void: its net is to be determined again."
            ).format(approval=pending.approval)
        )


def end_pending(work: Work, event: Mapping[str, Any], state: str, on: date) -> None:
    """A step that waits will never take effect: refused, sent back, or void."""
    approval = approval_of_event(work.unit.connection, int(event["id"]))
    if approval is not None:
        work.unit.update(t.approval, approval, state=state, decided_on=on.isoformat())
    work.unit.update(
        t.event,
        event,
        status=state,
        ended_on=max(on.isoformat(), str(event["on_date"])),
        ended_seq=work.unit.next_seq,
    )
