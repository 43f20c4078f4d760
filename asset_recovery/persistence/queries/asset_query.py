"""Assets by where they belong: to a case, an order, an event, an identifier; and their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, exists, func, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row, all_of

_KEYS = select(t.asset.c.id).order_by(t.asset.c.id)
_OF_ORDER = Prepared(
    select(t.asset)
    .join_from(t.order_asset, t.asset)
    .where(
        t.order_asset.c.order_id == bindparam("order"),
        func.coalesce(func.json_extract(t.order_asset.c.scope, "$.granted"), "yes") != "no",
    )
    .order_by(t.asset.c.id)
)
_DIVIDED = (
    exists()
    .where(t.asset_lineage.c.from_id == t.asset.c.id, t.asset_lineage.c.how == "split")
    .correlate(t.asset)
)
_OPEN = (
    select(t.asset_row.c.reference)
    .join_from(t.asset_row, t.asset, t.asset.c.id == t.asset_row.c.asset_id)
    .where(
        t.asset_row.c.case_id == bindparam("case"),
        t.asset.c.void == 0,
        t.asset.c.replaced_by_id.is_(None),
        ~_DIVIDED,
        t.asset_row.c.legal.not_in(bindparam("done", expanding=True)),
    )
    .limit(bindparam("most"))
)
_KEYS_OF_CASE = (
    select(t.asset.c.id).where(t.asset.c.case_id == bindparam("case")).order_by(t.asset.c.id)
)
_OF_EVENT = Prepared(
    select(t.asset)
    .join_from(t.event_asset, t.asset)
    .where(t.event_asset.c.event_id == bindparam("event"))
    .order_by(t.asset.c.id)
)
_NET_DETERMINED = (
    select(t.asset)
    .join_from(t.asset, t.asset_row, t.asset.c.id == t.asset_row.c.asset_id)
    .where(t.asset.c.case_id == bindparam("case"), t.asset_row.c.money == "net_determined")
    .order_by(t.asset.c.id)
)
_VALUED_ABROAD = select(t.asset_row.c.asset_id).where(
    t.asset_row.c.value_currency != bindparam("base"),
    t.asset_row.c.valued_on >= bindparam("since"),
)
_SAME_IDENTIFIER = Prepared(
    select(t.asset.c.id, t.asset.c.reference, t.asset.c.case_id)
    .join_from(t.asset_identifier, t.asset)
    .where(
        t.asset_identifier.c.normal == bindparam("normal"),
        t.asset.c.id != bindparam("own"),
        t.asset.c.void == 0,
    )
    .order_by(t.asset.c.id)
    .limit(20)
)
_IDENTIFIERS = Prepared(
    select(t.asset_identifier)
    .where(t.asset_identifier.c.asset_id == bindparam("asset"))
    .order_by(t.asset_identifier.c.id)
)
_NEXT_NUMBER = Prepared(
    select(
        (
            func.max(
                select(func.coalesce(func.max(t.asset.c.number), 0))
                .where(t.asset.c.case_id == bindparam("case"))
                .scalar_subquery(),
                select(func.coalesce(func.max(t.asset_case.c.number), 0))
                .where(t.asset_case.c.case_id == bindparam("case"))
                .scalar_subquery(),
            )
            + 1
        ).label("number")
    )
)
_SERIAL_DIGITS = 6
_NEWEST_OF_SERIES = Prepared(
    select(t.asset.c.reference)
    .where(t.asset.c.reference >= bindparam("start"), t.asset.c.reference < bindparam("end"))
    .order_by(t.asset.c.reference.desc())
    .limit(50)
)


def asset_keys(connection: Connection) -> Sequence[int]:
    """The keys of all assets, in order."""
    return connection.execute(_KEYS).scalars().all()


def assets_of_order(connection: Connection, order_id: int) -> list[Row]:
    """The assets that an order names, without those for which it was refused."""
    return _OF_ORDER.all(connection, order=order_id)


def open_assets_of_case(
    connection: Connection, case_id: int, done: Sequence[str], most: int
) -> list[str]:
    """References of a case's assets whose legal state is none of those `done`, at most `most`."""
    values = {"case": case_id, "done": list(done), "most": most}
    return list(connection.execute(_OPEN, values).scalars())


def asset_keys_of_case(connection: Connection, case_id: int) -> Sequence[int]:
    """The keys of a case's assets, in order."""
    return connection.execute(_KEYS_OF_CASE, {"case": case_id}).scalars().all()


def assets_of_event(connection: Connection, event_id: int) -> list[Row]:
    """The assets that an event concerned."""
    return _OF_EVENT.all(connection, event=event_id)


def assets_with_net_proceeds(connection: Connection, case_id: int) -> list[Row]:
    """The assets of a case whose net proceeds are determined and not yet allocated."""
    return all_of(connection.execute(_NET_DETERMINED, {"case": case_id}))


def assets_valued_abroad(connection: Connection, base: str, since: str) -> Sequence[int]:
    """The keys of assets valued from a day on (ISO) in another currency than `base`."""
    return connection.execute(_VALUED_ABROAD, {"base": base, "since": since}).scalars().all()


def assets_of_identifier(connection: Connection, normal: str, *, but: int) -> list[Row]:
    """Other assets than `but` (`id`, `reference`, `case_id`) with an identifier, at most 20."""
    return _SAME_IDENTIFIER.all(connection, normal=normal, own=but)


def identifiers_of_asset(connection: Connection, asset_id: int) -> list[Row]:
    """The identifiers of an asset, in the order in which they were given."""
    return _IDENTIFIERS.all(connection, asset=asset_id)


def next_number_in_case(connection: Connection, case_id: int) -> int:
    """The number that the next asset of a case gets."""
    return int(_NEXT_NUMBER.scalar(connection, case=case_id))


def last_serial(connection: Connection, start: str) -> int:
    """The highest serial number of the references that begin with `start`; 0: there is none."""
    # The colon follows the nine.
    newest = _NEWEST_OF_SERIES.all(connection, start=start, end=start + ":")
    place = slice(len(start), len(start) + _SERIAL_DIGITS)
    tails = [str(row["reference"])[place] for row in newest]
    return max((int(tail) for tail in tails if tail.isdigit()), default=0)
