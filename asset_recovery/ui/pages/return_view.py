"""A yearly return in the window: its rows with their parts, and the records of one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.money import Money
from asset_recovery.domain.return_facts import ReturnFact, ReturnRow, ReturnTable
from asset_recovery.domain.statistics_facts import Cell
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import label

MOST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: a row of the return, or one of its parts."""

    row: ReturnRow
    text: str
    cell: Cell
    part: bool = False


def return_cards(
    table: ReturnTable, open_row: Callable[[Line], None], open_record: Callable[[ReturnFact], None]
) -> list[QWidget]:
    """The figures, the records of the row that was opened, and what was published."""
    title = _("{title}, {period}, in {currency}").format(
        title=_(table.title), period=table.period, currency=table.currency
    )
    card = list_card(title, columns(table.currency), lines(table), open_row)
    card.add(label(_("Basis: {basis}.").format(basis=table.basis), "small", wrap=True))
    found: list[QWidget] = [card]
    if table.records:
        number = label(_("{number} in all").format(number=len(table.records)), "second")
        records = list_card(
            _("Records of this figure"), record_columns(table.currency), table.records[:MOST],
            open_record, "", number,
        )  # fmt: skip
        found.append(records)
    return [*found, _published(table)]


def lines(table: ReturnTable) -> list[Line]:
    """Each row, its parts below it."""
    found = []
    for row in table.rows:
        found.append(Line(row, _(row.label), row.cell))
        found += [Line(row, f"    {text}", cell, part=True) for _code, text, cell in row.parts]
    return found


def columns(currency: str) -> tuple[Column, ...]:
    """The columns of a return."""

    def value(one: Line) -> str:
        if not one.row.counts_value:
            return ""
        return f"{Money(one.cell.value, currency).decimal:,f}"

    def days(one: Line) -> str:
        if one.part or one.row.days is None or one.row.days.median is None:
            return ""
        return f"{one.row.days.median:f}"

    def source(one: Line) -> str:
        if one.part:
            return ""
        checked = one.row.mark not in ("K", "V2")
        return one.row.source if checked else f"{one.row.source} {_('(to be checked)')}"

    return (
        Column("number", N_("No"), lambda one: "" if one.part else one.row.number, width=46),
        Column("figure", N_("Figure"), lambda one: words.visible(one.text), width=0),
        Column("count", N_("Number"), lambda one: words.count(one.cell.count), right=True,
               width=90),
        Column("value", N_("Value"), value, right=True, width=150),
        Column("days", N_("Days (median)"), days, right=True, width=110),
        Column("source", N_("Source"), source, look="second", width=210),
    )  # fmt: skip


def record_columns(currency: str) -> tuple[Column, ...]:
    """The columns of the records that a row counts."""

    def value(one: ReturnFact) -> str:
        return "" if one.value is None else f"{Money(one.value, currency).decimal:,f}"

    return (
        Column("on", N_("On"), lambda one: words.day(one.on), width=110),
        Column("record", N_("Record"), lambda one: one.record, width=190),
        Column("what", N_("Description"), lambda one: words.visible(one.description), width=0),
        Column("case", N_("Case"), lambda one: one.case, look="second", width=130),
        Column("value", N_("Value"), value, right=True, width=140),
    )


def _published(table: ReturnTable) -> Card:
    card = Card(_("Published"))
    snapshot = table.snapshot
    if snapshot is None:
        card.add(label(_("These figures were not yet published."), "second"))
        return card
    changed = _("nothing")
    if table.changed:
        labels = {row.key: _(row.label) for row in table.rows}
        changed = "; ".join(labels.get(key, key) for key, _was, _now in table.changed)
    card.add(
        facts_form(
            [
                (_("Reference"), snapshot.reference),
                (_("On"), f"{words.day(snapshot.on)}, {words.visible(snapshot.by)}"),
                ("SHA-256", snapshot.hash),
                (_("Changed since"), words.visible(changed)),
            ]
        )
    )
    return card
