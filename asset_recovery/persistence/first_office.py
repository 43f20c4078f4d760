"""An office as the first window needs it: its facts, a log-in without trouble, its registers.

Read by the driver alone on one read-only connection, before the mapper is loaded. Whatever is out
of the ordinary (an attempt that failed before, an unknown name, another schema) is left to the
services, which judge, count and note it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from asset_recovery.domain.office_facts import OfficeFacts
from asset_recovery.domain.registers import View
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Execute, Parameters
from asset_recovery.persistence.canonical import digest
from asset_recovery.persistence.first_page import connect_first
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.listing import Listing
from asset_recovery.persistence.queries.office_query import facts_on, setting_on
from asset_recovery.persistence.queries.registers_by_name import register_sql
from asset_recovery.persistence.queries.wanted import After


@dataclass(frozen=True, slots=True)
class KeptUser:
    """A user who may log in today, with the hash of the password."""

    actor: Actor
    hash: str


class FirstOffice:
    """One read-only connection, used by one thread at a time."""

    def __init__(self, path: Path, today: date) -> None:
        self._connection: Any = connect_first(path)
        self._today = today
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def reading(self) -> Iterator[Execute]:
        """One moment of the office: counts, rows and access belong together."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._execute
            finally:
                self._connection.execute("COMMIT")

    def _execute(self, text: str, values: Parameters) -> Sequence[Sequence[object]]:
        found = self._connection.execute(text, values).fetchall()
        return cast("Sequence[Sequence[object]]", found)

    def setting(self, key: str) -> str:
        """A fact of the office today, else the first that there ever was; empty: none."""
        with self.reading() as execute:
            return setting_on(execute, key, self._today.isoformat())

    def facts(self) -> OfficeFacts:
        """The office as it stands on paper today."""
        with self.reading() as execute:
            return facts_on(execute, self._today.isoformat())

    def kept_user(self, name: str) -> KeptUser | None:
        """The user of this name with his hash; None where the services must judge the log-in."""
        key = digest(f"{self.setting('office_id')}:{name}")
        with self.reading() as execute:
            if execute("SELECT 1 FROM login_attempt WHERE name = :key", {"key": key}):
                return None
            rows = execute(
                "SELECT u.id, u.name, u.full_name, u.number, u.roles, u.party, c.hash"
                " FROM user_account AS u JOIN credential AS c ON c.user_id = u.id"
                " WHERE u.name = :name AND u.blocked = 0 AND c.must_change = 0"
                " AND (u.until IS NULL OR u.until >= :day)",
                {"name": name, "day": self._today.isoformat()},
            )
        if not rows:
            return None
        key_, known_as, full_name, number, roles, party, kept = cast("tuple[Any, ...]", rows[0])
        actor = Actor(
            id=key_,
            name=known_as,
            roles=frozenset(json.loads(roles)),
            full_name=full_name,
            number=number,
            party=party,
        )
        return KeptUser(actor, kept)

    def source(self, register: str, actor: Actor) -> FirstSource:
        """A register as this user may see it."""
        reader = Reader(self._today, self.setting("currency") or "EUR")
        return FirstSource(
            self, Listing(register_sql(register), Access.of(actor, self._today), reader)
        )


@dataclass(frozen=True, slots=True)
class FirstSource:
    """A register over that connection; implements `domain.registers.RowSource`."""

    office: FirstOffice
    listing: Listing

    def count(self, view: View) -> int:
        """How many rows the view has."""
        with self.office.reading() as execute:
            return self.listing.count(execute, view)

    def page(self, view: View, after: After, skip: int, size: int) -> list[Any]:
        """At most `size` rows."""
        with self.office.reading() as execute:
            return self.listing.page(execute, view, after, skip, size)

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows, `skip` rows before the end, in list order."""
        with self.office.reading() as execute:
            return self.listing.page_before_end(execute, view, skip, size)

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The sort key and id of a row, to continue after it."""
        with self.office.reading() as execute:
            return self.listing.anchor(execute, view, row)

    def position(self, view: View, identity: int) -> int | None:
        """Where the record with this id stands in the view, or None."""
        with self.office.reading() as execute:
            return self.listing.position(execute, view, identity)
