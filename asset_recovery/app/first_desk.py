"""The office before its services are loaded: log-in and first lists, by the driver alone."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.errors import StorageFailed
from asset_recovery.persistence.first_office import FirstOffice, FirstSource

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.office_facts import OfficeFacts
    from asset_recovery.domain.registers import RowSource, View
    from asset_recovery.lifecycle.permissions import Actor

REST = 0.2  # seconds that the first page has for itself after a log-in
_BENCH = "made_by_bench"
_PERSONAL = frozenset({"assets", "cases", "orders", "requests", "parties", "documents"})


@dataclass(slots=True)
class Note:
    """Which records a page of a list showed, and when (UTC, `Z`)."""

    screen: str
    ids: list[str]
    at: str


class FirstDesk:
    """Answers what it can and says None to everything else; then the services are asked.

    What was shown is noted and handed over to them, so that the log of consultations is whole.
    """

    for_bench = False

    def __init__(self, place: Path, today: date) -> None:
        self._path = place / "office.db"
        self._today = today
        self._office: FirstOffice | None = None
        self._failed = False
        self._actor: Actor | None = None
        self._notes: list[Note] = []
        self._taken_by: OfficeSession | None = None
        self._calm_until = 0.0
        self._lock = threading.Lock()

    @property
    def has_notes(self) -> bool:
        """Whether something was shown that is not in the log yet."""
        return bool(self._notes)

    @property
    def user(self) -> str:
        """The name of whoever is logged in; empty: nobody."""
        return "" if self._actor is None else self._actor.name

    def close(self) -> None:
        """Let go of the file."""
        if self._office is not None:
            self._office.close()
        self._office, self._failed = None, True

    def facts(self) -> OfficeFacts | None:
        """The office as it stands on paper."""
        office = self._opened()
        return None if office is None else office.facts()

    def log_in(self, user: str, password: str) -> Actor | None:
        """Who it is, where nothing is out of the ordinary; a refusal is for the services."""
        office = self._opened()
        kept = None if office is None else office.kept_user(user)
        if kept is None:
            return None
        from asset_recovery.services.passwords import STANDARD  # Argon2 only where it is asked

        if not STANDARD.matches(kept.hash, password) or self._is_outgrown(kept.hash):
            return None
        self._actor = kept.actor
        self._calm_until = time.monotonic() + REST
        return kept.actor

    def _is_outgrown(self, kept: str) -> bool:
        from asset_recovery.services.passwords import STANDARD

        return not self.for_bench and STANDARD.outgrew(kept)

    def source(self, register: str) -> RowSource[Any] | None:
        """A register as the user sees it, each page noted."""
        office = self._opened()
        if office is None or self._actor is None:
            return None
        return _Noting(office.source(register, self._actor), register, self._note)

    def forget(self) -> None:
        """Nobody is logged in any more."""
        self._actor = None

    def leave_room(self) -> None:
        """Let the first page be painted before the mapper is loaded on another thread."""
        if threading.current_thread() is not threading.main_thread():
            rest = self._calm_until - time.monotonic()
            if rest > 0:
                threading.Event().wait(rest)

    def hand_over(self, session: OfficeSession) -> None:
        """The services go on where this left off: with the same user and all that was noted."""
        with self._lock:
            self._taken_by = session
            notes, self._notes = self._notes, []
        if self._actor is not None:
            session.take_over(self._actor)
            for note in notes:
                session.note_list(self._actor, note.screen, note.ids, note.at)

    def _note(self, screen: str, ids: list[str]) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        with self._lock:
            session = self._taken_by
            if session is None:
                self._notes.append(Note(screen, ids, at))
        if session is not None and self._actor is not None:
            session.note_list(self._actor, screen, ids, at)

    def _opened(self) -> FirstOffice | None:
        """The office, if it is one to be opened this way."""
        if self._office is None and not self._failed:
            try:
                office = FirstOffice(self._path, self._today)
            except StorageFailed:
                self._failed = True
                return None
            if office.setting(_BENCH) and not self.for_bench:
                office.close()
                self._failed = True
                return None
            self._office = office
        return self._office


@dataclass(frozen=True, slots=True)
class _Noting:
    """A register whose pages are noted."""

    source: FirstSource
    screen: str
    note: Any = field(repr=False)

    def count(self, view: View) -> int:
        """How many rows the view has."""
        return self.source.count(view)

    def page(self, view: View, after: tuple[object, int] | None, skip: int, size: int) -> list[Any]:
        """At most `size` rows."""
        return self._noted(self.source.page(view, after, skip, size))

    def page_before_end(self, view: View, skip: int, size: int) -> list[Any]:
        """At most `size` rows counted from the end."""
        return self._noted(self.source.page_before_end(view, skip, size))

    def anchor(self, view: View, row: Any) -> tuple[object, int]:
        """The sort key and id of a row."""
        return self.source.anchor(view, row)

    def position(self, view: View, identity: int) -> int | None:
        """Where a record stands in the view."""
        return self.source.position(view, identity)

    def _noted(self, rows: list[Any]) -> list[Any]:
        if rows and self.screen in _PERSONAL:
            self.note(f"list {self.screen}", [str(row.reference) for row in rows])
        return rows
