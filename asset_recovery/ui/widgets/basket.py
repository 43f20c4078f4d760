"""What was scanned one after the other: things, strangers, and what is wrong with a label."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from asset_recovery.domain.storage_facts import Scanned
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.widgets.plain import label


class Basket(QWidget):
    """Grows with each scan, the newest on top; a thing stands in it once."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.strangers: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.said = label("", "strong", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Scanned so far"))
        self.list.setMinimumHeight(90)
        layout.addWidget(self.said)
        layout.addWidget(self.list, 1)
        self._count()

    def take(self, scanned: Scanned) -> str:
        """Put a scan in; the sentence to be shown for it comes back."""
        name = scanned.reference if scanned.kind == "asset" else scanned.text.strip()
        if name in self.found or name in self.strangers:
            return _("{name} was scanned already; it stands once.").format(name=name)
        if scanned.kind == "asset":
            self.found.append(name)
            what = words.visible(scanned.description)
        else:
            self.strangers.append(name)
            what = _("stranger")
        line = f"{words.visible(name)}  {what}"
        self.list.insertItem(0, f"{line}  ⚠ {scanned.sentence}" if scanned.sentence else line)
        self._count()
        return scanned.sentence

    def clear(self) -> None:
        """Empty it."""
        self.found.clear()
        self.strangers.clear()
        self.list.clear()
        self._count()

    def _count(self) -> None:
        text = _("{found} scanned, {strangers} strangers")
        self.said.setText(text.format(found=len(self.found), strangers=len(self.strangers)))
