"""The distribution that the window tests look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asset_recovery.domain.distribution_facts import (
    PreviewLine,
    WaitingAllocation,
    WaterfallPreview,
)
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import VictimRow


class FakeDistribution:
    """One yacht sold, one allocation that waits."""

    def preview(self, asset: str) -> WaterfallPreview:
        """Crew before the broker."""
        return WaterfallPreview(
            asset=asset,
            currency="EUR",
            gross="1000.00",
            gross_of="proceeds",
            lines=(
                PreviewLine(kind="sale_cost", label="Broker", amount="50.00"),
                PreviewLine(kind="priority_claim", label="Crew", amount="100.00"),
            ),
            shares=(("Bank", "0.5"),),
        )

    def waiting(self) -> list[WaitingAllocation]:
        """One."""
        return [
            WaitingAllocation(
                reference="Y-A1",
                case="AR-2026-0017",
                what="allocate_proceeds",
                amount=Money(85_000, "EUR"),
                asked_by="Anna",
                on=date(2026, 11, 1),
                approval="AP-2026-000001",
            )
        ]

    def write_payments(self, allocation: str, path: Path, *, published: bool, account: str) -> int:
        """Nothing is written here."""
        return 0


def a_victim(case: str) -> VictimRow:
    """A victim whose claim waits for its decision."""
    return VictimRow(
        id=1,
        reference="V-2026-000001",
        name="Anna Ferrari",
        case=case,
        victim_list=f"{case}-V",
        loss=Money(1_200_000, "EUR"),
        on=date(2024, 5, 1),
        rank=1,
        state="claimed",
        claim_by=date(2026, 12, 1),
        claimed_on=date(2026, 6, 1),
        admitted=None,
        elsewhere=None,
        allocated=None,
    )
