"""OPS-08, the interim-sale file, the lot sheet and the result list: a sale on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.money import Money
from asset_recovery.domain.sale_facts import SaleFacts
from asset_recovery.reports import sale_blocks as blocks
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

Parts = list[tuple[str, list[Block]]]
PUBLIC = "PRT-08"  # goes to everybody: it does not name the case


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePaper:
    """What a paper on one sale rests on.

    `fees` and `liens` are what was paid out of the price; `net` the net proceeds where they were
    determined; `interest` what the proceeds earned; `floor` the share of the valuation below which
    a reason is asked; `signers` the two who sign; `lot` the sales of the same lot.
    """

    asset: AssetFacts
    sale: SaleFacts
    lot: tuple[tuple[AssetFacts, SaleFacts], ...] = ()
    fees: tuple[tuple[str, Money], ...] = ()
    liens: tuple[tuple[str, Money], ...] = ()
    net: Money | None = None
    interest: tuple[Money, ...] = ()
    floor: Decimal = Decimal(0)
    basis: str = ""
    valuation: str = ""
    complaints: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()
    confiscated: str = ""


def _paper(  # noqa: PLR0913, PLR0917 - what differs from paper to paper
    desk: Desk, form: str, title: str, subtitle: str, reference: str, code: str, parts: Parts
) -> Paper:
    digest = record_hash(desk.file, form, reference, subtitle, desk.language)
    return Paper(
        form=form,
        version=desk.profile.version,
        title=title,
        subtitle=subtitle,
        reference=reference,
        user=desk.person(desk.file.read_by),
        contents=False,
        cover=()
        if form == PUBLIC
        else ((desk.say("Case"), f"{desk.file.case.reference} {desk.file.case.title}"),),
        sections=tuple(
            Section(
                str(place),
                heading,
                tuple(body),
                together=any(isinstance(one, (Signatures, Facts)) for one in body),
            )
            for place, (heading, body) in enumerate(parts, start=1)
        ),
        **paper_head(desk, digest, code, whole=False),
    )


def compose_sale_report(
    file: CaseFile,
    about: SalePaper,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """OPS-08: the ten paragraphs, the last one with two signatures."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    sale = about.sale
    parts: Parts = [
        (_("Sale, asset, authority"), [_head(desk, about)]),
        (_("Method, advertising, reserve"), [blocks.facts(blocks.method(desk, sale))]),
        (_("Bids"), _bids(desk, sale)),
        (_("Buyer"), _buyer(desk, sale)),
        (_("Price and net proceeds"), [_price(desk, about)]),
        (_("Payment"), [blocks.payments(desk, sale)]),
        (_("Against the valuation"), _variance(desk, about)),
        (_("Delivery and title"), [_delivery(desk, sale)]),
        (_("Proceeds in place of the asset"), [_held(desk, about)]),
        (_("Complaints, audit, signatures"), _signed(desk, about)),
    ]
    title = _("Sale report and proceeds statement")
    subtitle = f"{about.asset.reference}  {about.asset.description}"
    reference = sale.reference or about.asset.reference
    return _paper(desk, "OPS-08", title, subtitle, reference, "OPS8", parts)


def _head(desk: Desk, about: SalePaper) -> Facts:
    _ = desk.say
    sale = about.sale
    rows = [
        (_("Sale"), sale.reference or _("no number: nothing was sold yet")),
        *blocks.thing(desk, about.asset),
        (_("Authority"), desk.known(about.basis)),
        (_("Approved by"), desk.person(sale.approved_by) if sale.approved_by
         else _("none recorded")),
    ]  # fmt: skip
    if sale.outcome:
        rows.append((_("Outcome"), _outcome(desk, sale)))
    return blocks.facts(rows)


def _outcome(desk: Desk, sale: SaleFacts) -> str:
    said = desk.coded("sale_states", sale.outcome)
    parts = [said, desk.day(sale.ended_on) if sale.ended_on else "", desk.prose(sale.why_ended)]
    return ", ".join(part for part in parts if part)


def _bids(desk: Desk, sale: SaleFacts) -> list[Block]:
    _ = desk.say
    bidders = len({one.bidder for one in sale.offers})
    if not bidders:
        return [blocks.bids(desk, ())]
    return [
        Text(_("Bidders: {bidders}; bids: {count}. The three best:").format(
            bidders=bidders, count=len(sale.offers))),
        blocks.bids(desk, sale.best if sale.best else sale.offers[:3]),
    ]  # fmt: skip


def _buyer(desk: Desk, sale: SaleFacts) -> list[Block]:
    _ = desk.say
    return [
        blocks.facts([
            (_("Buyer"), desk.masked("bidders", sale.buyer)),
            (_("Source of funds"), desk.known(sale.source_of_funds)),
            (_("Contract"), desk.known(sale.contract)),
        ]),
        *blocks.screening(desk, sale.screening),
        *(Text(one, "attention") for one in sale.alerts),
    ]  # fmt: skip


