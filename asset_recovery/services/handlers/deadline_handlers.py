"""Deadlines: set, closed, extended, suspended, resumed; those that the law computes too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.actions import deadline_actions as d
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import reckon
from asset_recovery.lifecycle.due import Due, due_items
from asset_recovery.persistence import derived
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import take_off_agenda
from asset_recovery.persistence.repositories.timer_repository import cases_due
from asset_recovery.services.case_terms import case_terms
from asset_recovery.services.handlers.office_handlers import close_own_deadline, record_named
from asset_recovery.services.refreshing import refresh_asset, set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.timer_effects import Cause, settle_set
from asset_recovery.services.timer_service import horizon, write_effects
from asset_recovery.services.work import Work

COMPUTED = ("asset", "case", "request")


@dataclass(frozen=True, slots=True)
class Computed:
    """A term that the law computes, with the record that it is due of."""

    kind: str
    row: Mapping[str, Any]
    case: Mapping[str, Any]
    term: Due


def set_a_deadline(work: Work, command: d.SetDeadline) -> None:
    """Something is due; beside a computed term, another date with its reason."""
    kind, row, case_id = record_named(work, command.to)
    work.permit("set_deadline", case_id)
    if command.term is not None:
        found = _term_of(work, kind, row, command.term, command.subject or "")
        _keep_change(work, command, found, work.today)
        return
    set_deadline(
        work,
        case_id=case_id,
        asset_id=int(row["id"]) if kind == "asset" else None,
        record=command.to,
        title=command.title,
        due=command.due,
        reference=command.deadline,
        responsible=command.responsible,
        hard=bool(command.hard),
    )
    if kind == "asset":
        refresh_asset(work, int(row["id"]))
    _told_in(work, case_id)


def close_deadline(work: Work, command: d.CloseDeadline) -> None:
    """What was due is done, or fell away; a computed term is waived with its reason."""
    row = _set_one(work, command.deadline)
    if row is None:
        found = _named(work, command.deadline)
        work.permit("close_deadline", int(found.case["id"]))
        if found.term.hard:
            raise RuleViolation(
                Reason(
                    "guard_failed",
                    _("The law itself sets this term: it ends with what it asks for."),
                    found.term.rule.action if found.term.rule else None,
                )
            )
        _keep_change(work, command, found, command.on)
        return
    work.permit("close_deadline", _case_of(row))
    if row["state"] not in derived.STILL_OPEN:
        raise RuleViolation(Reason("closed_record", _("The deadline is already closed.")))
    close_own_deadline(work, row, command.on, command.outcome)
    settle_set(work.unit, row, Cause("close_deadline", command.on, work.today))
    _after(work, row)


def extend_deadline(work: Work, command: d.ExtendDeadline) -> None:
    """More time was given; the date before stays on file."""
    row = _set_one(work, command.deadline)
    if row is None:
        found = _named(work, command.deadline)
        work.permit("extend_deadline", int(found.case["id"]))
        _may_extend(work, found, command.due)
        _keep_change(work, command, found, command.on, extended_from=found.term.due.isoformat())
        return
    work.permit("extend_deadline", _case_of(row))
    _require_open(row)
    _later(command.due, date.fromisoformat(row["due"]))
    _change_set(work, command, row, command.on, due=command.due.isoformat())


def suspend_deadline(work: Work, command: d.SuspendDeadline) -> None:
    """The clock stands still; with an end already known the date moves at once."""
    row = _set_one(work, command.deadline)
    if row is None:
        found = _named(work, command.deadline)
        work.permit("suspend_deadline", int(found.case["id"]))
        if found.term.paused:
            raise RuleViolation(Reason("wrong_state", _("The deadline is already suspended.")))
        _keep_change(work, command, found, min(command.from_, work.today))
        return
    work.permit("suspend_deadline", _case_of(row))
    _require_open(row)
    if command.until is not None:
        due = date.fromisoformat(row["due"]) + (command.until - command.from_)
        _change_set(work, command, row, command.from_, due=due.isoformat())
        return
    _change_set(
        work, command, row, command.from_, state="suspended", closed_on=command.from_.isoformat()
    )


def resume_deadline(work: Work, command: d.ResumeDeadline) -> None:
    """The clock runs on; the date moves by the days for which it stood still."""
    row = _set_one(work, command.deadline)
    if row is None:
        found = _named(work, command.deadline)
        work.permit("resume_deadline", int(found.case["id"]))
        if not found.term.paused:
            raise RuleViolation(Reason("wrong_state", _("The deadline is not suspended.")))
        _after_pause(found, command.on)
        _keep_change(work, command, found, command.on)
        return
    work.permit("resume_deadline", _case_of(row))
    if row["state"] != "suspended":
        raise RuleViolation(Reason("wrong_state", _("The deadline is not suspended.")))
    since = date.fromisoformat(row["closed_on"])
    _in_order(since, command.on)
    due = date.fromisoformat(row["due"]) + (command.on - since)
    _change_set(work, command, row, command.on, state="open", closed_on=None, due=due.isoformat())


def _after_pause(found: Computed, on: date) -> None:
    assert found.term.changes is not None
    for pause in found.term.changes.pauses:
        if pause.until is None:
            _in_order(pause.since, on)


def _in_order(since: date, until: date) -> None:
    if until < since:
        raise ValidationFailed(
            Reason(
                "date_order",
                _("The clock stood still only from {date}.").format(date=since),
                field="on",
            )
        )


def _later(due: date, before: date) -> None:
    if due <= before:
        raise ValidationFailed(
            Reason(
                "date_order",
                _("An extension ends after the date before it ({date}).").format(date=before),
                field="due",
            )
        )


def _require_open(row: Mapping[str, Any]) -> None:
    if row["state"] != "open":
        raise RuleViolation(Reason("wrong_state", _("The deadline does not run.")))


def _may_extend(work: Work, found: Computed, due: date) -> None:
    """The rule allows it, and not beyond what it allows."""
    term, rule = found.term, found.term.rule
    assert rule is not None
    assert term.reckoned is not None
    if not rule.extendable:
        order = rule.trigger == "order_end"
        text = (
            _("An order is extended by its authority: record that.")
            if order
            else _("The law allows no extension of this term.")
        )
        raise RuleViolation(Reason("guard_failed", text, "vary_order" if order else None))
    _later(due, term.due)
    if rule.max_extension is not None:
        working = work.calendar.working(found.row.get("country"))
        first = term.reckoned.governing.due
        last = reckon(first, None, rule.max_extension, rule, working).governing.due
        if due > last:
            raise RuleViolation(
                Reason(
                    "guard_failed",
                    _("The law allows an extension to {date} at the latest.").format(date=last),
                    field="due",
                )
            )


def _keep_change(work: Work, command: Action, found: Computed, on: date, **more: object) -> None:
    """The change stands beside the computed date, as an event of the record."""
    started = None if found.term.started is None else found.term.started.isoformat()
    facts: dict[str, object] = {
        "term": found.term.code,
        "term_of": str(found.row["reference"]),
        "subject": found.term.subject,
        "started": started,
        **more,
    }
    take_step(
        work,
        Plan(
            command,
            case=found.case,
            assets=[found.row] if found.kind == "asset" else [],
            request=found.row if found.kind == "request" else None,
            on=on,
            facts=facts,
        ),
    )


def _change_set(
    work: Work, command: Action, row: Mapping[str, Any], on: date, **values: object
) -> None:
    """Change a deadline that was set; the event keeps what it was before."""
    work.unit.update(t.deadline, row, **values)
    changed = work.unit.get(t.deadline, int(row["id"]))
    take_off_agenda(work.unit.connection, int(row["id"]))
    derived.put_agenda(work.unit.connection, [derived.agenda_entry(changed)])
    if row["case_id"] is not None:
        facts = {"deadline": row["reference"], "from": row["due"], "to": changed["due"]}
        case = work.stories.case(int(row["case_id"]))
        take_step(work, Plan(command, case=case, on=min(on, work.today), facts=facts))
    settle_set(work.unit, row, Cause(type(command).action(), on, work.today))
    _after(work, changed)


def _after(work: Work, row: Mapping[str, Any]) -> None:
    if row["asset_id"] is not None:
        refresh_asset(work, int(row["asset_id"]))
    _told_in(work, _case_of(row))


def _told_in(work: Work, case_id: int | None) -> None:
    if case_id is not None:
        work.journal_case = str(work.stories.case(case_id)["reference"])


def _case_of(row: Mapping[str, Any]) -> int | None:
    return None if row["case_id"] is None else int(row["case_id"])


def _set_one(work: Work, reference: str) -> Mapping[str, Any] | None:
    """A deadline that was set, by its reference; None where a computed term is meant."""
    row = finder.by_reference(work.unit.connection, "deadline", reference)
    if row is None and " " in reference.strip():
        return None
    return work.find("deadline", reference)


def _named(work: Work, reference: str) -> Computed:
    """A computed term by `CODE RECORD[ SUBJECT]`; references may have blanks themselves."""
    code, _blank, rest = reference.strip().partition(" ")
    words = rest.split(" ")
    for length in range(len(words), 0, -1):
        record, subject = " ".join(words[:length]), " ".join(words[length:])
        for kind in COMPUTED:
            row = finder.by_reference(work.unit.connection, kind, record)
            if row is not None and work.may_know(kind, row):
                found = _find_term(work, kind, row, code, subject)
                if found is not None:
                    return found
    raise _no_term(reference)


def _no_term(reference: str) -> NotFound:
    return NotFound(
        Reason(
            "not_found",
            _("There is no deadline {reference}.").format(reference=reference),
            field="deadline",
        )
    )


def _term_of(work: Work, kind: str, row: Mapping[str, Any], code: str, subject: str) -> Computed:
    found = _find_term(work, kind, row, code, subject)
    if found is None:
        raise _no_term(" ".join(filter(None, (code, str(row["reference"]), subject))))
    return found


def _find_term(
    work: Work, kind: str, row: Mapping[str, Any], code: str, subject: str
) -> Computed | None:
    """The term of this code; of several the one of the subject, else the only one there is."""
    if kind not in COMPUTED:
        return None
    case_id = int(row["id"]) if kind == "case" else int(row["case_id"])
    items = [item for item in _due_of(work, kind, row, case_id) if item.code == code]
    if subject or len(items) > 1:
        items = [item for item in items if item.subject == subject]
    if not items:
        return None
    return Computed(kind, row, work.stories.case(case_id), items[0])


def _due_of(work: Work, kind: str, row: Mapping[str, Any], case_id: int) -> list[Due]:
    if kind == "asset":
        rules = work.stories.rules_of(case_id)
        position = work.stories.position(int(row["id"]))
        return due_items(position, rules, work.calendar, convert=work.convert)
    found = case_terms(work.unit.connection, work.stories, case_id, work.calendar)
    return [
        item
        for record in found
        if (record.kind, record.reference) == (kind, str(row["reference"]))
        for item in record.due
    ]


def run_timers(work: Work, command: d.RunTimers) -> None:
    """What the clock brought about is written as acts of the system; entries of their own."""
    work.permit("run_timers", None)
    day = command.until or work.today
    if day > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("Nothing is written ahead of its day."), field="until")
        )
    connection = work.unit.connection
    cases = cases_due(connection, (day + horizon(connection, day)).isoformat())
    written = write_effects(work.unit, cases, day, work.today, work.workstation)
    work.notes.append(_("Written by the timers: {count}.").format(count=len(written)))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    d.SetDeadline: set_a_deadline,
    d.CloseDeadline: close_deadline,
    d.ExtendDeadline: extend_deadline,
    d.SuspendDeadline: suspend_deadline,
    d.ResumeDeadline: resume_deadline,
    d.RunTimers: run_timers,
}
