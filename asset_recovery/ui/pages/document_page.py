"""A document on file: what it is, of which record, and the hash of its bytes."""

from __future__ import annotations

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.pages.page import PageHead, Trail
from asset_recovery.ui.pages.record_page import RecordPage, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import label


class DocumentPage(RecordPage):
    """One document with what is recorded of it."""

    kind = "document"

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
        card = Card(_("On file"))
        card.add(facts_form((
            (_("Date"), words.day(found.on)), (_("Of"), found.record or ""),
            (_("Marking"), words.of("classifications", found.classification)),
            (_("Language"), found.language or ""),
            (_("Size"), words.size(found.size)), (_("SHA-256"), found.hash),
        )))  # fmt: skip
        self.body.addWidget(self.splitter(stacked(card), self.side_panel(())), 1)
