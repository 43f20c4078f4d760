"""Layouts of the yearly returns, as data: which facts a row counts, by what, and on what basis."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.expression import Node, parse
from asset_recovery.i18n import _
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class Enters:
    """A fact of an asset: it comes on an axis to one of these states from none of them."""

    fact: str
    axis: str
    states: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLayout:
    """A row: the kind of fact, which of them, counted once a `distinct` label, broken down `by`."""

    number: str
    key: str
    label: str
    fact: str
    when: Node | None = None
    distinct: str = ""
    value: bool = False
    by: str = ""
    days: bool = False
    days_from: str = ""
    source: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLayout:
    """A return as one version of it is laid out."""

    shape: str
    version: str
    valid_from: date
    title: str
    basis: str
    mark: str
    rows: tuple[RowLayout, ...]
    enters: tuple[Enters, ...]

    def row(self, key: str) -> RowLayout:
        """The row with this key; `field_invalid` names those there are."""
        found = next((one for one in self.rows if one.key == key), None)
        if found is None:
            text = _("There is no row {key}; there are: {known}.")
            known = ", ".join(one.key for one in self.rows)
            raise invalid("of", text.format(key=key, known=known))
        return found


def return_shapes() -> tuple[str, ...]:
    """The returns that are laid out."""
    return tuple(dict.fromkeys(one.shape for one in _layouts()))


def return_layout_on(shape: str, day: date) -> ReturnLayout:
    """The layout of a return valid on a day; the oldest one before all of them."""
    known = [one for one in _layouts() if one.shape == shape]
    return next((one for one in known if one.valid_from <= day), known[-1])


@lru_cache(maxsize=1)
def _layouts() -> tuple[ReturnLayout, ...]:
    text = (resources() / "statistics" / "returns.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    enters = tuple(
        Enters(one["fact"], one["axis"], frozenset(one["states"])) for one in data["enters"]
    )
    found = [_layout(one, enters) for one in data["return"]]
    return tuple(sorted(found, key=lambda one: one.valid_from, reverse=True))


def _layout(given: dict[str, Any], enters: tuple[Enters, ...]) -> ReturnLayout:
    rows = tuple(
        RowLayout(**{**row, "when": parse(row["when"], row["key"]) if "when" in row else None})
        for row in given["rows"]
    )
    return ReturnLayout(**{**given, "rows": rows, "enters": enters})
