"""A column as data: its title, the key it sorts by, its text, its tone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

ID_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
LOOK_ROLE = Qt.ItemDataRole.UserRole + 3
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def plain(_row: Any) -> str:
    """The tone of a cell that has none."""
    return "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `look` is text, second (quiet ink), strong, link or tag; `tone` colours a tag.

    `width` is the width in pixels at 13 px text, 0: takes what is left. `key` names the column in
    filters and preferences. Without `sort_key` the header does not sort.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    sort_key: str = ""
    right: bool = False
    look: str = "text"
    tone: Callable[[Any], str] = plain
    width: int = 120
    hidden: bool = False
