"""How a case is read: through which connection, for whom, and as at when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import OfficeLater
from asset_recovery.persistence.store import Connection
from asset_recovery.services.rates import Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a case is read.

    `as_of` shows what was in force on that day, `known_on` (UTC with `Z`) what the office had
    recorded by then; both may be given together. With `access` chains of control are followed
    beyond the parties of the case, as far as this user may know of them (not without `chains`).
    `office_later` is given where many cases are read as at one moment. `at_entry` reads the case as
    the journal stood at that entry, so that an issued paper can be made again.
    """

    connection: Connection
    rates: Rates
    base_currency: str
    today: date
    now: str
    read_by: str
    as_of: date | None = None
    known_on: str | None = None
    access: Access | None = None
    chains: bool = True
    office_later: OfficeLater | None = None
    calendar: Calendar = field(default_factory=Calendar)
    at_entry: int | None = None

    @property
    def known_moment(self) -> str | None:
        """The moment (UTC with `Z`) up to which the office's own records are read; None: all."""
        if self.known_on is None and self.at_entry is not None:
            return self.now
        return self.known_on
