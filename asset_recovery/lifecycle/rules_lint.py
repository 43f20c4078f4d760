"""The lint of a legal system's file: its shape, and whether everything that it names is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.json_shape import misfits
from asset_recovery.lifecycle import deadline_rules_lint, law_meaning, law_reach
from asset_recovery.lifecycle.law_lines import line_of, lines_of
from asset_recovery.lifecycle.law_meaning import Base, Fault
from asset_recovery.lifecycle.rules import CODE, Library, read_toml, shipped
from asset_recovery.paths import resources

AT_MOST = 200
Raw = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault of the file: its place (table, number of its entry, key), code, sentence and line."""

    place: str
    code: str
    text: str
    line: int | None = None

    def as_reason(self) -> Reason:
        """The fault as a refusal says it; the row is the line of the file."""
        where = self.place if self.line is None else f"{self.place}, line {self.line}"
        return Reason(self.code, f"{where}: {self.text}", field=self.place, row=self.line)


def lint_legal_system(path: Path) -> list[Problem]:
    """Every fault of a legal system's file; an empty list: it can be installed.

    A base is looked for beside the file, then among those that come with the application.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return [Problem("file", "file_unreadable", "The file cannot be read.")]
    try:
        read_toml(data)
    except ValidationFailed as refusal:
        return [Problem("file", reason.code, reason.text) for reason in refusal.reasons]
    return problems_of(data.decode("utf-8"), shipped().besides(path), path.name)[1]


def problems_of(text: str, library: Library, _file: str) -> tuple[Raw | None, list[Problem]]:
    """The parsed text and every fault of it; None where it cannot even be parsed."""
    try:
        raw = read_toml(text.encode("utf-8"))
    except ValidationFailed as refusal:
        return None, [Problem("file", CODE, reason.text) for reason in refusal.reasons]
    lines = lines_of(text)
    found = list(_shape(raw))
    if not found:
        base, found = _base(raw, library)
        checks: tuple[Callable[[Raw, Base], Iterator[Fault]], ...] = (
            law_meaning.faults,
            law_reach.faults,
            deadline_rules_lint.faults,
        )
        for check in checks if not found else ():
            found += [Problem(place, CODE, said) for place, said in check(raw, base)]
    placed = [replace(one, line=line_of(one.place, lines)) for one in found[:AT_MOST]]
    return raw, placed


@cache
def _schema() -> Mapping[str, object]:
    path = resources() / "legal_systems" / "legal_system.schema.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def _shape(raw: Raw) -> Iterator[Problem]:
    if not raw:
        yield Problem("file", CODE, "The file is empty.")
        return
    for misfit in misfits(raw, _schema()):
        yield Problem(place_of(misfit.path), CODE, misfit.text)


def place_of(path: tuple[str | int, ...]) -> str:
    """`("step", 3, "guards", 2)` as people read it: `step 3.guards 2`."""
    said = ""
    for part in path:
        said += f" {part}" if isinstance(part, int) else f".{part}" if said else part
    return said[:200] or "file"


def _base(raw: Raw, library: Library) -> tuple[Base, list[Problem]]:
    """The system on which this one is based, as it stands on this one's first day."""
    system = raw["system"]
    assert isinstance(system, dict)
    named = system.get("based_on")
    if named is None:
        return Base(None), []
    place, own = "system.based_on", f"{system['id']}@{system['version']}"
    name = str(named)
    if name in (system["id"], own):
        return Base(None), [Problem(place, CODE, f"{own} is based on itself.")]
    since = system["valid_from"]
    try:
        found = library.base_of(name, since)
    except ValidationFailed as refusal:
        said = refusal.reasons[0].text
        return Base(None), [Problem(place, CODE, f"The base {name} is faulty: {said}")]
    if found is not None:
        return Base(found.view(since)), []
    if name.partition("@")[0] in library.being_read:
        said = f"{own} and {name} are based on each other: a base must not lead back."
        return Base(None), [Problem(place, CODE, said)]
    said = f"There is no legal system {name}; there are: {', '.join(library.names())}."
    return Base(None), [Problem(place, CODE, said)]
