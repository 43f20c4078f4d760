"""A file of a bank as a plan: one row a statement, with the action that records it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.progress import Progress
from asset_recovery.exchange.bank.statement import COLUMNS, BankStatement
from asset_recovery.exchange.import_map import ImportMap, RowRules, load_map
from asset_recovery.exchange.import_plan import DOUBLED, PLANNED, ImportPlan, PlannedRow
from asset_recovery.exchange.tabular import Form, Wishes, checked_file

KIND = "bank_statement"


def _built_in(name: str, title: str) -> ImportMap:
    return ImportMap(
        id=name, version="1", title=title, kind=KIND, licence="", attribution="",
        columns=COLUMNS, row=RowRules(reference=("statement",)),
    )  # fmt: skip


BUILT_IN = {
    "camt053": _built_in("camt053", "CAMT.053 (ISO 20022 XML)"),
    "mt940": _built_in("mt940", "MT940 (SWIFT)"),
}


@dataclass(frozen=True, slots=True)
class StatementPlan:
    """The plan, and for each of its rows the rows of the table behind it (a table only)."""

    plan: ImportPlan
    behind: tuple[tuple[PlannedRow, ...], ...] = ()


def plan_statements(
    path: Path | str,
    map_name: str,
    *,
    today: date,
    wishes: Wishes | None = None,
    progress: Progress | None = None,
) -> StatementPlan:
    """Read a file by a format (`camt053`, `mt940`) or a map for bank statements.

    Raises `ValidationFailed`: `file_unreadable`, `too_large`, `map_invalid`, `column_unknown`.
    """
    del progress  # a statement is read faster than it could tell
    place, said = Path(path), wishes or Wishes()
    checked_file(place)
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    if map_name == "camt053":
        from asset_recovery.exchange.bank.camt053 import read_camt053  # noqa: PLC0415

        return _planned(place, digest, BUILT_IN[map_name], read_camt053(place))
    if map_name == "mt940":
        from asset_recovery.exchange.bank.mt940 import read_mt940  # noqa: PLC0415

        found, encoding, guessed = read_mt940(place, said.encoding)
        form = Form("csv", encoding=encoding, guessed=guessed)
        return _planned(place, digest, BUILT_IN[map_name], found, form)
    return _by_map(place, digest, load_map(map_name), said, today)


def _by_map(place: Path, digest: str, found: ImportMap, said: Wishes, today: date) -> StatementPlan:
    from asset_recovery.exchange.bank.statement_table import read_table  # noqa: PLC0415

    if found.kind != KIND:
        text = f"The map {found.id} reads {found.kind}, not bank statements. Name another map."
        raise ValidationFailed(Reason("map_invalid", text, field="map"))
    made, form, header = read_table(place, found, said, today)
    planned = _planned(place, digest, found, [one for one, _rows in made], form)
    behind = tuple(tuple(rows) for _one, rows in made)
    return StatementPlan(replace(planned.plan, header=header), behind)


def _planned(
    place: Path,
    digest: str,
    found: ImportMap,
    statements: list[BankStatement],
    form: Form | None = None,
) -> StatementPlan:
    rows: list[PlannedRow] = []
    first: dict[str, int] = {}
    for number, one in enumerate(statements, 1):
        row = _row(one, number, place.name, digest, found.id)
        earlier = first.setdefault(row.content_hash, number)
        if earlier != number:
            row = replace(row, outcome=DOUBLED, actions=(), same_as=earlier)
        rows.append(row)
    return StatementPlan(
        ImportPlan(
            map=found, file_name=place.name, file_hash=digest, form=form or Form("csv"),
            header=COLUMNS, as_at=None, cases=(), rows=tuple(rows),
        )
    )  # fmt: skip


def _row(one: BankStatement, number: int, file_name: str, digest: str, form: str) -> PlannedRow:
    action = one.as_action(file_name, digest, form)
    told = {name: value for name, value in action.items() if name not in ("file", "digest")}
    content = hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()
    return PlannedRow(
        number=number,
        reference=f"{one.account}/{one.number}/{one.on.isoformat()}"[:100],
        case_reference=None,
        content_hash=content,
        actions=(action,),
        warnings=(),
        problem=None,
        outcome=PLANNED,
        columns=COLUMNS,
        cells=one.cells,
    )
