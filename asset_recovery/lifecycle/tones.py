"""How states and terms are coloured beside their words: plain, good, accent, attention or bad."""

from __future__ import annotations

TONES = {
    "Distributed": "good",
    "State property": "good",
    "Returned": "good",
    "Restored to victim": "good",
    "Interlocutory sale": "accent",
    "To return": "attention",
    "Mixed": "attention",
    "Position unknown": "attention",
    "Urgent measure": "attention",
    "Lapsed": "bad",
}
_SOON = 7


def tone(text: str) -> str:
    """How a headline is coloured beside its words: plain, good, accent, attention or bad."""
    return TONES.get(text, "plain")


def due_tone(days_left: int) -> str:
    """Over is bad, within a week is attention, later is plain."""
    if days_left < 0:
        return "bad"
    return "attention" if days_left <= _SOON else "plain"
