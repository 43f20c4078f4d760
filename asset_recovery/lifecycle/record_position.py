"""A case or a request as far as terms ask of it: what happened to it, told from its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.domain.actions.abroad_actions import CheckRequest
from asset_recovery.lifecycle.happenings import note_happening
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.story import StoryEvent, kind_of, moments
from asset_recovery.lifecycle.term_changes import Pause, TermChanges
from asset_recovery.lifecycle.term_effects import change_terms

STOPPED_BY_INTAKE = ("recognition_urgent", "confiscation_recognition")


@dataclass(slots=True)
class RecordPosition(Position):
    """What happened to a case or a request; `form` and `country` are the request's."""

    form: str = ""
    country: str | None = None


def record_position(position: RecordPosition, events: Iterable[StoryEvent]) -> RecordPosition:
    """The position after these events, in the order of their dates and entries."""
    for moment in moments(events):
        if moment.phase != "effect":
            continue
        event = moment.event
        note_happening(
            position, event, max(moment.on, event.on), moment.seq, kind_of(event.command)
        )
        change_terms(event, position)
        action = type(event.command).action()
        if action in ("close_case", "reopen_case"):
            position.case.closed = action == "close_case"
        if isinstance(event.command, CheckRequest):
            _stand_still(position, event.command, moment.on)
    return position


def _stand_still(position: RecordPosition, command: CheckRequest, on: date) -> None:
    """While a request received is incomplete the terms of its decision do not run."""
    for code in STOPPED_BY_INTAKE:
        pauses = position.terms.setdefault((code, ""), TermChanges()).pauses
        open_pause = bool(pauses) and pauses[-1].until is None
        if command.complete and open_pause:
            pauses[-1] = replace(pauses[-1], until=on)
        elif not command.complete and not open_pause:
            pauses.append(Pause(on, None, ", ".join(command.missing)))
