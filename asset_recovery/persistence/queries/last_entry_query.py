"""By which entry of the journal a record was last changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from asset_recovery.persistence import tables as t

_LAST = select(func.max(t.event.c.seq))
_CASE = select(t.case_record.c.id).where(t.case_record.c.reference == bindparam("case"))
_LINKED: dict[str, Select[tuple[int]]] = {
    "order": _LAST.join_from(t.event, t.court_order, t.event.c.order_id == t.court_order.c.id)
    .where(t.court_order.c.reference == bindparam("reference")),
    "request": _LAST.join_from(t.event, t.request, t.event.c.request_id == t.request.c.id)
    .where(t.request.c.reference == bindparam("reference")),
    "asset": _LAST.join_from(t.event, t.event_asset)
    .join(t.asset, t.event_asset.c.asset_id == t.asset.c.id)
    .where(t.asset.c.reference == bindparam("reference")),
}  # fmt: skip
# Of the case itself: what concerns no order, no request and no asset.
_OF_CASE = _LAST.where(
    t.event.c.case_id == _CASE.scalar_subquery(),
    t.event.c.order_id.is_(None),
    t.event.c.request_id.is_(None),
    ~select(t.event_asset.c.id).where(t.event_asset.c.event_id == t.event.c.id).exists(),
)
_IN_CASE = _LAST.where(t.event.c.case_id == _CASE.scalar_subquery())
_NAMED = _LAST.where(
    t.event.c.case_id == _CASE.scalar_subquery(),
    func.instr(t.event.c.data, bindparam("quoted"))
    + func.instr(t.event.c.facts, bindparam("quoted"))
    > 0,
)


def last_entry(connection: Connection, case: str, kind: str, reference: str) -> int:
    """The number of the entry with the last step about a record of the case; 0: none names it.

    Without a reference that of the last step about anything in the case.
    """
    found: Any
    if kind in _LINKED:
        found = connection.execute(_LINKED[kind], {"reference": reference}).scalar()
    elif kind == "case":
        found = connection.execute(_OF_CASE, {"case": case}).scalar()
    elif not reference:
        found = connection.execute(_IN_CASE, {"case": case}).scalar()
    else:
        named = {"case": case, "quoted": f'"{reference}"'}
        found = connection.execute(_NAMED, named).scalar()
    return int(found or 0)
