"""The returns of a period: the movement table, its records, what spoils it, what was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.domain.statistics_facts import (
    COLUMNS,
    MOVEMENT,
    SHAPES,
    TITLES,
    Cell,
    MovementTable,
    Period,
    Revision,
    SnapshotFacts,
    cell_as_json,
    row_as_json,
)
from asset_recovery.domain.statistics_layout import layout_on
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paper_words import say_in
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import OfficeLater
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.queries.statistics_query import cases_known, snapshots
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.looking import Look, OpenOffice, known_moment, note_look
from asset_recovery.services.movement_reading import CellWish, movement_table
from asset_recovery.services.rates import Rates
from asset_recovery.services.return_output import note_print, return_head, write_figures
from asset_recovery.services.snapshots import digest_of, newest, revisions, snapshot_of, written


@dataclass(frozen=True, slots=True)
class StatisticsService:
    """Reads over all cases that a user may know of; what it reads is a look at the whole office."""

    office: OpenOffice

    def table(  # noqa: PLR0913 - what may be said of a return
        self,
        actor: Actor,
        period: Period,
        shape: str = MOVEMENT,
        *,
        known_on: str | None = None,
        cell: str = "",
        progress: Progress | None = None,
    ) -> MovementTable:
        """The figures of a period as known now, or at a moment; compared with what was published.

        `cell` (`CATEGORY.COLUMN`, or a column alone for the total) adds the records that it sums.
        Raises `ValidationFailed` for an unknown shape, cell or moment.
        """
        require_shape(shape)
        wish = cell_wish(cell, period)
        known = None if known_on is None else known_moment(known_on)
        note_look(self.office, actor, None, Look(screen=f"statistics {shape} {period}"), ())
        with self.office.reading.connect() as connection:
            reading = reading_of(connection, self.office, actor, known)
            assert reading.access is not None
            cases = cases_known(executor(connection), reading.access)
            table = movement_table(reading, cases, period, progress or SilentProgress(), wish)
            published = newest(snapshots(connection), period, shape)
        if published is None:
            return table
        return replace(table, snapshot=published, revisions=revisions(published, table))

    def paper(
        self, actor: Actor, table: MovementTable, *, language: str = "en", purpose: str = ""
    ) -> bytes:
        """The table as PDF, lying across, with what spoils it and what was revised; logged."""
        from asset_recovery.reports.movement_paper import compose_movement  # noqa: PLC0415 - heavy
        from asset_recovery.reports.render import render  # noqa: PLC0415

        say = say_in(language)
        head = return_head(
            self.office, actor, digest_of(str(table.period), MOVEMENT, written(table)), language
        )
        titles = {key: say(title) for key, title in TITLES.items()}
        content = render(compose_movement(table, titles, head, say))
        look = Look(screen="print movement table", noted=False, purpose=purpose)
        note_print(self.office, actor, look, "STAT-02", content)
        return content

    def write(self, actor: Actor, table: MovementTable, path: Path) -> None:
        """The table as a file: .xlsx, .csv, .pdf or .json by the ending of its name.

        Raises `ValidationFailed` for another ending, `storage_failed` where it cannot be written.
        """
        write_figures(
            path,
            sheet_columns(),
            sheet_rows(table),
            lambda: as_json(table),
            pdf=lambda: self.paper(actor, table),
            refusal=_("A return is written as .xlsx, .csv, .pdf or .json, not as {file}."),
        )

    def snapshots(self) -> list[SnapshotFacts]:
        """Everything that was published, the newest first."""
        with self.office.reading.connect() as connection:
            return [snapshot_of(row) for row in reversed(snapshots(connection))]


def require_shape(shape: str) -> None:
    """Refuse the name of a return that this build does not make."""
    if shape not in SHAPES:
        text = _("{shape} is no return of this build; there are: {shapes}.")
        raise invalid("shape", text.format(shape=shape, shapes=", ".join(SHAPES)))


def cell_wish(cell: str, period: Period) -> CellWish | None:
    """`vehicles.sold`, `total.sold` or `sold`; None where none is asked for."""
    if not cell:
        return None
    category, dot, column = cell.partition(".")
    if not dot:
        category, column = "", cell
    known = [one.key for one in layout_on(period.last).categories]
    if category not in ("", "total", *known):
        text = _("There is no row {category}; there are: {known}.")
        raise invalid("of", text.format(category=category, known=", ".join(known)))
    if column not in COLUMNS:
        text = _("There is no column {column}; there are: {known}.")
        raise invalid("of", text.format(column=column, known=", ".join(COLUMNS)))
    return CellWish("" if category == "total" else category, column)


def reading_of(
    connection: Connection, office: OpenOffice, actor: Actor, known_on: str | None
) -> Reading:
    """How the cases of the office are read for a return."""
    base = finder.setting(connection, "currency", "EUR")
    return Reading(
        connection=connection,
        rates=Rates(connection, base),
        base_currency=base,
        today=office.today(),
        now=office.now(),
        read_by=actor.name,
        known_on=known_on,
        calendar=Calendar(finder.setting(connection, "country")),
        office_later=None if known_on is None else OfficeLater.after(connection, known_on),
        access=Access.of(actor, office.today()),
        chains=False,
    )


def as_json(table: MovementTable) -> dict[str, Any]:
    """A table as the command line prints it."""
    currency = table.currency
    found: dict[str, Any] = {
        "shape": MOVEMENT,
        "period": {
            "name": str(table.period),
            "from": table.period.first.isoformat(),
            "to": table.period.last.isoformat(),
        },
        "layout": table.layout,
        "currency": currency,
        "rows": [row_as_json(row, currency) for row in table.rows],
        "total": row_as_json(table.total, currency),
        "closes": table.closes,
        "not_closing": list(table.not_closing),
        "unvalued": table.unvalued,
        "spoiling": [
            {
                "record": one.record,
                "case": one.case,
                "code": one.code,
                "text": one.text,
                "clear_with": one.clear_with,
            }
            for one in table.spoiling
        ],
        "snapshot": None if table.snapshot is None else snapshot_json(table.snapshot),
        "revisions": revisions_json(table.revisions, currency),
    }
    if table.records:
        found["records"] = [
            {
                "record": one.record,
                "case": one.case,
                "description": one.description,
                "kind": one.kind,
                "on": one.on.isoformat(),
                "state": one.state,
                **cell_as_json(Cell(one.count, one.value), currency),
            }
            for one in table.records
        ]
    return found


def snapshot_json(snapshot: SnapshotFacts) -> dict[str, Any]:
    """What was published, without its rows."""
    return {
        "reference": snapshot.reference,
        "on": snapshot.on.isoformat(),
        "by": snapshot.by,
        "at": snapshot.at,
        "entry": snapshot.entry,
        "hash": snapshot.hash,
        "reason": snapshot.reason or None,
    }


def revisions_json(found: Sequence[Revision], currency: str) -> list[dict[str, Any]]:
    """Cells that changed since they were published."""
    return [
        {
            "category": one.category,
            "column": one.column,
            "published": cell_as_json(one.published, currency),
            "now": cell_as_json(one.now, currency),
        }
        for one in found
    ]


def sheet_columns() -> tuple[str, ...]:
    """The headings of the table as a sheet."""
    pairs = [(f"{TITLES[name]} n", f"{TITLES[name]} value") for name in (*COLUMNS, "liens")]
    return ("category", "label", "currency", *(title for pair in pairs for title in pair))


def sheet_rows(table: MovementTable) -> Iterator[tuple[str | int | Money, ...]]:
    """The rows of the table as a sheet, the total last: numbers, and amounts as they are."""
    for row in (*table.rows, table.total):
        cells = (row.opening, *row.lines.values(), row.closing, row.liens)
        numbers = [(cell.count, Money(cell.value, table.currency)) for cell in cells]
        yield (row.category, row.label, table.currency, *(one for pair in numbers for one in pair))
