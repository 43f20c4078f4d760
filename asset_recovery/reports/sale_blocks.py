"""What all papers on a sale share: bids, the check of the buyer, the price measured, payments."""

from __future__ import annotations

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.sale_facts import Offer, SaleFacts, ScreeningFacts
from asset_recovery.lifecycle.figures.arithmetic import as_percent
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block, Facts, Table, Text

Rows = list[tuple[str, str]]


def facts(rows: Rows, title: str = "") -> Facts:
    """Label and value."""
    return Facts(tuple(rows), title=title)


def bids(desk: Desk, offers: tuple[Offer, ...], title: str = "") -> Table:
    """Bids with their place; sealed ones without their amount."""
    _ = desk.say
    return desk.table(
        "sale",
        (
            ("rank", _("No."), 0.6),
            ("bidder", _("Bidder"), 2.6),
            ("on", _("Made on"), 1.3),
            ("amount", _("Bid"), 1.9, "right"),
            ("deposit", _("Deposit"), 1.7, "right"),
            ("state", _("Status"), 1.5),
        ),
        [
            (
                str(one.rank) if one.rank else DASH,
                desk.masked("bidders", one.bidder),
                desk.day(one.on),
                one.amount.display() if one.amount else _("sealed"),
                one.deposit.display() if one.deposit else DASH,
                state_of(desk, one),
            )
            for one in sorted(offers, key=lambda one: one.rank or len(offers) + 1)
        ],
        title=title,
        empty=_("No bid is recorded."),
    )


def state_of(desk: Desk, one: Offer) -> str:
    """Where a bid stands, and that it lies below the reserve."""
    state = desk.coded("bid_states", one.state)
    return f"{state}, {desk.say('below the reserve')}" if one.below else state


def screening(desk: Desk, found: ScreeningFacts | None) -> list[Block]:
    """The exclusion check of a buyer with its chain, or that none is on file."""
    _ = desk.say
    if found is None:
        return [Text(_("No check of the buyer is on file."), "attention")]
    compared = _(
        "people who may not buy: {count}; parties looked at along relations: {followed}"
    ).format(count=found.compared, followed=found.followed)
    result = found.related or _("No relation was found to anybody who may not buy.")
    return [
        facts([
            (_("Checked"), f"{desk.masked('bidders', found.party)}, {desk.day(found.on)}"),
            (_("Compared with"), compared),
            (_("Result"), result),
            (_("Names alike, for a person to decide"),
             "\n".join(found.alike) or _("none")),
        ])
    ]  # fmt: skip


def measured(desk: Desk, sale: SaleFacts) -> Table:
    """Hammer price and total price against estimate, valuation and reserve, each for itself."""
    _ = desk.say
    return desk.table(
        "sale",
        (
            ("price", _("Price"), 1.6),
            ("amount", _("Amount"), 2, "right"),
            ("against", _("Against"), 1.4),
            ("other", _("Amount"), 2, "right"),
            ("share", _("Ratio"), 1, "right"),
        ),
        [
            (_(one.price), one.amount.display(), _(one.against), one.other.display(),
             as_percent(one.share))
            for one in sale.measured
        ],
        empty=_("Nothing to compare the price with is on file."),
    )  # fmt: skip


def payments(desk: Desk, sale: SaleFacts) -> Table:
    """What was paid when, into which account, and at what rate."""
    _ = desk.say
    return desk.table(
        "sale",
        (
            ("on", _("Date"), 1.2),
            ("amount", _("Amount"), 2, "right"),
            ("given", _("Given in"), 2, "right"),
            ("rate", _("Rate"), 1, "right"),
            ("account", _("Account"), 1.6),
        ),
        [
            (desk.day(one.on), one.amount.display(), one.given.display() if one.given else DASH,
             one.rate or DASH, one.account)
            for one in sale.payments
        ],
        totals=[(_("Paid"), sale.paid.display(), "", "", "")] if sale.paid else [],
        empty=_("No payment is recorded."),
    )  # fmt: skip


def method(desk: Desk, sale: SaleFacts) -> Rows:
    """Method, adverts, dates, place, reserve."""
    _ = desk.say
    rows: Rows = [
        (_("Method"), desk.coded("sale_methods", sale.method) if sale.method else desk.not_known),
    ]
    if sale.why:
        rows.append((_("Why so"), desk.prose(sale.why)))
    rows += [
        (_("Advertised"), _adverts(desk, sale)),
        (_("Begun; held on"), f"{desk.happened(sale.started_on)}; {desk.happened(sale.sale_on)}"),
        (_("Place"), desk.known(sale.place)),
        (_("Reserve"), sale.reserve.display() if sale.reserve else desk.not_known),
    ]
    if sale.opens_on is not None:
        opened = desk.happened(sale.opened_on)
        people = ", ".join(sale.opened_by)
        rows.append((_("Sealed bids opened"), f"{opened} {people}".strip()))
    if sale.closes_on is not None:
        rows.append((_("Last day for bids"), desk.day(sale.closes_on)))
    if sale.deposit_asked is not None:
        rows.append((_("Deposit asked"), sale.deposit_asked.display()))
    if sale.lot:
        rows.append((_("Lot"), lot(desk, sale)))
    return rows


def _adverts(desk: Desk, sale: SaleFacts) -> str:
    _ = desk.say
    said = list(sale.adverts)
    if sale.advertised_from is not None:
        text = _("announced for {day} onwards")
        said.insert(0, text.format(day=desk.day(sale.advertised_from)))
    return "\n".join(said) or _("no notice of the sale is on file")


def lot(desk: Desk, sale: SaleFacts) -> str:
    """The lot with the assets in it and its reserve."""
    _ = desk.say
    parts = [f"{sale.lot}: {desk.references(sale.lot_assets)}"]
    if sale.lot_reserve is not None:
        text = _("reserve of the lot {amount}")
        parts.append(text.format(amount=sale.lot_reserve.display()))
    return "\n".join(parts)


def price_rows(desk: Desk, sale: SaleFacts) -> Rows:
    """The price in its parts, by unit and for the lot."""
    _ = desk.say
    rows: Rows = []
    if sale.lot_price is not None:
        key = desk.coded("lot_keys", sale.lot_key) if sale.lot_key else DASH
        text = f"{sale.lot_price.display()} ({_('shared')}: {key})"
        rows.append((_("Price of the lot"), text))
    rows += [
        (_("Hammer price"), sale.hammer.display() if sale.hammer else desk.not_known),
        (_("Commission"), sale.commission.display() if sale.commission else desk.not_known),
        (_("VAT"), sale.vat.display() if sale.vat else desk.not_known),
        (_("Total price"), sale.price.display() if sale.price else desk.not_known),
    ]
    if sale.quantity:
        rows.append((_("Quantity"), desk.quantity(sale.quantity, sale.unit or "")))
        rows.append((_("Price a unit"), sale.unit_price or desk.not_known))
    if sale.remaining:
        left = desk.quantity(sale.remaining, sale.unit or "")
        worth = sale.remaining_value.display() if sale.remaining_value else desk.not_known
        rows.append((_("What is left; its value"), f"{left}; {worth}"))
    return rows


def thing(desk: Desk, asset: AssetFacts) -> Rows:
    """What is sold: description, marks, quantity."""
    _ = desk.say
    marks = ", ".join(f"{desk.label(kind)} {value}" for kind, value in asset.identifiers)
    return [
        (_("Asset"), f"{asset.reference} {asset.description}"),
        (_("Type"), asset.type_label),
        (_("Identifiers"), desk.known(marks)),
        (_("Quantity"), desk.quantity(asset.quantity, asset.unit)),
    ]
