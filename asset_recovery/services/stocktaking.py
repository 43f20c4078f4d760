"""A stocktake worked out: what was found, is missing, lies elsewhere, is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions.storage_actions import TakeStock
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.storage_facts import LISTS, StockLine
from asset_recovery.i18n import _
from asset_recovery.lifecycle.quantities import shown
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.rows import Row
from asset_recovery.services.scanning import asset_scanned, stranger_sentence, void_sentence
from asset_recovery.services.work import Work

MOST_WARNINGS = 100


@dataclass(frozen=True, slots=True)
class Thing:
    """An asset of the stocktake: its row, its case's number, what a list shows of it."""

    id: int
    reference: str
    case_id: int
    case: str
    headline: str = ""


@dataclass(slots=True)
class Count:
    """The result: a line for each thing, the assets behind them, what is to be told."""

    lines: list[tuple[StockLine, Thing | None]] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    expected: int = 0

    def lists(self) -> dict[str, list[str]]:
        """References by outcome, damaged things among the found."""
        found: dict[str, list[str]] = {name: [] for name in LISTS}
        for line, _thing in self.lines:
            found["found" if line.outcome == "damaged" else line.outcome].append(line.label)
        return found

    def things(self, outcome: str) -> list[tuple[StockLine, Thing]]:
        """The assets of one of the lists."""
        return [
            (line, thing)
            for line, thing in self.lines
            if thing is not None and line.outcome == outcome
        ]

    def differing(self) -> list[tuple[StockLine, Thing]]:
        """Things there whose count is not that of the ledger."""
        return [
            (line, thing)
            for line, thing in self.lines
            if thing is not None and line.counted is not None and line.counted != line.expected
        ]


def count(work: Work, command: TakeStock, below: list[str], drawn: set[str] | None) -> Count:
    """Hold what was found against what the records have in these places on that day.

    `drawn` limits what is expected to a sample. What the actor must not know of is neither expected
    nor known.
    """
    connection, day = work.unit.connection, command.on.isoformat()
    access = Access.of(work.actor, work.today)
    made = Count()
    expected = {
        str(row["reference"]): row
        for row in storage_query.contents(connection, access, below, day)
        if drawn is None or row["reference"] in drawn
    }
    made.expected = len(expected)
    seen: set[str] = set()
    damaged = set(command.damaged)
    for place, entry in enumerate(command.found, start=1):
        _one(work, command, made, expected, seen, place, entry, damaged)
    _strangers(work, command, made, seen)
    for reference in sorted(expected.keys() - seen):
        row = expected[reference]
        thing = _thing_of(row)
        line = StockLine(label=reference, outcome="missing", place=str(row["storage"]))
        made.lines.append((line, thing))
    _warn_of_damaged(made, damaged - seen)
    return made


def _one(  # noqa: PLR0913, PLR0917 - one entry and everything it is held against
    work: Work,
    command: TakeStock,
    made: Count,
    expected: Mapping[str, Row],
    seen: set[str],
    place: int,
    entry: Mapping[str, Any],
    damaged: set[str],
) -> None:
    connection, label = work.unit.connection, str(entry["asset"])
    row, read = asset_scanned(connection, label)
    if row is None or not work.may_know("asset", row):
        if label in seen:
            return
        seen.add(label)
        text = stranger_sentence(connection, label, read)
        made.warnings.append(Reason("not_found", text, field="found", row=place))
        made.lines.append((StockLine(label=label, outcome="unknown"), None))
        return
    reference = str(row["reference"])
    if reference in seen:
        text = _("{asset} was counted twice; it stands once.").format(asset=reference)
        made.warnings.append(Reason("identifier_duplicate", text, field="found", row=place))
        return
    seen.add(reference)
    thing = _thing(work, row, expected.get(reference))
    void = void_sentence(connection, row, read, thing.case)
    if void:
        made.warnings.append(Reason("wrong_state", void, field="found", row=place))
    made.lines.append((_line(work, command, row, expected.get(reference), entry, damaged), thing))


def _line(  # noqa: PLR0913, PLR0917 - one entry and what the records say of it
    work: Work,
    command: TakeStock,
    row: Row,
    there: Row | None,
    entry: Mapping[str, Any],
    damaged: set[str],
) -> StockLine:
    reference = str(row["reference"])
    recorded = None if there is None else str(there["storage"])
    outcome = "found"
    if there is None:
        recorded = storage_query.place_of(
            work.unit.connection, int(row["id"]), command.on.isoformat()
        )
        outcome = "misplaced"
    elif reference in damaged:
        outcome = "damaged"
    line = StockLine(label=reference, outcome=outcome, place=recorded)
    if entry.get("quantity") is None:
        return line
    position = work.stories.position(int(row["id"]), (command.on, 2**62))
    counted = Decimal(str(entry["quantity"]))
    return replace(line, expected=shown(position.quantity), counted=shown(counted))


def _strangers(work: Work, command: TakeStock, made: Count, seen: set[str]) -> None:
    """Labels given as strangers; one that the office knows after all is told."""
    for place, label in enumerate(command.strangers, start=1):
        if label in seen:
            continue
        seen.add(label)
        row, read = asset_scanned(work.unit.connection, label)
        if row is not None and work.may_know("asset", row):
            text = _("{asset} is known here: count it among the things found.")
            text = text.format(asset=row["reference"])
            raise ValidationFailed(Reason("field_invalid", text, field="strangers", row=place))
        text = stranger_sentence(work.unit.connection, label, read)
        made.warnings.append(Reason("not_found", text, field="strangers", row=place))
        made.lines.append((StockLine(label=label, outcome="unknown"), None))


def _warn_of_damaged(made: Count, unseen: set[str]) -> None:
    """Who says that a thing is damaged must have found it."""
    if unseen:
        text = _("{asset} is called damaged and was not found.").format(
            asset=", ".join(sorted(unseen)[:5])
        )
        raise ValidationFailed(Reason("field_invalid", text, field="damaged"))


def _thing(work: Work, row: Row, there: Row | None) -> Thing:
    if there is not None:
        return _thing_of(there)
    case = work.stories.case(int(row["case_id"]))
    return Thing(int(row["id"]), str(row["reference"]), int(case["id"]), str(case["reference"]))


def _thing_of(row: Row) -> Thing:
    return Thing(
        int(row["id"]),
        str(row["reference"]),
        int(row["case_id"]),
        str(row["case_reference"]),
        str(row["headline"]),
    )


def due_day(work: Work, case_id: int, on: date) -> int:
    """In how many days a difference is followed up, by the legal system of the case."""
    return work.stories.rules_of(case_id).days("count_difference_due", on)
