"""Printing many papers from a register: which paper, into which folder, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from asset_recovery.domain.paper_facts import BatchRow
from asset_recovery.i18n import _
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.papers_office import PaperAsked
from asset_recovery.ui.task_runner import WindowProgress

_MOST_TOLD = 12


def papers_of(desk: Desk, kind: str) -> list[tuple[str, str]]:
    """(paper, title) of what can be printed of records of a kind."""
    found = [(form, f"{form}  {title}") for form, title in desk.office.forms_of(kind)]
    plain = {
        "case": [("dossier", _("Dossier")), ("schedule", _("Asset schedule"))],
        "request": [("request", _("Request"))],
        "document": [("paper", _("Issued paper as it was kept"))],
    }
    return [*plain.get(kind, []), *found]


def print_all(desk: Desk, kind: str, references: Sequence[str], page: QWidget) -> None:
    """Offer the papers of this kind of record; the one chosen is printed of every row."""
    papers = papers_of(desk, kind)
    if not references or not papers:
        desk.dialogs.tell(_("Print all"), _("There is nothing here that could be printed."))
        return
    if len(papers) == 1:
        ask_folder(desk, papers[0][0], references, page)
        return
    menu = QMenu(page)
    for paper, title in papers:
        menu.addAction(title, partial(ask_folder, desk, paper, references, page))
    menu.popup(QCursor.pos())


def ask_folder(desk: Desk, paper: str, references: Sequence[str], page: QWidget) -> None:
    """Ask for the name of a new folder."""
    name = _("Papers {day}").format(day=desk.clock().isoformat())
    answer = partial(_print, desk, paper, references, page)
    desk.dialogs.ask_save(_("A new folder for the papers"), name, answer)


def _print(desk: Desk, paper: str, references: Sequence[str], page: QWidget, folder: Path) -> None:
    asked = PaperAsked(paper=paper, reference="", language="" if paper == "request" else "en")

    def work(progress: WindowProgress) -> list[BatchRow]:
        made = not folder.exists()
        folder.mkdir(exist_ok=True)
        try:
            return desk.office.papers.print_all(references, asked, folder, progress)
        except BaseException:
            if made:  # a stop leaves nothing, not even an empty folder
                folder.rmdir()
            raise

    title = _("Printing {number} papers").format(number=len(references))
    desk.commands.run_long(title, work, partial(_tell, desk, folder), page)


def _tell(desk: Desk, folder: Path, rows: list[BatchRow]) -> None:
    """How many there are, and why each of the others is not."""
    failed = [one for one in rows if not one.file]
    said = _("{made} of {number} papers in {folder}").format(
        made=len(rows) - len(failed), number=len(rows), folder=folder.name
    )
    if not failed:
        desk.commands.said.emit(said)
        return
    lines = [
        f"{one.reference}: " + " ".join(text for _code, text in one.reasons)
        for one in failed[:_MOST_TOLD]
    ]
    if len(failed) > _MOST_TOLD:
        lines.append(_("and {number} more").format(number=len(failed) - _MOST_TOLD))
    desk.dialogs.tell(said, "\n".join(lines))
