"""What lists show follows a step: the derived rows of an asset, and the deadlines that are set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from asset_recovery.lifecycle.custody_seals import seals_ever
from asset_recovery.lifecycle.due import due_items
from asset_recovery.lifecycle.position import (
    Position,
)
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence import derived
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.debt_dues import release_due
from asset_recovery.persistence.derived_sales import bids_of, put_sales, sales_of
from asset_recovery.persistence.derived_stays import put_stays, stays_of
from asset_recovery.persistence.queries.custody_query import put_seals
from asset_recovery.persistence.queries.lineage_query import told_children
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services.timer_effects import Cause, settle_asset
from asset_recovery.services.work import Work


def set_deadline(  # noqa: PLR0913 - the parts of a deadline
    work: Work,
    *,
    case_id: int | None,
    asset_id: int | None,
    record: str,
    title: str,
    due: date,
    reference: str | None = None,
    responsible: str | None = None,
    hard: bool = False,
    source: str | None = None,
) -> str:
    """A deadline that a person or the office sets; its reference comes back."""
    kept = dict(work.made)
    number = work.number("deadline", reference)
    key = work.unit.insert(
        t.deadline,
        reference=number,
        case_id=case_id,
        asset_id=asset_id,
        record=record,
        title=title[:300],
        due=due.isoformat(),
        hard=int(hard),
        responsible=responsible,
        state="open",
        source=source,
    )
    due_entry = derived.agenda_entry(work.unit.get(t.deadline, key))
    derived.put_agenda(work.unit.connection, [due_entry])
    if source is not None:
        work.made = kept
    return number


def refresh(
    work: Work,
    asset: Mapping[str, Any],
    position: Position,
    rules: Rules,
    case: Mapping[str, Any],
) -> None:
    """Bring the derived rows of an asset up to its position."""
    connection = work.unit.connection
    terms = due_items(position, rules, work.calendar, convert=work.convert)
    officer = None
    if case["officer_id"] is not None:
        officer = str(work.unit.get(t.user_account, int(case["officer_id"]))["name"])
    release = release_due(connection, asset, position, rules)
    row = derived.asset_row_of(
        asset,
        case,
        officer,
        position,
        rules,
        (work.base_currency, work.convert),
        [*terms, *release, *derived.open_deadlines(connection, int(asset["id"]))],
    )
    due = derived.agenda_of(
        int(case["id"]), int(asset["id"]), str(asset["reference"]), [*terms, *release]
    )
    derived.put_asset(connection, row, due, bool(case["sealed"]))
    put_seals(connection, int(asset["id"]), seals_ever(position.happened))
    key, reference = int(asset["id"]), str(asset["reference"])
    put_stays(connection, key, stays_of(key, reference, position))
    of_case = int(case["id"])
    sales = sales_of(key, of_case, position, rules)
    put_sales(connection, key, sales, bids_of(key, of_case, position))
    settle_asset(work.unit, int(asset["id"]), [*terms, *release], cause_of(work))


def cause_of(work: Work) -> Cause:
    """The step that is being taken, as what takes the ground from an alarm."""
    action, on, order = work.cause or ("change", work.today, "")
    return Cause(action, on, work.today, order)


def refresh_asset(work: Work, asset_id: int) -> Position:
    """The same from the whole story, where something other than a step changed."""
    asset = work.stories.asset(asset_id)
    position = work.stories.position(asset_id)
    case = work.stories.case(int(asset["case_id"]))
    refresh(work, asset, position, work.stories.rules_of(int(case["id"])), case)
    return position


def refresh_line(work: Work, asset_ids: Iterable[int]) -> None:
    """The same for these assets and for all whose stories begin with theirs.

    For what was told of a thing outside its steps: its proceeds and its parts are told it too.
    """
    told = Stories(work.unit.connection)  # what this entry has just written is in none before
    waiting, seen = list(asset_ids), set[int]()
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        asset = told.asset(key)
        case = told.case(int(asset["case_id"]))
        refresh(work, asset, told.position(key), told.rules_of(int(case["id"])), case)
        if asset["replaced_by_id"] is not None:
            waiting.append(int(asset["replaced_by_id"]))
        waiting += [int(row["id"]) for row in told_children(work.unit.connection, key)]
