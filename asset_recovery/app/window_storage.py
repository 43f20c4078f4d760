"""Places of storage as the window asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.storage_facts import PlaceRow, SamplePlan, Scanned, Stocktake
    from asset_recovery.domain.verification_facts import Verification
    from asset_recovery.services.stock_papers import StockPapers
    from asset_recovery.services.storage_service import StorageService


class WindowStorage:
    """`ui.storage_office.StorageOffice` over the services of one session."""

    def __init__(self, session: Callable[[], OfficeSession]) -> None:
        self._session = session

    def _service(self) -> StorageService:
        from asset_recovery.services.storage_service import StorageService  # noqa: PLC0415 - late

        return StorageService(self._session().office)

    def _papers(self) -> StockPapers:
        from asset_recovery.services.stock_papers import StockPapers  # noqa: PLC0415 - late

        return StockPapers(self._session().office)

    def tree(self) -> Sequence[PlaceRow]:
        """Every place in the order of the tree."""
        return self._service().tree(self._session().user)

    def scan(self, text: str) -> Scanned:
        """Which record a code is."""
        return self._service().scan(text, self._session().user)

    def compare(
        self, storage: str, found: Sequence[str], strangers: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """The four lists that a stocktake would make now."""
        return self._service().compare(storage, found, strangers, self._session().user)

    def labels(self, assets: Sequence[str], size: str, sheet: str, start: int) -> bytes:
        """The labels of these assets as they stand in the register."""
        from asset_recovery.services.label_service import (  # noqa: PLC0415 - only when printed
            LabelService,
            LabelWish,
        )

        session = self._session()
        wish = LabelWish(size=size, sheet=sheet or None, start=start)
        return LabelService(session.office, session.user).drawn(assets, wish)

    def verification(self, storage: str) -> Verification:
        """How much of a place and of those in it was seen."""
        return self._papers().verification(self._session().user, storage)

    def stocktakes(self) -> Sequence[Stocktake]:
        """Every stocktake without its lines, the newest first."""
        return self._service().stocktakes(self._session().user)

    def plans(self) -> Sequence[SamplePlan]:
        """Every sampling plan, the newest first."""
        return self._papers().plans(self._session().user)

    def count_pdf(self, reference: str, language: str = "en") -> bytes:
        """The reconciliation sheet of a stocktake, or the sheet of a plan, as PDF."""
        return self._papers().paper(reference, self._session().user, language)
