"""The yearly returns: read, added up, compared with what was published, printed and saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.domain.return_facts import ReturnFact, ReturnTable, return_row_json
from asset_recovery.domain.return_layout import return_layout_on, return_shapes
from asset_recovery.domain.statistics_facts import Period
from asset_recovery.domain.statistics_layout import layout_on
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.return_rows import counted, rows_of
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paper_words import say_in
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.queries.statistics_query import cases_known, snapshots
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.looking import Look, OpenOffice, known_moment, note_look
from asset_recovery.services.return_output import note_print, return_head, write_figures
from asset_recovery.services.return_reading import return_facts
from asset_recovery.services.snapshots import changed_rows, digest_of, newest
from asset_recovery.services.statistics_service import reading_of, snapshot_json

FORM = "STAT-01"
_LISTS = {
    "route": "routes",
    "order_route": "routes",
    "order_kind": "order_kinds",
    "state": "legal_states",
    "cost_category": "cost_categories",
    "ground": "liability_grounds",
}


@dataclass(frozen=True, slots=True)
class ReturnsService:
    """Reads over all cases that a user may know of; what it reads is a look at the whole office."""

    office: OpenOffice

    def table(  # noqa: PLR0913 - what may be said of a return
        self,
        actor: Actor,
        period: Period,
        shape: str,
        *,
        known_on: str | None = None,
        of: str = "",
        progress: Progress | None = None,
    ) -> ReturnTable:
        """The return of a period as known now, or at a moment; `of` adds the facts of one row.

        Raises `ValidationFailed` for an unknown shape, row or moment.
        """
        require_return(shape)
        known = None if known_on is None else known_moment(known_on)
        note_look(self.office, actor, None, Look(screen=f"statistics {shape} {period}"), ())
        with self.office.reading.connect() as connection:
            reading = reading_of(connection, self.office, actor, known)
            assert reading.access is not None
            cases = cases_known(executor(connection), reading.access)
            table = return_table(reading, cases, period, shape, progress or SilentProgress(), of)
            published = newest(snapshots(connection), period, shape)
        if published is None:
            return table
        return replace(table, snapshot=published, changed=changed_rows(published, written(table)))

    def write(self, actor: Actor, table: ReturnTable, path: Path, language: str = "en") -> None:
        """The return as a file: .xlsx, .csv, .pdf or .json by the ending of its name."""
        write_figures(
            path,
            COLUMNS,
            sheet_rows(table),
            lambda: as_json(table),
            pdf=lambda: self.paper(actor, table, language),
            refusal=_("A return is written as .xlsx, .csv, .pdf or .json, not as {file}."),
        )

    def paper(self, actor: Actor, table: ReturnTable, language: str = "en") -> bytes:
        """STAT-01 as PDF; the print is noted."""
        from asset_recovery.reports.render import render  # noqa: PLC0415
        from asset_recovery.reports.return_paper import compose_return  # noqa: PLC0415

        say = say_in(language)
        head = return_head(
            self.office, actor, digest_of(str(table.period), table.shape, written(table)), language
        )
        content = render(compose_return(table, head, say))
        look = Look(screen=f"print {table.shape} return", noted=False)
        note_print(self.office, actor, look, FORM, content)
        return content


def require_return(shape: str) -> None:
    """Refuse the name of a return that is not laid out."""
    if shape not in return_shapes():
        text = _("{shape} is no return of this build; there are: {shapes}.")
        raise invalid("shape", text.format(shape=shape, shapes=", ".join(return_shapes())))


def return_table(  # noqa: PLR0913, PLR0917 - what a return is read from
    reading: Reading,
    cases: list[str],
    period: Period,
    shape: str,
    progress: Progress,
    of: str = "",
) -> ReturnTable:
    """The return over these cases; with `of` the facts of one row."""
    layout = return_layout_on(shape, period.last)
    facts = list(return_facts(reading, cases, period, layout.enters, progress))
    records = counted(layout.row(of), facts, period) if of else []
    return ReturnTable(
        shape=shape,
        period=period,
        layout=f"{shape} {layout.version}",
        title=layout.title,
        basis=layout.basis,
        mark=layout.mark,
        currency=reading.base_currency,
        rows=rows_of(layout, facts, period, lambda by, code: _label(by, code, period)),
        records=tuple(records),
    )


def _label(by: str, code: str, period: Period) -> str:
    """The words of a part of a row: a kind of property, a State, a code of a list, or as it is."""
    if not code:
        return _("not on file")
    if by == "category":
        known = {one.key: one.label for one in layout_on(period.last).categories}
        return _(known.get(code, code))
    if by == "country":
        return country_name(code)
    if by == "direction":
        return code_lists.label("request_directions", f"{code}bound")
    if by == "origin":
        return {"own": _("own"), "foreign": _("of another State")}.get(code, code)
    return code_lists.label(_LISTS[by], code) if by in _LISTS else code


def written(table: ReturnTable) -> dict[str, Any]:
    """The figures as they are kept and hashed."""
    rows = [return_row_json(row, table.currency) for row in table.rows]
    return {"currency": table.currency, "layout": table.layout, "rows": rows}


def as_json(table: ReturnTable) -> dict[str, Any]:
    """A return as the command line prints it."""
    found: dict[str, Any] = {
        "shape": table.shape,
        "period": {
            "name": str(table.period),
            "from": table.period.first.isoformat(),
            "to": table.period.last.isoformat(),
        },
        "title": table.title,
        "basis": table.basis,
        **written(table),
        "snapshot": None if table.snapshot is None else snapshot_json(table.snapshot),
        "changed": [
            {"row": key, "published": dict(was), "now": dict(now)}
            for key, was, now in table.changed
        ],
    }
    if table.records:
        found["records"] = [_fact_json(one, table.currency) for one in table.records]
    return found


def _fact_json(one: ReturnFact, currency: str) -> dict[str, Any]:
    value = None if one.value is None else Money(one.value, currency).amount
    return {
        "record": one.record,
        "case": one.case,
        "description": one.description,
        "on": one.on.isoformat(),
        "value": value,
    }


COLUMNS = ("number", "row", "part", "count", "value", "currency", "days_median", "source", "mark")


def sheet_rows(table: ReturnTable) -> Iterator[tuple[str | int | Money, ...]]:
    """The return as a sheet: a line a row, its parts below it."""
    for row in table.rows:
        median = "" if row.days is None or row.days.median is None else str(row.days.median)
        value: str | Money = Money(row.cell.value, table.currency) if row.counts_value else ""
        yield (row.number, row.label, "", row.cell.count, value, table.currency, median,
               row.source, row.mark)  # fmt: skip
        for _code, label, cell in row.parts:
            part: str | Money = Money(cell.value, table.currency) if row.counts_value else ""
            yield (row.number, row.label, label, cell.count, part, table.currency, "", "", "")
