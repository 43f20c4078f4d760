"""Papers of the made-up office: what was asked for is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from asset_recovery.domain.paper_facts import BatchRow
from asset_recovery.domain.progress import Progress
from asset_recovery.ui.papers_office import PaperAsked


@dataclass(slots=True)
class FakePapers:
    """Satisfies `PapersOffice`; `make` gives the pages."""

    make: Callable[[], bytes]
    asked: list[PaperAsked] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def preview(self, asked: PaperAsked, progress: Progress | None = None) -> bytes:
        """Some pages."""
        self.asked.append(asked)
        if progress is not None:
            progress.step(0, 1, "Cover")
        return self.make()

    def kept(self, document: str) -> bytes:
        """Some pages."""
        self.taken.append(document)
        return self.make()

    def print_all(
        self, references: Sequence[str], asked: PaperAsked, folder: Path, progress: Progress
    ) -> list[BatchRow]:
        """The first cannot be printed, the others can."""
        self.asked.append(asked)
        progress.step(len(references), len(references), "")
        first = BatchRow(references[0], "", (("not_found", "It is gone."),))
        return [first, *(BatchRow(one, f"{one}.pdf") for one in references[1:])]
