"""Places of storage of the window's double."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from asset_recovery.domain.registers import ContentsRow
from asset_recovery.domain.storage_facts import Place, PlaceRow, SamplePlan, Scanned, Stocktake
from asset_recovery.domain.verification_facts import CLASSES, Verification, VerifiedClass

ROWS = (
    PlaceRow(
        place=Place(reference="HARBOUR", kind="site", name="Harbour"),
        path="Harbour", depth=0, own=0, below=2, last_stocktake=date(2026, 10, 1),
    ),
    PlaceRow(
        place=Place(
            reference="HALL-3", kind="room", parent="HARBOUR", name="Hall 3", capacity=40,
            keeper="Port guard", environment=("dry",),
        ),
        path="Harbour › Hall 3", depth=1, own=2, below=2,
    ),
    PlaceRow(
        place=Place(reference="Safe 1", incomplete=True), path="Safe 1", depth=0, own=0, below=0
    ),
)  # fmt: skip
CONTENTS = [
    ContentsRow(
        id=one, reference=f"AMO-2026-{one:04d}-9", description="Motor yacht", type_code="VES-YAC",
        case="AR-2026-0001", storage="HALL-3", since=date(2026, 3, one), headline="Seized",
        headline_tone="plain", value=None,
    )
    for one in (1, 2)
]  # fmt: skip


class FakeStorage:
    """Knows two things; whatever else is scanned is a stranger."""

    def __init__(self) -> None:
        self.printed: list[tuple[tuple[str, ...], str, str, int]] = []

    def tree(self) -> Sequence[PlaceRow]:
        """The places."""
        return ROWS

    def scan(self, text: str) -> Scanned:
        """A thing, or a stranger."""
        if text in {row.reference for row in CONTENTS}:
            return Scanned(text=text, kind="asset", reference=text, description="Motor yacht")
        return Scanned(text=text, code="not_found", sentence=f"{text} is not known here.")

    def compare(
        self, storage: str, found: Sequence[str], strangers: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """Everything that was scanned was found."""
        del storage
        missing = [row.reference for row in CONTENTS if row.reference not in found]
        return {
            "found": found,
            "missing": missing,
            "misplaced": (),
            "unknown": strangers,
        }

    def labels(self, assets: Sequence[str], size: str, sheet: str, start: int) -> bytes:
        """Nothing that is read."""
        self.printed.append((tuple(assets), size, sheet, start))
        return b"%PDF-"

    def verification(self, storage: str) -> Verification:
        """One of two things was seen."""
        del storage
        return Verification(
            since=date(2025, 10, 5), until=date(2026, 10, 5), months=12,
            high_value_from="10000.00 EUR",
            classes=tuple(
                VerifiedClass(code=code, things=2, seen=1, overdue=1, share="0.5000")
                for code in CLASSES
            ),
            checked=4, differing=1, rate="0.2500",
        )  # fmt: skip

    def stocktakes(self) -> Sequence[Stocktake]:
        """One, of the hall."""
        return [
            Stocktake(
                reference="ST-2026-000001", storage="HALL-3", path="Harbour › Hall 3",
                on=date(2026, 10, 1), by=("Officer A", "Officer B"), expected=2,
                counts={"found": 1, "missing": 1},
            )
        ]  # fmt: skip

    def plans(self) -> Sequence[SamplePlan]:
        """One, of the hall."""
        return [
            SamplePlan(
                reference="SP-2026-000001", of="HALL-3", on=date(2026, 9, 1), seed="2026-09",
                drawn=1, things=2,
            )
        ]  # fmt: skip

    def count_pdf(self, reference: str, language: str = "en") -> bytes:
        """Nothing that is read."""
        del reference
        return b"%PDF-"
