"""The property in a dossier: schedule of assets, orders, management, valuations."""

from __future__ import annotations

from collections.abc import Iterable

from asset_recovery.domain.case_file import OrderFacts, ValuationFacts
from asset_recovery.reports.asset_schedule_content import asset_blocks
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Bars, Block

_CHARTED_ASSETS = 3


def assets(desk: Desk) -> list[Block]:
    """Section 7: the schedule with its totals."""
    return asset_blocks(desk)


def orders(desk: Desk) -> list[Block]:
    """Section 8: every order in the order of its date, then the reasons."""
    _ = desk.say
    found = sorted(
        desk.file.orders, key=lambda one: (one.made_on is None, one.made_on, one.reference)
    )
    table = desk.table(
        "orders",
        (
            ("on", _("Made on"), 1.15),
            ("order", _("Order"), 2.2),
            ("authority", _("Authority"), 1.8),
            ("state", _("State"), 1.5),
            ("assets", _("Assets"), 1.9),
            ("amount", _("Amount"), 1.7, "right"),
            ("dates", _("Served; terms"), 2.2),
        ),
        [_order_row(desk, one) for one in found],
        empty=_("No order is recorded."),
    )
    reasons = desk.table(
        "orders",
        (("order", _("Order"), 1.3), ("basis", _("Legal basis"), 2), ("reasons", _("Reasons"), 4)),
        [
            (one.reference, desk.brief(one.legal_basis), desk.brief(desk.prose(one.reasons)))
            for one in found
        ],
        title=_("Legal basis and reasons"),
    )
    return [table, reasons] if found else [table]


def _order_row(desk: Desk, order: OrderFacts) -> tuple[str, ...]:
    _ = desk.say
    dates = [
        _("served on {whom} {day}").format(whom=whom, day=desk.day(day))
        for whom, day in order.served
    ] or [_("service: none recorded")]
    for words, day in (
        (_("suspensive until {day}"), order.suspensive_until),
        (_("expires {day}"), order.expires_on),
        (_("final {day}"), order.final_on),
    ):
        if day is not None:
            dates.append(words.format(day=desk.day(day)))
    return (
        desk.day(order.made_on),
        f"{order.reference}\n{order.kind_label}\n" + (order.number or _("number not known")),
        order.authority + (f", {order.country}" if order.country else ""),
        f"{desk.label(order.state)} {desk.flags(order.taken_over, order.irregular)}".strip(),
        desk.references(order.assets),
        DASH if order.amount is None else order.amount.display(),
        "\n".join(dates),
    )


def management(desk: Desk) -> list[Block]:
    """Section 12: how each asset is managed, and whether it was planned."""
    _ = desk.say
    planned = {one.record: one.on for one in desk.file.events if one.action == "record_plan"}
    return [
        desk.table(
            "management",
            (
                ("asset", _("Asset"), 1.4),
                ("description", _("Description"), 2.6),
                ("management", _("Management"), 1.8),
                ("planning", _("Planning sheet"), 1.4),
                ("dispute", _("Dispute"), 1.6),
                ("money", _("Money"), 1.6),
            ),
            [
                (
                    one.reference,
                    one.description,
                    desk.label(one.management_state),
                    desk.happened(planned.get(one.reference)),
                    desk.label(one.dispute_state),
                    desk.label(one.money_state),
                )
                for one in desk.file.assets
            ],
            empty=_("No asset is recorded."),
        )
    ]


def valuations(desk: Desk) -> list[Block]:
    """Section 13: every valuation, and its course where the assets are few."""
    _ = desk.say
    found = sorted(desk.file.valuations, key=lambda one: (one.asset, one.on))
    table = desk.table(
        "valuations",
        (
            ("on", _("Date"), 1.2),
            ("asset", _("Asset"), 1.4),
            ("reference", _("Valuation"), 1.4),
            ("value", _("Value"), 2, "right"),
            ("kind", _("Kind"), 1.4),
            ("method", _("Method; valuer"), 2.4),
            ("counts", _("May carry a sale"), 1.1),
        ),
        [
            (
                desk.day(one.on),
                one.asset,
                one.reference,
                one.value.display(),
                desk.label(one.kind),
                f"{desk.label(one.method)}; {one.valuer}",
                desk.yes(one.counts),
            )
            for one in found
        ],
        empty=_("No valuation is recorded."),
    )
    charts = _charts(desk, found) if len(desk.file.assets) <= _CHARTED_ASSETS else []
    return [table, *charts]


def _charts(desk: Desk, found: Iterable[ValuationFacts]) -> list[Bars]:
    _ = desk.say
    by_series: dict[tuple[str, str], list[ValuationFacts]] = {}
    for one in found:
        by_series.setdefault((one.asset, one.value.currency), []).append(one)
    charts = []
    for (asset, _currency), series in by_series.items():
        most = max(one.value.minor for one in series)
        if len(series) > 1 and most > 0:
            rows = tuple(
                (desk.day(one.on), one.value.display(), one.value.minor * 1000 // most)
                for one in series
            )
            charts.append(Bars(rows, title=_("Value over time, {asset}").format(asset=asset)))
    return charts
