"""A written table is read back: as many rows as were given, and the same sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from asset_recovery.domain.errors import Reason, StorageFailed
from asset_recovery.exchange.safe_cells import Cell, number_of


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows, and how many text cells carry a mark against formulas."""

    rows: int
    marked: int


@dataclass(slots=True)
class Tally:
    """Counts rows and sums numbers by column while they pass."""

    rows: int = 0
    marked: int = 0
    sums: dict[int, Decimal] = field(default_factory=dict)
    mixed: set[int] = field(default_factory=set)

    def passing(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        """The rows, counted."""
        for row in rows:
            self.rows += 1
            for place, value in enumerate(row):
                if place in self.mixed and type(value) is str:
                    continue
                number = number_of(value)
                if number is not None:
                    self.sums[place] = self.sums.get(place, Decimal(0)) + number
                elif value not in (None, ""):
                    self.mixed.add(place)
            yield row

    def compare(self, name: str, written: Iterable[Sequence[object]]) -> None:
        """Read the file's rows again; `storage_failed` where they are not those given.

        Columns of numbers alone are summed; a column with texts among them has no sum.
        """
        count = 0
        found = {place: Decimal(0) for place in self.sums if place not in self.mixed}
        for row in written:
            count += 1
            for place in found:
                found[place] += _number(row[place] if place < len(row) else "")
        if count != self.rows or any(found[place] != self.sums[place] for place in found):
            text = f"{name} was written but does not read back alike. Write it to another place."
            raise StorageFailed(Reason("storage_failed", text))


def _number(value: object) -> Decimal:
    try:
        return Decimal(str(value)) if value not in (None, "") else Decimal(0)
    except InvalidOperation:
        return Decimal("NaN")
