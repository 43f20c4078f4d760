"""How a sale was held: lot, adverts, bids, screening, the price measured, payments, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.money import Money, half_up
from asset_recovery.domain.sale_facts import MeasureLine, Offer, PaymentFacts, ScreeningFacts
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import newest_valuation
from asset_recovery.lifecycle.figures.arithmetic import PRECISE, ratio
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.lifecycle.sale_position import BidPosition, SalePosition
from asset_recovery.persistence.queries.sale_query import bought_by, sales_with_valuer
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk

BEST = 3
_UNIT_DIGITS = 8


def more_of_sale(
    desk: CaseDesk, asset: AssetCase, sale: SalePosition, value: Money | None
) -> dict[str, Any]:
    """The fields of `SaleFacts` that tell how the sale was held, by their names."""
    position = asset.position
    last = position.valuations and newest_valuation(position)
    left = sale.is_tranche and sale.delivered_on is not None
    return {
        "reference": sale.reference,
        "started_on": sale.started_on,
        "place": sale.place,
        "why": sale.why,
        "lot": sale.lot,
        "lot_assets": _lot_assets(desk, sale),
        "lot_reserve": sale.lot_reserve,
        "lot_price": sale.lot_price,
        "lot_key": sale.lot_key,
        "advertised_from": sale.advertised_from,
        "adverts": tuple(_adverts(desk, asset, sale)),
        "opens_on": sale.opens_on,
        "opened_on": sale.opened_on,
        "opened_by": sale.opened_by,
        "closes_on": sale.closes_on,
        "deposit_asked": sale.deposit_asked,
        "offers": offers_of(desk, sale),
        "hammer": sale.hammer,
        "commission": sale.commission,
        "vat": sale.vat,
        "deposit": sale.deposit,
        "contract": sale.contract,
        "why_sold": sale.why_sold,
        "source_of_funds": sale.source_of_funds,
        "screening": screening_of(desk, sale.screening),
        "measured": tuple(_measured(desk, asset, sale, value)),
        "quantity": shown(sale.quantity) if sale.quantity is not None else None,
        "unit": position.unit or "",
        "unit_price": _unit_price(sale),
        "remaining": shown(position.quantity) if left else None,
        "remaining_value": last.value if left and last else None,
        "payments": tuple(
            PaymentFacts(on=one.on, amount=one.amount, account=one.account, given=one.given,
                         rate=one.rate)
            for one in sale.payments
        ),
        "received_by": sale.received_by,
        "registration": sale.registration,
        "ended_on": sale.ended_on,
        "why_ended": sale.why_ended,
        "forfeited": sale.forfeited,
        "alerts": tuple(_alerts(desk, asset, sale, value)),
    }  # fmt: skip


def _lot_assets(desk: CaseDesk, sale: SalePosition) -> tuple[str, ...]:
    """The assets of the lot, as far as they stand in this case."""
    if sale.lot is None:
        return ()
    return tuple(
        one.reference
        for one in desk.assets
        if any(
            other.lot == sale.lot
            for other in (one.position.sale, *one.position.past_sales)
            if other is not None
        )
        and one.position.substitutes is None
    )


def _adverts(desk: CaseDesk, asset: AssetCase, sale: SalePosition) -> Iterator[str]:
    """The published notices of this sale: day, medium, number."""
    for one in desk.done("publish_notice"):
        if getattr(one.command, "kind", "") != "sale":
            continue
        if one.assets and asset.reference not in one.assets:
            continue
        ended = sale.sold_on or sale.ended_on
        if ended is not None and one.on > ended:
            continue
        number = getattr(one.command, "reference", None)
        medium = getattr(one.command, "medium", "")
        yield f"{one.on}, {medium}" + (f", {number}" if number else "")


def offers_of(desk: CaseDesk, sale: SalePosition) -> tuple[Offer, ...]:
    """Every bid with its place among those that stood; sealed amounts are kept from readers."""
    day = min(desk.day, sale.sold_on or sale.ended_on or desk.day)
    sealed = sale.is_sealed(desk.day)
    standing = [] if sealed else sale.standing_bids(day)
    ranked = _ranked(desk, standing)
    own = None if desk.reading.access is None else str(desk.reading.access.user_id)
    return tuple(
        Offer(
            reference=bid.reference,
            bidder=desk.name(bid.bidder),
            on=bid.on,
            amount=None if sealed and bid.author != own else bid.amount,
            deposit=bid.deposit,
            valid_until=bid.valid_until,
            withdrawn_on=bid.withdrawn_on,
            whole=None if sealed and bid.author != own else bid.whole,
            state=_state(bid, sale, sealed=sealed, stands=bid in standing),
            below=not sealed and _below(desk, bid, sale.reserve),
            rank=ranked.get(id(bid)),
        )
        for bid in sale.bids
    )


def _ranked(desk: CaseDesk, standing: list[BidPosition]) -> dict[int, int]:
    """Places by amount, in the currency of the first bid; equal ones in the order of entry."""
    if not standing:
        return {}
    currency = standing[0].amount.currency
    known = [(desk.reading.rates.convert(bid.amount, currency, bid.on), bid) for bid in standing]
    compared = [(amount.minor, bid) for amount, bid in known if amount is not None]
    compared.sort(key=lambda pair: -pair[0])
    return {id(bid): place for place, (_amount, bid) in enumerate(compared, start=1)}


def _state(bid: BidPosition, sale: SalePosition, *, sealed: bool, stands: bool) -> str:
    if bid.withdrawn_on is not None:
        return "withdrawn"
    if sealed:
        return "sealed"
    if sale.buyer is not None and sale.buyer == bid.bidder and stands:
        return "won"
    return "stands" if stands else "expired"


def _below(desk: CaseDesk, bid: BidPosition, reserve: Money | None) -> bool:
    if reserve is None:
        return False
    same = desk.reading.rates.convert(reserve, bid.amount.currency, bid.on)
    return same is not None and bid.amount < same


def screening_of(desk: CaseDesk, kept: Mapping[str, object]) -> ScreeningFacts | None:
    """What was kept of a screening, or None."""
    if not kept:
        return None
    alike = kept.get("alike")
    related = kept.get("related")
    return ScreeningFacts(
        party=desk.name(str(kept["party"])),
        on=date.fromisoformat(str(kept["on"])),
        compared=int(str(kept["compared"])),
        followed=int(str(kept["followed"])),
        related=str(related) if related else None,
        alike=tuple(str(one) for one in alike) if isinstance(alike, list) else (),
    )


def _measured(
    desk: CaseDesk, asset: AssetCase, sale: SalePosition, value: Money | None
) -> Iterator[MeasureLine]:
    """Hammer price and total price, each against estimate, valuation and reserve."""
    if sale.price is None or sale.sold_on is None:
        return
    prices = [(_("Total price"), sale.price)]
    if sale.hammer is not None:
        prices.insert(0, (_("Hammer price"), sale.hammer))
    estimate = _estimate(asset, sale)
    against = ((_("estimate"), estimate), (_("valuation"), value), (_("reserve"), sale.reserve))
    for name, price in prices:
        for other, amount in against:
            if amount is None:
                continue
            same = desk.reading.rates.convert(amount, price.currency, sale.sold_on)
            share = None if same is None else ratio(price.decimal, same.decimal)
            yield MeasureLine(price=name, against=other, amount=price, other=amount, share=share)


def _estimate(asset: AssetCase, sale: SalePosition) -> Money | None:
    known = [one for one in sale.valued if one.kind == "estimate"]
    if known:
        return max(known, key=lambda one: one.on).value
    return asset.position.estimated_value if not sale.is_tranche else None


def _unit_price(sale: SalePosition) -> str | None:
    """What one unit fetched, to eight decimals at most."""
    if sale.price is None or not sale.quantity:
        return None
    one = half_up(PRECISE.divide(sale.price.decimal, sale.quantity), _UNIT_DIGITS)
    text = f"{one.normalize():,f}"
    return f"{text} {sale.price.currency}"


def _alerts(
    desk: CaseDesk, asset: AssetCase, sale: SalePosition, value: Money | None
) -> Iterator[str]:
    """Patterns that an auditor asks for: under value, the same buyer, buyer and valuer together."""
    if sale.price is None or sale.buyer is None or sale.sold_on is None:
        return
    same = None
    if value is not None:
        same = desk.reading.rates.convert(value, sale.price.currency, sale.sold_on)
    floor = Decimal(desk.rules.at(sale.sold_on).parameter("sale_floor_review", sale.sold_on).value)
    if same is not None and sale.price.decimal < same.decimal * floor:
        text = _("Sold for {share} of the valuation: below the {floor} that asks for two levels.")
        yield text.format(share=_percent(sale.price.decimal, same.decimal), floor=_percent(floor))
    connection = desk.reading.connection
    others = bought_by(connection, sale.buyer, int(asset.row["id"]))
    if others:
        names = ", ".join(dict.fromkeys(str(row["asset"]) for row in others[:5]))
        text = _("{buyer} bought from this office before: {count} ({assets}).")
        yield text.format(buyer=desk.name(sale.buyer), count=len(others), assets=names)
    valuers = [one for one in sale.valued if one.kind in desk.rules.counting_kinds]
    if valuers:
        valuer = max(valuers, key=lambda one: one.on).valuer
        together = sales_with_valuer(connection, sale.buyer, valuer)
        if together > 1:
            text = _("{count} sales to {buyer} rest on valuations of {valuer}.")
            yield text.format(count=together, buyer=desk.name(sale.buyer), valuer=valuer)


def _percent(part: Decimal, whole: Decimal = Decimal(1)) -> str:
    return f"{half_up(part * 100 / whole, 2).normalize():f} %"
