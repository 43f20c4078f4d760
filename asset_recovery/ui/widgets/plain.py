"""Plain-text controls: the only place that makes labels, messages, text edits and tool tips.

A name from a case file may look like markup; nothing here ever reads it as such.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from asset_recovery.ui.widgets.painted_text import isolated

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QMessageBox, QPlainTextEdit


def label(text: str, role: str = "", tone: str = "", wrap: bool = False) -> QLabel:
    """A label that shows `text` as it is; `role` and `tone` choose its look."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text if wrap else isolated(text))
    made.setOpenExternalLinks(False)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def readable(text: str, role: str = "") -> QLabel:
    """A wrapped label whose text can be selected and copied by mouse and keyboard."""
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def escape(text: str) -> str:
    """The text with nothing left in it that Qt could read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip that is never read as markup."""
    widget.setToolTip(f"<span>{escape(text)}</span>" if text else "")


def _fire(clicked: Callable[[], object], _checked: bool = False) -> None:
    clicked()


def button(
    text: str, clicked: Callable[[], object] | None = None, role: str = "", name: str = ""
) -> QPushButton:
    """A push button; `role` primary, link, flat, chip …; `name` is what a screen reader says."""
    made = QPushButton(isolated(text))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
    if clicked is not None:
        made.clicked.connect(partial(_fire, clicked))
    if role in {"link", "linkbody", "step"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def line_edit(name: str, placeholder: str = "", text: str = "") -> QLineEdit:
    """A field of one line with its accessible name."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made


def text_edit(name: str, text: str = "") -> QPlainTextEdit:
    """A field of several lines; Tab leaves it, as in any form. Arabic begins at the right."""
    from PySide6.QtWidgets import QPlainTextEdit

    made = QPlainTextEdit()
    option = made.document().defaultTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    made.document().setDefaultTextOption(option)
    made.setPlainText(text)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    return made


def message(parent: QWidget | None, title: str, text: str, detail: str = "") -> QMessageBox:
    """A message box in plain text, not yet shown; the caller opens it without a modal loop."""
    from PySide6.QtWidgets import QMessageBox

    made = QMessageBox(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWindowTitle(title)
    made.setText(text)
    made.setInformativeText(detail)
    return made


def hairline() -> QFrame:
    """A thin line between parts of a card."""
    made = QFrame()
    made.setObjectName("hairline")
    made.setFixedHeight(1)
    return made


def chosen(box: QComboBox) -> str:
    """The code of what is chosen, empty if nothing is.

    Qt's `currentData()` of nothing is None, and PySide6 6.12 loses a reference to None each time
    it hands one back from a QVariant: enough of them end Python 3.11. So it is not asked.
    """
    return str(box.currentData()) if box.currentIndex() >= 0 else ""


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
