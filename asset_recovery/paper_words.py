"""The words of papers in other languages: catalogues by English text in resources/papers/words.

A paper has a language of its own, whatever the screen speaks. A catalogue is a TOML file named by
its language (`ar.toml`) with one table `[words]`: the English text and what stands for it, places
for values (`{number}`) the same on both sides. Its `mark` is K until somebody who may say so has
read it: drafts then say that the translation is to be checked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import AppError
from asset_recovery.i18n import languages, speaking, translator
from asset_recovery.paths import resources

P = ParamSpec("P")
T = TypeVar("T")
_PLACE = re.compile(r"\{[a-z_]*\}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language. `mark` is V (confirmed) or K (to be checked)."""

    language: str
    name: str
    mark: str
    words: Mapping[str, str]

    @property
    def confirmed(self) -> bool:
        """Whether a person has confirmed the translation."""
        return self.mark == "V"


def paper_languages() -> tuple[str, ...]:
    """The languages that a paper can be written in, English among them."""
    found = {path.stem for path in _folder().glob("*.toml")}
    return tuple(sorted(found | set(languages(_locale()))))


def say_in(language: str) -> Callable[[str], str]:
    """A translator for papers; texts without translation stay English."""
    spoken = language.replace("-", "_")
    otherwise = translator(spoken, _locale())
    catalogue = catalogue_of(language)
    if catalogue is None:
        return otherwise
    words = catalogue.words

    def say(text: str) -> str:
        return words.get(text) or _of_the_world(language).get(text) or otherwise(text)

    return say


def written_in(language: str, make: Callable[[], T]) -> T:
    """What `make` reads of records and sets as a paper, all of its words in the paper's language.

    Why it cannot be made is told to the person at the screen, in the language of the screen:
    `make`, which changes nothing, is asked once more.
    """
    try:
        with speaking(say_in(language)):
            return make()
    except AppError:
        return make()


def in_its_language(make: Callable[P, T]) -> Callable[P, T]:
    """What makes a paper in the language of its argument `language` (without one: English)."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> T:
        return written_in(str(kwargs.get("language") or "en"), lambda: make(*args, **kwargs))

    return made


def say_beside(language: str) -> Callable[[str], str]:
    """A translator for labels that stand second; empty where the language has no word for a text.

    An English word in the place of another language would be read as a word of that language.
    """
    if language.replace("_", "-").split("-")[0].lower() == "en":
        return str
    say, catalogue = say_in(language), catalogue_of(language)
    known = catalogue.words if catalogue else {}

    def beside(text: str) -> str:
        said = say(text)
        return said if said != text or text in known else ""

    return beside


def catalogue_of(language: str) -> Catalogue | None:
    """The catalogue of a language (`fr` serves `fr-BE` where that has none of its own)."""
    spoken = language.replace("_", "-").lower()
    for name in (spoken, spoken.split("-")[0]):
        path = _folder() / f"{name}.toml"
        if name.replace("-", "").isalpha() and path.is_file():
            return _read(path, path.stat().st_mtime_ns)
    return None


def words_to_check(language: str) -> bool:
    """Whether words of papers in a language stand that nobody who may say so has confirmed."""
    catalogue = catalogue_of(language)
    return catalogue is not None and not catalogue.confirmed


def misplaced(words: Mapping[str, str]) -> Iterator[str]:
    """English texts whose translation lacks a place for a value, or has one too many."""
    for english, other in words.items():
        if sorted(_PLACE.findall(english)) != sorted(_PLACE.findall(other)):
            yield english


@lru_cache(maxsize=8)
def _of_the_world(language: str) -> Mapping[str, str]:
    """The names of States and languages by their English labels, from the Unicode locale data."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - a paper alone needs it

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    named = (("countries", locale.territories), ("languages", locale.languages))
    return {
        one.label: names[code]
        for list_name, names in named
        for code, one in code_list(list_name).codes.items()
        if code in names
    }


def _folder() -> Path:
    return resources() / "papers" / "words"


def _locale() -> Path:
    return resources() / "locale"


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Catalogue:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Catalogue(data["language"], data["name"], data["mark"], data["words"])
