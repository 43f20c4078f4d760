"""Labels of papers that go to a person in his own language: data, to be checked by a lawyer."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache

from asset_recovery.paths import resources

LANGUAGES = ("fr", "de", "es", "it", "ar")


@cache
def _labels(paper: str) -> Mapping[str, Mapping[str, str]]:
    """The English text of a label to its texts by language."""
    with (resources() / "papers" / f"{paper}.toml").open("rb") as file:
        given = tomllib.load(file)["label"]
    return {one["en"]: one for one in given}


def in_language(paper: str, language: str, otherwise: Callable[[str], str]) -> Callable[[str], str]:
    """What says a text in a language; a text that the data lack is said as `otherwise` does."""
    known = _labels(paper)
    short = language.split("-")[0]

    def say(text: str) -> str:
        return known.get(text, {}).get(short) or otherwise(text)

    return say
