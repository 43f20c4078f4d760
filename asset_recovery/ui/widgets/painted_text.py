"""Text that we paint ourselves: each piece runs in its own direction, whatever the window's is.

A reference such as 2026-000412-K or an amount would otherwise be turned around in a window that
runs from right to left.
"""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter

ISOLATE, POP = "\u2068", "\u2069"
_FLIPPED = {
    Qt.AlignmentFlag.AlignLeft: Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft,
}
# Worked out once: these are needed for every cell that is painted.
_FLAGS = {
    (side, right): Qt.AlignmentFlag.AlignAbsolute.value
    | Qt.AlignmentFlag.AlignVCenter.value
    | side.value
    | Qt.TextFlag.TextSingleLine.value
    | (Qt.TextFlag.TextForceRightToLeft if right else Qt.TextFlag.TextForceLeftToRight).value
    for side in (*_FLIPPED, Qt.AlignmentFlag.AlignHCenter)
    for right in (False, True)
}


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in text:
        direction = bidirectional(letter)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def isolated(text: str) -> str:
    """The text kept together in a window that runs from right to left; else as it is."""
    right = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return f"{ISOLATE}{text}{POP}" if right and text else text


def paint_words(
    painter: QPainter,
    area: QRectF,
    text: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
) -> None:
    """Paint one line at a side of `area` (left is where reading begins), centred in its height."""
    if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        side = _FLIPPED.get(side, side)
    right = not text.isascii() and runs_right_to_left(text)
    painter.drawText(area, _FLAGS[side, right], text)
