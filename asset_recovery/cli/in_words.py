"""Codes of a record in words for people; `--json` keeps the codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from asset_recovery.domain import code_lists

_ANSWERS = ("refusal_grounds", "postponement_grounds", "impossibility_grounds")
_GROUNDS = ("liability_grounds", *_ANSWERS, "sale_grounds")
# Under which name the codes of which lists stand; the first list that has the code tells it.
_LISTS: Mapping[str, tuple[str, ...]] = {
    "grounds": _GROUNDS,
    "ground": _GROUNDS,
    "further_grounds": _ANSWERS,
    "kinds": ("request_kinds",),
    "legal_state": ("legal_states",),
    "management_state": ("management_states",),
    "dispute_state": ("dispute_states",),
    "money_state": ("money_states",),
    "country": ("countries",),
    "route": ("routes",),
}


def in_words(record: Mapping[str, object]) -> dict[str, object]:
    """The record with each code of a known list as its word and the code behind it."""
    return {name: _told(name, value) for name, value in record.items()}


def _told(name: str, value: object) -> object:
    lists = _LISTS.get(name, ())
    if isinstance(value, str):
        return _word(lists, value)
    if isinstance(value, Mapping):
        return in_words(value)
    if isinstance(value, Sequence):
        return [_entry(lists, one) for one in value]
    return value


def _entry(lists: tuple[str, ...], value: object) -> object:
    if isinstance(value, str):
        return _word(lists, value)
    if not isinstance(value, Mapping):
        return value
    code = value.get("code")
    told = in_words(value)
    if lists and isinstance(code, str):
        word = _word(lists, code)
        # A ground of which nothing more is known is one line, not a record of one line.
        return word if set(value) == {"code"} else {**told, "code": word}
    return told


def _word(lists: tuple[str, ...], code: str) -> str:
    for name in lists:
        if code in code_lists.code_list(name).codes:
            label = code_lists.label(name, code)
            return label if label.casefold() == code.replace("_", " ") else f"{label} ({code})"
    return code
