"""Rows written with the keys of a reusable block, read into the columns of a table of its own.

A person concerned may be typed as `{"surname": …, "date_of_birth": …}` (block B-NP) although the
table has a column for the name and one for the birth: the specification names both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from asset_recovery.forms.form_model import FieldColumn
from asset_recovery.forms.form_reading import BLOCKS_FILE, blocks, forms_folder
from asset_recovery.forms.typed_cells import plain_cell, read_cell, read_truth
from asset_recovery.i18n import _


@dataclass(frozen=True, slots=True)
class _Into:
    """The column that keys of a block go into, what stands between their values and after each."""

    column: str
    keys: tuple[str, ...]
    joint: str
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How rows of some blocks go into a plainer table; `rest` takes what has no column there."""

    blocks: tuple[str, ...]
    rest: str
    into: tuple[_Into, ...]


def fitted(columns: Collection[FieldColumn], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row in the keys of these columns; unchanged where no block has all its other keys."""
    own = {column.key for column in columns}
    other = [key for key in row if key not in own]
    if not other:
        return row
    for fit in _fits():
        known = {column.key: column for code in fit.blocks for column in blocks()[code]}
        targets = [into for into in fit.into if into.column in own]
        if targets and any(key in known for key in other):
            return _moved(row, own, known, targets, fit.rest)
    return row


def _moved(
    row: Mapping[str, Any],
    own: Collection[str],
    known: Mapping[str, FieldColumn],
    targets: Collection[_Into],
    rest: str,
) -> Mapping[str, Any]:
    found: dict[str, Any] = {key: value for key, value in row.items() if key in own}
    taken = set(found)
    for into in targets:
        keys = [key for key in into.keys if key not in taken and not _is_blank(row.get(key))]
        if not keys:
            continue
        parts = [found[into.column]] if into.column in found else []
        for key in keys:
            value = _words(known[key], row[key])
            after = into.after.get(key)
            if after and value == "0":
                continue
            parts.append(f"{value} {after}" if after else value)
        found[into.column] = into.joint.join(str(part) for part in parts)
        taken |= set(keys)
    lines = []
    for key, value in row.items():
        if key in taken:
            continue
        if key not in known or rest not in own:
            found[key] = value
        elif not _is_blank(value):
            lines.append(f"{known[key].label}: {_words(known[key], value)}")
    if lines:
        found[rest] = "; ".join([*([str(found[rest])] if found.get(rest) else []), *lines])
    return found


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str | list | tuple | Mapping) and len(value) == 0)


def _words(column: FieldColumn, value: object) -> str:
    """The value of a cell as the paper says it: labels of codes, yes or no."""
    if column.type == "bool" and (truth := read_truth(value)) is not None:
        return _("yes") if truth else _("no")
    if column.choices:
        codes, fault = read_cell(column, value)
        if not fault:
            several = codes if isinstance(codes, tuple) else (codes,)
            return ", ".join(column.choice_label(str(code)) for code in several)
    return plain_cell(value)


def _fits() -> tuple[_Fit, ...]:
    path = forms_folder() / BLOCKS_FILE
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> tuple[_Fit, ...]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        _Fit(
            tuple(row["blocks"]),
            row["rest"],
            tuple(
                _Into(
                    one["column"],
                    tuple(one["keys"]),
                    one.get("joint", ", "),
                    one.get("after", {}),
                )
                for one in row["into"]
            ),
        )
        for row in data.get("fits", ())
    )
