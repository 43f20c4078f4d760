"""What each treaty asks a request to say, and what each kind of assistance brings: as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.domain.expression import Node, evaluate, parse
from asset_recovery.domain.form_facts import Pin
from asset_recovery.forms.form_model import Form
from asset_recovery.forms.form_reading import forms_folder
from asset_recovery.forms.shelf import FormShelf, shipped
from asset_recovery.i18n import _

# Names that conditions may use beside the keys of the fields.
DERIVED_NAMES = frozenset(
    [
        "coercive",
        "freezes",
        "confiscates",
        "property_concerned",
        "service_only",
        "legal_person_concerned",
        "multiple_states",
        "without_conviction",
        "grounds",
    ]
)
_LEGAL_PERSONS = frozenset(["legal", "company", "entity", "trust", "legal_person", "organisation"])


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or other legal basis. Contents of a `K` instrument are not confirmed: they warn."""

    code: str
    label: str
    short: str
    mark: str
    contents_like: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of assistance with its articles per instrument and the modules it brings, each with
    the condition under which it does."""

    code: str
    label: str
    articles: Mapping[str, str]
    modules: tuple[tuple[str, Node | None], ...]
    coercive: bool = False
    freezes: bool = False
    confiscates: bool = False
    property: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a request: the fields that answer it and where each instrument asks for it.

    `column` narrows it to a column of a table field; `softened` quotes how the instruments soften
    the duty; an `optional` element is a wish that may be left out.
    """

    number: str
    name: str
    fields: tuple[str, ...]
    articles: Mapping[str, str]
    when: Node | None = None
    column: str = ""
    softened: str = ""
    rule: str = "CR-1"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Instruments:
    """The matrices in force on a day."""

    version: str
    instruments: tuple[Instrument, ...]
    kinds: tuple[Kind, ...]
    elements: tuple[Element, ...]
    routes: Mapping[str, str]
    grounds: Mapping[str, str]
    execution_allowance_days: int

    def instrument(self, code: str) -> Instrument | None:
        """The instrument with this code."""
        return next((item for item in self.instruments if item.code == code), None)

    def kinds_of(self, codes: Iterable[str]) -> tuple[Kind, ...]:
        """The kinds with these codes, in the order of the table. Unknown codes are left out."""
        wanted = set(codes)
        return tuple(kind for kind in self.kinds if kind.code in wanted)

    def articles(self, kinds: Iterable[str], basis: Iterable[str]) -> str:
        """The articles on which these kinds rest, per instrument: `UNTOC 18(3)(c), 13(1)`."""
        found = []
        for code in basis:
            articles = [
                article
                for kind in self.kinds_of(kinds)
                if code in kind.articles
                for article in kind.articles[code].split(", ")
            ]
            instrument = self.instrument(code)
            if articles and instrument:
                found.append(f"{instrument.short} {', '.join(dict.fromkeys(articles))}")
        return "; ".join(found)


def not_known(kinds: Iterable[str], basis: Sequence[str], table: Instruments) -> tuple[str, ...]:
    """The kinds of assistance for which none of these instruments has an article.

    None where an instrument is among them whose articles the table does not hold: then nobody can
    tell.
    """
    known = {code for kind in table.kinds for code in kind.articles}
    if not basis or not known.issuperset(basis):
        return ()
    return tuple(
        kind.code for kind in table.kinds_of(kinds) if not set(basis) & kind.articles.keys()
    )


def load_instruments(on: date) -> Instruments:
    """The matrices in force on a day; RuleViolation `form_out_of_scope` before their time."""
    path = forms_folder() / "instruments.toml"
    found, valid_from = _read(path, path.stat().st_mtime_ns)
    if on < valid_from:
        raise RuleViolation(
            Reason(
                "form_out_of_scope",
                _("There is no table of legal bases in force on {day}.").format(day=on.isoformat()),
            )
        )
    return found


def derive(
    values: Mapping[str, object], kinds: Sequence[str], instruments: Instruments
) -> dict[str, object]:
    """What follows from the values and kinds: the names that conditions use beside the fields."""
    chosen = instruments.kinds_of(kinds)
    stated = values.get("coercive_measure")
    persons, assets = _rows(values, "persons"), _rows(values, "assets")
    grounds = {str(ground) for row in assets for ground in _many(row.get("grounds"))}
    grounds.update(str(ground) for ground in _many(values.get("freeze_grounds")))
    return {
        "coercive": stated if isinstance(stated, bool) else any(kind.coercive for kind in chosen),
        "freezes": any(kind.freezes for kind in chosen),
        "confiscates": any(kind.confiscates for kind in chosen),
        "property_concerned": any(kind.property for kind in chosen),
        "service_only": set(kinds) == {"SER"},
        "legal_person_concerned": any(row.get("kind") in _LEGAL_PERSONS for row in persons),
        "multiple_states": bool(_rows(values, "same_request_other_states")),
        "without_conviction": str(values.get("route") or "").startswith("NCB"),
        "grounds": tuple(sorted(grounds)),
    }


def module_codes(
    kinds: Sequence[str], values: Mapping[str, object], instruments: Instruments
) -> tuple[str, ...]:
    """The modules (`M-08`) that these kinds bring, in number order."""
    scope = {**values, **derive(values, kinds, instruments)}
    return tuple(
        sorted(
            {
                code
                for kind in instruments.kinds_of(kinds)
                for code, when in kind.modules
                if when is None or evaluate(when, scope)
            }
        )
    )


def load_modules(
    kinds: Sequence[str],
    values: Mapping[str, object],
    instruments: Instruments,
    on: date,
    shelf: FormShelf | None = None,
    pins: Sequence[Pin] = (),
) -> tuple[Form, ...]:
    """The modules annexed for these kinds, from `shelf` where an office has forms of its own.

    Raises RuleViolation `form_out_of_scope` for an unknown kind or a module that is not built.
    """
    known = {kind.code for kind in instruments.kinds}
    unknown = [code for code in kinds if code not in known]
    if unknown:
        raise RuleViolation(
            Reason(
                "form_out_of_scope",
                _("There is no kind of assistance '{kind}'. Use one of: {known}.").format(
                    kind=unknown[0], known=", ".join(sorted(known))
                ),
                field="kinds",
            )
        )
    return tuple(
        (shelf or shipped()).form(f"MLA-{code.replace('-', '')}", on, pins)
        for code in module_codes(kinds, values, instruments)
    )


def _rows(values: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = values.get(key)
    return [row for row in _many(found) if isinstance(row, Mapping)]


def _many(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[Instruments, date]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    instruments = Instruments(
        version=data["version"],
        instruments=tuple(Instrument(**row) for row in data["instruments"]),
        kinds=tuple(_kind(row) for row in data["kinds"]),
        elements=tuple(_element(row) for row in (*data["elements"], *data["additional"])),
        routes={name: row["code"] for row in data["routes"] for name in row["names"]},
        grounds={row["code"]: row["label"] for row in data["grounds"]},
        execution_allowance_days=data["execution_allowance_days"],
    )
    return instruments, data["valid_from"]


def _kind(row: dict[str, Any]) -> Kind:
    modules = tuple(
        (item["module"], _condition(item.get("when"))) for item in row.get("modules", ())
    )
    return Kind(**{"articles": {}, **row, "modules": modules})


def _element(row: dict[str, Any]) -> Element:
    return Element(**{**row, "fields": tuple(row["fields"]), "when": _condition(row.get("when"))})


def _condition(text: str | None) -> Node | None:
    return parse(text, "when") if text else None
