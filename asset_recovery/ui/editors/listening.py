"""Hearing that something was typed, ticked or chosen anywhere in a control."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from asset_recovery.ui.widgets.picker import ManyPicker
from asset_recovery.ui.widgets.rows_edit import RowsEdit


def listen(widget: QWidget, heard: Callable[[], object]) -> None:
    """Call `heard` after each change in a control and in the parts of it that are there now."""

    def changed(*_value: object) -> None:
        heard()

    for part in [widget, *widget.findChildren(QWidget)]:
        match part:
            case RowsEdit() | ManyPicker():
                part.edited.connect(changed)
            case QLineEdit():
                part.textChanged.connect(changed)
            case QPlainTextEdit():
                part.textChanged.connect(changed)
            case QComboBox():
                part.currentIndexChanged.connect(changed)
            case QCheckBox():
                part.toggled.connect(changed)
            case QListWidget():
                part.itemChanged.connect(changed)
