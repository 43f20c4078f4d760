"""The log of consultations: who looked at what and why, collected and written by the writer."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from asset_recovery.domain.search_text import fold
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import digest
from asset_recovery.persistence.store import Engine
from asset_recovery.persistence.unit_of_work import open_unit


@dataclass(frozen=True, slots=True)
class _Look:
    actor: str
    payload: dict[str, object]


@dataclass(slots=True, kw_only=True)
class Consultations:
    """Collects looks without touching the disk; `flush` writes them in one transaction.

    `flush` belongs on the writer: after each page, at log-out and before the office is closed. A
    look that could not be written stays and is tried again, so none is lost while the office runs.
    """

    engine: Engine
    office_id: str
    now: Callable[[], str]
    _waiting: deque[_Look] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(
        self,
        actor: Actor,
        case: str | None,
        screen: str,
        purpose: str = "",
        ids: Sequence[int | str] = (),
        at: str = "",
    ) -> None:
        """Somebody looked: at which case and records, on which screen, why, and when (now)."""
        payload: dict[str, object] = {
            "case": case,
            "screen": screen,
            "purpose": purpose,
            "ids": list(ids),
            "at": at or self.now(),
        }
        with self._lock:
            self._waiting.append(_Look(actor.name, payload))

    def note_search(self, actor: Actor, text: str, cases: Iterable[int]) -> None:
        """Somebody searched: the words are kept as a digest, with the cases that were found."""
        payload: dict[str, object] = {
            "screen": "search",
            "words": digest(f"{self.office_id}:{fold(text).strip()}"),
            "cases": sorted(cases),
            "at": self.now(),
        }
        with self._lock:
            self._waiting.append(_Look(actor.name, payload))

    @property
    def waiting(self) -> int:
        """How many looks are not written yet."""
        return len(self._waiting)

    def flush(self) -> int:
        """Write what waits in one transaction; how many were written."""
        with self._lock:
            looks = list(self._waiting)
        if not looks:
            return 0
        self._write(looks)
        with self._lock:
            for _written in looks:
                self._waiting.popleft()
        return len(looks)

    def _write(self, looks: Sequence[_Look]) -> None:
        with open_unit(self.engine, self.now, self.office_id) as unit:
            for look in looks:
                unit.log(t.consultation, look.actor, look.payload)
