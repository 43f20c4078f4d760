"""STAT-01: a yearly return on paper, row by row with its parts, sources and what is unvalued."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.money import Money
from asset_recovery.domain.return_facts import ReturnRow, ReturnTable
from asset_recovery.domain.statistics_facts import Cell
from asset_recovery.reports.movement_paper import ReturnHead
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.paper import Block, Column, Paper, Section, Signatures, Table, Text

Say = Callable[[str], str]
_UNCONFIRMED = ("K", "V2")


def compose_return(table: ReturnTable, head: ReturnHead, say: Say) -> Paper:
    """The return of a period in the frame of the house, with a block to sign."""
    sections = [
        Section("1", say("Figures"), (_figures(table, say),)),
        Section("2", say("Basis"), tuple(_basis(table, say))),
    ]
    if table.snapshot is not None:
        sections.append(Section("3", say("Published before"), tuple(_published(table, say))))
    number = str(len(sections) + 1)
    signed = Signatures(((say("Head of the office"), ""), (say("Prepared by"), head.printed_by)))
    sections.append(Section(number, say("Sign-off"), (signed,), together=True))
    return Paper(
        form="STAT-01",
        version=table.layout,
        title=say(table.title),
        subtitle=say("{first} to {last}, values in {currency}").format(
            first=table.period.first, last=table.period.last, currency=table.currency
        ),
        reference=str(table.period),
        office=head.office,
        marking=head.marking,
        language=head.language,
        generated=head.generated,
        user=head.printed_by,
        record_hash=head.hash,
        head=head.journal,
        qr=f"STAT1;{table.shape};{table.period};{head.hash[:16]}",
        contents=False,
        right_to_left=from_the_right(head.language),
        words=printer_words(say),
        sections=tuple(sections),
    )


def _figures(table: ReturnTable, say: Say) -> Table:
    columns = (
        Column(say("No"), 0.5),
        Column(say("Figure"), 3.6),
        Column(say("Number"), 0.9, "right"),
        Column(say("Value"), 1.6, "right"),
        Column(say("Days (median)"), 0.9, "right"),
        Column(say("Source"), 1.6),
    )
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        rows.append((row.number, say(row.label), str(row.cell.count), _value(row, row.cell, table),
                     _days(row), _source(row, say)))  # fmt: skip
        rows += [
            ("", f"    {say(label)}", str(cell.count), _value(row, cell, table), "", "")
            for _code, label, cell in row.parts
        ]
    return Table(columns, tuple(rows))


def _value(row: ReturnRow, cell: Cell, table: ReturnTable) -> str:
    return f"{Money(cell.value, table.currency).decimal:,f}" if row.counts_value else "–"


def _days(row: ReturnRow) -> str:
    if row.days is None:
        return ""
    return "–" if row.days.median is None else f"{row.days.median:f} ({row.days.n})"


def _source(row: ReturnRow, say: Say) -> str:
    return row.source + (f" {say('(to be checked)')}" if row.mark in _UNCONFIRMED else "")


def _basis(table: ReturnTable, say: Say) -> list[Block]:
    said = [
        say("Basis: {basis}.").format(basis=table.basis),
        say("Every figure is told from the histories of the records; none is typed."),
        say("An asset counts once, with the value that was on file at the time of the event, at "
            "the rate of that day."),
    ]  # fmt: skip
    found: list[Block] = [Text("\n".join(said))]
    lacking = [
        say("{number} of {figure}: no value on file.").format(
            number=row.unvalued, figure=say(row.label)
        )
        for row in table.rows
        if row.unvalued
    ]
    if lacking:
        found.append(Text("\n".join(lacking), "attention", say("Counted by number only")))
    return found


def _published(table: ReturnTable, say: Say) -> list[Block]:
    assert table.snapshot is not None
    text = say("Published as {snapshot} on {day}.").format(
        snapshot=table.snapshot.reference, day=table.snapshot.on
    )
    labels = {row.key: say(row.label) for row in table.rows}
    rows = tuple(
        (labels.get(key, key), str(was.get("count", "–")), str(was.get("value", "–")),
         str(now.get("count", "–")), str(now.get("value", "–")))
        for key, was, now in table.changed
    )  # fmt: skip
    columns = (
        Column(say("Figure"), 3),
        Column(say("Published: number"), 1, "right"),
        Column(say("Published: value"), 1.4, "right"),
        Column(say("Now: number"), 1, "right"),
        Column(say("Now: value"), 1.4, "right"),
    )
    return [Text(text), Table(columns, rows, empty=say("Nothing has changed since."))]
