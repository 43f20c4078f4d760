"""The history of a record: what each entry of the journal changed of it, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One change of one field. `seq` is the entry, `effective_on` the day from which it counts.

    `record` is what was changed, where it is not the record itself but hangs on it. `old` and `new`
    are in words; None: there was, or is, nothing. `field` is “step” for what was done, “legal
    state” for what it made of the asset. `noise`: an effect of the timers, a hash or a version.
    """

    seq: int
    recorded_at: datetime
    effective_on: date | None
    actor: str
    action: str
    title: str
    record: str
    field: str
    old: str | None
    new: str | None
    reason: str | None
    noise: bool = False


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Changes, the newest first; `before` continues with earlier ones, None: there are none."""

    rows: tuple[HistoryRow, ...]
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWish:
    """Which changes: those that hold a text in any column, of an action, recorded between days.

    `limit` counts changes (an entry is never parted), `before` is the entry to go on before.
    `whole`: also effects of the timers, hashes and versions, which are left out otherwise.
    """

    text: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None
    limit: int = 200
    whole: bool = False
