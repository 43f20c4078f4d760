"""A document on file: what it is, of which record, and the hash of its bytes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile, DocumentFacts
from asset_recovery.domain.paper_facts import PaperFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import paper_columns
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.record_page import RecordPage, list_card, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label


class DocumentPage(RecordPage):
    """One document with what is recorded of it."""

    kind = "document"
    _ending = ""

    def trail(self) -> Trail:
        """Cases ▸ the case ▸ this document."""
        return [*self.case_trail(), (self.place.reference, None)]

    def show_record(self, file: CaseFile) -> None:
        """Build the page."""
        self.empty()
        found = next((d for d in file.documents if d.reference == self.place.reference), None)
        if found is None:
            self.body.addWidget(label(_("This document is not in the case any more."), "second"))
            return
        kind = words.of("document_kinds", found.kind)
        head = PageHead(words.visible(found.title), f"{kind} · {found.reference}",
                        below=True)  # fmt: skip
        head.right.addWidget(self.primary())
        self.body.addWidget(head)
        self._ending = Path(found.original_name or "").suffix
        self.open_button = button(_("Open"), self._open)
        head.right.insertWidget(0, self.open_button)
        head.right.insertWidget(1, button(_("Save a copy…"), self._ask_save))
        self.show_tabs(
            (("overview", _("Overview"), partial(self._overview, file, found)),
             ("history", _("History"), self.history)), (),
        )  # fmt: skip

    def _overview(self, file: CaseFile, found: DocumentFacts) -> QWidget:
        card = Card(_("On file"))
        card.add(facts_form((
            (_("File"), words.visible(found.original_name or "")),
            (_("Date"), words.day(found.on)), (_("Of"), found.record or ""),
            (_("Marking"), words.of("classifications", found.classification)),
            (_("Language"), found.language or ""),
            (_("Size"), words.size(found.size)), (_("SHA-256"), found.hash),
        )))  # fmt: skip
        paper = next(
            (one for one in file.papers if found.reference in (one.document, *one.copies)), None
        )
        return stacked(card) if paper is None else stacked(card, self._releases(paper))

    def _releases(self, paper: PaperFacts) -> QWidget:
        """Where the copies of an issued paper are."""
        given = {"document": paper.document}
        back = button(
            _("Returned or destroyed…"), partial(self.take, "record_paper_returned", given), "link"
        )
        copies = len(paper.copies)
        title = _("Copies: {number}").format(number=copies) if copies > 1 else _("One copy")
        return list_card(title, paper_columns.RELEASES, paper.releases, None,
                         _("No copy has left the office."), back)  # fmt: skip

    def _open(self) -> None:
        """Show the document in the desktop's own program, as a read-only copy."""
        office, reference = self.desk.office, self.place.reference
        self.desk.commands.read(lambda: office.open_document(reference), self._opened_copy, self)

    def _opened_copy(self, path: Path) -> None:
        if self.desk.dialogs.show_file(path):
            self.desk.commands.said.emit(_("Opened as a copy that cannot be changed; logged."))
            return
        text = _("This computer has no program for such a file. Save a copy of it instead.")
        self.desk.dialogs.tell(_("Open"), text)

    def _ask_save(self) -> None:
        office, reference = self.desk.office, self.place.reference
        said, name = self.desk.commands.said, reference.replace("/", "-") + self._ending

        def save(path: Path) -> None:
            self.desk.commands.read(
                lambda: office.save_document(reference, path),
                lambda made: said.emit(_("Saved: {file}").format(file=made.name)),
                self,
            )

        self.desk.dialogs.ask_save(_("Save a copy"), name, save)
