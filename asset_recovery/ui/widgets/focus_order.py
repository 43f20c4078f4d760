"""In which order Tab goes, where parts of a page are built after others that stand behind them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def reached_in(part: QWidget) -> Iterator[QWidget]:
    """What Tab reaches in a part of the window, in its order."""
    at = part.nextInFocusChain()
    while at is not None and at is not part:
        by_tab = at.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if by_tab and part.isAncestorOf(at):
            yield at
        at = at.nextInFocusChain()


def go_after(first: QWidget, *then: QWidget) -> None:
    """Tab goes through what is in `first`, then through what is in each of the others."""
    before = [*reached_in(first)]
    last = before[-1] if before else None
    for part in then:
        for widget in [*reached_in(part)]:
            if last is not None:
                QWidget.setTabOrder(last, widget)
            last = widget
