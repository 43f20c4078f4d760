"""The victims of a case: their lists with sums, a page of their register, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.registers import Filter, View
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.table import ShortTable

Take = Callable[[str, object], None]
A_PAGE = 100
_TONES = {"claimed": "attention", "admitted": "good", "rejected": "plain", "recorded": "accent"}

LISTS = (
    Column("reference", N_("List"), lambda v: v.reference, width=140),
    Column("count", N_("Victims"), lambda v: words.count(v.count), right=True, width=80),
    Column("open", N_("Open"), lambda v: words.count(v.open_count), right=True, width=70),
    Column("claim_by", N_("Claims until"), lambda v: words.day(v.claim_by), look="second",
           width=104),
    Column("admitted", N_("Admitted"), lambda v: words.money(v.admitted), right=True, width=150),
    Column("elsewhere", N_("Received elsewhere"), lambda v: words.money(v.elsewhere), right=True,
           width=150),
    Column("allocated", N_("Allocated"), lambda v: words.money(v.allocated), right=True,
           width=150),
    Column("paid", N_("Paid"), lambda v: words.money(v.paid), right=True, width=150),
)  # fmt: skip
VICTIMS = (
    Column("reference", N_("Victim"), lambda v: v.reference, look="second", width=124),
    Column("name", N_("Name"), lambda v: words.visible(v.name), width=0),
    Column("class", N_("Class"), lambda v: str(v.rank), right=True, width=56),
    Column("loss", N_("Loss"), lambda v: words.money(v.loss), right=True, width=140),
    Column("state", N_("State"), lambda v: words.of("victim_states", v.state), look="tag",
           tone=lambda v: _TONES.get(v.state, "plain"), width=100),
    Column("claim_by", N_("Claim until"), lambda v: words.day(v.claim_by), look="second",
           width=100),
    Column("admitted", N_("Admitted"), lambda v: words.money(v.admitted), right=True, width=140),
    Column("allocated", N_("Allocated"), lambda v: words.money(v.allocated), right=True,
           width=140),
)  # fmt: skip


def victims_tab(file: CaseFile, desk: Desk, take: Take) -> QWidget:
    """Lists on top, then the victims, a page at a time."""
    opened = button(_("Open a list…"), partial(take, "open_victim_list", {}), "link")
    notify = button(_("Notify…"), partial(take, "notify_victims", {}), "link")
    decide = button(_("Decide on all…"), partial(take, "decide_victims", {}), "link")
    paper = partial(desk.go, Place("dossier", file.case.reference, "form:VICT-01"))
    pages = button(_("Print…"), paper, "link", _("Print the list of victims"))
    allocations = [one.reference for one in file.distributions if one.victim_lists]
    save = [
        button(_("Payment list {allocation}…").format(allocation=one),
               partial(_save, desk, one), "link")
        for one in allocations
    ]  # fmt: skip
    lists = list_card(
        _("Lists of victims"), LISTS, file.victim_lists, None,
        _("No victim of this case is on file."), opened, notify, decide, pages, *save,
    )  # fmt: skip
    return stacked(lists, VictimsCard(file.case.reference, desk, take))


def _save(desk: Desk, allocation: str) -> None:
    """Ask where, then write the payment list; .csv or .xlsx."""

    def write(path: Path) -> None:
        said = _("Saved: {file}").format(file=path.name)
        desk.commands.read(
            lambda: desk.office.distribution.write_payments(
                allocation, path, published=False, account=""
            ),
            lambda _count: desk.commands.said.emit(said),
        )

    desk.dialogs.ask_save(_("Save as .csv or .xlsx"), f"payments-{allocation}.csv", write)


class VictimsCard(Card):
    """A page of the case's victims; what is typed narrows it to names that hold it."""

    def __init__(self, case: str, desk: Desk, take: Take) -> None:
        super().__init__(_("Victims"))
        self._case, self.desk, self._take = case, desk, take
        self.rows: list[Any] = []
        self._after: list[tuple[object, int] | None] = [None]
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(_("Name"))
        self.wanted.setAccessibleName(_("Name of the victim"))
        self.wanted.setMaximumWidth(220)
        self.count = label("", "second")
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.head.addWidget(self.wanted)
        self.back = button(_("Earlier"), self._back, "link")
        self.further = button(_("Further"), self._further, "link")
        self.head.addWidget(self.back)
        self.head.addWidget(self.further)
        record = button(_("Record a victim…"), partial(take, "record_victim", {}), "link")
        self.head.addWidget(record)
        self.wanted.returnPressed.connect(self._first)
        self._first()

    def _view(self) -> View:
        filters = [Filter("case", "=", self._case)]
        if text := self.wanted.text().strip():
            filters.append(Filter("name", "contains", text))
        return View(filters=tuple(filters), sort="reference")

    def _first(self) -> None:
        self._after = [None]
        self._read()

    def _back(self) -> None:
        if len(self._after) > 1:
            self._after.pop()
            self._read()

    def _further(self) -> None:
        if len(self.rows) == A_PAGE:
            source = self.desk.office.source("victims")
            self._after.append(source.anchor(self._view(), self.rows[-1]))
            self._read()

    def _read(self) -> None:
        view, after = self._view(), self._after[-1]
        source = self.desk.office.source("victims")
        self.desk.commands.read(
            lambda: (source.count(view), source.page(view, after, 0, A_PAGE)), self._show, self
        )

    def _show(self, found: tuple[int, list[Any]]) -> None:
        count, self.rows = found
        while self.body.count() > 1:
            item = self.body.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
            elif item is not None and (inner := item.layout()) is not None:
                clear(inner)
        self.count.setText(words.count(count))
        self.back.setVisible(len(self._after) > 1)
        self.further.setVisible(len(self.rows) == A_PAGE)
        if not self.rows:
            self.add(label(_("Nobody is on file here."), "second"))
            return
        table = ShortTable(_("Victims"), VICTIMS, self.rows)
        table.opened.connect(lambda at: self._opened(self.rows[at]))
        self.add(table)

    def _opened(self, victim: Any) -> None:  # noqa: ANN401 - a row of the register
        action = "decide_victim" if victim.state in ("recorded", "claimed") else "change_victim"
        self._take(action, {"victim": victim.reference})
