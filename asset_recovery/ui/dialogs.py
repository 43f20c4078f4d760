"""Questions and messages: the only place that shows dialogs, always opened, never a modal loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from asset_recovery.i18n import _
from asset_recovery.ui.widgets.plain import message

Answer = Callable[[], object]
Text = Callable[[str], object]


def _fire(yes: Answer, _checked: bool = False) -> None:
    yes()


class Dialogs(Protocol):
    """What a page may ask a person; a test's double records the texts and answers at once."""

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Say something that must be read."""

    def confirm(self, title: str, text: str, verb: str, yes: Answer) -> None:
        """Ask before something leaves the office or cannot be reversed."""

    def ask_text(self, title: str, text: str, answer: Text, secret: bool = False) -> None:
        """Ask for a line of text."""

    def ask_save(self, title: str, name: str, answer: Callable[[Path], object]) -> None:
        """Ask where a file goes."""

    def ask_open(self, title: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Ask for a file."""

    def show_file(self, path: Path) -> bool:
        """Have a file shown by the desktop's own program; false where it has none."""


class WindowDialogs:
    """The dialogs of the desktop."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def tell(self, title: str, text: str, detail: str = "") -> None:
        """Say something that must be read."""
        from PySide6.QtWidgets import QMessageBox

        box = message(self._parent, title, text, detail)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def confirm(self, title: str, text: str, verb: str, yes: Answer) -> None:
        """Ask before something leaves the office or cannot be reversed; Cancel is the default."""
        from PySide6.QtWidgets import QMessageBox

        box = message(self._parent, title, text)
        accept = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        accept.clicked.connect(partial(_fire, yes))
        box.open()

    def ask_text(self, title: str, text: str, answer: Text, secret: bool = False) -> None:
        """Ask for a line of text."""
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        box = QInputDialog(self._parent)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(title)
        box.setLabelText(text)
        box.setMinimumWidth(420)
        if secret:
            box.setTextEchoMode(QLineEdit.EchoMode.Password)
        box.textValueSelected.connect(answer)
        box.open()

    def ask_save(self, title: str, name: str, answer: Callable[[Path], object]) -> None:
        """Ask where a file goes."""
        from PySide6.QtWidgets import QFileDialog

        box = QFileDialog(self._parent, title)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        box.selectFile(name)
        box.setDefaultSuffix(Path(name).suffix.lstrip("."))
        box.fileSelected.connect(lambda chosen: answer(Path(chosen)))
        box.open()

    def ask_open(self, title: str, kinds: str, answer: Callable[[Path], object]) -> None:
        """Ask for a file that exists; `kinds` as Qt filters."""
        from PySide6.QtWidgets import QFileDialog

        box = QFileDialog(self._parent, title)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setFileMode(QFileDialog.FileMode.ExistingFile)
        box.setNameFilters([kinds, _("All files (*)")])
        box.fileSelected.connect(lambda chosen: answer(Path(chosen)))
        box.open()

    def show_file(self, path: Path) -> bool:
        """Have a file shown by the desktop's own program; false where it has none."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
