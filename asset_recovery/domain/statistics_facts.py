"""The returns as they are shown, printed, published and compared: plain facts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _

MOVEMENT = "movement"
SHAPES = (MOVEMENT,)
OPENING, CLOSING = "opening", "closing"
KINDS = (
    "seized", "forfeited", "received", "revalued",
    "released", "sold", "destroyed", "transferred", "lost", "disposed",
)  # fmt: skip
COLUMNS = (OPENING, *KINDS, CLOSING)
TITLES = {
    "opening": N_("Opening"),
    "seized": N_("Seized"),
    "forfeited": N_("Confiscated"),
    "received": N_("Received"),
    "revalued": N_("Revalued"),
    "released": N_("Released"),
    "sold": N_("Sold"),
    "destroyed": N_("Destroyed"),
    "transferred": N_("Transferred"),
    "lost": N_("Lost"),
    "disposed": N_("Other"),
    "closing": N_("Closing"),
    "liens": N_("Liens"),
}
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?", re.ASCII)
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a return is about, both counted."""

    first: date
    last: date

    @staticmethod
    def parse(text: str) -> Period:
        """`2026`, `2026-Q3`, `2026-07` or `2026-01-01..2026-06-30`; `field_invalid` otherwise."""
        first, dots, last = text.strip().partition("..")
        try:
            if dots:
                period = Period(date.fromisoformat(first), date.fromisoformat(last))
            else:
                period = _named(first)
        except ValueError:
            said = _("{text} is no period: write 2026, 2026-Q3, 2026-07 or 2026-01-01..2026-06-30.")
            raise invalid("period", said.format(text=text or "–")) from None
        if period.last < period.first:
            raise invalid("period", _("The period ends before it begins."), "date_order")
        return period

    def __str__(self) -> str:
        """The shortest way of writing it."""
        year, first, last = self.first.year, self.first, self.last
        if year == last.year:
            for name in (str(year), *(f"{year}-Q{q}" for q in range(1, 5)), f"{first:%Y-%m}"):
                if _named(name) == self:
                    return name
        return f"{first}..{last}"


def _named(text: str) -> Period:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, quarter, month = int(found[1]), found[2], found[3]
    begins, ends = 1, 12
    if quarter:
        begins, ends = _QUARTER * int(quarter) - 2, _QUARTER * int(quarter)
    elif month:
        begins = ends = int(month)
    first = date(year, begins, 1)
    return Period(first, date(year, ends, calendar.monthrange(year, ends)[1]))


@dataclass(frozen=True, slots=True)
class Cell:
    """Things by number and by value in minor units of the base currency."""

    count: int = 0
    value: int = 0

    def plus(self, count: int, value: int) -> Cell:
        """The cell with more in it."""
        return Cell(self.count + count, self.value + value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementRow:
    """A kind of thing: what there was, what came and went by kind of movement, what there is."""

    category: str
    label: str
    opening: Cell
    lines: Mapping[str, Cell]
    closing: Cell
    liens: Cell


@dataclass(frozen=True, slots=True)
class Spoiling:
    """A record that spoils the return, with the action that mends it."""

    record: str
    case: str
    code: str
    text: str
    clear_with: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell that is another than when the figures were published."""

    category: str
    column: str
    published: Cell
    now: Cell


@dataclass(frozen=True, slots=True)
class CellRecord:
    """One record of those that a cell sums up."""

    record: str
    case: str
    description: str
    kind: str
    on: date
    count: int
    value: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotFacts:
    """Figures as published: by whom, when, up to which entry, their hash, and why again.

    `rows` are those of the movement table, `figures` the rows of another return as they were kept.
    """

    reference: str
    period: str
    shape: str
    on: date
    by: str
    at: str
    entry: int
    hash: str
    reason: str
    rows: tuple[MovementRow, ...]
    figures: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementTable:
    """The movement table of a period.

    `closes` is whether opening and movements give, for every kind of thing, what is really held at
    the end, told apart from the stories; `not_closing` names the kinds for which they do not.
    """

    period: Period
    layout: str
    currency: str
    rows: tuple[MovementRow, ...]
    total: MovementRow
    not_closing: tuple[str, ...] = ()
    unvalued: int = 0
    spoiling: tuple[Spoiling, ...] = ()
    snapshot: SnapshotFacts | None = None
    revisions: tuple[Revision, ...] = ()
    records: tuple[CellRecord, ...] = field(default=())

    @property
    def closes(self) -> bool:
        """Whether every row adds up to what is held at the end."""
        return not self.not_closing


def row_as_json(row: MovementRow, currency: str) -> dict[str, Any]:
    """A row as JSON writes it: amounts as text with the decimals of the currency."""
    return {
        "category": row.category,
        "label": row.label,
        "opening": cell_as_json(row.opening, currency),
        "lines": [
            {"kind": kind, **cell_as_json(cell, currency)} for kind, cell in row.lines.items()
        ],
        "closing": cell_as_json(row.closing, currency),
        "liens": cell_as_json(row.liens, currency),
    }


def cell_as_json(cell: Cell, currency: str) -> dict[str, Any]:
    """A cell as JSON writes it."""
    return {"count": cell.count, "value": Money(cell.value, currency).amount}


def row_of_json(given: Mapping[str, Any], currency: str) -> MovementRow:
    """The row that was written so."""
    return MovementRow(
        category=given["category"],
        label=given["label"],
        opening=_cell(given["opening"], currency),
        lines={line["kind"]: _cell(line, currency) for line in given["lines"]},
        closing=_cell(given["closing"], currency),
        liens=_cell(given["liens"], currency),
    )


def _cell(given: Mapping[str, Any], currency: str) -> Cell:
    return Cell(given["count"], Money.parse(given["value"], currency, "value", True).minor)
