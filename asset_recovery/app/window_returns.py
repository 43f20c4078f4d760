"""The returns for the window, over the service; read on the thread that asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.domain import code_lists
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.return_facts import ReturnTable
from asset_recovery.domain.return_layout import return_shapes
from asset_recovery.domain.statistics_facts import MovementTable, Period

if TYPE_CHECKING:
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.returns_service import ReturnsService
    from asset_recovery.services.statistics_service import StatisticsService


@dataclass(frozen=True, slots=True)
class WindowReturns:
    """Satisfies `ui.returns_office.ReturnsOffice` for one user."""

    service: StatisticsService
    user: Actor

    def movement(self, period: str, cell: str, progress: Progress) -> MovementTable:
        """The movement table of a period."""
        return self.service.table(self.user, Period.parse(period), cell=cell, progress=progress)

    def shapes(self) -> tuple[tuple[str, str], ...]:
        """The returns beside the movement table."""
        known = code_lists.choices("return_shapes")
        return tuple((one, known.get(one, one)) for one in return_shapes())

    def returned(self, shape: str, period: str, row: str, progress: Progress) -> ReturnTable:
        """A return of a period."""
        asked = Period.parse(period)
        return self._returns.table(self.user, asked, shape, of=row, progress=progress)

    def write_return(self, table: ReturnTable, path: Path) -> None:
        """The return as a file, by the ending of its name."""
        self._returns.write(self.user, table, path)

    @property
    def _returns(self) -> ReturnsService:
        from asset_recovery.services.returns_service import ReturnsService  # noqa: PLC0415

        return ReturnsService(self.service.office)

    def movement_pdf(self, table: MovementTable) -> bytes:
        """The table as PDF."""
        return self.service.paper(self.user, table)

    def write_movement(self, table: MovementTable, path: Path) -> None:
        """The table as a file, by the ending of its name."""
        self.service.write(self.user, table, path)
