"""Sales across assets: what else a lot holds, and patterns of buyers and valuers."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

OPEN = ("offered", "sold", "paid")
_IN_LOT = Prepared(
    select(t.sale_row.c.asset)
    .where(
        t.sale_row.c.case_id == bindparam("case"),
        t.sale_row.c.lot == bindparam("lot"),
        t.sale_row.c.state == "offered",
    )
    .order_by(t.sale_row.c.asset)
)
_SEALED = Prepared(
    select(t.bid_row.c.id).where(
        t.bid_row.c.reference == bindparam("bid"), t.bid_row.c.state == "sealed"
    )
)
_BOUGHT = (
    select(t.sale_row)
    .where(t.sale_row.c.buyer == bindparam("buyer"), t.sale_row.c.asset_id != bindparam("asset"))
    .order_by(t.sale_row.c.id.desc())
    .limit(20)
)
_WITH_VALUER = select(func.count()).where(
    t.sale_row.c.buyer == bindparam("buyer"), t.sale_row.c.valuer == bindparam("valuer")
)


def open_in_lot(connection: Connection, case_id: int, lot: str) -> list[str]:
    """The assets of a case that are offered in a lot and not sold yet."""
    return [str(row["asset"]) for row in _IN_LOT.all(connection, case=case_id, lot=lot)]


def bought_by(connection: Connection, buyer: str, but: int) -> list[Row]:
    """What else a party bought from the office, the newest first; at most 20."""
    return all_of(connection.execute(_BOUGHT, {"buyer": buyer, "asset": but}))


def sales_with_valuer(connection: Connection, buyer: str, valuer: str) -> int:
    """How many sales to a buyer rest on a valuation of one valuer."""
    return int(connection.execute(_WITH_VALUER, {"buyer": buyer, "valuer": valuer}).scalar_one())


def is_sealed_bid(connection: Connection, reference: str) -> bool:
    """Whether a bid of a tender was not opened yet: nobody but its recorder reads its amount."""
    return bool(_SEALED.all(connection, bid=reference))
