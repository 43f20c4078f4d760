"""Sale: proposal, hearing, bids, price, payment, delivery, and what takes the asset's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain.actions import sale_actions as s
from asset_recovery.domain.actions.arguments import PartyGiven
from asset_recovery.domain.actions.base import Action, AssetAction
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Screening
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import asset_search_entry, put_search
from asset_recovery.persistence.queries.order_query import order_links_of_asset
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.screening import screen
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.work import Work


def with_party(work: Work, command: s.NotifyOwner | s.RecordHearing) -> None:
    """A step towards an affected person."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit(type(command).action(), int(case["id"]))
    by_asset: dict[str, dict[str, object]] = {}
    known: dict[PartyGiven, Mapping[str, Any]] = {}
    for reference, own in command.by_asset().items():
        if own.party not in known:
            known[own.party] = work.party(own.party, "party")
        party = known[own.party]
        by_asset[reference] = {
            "parties": {"party": str(party["reference"])},
            "name": str(party["name"]),
        }
    take_step(work, Plan(command, case=case, assets=assets, by_asset=by_asset))


def _with_bidder(work: Work, command: AssetAction, argument: str, **more: Any) -> None:
    """A step of somebody who wants to buy: screened for each asset."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit(type(command).action(), int(case["id"]))
    by_asset: dict[str, dict[str, object]] = {}
    screenings: dict[str, Screening] = {}
    known: dict[PartyGiven, Mapping[str, Any]] = {}
    commands = command.by_asset()
    for asset in assets:
        reference = str(asset["reference"])
        given = getattr(commands[reference], argument)
        if given not in known:
            known[given] = work.party(given, argument)
        by_asset[reference] = {"parties": {argument: str(known[given]["reference"])}}
        screenings[reference] = screen(work, asset, known[given])
    take_step(
        work,
        Plan(command, case=case, assets=assets, by_asset=by_asset, screenings=screenings, **more),
    )


def record_bid(work: Work, command: s.RecordBid) -> None:
    """A bid; the bidder is screened."""
    _with_bidder(work, command, "bidder", amount=command.amount)


def record_sale(work: Work, command: s.RecordSale) -> None:
    """A sale; the buyer is screened, the price controlled."""
    reference = work.number("sale", command.sale)
    _with_bidder(work, command, "buyer", amount=command.price, reference=reference)


def record_payment(work: Work, command: s.RecordPayment) -> None:
    """The buyer paid into an account of the office."""
    work.account(command.account, command.amount.currency)
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("record_payment", int(case["id"]))
    take_step(work, Plan(command, case=case, assets=assets, amount=command.amount))


def deliver_asset(work: Work, command: s.DeliverAsset) -> None:
    """The thing is handed over; before judgment its proceeds take its place, orders and all."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("deliver_asset", int(case["id"]))
    rules = work.stories.rules_of(int(case["id"]))
    if command.substitute and len(assets) > 1:
        raise ValidationFailed(
            Reason("field_invalid", _("One name cannot stand for many."), field="substitute")
        )
    by_asset: dict[str, dict[str, object]] = {}
    replaced = []
    for asset in assets:
        position = work.stories.position(int(asset["id"]))
        if position.legal not in rules.groups["not_yet_final"] or asset["replaced_by_id"]:
            continue
        name = command.substitute or f"{asset['reference']}-SUB"
        by_asset[str(asset["reference"])] = {"substitute": name}
        replaced.append((asset, name))
    take_step(work, Plan(command, case=case, assets=assets, by_asset=by_asset))
    for asset, name in replaced:
        _substitute(work, asset, name)


def _substitute(work: Work, asset: Mapping[str, Any], name: str) -> None:
    """The proceeds as an asset of their own: real subrogation (lifecycle.md 4.6)."""
    reference = work.number("asset", name, "substitute")
    work.made["substitute"] = reference
    key = work.unit.insert(
        t.asset,
        reference=reference,
        case_id=asset["case_id"],
        number=asset["number"],
        type_code="MON-SUB",
        description=_("Proceeds of {asset}: {description}").format(
            asset=asset["reference"], description=asset["description"][:400]
        ),
        country=asset["country"],
        quantity="1",
        unit="each",
        grounds=asset["grounds"],
        flags="[]",
        components="[]",
        substitutes_id=asset["id"],
        registered_on=work.today.isoformat(),
    )
    work.unit.update(t.asset, work.unit.get(t.asset, int(asset["id"])), replaced_by_id=key)
    row = work.unit.get(t.asset, key)
    put_search(work.unit.connection, asset_search_entry(work.unit.connection, row))
    for order in order_links_of_asset(work.unit.connection, int(asset["id"])):
        work.unit.insert(
            t.order_asset, order_id=order["order_id"], asset_id=key, scope=order["scope"]
        )
    refresh_asset(work, key)
    refresh_asset(work, int(asset["id"]))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    s.ProposeInterlocutorySale: simple_step,
    s.NotifyOwner: with_party,
    s.RecordHearing: with_party,
    s.StartSale: simple_step,
    s.RecordBid: record_bid,
    s.RecordSale: record_sale,
    s.EndSale: simple_step,
    s.RecordPayment: record_payment,
    s.DeliverAsset: deliver_asset,
}
