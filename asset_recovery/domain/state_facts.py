"""What applies between another State and ours: its sheet, as the office found it on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyLine:
    """An instrument of a sheet. `since` and `until` (the last day) are None where not known."""

    code: str
    title: str = ""
    since: date | None = None
    until: date | None = None
    article: str = ""
    reservation: str = ""
    declaration: str = ""
    order_copy: bool | None = None
    value_threshold: Money | None = None
    note: str = ""

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def as_json(self) -> dict[str, object]:
        """The row as an action takes it, without what is not known."""
        found: dict[str, object] = {
            "instrument": self.code,
            "title": self.title,
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "article": self.article,
            "reservation": self.reservation,
            "declaration": self.declaration,
            "order_copy": self.order_copy,
            "value_threshold": None
            if self.value_threshold is None
            else self.value_threshold.as_json(),
            "note": self.note,
        }
        return {name: value for name, value in found.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCheck:
    """An entry in the life of a sheet: written or confirmed, on which day, by whom, whence."""

    action: str
    on: date
    by: str
    recorded_at: str
    source: str = ""
    note: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSheet:
    """The sheet of a State as it holds on a day.

    `instruments` is None where nobody recorded them. `checked_on` is the newest day on which it was
    written or confirmed; `age` counts days from then, `is_old` says that the office's term for a
    new check has passed.
    """

    country: str
    reference: str
    on: date
    source: str
    instruments: tuple[TreatyLine, ...] | None
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    language_demanded: bool
    reservations: str
    contact: str
    authority: str
    costs: str
    order_copy: bool | None
    value_threshold: Money | None
    note: str
    checked_on: date
    checked_by: str
    age: int = 0
    is_old: bool = False
    history: tuple[StateCheck, ...] = ()

    def in_force(self, day: date) -> tuple[str, ...] | None:
        """The codes of what is in force on a day; None where nobody recorded the instruments."""
        if self.instruments is None:
            return None
        return tuple(dict.fromkeys(one.code for one in self.instruments if one.holds(day)))

    def lines_of(self, code: str) -> tuple[TreatyLine, ...]:
        """The rows about an instrument."""
        return tuple(one for one in self.instruments or () if one.code == code)


def treaty_lines(rows: object) -> tuple[TreatyLine, ...] | None:
    """The instruments as a sheet keeps them; None where it says nothing of them."""
    if not isinstance(rows, list | tuple):
        return None
    return tuple(treaty_line(row) for row in rows if isinstance(row, Mapping))


def treaty_line(row: Mapping[str, Any]) -> TreatyLine:
    """One instrument from its JSON row."""
    threshold = row.get("value_threshold")
    return TreatyLine(
        code=str(row["instrument"]),
        title=str(row.get("title") or ""),
        since=_day(row.get("since")),
        until=_day(row.get("until")),
        article=str(row.get("article") or ""),
        reservation=str(row.get("reservation") or ""),
        declaration=str(row.get("declaration") or ""),
        order_copy=row.get("order_copy") in (True, "yes") if "order_copy" in row else None,
        value_threshold=None if threshold is None else Money.from_json(threshold),
        note=str(row.get("note") or ""),
    )


def _day(value: object) -> date | None:
    return None if not value else date.fromisoformat(str(value)[:10])


@dataclass(frozen=True, slots=True)
class ForeignRecords:
    """What the office knows of the States and the authorities to which a case writes.

    `country` is the office's own State; its own sheet, if there is one, is among the sheets.
    """

    country: str = ""
    sheets: tuple[StateSheet, ...] = ()
    authorities: tuple[AuthorityFacts, ...] = ()

    def sheet(self, country: str) -> StateSheet | None:
        """The sheet of a State, or None where none is on file."""
        return next((one for one in self.sheets if one.country == country), None)

    def authority(self, reference: str | None) -> AuthorityFacts | None:
        """An authority of the directory, or None."""
        return next((one for one in self.authorities if one.reference == reference), None)
