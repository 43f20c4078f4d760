"""Translation of visible texts: `_` translates now, `N_` only marks."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_translate: Callable[[str], str] = str
_on_paper: ContextVar[Callable[[str], str] | None] = ContextVar("on_paper", default=None)


def _(text: str) -> str:
    """The text in the language of the screen, or of the paper that is being written."""
    say = _on_paper.get()
    return _translate(text) if say is None else say(text)


def N_(text: str) -> str:
    """The text itself, marked so that the catalogue finds it; translated where it is shown."""
    return text


def translator(language: str, locale_folder: Path) -> Callable[[str], str]:
    """A translator for papers in `language`; texts without translation stay English."""
    return gettext.translation(
        "asset_recovery", locale_folder, languages=[language], fallback=True
    ).gettext


def languages(locale_folder: Path) -> tuple[str, ...]:
    """The languages that a text can be put into; English is always there."""
    found = {path.parent.parent.name for path in locale_folder.glob("*/LC_MESSAGES/*.mo")}
    return tuple(sorted(found | {"en"}))


def use_language(language: str, locale_folder: Path) -> None:
    """Set the language of the screen."""
    global _translate  # noqa: PLW0603 - one screen has one language
    _translate = translator(language, locale_folder)


@contextmanager
def speaking(say: Callable[[str], str]) -> Iterator[None]:
    """Within it `_` says every text as `say` does: what a paper tells stands in its language."""
    token = _on_paper.set(say)
    try:
        yield
    finally:
        _on_paper.reset(token)
