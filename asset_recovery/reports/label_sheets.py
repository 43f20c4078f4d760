"""Sheets of labels: how many, where on the page, in exact millimetres; data in resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import Reason, ValidationFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """One layout; lengths in millimetres from the upper left corner of the page."""

    name: str
    label: str
    size: str
    page: tuple[float, float]
    columns: int
    rows: int
    left: float
    top: float
    across: float
    down: float

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[float, float]:
        """Left and top of a label of the sheet, counted from 0, row by row."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.across, self.top + row * self.down


@cache
def label_sheets() -> Mapping[str, LabelSheet]:
    """Every layout by its name."""
    found = {}
    for name, code in code_list("label_sheets").codes.items():
        said: dict[str, Any] = dict(code.more)
        said["page"] = tuple(said["page"])
        found[name] = LabelSheet(name=name, label=code.label, **said)
    return found


def label_sheet(name: str, size: str) -> LabelSheet:
    """A layout for labels of this size; `field_invalid` where there is none."""
    found = label_sheets().get(name)
    if found is None:
        text = f"There is no sheet {name!r}. Choose one of: {', '.join(label_sheets())}."
        raise ValidationFailed(Reason("field_invalid", text, field="sheet"))
    if found.size != size:
        text = f"The sheet {name} holds labels of {found.size}, not of {size}."
        raise ValidationFailed(Reason("field_invalid", text, field="sheet"))
    return found


def sheet_position(name: str, size: str, start: int) -> LabelSheet:
    """The layout, if it has this position (from 1); `field_invalid` otherwise."""
    found = label_sheet(name, size)
    if not 1 <= start <= found.count:
        text = f"The sheet has the positions 1 to {found.count}."
        raise ValidationFailed(Reason("field_invalid", text, field="start"))
    return found