def _price(desk: Desk, about: SalePaper) -> Facts:
    _ = desk.say
    rows = blocks.price_rows(desk, about.sale)
    fees = "\n".join(f"{name}: {amount.display()}" for name, amount in about.fees)
    liens = "\n".join(f"{name}: {amount.display()}" for name, amount in about.liens)
    found = {one.asset: one.lines for one in desk.file.distributions}
    lines = found.get(about.asset.reference) or found.get(about.sale.substitute or "") or ()
    deducted = "\n".join(f"{one.label}: {one.amount.display()}" for one in lines)
    rows += [
        (_("Fees of the sale"), fees or _("none recorded")),
        (_("Liens"), liens or _("none recorded")),
        (_("Deducted by rank"), deducted or _("none recorded")),
        (_("Net proceeds"), about.net.display() if about.net
         else _("not determined as at {day}").format(day=desk.day(desk.as_at))),
    ]  # fmt: skip
    return blocks.facts(rows)


def _variance(desk: Desk, about: SalePaper) -> list[Block]:
    _ = desk.say
    sale = about.sale
    floor = f"{(about.floor * 100).normalize():f} %"
    rows = [
        (_("Valuation"), desk.known(about.valuation)),
        (_("Total price against it"), desk.known(sale.share_of_valuation)),
    ]
    reason = desk.prose(sale.why_sold)
    text = _("Reason, where the price lies below 80 % of the valuation or a higher bid was passed")
    rows.append((text, reason or _("none recorded")))
    rows.append((_("Below this share two levels approve"), floor))
    return [blocks.measured(desk, sale), blocks.facts(rows)]


def _delivery(desk: Desk, sale: SaleFacts) -> Facts:
    _ = desk.say
    return blocks.facts([
        (_("Delivered on"), desk.happened(sale.delivered_on)),
        (_("Received by"), desk.known(sale.received_by)),
        (_("Title transferred, registration cancelled"), desk.known(sale.registration)),
    ])  # fmt: skip


def _held(desk: Desk, about: SalePaper) -> Facts:
    _ = desk.say
    sale = about.sale
    if not sale.interlocutory:
        text = _("not applicable: sold after the final decision")
        return blocks.facts([(_("Held in place of the asset"), text)])
    interest = ", ".join(one.display() for one in about.interest)
    return blocks.facts([
        (_("Held in place of the asset as"), sale.substitute or _("not delivered yet")),
        (_("Account"), desk.known(sale.account)),
        (_("Until"), about.confiscated or _("the decision on confiscation")),
        (_("Interest booked"), interest or _("none recorded")),
    ])  # fmt: skip


def _signed(desk: Desk, about: SalePaper) -> list[Block]:
    _ = desk.say
    said = "\n".join(about.complaints) or _("No complaint is on file.")
    return [
        Text(said),
        Signatures(((_("For the office, who held the sale"), ""), (_("Second person"), ""))),
    ]


