"""What an action on a computed term leaves beside it: a date, an extension, a pause, a waiver."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.actions import deadline_actions as f
from asset_recovery.lifecycle.term_changes import Pause, TermChanges

if TYPE_CHECKING:
    from asset_recovery.lifecycle.position import Position
    from asset_recovery.lifecycle.story import StoryEvent


def change_terms(event: StoryEvent, position: Position) -> None:
    """Keep what the event says of a computed term of this record; others are left alone."""
    code = event.facts.get("term")
    if not isinstance(code, str) or event.facts.get("term_of") != position.reference:
        return
    key = (code, str(event.facts.get("subject") or ""))
    started = event.facts.get("started")
    since = date.fromisoformat(started) if isinstance(started, str) else None
    known = position.terms.get(key)
    if known is None or known.started != since:
        known = position.terms[key] = TermChanges(started=since)
    command = event.command
    why = command.reason or ""
    if isinstance(command, f.SetDeadline):
        known.manual, known.manual_reason = command.due, why
    elif isinstance(command, f.ExtendDeadline):
        known.extended, known.extended_reason = command.due, why
    elif isinstance(command, f.SuspendDeadline):
        known.pauses.append(Pause(command.from_, command.until, why))
    elif isinstance(command, f.ResumeDeadline):
        known.pauses = [
            Pause(pause.since, command.on, pause.reason) if pause.until is None else pause
            for pause in known.pauses
        ]
    elif isinstance(command, f.CloseDeadline):
        known.waived_on, known.waived_reason = command.on, command.outcome
