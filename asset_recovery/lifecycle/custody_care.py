"""Care and use of a thing held: days without the care due, meters, and what goes beyond a limit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

from asset_recovery.domain.actions.care_actions import RecordUse
from asset_recovery.domain.actions.custody_actions import InspectAsset, ManageAsset
from asset_recovery.domain.custody_facts import UseLine
from asset_recovery.lifecycle.custody_links import Happened, links
from asset_recovery.lifecycle.deadline_rules import rule_set
from asset_recovery.lifecycle.due import is_of_type
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.paths import resources

METERS = ("km", "hours")
SHOWN = 60


@cache
def _points() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    with (resources() / "papers" / "inspection_points.toml").open("rb") as file:
        given = tomllib.load(file)["points"]
    return tuple((tuple(one["types"]), tuple(one["points"])) for one in given)


def inspection_points(type_code: str) -> tuple[str, ...]:
    """What is looked at when a thing of this type is inspected."""
    return next(points for types, points in _points() if not types or is_of_type(type_code, types))


def care_every(type_code: str, rules: Rules, on: date) -> int | None:
    """Every how many days a thing of this type is cared for; None: no care is asked for."""
    for rule in rule_set(rules.at(on), "asset").of.get("care", ()):
        if rule.types and is_of_type(type_code, rule.types) and rule.parameter:
            return rules.days(rule.parameter, on)
    return None


def days_missed(happened: Happened, every: int, on: date) -> tuple[date, ...]:
    """The last days (at most 60) on which care was due and none is on record, up to yesterday.

    Care is due from the day after the taking of possession until the thing is gone; a record of
    care or an inspection covers its day and the `every - 1` days after it.
    """
    chain = links(happened)
    if not chain:
        return ()
    begun = chain[0].on
    gone = next((link.on for link in chain if link.last), on)
    cared = sorted({begun, *_cared(happened)})
    missed: list[date] = []
    day = min(gone, on) - timedelta(days=1)
    while day > begun and len(missed) < SHOWN:
        if not any(one <= day < one + timedelta(days=every) for one in cared):
            missed.append(day)
        day -= timedelta(days=1)
    return tuple(reversed(missed))


def _cared(happened: Happened) -> Iterator[date]:
    for one in (*happened.get("record_use", ()), *happened.get("inspect_asset", ())):
        command = one.command
        if isinstance(command, InspectAsset) or (
            isinstance(command, RecordUse) and command.kind == "care"
        ):
            yield one.on


def agreed_limits(happened: Happened) -> tuple[date | None, Mapping[str, Decimal]]:
    """How far a thing in use may be used (`km`, `hours` of its terms), and since when."""
    since: date | None = None
    limits: dict[str, Decimal] = {}
    for one in happened.get("manage_asset", ()):
        if not isinstance(one.command, ManageAsset):
            continue
        since, limits = None, {}
        if one.command.mode == "interim_use":
            since = one.on
            given = {meter: _decimal((one.command.terms or {}).get(meter)) for meter in METERS}
            limits = {meter: limit for meter, limit in given.items() if limit is not None}
    return since, limits


def _decimal(value: object) -> Decimal | None:
    try:
        found = None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def use_lines(happened: Happened) -> tuple[UseLine, ...]:
    """Readings and care, the oldest first; `beyond` is by how much a reading is over the limit."""
    since, limits = agreed_limits(happened)
    last: dict[str, Decimal] = {}
    begin: dict[str, Decimal] = {}
    found = []
    for one in happened.get("record_use", ()):
        command = one.command
        if not isinstance(command, RecordUse):
            continue
        reading, kind = command.reading, command.kind
        beyond = None
        if reading is not None and since is not None:
            if one.on < since:
                begin[kind] = reading
            start = begin.setdefault(kind, reading)
            if one.on >= since and kind in limits and reading - start > limits[kind]:
                beyond = reading - start - limits[kind]
        added = None if reading is None or kind not in last else reading - last[kind]
        found.append(
            UseLine(
                on=one.on,
                kind=kind,
                reading=reading,
                since=added,
                by=command.by,
                findings=command.findings,
                explanation=command.explanation,
                beyond=beyond,
            )
        )
        if reading is not None:
            last[kind] = reading
    return tuple(found)
