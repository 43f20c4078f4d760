"""States by their names in the language of a paper."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def place_in(location: str | None, country: str | None, language: str) -> str:
    """Where something is, with the State by its name: Πάρος, Greece; empty: not known."""
    state = state_name(country, language) if country else ""
    return ", ".join(part for part in (location, state) if part)


def state_name(code: str, language: str) -> str:
    """The name of a State in that language; a code that nobody has given out stays as it is."""
    return str(_locale(language).territories.get(code.upper(), code))


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy; only papers need it

    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
