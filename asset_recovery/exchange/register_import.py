"""Registers in: a file and an import map become a plan of actions and problems, no database."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.exchange.import_map import (
    ImportMap,
    load_map,
    shipped_maps,
)
from asset_recovery.exchange.import_plan import (
    CHANGE,
    DOUBLED,
    PLANNED,
    ImportPlan,
    PlannedRow,
    change_actions,
    differences,
)
from asset_recovery.exchange.rejects import REASON_COLUMN
from asset_recovery.exchange.row_draft import Setting
from asset_recovery.exchange.row_planner import RowPlanner
from asset_recovery.exchange.table_opening import open_table
from asset_recovery.exchange.tabular import Table, Wishes
from asset_recovery.exchange.templates import fold
from asset_recovery.i18n import _

_REPORT_EVERY = 1_000


def plan_import(
    path: Path | str,
    import_map: ImportMap | str | Path,
    *,
    today: date,
    as_at: date | None = None,
    kind: str | None = None,
    legal_system: str | None = None,
    wishes: Wishes | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Read a file by a map and say for every row what it would do or why it is refused.

    `as_at` is the day of which the register speaks; needed where the map does not say it. `kind`
    (assets, parties, valuations) refuses a map made for something else. Raises `ValidationFailed`:
    `file_unreadable`, `too_large`, `column_unknown`, `map_invalid`, `field_missing` (`as_at`).
    """
    place = Path(path)
    found = import_map if isinstance(import_map, ImportMap) else load_map(import_map)
    _check_kind(found, kind)
    table = open_table(place, map_wishes(found, wishes))
    found = _as_told(found, wishes)
    columns = match_columns(found, table.columns)
    day = _as_at(found, as_at, today)
    setting = Setting(today=today, as_at=day, file_name=place.name, legal_system=legal_system)
    planner = RowPlanner(found, table.columns, columns, setting, table.form.kind == "xlsx")
    rows = _settle(planner, table, progress or SilentProgress())
    return ImportPlan(
        map=found,
        file_name=place.name,
        file_hash=_file_hash(place),
        form=table.form,
        header=table.columns,
        as_at=day,
        cases=tuple(planner.cases.values()),
        rows=tuple(rows),
    )


def _check_kind(found: ImportMap, kind: str | None) -> None:
    if kind is not None and kind != found.kind:
        wanted = kind.replace("_", " ")
        text = f"The map {found.id} reads {found.kind}, not {wanted}. Name another map."
        raise ValidationFailed(Reason("map_invalid", text, field="map"))


def map_wishes(found: ImportMap, said: Wishes | None) -> Wishes:
    """What the user says goes before what the map says; both go before detection."""
    rules, wish = found.file, said or Wishes()
    renamed = {new: old for old, new in rules.rename.items()}
    expected = tuple(renamed.get(name, name) for name in (*found.columns, *found.optional_columns))
    return Wishes(
        encoding=wish.encoding or rules.encoding,
        delimiter=wish.delimiter or rules.delimiter,
        header_row=wish.header_row or rules.header_row,
        sheet=wish.sheet or rules.sheet,
        expected=expected,
    )


def _as_told(found: ImportMap, said: Wishes | None) -> ImportMap:
    """The map with what the user says of numbers and dates in this file."""
    told = {
        name: value
        for name in ("decimal", "thousands", "date_order")
        if said is not None and (value := getattr(said, name)) is not None
    }
    return replace(found, file=replace(found.file, **told)) if told else found


def _file_hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _as_at(found: ImportMap, given: date | None, today: date) -> date | None:
    if given is not None:
        if given > today:
            text = (
                f"{given.isoformat()} lies in the future. A register speaks of a day that has been."
            )
            raise ValidationFailed(Reason("date_in_future", text, field="as_at"))
        return given
    said = found.row.as_at
    if not isinstance(said, str):
        return None
    if said != "ask":
        return date.fromisoformat(said)
    if found.kind != "assets":
        return today
    text = "Say of which day the register speaks (--as-at): the file does not."
    raise ValidationFailed(Reason("field_missing", text, field="as_at"))


def renamed_columns(found: ImportMap, header: Iterable[str]) -> tuple[str, ...]:
    """The header in the map's names, whatever its case and blanks.

    Ignored columns and the reasons of rejects become empty.
    """
    rules = found.file
    known = (*found.columns, *found.optional_columns)
    spellings = {fold(name): name for name in (*known, *rules.rename)}
    names = []
    for column in header:
        name = column.strip().lstrip("\ufeff")
        name = name if name in known else spellings.get(fold(name), name)
        ignored = name in rules.ignore or name == REASON_COLUMN
        names.append("" if ignored else rules.rename.get(name, name))
    return tuple(names)


