"""The steps of an order: judged on every asset that it holds."""

from __future__ import annotations

import json
from dataclasses import replace

from asset_recovery.domain.actions.order_actions import ACTIONS, SCOPE
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.position import CONFISCATIONS, FOREIGN_ORDERS, Position
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.lifecycle.story import fold, moments
from asset_recovery.persistence.queries.asset_query import assets_of_order
from asset_recovery.persistence.queries.event_query import events_of_order
from asset_recovery.persistence.queries.lineage_query import undivided
from asset_recovery.persistence.queries.order_query import scope_row
from asset_recovery.persistence.rows import Row
from asset_recovery.services.step_options import debt_options
from asset_recovery.services.step_options.asking import Asking

_WITHOUT_RULES = ("add_note", "attach_document", "set_deadline")
_MAKE_ORDERS = ("record_order", "apply_for_order")
_GIVEN = ("draft", "requested")


def options(asking: Asking) -> list[StepOption]:
    """Every step for the order; what stands in the way of one of its assets is said with it."""
    order = asking.sight.row
    held = _held(asking, order)
    names = [one.action() for one in ACTIONS if one.action() not in _MAKE_ORDERS]
    if order["kind"] in FOREIGN_ORDERS:
        names += ["recognise_order", "refuse_recognition", "postpone_recognition"]
    found = []
    for name in names:
        judgement = _judged(asking, name, order, held)
        given = debt_options.filled(asking, name, order, held)
        if name == "issue_order":
            given = _rows_to_decide(asking, order)
        found.append(asking.option(name, judgement, given))
    found += debt_options.options(asking, order, held)
    found += [asking.option(name) for name in _WITHOUT_RULES if name in VOCABULARY]
    return [*found, *asking.decisions(events_of_order(asking.sight.connection, order["id"]))]


def _rows_to_decide(asking: Asking, order: Row) -> dict[str, object] | None:
    """A row for each asset that was applied for, granted as it was asked until somebody changes it.

    The extent stands beside it, so that only what the court changed has to be typed.
    """
    if order["state"] not in _GIVEN:
        return None
    rows = []
    for asset in assets_of_order(asking.sight.connection, order["id"]):
        kept = scope_row(asking.sight.connection, int(order["id"]), int(asset["id"]))
        scope = json.loads(kept["scope"]) if kept else {}
        extent = {name: scope[name] for name in SCOPE if scope.get(name) is not None}
        rows.append({"asset": asset["reference"], "granted": "yes", **extent})
    return {"assets": rows} if rows else None


def _held(asking: Asking, order: Row) -> list[tuple[Row, Position, bool]]:
    """The assets that the order holds (what took their place, where they were sold)."""
    found = {}
    held = assets_of_order(asking.sight.connection, order["id"])
    for row in undivided(asking.sight.connection, int(order["id"]), held):
        asset = row
        while asset["replaced_by_id"] is not None:
            asset = asking.stories.asset(int(asset["replaced_by_id"]))
        found[int(asset["id"])] = asset
    return [(one, asking.position(one), asking.closed_now(one)) for one in found.values()]


def _judged(
    asking: Asking, name: str, order: Row, held: list[tuple[Row, Position, bool]]
) -> Judgement:
    if name == "issue_order" and order["state"] not in _GIVEN:
        return Judgement((Reason("wrong_state", _("The order was already given.")),), ())
    reference = str(order["reference"])
    if not held:
        position = _alone(asking, order)
        return asking.ask(name, None, position, position.orders.get(reference))
    reasons: list[Reason] = []
    warnings: list[Reason] = []
    for place, (asset, position, closed) in enumerate(held, start=1):
        own = position.orders.get(reference)
        judgement = asking.ask(name, None, position, own, closed)
        many = len(held) > 1
        for found, into in ((judgement.reasons, reasons), (judgement.warnings, warnings)):
            into += [_of_row(one, place, asset) if many else one for one in found]
    return Judgement(tuple(reasons), tuple(warnings))


def _of_row(reason: Reason, place: int, asset: Row) -> Reason:
    return replace(reason, row=place, text=f"{asset['reference']}: {reason.text}")


def _alone(asking: Asking, order: Row) -> Position:
    """The position in which an order without assets is judged: the order alone."""
    position = Position(reference=str(asking.sight.own_case["reference"]))
    events = asking.stories.events_of_order(int(order["id"]))
    fold(position, [one for one in moments(events) if one.on <= asking.on], asking.rules)
    found = position.orders.get(str(order["reference"]))
    if found is None:
        return position
    appealed = found.kind in CONFISCATIONS and found.challenged_by is not None
    position.legal = "confiscation_under_appeal" if appealed else "frozen"
    if found.kind in CONFISCATIONS and not appealed:
        position.legal = "confiscated_not_final"
    return position
