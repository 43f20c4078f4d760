"""The Money page's tab on distribution: what of all cases waits for approval or for payment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asset_recovery.domain.distribution_facts import WaitingAllocation
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import clear

WAITING = (
    Column("reference", N_("Record"), lambda w: w.reference, width=190),
    Column("case", N_("Case"), lambda w: w.case, look="second", width=130),
    Column("what", N_("What"), lambda w: words.action(w.what), width=0),
    Column("amount", N_("Amount"), lambda w: words.money(w.amount), right=True, width=160),
    Column("by", N_("Asked by"), lambda w: words.visible(w.asked_by), look="second", width=150),
    Column("on", N_("On"), lambda w: words.day(w.on), look="second", width=104),
)
TO_PAY = (WAITING[0], replace(WAITING[1], width=0), *WAITING[3:])


def distributions_tab(desk: Desk, place: Place) -> QWidget:
    """The tab; it reads in the background."""
    del place
    return Waiting(desk)


class Waiting(QWidget):
    """Two lists: what a second person is asked for, and what is allocated and not yet paid."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 12, 0, 0)
        desk.commands.read(desk.office.distribution.waiting, self.show_waiting, self)

    def show_waiting(self, found: list[WaitingAllocation]) -> None:
        """Show both lists."""
        clear(self.layout_)
        asked = [one for one in found if one.approval]
        to_pay = [one for one in found if not one.approval]
        self.layout_.addWidget(
            stacked(
                list_card(_("Waits for its second person"), WAITING, asked, self._decide,
                          _("No net, allocation or payment waits for approval.")),
                list_card(_("Allocated and not yet paid in full"), TO_PAY, to_pay, self._pay,
                          _("Everything that was allocated is paid.")),
            )
        )  # fmt: skip

    def _decide(self, one: Any) -> None:  # noqa: ANN401 - a line of the list
        self.desk.go(Place("approvals", str(one.approval)))

    def _pay(self, one: Any) -> None:  # noqa: ANN401 - a line of the list
        self.desk.go(Place("case", one.case, "distribution"))
