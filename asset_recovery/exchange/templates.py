"""Texts with names in braces, filled from the columns and values of a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

_NAME = re.compile(r"\{([^{}]+)\}")
_NOT_IN_REFERENCE = re.compile(r"[^A-Z0-9]+")
_LETTERS = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "ẞ": "SS", "Æ": "AE", "Œ": "OE", "Þ": "TH"})

# A row's values by name; None: unknown.
Get = Callable[[str], object]


def names_in(template: str) -> tuple[str, ...]:
    """The names that a template asks for."""
    return tuple(_NAME.findall(template))


def squeeze(text: str) -> str:
    """Every run of blanks, no-break spaces too, as one blank; none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """How values of conditions and lookups are compared: NFC, squeezed, case folded."""
    found = squeeze(text)
    return found.casefold() if found.isascii() else unicodedata.normalize("NFC", found).casefold()


def reference_part(text: str) -> str:
    """A text as a part of a reference: capital letters and digits of ASCII, hyphens between."""
    plain = unicodedata.normalize("NFKD", text.upper().translate(_LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_IN_REFERENCE.sub("-", kept).strip("-")


def filler(template: Any) -> Callable[[Get], Any]:
    """A function that fills a template from a row; None where a name in it is unknown.

    A template that is one name alone gives the value itself; objects lose their unknown parts and
    are unknown where nothing is left; literals pass.
    """
    if isinstance(template, str):
        return _text_filler(template)
    if isinstance(template, Mapping):
        return _object_filler({key: filler(value) for key, value in template.items()})
    if isinstance(template, list):
        return _list_filler([filler(value) for value in template])
    return lambda _get: template


def _text_filler(template: str) -> Callable[[Get], Any]:
    names = names_in(template)
    if not names:
        return lambda _get: template
    if len(names) == 1 and template == f"{{{names[0]}}}":
        name = names[0]
        return lambda get: get(name)
    pieces = _NAME.split(template)

    def fill(get: Get) -> str | None:
        found = list(pieces)
        for place in range(1, len(pieces), 2):
            value = get(pieces[place])
            if value is None:
                return None
            found[place] = str(value)
        return "".join(found)

    return fill


def _object_filler(parts: dict[str, Callable[[Get], Any]]) -> Callable[[Get], Any]:
    def fill(get: Get) -> dict[str, Any] | None:
        found = {key: value for key, part in parts.items() if (value := part(get)) is not None}
        return found or None

    return fill


def _list_filler(parts: list[Callable[[Get], Any]]) -> Callable[[Get], Any]:
    def fill(get: Get) -> list[Any] | None:
        found = [value for part in parts if (value := part(get)) is not None]
        return found or None

    return fill
