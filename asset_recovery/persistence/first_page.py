"""The rows of the first paint: read-only, by the driver alone, before the rest is loaded.

Imports neither the mapper nor anything that draws or prints. The statements and the access filter
are those of every other list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from asset_recovery.domain.errors import NotPermitted, Reason, StorageFailed
from asset_recovery.domain.registers import View
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Execute, Parameters
from asset_recovery.persistence.driver import APPLICATION_ID, SCHEMA, casefold, driver
from asset_recovery.persistence.queries.columns import Reader, RegisterSql
from asset_recovery.persistence.queries.listing import Listing
from asset_recovery.persistence.queries.registers_by_name import register_sql

PAGE = 50
_CACHE_KIB = 8_192


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The first rows of a register in its order, and how many there are in all."""

    rows: tuple[Any, ...]
    count: int


def first_rows(  # noqa: PLR0913 - which list, for whom, as at which day
    path: Path,
    register: str,
    user_id: int,
    today: date,
    view: View | None = None,
    size: int = PAGE,
) -> FirstPage:
    """The first `size` rows of a register as this user may see it, without `view` in its own order.

    Raises `StorageFailed` where the file is not an office of this schema (an older one is upgraded
    first), `NotPermitted` where the user is not there or shut out.
    """
    with closing(connect_first(path)) as connection:
        try:
            connection.execute("BEGIN")
            return _read(connection, register_sql(register), (user_id, today), view, size)
        except driver().DatabaseError as error:
            raise _unreadable() from error


def connect_first(path: Path) -> Any:
    """A read-only connection to an office of this schema, without a transaction of its own accord.

    Raises `StorageFailed`. One thread at a time may use it.
    """
    module = driver()
    try:
        place = f"{path.resolve().as_uri()}?mode=ro"
        connection = module.connect(place, uri=True, isolation_level=None, check_same_thread=False)
        try:
            for setting in ("query_only=ON", "trusted_schema=OFF", f"cache_size=-{_CACHE_KIB}"):
                connection.execute(f"PRAGMA {setting}")
            connection.create_function("casefold", 1, casefold, deterministic=True)
            _check_schema(connection)
        except BaseException:
            connection.close()
            raise
    except module.DatabaseError as error:
        raise _unreadable() from error
    return connection


def _unreadable() -> StorageFailed:
    text = _("The office could not be read. Check it with “verify”.")
    return StorageFailed(Reason("storage_failed", text))


def _read(
    connection: Any, register: RegisterSql, who: tuple[int, date], view: View | None, size: int
) -> FirstPage:
    def execute(text: str, values: Parameters) -> Sequence[Sequence[object]]:
        return cast("Sequence[Sequence[object]]", connection.execute(text, values).fetchall())

    access = _access(execute, *who)
    currency = execute(
        "SELECT value FROM office_setting WHERE key = 'currency'"
        " ORDER BY valid_from DESC, id DESC LIMIT 1",
        {},
    )
    base = str(currency[0][0]) if currency else "EUR"
    listing = Listing(register, access, Reader(access.day, base))
    shown = view or View((), register.default_sort, register.default_descending)
    rows = listing.page(execute, shown, None, 0, size)
    return FirstPage(tuple(rows), listing.count(execute, shown))


def _check_schema(connection: Any) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        text = _("This file belongs to another application; it is not opened.")
        raise StorageFailed(Reason("storage_failed", text))
    if version > SCHEMA:
        text = _("This office was made by a newer version. Install the newer version.")
        raise StorageFailed(Reason("office_newer", text))
    if version < SCHEMA:
        text = _("This office is of an older version; it is upgraded when it is opened.")
        raise StorageFailed(Reason("storage_failed", text))


def _access(execute: Execute, user_id: int, today: date) -> Access:
    query = "SELECT id, name, roles, blocked, until FROM user_account WHERE id = :user"
    rows = execute(query, {"user": user_id})
    if not rows or rows[0][3] or (rows[0][4] is not None and str(rows[0][4]) < today.isoformat()):
        raise NotPermitted(Reason("role_needed", _("This user may not log in.")))
    roles = frozenset(json.loads(str(rows[0][2])))
    return Access.of(Actor(user_id, str(rows[0][1]), roles), today)
