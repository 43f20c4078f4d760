"""The figures of the office that the window tests look at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asset_recovery.domain.progress import Progress
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

    def movement_pdf(self, table: MovementTable) -> bytes:
        """No PDF is looked at here."""
        return b"%PDF"

    def write_movement(self, table: MovementTable, path: Path) -> None:
        """The period alone."""
        path.write_text(str(table.period), encoding="utf-8")
