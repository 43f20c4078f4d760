"""On which line of a TOML file a place stands: `step 3.guards`, `parameters.return_due.unit`."""

from __future__ import annotations

import re

_TABLES = re.compile(r"^\s*\[\[\s*([^\]]+?)\s*\]\]")
_TABLE = re.compile(r"^\s*\[\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-.]+|\"[^\"]*\"|'[^']*')\s*=")
_QUOTED = re.compile(r"\"\"\"|'''")


def lines_of(text: str) -> dict[str, int]:
    """The line, counted from 1, of every table and of every key that begins a line."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    here, depth, quoted = "", 0, False
    for number, line in enumerate(text.splitlines(), start=1):
        if len(_QUOTED.findall(line)) % 2:
            quoted = not quoted
        elif quoted:
            continue
        if depth <= 0 and (match := _TABLES.match(line)):
            name = match[1]
            counts[name] = counts.get(name, 0) + 1
            here = f"{name} {counts[name]}"
            found[here] = number
            continue
        if depth <= 0 and (match := _TABLE.match(line)):
            here = match[1].replace('"', "")
            found.setdefault(here, number)
            continue
        if depth <= 0 and (match := _KEY.match(line)):
            key = match[1].strip("\"'")
            found.setdefault(f"{here}.{key}" if here else key, number)
        depth += _opened(line)
    return found


def _opened(line: str) -> int:
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*", "", line)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


def line_of(place: str, lines: dict[str, int]) -> int | None:
    """The line of a place, or of the nearest table or key around it; None where there is none."""
    while place:
        if place in lines:
            return lines[place]
        shorter = place.rpartition(".")[0]
        if re.search(r" \d+$", place) and place[: place.rindex(" ")] in lines:
            return lines[place[: place.rindex(" ")]]
        place = shorter
    return None
