"""A box to choose from that gives way: what has no room is cut with dots and is a tool tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from asset_recovery.ui.widgets.plain import tip

_LEAST = 16  # letters
_PADDING = 24  # pixels


class ElidedCombo(QComboBox):
    """Grows with its room up to the longest text it offers; the list shows every text whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(_LEAST)

    def sizeHint(self) -> QSize:
        # The style sheet's padding is not in what the style asks for.
        return super().sizeHint() + QSize(_PADDING, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, place, self).width()
        whole = self.currentText()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room - 4)
        tip(self, whole if shown != whole else "")
        option.currentText = shown
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
