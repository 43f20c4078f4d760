"""Who receives a case dossier, read from data: sections, dropped columns, masks, users."""

from __future__ import annotations

import tomllib
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
    recorded consent to one of `consent_uses`.
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
    mask: frozenset[str] = frozenset()
    drop: dict[str, frozenset[str]] = field(default_factory=dict)
    markings: tuple[str, ...] = ()
    informal_forms: tuple[str, ...] = ()
    consent_uses: tuple[str, ...] = ()

    def rank(self, marking: str) -> int:
        """Where a marking stands among all; an unknown one counts as the highest."""
        plain = marking.strip().lower().replace(" ", "_")
        return self.markings.index(plain) if plain in self.markings else len(self.markings)

    def highest(self, markings: list[str]) -> str:
        """The highest of some markings."""
        return max(markings, key=self.rank)


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by name, in the order of the file."""
    data = tomllib.loads((resources() / "forms" / _FILE).read_text(encoding="utf-8"))
    common: dict[str, Any] = {
        "version": str(data["version"]),
        "markings": tuple(data["markings"]),
        "informal_forms": tuple(data["informal_forms"]),
    }
    return {name: _profile(name, row, common) for name, row in data["profile"].items()}


def profile(name: str) -> Profile:
    """The profile of this name; `not_found` names those that exist."""
    found = profiles().get(name)
    if found is None:
        known = ", ".join(profiles())
        text = f"There is no dossier profile {name!r}. Choose one of: {known}."
        raise NotFound(Reason("not_found", text, field="profile"))
    return found


def _profile(name: str, row: dict[str, Any], common: dict[str, Any]) -> Profile:
    drop = row.get("drop", {})
    sections, mask = row["sections"], row.get("mask", [])
    if not isinstance(drop, dict) or not isinstance(sections, list) or not isinstance(mask, list):
        raise TypeError(f"{_FILE}: profile {name} is not as it should be")
    values = {
        key: value
        for key, value in row.items()
        if key not in ("drop", "sections", "mask", "consent_uses")
    }
    return Profile(
        name=name,
        sections=frozenset(sections),
        mask=frozenset(mask),
        consent_uses=tuple(row.get("consent_uses", ())),
        drop={section: frozenset(columns) for section, columns in drop.items()},
        **values,
        **common,
    )
