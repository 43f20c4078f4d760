"""Distribution for the window, over the service; read on the thread that asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.domain.distribution_facts import WaitingAllocation, WaterfallPreview

if TYPE_CHECKING:
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.distribution_service import DistributionService


@dataclass(frozen=True, slots=True)
class WindowDistribution:
    """Satisfies `ui.distribution_office.DistributionOffice` for one user."""

    service: DistributionService
    user: Actor
    purpose: str = ""

    def preview(self, asset: str) -> WaterfallPreview:
        """The waterfall of an asset as the books stand."""
        return self.service.preview(asset, self.user, purpose=self.purpose)

    def waiting(self) -> list[WaitingAllocation]:
        """Nets, allocations and payments that wait."""
        return self.service.waiting(self.user)

    def write_payments(self, allocation: str, path: Path, *, published: bool, account: str) -> int:
        """The payment list of an allocation as a file."""
        return self.service.write_payments(
            allocation, self.user, path, published=published, account=account, purpose=self.purpose
        )
