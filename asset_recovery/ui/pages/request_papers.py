"""The papers that can be printed about a request, as a menu: answers to one received, notices,
reminders and checklists of one of ours."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import button


class PapersButton(QWidget):
    """A button that opens the menu; hidden where a request has no such papers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.button = button("", self.open_menu)
        layout.addWidget(self.button)
        self.papers: tuple[tuple[str, str], ...] = ()
        self._reference = ""
        self.hide()

    def show_request(self, request: RequestFacts | None) -> None:
        """Offer what can be printed about this request."""
        if request is None:
            self.hide()
            return
        self._reference = request.reference
        self.papers = tuple(
            self.desk.office.requests.papers_about(request.is_inbound, request.form)
        )
        self.button.setText((_("Answer with") if request.is_inbound else _("Papers")) + "  ▾")
        self.setVisible(bool(self.papers) and request.parent is None)

    def menu(self) -> QMenu:
        """The menu: each paper by its title and id."""
        menu = QMenu(self)
        for form, title in self.papers:
            place = Place("dossier", self._reference, f"form:{form}")
            menu.addAction(f"{title} ({form})…", partial(self.desk.go, place))
        return menu

    def open_menu(self) -> None:
        """Open the menu below the button."""
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
