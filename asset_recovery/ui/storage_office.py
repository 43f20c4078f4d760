"""What the Storage page asks of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from asset_recovery.domain.storage_facts import PlaceRow, SamplePlan, Scanned, Stocktake
    from asset_recovery.domain.verification_facts import Verification


class StorageOffice(Protocol):
    """Places of storage as one user sees them; every call belongs on the reader."""

    def tree(self) -> Sequence[PlaceRow]:
        """Every place in the order of the tree."""

    def scan(self, text: str) -> Scanned:
        """Which record a scanned or typed code is, and what is wrong with its label."""

    def compare(
        self, storage: str, found: Sequence[str], strangers: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """The four lists that a stocktake would make now; nothing is kept."""

    def labels(self, assets: Sequence[str], size: str, sheet: str, start: int) -> bytes:
        """The labels of these assets as they stand in the register, as PDF."""

    def verification(self, storage: str) -> Verification:
        """How much of a place and of those in it was seen within the office's months."""

    def stocktakes(self) -> Sequence[Stocktake]:
        """Every stocktake without its lines, the newest first."""

    def plans(self) -> Sequence[SamplePlan]:
        """Every sampling plan, the newest first."""

    def count_pdf(self, reference: str, language: str = "en") -> bytes:
        """The reconciliation sheet of a stocktake, or the sheet of a plan, as PDF."""
