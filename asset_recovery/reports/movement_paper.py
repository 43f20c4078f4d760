"""The movement table on paper, lying across: number, value, what spoils it, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from asset_recovery.domain.money import Money
from asset_recovery.domain.statistics_facts import Cell, MovementRow, MovementTable
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.paper import Block, Column, Facts, Paper, Section, Table, Text

Say = Callable[[str], str]
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnHead:
    """What stands on the paper besides its figures."""

    office: str
    marking: str
    printed_by: str
    generated: str
    journal: str
    hash: str
    language: str = "en"


def compose_movement(
    table: MovementTable, titles: dict[str, str], head: ReturnHead, say: Say
) -> Paper:
    """The table of a period; `titles` are the headings of the columns by their keys."""
    _ = say
    sections = [
        Section("1", _("By number"), (_table(table, titles, say, by_value=False),)),
        Section("2", _("By value"), (_table(table, titles, say, by_value=True),)),
        Section("3", _("Basis"), tuple(_basis(table, say))),
        Section("4", _("Records that spoil the return"), tuple(_spoiling(table, say))),
    ]
    if table.snapshot is not None:
        sections.append(Section("5", _("Published before"), tuple(_revised(table, titles, say))))
    return Paper(
        form="STAT-02",
        version=table.layout,
        title=_("Movement table"),
        subtitle=_("{first} to {last}, values in {currency}").format(
            first=table.period.first, last=table.period.last, currency=table.currency
        ),
        reference=str(table.period),
        office=head.office,
        marking=head.marking,
        language=head.language,
        right_to_left=from_the_right(head.language),
        generated=head.generated,
        user=head.printed_by,
        record_hash=head.hash,
        head=head.journal,
        qr=f"STAT2;{table.period};{head.hash[:16]}",
        contents=False,
        words=printer_words(say),
        sections=tuple(sections),
    )


def _table(table: MovementTable, titles: dict[str, str], say: Say, *, by_value: bool) -> Table:
    used = [
        kind
        for kind in table.total.lines
        if any(row.lines[kind] != Cell() for row in (*table.rows, table.total))
    ]
    shown = [
        Column(say("Kind of property"), 3),
        *(Column(titles[name], 2, align="right") for name in ("opening", *used, "closing")),
        Column(say("Liens"), 2, align="right"),
    ]

    def cells(row: MovementRow) -> tuple[str, ...]:
        found = (row.opening, *(row.lines[kind] for kind in used), row.closing, row.liens)
        return (row.label, *(_shown(cell, table.currency, by_value) for cell in found))

    rows = [cells(row) for row in table.rows]
    return Table(tuple(shown), tuple(rows), totals=(cells(table.total),), landscape=True)


def _shown(cell: Cell, currency: str, by_value: bool) -> str:
    return f"{Money(cell.value, currency).decimal:,f}" if by_value else str(cell.count)


def _basis(table: MovementTable, say: Say) -> Iterable[Block]:
    _ = say
    closes = _("yes, in every row") if table.closes else ", ".join(table.not_closing)
    yield Facts(
        (
            (_("Opening and movements give what is held at the end"), closes),
            (_("Things without a value that counts"), str(table.unvalued)),
            (_("Layout"), table.layout),
        )
    )
    yield Text(
        _(
            "Values are those on file on the day of each movement, in the base currency by the "
            "rate of the day of the valuation. List prices stand outside. An asset under several "
            "orders counts once; what an order for a sum only secures is not confiscated."
        ),
        "small",
    )


def _spoiling(table: MovementTable, say: Say) -> Iterable[Block]:
    _ = say
    if not table.spoiling:
        yield Text(_("None."), "note")
        return
    rows = [(one.record, one.case, one.text) for one in table.spoiling[:MOST]]
    yield Table(
        (Column(_("Record"), 2), Column(_("Case"), 2), Column(_("What is missing"), 6)), tuple(rows)
    )
    if len(table.spoiling) > MOST:
        left = len(table.spoiling) - MOST
        yield Text(
            _("{number} more are on the screen and in the file.").format(number=left), "small"
        )


def _revised(table: MovementTable, titles: dict[str, str], say: Say) -> Iterable[Block]:
    _ = say
    snapshot = table.snapshot
    assert snapshot is not None
    yield Facts(
        (
            (_("Published"), f"{snapshot.reference}, {snapshot.on}, {snapshot.by}"),
            (_("Up to entry"), str(snapshot.entry)),
            ("SHA-256", snapshot.hash),
            (_("Reason"), snapshot.reason or "–"),
        )
    )
    if not table.revisions:
        yield Text(_("Nothing has changed since."), "note")
        return
    labels = {row.category: row.label for row in (*snapshot.rows, *table.rows, table.total)}
    rows = [
        (
            labels.get(one.category, one.category),
            titles.get(one.column, one.column),
            _both(one.published, table.currency),
            _both(one.now, table.currency),
        )
        for one in table.revisions
    ]
    yield Table(
        (
            Column(_("Kind of property"), 3),
            Column(_("Column"), 2),
            Column(_("Published"), 3),
            Column(_("Now"), 3),
        ),
        tuple(rows),
    )


def _both(cell: Cell, currency: str) -> str:
    return f"{cell.count} · {Money(cell.value, currency).display()}"
