"""The dossier before it leaves: recipient, language, the real pages, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from asset_recovery.domain.errors import Cancelled
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.office import Office
from asset_recovery.ui.pages.dossier_bar import DossierBar, language_box
from asset_recovery.ui.pages.page import Page, PageHead, Trail
from asset_recovery.ui.papers_office import PaperAsked
from asset_recovery.ui.place import Place
from asset_recovery.ui.task_runner import WindowProgress
from asset_recovery.ui.widgets.pdf_preview import PdfPreview
from asset_recovery.ui.widgets.plain import button, chosen

KINDS_WITH_FORMS = (
    "asset",
    "case",
    "operation",
    "order",
    "storage",
    "event",
    "contract",
    "request",
    "information",
    "report",
)
WIDEST = 900  # pixels: wider, and one could not see how a page looks


class DossierPage(Page):
    """A paper: the dossier of a case or, by tab, its schedule, a label, an inventory, …"""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        titles = {
            "label": _("Label"), "schedule": _("Asset schedule"),
            "inventory": _("Inventory and receipt"), "application": _("Application"),
            "review": _("Close-out review"),
            "decision": _("Decision of the office"), "count": _("Count"),
        }  # fmt: skip
        self.form = place.tab.removeprefix("form:") if place.tab.startswith("form:") else ""
        if self.form:
            known = (one for kind in KINDS_WITH_FORMS for one in desk.office.forms_of(kind))
            titles[place.tab] = dict(known).get(self.form, self.form)
        self.head = PageHead(titles.get(place.tab, _("Dossier")), place.reference)
        if place.tab == "application" or (self.form and desk.office.form_has_word(self.form)):
            self.head.right.addWidget(button(_("Export DOCX"), self._ask_docx))
        self.head.right.addWidget(button(_("Save as PDF…"), self._ask_save))
        self.head.right.addWidget(button(_("Print…"), self.print_page, "primary"))
        self.layout_.addWidget(self.head)
        self.bar: DossierBar | None = None
        self.issued = ""
        if place.tab not in titles:
            self.bar = DossierBar(desk)
            self.profile, self.language = self.bar.profile, self.bar.language
            self.layout_.addWidget(self.bar)
        else:
            self.profile, self.language = QComboBox(self), language_box(desk)
            self.profile.hide()
            if place.tab == "label":  # it speaks in pictures and numbers
                self.language.setParent(self)
                self.language.hide()
            else:
                self.head.right.insertWidget(0, self.language)
                self.language.currentIndexChanged.connect(self.reload)
        self._progress: WindowProgress | None = None
        self.preview = PdfPreview(_("Preview"))
        self.preview.stopped.connect(self._stop)
        self.preview.setMaximumWidth(WIDEST)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.preview, 100)
        middle.addStretch(1)
        self.layout_.addLayout(middle, 1)
        if self.bar is not None:
            self.bar.changed.connect(self._changed)
            self.bar.issue.connect(self._issue)
            self.bar.release.connect(self._release)

    def trail(self) -> Trail:
        """The record ▸ its paper."""
        kinds = {"label": "asset", "inventory": "operation", "application": "order",
                 "decision": "approvals"}  # fmt: skip
        kind = kinds.get(self.place.tab, "case")
        if self.form:
            kind = next(
                (k for k in KINDS_WITH_FORMS if self.form in dict(self.desk.office.forms_of(k))),
                "case",
            )
        if self.place.tab == "count":
            return [(_("Storage"), Place("storage")), (self.place.reference, None)]
        if kind in ("information", "report"):  # they have no page but their case's tab
            return [(self.place.reference, None), (self.head.title.text(), None)]
        record = Place(kind, self.place.reference)
        return [(self.place.reference, record), (self.head.title.text(), None)]

    def help_text(self) -> str:
        """What the page is for."""
        return _("What you see is what prints. The recipient decides which sections are in, whose "
                 "names are shown, and what is masked.")  # fmt: skip

    def note(self) -> str:
        """How many pages."""
        number = self.preview.pages()
        return _("1 page") if number == 1 else _("{number} pages").format(number=number)

    def reload(self) -> None:
        """Make the paper anew."""
        office, reference = self.desk.office, self.place.reference
        profile = chosen(self.profile)
        language = chosen(self.language) or "en"
        then: dict[str, Any] = {}
        if self.desk.then is not None:
            then = {"as_of": self.desk.then.as_of, "known_on": self.desk.then.moment}
        papers = {
            "label": lambda _progress: office.label(reference),
            "schedule": lambda _progress: office.schedule_pdf(reference, language, **then),
            "inventory": lambda _progress: office.inventory_pdf(reference, language),
            "decision": lambda _progress: office.decision_pdf(reference, language),
            "application": lambda _progress: office.application_pdf(reference, language),
            "review": lambda _progress: office.review_pdf(reference, language),
            "count": lambda _progress: office.storage.count_pdf(reference, language),
        }
        if self.form:
            papers[self.place.tab] = lambda _progress: office.form_pdf(
                reference, self.form, language
            )
        make = papers.get(
            self.place.tab, partial(office.dossier, reference, profile, language, **then)
        )
        bar = self.bar
        if bar is not None and (bar.behind or bar.recipient.text().strip()):
            asked = PaperAsked(
                paper="dossier", reference=reference, profile=profile, language=language,
                recipient=bar.recipient.text().strip(), exhibits=bar.behind, **then,
            )  # fmt: skip
            make = partial(office.papers.preview, asked)
        if self.issued:  # what prints is what was kept
            make = partial(_kept, office, self.issued)
        self._stop()  # another recipient was chosen while the paper was being made
        progress = self._progress = WindowProgress()
        progress.stepped.connect(self._step)
        self.preview.say(_("Setting the pages…"), making=True)
        self.desk.commands.read(partial(_made, make, progress), partial(self._show, progress), self)

    def print_page(self) -> None:
        """Print the pages that are shown."""
        said = _("Printed: {reference}").format(reference=self.place.reference)
        self.preview.print_paper(self, lambda: self.desk.commands.said.emit(said))

    def _show(self, progress: WindowProgress, data: bytes | None) -> None:
        if progress is not self._progress:
            return
        if data is None:
            self.preview.say(_("Stopped. Choose the recipient again, or press F5."))
        else:
            self.preview.show_pdf(data)
        self.moved.emit()

    def _step(self, done: int, total: int, text: str) -> None:
        if self.sender() is self._progress and total:
            far = _("Setting the pages…  {done} of {total}").format(done=done, total=total)
            self.preview.said.setText(f"{far}\n{words.visible(text)}")

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _changed(self) -> None:
        """Something else is asked for: what was issued is not what is shown any more."""
        self.issued = ""
        if self.bar is not None:
            self.bar.show_issued("")
        self.reload()

    def _issue(self) -> None:
        """Keep what is shown, with numbered copies; from then on the kept pages are shown."""
        if self.bar is not None:
            self.desk.commands.give(self.bar.arguments(self.place.reference), self._was_issued)

    def _was_issued(self, result: Any) -> None:  # noqa: ANN401 - a result of the office
        bar = self.bar
        self.issued = dict(result.made).get("document", "")
        if bar is None:
            return
        copies = bar.copies.value()
        text = (
            _("Issued: {document}, 1 copy") if copies == 1 else _("Issued: {document}, {n} copies")
        )
        bar.show_issued(text.format(document=self.issued, n=copies))
        if result.warnings:
            told = "\n".join(one.text for one in result.warnings)
            self.desk.dialogs.tell(_("Issued, with a remark"), told)
        self.reload()

    def _release(self) -> None:
        """Say to whom a copy goes."""
        bar = self.bar
        if bar is None or not self.issued:
            return
        given: dict[str, object] = {"document": self.issued, "on": self.desk.clock().isoformat()}
        for name, box in (("recipient", bar.recipient), ("purpose", bar.purpose)):
            if box.text().strip():
                given[name] = box.text().strip()
        self.desk.open_editor("release_paper", given, self)

    def _ask_docx(self) -> None:
        name = f"{self.place.reference}.docx".replace("/", "-")
        self.desk.dialogs.ask_save(_("Export DOCX"), name, self._docx)

    def _docx(self, path: Path) -> None:
        office, reference = self.desk.office, self.place.reference
        language = chosen(self.language) or "en"
        said = _("Saved: {file}").format(file=path.name)
        self.desk.commands.read(
            lambda: path.write_bytes(
                office.form_docx(reference, self.form, language)
                if self.form
                else office.application_docx(reference, language)
            ),
            lambda _n: self.desk.commands.said.emit(said),
        )

    def _ask_save(self) -> None:
        name = f"{self.place.reference}.pdf".replace("/", "-")
        self.desk.dialogs.ask_save(_("Save as PDF"), name, self._save)

    def _save(self, path: Path) -> None:
        self.preview.save(path)
        self.desk.commands.said.emit(_("Saved: {file}").format(file=path.name))


def _kept(office: Office, document: str, _progress: WindowProgress) -> bytes:
    return office.papers.kept(document)


def _made(make: Callable[[WindowProgress], bytes], progress: WindowProgress) -> bytes | None:
    """The paper, or None where a person stopped it."""
    try:
        return make(progress)
    except Cancelled:
        return None
