"""An operation: where, when, on what basis, before whom; what was found and what was taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.operation_facts import OperationFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import operation_columns
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.record_page import RecordPage, list_card, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag


class OperationPage(RecordPage):
    """One search and seizure with its inventory; it prints as inventory and receipt."""

    kind = "operation"

    def trail(self) -> Trail:
        """Cases ▸ the case ▸ this operation."""
        return [*self.case_trail(), (self.place.reference, None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("One record of the operation. What was found there is registered here, what was "
                 "taken is taken into possession here: one inventory, one receipt.")  # fmt: skip

    def print_page(self) -> None:
        """Show the inventory and receipt as they print."""
        self.desk.go(Place("dossier", self.place.reference, "inventory"))

    def show_record(self, file: CaseFile) -> None:
        """Build the page."""
        self.empty()
        made = next((o for o in file.operations if o.reference == self.place.reference), None)
        if made is None:
            self.body.addWidget(label(_("This operation is not in the case any more."), "second"))
            return
        text = _("{day}, {begins} to {ends} · receipt {receipt}").format(
            day=words.day(made.on), begins=_clock(made.begins), ends=_clock(made.ends),
            receipt=words.visible(made.receipt),
        )  # fmt: skip
        title = _("Operation {reference}").format(reference=made.reference)
        head = PageHead(title, text, below=True)
        for mark in made.irregular:
            head.right.addWidget(tag(_("irregular: {code}").format(code=words.code(mark)), "bad"))
        head.right.addWidget(button(_("Inventory and receipt"), self.print_page))
        taken = partial(self.take, "take_possession", {})
        head.right.addWidget(button(_("Take possession…"), taken, "primary"))
        self.body.addWidget(head)
        due = [d for d in file.deadlines if d.record in {i.asset for i in made.items}]
        self.body.addWidget(self.splitter(self._main(made), self.side_panel(due)), 1)

    def take(self, action: str, given: object) -> None:
        """Editors opened here know the operation, its day and its place."""
        filled = dict(given) if isinstance(given, dict) else {}
        made = self._operation()
        if made is not None:
            filled |= {"operation": made.reference, "place": made.place}
            filled |= {"on": made.on.isoformat(), "power": made.power, "order": made.order}
            if action == "take_possession":
                filled["photos"] = list(made.photos)
        super().take(action, filled)

    def _operation(self) -> OperationFacts | None:
        rows = self.file.operations if self.file is not None else ()
        return next((one for one in rows if one.reference == self.place.reference), None)

    def _main(self, made: OperationFacts) -> QWidget:
        facts = Card(_("What was done"))
        facts.add(facts_form((
            (_("Place"), words.visible(made.place)),
            (_("Order") if made.order else _("Power of the law"), words.visible(made.basis)),
            (_("Team"), words.visible("\n".join(made.team))),
            (_("Witnesses"), words.visible("\n".join(made.witnesses))),
            (_("Persons present"), words.visible("\n".join(made.present))),
            (_("Seals"), words.visible(", ".join(made.seals))),
            (_("Photographs"), words.visible(", ".join(made.photos))),
            (_("Incidents"), words.visible(made.incidents or "")),
        )))  # fmt: skip
        found = button(_("Register what was found…"), partial(self.take, "register_asset", {}),
                       "link")  # fmt: skip
        items = list_card(
            _("Inventory"), operation_columns.ITEMS, made.items,
            lambda item: self.desk.go_to("asset", item.asset),
            _("Nothing was registered or taken at this operation yet."), found,
        )  # fmt: skip
        return stacked(facts, items)


def _clock(text: str) -> str:
    day, _t, time = text.partition("T")
    return f"{words.iso_days(day)} {time[:5]}" if time else text
