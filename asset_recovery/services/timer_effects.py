"""Effects of the clock as they are written, each once, and taken back where their ground fell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_rules import DeadlineRule, rule_set
from asset_recovery.lifecycle.due import Due
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.timers import Term, TimerEffect, effects_until, steps_of
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.timer_repository import (
    effects_of_asset,
    effects_of_case,
    lines_due,
    something_stands,
)
from asset_recovery.persistence.store import Connection
from asset_recovery.persistence.unit_of_work import Unit

SET = "deadline"
SCOPES = ("asset", "case", "request")
Key = tuple[int | None, str, str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Cause:
    """The step that takes the ground from an alarm: its name, its legal date, what it names."""

    action: str
    on: date
    today: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """An effect that is due and not yet written: of which record, by which term."""

    case_id: int
    asset_id: int | None
    record: str
    code: str
    subject: str
    due: date
    effect: TimerEffect


def still_to_write(
    connection: Connection, rules: Rules, case_id: int, until: date
) -> Iterator[Ahead]:
    """What the clock brought about in a case by the end of a day and is not on file."""
    lines = lines_due(connection, case_id, (until + longest_step(rules, until)).isoformat())
    if not lines:
        return
    known = {
        _key(row) for row in effects_of_case(connection, case_id) if row["state"] != "withdrawn"
    }
    nearest: dict[tuple[object, ...], int] = {}
    for key in known:
        nearest[key[:5]] = min(key[5], nearest.get(key[:5], key[5]))
    for line in lines:
        subject = line["deadline"] if line["code"] == SET else line["subject"]
        term = _term(line, subject)
        rule = _rule_of(rules, term)
        for effect in effects_until(term, rule, rules, until):
            key = (
                line["asset_id"],
                line["record"],
                line["code"],
                subject,
                line["due"],
                effect.step,
                effect.kind,
            )
            nearer = nearest.get(key[:5], effect.step)
            if key not in known and nearer >= effect.step:  # nobody is told of an earlier step
                known.add(key)
                yield Ahead(
                    case_id,
                    line["asset_id"],
                    line["record"],
                    line["code"],
                    subject,
                    term.due,
                    effect,
                )


def write(unit: Unit, ahead: Ahead, today: date) -> None:
    """Put an effect on file."""
    effect = ahead.effect
    unit.insert(
        t.timer_effect,
        case_id=ahead.case_id,
        asset_id=ahead.asset_id,
        record=ahead.record,
        code=ahead.code,
        subject=ahead.subject,
        due=ahead.due.isoformat(),
        step=effect.step,
        kind=effect.kind,
        text=effect.text[:1000],
        proposal=effect.action,
        fell_due=effect.fell_due.isoformat(),
        raised_on=today.isoformat(),
        state="open",
    )


def longest_step(rules: Rules, on: date) -> timedelta:
    """How long before the end of a term the first alarm of any rule stands."""
    steps = [steps_of(None, rules, on)]
    steps += [
        steps_of(rule, rules, on)
        for scope in SCOPES
        for known in rule_set(rules, scope).of.values()
        for rule in known
    ]
    return timedelta(days=max((max(one, default=0) for one in steps), default=0))


def settle_asset(unit: Unit, asset_id: int, due: Iterable[Due], cause: Cause) -> None:
    """End what stands for the asset's computed terms and has lost its ground."""
    if not something_stands(unit.connection, asset_id):
        return
    rows = effects_of_asset(unit.connection, asset_id)
    _settle(unit, rows, {(item.code, item.subject, item.due.isoformat()) for item in due}, cause)


def settle_case(
    unit: Unit, case_id: int, lines: Sequence[Mapping[str, object]], cause: Cause
) -> None:
    """The same for the terms of the case itself and of its requests."""
    rows = [row for row in effects_of_case(unit.connection, case_id) if row["asset_id"] is None]
    standing = {(str(line["code"]), str(line["subject"]), str(line["due"])) for line in lines}
    _settle(unit, rows, standing, cause)


def settle_set(unit: Unit, row: Mapping[str, Any], cause: Cause) -> None:
    """End what stands for a deadline that was set, once it is closed or moved."""
    if row["case_id"] is None:
        return
    for effect in effects_of_case(unit.connection, int(row["case_id"])):
        if (effect["code"], effect["subject"], effect["state"]) == (SET, row["reference"], "open"):
            _end(unit, effect, cause)


def _settle(
    unit: Unit, rows: Iterable[Mapping[str, Any]], standing: set[tuple[str, str, str]], cause: Cause
) -> None:
    for row in rows:
        if row["state"] != "open" or row["code"] == SET:
            continue
        if (row["code"], row["subject"], row["due"]) not in standing:
            _end(unit, row, cause)


def _end(unit: Unit, row: Mapping[str, Any], cause: Cause) -> None:
    """Withdrawn where the fact lies before the alarm: it should never have been; else settled."""
    late_fact = cause.on.isoformat() < str(row["fell_due"])
    named = " ".join(filter(None, (cause.action.replace("_", " "), cause.reference)))
    unit.update(
        t.timer_effect,
        row,
        state="withdrawn" if late_fact else "settled",
        ended_on=cause.today.isoformat(),
        cause=_("{step} of {date} (entry {seq})").format(
            step=named, date=cause.on, seq=unit.next_seq
        )[:300],
    )


def _rule_of(rules: Rules, term: Term) -> DeadlineRule | None:
    """A rule of the code in force on the day of the event; of several of one code any alarms alike.

    None for a deadline that a person set, and for a term that stands in no table.
    """
    view = rules.at(term.started or term.due)
    for scope in SCOPES:
        known = rule_set(view, scope).of.get(term.code)
        if known:
            return known[0]
    return None


def _term(line: Mapping[str, Any], subject: str) -> Term:
    return Term(
        code=line["code"],
        title=line["title"],
        subject=subject,
        due=date.fromisoformat(line["due"]),
        other=_day(line["other"]),
        started=_day(line["started"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _key(row: Mapping[str, Any]) -> Key:
    return (
        row["asset_id"],
        row["record"],
        row["code"],
        row["subject"],
        row["due"],
        row["step"],
        row["kind"],
    )
