"""The Sale tab of an asset: each try and tranche from the method to the delivery."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.sale_facts import Offer, SaleFacts, ScreeningFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag

Take = Callable[[str, object], None]
TONES = {"won": "good", "stands": "accent", "sealed": "attention"}
STATES = {"delivered": "good", "unsold": "attention", "buyer_defaulted": "bad"}


def _offer_state(one: Offer) -> str:
    state = words.of("bid_states", one.state)
    return _("{state}, below reserve").format(state=state) if one.below else state


OFFERS = (
    Column("rank", N_("No."), lambda o: str(o.rank) if o.rank else words.NOTHING, look="second",
           width=48),
    Column("bidder", N_("Bidder"), lambda o: words.visible(o.bidder), width=0),
    Column("on", N_("Made on"), lambda o: words.day(o.on), look="second", width=104),
    Column("amount", N_("Bid"), lambda o: words.money(o.amount) if o.amount else _("sealed"),
           right=True, width=150),
    Column("deposit", N_("Deposit"), lambda o: words.money(o.deposit, ""), right=True, width=120),
    Column("valid", N_("Binds until"), lambda o: words.day(o.valid_until), look="second",
           width=104),
    Column("state", N_("State"), _offer_state, look="tag",
           tone=lambda o: "attention" if o.below else TONES.get(o.state, "plain"), width=150),
)  # fmt: skip
MEASURED = (
    Column("price", N_("Price"), lambda m: _(m.price), width=0),
    Column("amount", N_("Amount"), lambda m: words.money(m.amount), right=True, width=160),
    Column("against", N_("Against"), lambda m: _(m.against), width=120),
    Column("other", N_("Amount"), lambda m: words.money(m.other), right=True, width=160),
    Column("share", N_("Ratio"), lambda m: m.share or words.NOTHING, right=True, width=84),
)  # fmt: skip
PAYMENTS = (
    Column("on", N_("Paid on"), lambda p: words.day(p.on), look="second", width=110),
    Column("amount", N_("Amount"), lambda p: words.money(p.amount), right=True, width=160),
    Column("given", N_("Given in"), lambda p: words.money(p.given, ""), right=True, width=160),
    Column("rate", N_("Rate"), lambda p: p.rate, right=True, width=90),
    Column("account", N_("Account"), lambda p: words.visible(p.account), width=0),
)  # fmt: skip


def sale(file: CaseFile, asset: AssetFacts, take: Take | None = None) -> QWidget:
    """The sales of the asset, the newest first, with what can be recorded next.

    `take` is None where an earlier day is shown: then nothing is offered.
    """
    found = [one for one in file.sales if one.asset == asset.reference]
    if not found:
        card = Card(_("Sale"))
        card.add(label(_("No sale is proposed."), "second"))
        return stacked(card)
    cards: list[QWidget] = []
    for place, one in enumerate(reversed(found)):
        cards += _cards(one, take if place == 0 else None)
    return stacked(*cards)


def _cards(found: SaleFacts, take: Take | None) -> list[QWidget]:
    cards: list[QWidget] = [_sale(found, take)]
    if found.offers or found.price is None:
        links = [] if take is None or found.price is not None else [
            button(_("Record a bid…"), partial(take, "record_bid", {}), "link")
        ]  # fmt: skip
        title = _("Bids: the three best first")
        offers = sorted(found.offers, key=lambda one: one.rank or len(found.offers) + 1)
        cards.append(list_card(title, OFFERS, offers, None, _("No bid yet."), *links))
    if found.screening is not None:
        cards.append(_screening(found.screening))
    if found.measured:
        cards.append(list_card(_("Price against estimate, valuation and reserve"), MEASURED,
                               found.measured))  # fmt: skip
    if found.price is not None:
        links = [] if take is None or found.delivered_on is not None else [
            button(_("Record a payment…"), partial(take, "record_payment", {}), "link")
        ]  # fmt: skip
        cards.append(
            list_card(_("Payments"), PAYMENTS, found.payments, None, _("Nothing is paid yet."),
                      *links)
        )  # fmt: skip
    return cards


def _sale(found: SaleFacts, take: Take | None) -> Card:
    card = Card(_("Sale {number}").format(number=found.reference or found.place_in_row))
    state = found.outcome or ("sold" if found.price is not None else "offered")
    if found.started_on is not None:
        card.head.addWidget(tag(words.of("sale_states", state), STATES.get(state, "accent")))
    card.head.addStretch(1)
    if take is not None:
        for action in _next(found):
            text = words.action(action) + "…"
            card.head.addWidget(button(text, partial(take, action, {}), "link"))
    for alert in found.alerts:
        card.add(tag(words.visible(alert), "attention"))
    rows = [(name, value) for name, value in _rows(found) if value]
    card.add(facts_form(tuple(rows)))
    return card


def _next(found: SaleFacts) -> tuple[str, ...]:
    """What may come next of a sale; the panel at the right says what stands in the way."""
    if found.started_on is None or found.outcome not in (None, "delivered"):
        return ("start_sale",)
    if found.price is None:
        sealed = found.opens_on is not None and found.opened_on is None
        opening = ("open_bids",) if sealed else ()
        return ("publish_notice", *opening, "record_sale", "end_sale")
    return () if found.delivered_on else ("deliver_asset", "end_sale")


def _rows(found: SaleFacts) -> list[tuple[str, str]]:
    grounds = ", ".join(words.of("sale_grounds", ground) for ground in found.grounds)
    lot = found.lot or ""
    if len(found.lot_assets) > 1:
        lot = f"{lot}: {', '.join(found.lot_assets)}"
    quantity = f"{found.quantity} {found.unit}" if found.quantity else ""
    left = ""
    if found.remaining:
        worth = words.money(found.remaining_value, _("value not known"))
        left = f"{found.remaining} {found.unit}, {worth}"
    return [
        (_("Proposed"), words.day(found.proposed_on) if found.proposed_on else ""),
        (_("Grounds"), grounds),
        (_("Approved by"), words.visible(found.approved_by or "")),
        (_("Hearing"), words.visible(found.hearing or "")),
        (_("Order of the court"), words.visible(found.order or "")),
        (_("Lot"), words.visible(lot)),
        (_("Method"), words.of("sale_methods", found.method) if found.method else ""),
        (_("Why so"), words.visible(found.why or "")),
        (_("Adverts"), _adverts(found)),
        (_("Reserve"), words.money(found.reserve, "")),
        (_("Sale on"), words.day(found.sale_on) if found.sale_on else ""),
        (_("Bids close"), words.day(found.closes_on) if found.closes_on else ""),
        (_("Bids opened"), _opening(found)),
        (_("Buyer"), words.visible(found.buyer or "")),
        (_("Quantity"), quantity),
        (_("Price a unit"), found.unit_price or ""),
        (_("Price of the lot"), words.money(found.lot_price, "")),
        (_("Hammer price"), words.money(found.hammer, "")),
        (_("Commission"), words.money(found.commission, "")),
        (_("VAT"), words.money(found.vat, "")),
        (_("Price"), words.money(found.price, "")),
        (_("Of the valuation"), found.share_of_valuation or ""),
        (_("Reason"), words.visible(found.why_sold or "")),
        (_("Deposit"), words.money(found.deposit, "")),
        (_("Paid"), words.money(found.paid, "")),
        (_("Delivered"), _delivered(found)),
        (_("What is left"), left),
        (_("Now stands as"), found.substitute or ""),
        (_("Ended"), _ended(found)),
        (_("Deposit kept"), words.money(found.forfeited, "")),
    ]


def _adverts(found: SaleFacts) -> str:
    said = [words.visible(one) for one in found.adverts]
    if found.advertised_from is not None:
        said.insert(0, _("from {day}").format(day=words.day(found.advertised_from)))
    if not said and found.started_on is not None:
        return _("no notice of the sale is on file")
    return "\n".join(said)


def _opening(found: SaleFacts) -> str:
    if found.opens_on is None:
        return ""
    if found.opened_on is None:
        return _("due {day}; sealed until then").format(day=words.day(found.opens_on))
    people = ", ".join(words.visible(one) for one in found.opened_by)
    return f"{words.day(found.opened_on)}, {people}"


def _delivered(found: SaleFacts) -> str:
    if found.delivered_on is None:
        return ""
    parts = (words.day(found.delivered_on), found.received_by, found.registration)
    return ", ".join(words.visible(part) for part in parts if part)


def _ended(found: SaleFacts) -> str:
    if found.ended_on is None:
        return ""
    return f"{words.day(found.ended_on)}, {words.visible(found.why_ended or '')}"


def _screening(found: ScreeningFacts) -> Card:
    card = Card(_("Check of the buyer"))
    blocked = found.related is not None
    said = _("may not buy") if blocked else _("no relation found")
    card.head.addWidget(tag(said, "bad" if blocked else "good"))
    card.head.addStretch(1)
    count = _(
        "people who may not buy: {count}; parties looked at along relations: {followed}"
    ).format(count=found.compared, followed=found.followed)
    rows = [
        (_("Checked"), f"{words.visible(found.party)}, {words.day(found.on)}"),
        (_("Compared with"), count),
        (_("Relation"), words.visible(found.related or _("none"))),
        (_("Names alike"), "\n".join(words.visible(one) for one in found.alike) or _("none")),
    ]
    card.add(facts_form(tuple(rows)))
    return card
