"""The asset schedule: the case's grid, pasted, edited in place, ticked for one step to all."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget

from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk, Opened
from asset_recovery.ui.models.schedule_model import FIRST_CELL, ScheduleModel
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.place import Place
from asset_recovery.ui.schedule_rows import CELLS, ScheduleRow, arguments, from_asset, parse_paste
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import Table

WIDTHS = (34, 40, 154, 126, 84, 220, 150, 64, 140, 150, 130, 130)


class Grid(Table):
    """The table of the schedule: Ctrl+V pastes, Space ticks, Delete takes a new row out."""

    def __init__(self, page: SchedulePage) -> None:
        super().__init__(_("Asset schedule"), page.desk.theme.row_height, many=True)
        self._page = page
        edit = QAbstractItemView.EditTrigger
        self.setEditTriggers(edit.DoubleClicked | edit.EditKeyPressed | edit.AnyKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._page.paste()
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self._page.tick(index.row())
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self._page.model.remove_new(index.row())
        else:
            QAbstractItemView.keyPressEvent(self, event)


class SchedulePage(Page):
    """One numbered row an asset; nothing is guessed, nothing is saved before it is checked."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self._title = ""
        types = next((dict(f.choices) for f in desk.office.spec("register_asset").fields
                      if f.name == "type"), {})  # fmt: skip
        self.model = ScheduleModel(types, desk.facts.currency)
        self.head = PageHead(_("Asset schedule"))
        self.step = button(_("Step for ticked"), self._batch)
        self.save = button(_("Check and save"), self.check, "primary")
        self.head.right.addWidget(button(_("Paste rows"), self.paste))
        self.head.right.addWidget(button(_("Add row"), lambda: self.model.add([{}])))
        self.head.right.addWidget(button(_("Print"), self.print_page))
        self.labels = button(_("Labels…"), self._print_labels)
        self.head.right.addWidget(self.labels)
        self.apply = button(_("Apply for order…"), self._apply)
        self.head.right.addWidget(self.apply)
        self.abroad = button(_("Request to another State for ticked…"), self._request, "link")
        self.head.right.addWidget(self.step)
        self.head.right.addWidget(self.save)
        self.layout_.addWidget(self.head)
        self.grid = Grid(self)
        self.grid.setModel(self.model)
        card = Card(margin=1)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.grid, 1)
        self.layout_.addWidget(card, 1)
        self.said = label("", "note", wrap=True)
        self.said.hide()
        self.layout_.addWidget(self.said)
        self.faults = QListWidget()
        self.faults.setAccessibleName(_("Faults by row"))
        self.faults.setMaximumHeight(120)
        self.layout_.addWidget(self.faults)
        self.hint = label(
            _("Ctrl+V pastes rows from a table · Space ticks · typing edits · Delete takes a new "
              "row out"), "small",
        )  # fmt: skip
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.abroad)
        foot.addWidget(self.hint)
        foot.addStretch(1)
        self.layout_.addLayout(foot)
        self.model.changed.connect(self._say)
        self.grid.horizontalHeader().sectionClicked.connect(self._tick_all)
        for at, width in enumerate(WIDTHS):
            self.grid.setColumnWidth(at, width)

    def trail(self) -> Trail:
        """Cases ▸ the case ▸ schedule."""
        case = Place("case", self.place.reference)
        title = f"{self.place.reference} {self._title}".strip()
        return [(_("Cases"), Place("cases")), (title, case),
                (_("Asset schedule"), None)]  # fmt: skip

    def help_text(self) -> str:
        """What the page is for."""
        return _("The working paper of the case. Paste rows from a table, edit in place, tick rows "
                 "and give one step to all of them. It prints as an annex.")  # fmt: skip

    def panes(self) -> list[Any]:
        """The grid."""
        return [self.grid]

    def reload(self) -> None:
        """Read the case anew; what is typed and not yet saved stays."""
        self.desk.read_record("case", self.place.reference, self._opened, self._lost, self)

    def print_page(self) -> None:
        """Show the schedule as it prints."""
        self.desk.go(Place("dossier", self.place.reference, "schedule"))

    def select_all(self) -> None:
        """Tick every asset on file."""
        self.model.tick_all()

    def paste(self) -> None:
        """Add the rows of the clipboard, from the column where one stands."""
        at = self.grid.currentIndex()
        start = CELLS[at.column() - FIRST_CELL] if at.column() >= FIRST_CELL else CELLS[0]
        rows = parse_paste(QGuiApplication.clipboard().text(), start)
        self.model.add(rows)
        said = _("{number} rows pasted. Check the faults, then save.").format(number=len(rows))
        self.desk.commands.said.emit(said if rows else _("The clipboard holds no table."))

    def tick(self, position: int) -> None:
        """Tick or untick a row."""
        index = self.model.index(position, 0)
        on = self.model.rows[position].ticked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def check(self) -> None:
        """Ask the office what would become of every row, then say so and save."""
        if self.model.fault_list():
            self._tell(_("Mend the faults below first; nothing was saved."), "bad")
            return
        new, changed = self.model.pending()
        self._try([*new, *changed])

    def _action(self, row: ScheduleRow) -> dict[str, object]:
        given = arguments(row, self.model.currency)
        if row.is_new:
            return {"action": "register_asset", "case": self.place.reference, **given}
        return {"action": "change_asset", "reason": _("Asset schedule edited"), **given}

    def _try(self, rows: list[ScheduleRow]) -> None:
        """First without changing anything; only when every row can be taken, in earnest."""
        office, actions = self.desk.office, [self._action(row) for row in rows]

        def rehearsed(results: tuple[Result, ...]) -> None:
            if all(result.ok for result in results):
                self.desk.commands.give_all(actions, saved)
            else:
                self._refused(rows, results)

        def saved(results: tuple[Result, ...]) -> None:
            if all(result.ok for result in results):
                self._saved(rows)
            else:
                self._refused(rows, results)

        self.desk.commands.read(lambda: office.give_all(actions, rehearse=True), rehearsed, self)

    def _refused(self, rows: list[ScheduleRow], results: tuple[Result, ...]) -> None:
        lines = [
            _("Row {number}: {text}").format(number=row.number, text=reason.text)
            for row, result in zip(rows, results, strict=False)
            for reason in result.reasons
        ]
        self._tell("\n".join(lines) or _("The office refused it."), "bad")

    def _saved(self, rows: list[ScheduleRow]) -> None:
        numbers = {row.number for row in rows}
        self.model.show_rows([row for row in self.model.rows if row.number not in numbers])
        self._tell(_("{number} rows saved.").format(number=len(rows)), "good")

    def _opened(self, opened: Opened) -> None:
        self._title = opened.file.case.title
        on_file = [from_asset(asset) for asset in opened.file.assets]
        new, changed = self.model.pending()
        kept = {row.reference: row for row in changed}
        ticked = set(self.model.ticked())
        rows = [kept.get(row.reference, row) for row in on_file]
        rows = [_ticked(row, row.reference in ticked) for row in rows]
        last = max((row.number for row in rows), default=0)
        again = [ScheduleRow(last + at, row.cells) for at, row in enumerate(new, 1)]
        self.model.show_rows([*rows, *again])
        self.moved.emit()

    def _lost(self, text: str) -> None:
        self._tell(text, "bad")

    def _tell(self, text: str, tone: str) -> None:
        self.said.setText(text)
        self.said.setProperty("tone", tone)
        self.said.style().polish(self.said)
        self.said.show()

    def _say(self) -> None:
        new, changed = self.model.pending()
        ticked = self.model.ticked()
        faults = self.model.fault_list()
        self.head.quiet.setText(
            _("{rows} rows · {new} new · {changed} changed · {ticked} ticked").format(
                rows=words.count(len(self.model.rows)), new=len(new), changed=len(changed),
                ticked=len(ticked),
            )
        )  # fmt: skip
        self.step.setEnabled(bool(ticked))
        self.apply.setEnabled(bool(ticked))
        self.save.setEnabled(bool(new or changed))
        self.faults.clear()
        for number, text in faults:
            self.faults.addItem(_("Row {number}: {text}").format(number=number, text=text))
        self.faults.setVisible(bool(faults))

    def _batch(self) -> None:
        from asset_recovery.ui.editors.batch_editor import BatchEditor

        BatchEditor(self.desk, self.model.ticked(), self).open()

    def _print_labels(self) -> None:
        """Labels of what is ticked, else of everything on file in the case."""
        from asset_recovery.ui.label_printing import print_labels

        on_file = [row.reference for row in self.model.rows if row.reference]
        print_labels(self.desk, self.model.ticked() or on_file, self)

    def _apply(self) -> None:
        """An application for what is ticked: the rows keep their numbers."""
        given = {
            "case": self.place.reference,
            "assets": [{"asset": reference} for reference in self.model.ticked()],
        }
        self.desk.open_editor("apply_for_order", given, self, self._applied)

    def _request(self) -> None:
        """A request to another State about what is ticked."""
        given = {"case": self.place.reference, "assets": self.model.ticked()}
        self.desk.open_editor("draft_request", given, self)

    def _applied(self, result: Result) -> None:
        made = dict(result.made).get("order")
        if made:
            self.desk.go(Place("dossier", made, "application"))

    def _tick_all(self, section: int) -> None:
        if section == 0:
            self.model.tick_all()


def _ticked(row: ScheduleRow, on: bool) -> ScheduleRow:
    return ScheduleRow(row.number, row.cells, row.reference, row.state, row.before, on)
