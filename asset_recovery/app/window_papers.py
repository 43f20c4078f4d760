"""Papers that leave, for the window, over the services; made on the thread that asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.domain.paper_facts import BatchRow
from asset_recovery.domain.progress import Progress

if TYPE_CHECKING:
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.document_service import DocumentOffice
    from asset_recovery.services.paper_making import PaperWish
    from asset_recovery.services.paper_service import PaperService
    from asset_recovery.ui.papers_office import PaperAsked


@dataclass(frozen=True, slots=True)
class WindowPapers:
    """Satisfies `ui.papers_office.PapersOffice` for one user; `papers` knows the purposes said."""

    office: DocumentOffice
    user: Actor
    papers: Callable[[str], PaperService]

    def preview(self, asked: PaperAsked, progress: Progress | None = None) -> bytes:
        """The paper with its exhibits, not numbered and not kept."""
        return self.papers(asked.reference).merged(
            _wish(asked),
            self.office.documents,
            as_of=asked.as_of,
            known_on=asked.known_on,
            progress=progress,
        )

    def kept(self, document: str) -> bytes:
        """An issued paper as it was kept."""
        from asset_recovery.services.issued_papers import IssuedPapers  # noqa: PLC0415 - not at start

        purpose = self.papers(document).purpose
        return IssuedPapers(self.office, self.user, purpose).kept(document)

    def print_all(
        self, references: Sequence[str], asked: PaperAsked, folder: Path, progress: Progress
    ) -> list[BatchRow]:
        """A paper for each record into a folder."""
        from asset_recovery.services.batch_printing import BatchPrinting  # noqa: PLC0415

        purpose = self.papers(references[0]).purpose if references else ""
        batch = BatchPrinting(self.office, self.user, purpose)
        return batch.run(references, _wish(asked), folder, progress)


def _wish(asked: PaperAsked) -> PaperWish:
    from asset_recovery.services.paper_making import PaperWish  # noqa: PLC0415 - not at start

    return PaperWish(
        paper=asked.paper,
        reference=asked.reference,
        profile=asked.profile,
        language=asked.language,
        recipient=asked.recipient,
        exhibits=asked.exhibits,
        copies=0,
    )