def match_columns(found: ImportMap, header: tuple[str, ...]) -> tuple[str, ...]:
    """The header in the map's names; `column_unknown` with the difference where it does not fit."""
    columns = renamed_columns(found, header)
    texts = _difference(found, columns)
    if not texts:
        return columns
    others = [name for name in fitting_maps(header) if name != found.id]
    known = (*found.columns, *found.optional_columns)
    if len(texts) > 1 or not texts[0].startswith("Twice"):
        texts.append(f"The map knows: {', '.join(known)}.")
    if others:
        texts.append(f"The columns fit the map {' and '.join(others)}.")
    text = f"The columns are not those of the map {found.id}. " + " ".join(texts)
    raise ValidationFailed(Reason("column_unknown", text, field="columns"))


def _difference(found: ImportMap, columns: tuple[str, ...]) -> list[str]:
    allowed = set(found.columns) | set(found.optional_columns)
    texts = []
    missing = [name for name in found.columns if name not in columns]
    extra = [name for name in columns if name and name not in allowed]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if missing:
        texts.append(f"Missing: {', '.join(missing)}.")
    if extra and found.extra_columns == "refuse":
        texts.append(f"Not expected: {', '.join(_hinted(name, missing) for name in extra[:20])}.")
    if twice:
        texts.append(f"Twice: {', '.join(twice)}.")
    return texts


def _hinted(name: str, missing: list[str]) -> str:
    close = get_close_matches(name, missing, n=1, cutoff=0.8)
    return f"{name[:60]} (meant: {close[0]}?)" if close else name[:60]


def fitting_maps(header: tuple[str, ...]) -> tuple[str, ...]:
    """The shipped maps whose columns this header has, the narrowest first."""
    fitting = []
    for name in shipped_maps():
        found = load_map(name)
        if not _difference(found, renamed_columns(found, header)):
            fitting.append((found.extra_columns == "keep", -len(found.columns), name))
    return tuple(name for _loose, _width, name in sorted(fitting))


def _settle(planner: RowPlanner, table: Table, progress: Progress) -> list[PlannedRow]:
    """Plan all rows and tell doubled rows and changes within the file from first ones."""
    rows: list[PlannedRow] = []
    first: dict[str, PlannedRow] = {}
    with _without_collector():
        for raw in table.rows:
            row = planner.plan(raw)
            if row.problem is None:
                earlier = first.setdefault(row.reference, row)
                if earlier is not row:
                    row = _repeated(row, earlier)
            rows.append(row)
            if len(rows) % _REPORT_EVERY == 0:
                progress.step(len(rows), 0, _("Reading rows"))
    progress.step(len(rows), len(rows), _("Reading rows"))
    return rows


@contextmanager
def _without_collector() -> Iterator[None]:
    """Plans hold no cycles; looking for some in a million small objects doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _repeated(row: PlannedRow, earlier: PlannedRow) -> PlannedRow:
    changes = differences(earlier.actions, row.actions)
    if row.content_hash == earlier.content_hash or not (changes or row.cells != earlier.cells):
        return replace(row, outcome=DOUBLED, actions=(), same_as=earlier.number, whole=row.actions)
    reason = f"Row {row.number} of the file says otherwise than row {earlier.number}"
    actions = change_actions(row.reference, changes, row.actions, reason)
    text = (
        f"Row {earlier.number} has the same reference with other content"
        f" ({', '.join(_differing(row, earlier))})."
        " It is shown as a change and made only where you say so."
    )
    warning = Reason("reference_taken", text, row=row.number)
    return replace(
        row,
        outcome=CHANGE,
        actions=actions,
        same_as=earlier.number,
        changes=changes,
        whole=row.actions,
        warnings=(*row.warnings, warning),
    )


def _differing(row: PlannedRow, earlier: PlannedRow) -> list[str]:
    """The columns in which two rows of one record differ."""
    return [
        name
        for name, new, old in zip(row.columns, row.cells, earlier.cells, strict=True)
        if new != old
    ]


__all__ = ["PLANNED", "fitting_maps", "match_columns", "plan_import", "renamed_columns"]
