"""The board: assets as cards in columns by their headline, in the order of an asset's life."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from asset_recovery.domain.registers import AssetRow
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column: the headlines of its cards, and the states (`axis:state`) that lead into it."""

    name: str
    title: str
    headlines: tuple[str, ...]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class BoardCard:
    """An asset as a card. `flags` are pending, irregular, mixed and taken_over."""

    row: AssetRow
    flags: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        """The key of the asset."""
        return self.row.id

    @property
    def reference(self) -> str:
        """The human number of the asset."""
        return self.row.reference


@cache
def board_columns() -> tuple[BoardColumn, ...]:
    """The columns from the first trace to the end."""
    with (resources() / "board.toml").open("rb") as file:
        found = tomllib.load(file)
    return tuple(
        BoardColumn(
            one["name"],
            one["title"],
            tuple(one["headlines"]),
            frozenset(
                f"{axis}:{state}"
                for axis in ("legal", "management", "money")
                for state in one.get(axis, ())
            ),
        )
        for one in found["column"]
    )


def column_of(headline: str) -> str:
    """The name of the column in which a headline stands; empty where there is none."""
    return next((one.name for one in board_columns() if headline in one.headlines), "")
