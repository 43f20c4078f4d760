"""The keys of the page of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from asset_recovery.i18n import _

if TYPE_CHECKING:
    from asset_recovery.ui.pages.request_page import RequestPage


def add_keys(page: RequestPage) -> None:
    """Next and previous missing, the list of what lacks, next and previous step, keep."""
    for text, keys, slot in (
        (_("Next missing answer"), "F8", lambda: page.next_missing(1)),
        (_("Previous missing answer"), "Shift+F8", lambda: page.next_missing(-1)),
        (_("List of what is missing"), "Ctrl+F8", page.head.open_missing),
        (_("Next step of the form"), "Ctrl+PgDown", lambda: page.list.step_by(1)),
        (_("Previous step of the form"), "Ctrl+PgUp", lambda: page.list.step_by(-1)),
        (_("Compare versions"), "Ctrl+Shift+C", page.compare),
        (_("Keep these answers"), "Ctrl+S", page.save),
    ):
        action = QAction(text, page)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False, slot=slot: slot())
        page.addAction(action)
