"""How what is typed into a field of several lines is read: lists, pairs, rows, JSON. No Qt."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from asset_recovery.i18n import _
from asset_recovery.ui.schedule_rows import value_of
from asset_recovery.ui.typed_values import Read

MONEY_KEYS = {"amount", "value", "fee", "rent"}


def read_text(text: str) -> Read:
    """A text; empty is not given."""
    return Read(text.strip() or None)


def read_lines(text: str) -> Read:
    """A list, one entry a line."""
    return Read([line.strip() for line in text.splitlines() if line.strip()] or None)


def read_pairs(text: str) -> Read:
    """Pairs, one a line: `imo: 9074729`."""
    found: dict[str, str] = {}
    for number, line in enumerate((part for part in text.splitlines() if part.strip()), 1):
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or not value.strip():
            return Read(problem=_("Line {n}: write a name, a colon and a value.").format(n=number))
        found[name.strip().casefold().replace(" ", "_")] = value.strip()
    return Read(found or None)


def read_row_lines(currency: str) -> Callable[[str], Read]:
    """Rows as lines: an asset, then name: value, parted by semicolons or tabs; or JSON.

    `2026-000412-K; amount: 1.2m EUR` reads as one row with an exact amount.
    """

    def read(text: str) -> Read:
        if text.strip().startswith(("[", "{")):
            return read_json(text)
        rows: list[dict[str, object]] = []
        for number, line in enumerate((part for part in text.splitlines() if part.strip()), 1):
            row, problem = _row_line(line, currency)
            if problem:
                return Read(problem=_("Line {n}: {text}").format(n=number, text=problem))
            rows.append(row)
        return Read(rows or None)

    return read


def _row_line(line: str, currency: str) -> tuple[dict[str, object], str]:
    row: dict[str, object] = {}
    for part in line.replace("\t", ";").split(";"):
        name, colon, value = part.partition(":")
        if not part.strip():
            continue
        if not colon:
            if "asset" in row:
                return row, _("write each as name: value.")
            row["asset"] = part.strip()
            continue
        key = name.strip().casefold().replace(" ", "_")
        row[key] = value.strip()
        if key in MONEY_KEYS:
            money, problem = value_of(value, currency)
            if money is None:
                return row, problem or _("the amount is missing.")
            row[key] = money.as_json()
    return row, ""


def read_json(text: str) -> Read:
    """Pairs, one a line, or a value in JSON."""
    if not text.strip():
        return Read()
    if text.strip()[0] not in '{["' and ":" in text:
        return read_pairs(text)
    try:
        return Read(json.loads(text))
    except ValueError:
        return Read(problem=_("This cannot be read. Write it as in the guide, or leave it empty."))


def read_country(text: str) -> Read:
    """A country by its two letters."""
    typed = text.strip().upper()
    if typed and (len(typed) != 2 or not typed.isalpha() or not typed.isascii()):
        return Read(problem=_("Write the two letters of the country, such as CH."))
    return Read(typed or None)


def show_lines(value: Any) -> str:
    """A list or a mapping as lines."""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {entry}" for name, entry in value.items())
    return "\n".join(str(entry) for entry in value)


def show_json(value: Any) -> str:
    """A value as JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=1)
