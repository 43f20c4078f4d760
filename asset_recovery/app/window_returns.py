"""The returns for the window, over the service; read on the thread that asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.domain.progress import Progress
from asset_recovery.domain.statistics_facts import MovementTable, Period

if TYPE_CHECKING:
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.statistics_service import StatisticsService


@dataclass(frozen=True, slots=True)
class WindowReturns:
    """Satisfies `ui.returns_office.ReturnsOffice` for one user."""

    service: StatisticsService
    user: Actor

    def movement(self, period: str, cell: str, progress: Progress) -> MovementTable:
        """The movement table of a period."""
        return self.service.table(self.user, Period.parse(period), cell=cell, progress=progress)

    def movement_pdf(self, table: MovementTable) -> bytes:
        """The table as PDF."""
        return self.service.paper(self.user, table)

    def write_movement(self, table: MovementTable, path: Path) -> None:
        """The table as a file, by the ending of its name."""
        self.service.write(self.user, table, path)