def compose_interim_sale(
    file: CaseFile,
    about: SalePaper,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The file of a sale before judgment as one paper, from the grounds to the proceeds."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    sale = about.sale
    grounds = ", ".join(desk.coded("sale_grounds", one) for one in sale.grounds)
    parts: Parts = [
        (_("Grounds and authority"), [blocks.facts([
            *blocks.thing(desk, about.asset),
            (_("Grounds"), desk.known(grounds)),
            (_("Proposed on"), desk.happened(sale.proposed_on)),
            (_("Approved by"), desk.person(sale.approved_by) if sale.approved_by
             else _("none recorded")),
            (_("Order of the court"), desk.known(sale.order)),
        ])]),
        (_("Persons heard and notices"), [_heard(desk, about)]),
        (_("Valuation"), [blocks.facts([(_("Valuation"), desk.known(about.valuation))])]),
        (_("Method"), [blocks.facts(blocks.method(desk, sale))]),
        (_("Bids"), [blocks.bids(desk, sale.offers)]),
        (_("Conflict check"), _buyer(desk, sale)),
        (_("Statement of sale"), [
            blocks.facts(blocks.price_rows(desk, sale)),
            blocks.measured(desk, sale),
            blocks.payments(desk, sale),
            _delivery(desk, sale),
        ]),
        (_("Proceeds account"), [_held(desk, about)]),
        (_("For the affected person"), _summary(desk, about)),
    ]  # fmt: skip
    title = _("File of the sale before judgment")
    subtitle = f"{about.asset.reference}  {about.asset.description}"
    reference = sale.reference or about.asset.reference
    return _paper(desk, "PRT-07", title, subtitle, reference, "PRT7", parts)


def _heard(desk: Desk, about: SalePaper) -> Facts:
    _ = desk.say
    rows = list(about.notices)
    rows.append((_("Hearing"), desk.known(about.sale.hearing)))
    return blocks.facts(rows)


def _summary(desk: Desk, about: SalePaper) -> list[Block]:
    """What an affected person needs to know, in plain words; it promises no more than was done."""
    _ = desk.say
    sale = about.sale
    if sale.price is None:
        return [Text(_("The thing has not been sold. Until it is, the order on it stands."))]
    said = [
        _("The thing was sold on {day} for {price}.").format(
            day=desk.day(sale.sold_on), price=sale.price.display()
        )
    ]
    if sale.paid == sale.price and sale.delivered_on:
        said.append(_(
            "The price was paid; the money stands in the place of the thing until the court "
            "decides. If nothing is confiscated, it is this money that is given back."
        ))  # fmt: skip
    else:
        said.append(_("The price has not been paid in full, or the thing was not handed over."))
    return [Text(" ".join(said))]


def compose_lot_sheet(
    file: CaseFile,
    about: SalePaper,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The sheet of a lot for the catalogue: what is sold and how; no owner, no value on file."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    sale = about.sale
    things = about.lot or ((about.asset, sale),)
    parts: Parts = [
        (_("What is sold"), [
            blocks.facts(
                [
                    *blocks.thing(desk, asset),
                    (_("To be seen at"), desk.where(asset.custody_place or asset.location)),
                ],
                title=f"{place}. {asset.description}" if len(things) > 1 else "",
            )
            for place, (asset, _sale) in enumerate(things, start=1)
        ]),
        (_("How it is sold"), [blocks.facts(_conditions(desk, about))]),
        (_("Who may not buy"), [Text(_(
            "Parties of the case, their relatives and associates, companies that they own or "
            "control, valuers and administrators of the thing, and staff of this office. Every "
            "bidder is checked; the check is kept with the sale."
        ))]),
    ]  # fmt: skip
    title = _("Lot {lot}").format(lot=sale.lot) if sale.lot else _("Lot sheet")
    subtitle = ", ".join(asset.description for asset, _sale in things)[:160]
    reference = sale.lot or about.asset.reference
    return _paper(desk, "PRT-08", title, subtitle, reference, "PRT8", parts)


def _conditions(desk: Desk, about: SalePaper) -> blocks.Rows:
    _ = desk.say
    sale = about.sale
    method = desk.coded("sale_methods", sale.method) if sale.method else desk.not_known
    return [
        (_("Method"), method),
        (_("Held on"), desk.day(sale.sale_on) if sale.sale_on else desk.not_known),
        (_("Place"), desk.known(sale.place)),
        (_("Last day for bids"), desk.day(sale.closes_on) if sale.closes_on else desk.not_known),
        (_("Bids opened on"), desk.day(sale.opens_on) if sale.opens_on
         else _("bids are not sealed")),
        (_("Lowest price"), _lowest(about)),
        (_("Deposit"), sale.deposit_asked.display() if sale.deposit_asked
         else _("none asked")),
        (_("Sold by"), desk.file.office.name),
    ]  # fmt: skip


def _lowest(about: SalePaper) -> str:
    if about.sale.lot_reserve is not None:
        return about.sale.lot_reserve.display()
    reserves = [sale.reserve for _asset, sale in about.lot if sale.reserve is not None]
    if reserves and len({one.currency for one in reserves}) == 1:
        return Money.total(reserves, reserves[0].currency).display()
    return about.sale.reserve.display() if about.sale.reserve else DASH


def compose_results(
    file: CaseFile,
    sales: Sequence[tuple[AssetFacts, SaleFacts]],
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The result list of the sales of a case: what fetched what against its reserve."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    currencies = sorted({sale.price.currency for _a, sale in sales if sale.price is not None})
    sold = [(asset, sale) for asset, sale in sales if sale.price is not None]
    totals = [
        (_("Sum {currency}").format(currency=currency), "", "", "",
         Money.total([s.price for _a, s in sold if s.price and s.price.currency == currency],
                     currency).display(), "")
        for currency in currencies
    ]  # fmt: skip
    table: Table = desk.table(
        "sale",
        (
            ("lot", _("Lot; sale"), 1.3),
            ("asset", _("Asset"), 3),
            ("reserve", _("Reserve"), 1.7, "right"),
            ("hammer", _("Hammer price"), 1.7, "right"),
            ("price", _("Total price"), 1.7, "right"),
            ("result", _("Result"), 1.9),
        ),
        [
            (
                "\n".join(part for part in (sale.lot, sale.reference) if part) or DASH,
                f"{asset.reference} {asset.description}"
                + (f"\n{sale.quantity} {sale.unit}" if sale.quantity else ""),
                sale.reserve.display() if sale.reserve else DASH,
                sale.hammer.display() if sale.hammer else DASH,
                sale.price.display() if sale.price else DASH,
                _result(desk, sale),
            )
            for asset, sale in sales
        ],
        totals=totals,
        empty=_("No sale is on file."),
        landscape=True,
    )
    title = _("Results of the sales")
    return _paper(
        desk, "PRT-08R", title, file.case.title, file.case.reference, "PR8R", [(title, [table])]
    )


def _result(desk: Desk, sale: SaleFacts) -> str:
    _ = desk.say
    if sale.outcome and sale.outcome != "delivered":
        return desk.coded("sale_states", sale.outcome)
    if sale.price is None:
        return _("offered")
    states = [_("sold {day}").format(day=desk.day(sale.sold_on))]
    states.append(_("delivered") if sale.delivered_on else _("not delivered"))
    return ", ".join(states)
