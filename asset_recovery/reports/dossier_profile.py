"""Who receives a case dossier, read from data: sections, dropped columns, masks, users."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.paths import resources

_FILE = "dossier_profiles.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of recipient.

    `people` says how users appear: by name, by officer number, or by post only. `mask` names what
    is replaced by a mark; `drop` the columns left out, by section; documents marked above
    `highest_document` are not listed. What came by informal channels stands in it only with a
    recorded consent to one of `consent_uses`. `inside`: the paper stays in the office or with who
    supervises it; `details`: groups of type fields that are told; `exhibits`: all or named;
    addresses of persons in `protected_roles` are never told outside.
    """

    name: str
    version: str
    label: str
    handling: str
    sections: frozenset[str]
    people: str
    highest_document: str
    informal_requests: bool
    internal_notes: bool
    summary_risks: bool = True
    summary_decisions: bool = True
    summary_deadlines: bool = True
    distribution: bool = False
    mask: frozenset[str] = frozenset()
    drop: dict[str, frozenset[str]] = field(default_factory=dict)
    markings: tuple[str, ...] = ()
    informal_forms: tuple[str, ...] = ()
    consent_uses: tuple[str, ...] = ()
    inside: bool = False
    details: frozenset[str] = frozenset()
    exhibits: str = "named"
    protected_roles: tuple[str, ...] = ()

    def rank(self, marking: str) -> int:
        """Where a marking stands among all; an unknown one counts as the highest."""
        plain = marking.strip().lower().replace(" ", "_")
        return self.markings.index(plain) if plain in self.markings else len(self.markings)

    def highest(self, markings: list[str]) -> str:
        """The highest of some markings."""
        return max(markings, key=self.rank)


@cache
def profiles() -> dict[str, Profile]:
    """All delivered profiles by name, in the order of the file."""
    return read_profiles(_delivered())


def read_profiles(data: Mapping[str, Any]) -> dict[str, Profile]:
    """The profiles of a file that `lint_profiles` finds no fault with."""
    common: dict[str, Any] = {
        "version": str(data["version"]),
        "markings": tuple(_delivered()["markings"]),
        "informal_forms": tuple(_delivered()["informal_forms"]),
    }
    roles = tuple(_delivered()["protected"]["roles"])
    return {name: _profile(name, row, common, roles) for name, row in data["profile"].items()}


def columns() -> dict[str, frozenset[str]]:
    """The columns of each section that a profile can drop."""
    return {name: frozenset(keys) for name, keys in _delivered()["columns"].items()}


@cache
def _delivered() -> dict[str, Any]:
    return tomllib.loads((resources() / "forms" / _FILE).read_text(encoding="utf-8"))


def profile(name: str, own: Mapping[str, Profile] | None = None) -> Profile:
    """The profile of this name, delivered or the office's `own`; `not_found` names those there are.

    An own profile takes the place of a delivered one of the same name.
    """
    known = {**profiles(), **(own or {})}
    found = known.get(name)
    if found is None:
        text = f"There is no dossier profile {name!r}. Choose one of: {', '.join(known)}."
        raise NotFound(Reason("not_found", text, field="profile"))
    return found


def _profile(
    name: str, row: dict[str, Any], common: dict[str, Any], roles: tuple[str, ...]
) -> Profile:
    listed = ("drop", "sections", "mask", "consent_uses", "details")
    values = {key: value for key, value in row.items() if key not in listed}
    drop = {section: frozenset(keys) for section, keys in row.get("drop", {}).items()}
    return Profile(
        name=name,
        sections=frozenset(row["sections"]),
        mask=frozenset(row.get("mask", ())),
        drop=drop,
        consent_uses=tuple(row.get("consent_uses", ())),
        details=frozenset(row.get("details", ())),
        protected_roles=() if values.get("inside") else roles,
        **values,
        **common,
    )
