"""Layouts of the returns: which things stand in which row, and what counts as coming or going.

Layouts are data with effective dates (statistics.md): a return for a past period is computed with
the layout that was valid at its end.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class Category:
    """A row of the table; `types` are codes of types or what they begin with, "" for the rest."""

    key: str
    label: str
    types: tuple[str, ...]

    def takes(self, type_code: str) -> bool:
        """Whether assets of this type stand in the row."""
        return any(
            not code or type_code == code or type_code.startswith(f"{code}-") for code in self.types
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementLayout:
    """The movement table as one version of it is laid out.

    `leaves` gives for the axes `legal`, `management` and `money` the kind of movement by which a
    thing that comes to a state goes out; types `not_counted` are no assets.
    """

    id: str
    version: str
    valid_from: date
    title: str
    mark: str
    basis: str
    seized: frozenset[str]
    forfeited: frozenset[str]
    leaves: Mapping[str, Mapping[str, str]]
    not_counted: frozenset[str]
    categories: tuple[Category, ...]

    def category(self, type_code: str) -> Category:
        """The row in which assets of this type stand; the last one where no other takes them."""
        return next((one for one in self.categories if one.takes(type_code)), self.categories[-1])


@lru_cache(maxsize=1)
def movement_layouts() -> tuple[MovementLayout, ...]:
    """Every version, the newest first."""
    text = (resources() / "statistics" / "movement.toml").read_text(encoding="utf-8")
    found = [_layout(one) for one in tomllib.loads(text)["layout"]]
    return tuple(sorted(found, key=lambda one: one.valid_from, reverse=True))


def layout_on(day: date) -> MovementLayout:
    """The layout valid on a day; the oldest one before all of them."""
    layouts = movement_layouts()
    return next((one for one in layouts if one.valid_from <= day), layouts[-1])


def _layout(given: Mapping[str, Any]) -> MovementLayout:
    return MovementLayout(
        id=given["id"],
        version=given["version"],
        valid_from=given["valid_from"],
        title=given["title"],
        mark=given["mark"],
        basis=given["basis"],
        seized=frozenset(given["enters_as_seized"]),
        forfeited=frozenset(given["enters_as_forfeited"]),
        leaves=given["leaves"],
        not_counted=frozenset(given["not_counted"]),
        categories=tuple(
            Category(one["key"], one["label"], tuple(one["types"])) for one in given["categories"]
        ),
    )
