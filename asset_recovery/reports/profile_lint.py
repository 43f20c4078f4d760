"""What is wrong with a file of dossier profiles, and where: an office writes its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.reports.dossier_profile import columns, profiles

MASKS = (
    "address",
    "birth",
    "person_identifiers",
    "location",
    "custody_place",
    "bidders",
    "claimants",
)
PEOPLE = ("name", "number", "post")
EXHIBITS = ("all", "named")
DETAILS = ("all", "identity", "rights", "condition", "terms", "inside")
NEVER = ("hidden", "intelligence")  # sections that leave the office in no profile
_TEXTS = ("label", "handling", "people", "highest_document", "exhibits")
_FLAGS = ("inside", "informal_requests", "internal_notes")
_MORE = ("summary_risks", "summary_decisions", "summary_deadlines", "distribution")
_LISTS = ("sections", "mask", "details", "consent_uses")
_KNOWN = (*_TEXTS, *_FLAGS, *_MORE, *_LISTS, "drop")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class ProfileFault:
    """A fault: its place in the file, the stable code, the sentence."""

    place: str
    code: str
    text: str


def lint_profiles(data: Mapping[str, Any]) -> list[ProfileFault]:
    """Every fault of a file of profiles, read from TOML; none: it can be installed."""
    found = []
    if not isinstance(data.get("version"), str) or not data["version"].strip():
        found.append(_fault("version", "field_missing", "The file says no version."))
    rows = data.get("profile")
    if not isinstance(rows, dict) or not rows:
        found.append(_fault("profile", "field_missing", "The file has no [profile.NAME]."))
        return found
    for name, row in rows.items():
        if not isinstance(row, dict):
            found.append(_fault(f"profile.{name}", "field_invalid", "This is no table."))
        else:
            found += _of_profile(f"profile.{name}", row)
    return found


def _of_profile(place: str, row: Mapping[str, Any]) -> Iterator[ProfileFault]:
    for key in row:
        if key not in _KNOWN:
            text = f"There is no {key} in a profile; there are: {', '.join(_KNOWN)}."
            yield _fault(f"{place}.{key}", "field_invalid", text)
    for key in _TEXTS:
        if not isinstance(row.get(key), str) or not row[key].strip():
            yield _fault(f"{place}.{key}", "field_missing", f"{key} is missing or no text.")
        elif len(row[key]) > _LONGEST:
            text = f"{key} has more than {_LONGEST} characters."
            yield _fault(f"{place}.{key}", "field_too_long", text)
    for key in (*_FLAGS, *(one for one in _MORE if one in row)):
        if not isinstance(row.get(key), bool):
            yield _fault(
                f"{place}.{key}", "field_missing", f"{key} is missing; it is true or false."
            )
    if "sections" not in row:
        yield _fault(f"{place}.sections", "field_missing", "The sections are missing.")
    wrong = [key for key in _LISTS if key in row and not _texts(row[key])]
    for key in wrong:
        yield _fault(f"{place}.{key}", "field_invalid", f"{key} is a list of texts.")
    yield from _codes(place, {key: value for key, value in row.items() if key not in wrong})
    yield from _drops(place, row)


def _codes(place: str, row: Mapping[str, Any]) -> Iterator[ProfileFault]:
    """Words that are not among those there are."""
    full = next(iter(profiles().values()))
    known: Mapping[str, tuple[str, ...]] = {
        "sections": tuple(sorted(full.sections)),
        "mask": MASKS,
        "details": DETAILS,
        "consent_uses": tuple(code_lists.code_list("consent_uses").codes),
        "people": PEOPLE,
        "exhibits": EXHIBITS,
        "highest_document": full.markings,
    }
    for key, words in known.items():
        given = row.get(key, [])
        for word in [given] if isinstance(given, str) else given:
            if word not in words:
                text = f"There is no {word!r}; choose from: {', '.join(words)}."
                yield _fault(f"{place}.{key}", "field_invalid", text)
    if row.get("inside") is False:
        for section in NEVER:
            if section in row.get("sections", ()):
                text = f"The section {section!r} leaves the office in no paper."
                yield _fault(f"{place}.sections", "field_invalid", text)
        for key in ("informal_requests", "internal_notes"):
            if row.get(key) is True:
                text = f"{key} can be true only for a paper that stays inside (inside = true)."
                yield _fault(f"{place}.{key}", "field_invalid", text)


def _drops(place: str, row: Mapping[str, Any]) -> Iterator[ProfileFault]:
    known = columns()
    drop = row.get("drop", {})
    if not isinstance(drop, dict):
        yield _fault(f"{place}.drop", "field_invalid", "This is no table.")
        return
    for section, keys in drop.items():
        if section not in known:
            text = f"The section {section!r} has no columns; there are: {', '.join(sorted(known))}."
            yield _fault(f"{place}.drop.{section}", "field_invalid", text)
            continue
        for key in keys if _texts(keys) else ["?"]:
            if key not in known[section]:
                text = (
                    f"There is no column {key!r}; there are: {', '.join(sorted(known[section]))}."
                )
                yield _fault(f"{place}.drop.{section}", "column_unknown", text)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _fault(place: str, code: str, text: str) -> ProfileFault:
    return ProfileFault(place, code, text)
