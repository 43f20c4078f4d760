"""The office's money: its ledger, and what accountants do with it, each as a tab."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.money_tabs import TABS
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.plain import button
from asset_recovery.ui.widgets.tabs import Tabs


class MoneyPage(Page):
    """Tabs; each is built, and reads, when it is shown."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self.head = PageHead(_("Money"), words.long_day(desk.clock()))
        for action in ("post_income", "post_cost", "receive_money"):
            give = partial(desk.open_editor, action, {}, self)
            role = "primary" if action == "receive_money" else ""
            self.head.right.addWidget(button(words.action(action) + "…", give, role))
        self.layout_.addWidget(self.head)
        self.tabs = Tabs()
        self.tabs.shown.connect(self._shown)
        self.layout_.addWidget(self.tabs, 1)

    def trail(self) -> Trail:
        """Money."""
        return [(_("Money"), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "The office's ledger: every event that moves money gives lines that add up to zero. "
            "Accounts shows the trial balance and every account; Enter opens its statement. "
            "Entries shows the lines themselves. Nothing is edited here: a posting is corrected by "
            "reversing it."
        )

    def panes(self) -> list[QWidget]:
        """The tabs."""
        return [self.tabs]

    def show_place(self, place: Place) -> None:
        """Show another tab, or the same one for something else."""
        super().show_place(place)
        self.reload()

    def reload(self) -> None:
        """Build the tab that is shown anew."""
        shown = self.place.tab or self.tabs.name
        builders = [
            (tab.name, _(tab.title), partial(tab.build, self.desk, self.place)) for tab in TABS
        ]
        self.tabs.show_tabs(builders, shown)

    def _shown(self, name: str) -> None:
        self.place = Place("money", self.place.reference, name, self.place.view)
