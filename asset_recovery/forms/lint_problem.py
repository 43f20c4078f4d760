"""A fault of a form file, and the line of the file on which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.lifecycle.law_lines import line_of, lines_of

_ENTRY = re.compile(r"(fields|sections|headings|rules)(?:\[(\d+)\]|\.([^.]*))(.*)")
_COUNTED = re.compile(r"\[\d+\]")
_NAMED_BY = {"fields": ("key",), "sections": ("code",), "headings": ("number", "title"),
             "rules": ("id",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a form file: where, a stable code, what to do about it, and its line."""

    place: str
    code: str
    text: str
    line: int | None = None

    def as_reason(self) -> Reason:
        """The fault as a refusal says it; the row is the line of the file."""
        where = self.place if self.line is None else f"{self.place}, line {self.line}"
        return Reason("rule_pack_invalid", f"{where}: {self.text}", field="file", row=self.line)


def with_lines(found: Iterable[Problem], data: Mapping[str, Any], text: str) -> list[Problem]:
    """The faults with the lines of their places."""
    lines = lines_of(text)
    return [
        one if one.line else replace(one, line=line_of(_as_counted(one.place, data), lines))
        for one in found
    ]


def _as_counted(place: str, data: Mapping[str, Any]) -> str:
    """`fields.first.type` or `fields[1].type` as tables are counted: `fields 1.type`."""
    match = _ENTRY.match(place)
    if match is None:
        return place
    part, number, name, rest = match.groups()
    if number is None:
        rows = data.get(part, [])
        number = next(
            (
                str(place)
                for place, row in enumerate(rows, start=1)
                if name in [row.get(key) for key in _NAMED_BY[part]]
            ),
            "0",
        )
    return f"{part} {number}{_COUNTED.sub('', rest)}"
