"""Many papers at once: each into a file, with a line for every row; a stop leaves none."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from asset_recovery.domain.errors import AppError, Cancelled, Reason, ValidationFailed
from asset_recovery.domain.paper_facts import BatchRow
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.document_service import DocumentOffice
from asset_recovery.services.issued_papers import IssuedPapers
from asset_recovery.services.looking import Look, look_at
from asset_recovery.services.paper_making import PaperWish
from asset_recovery.services.paper_service import PaperService

MOST = 5_000
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
ISSUED_KIND = "paper"


@dataclass(frozen=True, slots=True)
class BatchPrinting:
    """Prints for one person; a row that cannot be printed says why and stops no other."""

    office: DocumentOffice
    actor: Actor
    purpose: str = ""

    def run(
        self,
        references: Sequence[str],
        wish: PaperWish,
        folder: Path,
        progress: Progress | None = None,
    ) -> list[BatchRow]:
        """A file for each reference in `folder`; `wish.reference` is not used.

        `progress` hears of every row and may raise `Cancelled`: then nothing is left in the folder.
        Raises `ValidationFailed` where the folder cannot be written or the rows are too many.
        """
        told = progress or SilentProgress()
        wanted = list(dict.fromkeys(references))
        if len(wanted) > MOST:
            text = _("At most {most} papers are printed at once.").format(most=MOST)
            raise ValidationFailed(Reason("too_large", text, field="reference"))
        waiting = _waiting_room(folder)
        try:
            rows = []
            for place, reference in enumerate(wanted):
                told.step(place, len(wanted), reference)
                rows.append(self._row(reference, wish, waiting))
            told.step(len(wanted), len(wanted), "")
            return _moved(rows, waiting, folder)
        finally:
            shutil.rmtree(waiting, ignore_errors=True)

    def _row(self, reference: str, wish: PaperWish, waiting: Path) -> BatchRow:
        try:
            content = self._made(reference, wish)
        except Cancelled:
            raise
        except AppError as refusal:
            return BatchRow(reference, "", tuple((one.code, one.text) for one in refusal.reasons))
        name = f"{_UNSAFE.sub('-', reference)} {_UNSAFE.sub('-', wish.paper)}.pdf"
        (waiting / name).write_bytes(content)
        return BatchRow(reference, name)

    def _made(self, reference: str, wish: PaperWish) -> bytes:
        if wish.paper == ISSUED_KIND:
            return IssuedPapers(self.office, self.actor, self.purpose).kept(reference)
        papers = PaperService(self.office, self.actor, self.purpose)
        return papers.merged(replace(wish, reference=reference), self.office.documents)


def references_of(office: DocumentOffice, actor: Actor, said: str, form: str) -> list[str]:
    """The records meant: `A-1,A-2`, a file with one a line, or a case.

    A case stands for its assets where the paper is a form about assets. Raises `NotFound`.
    """
    path = Path(said)
    if path.suffix.lower() in (".txt", ".csv", ".lst") and path.is_file():
        lines = path.read_text("utf-8-sig").splitlines()
        return [line.split(",")[0].split(";")[0].strip() for line in lines if line.strip()]
    if "," in said:
        return [one.strip() for one in said.split(",") if one.strip()]
    look = Look(screen="print batch", noted=False)
    with look_at(office, actor, "any", said, look) as sight:
        if sight.kind != "case" or not _is_of_assets(form):
            return [said]
        from asset_recovery.services.case_reader import read_case_file  # noqa: PLC0415

        file = read_case_file(sight.reading, sight.own_case, with_journal=False)
        return [one.reference for one in file.assets]


def _is_of_assets(form: str) -> bool:
    from asset_recovery.services.form_papers import FORM_PAPERS  # noqa: PLC0415 - above this

    return any(one.form == form and "asset" in one.kinds for one in FORM_PAPERS)


def _waiting_room(folder: Path) -> Path:
    """Where the papers lie until all are made, in the folder itself: moving is then no copying."""
    try:
        return Path(tempfile.mkdtemp(prefix=".printing-", dir=folder))
    except OSError as error:
        text = _("The folder cannot be written to. Choose another one.")
        raise ValidationFailed(Reason("file_unreadable", text, field="out")) from error


def _moved(rows: list[BatchRow], waiting: Path, folder: Path) -> list[BatchRow]:
    for one in rows:
        if one.file:
            os.replace(waiting / one.file, folder / one.file)
    return rows
