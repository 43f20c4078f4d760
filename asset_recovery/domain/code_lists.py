"""Closed lists of codes with their labels, read from the data files of `resources/code_lists`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _
from asset_recovery.paths import resources

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OPEN_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_\-]{0,59}")
_OWN_KEYS = frozenset({"label", "meaning", "short", "rank"})


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a list.

    `short` is the code in cross-references (L25), `place` its place in the list, `rank` its order
    where the list has one of its own, `more` whatever else the file says of it.
    """

    code: str
    label: str
    meaning: str = ""
    short: str = ""
    place: int = 0
    rank: int | None = None
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A whole list in the order of its file; an open list takes other codes too."""

    name: str
    title: str
    codes: Mapping[str, Code]
    is_open: bool = False


def _code(code: str, place: int, given: Mapping[str, object]) -> Code:
    rank = given.get("rank")
    return Code(
        code=code,
        label=str(given["label"]),
        meaning=str(given.get("meaning", "")),
        short=str(given.get("short", "")),
        place=place,
        rank=rank if isinstance(rank, int) else None,
        more=MappingProxyType({key: given[key] for key in given if key not in _OWN_KEYS}),
    )


@cache
def code_list(name: str) -> CodeList:
    """The list of that name. Raises `KeyError` where there is none: names are written in code."""
    path = resources() / "code_lists" / f"{name}.toml"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise KeyError(name)
    with path.open("rb") as file:
        found = tomllib.load(file)
    if "values" not in found:
        raise KeyError(name)
    values = enumerate(found["values"].items())
    codes = {code: _code(code, place, given) for place, (code, given) in values}
    return CodeList(name, str(found["title"]), MappingProxyType(codes), bool(found.get("open")))


@cache
def list_names() -> tuple[str, ...]:
    """The names of all lists, in alphabetical order."""
    found = []
    for path in sorted((resources() / "code_lists").glob("*.toml")):
        try:
            found.append(code_list(path.stem).name)
        except KeyError:
            continue
    return tuple(found)


def choices(list_name: str) -> Mapping[str, str]:
    """Codes and their labels in the language of the screen, in the order of the list."""
    return {code: _(value.label) for code, value in code_list(list_name).codes.items()}


def label(list_name: str, code: str | None, none: str = "") -> str:
    """The label of a code in the language of the screen; a code not in the list reads as words."""
    if code is None:
        return none
    found = code_list(list_name).codes.get(code)
    return _(found.label) if found else code.replace("_", " ")


def accepts(list_name: str, code: str) -> bool:
    """Whether the list has the code, or is open and the code is well formed."""
    found = code_list(list_name)
    return code in found.codes or (found.is_open and bool(_OPEN_CODE.fullmatch(code)))


def require(list_name: str, code: str, field_name: str) -> str:
    """The code if the list takes it; raises `ValidationFailed` with `field_invalid` otherwise."""
    if accepts(list_name, code):
        return code
    sentence = _("{field}: {code} is none of {codes}.")
    name = field_name.replace("_", " ")
    raise invalid(field_name, sentence.format(field=name, code=code[:40], codes=named(list_name)))


def named(list_name: str) -> str:
    """Every code of a list; one that is no word, such as RF-DOM, with its label behind it."""
    return ", ".join(
        code if code.islower() else f"{code} ({label})"
        for code, label in choices(list_name).items()
    )


def more(list_name: str, code: str, key: str, default: str = "") -> str:
    """A further word that the list says of a code, such as the class of a cost category."""
    found = code_list(list_name).codes.get(code)
    return str(found.more.get(key, default)) if found else default
