"""The right half of the reconciliation desk: all that is still to come, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from asset_recovery.domain.bank_facts import Expectation, Expected, Suggestion
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models import receipt_columns as columns
from asset_recovery.ui.models.tuple_model import TupleModel
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import label, line_edit
from asset_recovery.ui.widgets.table import Table

MOST = 500


class ExpectedList(Card):
    """Type to filter, arrows to choose, Enter to match; `chosen` tells what was meant."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Still to come"))
        self.typed = line_edit(_("Find among what is still to come"), _("Type to filter"))
        self.typed.setMaximumWidth(220)
        self.head.addStretch(1)
        self.head.addWidget(self.typed)
        self.model = TupleModel(columns.EXPECTED)
        self.table = Table(_("Still to come"), desk.theme.row_height)
        self.table.setModel(self.model)
        self.table.fit_columns(columns.EXPECTED)
        self.add(self.table, 1)
        self.why = label("", "second", wrap=True)
        self.add(self.why)
        self.said = label("", "small")
        self.add(self.said)
        self._expected: tuple[Expectation, ...] = ()
        self._reasons: dict[tuple[str, str], Suggestion] = {}
        self.typed.textChanged.connect(self.show_rows)
        self.typed.returnPressed.connect(lambda: self._choose(max(self.place, 0)))
        self.typed.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.opened.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())

    @property
    def place(self) -> int:
        """The row that is chosen; -1 where none is."""
        return self.table.currentIndex().row()

    def expect(self, expected: Sequence[Expectation]) -> None:
        """Show what is still to come."""
        self._expected = tuple(expected)
        self.show_rows()

    def rank(self, found: Sequence[Suggestion]) -> None:
        """Put what speaks for itself first, each with its reasons."""
        self._reasons = {(one.record, one.title): one for one in found}
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows that hold what is typed; the first one is chosen."""
        typed = self.typed.text().casefold().split()
        rows = [Expected(one, self._reasons.get((one.record, one.line))) for one in self._expected]
        found = [row for row in rows if all(word in row.words for word in typed)]
        found.sort(key=lambda row: -row.weight)
        self.model.show_rows(found[:MOST])
        if found:
            self.table.selectRow(0)
        cut = _("{shown} of {number} are shown; type to find the others.")
        told = _("{number} still to come.") if self._expected else _("Nothing is still to come.")
        text = cut if len(found) > MOST else told
        self.said.setText(
            text.format(shown=words.count(min(len(found), MOST)), number=words.count(len(found)))
        )
        self._tell()

    def at(self, place: int) -> Expectation | None:
        """What stands in a row."""
        if not 0 <= place < self.model.rowCount():
            return None
        row: Expected = self.model.row_at(place)
        return row.expectation

    def _choose(self, place: int) -> None:
        found = self.at(place)
        if found is not None:
            self.chosen.emit(found)

    def _tell(self) -> None:
        row = self.model.row_at(self.place) if self.at(self.place) is not None else None
        text = " ".join(row.reasons) if row is not None else ""
        self.why.setText(words.visible(text))
        self.why.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Letters typed in the table go to the filter; arrows in the filter to the table."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if watched is self.typed and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.table.setFocus()
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if (
            watched is self.table
            and plain
            and event.text().strip().isprintable()
            and event.text().strip()
        ):
            self.typed.setFocus()
            self.typed.insert(event.text())
            return True
        return False
