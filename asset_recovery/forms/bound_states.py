"""Which States an instrument binds, since when, and in which languages they can be written to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class BoundState:
    """A State that the instrument binds from `since` to `until` (None: still)."""

    code: str
    since: date
    until: date | None
    languages: tuple[str, ...]
    mark: str

    def holds_on(self, day: date) -> bool:
        """Whether it is bound on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class OutsideState:
    """A State that stands outside: why, and what can be used with it instead."""

    code: str
    note: str
    instead: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class BoundStates:
    """The States of one instrument, and the forms that exist only between them."""

    title: str
    instrument: str
    forms: tuple[str, ...]
    bound: Mapping[str, BoundState]
    outside: Mapping[str, OutsideState]

    def is_bound(self, country: str, day: date) -> bool:
        """Whether a State is bound on a day."""
        found = self.bound.get(country.upper())
        return found is not None and found.holds_on(day)


def states_of_form(form_id: str) -> BoundStates | None:
    """The States between which a form exists; None for a form that every State can get."""
    return next((one for one in _all(_folder()) if form_id in one.forms), None)


def instruments_between(country: str, own: str, day: date) -> tuple[str, ...]:
    """The instruments that bind both States for certain on a day."""
    return tuple(
        one.instrument
        for one in _all(_folder())
        if one.is_bound(country, day) and one.is_bound(own, day)
    )


def languages_of(form_id: str, country: str) -> tuple[str, ...]:
    """The official languages of a State, where the form knows its States."""
    states = states_of_form(form_id)
    found = states.bound.get(country.upper()) if states else None
    return found.languages if found else ()


def outside_reason(form_id: str, country: str, day: date) -> Reason | None:
    """Why a form cannot go to a State on a day: `form_out_of_scope`; None where it can."""
    states = states_of_form(form_id)
    if states is None or states.is_bound(country, day):
        return None
    name = country_name(country)
    outside = states.outside.get(country.upper())
    text = _("{state} is not bound by {title} on {day}: {form} does not exist for it.").format(
        state=name, title=states.title, day=day.isoformat(), form=form_id
    )
    if outside is not None:
        text = f"{text} {_(outside.note)}"
        if outside.instead:
            tools = ", ".join(outside.instead)
            text += " " + _("With it there are: {tools}.").format(tools=tools)
    return Reason(
        "form_out_of_scope",
        _("{text} Ask for mutual legal assistance instead (MLA-01).").format(text=text),
        field="to_country",
    )


def _folder() -> Path:
    return resources() / "states"


def _all(folder: Path) -> tuple[BoundStates, ...]:
    if not folder.is_dir():
        return ()
    paths = sorted(folder.glob("*.toml"))
    return tuple(found for path in paths if (found := _read(path, path.stat().st_mtime_ns)))


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> BoundStates | None:
    """The file as a list of bound States; None where it is about something else."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if "bound" not in data:
        return None
    return BoundStates(
        title=data["title"],
        instrument=data["instrument"],
        forms=tuple(data["forms"]),
        bound={row["code"]: _bound(row) for row in data["bound"]},
        outside={
            row["code"]: OutsideState(
                row["code"], row["note"], tuple(row.get("instead", ())), row["mark"]
            )
            for row in data.get("not_bound", ())
        },
    )


def _bound(row: Mapping[str, Any]) -> BoundState:
    return BoundState(
        row["code"], row["since"], row.get("until"), tuple(row.get("languages", ())), row["mark"]
    )
