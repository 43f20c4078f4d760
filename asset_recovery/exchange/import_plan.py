"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.import_map import ImportMap
from asset_recovery.exchange.tabular import Form

PLANNED, DOUBLED, CHANGE, UNCHANGED, REFUSED = (
    "planned",
    "doubled",
    "change",
    "unchanged",
    "refused",
)
OUTCOMES = (PLANNED, UNCHANGED, DOUBLED, CHANGE, REFUSED)
# What these made is not made again under the same reference: the difference is only shown.
_MADE_ONCE = frozenset(["register_asset", "register_party"])
_NOT_COMPARED = frozenset(["action", "source", "original", "on"])

ActionData = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One argument that differs: before and after, None where it was or is unknown."""

    action: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the file with what it would do.

    `number` is the row as a spreadsheet shows it. `outcome`: planned (its actions are to be given),
    doubled (the same record with the same content stands in row `same_as`), change (the same
    record with other content: `changes` field by field, actions only where the user says so),
    unchanged (imported before with the same content), refused (`problems`, the first of which is
    `problem`).
    """

    number: int
    reference: str
    case_reference: str | None
    content_hash: str
    actions: tuple[ActionData, ...]
    warnings: tuple[Reason, ...]
    problem: Reason | None
    outcome: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    same_as: int | None = None
    problems: tuple[Reason, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    whole: tuple[ActionData, ...] = ()  # of a repeated row: its actions as if it stood alone

    @property
    def original(self) -> dict[str, str]:
        """The row as it stands in the file."""
        return dict(zip(self.columns, self.cells, strict=False))


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case that the file names; its action is given once, unless the case is there already."""

    reference: str
    title: str
    collection: bool
    row: int
    action: ActionData


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A whole file, staged. `file_hash` is the SHA-256 of its bytes."""

    map: ImportMap
    file_name: str
    file_hash: str
    form: Form
    header: tuple[str, ...]
    as_at: date | None
    cases: tuple[PlannedCase, ...]
    rows: tuple[PlannedRow, ...]

    def counts(self) -> dict[str, int]:
        """Rows by outcome; the outcomes add up to `read`."""
        found = Counter(row.outcome for row in self.rows)
        return {"read": len(self.rows)} | {name: found[name] for name in OUTCOMES}

    @property
    def problems(self) -> tuple[Reason, ...]:
        """Every refusal, in the order of the rows."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def warnings(self) -> tuple[Reason, ...]:
        """Every warning, in the order of the rows."""
        return tuple(warning for row in self.rows for warning in row.warnings)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What a person should look at in the file as a whole before the rows are given."""
        if not self.form.guessed:
            return ()
        text = (
            f"The encoding was taken to be {self.form.encoding}. Look whether accents are right;"
            " else name the encoding."
        )
        return (Reason("file_unreadable", text, field="encoding"),)

    def cases_needed(self) -> tuple[PlannedCase, ...]:
        """The cases of rows that are to be given, in the order of their first row."""
        wanted = {row.case_reference for row in self.rows if row.outcome == PLANNED}
        return tuple(case for case in self.cases if case.reference in wanted)


def against_earlier(plan: ImportPlan, earlier: Mapping[str, str]) -> ImportPlan:
    """The plan beside earlier imports, given as content hashes by reference.

    A planned row with the same hash is unchanged; with another one it is a change, made only where
    the user says so. Field by field differences to the stored record are the service's to add.
    """
    rows = tuple(
        _beside(row, earlier[row.reference])
        if row.outcome == PLANNED and row.reference in earlier
        else row
        for row in plan.rows
    )
    return replace(plan, rows=rows)


def _beside(row: PlannedRow, content_hash: str) -> PlannedRow:
    if row.content_hash == content_hash:
        return replace(row, outcome=UNCHANGED, actions=(), whole=row.whole or row.actions)
    return replace(row, outcome=CHANGE)


def differences(
    before: tuple[ActionData, ...], after: tuple[ActionData, ...]
) -> tuple[FieldChange, ...]:
    """What two rows for one record say differently, argument by argument.

    Further actions of one name (several valuations) are compared in their order.
    """
    found: list[FieldChange] = []
    earlier, later = _by_name(before), _by_name(after)
    for key in dict.fromkeys([*earlier, *later]):
        old, new = earlier.get(key, {}), later.get(key, {})
        for field in dict.fromkeys([*old, *new]):
            if field not in _NOT_COMPARED and old.get(field) != new.get(field):
                found.append(FieldChange(key[0], field, old.get(field), new.get(field)))
    return tuple(found)


def _by_name(actions: tuple[ActionData, ...]) -> dict[tuple[str, int], ActionData]:
    found: dict[tuple[str, int], ActionData] = {}
    seen: Counter[str] = Counter()
    for action in actions:
        name = action["action"]
        found[(name, seen[name])] = action
        seen[name] += 1
    return found


def change_actions(
    reference: str, changes: tuple[FieldChange, ...], after: tuple[ActionData, ...], reason: str
) -> tuple[ActionData, ...]:
    """The actions that bring a record from its earlier content to that of a later row."""
    registered = {
        change.field: change.after
        for change in changes
        if change.action == "register_asset" and change.after is not None
    }
    moved = {change.action for change in changes} - _MADE_ONCE
    found: list[ActionData] = []
    if registered:
        found.append(
            {"action": "change_asset", "asset": reference} | registered | {"reason": reason}
        )
    found += [
        action | {"reason": reason}
        for action in after
        if action["action"] in moved and "valuation" not in action
    ]
    return tuple(found)
