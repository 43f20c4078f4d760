"""How the legal state of an asset changed, entry by entry, as its story tells it now."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain import code_lists
from asset_recovery.lifecycle.parts import shown_legal
from asset_recovery.lifecycle.story import advance, moments
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.store import Connection

LegalChanges = Mapping[int, tuple[str, str]]


def legal_changes(connection: Connection, asset_id: int, known: int) -> LegalChanges:
    """Entry of the journal to the legal state before and after it, in words.

    `known` is the entry before which is told.
    """
    stories = Stories(connection)
    asset = stories.asset(asset_id)
    position, rules = stories.start(asset), stories.rules_of(int(asset["case_id"]))
    found: dict[int, tuple[str, str]] = {}
    for moment in moments(stories.events(asset)):
        if moment.seq >= known:
            continue
        before = shown_legal(position)
        advance(position, moment, rules)
        now = shown_legal(position)
        if now != before:
            first = found.get(moment.seq, (_label(before), ""))[0]
            found[moment.seq] = first, _label(now)
    return found


def _label(state: str) -> str:
    return code_lists.label("legal_states", state)
