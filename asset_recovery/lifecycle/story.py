"""The story of an asset: its effective-dated events, folded into the position at a moment.

Steps are judged on the state in force on their effective date, whenever they were recorded; within
one date, in the order of recording (lifecycle.md 4.0b). A step that waits for a second person is
known from its own date and takes effect with the last approval, on that date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from asset_recovery.domain.actions.asset_actions import ChangeAsset, RegisterAsset
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.case_actions import OpenCase
from asset_recovery.lifecycle.effects import correct_identity, payments_of, take_effect
from asset_recovery.lifecycle.happenings import note_happening
from asset_recovery.lifecycle.moves import begin, move
from asset_recovery.lifecycle.parts import focus, settle
from asset_recovery.lifecycle.position import PART_FACTS, PendingPosition, Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.term_effects import change_terms

LATEST = (date.max, 2**62)


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One event: the command as it concerns the asset, and when it was recorded and took effect.

    `on`, `seq` are its own date and journal entry; `effective_on`, `effective_seq` those with which
    it took effect (None while it waits); `ended_on`, `ended_seq` those of a refusal by the second
    person, or of its withdrawal by a fact that came late. `facts` is what the service worked out
    and kept: a computed term, a net, rates. An asset is told its origin's story `until` the moment
    that made it.
    """

    id: int
    on: date
    seq: int
    command: Action
    reference: str | None = None
    order: str | None = None
    author: str = ""
    effective_on: date | None = None
    effective_seq: int | None = None
    ended_on: date | None = None
    ended_seq: int | None = None
    approval: str | None = None
    irregular: tuple[str, ...] = ()
    until: tuple[date, int] | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def waited(self) -> bool:
        """Whether it asked for a second person."""
        return self.approval is not None


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a story: something is asked, takes effect or is refused."""

    on: date
    seq: int
    phase: str
    event: StoryEvent


FOUNDATIONS = (RegisterAsset, OpenCase)


def moments(events: Iterable[StoryEvent]) -> list[Moment]:
    """The story in its order: by effective date, then by the order of recording.

    What registers the asset or opens its case stands before everything, and what corrects the
    asset's identity counts from there: facts may be older than the office's own records.
    """
    return sorted(_told(events), key=lambda moment: (moment.on, moment.seq))


def _told(events: Iterable[StoryEvent]) -> Iterator[Moment]:
    for moment in _moments(events):
        until = moment.event.until
        if until is None or (moment.on, moment.seq) <= until:
            yield moment


def _moments(events: Iterable[StoryEvent]) -> Iterator[Moment]:
    for event in events:
        if isinstance(event.command, FOUNDATIONS):
            yield Moment(date.min, event.seq, "effect", event)
            continue
        if isinstance(event.command, ChangeAsset):
            yield Moment(date.min, event.seq, "identity", event)
        if event.waited:
            yield Moment(event.on, event.seq, "asked", event)
            if event.ended_on is not None and event.ended_seq is not None:
                yield Moment(event.ended_on, event.ended_seq, "refused", event)
            if event.effective_on is None or event.effective_seq is None:
                continue
            yield Moment(event.effective_on, event.effective_seq, "effect", event)
        elif event.ended_seq is None:
            yield Moment(event.on, event.seq, "effect", event)


def fold(start: Position, story: Iterable[Moment], rules: Rules) -> Position:
    """The position after these moments."""
    for moment in story:
        advance(start, moment, rules)
    return start


def advance(position: Position, moment: Moment, rules: Rules) -> None:
    """Let one moment pass: change the position by it."""
    event = moment.event
    if moment.phase == "asked":
        position.pending[event.id] = PendingPosition(
            action=type(event.command).action(),
            kind=kind_of(event.command),
            approval=event.approval or "",
            asked_on=event.on,
            allocation=getattr(event.command, "allocation", None),
            payments=payments_of(event),
        )
        return
    position.pending.pop(event.id, None)
    if moment.phase == "refused":
        return
    if moment.phase == "identity":
        correct_identity(event.command, position)
        return
    kept = rules.of(event.facts.get("law"), event.on)
    begin(position, event, moment.on, kept)
    move(position, event, moment.on, kept)
    if position.touched:
        _effect_on_parts(position, event, moment.on)
    else:
        take_effect(event.command, position, event, moment.on)
    settle(position)
    on = event.on if isinstance(event.command, FOUNDATIONS) else moment.on
    note_happening(position, event, on, moment.seq, kind_of(event.command))
    change_terms(event, position)


def _effect_on_parts(position: Position, event: StoryEvent, on: date) -> None:
    """The facts of a step on parts: what it says of one of them it says of each."""
    first, *others = position.touched
    known = {fact: getattr(position.parts[first], fact) for fact in PART_FACTS}
    with focus(position, first):
        take_effect(event.command, position, event, on)
    for fact, before in known.items():
        now = getattr(position.parts[first], fact)
        if now != before:
            for name in others:
                setattr(position.parts[name], fact, now)


def kind_of(command: Action | None) -> str | None:
    """The value by which a step of the tables is told apart: kind, mode, outcome or reply."""
    for name in ("kind", "mode", "outcome", "reply"):
        value = getattr(command, name, None)
        if isinstance(value, str):
            return value
    return None
