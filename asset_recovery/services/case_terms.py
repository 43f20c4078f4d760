"""What is due of a case and of its requests by the legal system's rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from asset_recovery.lifecycle.deadline_reckoning import Calendar
from asset_recovery.lifecycle.deadline_rules import watched_actions
from asset_recovery.lifecycle.due import Due, due_items
from asset_recovery.lifecycle.record_position import RecordPosition, record_position
from asset_recovery.lifecycle.request_position import ON_REQUEST
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import StoryEvent
from asset_recovery.persistence import derived
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.repositories.term_repository import (
    events_of_case,
    events_of_requests,
    requests_of_case,
)
from asset_recovery.persistence.store import Connection


@dataclass(frozen=True, slots=True)
class RecordTerms:
    """What is due of one record: a case, or a request."""

    kind: str
    reference: str
    due: tuple[Due, ...]


def case_terms(
    connection: Connection, stories: Stories, case_id: int, calendar: Calendar
) -> Iterator[RecordTerms]:
    """What is due of the case itself and of each of its requests."""
    rules = stories.rules_of(case_id)
    reference = str(stories.case(case_id)["reference"])
    rows = events_of_case(connection, case_id, watched_actions(rules, "case"))
    events = [stories.story_event(row, [reference]) for row in rows]
    yield _terms("case", RecordPosition(reference=reference), events, rules, calendar)
    requests = requests_of_case(connection, case_id)
    if not requests:
        return
    of_request: dict[int, list[StoryEvent]] = {}
    for row in events_of_requests(connection, case_id):
        event = stories.story_event(row, [reference])
        of_request.setdefault(int(row["request_id"]), []).append(event)
    for request in requests:
        yield _of_request(request, of_request.get(int(request["id"]), []), rules, calendar)


def _of_request(
    request: Mapping[str, Any], events: list[StoryEvent], rules: Rules, calendar: Calendar
) -> RecordTerms:
    """The requested State counts its own working days; of what comes in, our own.

    A paper on an earlier request awaits nothing.
    """
    position = RecordPosition(
        reference=str(request["reference"]),
        form=str(request["form"]),
        country=str(request["country"]) if request["direction"] == "out" else None,
    )
    if any(event.facts.get(ON_REQUEST) for event in events):
        return RecordTerms("request", position.reference, ())
    return _terms("request", position, events, rules, calendar)


def _terms(
    kind: str,
    position: RecordPosition,
    events: list[StoryEvent],
    rules: Rules,
    calendar: Calendar,
) -> RecordTerms:
    record_position(position, events)
    due = tuple(due_items(position, rules, calendar, scope=kind))
    return RecordTerms(kind, position.reference, due)


def case_agenda(
    connection: Connection, stories: Stories, case_id: int, calendar: Calendar
) -> list[dict[str, object]]:
    """The lines of the agenda of a case and its requests."""
    return [
        line
        for record in case_terms(connection, stories, case_id, calendar)
        for line in derived.agenda_of(case_id, None, record.reference, record.due)
    ]
