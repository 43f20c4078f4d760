"""The figures of the office that the window tests look at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from asset_recovery.domain.progress import Progress
from asset_recovery.domain.return_facts import Days, ReturnFact, ReturnRow, ReturnTable
from asset_recovery.domain.statistics_facts import (
    KINDS,
    Cell,
    CellRecord,
    MovementRow,
    MovementTable,
    Period,
    Revision,
    SnapshotFacts,
    Spoiling,
)


def a_row(category: str, label: str) -> MovementRow:
    """Two things of which one was sold."""
    lines = {**dict.fromkeys(KINDS, Cell()), "sold": Cell(1, 800_000)}
    return MovementRow(
        category=category,
        label=label,
        opening=Cell(2, 2_000_000),
        lines=lines,
        closing=Cell(1, 1_200_000),
        liens=Cell(),
    )


class FakeReturns:
    """One kind of thing, one record that spoils the return, published once."""

    def movement(self, period: str, cell: str, progress: Progress) -> MovementTable:
        """The table; the records of a cell where one is named."""
        row, total = a_row("vehicles", "Vehicles"), a_row("total", "Total")
        snapshot = SnapshotFacts(
            reference="SN-2026-0001", period=period, shape="movement", on=date(2026, 11, 1),
            by="S. Visor", at="2026-11-01T09:00:00Z", entry=700, hash="ab" * 32, reason="",
            rows=(row, total),
        )  # fmt: skip
        record = CellRecord(
            "CAR", "AR-2026-0001", "Grey car", "sold", date(2026, 5, 1), 1, 800_000, "sold"
        )
        return MovementTable(
            period=Period.parse(period),
            layout="movement 2026.1",
            currency="EUR",
            rows=(row,),
            total=total,
            spoiling=(
                Spoiling("VAN", "AR-2026-0001", "value_missing", "No value.", "record_valuation"),
            ),
            snapshot=snapshot,
            revisions=(Revision("vehicles", "sold", Cell(0, 0), Cell(1, 800_000)),),
            records=(record,) if cell else (),
        )

    def shapes(self) -> tuple[tuple[str, str], ...]:
        """One return beside the movement table."""
        return (("eu", "Yearly statistics of the Union"),)

    def returned(self, shape: str, period: str, row: str, progress: Progress) -> ReturnTable:
        """Two rows; with a row the record that it counts."""
        fact = ReturnFact(
            "frozen", date(2026, 3, 1), "2026-000123-X", "AR-2026-0007", "Car", 20_000_00,
            {"asset": "2026-000123-X"},
        )  # fmt: skip
        return ReturnTable(
            shape=shape,
            period=Period.parse(period),
            layout=f"{shape} 2026.1",
            title="Yearly statistics",
            basis="A directive",
            mark="K",
            currency="EUR",
            rows=(
                ReturnRow(number="3", key="value_frozen", label="Value frozen",
                          cell=Cell(1, 20_000_00), counts_value=True,
                          parts=(("vehicles", "Vehicles", Cell(1, 20_000_00)),),
                          source="11(1)(c)", mark="V"),
                ReturnRow(number="12", key="execution_days", label="Days to execution",
                          cell=Cell(1, 0), counts_value=False, days=Days(1, Decimal(45)),
                          source="35(2)", mark="K"),
            ),
            records=(fact,) if row else (),
        )  # fmt: skip

    def write_return(self, table: ReturnTable, path: Path) -> None:
        """A file that names the return."""
        path.write_text(table.layout, encoding="utf-8")

    def movement_pdf(self, table: MovementTable) -> bytes:
        """No PDF is looked at here."""
        return b"%PDF"

    def write_movement(self, table: MovementTable, path: Path) -> None:
        """The period alone."""
        path.write_text(str(table.period), encoding="utf-8")
