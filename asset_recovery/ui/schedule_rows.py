"""The rows of the asset schedule: pasted, typed, checked cell by cell. Pure functions, no Qt."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.typed_values import read_money

CELLS = ("type", "description", "identifiers", "country", "location", "owner", "possessor", "value")
TITLES = {
    "type": N_("Type"), "description": N_("Description"), "identifiers": N_("Identifiers"),
    "country": N_("Country"), "location": N_("Place"), "owner": N_("Registered owner"),
    "possessor": N_("Possessor"), "value": N_("Estimated value"),
}  # fmt: skip
CHANGEABLE = {"description", "identifiers", "country", "location"}
REQUIRED = ("type", "description")
_PAIR = re.compile(r"\s*([^:=]+?)\s*[:=]\s*(.+?)\s*")
_CURRENCY = re.compile(r"(?:^([A-Za-z]{3})\b)|(?:\b([A-Za-z]{3})$)")


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A line of the grid: an asset on file (`reference`) or one that is still to be registered."""

    number: int
    cells: Mapping[str, str]
    reference: str = ""
    state: str = ""
    before: Mapping[str, str] | None = None
    ticked: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it is not registered yet."""
        return not self.reference

    @property
    def changed(self) -> dict[str, str]:
        """The cells that differ from what is on file."""
        old = self.before or {}
        return {name: text for name, text in self.cells.items() if text != old.get(name, "")}


def from_asset(asset: AssetFacts) -> ScheduleRow:
    """The line of an asset on file."""
    cells = {
        "type": asset.type_code, "description": asset.description,
        "identifiers": "; ".join(f"{name}: {value}" for name, value in asset.identifiers),
        "country": asset.country or "", "location": asset.location or "",
        "owner": asset.owner or "", "possessor": asset.possessor or "",
        "value": words.money(asset.value, ""),
    }  # fmt: skip
    return ScheduleRow(
        asset.number, cells, asset.reference, words.code(_(asset.headline)), dict(cells)
    )


def new_row(number: int, cells: Mapping[str, str]) -> ScheduleRow:
    """A line that is still to be registered."""
    return ScheduleRow(number, {name: cells.get(name, "") for name in CELLS})


def edited(row: ScheduleRow, name: str, text: str) -> ScheduleRow:
    """The row with one cell changed."""
    return replace(row, cells={**row.cells, name: " ".join(text.split())})


def parse_paste(text: str, start: str = CELLS[0]) -> list[dict[str, str]]:
    """Rows of a table copied from a word processor or a spreadsheet.

    A first line that names known columns is taken as the heading, in any order; without one the
    cells fill the grid from `start` on. Cells may hold line breaks in quotes.
    """
    lines = [
        [" ".join(cell.split()) for cell in line]
        for line in csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    ]
    lines = [line for line in lines if any(line)]
    if not lines:
        return []
    heading = _heading(lines[0])
    if heading:
        lines = lines[1:]
    names = heading or list(CELLS[CELLS.index(start) :])
    return [{n: c for n, c in zip(names, line, strict=False) if n} for line in lines]


def _heading(line: list[str]) -> list[str]:
    known = {name.casefold(): name for name in CELLS}
    known |= {title.casefold(): name for name, title in TITLES.items()}
    known |= {_(title).casefold(): name for name, title in TITLES.items()}
    known |= {"owner": "owner", "value": "value"}
    names = [known.get(cell.casefold(), "") for cell in line]
    return names if sum(map(bool, names)) >= 2 else []


def faults(row: ScheduleRow, types: Mapping[str, str], currency: str) -> dict[str, str]:
    """What is wrong with each cell, in words; only what a person changed is judged."""
    found: dict[str, str] = {}
    judged = row.cells if row.is_new else row.changed
    for name in REQUIRED:
        if name in judged and not judged[name]:
            found[name] = _("{name} is required.").format(name=_(TITLES[name]))
    if not row.is_new:
        for name in judged.keys() - CHANGEABLE:
            found[name] = _("{name} is changed by its own step, not here.").format(
                name=_(TITLES[name])
            )
    typed = judged.get("type", "")
    if typed and types and typed not in types:
        found["type"] = _("{code} is not a type of the list.").format(code=typed)
    country = judged.get("country", "")
    if country and not re.fullmatch(r"[A-Za-z]{2}", country):
        found["country"] = _("Write the two letters of the country, such as CH.")
    if judged.get("identifiers") and identifiers(judged["identifiers"]) is None:
        found["identifiers"] = _("Write each as name: value, parted by semicolons.")
    if row.is_new and (problem := value_of(row.cells["value"], currency)[1]):
        found["value"] = problem
    return found


def identifiers(text: str) -> dict[str, str] | None:
    """`imo: 9074729; flag: Malta` as a mapping, or None if it cannot be read."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        if not part.strip():
            continue
        match = _PAIR.fullmatch(part)
        if match is None:
            return None
        found[match.group(1).casefold().replace(" ", "_")] = match.group(2)
    return found


def value_of(text: str, currency: str) -> tuple[Money | None, str]:
    """The value with its own currency if one is written, else the office's; and the problem."""
    match = _CURRENCY.search(text.strip())
    code = (match.group(1) or match.group(2)).upper() if match else currency
    bare = _CURRENCY.sub("", text.strip(), count=1) if match else text
    read = read_money(bare, code)
    return (read.value if isinstance(read.value, Money) else None), read.problem


def arguments(row: ScheduleRow, currency: str) -> dict[str, object]:
    """The row as an entry of `rows`: all of a new asset, the changed cells of one on file."""
    source = row.cells if row.is_new else row.changed
    found: dict[str, object] = {} if row.is_new else {"asset": row.reference}
    for name, text in source.items():
        if name == "identifiers" and text:
            found[name] = identifiers(text) or {}
        elif name == "value":
            money = value_of(text, currency)[0]
            if money is not None:
                found["estimated_value"] = money.as_json()
        elif name == "country" and text:
            found[name] = text.upper()
        elif name in {"owner", "possessor"} and text:
            found[name] = {"name": text}
        elif text:
            found[name] = text
    return found
