"""Columns of the registers of sales and bids."""

from __future__ import annotations

from decimal import Decimal

from asset_recovery.domain.sale_rows import SaleRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.widgets.chips import Chip

SALE_TONES = {
    "offered": "accent", "sold": "attention", "paid": "attention", "delivered": "good",
    "buyer_defaulted": "bad",
}  # fmt: skip
BID_TONES = {"stands": "accent", "sealed": "attention", "won": "good"}


def _percent(row: SaleRow) -> str:
    return f"{Decimal(row.share) * 100:.1f} %" if row.share else ""


SALES = (
    Column("asset", N_("Asset"), lambda r: r.asset, "asset", look="second", width=124),
    Column("description", N_("Description"), lambda r: words.visible(r.description),
           "description", width=0),
    Column("method", N_("Method"), lambda r: words.of("sale_methods", r.method), "method",
           width=100),
    Column("started", N_("Begun"), lambda r: words.day(r.started_on), "started", look="second",
           width=98),
    Column("reserve", N_("Reserve"), lambda r: words.money(r.reserve, ""), "reserve", right=True,
           width=130),
    Column("bids", N_("Bids"), lambda r: words.count(r.bids), "bids", right=True, width=52),
    Column("price", N_("Price"), lambda r: words.money(r.price, ""), "price", right=True,
           width=130),
    Column("share", N_("Of value"), _percent, "share", right=True, width=78),
    Column("buyer", N_("Buyer"), lambda r: words.visible(r.buyer), width=150),
    Column("state", N_("State"), lambda r: words.of("sale_states", r.state), "state", look="tag",
           tone=lambda r: SALE_TONES.get(r.state, "plain"), width=124),
)  # fmt: skip
SALE_CHIPS = (
    Chip("state", N_("State")),
    Chip("method", N_("Method")),
    Chip("lot", N_("Lot"), "contains"),
    Chip("buyer", N_("Buyer"), "contains"),
    Chip("share", N_("Part of the value"), "<", extra=True),
    Chip("started", N_("Begun"), ">=", kind="date", extra=True),
)
BIDS = (
    Column("asset", N_("Asset"), lambda r: r.asset, "asset", look="second", width=124),
    Column("description", N_("Description"), lambda r: words.visible(r.description),
           "description", width=0),
    Column("bidder", N_("Bidder"), lambda r: words.visible(r.bidder), width=190),
    Column("on", N_("Made on"), lambda r: words.day(r.on), "on", look="second", width=98),
    Column("amount", N_("Bid"), lambda r: words.money(r.amount) if r.amount else _("sealed"),
           "amount", right=True, width=140),
    Column("deposit", N_("Deposit"), lambda r: words.money(r.deposit, ""), "deposit", right=True,
           width=120),
    Column("valid", N_("Binds until"), lambda r: words.day(r.valid_until), "valid", look="second",
           width=98),
    Column("state", N_("State"), lambda r: words.of("bid_states", r.state), "state", look="tag",
           tone=lambda r: BID_TONES.get(r.state, "plain"), width=110),
)  # fmt: skip
BID_CHIPS = (
    Chip("state", N_("State")),
    Chip("bidder", N_("Bidder"), "contains"),
    Chip("lot", N_("Lot"), "contains"),
    Chip("on", N_("Made on"), ">=", kind="date", extra=True),
)
