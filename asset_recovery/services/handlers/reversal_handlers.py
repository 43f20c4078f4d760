"""Reversal of a confiscation, payments asked back, liabilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain.actions import reversal_actions as r
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import DebtAsked
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.services import debts
from asset_recovery.services.handlers.order_handlers import end_others
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, follow, take_step
from asset_recovery.services.work import Work


def reverse_confiscation(work: Work, command: r.ReverseConfiscation) -> None:
    """A court annulled what had been carried out."""
    order = work.order(command.order)
    case = work.stories.case(int(order["case_id"]))
    work.permit("reverse_confiscation", int(case["id"]))
    if order["made_on"] and command.on.isoformat() < order["made_on"]:
        raise ValidationFailed(
            Reason("date_order", _("That lies before the order was made."), field="on")
        )
    held = debts.held_assets(work.unit.connection, work.stories, order)
    assets = _meant(work, command, held)
    value_order = debts.is_value_order(order)
    before = debts.told(work.unit.connection, work.stories, order) if value_order else None
    debt = debts.debt_on(work, order, command.on) if value_order else None
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            order=order,
            amount=command.amount,
            debt=DebtAsked(debt) if value_order else None,
            standing=debts.standing(work, order, command.on),
        ),
    )
    if not work.pending:
        _annul(work, order, assets, whole=len(assets) == len(held) and command.amount is None)
        debts.after_effect(work, [(order, before)] if value_order else [], by_court=True)


def _meant(
    work: Work, command: r.ReverseConfiscation, held: list[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The assets of the order that are meant, or what took their place."""
    if not command.assets:
        return held
    keys = {int(asset["id"]) for asset in held}
    found = {}
    for name in command.assets:
        asset = follow(work, work.find("asset", name, "assets"), command)
        if int(asset["id"]) not in keys:
            raise NotFound(
                Reason(
                    "not_found",
                    _("The order does not name {asset}.").format(asset=name),
                    field="assets",
                )
            )
        found[int(asset["id"])] = asset
    return list(found.values())


def _annul(
    work: Work, order: Mapping[str, Any], assets: list[Mapping[str, Any]], *, whole: bool
) -> None:
    """The order's own row, and those of the measures that fell with it."""
    if whole:
        row = work.unit.get(t.court_order, int(order["id"]))
        work.unit.update(t.court_order, row, state="annulled")
    end_others(work, assets, order)


def annulled_by(work: Work, event: Mapping[str, Any]) -> None:
    """A reversal took effect with its approval: the order's own row follows."""
    if event["action"] != "reverse_confiscation":
        return
    order = work.unit.get(t.court_order, int(event["order_id"]))
    held = debts.held_assets(work.unit.connection, work.stories, order)
    named = assets_of_event(work.unit.connection, int(event["id"]))
    whole = len(named) == len(held) and event["amount_minor"] is None
    _annul(work, order, list(named), whole=whole)


def claw_back(work: Work, command: r.ClawBack) -> None:
    """A recipient is asked to pay back."""
    event = work.event("allocate_proceeds", command.allocation, "allocation")
    assets = assets_of_event(work.unit.connection, int(event["id"]))
    case = case_of(work, assets)
    work.permit("claw_back", int(case["id"]))
    reference = work.number("claw_back", command.claw_back)
    take_step(
        work,
        Plan(command, case=case, assets=assets, reference=reference, amount=command.amount),
    )


def record_liability(work: Work, command: r.RecordLiability) -> None:
    """The office answers for something: a reserve stands for it."""
    assets = [follow(work, asset, command) for asset in work.assets(command)]
    case = case_of(work, assets)
    work.permit("record_liability", int(case["id"]))
    if len(assets) > 1:
        raise ValidationFailed(
            Reason("field_invalid", _("A liability belongs to one asset."), field="assets")
        )
    parties = {}
    if command.party is not None:
        parties["party"] = str(work.party(command.party, "party")["reference"])
    reference = work.number("liability", command.liability)
    take_step(
        work,
        Plan(
            command,
            case=case,
            assets=assets,
            reference=reference,
            parties=parties,
            amount=command.amount,
        ),
    )


def settle_liability(work: Work, command: r.SettleLiability) -> None:
    """A liability is paid."""
    event = work.event("record_liability", command.liability, "liability")
    assets = assets_of_event(work.unit.connection, int(event["id"]))
    case = case_of(work, assets)
    work.permit("settle_liability", int(case["id"]))
    take_step(work, Plan(command, case=case, assets=assets, amount=command.amount))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    r.ReverseConfiscation: reverse_confiscation,
    r.ClawBack: claw_back,
    r.RecordLiability: record_liability,
    r.SettleLiability: settle_liability,
}
