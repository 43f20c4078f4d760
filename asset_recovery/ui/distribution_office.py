"""What the pages on distribution ask of the office."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from asset_recovery.domain.distribution_facts import WaitingAllocation, WaterfallPreview


class DistributionOffice(Protocol):
    """Waterfalls tried out, what waits over all cases, payment lists."""

    def preview(self, asset: str) -> WaterfallPreview:
        """The waterfall of an asset as the books stand; nothing is determined by it."""

    def waiting(self) -> list[WaitingAllocation]:
        """Nets, allocations and payments that wait for somebody."""

    def write_payments(self, allocation: str, path: Path, *, published: bool, account: str) -> int:
        """The payment list of an allocation as .csv, .xlsx or .xml; how many lines."""
