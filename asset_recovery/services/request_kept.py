"""What the record of a request keeps beside its typed fields: parent, addressee, form versions,
the second language of its labels.

They stand in the column of fields under names that nobody can type, because they begin with `_`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from asset_recovery.domain.form_facts import Pin

_PARENT = "_parent"
_FORMS = "_forms"
_ADDRESSEE = "_addressee"
_BESIDE = "_beside"
RESERVED = "_"


def with_kept(
    fields: Mapping[str, object],
    parent: str | None,
    versions: Sequence[Pin],
    addressee: str | None = None,
    beside: str = "",
) -> dict[str, object]:
    """The typed fields with what is kept beside them, as the record holds them."""
    found = {key: value for key, value in fields.items() if not key.startswith(RESERVED)}
    if parent:
        found[_PARENT] = parent
    if addressee:
        found[_ADDRESSEE] = addressee
    if beside:
        found[_BESIDE] = beside
    if versions:
        found[_FORMS] = [list(pin) for pin in dict.fromkeys(versions)]
    return found


def fields_of(row: Mapping[str, Any]) -> dict[str, object]:
    """What was typed in a request."""
    found: dict[str, object] = json.loads(row["fields"])
    return {key: value for key, value in found.items() if not key.startswith(RESERVED)}


def parent_of(row: Mapping[str, Any]) -> str | None:
    """The reference of the request that this one belongs to."""
    found = json.loads(row["fields"]).get(_PARENT)
    return str(found) if found else None


def addressee_of(row: Mapping[str, Any]) -> str | None:
    """The reference of the authority of the directory to which a request goes."""
    found = json.loads(row["fields"]).get(_ADDRESSEE)
    return str(found) if found else None


def beside_of(row: Mapping[str, Any]) -> str:
    """The second language of the labels, by its code; empty where they stand in one alone."""
    return str(json.loads(row["fields"]).get(_BESIDE) or "")


def versions_of(row: Mapping[str, Any]) -> tuple[Pin, ...]:
    """The versions of the forms that the request was made with."""
    found = json.loads(row["fields"]).get(_FORMS, [])
    return tuple((str(form), str(version), str(checksum)) for form, version, checksum in found)
