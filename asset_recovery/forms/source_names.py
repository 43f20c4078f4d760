"""The names of sources that forms name by a code: a list on paper says what a code stands for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache

from asset_recovery.paths import resources

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9/-]*")


@lru_cache(maxsize=1)
def source_names() -> Mapping[str, str]:
    """The English name of each source by its code, from `resources/papers/sources.toml`."""
    text = (resources() / "papers" / "sources.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["sources"]
    return found


def named_source(text: str, say: Callable[[str], str]) -> str:
    """What asks for a field, its codes replaced by names, in the words of `say`.

    `STAR170` becomes the name of the handbook; articles behind a code stay (`… 12(2)`), and so
    does a short name of a treaty.
    """
    return "; ".join(_part(part, say) for part in text.split("; ")) if text else ""


def _part(text: str, say: Callable[[str], str]) -> str:
    if (said := say(text)) != text:
        return said
    names = source_names()

    def name(found: re.Match[str]) -> str:
        code = found.group()
        return (names[code] and say(names[code])) if code in names else code

    return say(_WORD.sub(name, text).strip())
