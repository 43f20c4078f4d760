"""What lists, search and totals read: worked out from the records, recomputed by `verify`."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint
from sqlalchemy import text as sql_text

from asset_recovery.persistence.tables.columns import metadata

asset_row = Table(
    "asset_row",
    metadata,
    Column("asset_id", Integer, primary_key=True),
    Column("case_id", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("description_key", Text, nullable=False),
    Column("description_folded", Text, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("case_reference", Text, nullable=False),
    Column("legal", Text, nullable=False),
    Column("management", Text, nullable=False),
    Column("dispute", Text, nullable=False),
    Column("money", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("value_minor", Integer),
    Column("value_currency", Text),
    Column("value_kind", Text),
    Column("base_minor", Integer),
    Column("valued_on", Text),
    Column("country", Text),
    Column("route", Text),
    Column("officer", Text),
    Column("due_on", Text),
    Column("due_text", Text),
    Column("custody_gaps", Integer, nullable=False, server_default="0"),
    Column("units", Text),
    sqlite_strict=True,
)
# Which seals an asset bears or bore, as they are compared: spaces and capitals away.
asset_seal = Table(
    "asset_seal",
    metadata,
    Column("asset_id", Integer, primary_key=True),
    Column("seal", Text, primary_key=True),
    Index("ix_asset_seal_seal", "seal", "asset_id"),
    sqlite_strict=True,
)
for _sorted in (
    "reference",
    "description_key",
    "type_code",
    "case_reference",
    "headline",
    "base_minor",
    "valued_on",
    "country",
    "route",
    "officer",
    "due_on",
    "management",
    "custody_gaps",
):
    Index(f"ix_asset_row_{_sorted}", asset_row.c[_sorted], asset_row.c.asset_id)
# What was given for reuse is little beside all assets.
_given = sql_text(
    "+management IN ('transferred_for_public_or_social_use', 'official_use', 'donated')"
)
Index("ix_asset_row_given", asset_row.c.reference, asset_row.c.asset_id, sqlite_where=_given)
Index(
    "ix_asset_row_given_case",
    asset_row.c.case_reference,
    asset_row.c.asset_id,
    sqlite_where=_given,
)
Index(
    "ix_asset_row_given_description",
    asset_row.c.description_key,
    asset_row.c.asset_id,
    sqlite_where=_given,
)
Index(
    "ix_asset_row_realised",
    asset_row.c.case_id,
    asset_row.c.base_minor,
    asset_row.c.value_kind,
    sqlite_where=asset_row.c.money.in_(
        (
            "gross_proceeds_booked",
            "net_determined",
            "allocated",
            "partly_paid_out",
            "fully_distributed",
        )
    ),
)
# The filters of every day with the order in which the day's work is done.
for _filter, _order in (
    ("headline", "due_on"),
    ("headline", "base_minor"),
    ("type_code", "due_on"),
    ("type_code", "base_minor"),
    ("officer", "due_on"),
):
    Index(
        f"ix_asset_row_{_filter}_{_order}",
        asset_row.c[_filter],
        asset_row.c[_order],
        asset_row.c.asset_id,
    )
Index("ix_asset_row_case_id", asset_row.c.case_id, asset_row.c.base_minor, asset_row.c.value_kind)
agenda = Table(
    "agenda",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, index=True),
    Column("asset_id", Integer, index=True),
    Column("deadline_id", Integer, unique=True),
    Column("code", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("other", Text),
    Column("at", Text),
    Column("started", Text),
    Column("paused", Integer, nullable=False, server_default="0"),
    Column("hard", Integer, nullable=False),
    Column("responsible", Text),
    Index("ix_agenda_due", "due", "id"),
    Index("ix_agenda_code", "code", "due", "id"),
    Index("ix_agenda_hard", "hard", "due", "id"),
    Index("ix_agenda_record", "record", "code"),
    # What is due of a case or a request itself is few beside what is due of the assets.
    Index(
        "ix_agenda_of_case",
        "case_id",
        sqlite_where=sql_text("asset_id IS NULL AND deadline_id IS NULL"),
    ),
    Index(
        "ix_agenda_responsible",
        "responsible",
        "due",
        sqlite_where=sql_text("responsible IS NOT NULL"),
    ),
    sqlite_strict=True,
)
# Counts and sums: `count` and `base_minor` of whole assets by their headline, as the register has
# them; `units` and `units_minor` by `state`, where a divided asset counts by its parts.
portfolio = Table(
    "portfolio",
    metadata,
    Column("headline", Text, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("value_kind", Text, primary_key=True),
    Column("type_code", Text, primary_key=True),
    Column("route", Text, primary_key=True),
    Column("sealed_case", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("base_minor", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    Column("units_minor", Integer, nullable=False),
    sqlite_strict=True,
)
search_document = Table(
    "search_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Integer, nullable=False),
    Column("case_id", Integer),
    Column("reference", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("words", Text, nullable=False),
    UniqueConstraint("kind", "record_id"),
    sqlite_strict=True,
)
# Where an asset was kept, from when until when: folded from its possession and its moves.
stay = Table(
    "stay",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", Integer, nullable=False, index=True),
    Column("reference", Text, nullable=False),
    Column("storage", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text),
    Index("ix_stay_storage", "storage", "until", "reference"),
    Index("ix_stay_reference", "reference", "id", sqlite_where=sql_text("until IS NULL")),
    Index("ix_stay_since", "since", "id", sqlite_where=sql_text("until IS NULL")),
    sqlite_strict=True,
)
# The receipts with what became of each: the queue of those that nobody knows yet.
receipt_row = Table(
    "receipt_row",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("case_id", Integer),
    Column("reference", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("on_date", Text, nullable=False),
    Column("value_on", Text),
    Column("amount_minor", Integer, nullable=False),
    Column("left_minor", Integer, nullable=False),
    Column("currency", Text, nullable=False),
    Column("payer_reference", Text, nullable=False),
    Column("bank_reference", Text),
    Column("counterparty", Text),
    Column("counterparty_account", Text),
    Column("text", Text),
    Column("statement", Text),
    Column("state", Text, nullable=False),
    Column("matched_to", Text),
    Index("ix_receipt_row_on_date", "on_date", "event_id"),
    Index("ix_receipt_row_state_on_date", "state", "on_date", "event_id"),
    Index("ix_receipt_row_state_left", "state", "left_minor", "event_id"),
    Index("ix_receipt_row_account", "account", "on_date", "event_id"),
    Index("ix_receipt_row_reference", "reference", "event_id"),
    Index("ix_receipt_row_amount", "amount_minor", "event_id"),
    Index("ix_receipt_row_statement", "statement"),
    Index("ix_receipt_row_case_id", "case_id"),
    sqlite_strict=True,
)
# Tries to sell and bids, as lists read them: folded from the positions.
sale_row = Table(
    "sale_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", Integer, nullable=False),
    Column("case_id", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("reference", Text),
    Column("asset", Text, nullable=False),
    Column("lot", Text),
    Column("method", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started_on", Text),
    Column("sale_on", Text),
    Column("sold_on", Text),
    Column("reserve_minor", Integer),
    Column("price_minor", Integer),
    Column("hammer_minor", Integer),
    Column("currency", Text),
    Column("value_minor", Integer),
    Column("value_currency", Text),
    Column("share", Text),
    Column("quantity", Text),
    Column("bids", Integer, nullable=False),
    Column("buyer", Text),
    Column("valuer", Text),
    Index("ix_sale_row_asset_id", "asset_id"),
    Index("ix_sale_row_case_id", "case_id", "lot"),
    Index("ix_sale_row_started_on", "started_on", "id"),
    Index("ix_sale_row_sold_on", "sold_on", "id"),
    Index("ix_sale_row_state", "state", "started_on", "id"),
    Index("ix_sale_row_reference", "reference", "id"),
    Index("ix_sale_row_asset", "asset", "id"),
    Index("ix_sale_row_lot", "lot", "id"),
    Index("ix_sale_row_buyer", "buyer", "valuer"),
    sqlite_strict=True,
)
bid_row = Table(
    "bid_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asset_id", Integer, nullable=False),
    Column("case_id", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("asset", Text, nullable=False),
    Column("lot", Text),
    Column("bidder", Text, nullable=False),
    Column("on_date", Text, nullable=False),
    Column("amount_minor", Integer),
    Column("deposit_minor", Integer),
    Column("currency", Text, nullable=False),
    Column("valid_until", Text),
    Column("state", Text, nullable=False),
    Index("ix_bid_row_asset_id", "asset_id"),
    Index("ix_bid_row_on_date", "on_date", "id"),
    Index("ix_bid_row_state", "state", "on_date", "id"),
    Index("ix_bid_row_asset", "asset", "id"),
    Index("ix_bid_row_bidder", "bidder", "on_date", "id"),
    Index("ix_bid_row_reference", "reference", "id"),
    sqlite_strict=True,
)
