"""The registers over the reading engine: what a list page is given as its `RowSource`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, Engine

from asset_recovery.domain.registers import View
from asset_recovery.persistence.access_sql import Access, Execute, Parameters
from asset_recovery.persistence.prepared import executed
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.listing import Listing
from asset_recovery.persistence.queries.registers_by_name import register_sql
from asset_recovery.persistence.queries.wanted import After


def executor(connection: Connection) -> Execute:
    """How the texts of the registers are executed on a connection."""
    return partial(_execute, connection)


def _execute(connection: Connection, text: str, values: Parameters) -> Sequence[Sequence[object]]:
    return cast("Sequence[Sequence[object]]", executed(connection, text, values).fetchall())


class RegisterQuery:
    """A register as one user sees it; implements `domain.registers.RowSource`.

    Every call is one short read transaction of its own, so that rows, counts and the access filter
    belong to one moment. May be called from any thread.
    """

    def __init__(self, engine: Engine, register: str, access: Access, reader: Reader) -> None:
        self.listing = Listing(register_sql(register), access, reader)
        self._engine = engine

    @contextmanager
    def _reading(self) -> Iterator[Execute]:
        with self._engine.connect() as connection:
            yield executor(connection)

    def count(self, view: View) -> int:
        """How many rows the view has."""
        with self._reading() as execute:
            return self.listing.count(execute, view)

    def total(self, view: View) -> int | None:
        """The sum of the view in minor units of the base currency; None: it has no values."""
        with self._reading() as execute:
            return self.listing.total(execute, view)

    def kinds(self, view: View) -> list[tuple[str, int]]:
        """The total by kind of value, in minor units of the base currency."""
        with self._reading() as execute:
            return self.listing.kinds(execute, view)

    def page(self, view: View, after: After, skip: int, size: int) -> list[Any]:
        """At most `size` rows."""
        with self._reading() as execute:
            return self.listing.page(execute, view, after, skip, size)

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows, `skip` rows before the end, in list order."""
        with self._reading() as execute:
            return self.listing.page_before_end(execute, view, skip, size)

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The sort key and id of a row, to continue after it."""
        with self._reading() as execute:
            return self.listing.anchor(execute, view, row)

    def position(self, view: View, identity: int) -> int | None:
        """Where the record with this id stands in the view, or None."""
        with self._reading() as execute:
            return self.listing.position(execute, view, identity)

    def values(self, column: str) -> list[str]:
        """The values that a column has in rows that the user sees."""
        with self._reading() as execute:
            return self.listing.values(execute, column)

    def told(self, view: View, limit: int | None = None) -> Iterator[Mapping[str, Any]]:
        """Rows of the view by documented column names, as stored, in one read transaction."""
        with self._reading() as execute:
            yield from self.listing.told(execute, view, limit)
