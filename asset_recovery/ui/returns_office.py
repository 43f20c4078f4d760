"""What the page of figures asks of the office."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from asset_recovery.domain.progress import Progress
from asset_recovery.domain.return_facts import ReturnTable
from asset_recovery.domain.statistics_facts import MovementTable


class ReturnsOffice(Protocol):
    """The returns of the office over all cases of which this user may know."""

    def movement(self, period: str, cell: str, progress: Progress) -> MovementTable:
        """The movement table of a period, with the records of a cell (`vehicles.sold`) if named."""

    def shapes(self) -> tuple[tuple[str, str], ...]:
        """The returns that a period has beside the movement table: code and title."""

    def returned(self, shape: str, period: str, row: str, progress: Progress) -> ReturnTable:
        """A return of a period, with the records of a row by its key if named."""

    def write_return(self, table: ReturnTable, path: Path) -> None:
        """The return as .xlsx, .csv or .pdf, by the ending of the path."""

    def movement_pdf(self, table: MovementTable) -> bytes:
        """The table as PDF."""

    def write_movement(self, table: MovementTable, path: Path) -> None:
        """The table as .xlsx, .csv or .pdf, by the ending of the path."""
