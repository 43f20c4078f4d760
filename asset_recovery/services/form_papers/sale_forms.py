"""OPS-08, the interim-sale file, lot sheets and result lists."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.domain.sale_facts import SaleFacts
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.current_value import counting_valuation
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk, open_desk
from asset_recovery.services.case_parts.money import notice_facts
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk
from asset_recovery.services.waterfalls import cost_class

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper
    from asset_recovery.reports.sale_paper import SalePaper


def _wanted(ask: PaperAsk) -> SaleFacts:
    """The sale named by its number, else the last one of the asset."""
    own = [one for one in ask.file.sales if one.asset == ask.reference]
    wanted = ask.options.get("sale", "")
    if wanted:
        own = [one for one in own if one.reference == wanted]
    if not own:
        if wanted:
            text = _("There is no sale {reference} of this asset.").format(reference=wanted)
            raise NotFound(Reason("not_found", text, field="sale"))
        text = _("No sale of this asset was begun.")
        raise RuleViolation(Reason("wrong_state", text, "start_sale"))
    return own[-1]


def _facts_of(ask: PaperAsk, reference: str) -> AssetFacts:
    found = next((one for one in ask.file.assets if one.reference == reference), None)
    if found is None:
        text = _("The asset {asset} was not yet on file then.").format(asset=reference)
        raise NotFound(Reason("not_found", text, field="reference"))
    return found


def about(ask: PaperAsk) -> SalePaper:
    """Everything that the papers on one sale need from the file."""
    from asset_recovery.reports.sale_paper import SalePaper  # noqa: PLC0415

    desk = open_desk(ask.sight.reading, ask.sight.own_case, with_journal=False, about=ask.reference)
    asset = desk.by_reference.get(ask.reference)
    sale, facts = _wanted(ask), _facts_of(ask, ask.reference)
    if asset is None:
        raise NotFound(Reason("not_found", _("The asset was not yet on file then.")))
    return SalePaper(
        asset=facts,
        sale=sale,
        lot=_lot(ask, sale),
        fees=tuple(_fees(asset)),
        liens=tuple((one.creditor, one.amount) for one in asset.position.liens.values()),
        net=_net(desk, asset, sale),
        interest=tuple(_interest(desk, sale)),
        floor=Decimal(desk.rules.parameter("sale_floor_review", sale.sold_on or desk.day).value),
        basis=_basis(desk, asset, sale),
        valuation=_valuation(desk, asset, sale),
        complaints=tuple(_complaints(asset)),
        notices=tuple(
            (one.medium, f"{one.on}") for one in notice_facts(desk)
            if one.kind == "sale" and (not one.assets or ask.reference in one.assets)
        ),
    )  # fmt: skip


def _lot(ask: PaperAsk, sale: SaleFacts) -> tuple[tuple[AssetFacts, SaleFacts], ...]:
    if sale.lot is None:
        return ()
    by_asset = {one.asset: one for one in ask.file.sales if one.lot == sale.lot}
    return tuple(
        (asset, by_asset[asset.reference])
        for asset in ask.file.assets
        if asset.reference in by_asset
    )


def _fees(asset: AssetCase) -> list[tuple[str, Money]]:
    """Costs of the sale: by their class in the order of ranks, none that was reversed."""
    return [
        (one.counterparty, one.amount)
        for key, one in asset.position.postings.items()
        if one.is_cost
        and key not in asset.position.reversed_postings
        and cost_class(one.category) == "sale_cost"
    ]


def _money_of(desk: CaseDesk, asset: AssetCase, sale: SaleFacts) -> AssetCase:
    """Where the money of the sale stands: the proceeds in its place, else the asset."""
    return desk.by_reference.get(sale.substitute or "", asset)


def _net(desk: CaseDesk, asset: AssetCase, sale: SaleFacts) -> Money | None:
    return _money_of(desk, asset, sale).position.net


def _interest(desk: CaseDesk, sale: SaleFacts) -> list[Money]:
    held = desk.by_reference.get(sale.substitute or "")
    if held is None:
        return []
    return [
        one.amount
        for one in held.position.postings.values()
        if not one.is_cost and one.category == "interest"
    ]


def _basis(desk: CaseDesk, asset: AssetCase, sale: SaleFacts) -> str:
    """The order of the court, or the decision after the final confiscation."""
    if sale.interlocutory:
        return sale.order or ""
    final = [
        one
        for one in asset.position.orders.values()
        if one.kind.startswith(("confiscation", "civil", "extended", "third_party"))
    ]
    made = [f"{one.reference} ({one.authority}, {one.number or ''})".replace(", )", ")")
            for one in final]  # fmt: skip
    decided = [one for one in desk.done("dispose_asset") if asset.reference in one.assets]
    if decided:
        made.append(_("decision to sell of {day}").format(day=decided[-1].on))
    return "; ".join(made)


def _valuation(desk: CaseDesk, asset: AssetCase, sale: SaleFacts) -> str:
    until = sale.sold_on or sale.started_on or desk.day
    newest = counting_valuation(asset.position, desk.rules, until)
    if newest is None:
        return ""
    amount = sale.valuation or newest.value
    return f"{amount.display()}, {newest.on}, {newest.valuer} ({newest.reference})"


def _complaints(asset: AssetCase) -> list[str]:
    """Challenges of the sale order that are open or were decided."""
    return [
        _("{order}: {count} challenges open").format(order=one.reference, count=len(one.challenges))
        for one in asset.position.orders.values()
        if one.kind == "interlocutory_sale" and one.challenges
    ]


def sale_report(ask: PaperAsk) -> Paper:
    """OPS-08."""
    from asset_recovery.reports.sale_paper import compose_sale_report  # noqa: PLC0415

    return compose_sale_report(ask.file, about(ask), ask.profile, ask.language, ask.translate)


def interim_sale(ask: PaperAsk) -> Paper:
    """The file of a sale before judgment."""
    from asset_recovery.reports.sale_paper import compose_interim_sale  # noqa: PLC0415

    found = about(ask)
    if not found.sale.interlocutory:
        text = _("The asset was sold after the final decision; its report is OPS-08.")
        raise RuleViolation(Reason("wrong_state", text))
    return compose_interim_sale(ask.file, found, ask.profile, ask.language, ask.translate)


def lot_sheet(ask: PaperAsk) -> Paper:
    """The sheet of the lot, or of the asset alone."""
    from asset_recovery.reports.sale_paper import compose_lot_sheet  # noqa: PLC0415

    return compose_lot_sheet(ask.file, about(ask), ask.profile, ask.language, ask.translate)


def results(ask: PaperAsk) -> Paper:
    """What the sales of a case brought."""
    from asset_recovery.reports.sale_paper import compose_results  # noqa: PLC0415

    by_asset = {one.reference: one for one in ask.file.assets}
    sales = [
        (by_asset[one.asset], one)
        for one in ask.file.sales
        if one.asset in by_asset and one.started_on is not None
    ]
    return compose_results(ask.file, sales, ask.profile, ask.language, ask.translate)


FORMS = (
    FormPaper(
        form="OPS-08",
        title=N_("Sale report and proceeds statement"),
        kinds=("asset",),
        compose=sale_report,
        options=("sale",),
        word=True,
    ),
    FormPaper(
        form="PRT-07",
        title=N_("File of the sale before judgment"),
        kinds=("asset",),
        compose=interim_sale,
        options=("sale",),
    ),
    FormPaper(
        form="PRT-08",
        title=N_("Lot sheet for the catalogue"),
        kinds=("asset",),
        compose=lot_sheet,
        options=("sale",),
    ),
    FormPaper(
        form="PRT-08R",
        title=N_("Results of the sales"),
        kinds=("case",),
        compose=results,
    ),
)
