"""The figures of a period: the movement table, the records of a cell, what spoils the return."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.money import Money
from asset_recovery.domain.return_facts import ReturnTable
from asset_recovery.domain.statistics_facts import (
    CLOSING,
    COLUMNS,
    MOVEMENT,
    TITLES,
    Cell,
    CellRecord,
    MovementRow,
    MovementTable,
    Revision,
    Spoiling,
)
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.page import Page, PageHead, Trail, scrolling
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.pages.return_view import return_cards
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, chosen, label

YEARS_BACK = 5
MEASURES = (("value", N_("Value")), ("count", N_("Number")))
MOST = 500
DIGIT, PADDING = 7, 14  # pixels: the columns are as wide as their longest figure


class StatisticsPage(Page):
    """A period is chosen; Enter on a row opens the records that its cell sums."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.table: MovementTable | None = None
        self.returned: ReturnTable | None = None
        self.head = PageHead(_("Figures"), _("Movement table"), below=True)
        self.head.right.addWidget(button(_("Save…"), self._ask_save))
        self.head.right.addWidget(button(_("Publish…"), self._publish, "primary"))
        self.layout_.addWidget(self.head)
        self.layout_.addLayout(self._bar())
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.layout_.addWidget(scrolling(holder), 1)

    def trail(self) -> Trail:
        """Figures."""
        return [(_("Figures"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "What was in the office's care at the beginning, what came, what went, what is there "
            "at the end, by kind of property. The table closes by itself: every figure is told "
            "from the history of each asset. Enter on a row shows the records of the chosen "
            "column. Published figures stay as they were; what changed since is shown."
        )

    def print_page(self) -> None:
        """Save the table as PDF."""
        self._ask_save()

    def reload(self) -> None:
        """Read the period anew; long work in a large office, which can be stopped."""
        self._read("")

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.shape = QComboBox(self)
        self.shape.setAccessibleName(_("Return"))
        self.shape.addItem(_("Movement table"), MOVEMENT)
        for code, title in self.desk.office.returns.shapes():
            self.shape.addItem(title, code)
        self.shape.currentIndexChanged.connect(lambda _index: self._another())
        self.period, self.measure, self.column = QComboBox(self), QComboBox(self), QComboBox(self)
        self.period.setEditable(True)
        self.period.setAccessibleName(_("Period"))
        self.period.setToolTip(_("2026, 2026-Q3, 2026-07 or 2026-01-01..2026-06-30"))
        year = self.desk.clock().year
        for back in range(YEARS_BACK):
            self.period.addItem(str(year - back))
        self.measure.setAccessibleName(_("Measure"))
        for code, title in MEASURES:
            self.measure.addItem(_(title), code)
        self.column.setAccessibleName(_("Column whose records are shown"))
        for name in COLUMNS:
            self.column.addItem(_(TITLES[name]), name)
        self.column.setCurrentIndex(COLUMNS.index(CLOSING))
        pairs = (
            (_("Return"), self.shape),
            (_("Period"), self.period),
            (_("Show"), self.measure),
            (_("Records of"), self.column),
        )
        self.of_movement: list[QWidget] = []
        for text, box in pairs:
            named = label(text, "second")
            bar.addWidget(named)
            bar.addWidget(box)
            if box in (self.measure, self.column):
                self.of_movement += [named, box]
        bar.addStretch(1)
        self.period.activated.connect(lambda _index: self.reload())
        line = self.period.lineEdit()
        if line is not None:
            line.setAccessibleName(_("Period"))
            line.returnPressed.connect(self.reload)
        self.measure.currentIndexChanged.connect(lambda _index: self._show_again())
        return bar

    def _another(self) -> None:
        """Another return: only the movement table has columns to choose from."""
        for one in self.of_movement:
            one.setVisible(chosen(self.shape) == MOVEMENT)
        self.reload()

    def _read(self, cell: str) -> None:
        period, shape = self.period.currentText(), chosen(self.shape)
        if shape != MOVEMENT:
            self.desk.commands.run_long(
                _("Adding up {period}").format(period=period),
                lambda progress: self.desk.office.returns.returned(shape, period, cell, progress),
                self.show_return,
                self,
            )
            return
        self.desk.commands.run_long(
            _("Adding up {period}").format(period=period),
            lambda progress: self.desk.office.returns.movement(period, cell, progress),
            self.show_table,
            self,
        )

    def _show_again(self) -> None:
        if self.table is not None:
            self.show_table(self.table)

    def show_return(self, table: ReturnTable) -> None:
        """Show a return, the records of the row that was opened, and what was published."""
        self.table, self.returned = None, table
        clear(self.body)
        for card in return_cards(
            table,
            lambda line: self._read(line.row.key),
            lambda one: self.desk.go_to(
                "asset" if one.labels.get("asset") else "case",
                one.record if one.labels.get("asset") else one.case,
            ),
        ):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def show_table(self, table: MovementTable) -> None:
        """Show the table, its records, what spoils it, and what was published."""
        self.table, self.returned = table, None
        clear(self.body)
        self.body.addWidget(self._movement(table))
        if table.records:
            self.body.addWidget(
                list_card(
                    _("Records of this figure"),
                    record_columns(table.currency),
                    table.records[:MOST],
                    lambda one: self.desk.go_to("asset", one.record),
                    "",
                    label(_("{number} in all").format(number=len(table.records)), "second"),
                )
            )
        self.body.addWidget(
            list_card(
                _("Records that spoil the return"),
                SPOILING,
                table.spoiling[:MOST],
                self._mend,
                _("Nothing is missing."),
                label(_("{number} in all").format(number=len(table.spoiling)), "second"),
            )
        )
        self.body.addWidget(self._published(table))
        self.body.addStretch(1)

    def _movement(self, table: MovementTable) -> Card:
        by_value = chosen(self.measure) == "value"
        rows = [*table.rows, table.total]
        title = _("Movement {period}").format(period=table.period)
        if by_value:
            title = _("{title}, in {currency}").format(title=title, currency=table.currency)
        card = list_card(
            title,
            movement_columns(table, by_value=by_value),
            rows,
            self._open_row,
            _("Nothing was in the office's care in this period."),
        )
        said = _("Opening and movements give exactly what is held at the end.")
        if not table.closes:
            said = _("Does not close: {rows}").format(rows=", ".join(table.not_closing))
        card.add(label(said, "small" if table.closes else "note"))
        return card

    def _open_row(self, row: MovementRow) -> None:
        self._read(f"{row.category}.{chosen(self.column)}")

    def _mend(self, one: Spoiling) -> None:
        if one.clear_with == "record_rate":
            self.desk.open_editor("record_rate", {}, self, lambda _result: self.reload())
        elif one.clear_with == "change_case":
            given = {"case": one.case}
            self.desk.open_editor("change_case", given, self, lambda _result: self.reload())
        else:
            given = {"asset": one.record}
            self.desk.open_editor(one.clear_with, given, self, lambda _result: self.reload())

    def _published(self, table: MovementTable) -> Card:
        card = Card(_("Published"))
        snapshot = table.snapshot
        if snapshot is None:
            card.add(label(_("These figures were not yet published."), "second"))
            return card
        rows: list[tuple[str, str | QWidget]] = [
            (_("Reference"), snapshot.reference),
            (_("On"), f"{words.day(snapshot.on)}, {words.visible(snapshot.by)}"),
            (_("Up to entry"), str(snapshot.entry)),
            ("SHA-256", snapshot.hash),
        ]
        if snapshot.reason:
            rows.append((_("Reason"), words.visible(snapshot.reason)))
        card.add(facts_form(rows))
        if not table.revisions:
            card.add(label(_("Nothing has changed since."), "second"))
            return card
        titles = {row.category: row.label for row in (*snapshot.rows, *table.rows, table.total)}
        card.add(list_card(_("Changed since"), revised(titles, table.currency), table.revisions))
        return card

    def _publish(self) -> None:
        given = {
            "period": self.period.currentText(),
            "shape": chosen(self.shape),
            "on": self.desk.clock().isoformat(),
        }
        self.desk.open_editor("publish_snapshot", given, self, lambda _result: self.reload())

    def _ask_save(self) -> None:
        shown = self.table or self.returned
        if shown is None:
            return
        name = f"{chosen(self.shape)}-{shown.period}.xlsx".replace("..", "_")
        self.desk.dialogs.ask_save(_("Save as .xlsx, .csv or .pdf"), name, self._save)

    def _save(self, path: Path) -> None:
        table, returned = self.table, self.returned
        said = _("Saved: {file}").format(file=path.name)

        def write() -> None:
            if returned is not None:
                self.desk.office.returns.write_return(returned, path)
            elif table is not None:
                self.desk.office.returns.write_movement(table, path)

        self.desk.commands.read(
            write,
            lambda _done: self.desk.commands.said.emit(said),
            self,
        )


def movement_columns(table: MovementTable, *, by_value: bool) -> tuple[Column, ...]:
    """The columns in which anything stands."""
    used = [
        name
        for name in (*COLUMNS, "liens")
        if any(cell_of(row, name) != Cell() for row in (*table.rows, table.total))
    ]
    columns = [Column("label", N_("Kind of property"), lambda row: row.label, width=0)]
    for name in used:
        text = partial(shown, name=name, currency=table.currency, by_value=by_value)
        longest = max(len(text(row)) for row in (*table.rows, table.total))
        width = max(longest, len(_(TITLES[name]))) * DIGIT + PADDING
        columns.append(Column(name, TITLES[name], text, right=True, width=width))
    return tuple(columns)


def cell_of(row: MovementRow, name: str) -> Cell:
    """A cell of a row by the name of its column."""
    named = {"opening": row.opening, "closing": row.closing, "liens": row.liens}
    return named[name] if name in named else row.lines.get(name, Cell())


def shown(row: MovementRow, *, name: str, currency: str, by_value: bool) -> str:
    """A cell as text; nothing where it is empty."""
    cell = cell_of(row, name)
    if by_value:
        return f"{Money(cell.value, currency).decimal:,f}" if cell.value else ""
    return words.count(cell.count) if cell.count else ""


def record_columns(currency: str) -> tuple[Column, ...]:
    """The columns of the records that a cell sums."""

    def value(one: CellRecord) -> str:
        return f"{Money(one.value, currency).decimal:,f}"

    return (
        Column("on", N_("On"), lambda one: words.day(one.on), width=110),
        Column("record", N_("Asset"), lambda one: one.record, width=190),
        Column("what", N_("Description"), lambda one: words.visible(one.description), width=0),
        Column("case", N_("Case"), lambda one: one.case, look="second", width=130),
        Column("count", N_("Number"), lambda one: str(one.count), right=True, width=80),
        Column("value", N_("Value"), value, right=True, width=130),
    )


SPOILING = (
    Column("record", N_("Asset"), lambda one: one.record, width=190),
    Column("code", N_("What is missing"), lambda one: words.of("spoiling", one.code), width=150),
    Column("text", N_("Why"), lambda one: words.visible(one.text), width=0),
    Column("case", N_("Case"), lambda one: one.case, look="second", width=130),
)


def revised(titles: dict[str, str], currency: str) -> tuple[Column, ...]:
    """The columns of cells that changed since they were published."""

    def both(cell: Cell) -> str:
        return f"{words.count(cell.count)} · {Money(cell.value, currency).decimal:,f}"

    def row(one: Revision) -> str:
        return titles.get(one.category, one.category)

    return (
        Column("row", N_("Kind of property"), row, width=0),
        Column("column", N_("Column"), lambda one: _(TITLES[one.column]), width=130),
        Column("was", N_("Published"), lambda one: both(one.published), right=True, width=200),
        Column("now", N_("Now"), lambda one: both(one.now), right=True, width=200),
    )
