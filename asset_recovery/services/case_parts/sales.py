"""Sales from the proposal to the delivery, and who was heard before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions import sale_actions as s
from asset_recovery.domain.case_file import HearingFacts, SaleFacts
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import counting_valuation
from asset_recovery.lifecycle.position import HearingPosition, Position
from asset_recovery.lifecycle.sale_position import SalePosition
from asset_recovery.persistence.derived_sales import value_at_sale
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk, joined
from asset_recovery.services.case_parts.money import approvers
from asset_recovery.services.case_parts.sale_details import more_of_sale


def sale_facts(desk: CaseDesk) -> tuple[SaleFacts, ...]:
    """Every sale of every asset; a proposal that led to no sale yet is one too."""
    events = _by_asset(desk)
    found: list[SaleFacts] = []
    for asset in desk.assets:
        if asset.position.substitutes is not None:
            continue  # the sale stands with the thing that was sold
        found += _of_asset(desk, asset, events.get(asset.reference, []))
    return tuple(found)


def _by_asset(desk: CaseDesk) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    names = ("propose_interlocutory_sale", "dispose_asset", "record_payment")
    for one in desk.events:
        if one.row["action"] in names and desk.state(one) in ("in_effect", "pending"):
            for asset in one.assets:
                found.setdefault(asset, []).append(one)
    return found


def _of_asset(desk: CaseDesk, asset: AssetCase, events: list[Told]) -> list[SaleFacts]:
    position = asset.position
    sales = [*position.past_sales, *([position.sale] if position.sale else [])]
    if sales:
        return [_sale(desk, asset, one, events, place) for place, one in enumerate(sales, start=1)]
    proposals = [one for one in events if one.row["action"] == "propose_interlocutory_sale"]
    if not proposals:
        return []
    return [_sale(desk, asset, SalePosition(), events, 1)]


def _sale(
    desk: CaseDesk, asset: AssetCase, sale: SalePosition, events: list[Told], place: int
) -> SaleFacts:
    position = asset.position
    proposal = _proposal(sale, events)
    until = sale.sold_on or sale.started_on or desk.day
    newest = counting_valuation(position, desk.rules, until)
    value = newest.value if newest else None
    if sale.sold_on is not None:
        value = value_at_sale(position, desk.rules, sale)
    sealed = sale.is_sealed(desk.day)
    whole = sale.substitute or (position.replaced_by if sale.delivered_on else None)
    return SaleFacts(
        asset=asset.reference,
        proposed_on=proposal.on if proposal else None,
        grounds=_grounds(proposal),
        approved_by=joined(approvers(desk, proposal)) if proposal else None,
        hearing=_hearing(desk, position) if sale.interlocutory else None,
        order=_order(position) if sale.interlocutory else None,
        method=sale.method or None,
        reserve=sale.reserve,
        sale_on=sale.sale_on,
        bids=tuple(
            (desk.name(bid.bidder), bid.on, bid.amount) for bid in ([] if sealed else sale.bids)
        ),
        buyer=desk.name(sale.buyer) or None,
        price=sale.price,
        sold_on=sale.sold_on,
        valuation=value,
        share_of_valuation=share_of_value(desk, sale.price, value, sale.sold_on),
        paid=sale.paid,
        paid_on=sale.paid_on,
        delivered_on=sale.delivered_on,
        outcome=sale.outcome or ("delivered" if sale.delivered_on else None),
        substitute=whole if sale.delivered_on else None,
        account=_account(events) if sale.paid is not None else None,
        place_in_row=place,
        interlocutory=sale.interlocutory,
        **more_of_sale(desk, asset, sale, value),
    )


def _proposal(sale: SalePosition, events: list[Told]) -> Told | None:
    """The step by which the office decided to sell: the last one before the sale began."""
    action = "propose_interlocutory_sale" if sale.interlocutory else "dispose_asset"
    found = [
        one
        for one in events
        if one.row["action"] == action and (sale.started_on is None or one.on <= sale.started_on)
    ]
    return found[-1] if found else None


def _grounds(proposal: Told | None) -> tuple[str, ...]:
    command = proposal.command if proposal else None
    return command.grounds if isinstance(command, s.ProposeInterlocutorySale) else ()


def _account(events: list[Told]) -> str | None:
    return joined(one.command.account for one in events if isinstance(one.command, s.RecordPayment))


def _order(position: Position) -> str | None:
    """The court's leave: the newest order of interlocutory sale, with its own number."""
    orders = [one for one in position.orders.values() if one.kind == "interlocutory_sale"]
    newest = max(orders, key=lambda one: one.made_on or date.min, default=None)
    if newest is None:
        return None
    made = f", {newest.made_on.isoformat()}" if newest.made_on else ""
    number = f" ({newest.authority}, {newest.number}{made})" if newest.number else made
    return f"{newest.reference}{number}"


def share_of_value(
    desk: CaseDesk, price: Money | None, value: Money | None, on: date | None
) -> str | None:
    """The price as a part of the valuation in per cent, both in the currency of the price."""
    if price is None or value is None or value.minor <= 0:
        return None
    same = desk.reading.rates.convert(value, price.currency, on or desk.day)
    if same is None or same.minor <= 0:
        return None
    return f"{half_up(Decimal(price.minor) * 100 / Decimal(same.minor), 2)} %"


def _hearing(desk: CaseDesk, position: Position) -> str | None:
    """Who was told and what was answered, one sentence a person."""
    told = [_sentence(desk, party, one) for party, one in position.hearings.items()]
    if position.proposal_urgent:
        told.append(_("Proposed as urgent, without waiting for a reply."))
    return " ".join(told) or None


def _sentence(desk: CaseDesk, party: str, one: HearingPosition) -> str:
    words = [desk.name(party)]
    if one.notified_on is not None:
        words.append(_("notified on {day}").format(day=one.notified_on))
    if one.reply is not None:
        reply = code_lists.label("hearing_replies", one.reply).lower()
        words.append(_("{reply}, {day}").format(reply=reply, day=one.reply_on))
    elif one.reply_by is not None:
        late = desk.day > one.reply_by
        said = _("no reply by {day}") if late else _("reply due by {day}")
        words.append(said.format(day=one.reply_by))
    if one.reference:
        words.append(one.reference)
    return ", ".join(words) + "."


def hearing_facts(desk: CaseDesk) -> tuple[HearingFacts, ...]:
    """Every hearing before a sale, asset by asset."""
    return tuple(
        HearingFacts(
            asset=asset.reference,
            party=desk.name(party),
            notified_on=one.notified_on,
            reply_by=one.reply_by,
            reply=one.reply,
            reply_on=one.reply_on,
            reference=one.reference,
        )
        for asset in desk.assets
        if asset.position.substitutes is None
        for party, one in asset.position.hearings.items()
    )
