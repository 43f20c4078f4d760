"""Two versions of a request, field by field: what came, what went, what reads otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from asset_recovery.domain.request_version_facts import Comparison, FieldChange
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.shapes import RequestForm
from asset_recovery.ui.text_changes import Piece, pieces
from asset_recovery.ui.widgets.change_table import ChangeTable
from asset_recovery.ui.widgets.plain import button, chosen, label

RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Read:
    """A comparison with the words of each change already laid against each other."""

    found: Comparison
    laid: tuple[tuple[Piece, ...], ...]


def versions_of(form: RequestForm) -> list[tuple[str, str]]:
    """(what to ask for, title) of everything that the request can be compared with."""
    facts = form.facts
    found: list[tuple[str, str]] = []
    if facts is None:
        return found
    if facts.drafts:
        found.append((RECORDS, _("What the records say since the last draft")))
    told: set[int] = set()
    for draft in reversed(facts.drafts):
        if draft.number not in told:
            told.add(draft.number)
            text = _("Draft {number}: {step}, {day}")
            shown = text.format(
                number=draft.number, step=words.action(draft.step), day=words.day(draft.on)
            )
            found.append((f"version {draft.number}", shown))
    if facts.replaces:
        text = _("The version before, {reference}").format(reference=facts.replaces)
        found.append((facts.replaces, text))
    found += [(reference, _("Request {title}").format(title=title))
              for reference, title in form.others if reference != facts.replaces]  # fmt: skip
    return found


class CompareDialog(QDialog):
    """Emits `asked(key)` of a field that a person wants to see."""

    asked = Signal(str)

    def __init__(self, desk: Desk, form: RequestForm, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._reference = desk, form.reference
        title = _("Compare {reference}").format(reference=form.reference)
        self.setWindowTitle(title)
        self.resize(1080, 620)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Compare with"))
        for code, shown in versions_of(form):
            self.choice.addItem(words.visible(shown), code)
        self.way = QComboBox()
        self.way.setAccessibleName(_("How it is shown"))
        self.way.addItem(_("Side by side"), "side")
        self.way.addItem(_("Inline"), "inline")
        self.said = label("", "second", wrap=True)
        self.table = ChangeTable(desk.theme)
        self.table.opened.connect(self._open)
        self._build(title)
        self._number = 0
        self.choice.currentIndexChanged.connect(lambda _at: self.read())
        self.way.currentIndexChanged.connect(
            lambda _at: self.table.show_way(chosen(self.way) == "inline")
        )
        self.read()

    def read(self) -> None:
        """Read what differs from what is chosen."""
        other = chosen(self.choice)
        if not other:
            self.said.setText(_("There is nothing to compare with yet: no draft was kept."))
            return
        self._number += 1
        number, office, reference = self._number, self._desk.office, self._reference

        def work() -> Read:
            found = office.requests.compare(reference, "" if other == RECORDS else other)
            return Read(found, tuple(pieces(one.was, one.now) for one in found.changes))

        self.said.setText(_("Reading…"))
        self._desk.commands.read(work, lambda read: self._show(number, read), self)

    def _show(self, number: int, read: Read) -> None:
        if number != self._number:
            return
        changes = read.found.changes
        self.table.show_changes(changes, read.laid, (read.found.first, read.found.second))
        self.said.setText(_counted(changes))

    def _open(self, key: str, record: str) -> None:
        named = [part for part in record.split() if any(one.isdigit() for one in part)]
        if named:
            self._desk.go_to_any(named[-1])
        else:
            self.asked.emit(key)
        self.close()

    def _build(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(label(_("With"), "second"))
        line.addWidget(self.choice, 1)
        line.addWidget(self.way)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        note = _("Enter goes to the question, Ctrl+Enter opens the record that says so.")
        foot.addWidget(label(note, "small"), 1)
        foot.addWidget(button(_("Close"), self.close))
        layout.addLayout(foot)


def _counted(changes: Sequence[FieldChange]) -> str:
    if not changes:
        return _("Nothing differs.")
    added = sum(not one.was for one in changes)
    gone = sum(not one.now for one in changes)
    text = _("{added} added, {gone} taken out, {changed} changed.")
    return text.format(added=added, gone=gone, changed=len(changes) - added - gone)
