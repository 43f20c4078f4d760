"""Sale: proposal, hearing, bids, price, payment, delivery, and what takes the asset's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain.actions import sale_actions as s
from asset_recovery.domain.actions.arguments import PartyGiven
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Screening
from asset_recovery.lifecycle.sale_effects import forfeited
from asset_recovery.lifecycle.sale_price_guards import credited
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import asset_search_entry, put_search
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.persistence.queries.order_query import order_links_of_asset
from asset_recovery.services.handlers import sale_lots as lots
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.handlers.sale_tranches import (
    free_name,
    put_proceeds,
    tranche_facts,
)
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.sale_screening import screen
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


def start_sale(work: Work, command: s.StartSale) -> None:
    """The sale of an asset, or of a lot: a reserve given once for a lot is shared over it."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("start_sale", int(case["id"]))
    lots.refuse_mixed_reserves(command)
    shared = lots.reserves(work, assets, command)
    whole = sum_of(shared.command)
    plan = Plan(shared.command, case=case, assets=assets, by_asset=shared.by_asset)
    plan.amount = whole
    take_step(work, plan)


def sum_of(command: s.StartSale) -> Money | None:
    """The reserve of all, where it is in one currency."""
    reserves = [own.reserve for own in command.by_asset().values()]
    if len({one.currency for one in reserves}) != 1:
        return None
    return Money.total(reserves, reserves[0].currency)


def _with_bidder(
    work: Work, command: s.RecordBid | s.RecordSale, argument: str, **more: Any
) -> None:
    """A step of somebody who wants to buy: screened for each asset, the lot's amount shared."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit(type(command).action(), int(case["id"]))
    shared = lots.amounts(work, assets, command)
    by_asset: dict[str, dict[str, object]] = {}
    screenings: dict[str, Screening] = {}
    known: dict[PartyGiven, Mapping[str, Any]] = {}
    commands = shared.command.by_asset()
    for asset in assets:
        reference = str(asset["reference"])
        given = getattr(commands[reference], argument)
        if given not in known:
            known[given] = work.party(given, argument)
        found = screen(work, asset, known[given], command.on)
        by_asset[reference] = {
            "parties": {argument: str(known[given]["reference"])},
            "screening": found.kept,
            **shared.by_asset.get(reference, {}),
        }
        screenings[reference] = found.screening
    take_step(
        work,
        Plan(
            shared.command,
            case=case,
            assets=assets,
            by_asset=by_asset,
            screenings=screenings,
            **more,
        ),
    )


def record_bid(work: Work, command: s.RecordBid) -> None:
    """A bid; the bidder is screened."""
    reference = work.number("bid", command.bid)
    _with_bidder(work, command, "bidder", amount=command.amount, reference=reference)


def record_sale(work: Work, command: s.RecordSale) -> None:
    """A sale; the buyer is screened, the price controlled."""
    reference = work.number("sale", command.sale)
    lots.warn_of_the_rest(work, command)
    _with_bidder(work, command, "buyer", amount=command.price, reference=reference)


def record_payment(work: Work, command: s.RecordPayment) -> None:
    """The buyer paid into an account of the office; for a lot each asset gets its part."""
    work.account(command.account, command.amount.currency)
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("record_payment", int(case["id"]))
    shared = lots.payments(work, assets, command)
    by_asset: dict[str, dict[str, object]] = {}
    for reference, own in shared.command.by_asset().items():
        price = lots.price_of(work, reference)
        if price is not None and own.rate is not None and own.amount.currency != price.currency:
            by_asset[reference] = {"credited": credited(own, price.currency).as_json()}
    take_step(
        work,
        Plan(shared.command, case=case, assets=assets, by_asset=by_asset, amount=command.amount),
    )


def end_sale(work: Work, command: s.EndSale) -> None:
    """No buyer; of one in default the deposit is kept, what he paid beyond it is owed to him."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("end_sale", int(case["id"]))
    by_asset: dict[str, dict[str, object]] = {}
    for asset in assets:
        sale = work.stories.position(int(asset["id"])).sale
        own = command.for_asset(str(asset["reference"]))
        if sale is None or sale.paid is None:
            continue
        kept = forfeited(sale) if own.outcome == "buyer_defaulted" else None
        owed = sale.paid - kept if kept is not None else sale.paid
        if not owed.is_zero:
            back = {"amount": owed.as_json(), "to": sale.buyer or ""}
            by_asset[str(asset["reference"])] = {"owed_back": back}
            text = _("{amount} that {buyer} paid is owed back.")
            work.notes.append(text.format(amount=owed.display(), buyer=sale.buyer))
    take_step(work, Plan(command, case=case, assets=assets, by_asset=by_asset))


def deliver_asset(work: Work, command: s.DeliverAsset) -> None:
    """The thing is handed over; before judgment its proceeds take its place, orders and all.

    Of a part that was sold only the proceeds become an asset of their own; the rest stays.
    """
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("deliver_asset", int(case["id"]))
    rules = work.stories.rules_of(int(case["id"]))
    if command.substitute and len(assets) > 1:
        raise ValidationFailed(
            Reason("field_invalid", _("One name cannot stand for many."), field="substitute")
        )
    by_asset: dict[str, dict[str, object]] = {}
    replaced, parts = [], []
    for asset in assets:
        position = work.stories.position(int(asset["id"]))
        interim = position.legal in rules.groups["not_yet_final"] and not asset["replaced_by_id"]
        name = command.substitute or free_name(work, str(asset["reference"])) if interim else None
        if position.sale is not None and position.sale.is_tranche:
            by_asset |= tranche_facts(asset, position.sale, name)
            if name is not None:
                parts.append((asset, name))
        elif name is not None:
            by_asset[str(asset["reference"])] = {"substitute": name}
            replaced.append((asset, name))
    event_id = take_step(work, Plan(command, case=case, assets=assets, by_asset=by_asset))
    for asset, name in replaced:
        _substitute(work, asset, name)
    for asset, name in parts:
        put_proceeds(work, asset, name, str(by_asset[name]["description"]), event_id)


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


def propose_interlocutory_sale(work: Work, command: s.ProposeInterlocutorySale) -> None:
    """The proposal; a calculation that it rests on is one of the same asset."""
    for name, own in command.by_asset().items():
        if own.calculation is None:
            continue
        event = work.event("record_calculation", own.calculation, "calculation")
        about = [
            row["reference"] for row in assets_of_event(work.unit.connection, int(event["id"]))
        ]
        if name not in about:
            text = _("{calculation} is a calculation of {other}, not of {asset}.").format(
                calculation=own.calculation, other=", ".join(about), asset=name
            )
            raise invalid("calculation", text)
    simple_step(work, command)


HANDLERS: dict[type[Action], Callable[..., None]] = {
    s.ProposeInterlocutorySale: propose_interlocutory_sale,
    s.NotifyOwner: with_party,
    s.RecordHearing: with_party,
    s.StartSale: start_sale,
    s.RecordBid: record_bid,
    s.WithdrawBid: simple_step,
    s.OpenBids: simple_step,
    s.RecordSale: record_sale,
    s.EndSale: end_sale,
    s.RecordPayment: record_payment,
    s.DeliverAsset: deliver_asset,
}
