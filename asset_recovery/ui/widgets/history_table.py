"""The history of a record: every change of every field, narrowed by words, in pages."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.history import HistoryPage, HistoryRow, HistoryWish
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.tuple_model import TupleModel
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label, line_edit
from asset_recovery.ui.widgets.table import Table

PAGE = 200
PAUSE = 250  # milliseconds without a key before what was typed is looked for


def _local(row: HistoryRow) -> date:
    """The day of recording in the time of this machine."""
    moment = row.recorded_at
    return (moment.astimezone() if moment.tzinfo else moment).date()


def _said(value: str | None) -> str:
    return words.NOTHING if value is None else words.iso_days(words.visible(value))


def _field(row: HistoryRow) -> str:
    name = words.visible(row.field)
    return f"{name} · {words.visible(row.record)}" if row.record else name


COLUMNS = (
    Column("at", N_("Recorded"), lambda r: words.day(_local(r)), look="second", width=102),
    Column("on", N_("Counts from"), lambda r: words.day(r.effective_on), look="second", width=102),
    Column("actor", N_("By"), lambda r: words.visible(r.actor), look="second", width=104),
    Column("title", N_("What was done"), lambda r: words.visible(r.title), width=150),
    Column("field", N_("Field"), _field, width=118),
    Column("old", N_("Before"), lambda r: _said(r.old), look="second", width=0),
    Column("new", N_("After"), lambda r: _said(r.new), width=0),
)
_NARROW = 900  # pixels below which the day from which a change counts is read below the table
_COUNTS_FROM = 1


class HistoryTable(QWidget):
    """Reads the newest changes when it is made, earlier ones when they are asked for."""

    def __init__(self, desk: Desk, kind: str, reference: str) -> None:
        super().__init__()
        self._desk, self._kind, self._reference = desk, kind, reference
        self._rows: list[HistoryRow] = []
        self._before: int | None = None
        self._turn = 0
        self.box = line_edit(_("Find in this history"), _("Find in this history"))
        self.box.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.reload)
        self.box.textChanged.connect(lambda _text: self._pause.start())
        self.box.returnPressed.connect(self.reload)
        self.whole = QCheckBox(_("Timers and hashes too"))
        self.whole.toggled.connect(lambda _on: self.reload())
        self.said = label(_("Reading…"), "second")
        self.model = TupleModel(COLUMNS)
        self.table = Table(_("History"), desk.theme.row_height)
        self.table.setModel(self.model)
        self.table.fit_columns(COLUMNS)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.table.opened.connect(self._open)
        self.more = button(_("Earlier changes"), self.read_more, "link")
        self.more.hide()
        self._whole = Card()
        self._whole.hide()
        self._build()
        self.reload()

    def reload(self) -> None:
        """Read the newest changes that hold what is typed."""
        self._pause.stop()
        self._rows, self._before = [], None
        self._read()

    def read_more(self) -> None:
        """Read the changes before those that are shown."""
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_COUNTS_FROM, self.width() < _NARROW)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.box, 1)
        line.addWidget(self.whole)
        line.addWidget(self.said)
        line.addWidget(self.more)
        layout.addLayout(line)
        card = Card(margin=1)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table, 1)
        layout.addWidget(card, 1)
        layout.addWidget(self._whole)

    def _read(self) -> None:
        self._turn += 1
        office, kind, reference = self._desk.office, self._kind, self._reference
        then = self._desk.then
        clocks = {"as_of": then.as_of, "known_on": then.moment} if then is not None else {}
        wish = HistoryWish(text=self.box.text(), before=self._before, limit=PAGE,
                           whole=self.whole.isChecked())  # fmt: skip
        self.said.setText(_("Reading…"))
        self._desk.commands.read(
            lambda: office.history(kind, reference, wish, **clocks),  # type: ignore[arg-type]
            partial(self._show, self._turn),
            self,
        )

    def _show(self, turn: int, page: HistoryPage) -> None:
        if turn != self._turn:
            return
        self._rows += page.rows
        self._before = page.before
        self.model.show_rows(self._rows)
        self.more.setVisible(page.before is not None)
        self._whole.hide()
        number = len(self._rows)
        if number:
            many = _("{number} changes").format(number=words.count(number))
            self.said.setText(many if number > 1 else _("1 change"))
        else:
            typed = bool(self.box.text().strip())
            self.said.setText(_("No change holds these words.") if typed else _("No change yet."))

    def _show_whole(self, current: QModelIndex, _before: QModelIndex) -> None:
        """What is cut off in the table is readable below it."""
        if not 0 <= current.row() < len(self._rows):
            self._whole.hide()
            return
        row = self._rows[current.row()]
        clear(self._whole.body)
        facts = [
            (_("Before"), _said(row.old)), (_("After"), _said(row.new)),
            (_("Why"), words.visible(row.reason or "")),
            (_("Counts from"), words.day(row.effective_on)),
            (_("Recorded"), _("{at} by {who}, journal entry {number}").format(
                at=words.moment(row.recorded_at), who=words.visible(row.actor),
                number=words.count(row.seq))),
        ]  # fmt: skip
        self._whole.add(facts_form([one for one in facts if one[1]]))
        self._whole.show()

    def _open(self, position: int) -> None:
        row = self._rows[position]
        if row.record:
            self._desk.go_to_any(row.record)
