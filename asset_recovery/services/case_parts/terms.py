"""What is due of a case, its assets and its requests by the law's own terms, and how it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.case_file import DeadlineFacts
from asset_recovery.i18n import _
from asset_recovery.lifecycle.deadline_reckoning import Reading, length_of
from asset_recovery.lifecycle.deadline_rules import watched_actions
from asset_recovery.lifecycle.due import Due, due_items
from asset_recovery.lifecycle.record_position import RecordPosition, record_position
from asset_recovery.lifecycle.timers import Term, effects_until
from asset_recovery.services.case_parts.case_desk import CaseDesk


def computed_terms(desk: CaseDesk) -> Iterator[tuple[str, str, Due]]:
    """(kind, reference, term) of everything that the law's terms ask for on the day of reading."""
    reading = desk.reading
    for asset in desk.assets:
        items = due_items(
            asset.position, desk.rules, reading.calendar, convert=reading.rates.convert
        )
        yield from (("asset", asset.reference, item) for item in items)
    yield from _of_case(desk)
    yield from _of_requests(desk)


def _of_case(desk: CaseDesk) -> Iterator[tuple[str, str, Due]]:
    reference = str(desk.case["reference"])
    watched = watched_actions(desk.rules, "case")
    events = [
        desk.stories.story_event(one, [reference])
        for one in desk.events
        if one.row["request_id"] is None and one.row["action"] in watched
    ]
    position = record_position(RecordPosition(reference=reference), events)
    for item in due_items(position, desk.rules, desk.reading.calendar, scope="case"):
        yield "case", reference, item


def _of_requests(desk: CaseDesk) -> Iterator[tuple[str, str, Due]]:
    for row in desk.rows.of("request"):
        events = [
            desk.stories.story_event(one, [str(row["reference"])])
            for one in desk.events
            if one.row["request_id"] == row["id"]
        ]
        position = RecordPosition(
            reference=str(row["reference"]),
            form=str(row["form"]),
            country=str(row["country"]) if row["direction"] == "out" else None,
        )
        record_position(position, events)
        for item in due_items(position, desk.rules, desk.reading.calendar, scope="request"):
            yield "request", position.reference, item


def reference_of(record: str, item: Due) -> str:
    """How a computed term is named: `plan AMO-2026-000001-42`."""
    return " ".join(filter(None, (item.code, record, item.subject)))


def term_facts(desk: CaseDesk) -> Iterator[DeadlineFacts]:
    """The computed terms as facts."""
    for _kind, record, item in computed_terms(desk):
        left = (item.due - desk.day).days
        state = "suspended" if item.paused else "late" if left < 0 else "open"
        yield DeadlineFacts(
            reference=reference_of(record, item),
            title=_(item.title),
            due=item.due,
            state=state,
            hard=item.hard,
            days_left=left,
            record=record,
            case=desk.case["reference"],
            source=item.code,
            other=item.other,
            at=None if item.at is None else item.at.isoformat(),
            started=item.started,
        )


def alarms(desk: CaseDesk, record: str | None = None) -> list[dict[str, object]]:
    """What the clock has brought about by the day of reading, whether or not a timer ran since.

    Alarms, bars, tasks, proposals of one record, or (None) of everything in the case.
    """
    found: list[dict[str, object]] = []
    for _kind, reference, item in computed_terms(desk):
        if record not in (None, reference) or item.paused:
            continue
        term = Term(item.code, item.title, item.subject, item.due, item.other, item.started)
        found += [
            {
                "record": reference,
                "deadline": reference_of(reference, item),
                "kind": effect.kind,
                "text": effect.text,
                "action": effect.action,
                "fell_due": effect.fell_due.isoformat(),
            }
            for effect in effects_until(term, item.rule, desk.rules, desk.day)
        ]
    return found


def explained(desk: CaseDesk, record: str, item: Due) -> dict[str, object]:
    """How a term came to its date: rule, source and mark, readings, what people changed."""
    found: dict[str, object] = {
        "deadline": reference_of(record, item),
        "title": _(item.title),
        "due": item.due.isoformat(),
        "other": None if item.other is None else item.other.isoformat(),
        "at": None if item.at is None else item.at.isoformat(),
        "started": None if item.started is None else item.started.isoformat(),
        "hard": item.hard,
        "suspended": item.paused,
        "steps": list(_steps(desk, item)),
    }
    if item.rule is not None:
        rule = item.rule
        found |= {
            "legal_system": desk.rules.at(item.started or desk.day).name,
            "rule": rule.code,
            "source": rule.source,
            "mark": rule.mark,
            "effect": rule.effect,
            "owner": rule.owner or None,
        }
    return found


def _steps(desk: CaseDesk, item: Due) -> Iterator[str]:
    if item.started is not None:
        yield _("The event: {date}.").format(date=item.started)
    if item.rule is not None and item.started is not None:
        yield from _length(desk, item)
    if item.reckoned is not None:
        yield from _reading(_("Reading"), item.reckoned.governing)
        if item.reckoned.other is not None:
            yield from _reading(_("Other reading"), item.reckoned.other)
    yield from _changed(item)
    if item.other is not None:
        text = _("In doubt the earlier date governs: {due}; the later reading is {other}.")
        yield text.format(due=item.due, other=item.other)


def _length(desk: CaseDesk, item: Due) -> Iterator[str]:
    assert item.rule is not None
    assert item.started is not None
    length = length_of(item.rule, desk.rules, _type_of(desk, item), item.started)
    if length is None or not length.count:
        return
    units = " / ".join(filter(None, (length.unit, length.alternative))).replace("_", " ")
    told = f"{length.count.normalize():f} {units}"
    if item.rule.parameter:
        told = f"{told} ({item.rule.parameter})"
    yield _("The term: {length}, {direction} the event.").format(
        length=told, direction=_("before") if item.rule.direction == "before" else _("after")
    )


def _type_of(desk: CaseDesk, item: Due) -> str:
    """Only terms of a type of asset ask for it."""
    if item.rule is None or not item.rule.of_type:
        return ""
    return next((one.position.type_code for one in desk.assets), "")


def _reading(title: str, reading: Reading) -> Iterator[str]:
    end = reading.due if reading.at is None else reading.at.isoformat(sep=" ", timespec="minutes")
    yield f"{title}: {end}. {' '.join(reading.steps)}".rstrip()


def _changed(item: Due) -> Iterator[str]:
    changes = item.changes
    if changes is None:
        return
    for pause in changes.pauses:
        until: date | str = pause.until or _("until it is resumed")
        yield _("Suspended {since} to {until}: {why}").format(
            since=pause.since, until=until, why=pause.reason
        )
    if changes.extended is not None:
        yield _("Extended to {date}: {why}").format(
            date=changes.extended, why=changes.extended_reason
        )
    if changes.manual is not None:
        yield _("A person set {date} beside it: {why}").format(
            date=changes.manual, why=changes.manual_reason
        )
