"""An asset: where it stands, what it is worth, and what can be done now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.registers import Result
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import record_columns
from asset_recovery.ui.pages import asset_tabs
from asset_recovery.ui.pages.account_card import AccountCard
from asset_recovery.ui.pages.claims_tab import claims_tab
from asset_recovery.ui.pages.control_tab import chain_in, control_cards
from asset_recovery.ui.pages.crypto_tab import crypto_tab, quantity_of
from asset_recovery.ui.pages.custody_tab import custody, custody_of
from asset_recovery.ui.pages.invoices_card import InvoicesCard
from asset_recovery.ui.pages.learning_tab import patterns_card
from asset_recovery.ui.pages.management_tab import (
    alarms_of,
    care_of,
    management,
    planned_for,
)
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.photos_card import PhotosCard
from asset_recovery.ui.pages.record_page import RecordPage, list_card, stacked
from asset_recovery.ui.pages.sale_tab import sale
from asset_recovery.ui.pages.value_tab import ValueTab
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, column
from asset_recovery.ui.widgets.life_cycle_strip import LifeCycleStrip
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag
from asset_recovery.ui.widgets.timeline import Timeline


class AssetPage(RecordPage):
    """Header, life-cycle strip, tabs, and at the right what can be done now."""

    kind = "asset"

    def trail(self) -> Trail:
        """Cases ▸ the case ▸ this asset."""
        asset = self.asset()
        return [*self.case_trail(), (asset.description, None)] if asset else self.case_trail()

    def help_text(self) -> str:
        """What the page is for."""
        return _(
            "One asset from the first trace to the last cent. The strip shows its life; the panel "
            "at the right what can be done now and what stands in the way of the rest."
        )

    def asset(self) -> AssetFacts | None:
        """The asset in its case."""
        assets = self.file.assets if self.file else ()
        return next((a for a in assets if a.reference == self.place.reference), None)

    def show_record(self, file: CaseFile) -> None:
        """Build the page."""
        asset = self.asset()
        self.empty()
        if asset is None:
            self.body.addWidget(label(_("This asset is not in the case any more."), "second"))
            return
        self.body.addWidget(self._head(asset))
        self.strip = LifeCycleStrip(asset.strip)
        box = Card(margin=8)
        box.body.setContentsMargins(8, 8, 8, 6)
        box.add(self.strip)
        self.body.addWidget(box)
        due = [d for d in file.deadlines if d.record == asset.reference]
        self.show_tabs(self._tabs(file, asset), due)

    def print_page(self) -> None:
        """Print the dossier of the case; the label is in the menu of the button."""
        if self.file is not None:
            self.desk.go(Place("dossier", self.file.case.reference))

    def take(self, action: str, given: object) -> None:
        """The editor of a change shows what stands in the fields of the type."""
        asset = self.asset()
        if action == "change_asset" and asset is not None:
            known = {"type": asset.type_code, "details": dict(asset.details_given)}
            given = {**known, **(given if isinstance(given, dict) else {})}
        given = self._with_plan(action, given if isinstance(given, dict) else {})
        if action == "link_asset_to_case":
            given = {"case": "", **(given if isinstance(given, dict) else {})}
        super().take(action, given)

    def _with_plan(self, action: str, given: dict[str, object]) -> dict[str, object]:
        """What was planned before the seizure is not typed again."""
        reference = self.place.reference
        valued = self.file and any(one.asset == reference for one in self.file.valuations)
        if self.file is None or (action == "record_valuation" and valued):
            return given
        return {**planned_for(action, care_of(self.file, reference)), **given}

    def _head(self, asset: AssetFacts) -> PageHead:
        known = [
            f"{words.of('identifier_kinds', name)} {value}" for name, value in asset.identifiers[:3]
        ]
        parts = [asset.type_label, *known, asset.country or "", _("asset {ref}").format(
            ref=asset.reference)]  # fmt: skip
        text = " · ".join(words.visible(part) for part in parts if part)
        head = PageHead(words.visible(asset.description), text, below=True)
        for mark in asset.irregular:
            head.right.addWidget(tag(_("irregular: {code}").format(code=words.code(mark)), "bad"))
        if asset.taken_over:
            head.right.addWidget(tag(_("basis incomplete"), "attention"))
        head.right.addWidget(tag(words.code(_(asset.headline)), "accent"))
        self.print_button = button(_("Print") + " ▾", self._offer_print)
        head.right.addWidget(self.print_button)
        head.right.addWidget(self.primary())
        return head

    def _offer_print(self) -> None:
        menu = QMenu(self)
        case = self.file.case.reference if self.file else ""
        menu.addAction(_("Dossier of the case…"), partial(self.desk.go, Place("dossier", case)))
        menu.addAction(_("Label of this asset…"), partial(self.desk.go, self._label_place()))
        for form, title in self.desk.office.forms_of("asset"):
            place = Place("dossier", self.place.reference, f"form:{form}")
            menu.addAction(f"{title} ({form})…", partial(self.desk.go, place))
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def _print_form(self, reference: str, form: str) -> None:
        self.desk.go(Place("dossier", reference, f"form:{form}"))

    def _money(self, file: CaseFile, asset: AssetFacts) -> QWidget:
        """Today with its account; an earlier day without, for the ledger is read as it stands."""
        if self.desk.then is not None:
            return asset_tabs.money(file, asset)
        account = AccountCard(self.desk, f"asset:{asset.reference}", _("Account in the ledger"))
        invoices = InvoicesCard(self.desk, asset.reference)
        figures = button(_("Calculator…"), self._calculate, "link")
        return asset_tabs.money(
            file, asset, account, invoices, opened=invoices.open_posting, more=(figures,)
        )

    def _calculate(self) -> None:
        from asset_recovery.ui.calculator import Calculator

        Calculator(self.desk, self).open()

    def _label_place(self) -> Place:
        return Place("dossier", self.place.reference, "label")

    def _tabs(self, file: CaseFile, asset: AssetFacts) -> list[tuple[str, str, asset_tabs.Builder]]:
        claims = [c for c in file.claims if c.asset == asset.reference]
        gaps = len(custody_of(file, asset.reference).open_findings)
        documents = [d for d in file.documents if d.record in {asset.reference, *asset.orders}]
        return [
            ("overview", _("Overview"), partial(asset_tabs.overview, file, asset)),
            ("details", _("Details"), partial(asset_tabs.details, file, asset)),
            ("legal", _("Legal"), partial(asset_tabs.legal, file, asset, self._open_order,
                                        self._open_asset)),
            ("control", _("Control"), partial(self._control, file, asset)),
            ("custody", _counted(_("Custody"), gaps),
             partial(self._custody, file, asset)),
            ("management", _counted(_("Management"), alarms_of(care_of(file, asset.reference))),
             partial(management, file, asset, None if self.desk.then is not None else self.take,
                     self._print_form)),
            *self._quantity(file, asset),
            ("value", _("Value"), partial(ValueTab, self.desk, asset.reference, self.take)),
            ("money", _("Money"), partial(self._money, file, asset)),
            ("sale", _("Sale"),
             partial(sale, file, asset, None if self.desk.then is not None else self.take)),
            ("claims", _counted(_("Claims"), len(claims)),
             partial(claims_tab, file, asset.reference, self.take, self.desk.go_to)),
            ("documents", _counted(_("Documents"), len(documents)),
             lambda: stacked(list_card(_("Documents"), record_columns.DOCUMENTS, documents,
                                       self._open_document, "", self._attach()))),
            ("timeline", _("Timeline"), partial(self._timeline, file, asset)),
            ("history", _("History"), self.history),
        ]  # fmt: skip

    def _quantity(
        self, file: CaseFile, asset: AssetFacts
    ) -> list[tuple[str, str, asset_tabs.Builder]]:
        """The ledger of quantities, where the asset has one; *Crypto* where it is on a chain."""
        ledger = quantity_of(file, asset.reference)
        if ledger is None:
            return []
        title = _("Crypto") if ledger.is_virtual else _("Quantity")
        take = None if self.desk.then is not None else self.take
        printed = partial(self._print_form, asset.reference)
        build = partial(crypto_tab, asset, ledger, take, printed)
        return [("quantity", _counted(title, len(ledger.open_counts)), build)]

    def _control(self, file: CaseFile, asset: AssetFacts) -> QWidget:
        chain = chain_in(file, asset.reference)
        link = button(_("Link a party…"), lambda: self.take("link_party", {}), "link")
        hidden = button(_("Record…"), lambda: self.take("record_pattern", {}), "link")
        patterns = [one for one in file.patterns if asset.reference in one.assets]
        return stacked(
            *control_cards(chain, partial(self.desk.go_to, "party"), link),
            patterns_card(patterns, hidden),
        )

    def _custody(self, file: CaseFile, asset: AssetFacts) -> QWidget:
        held = self.desk.then is not None
        kept = custody_of(file, asset.reference)
        given = {"to": self.place.reference, "kind": "photo"}
        ask = partial(self.take, "attach_document", given)
        ways = (None, None) if held else (self.add_photos, ask)
        photos = partial(PhotosCard, self.desk, self, kept.photos, *ways)
        return custody(file, asset, None if held else self.take, photos)

    def add_photos(self, files: Sequence[Path]) -> None:
        """Attach picture files one after the other; one that is refused is told, the rest go on."""
        if not files:
            return
        first, *rest = files
        given = {
            "action": "attach_document",
            "to": self.place.reference,
            "file": str(first),
            "title": first.stem[:200] or first.name,
            "kind": "photo",
        }

        def refused(result: Result) -> None:
            reasons = " ".join(one.text for one in result.reasons)
            self.desk.dialogs.tell(_("Not attached"), f"{first.name}: {reasons}")
            self.add_photos(rest)

        self.desk.commands.give(given, lambda _result: self.add_photos(rest), refused)

    def _timeline(self, file: CaseFile, asset: AssetFacts) -> QWidget:
        card = Card(_("Everything that happened"))
        timeline = Timeline()
        timeline.show_events(asset_tabs.events_of(file, asset.reference))
        card.add(timeline)
        return stacked(column(card))

    def _attach(self) -> QWidget:
        given = {"to": self.place.reference}
        return button(_("Attach document…"), partial(self.take, "attach_document", given), "link")

    def _open_order(self, order: object) -> None:
        self.desk.go_to("order", str(getattr(order, "reference", "")))

    def _open_asset(self, line: object) -> None:
        self.desk.go_to("asset", str(getattr(line, "asset", "")))

    def _open_document(self, document: object) -> None:
        self.desk.go_to("document", str(getattr(document, "reference", "")))


def _counted(text: str, number: int) -> str:
    return f"{text} · {number}" if number else text
