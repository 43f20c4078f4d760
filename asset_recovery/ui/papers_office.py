"""What the pages of papers need: previews with exhibits, kept papers, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from asset_recovery.domain.paper_facts import BatchRow
from asset_recovery.domain.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsked:
    """A paper as the page asks for it: of which record, for whom, with what behind it."""

    paper: str
    reference: str
    profile: str = "full"
    language: str = "en"
    recipient: str = ""
    exhibits: tuple[str, ...] = ()
    as_of: date | None = None
    known_on: str | None = None


class PapersOffice(Protocol):
    """Papers that leave the office."""

    def preview(self, asked: PaperAsked, progress: Progress | None = None) -> bytes:
        """The paper as PDF, not numbered and not kept."""

    def kept(self, document: str) -> bytes:
        """An issued paper by its document: the bytes that were kept."""

    def print_all(
        self, references: Sequence[str], asked: PaperAsked, folder: Path, progress: Progress
    ) -> list[BatchRow]:
        """A paper for each record into a folder; `asked.reference` is not used."""
