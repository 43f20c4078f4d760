"""Facts as JSON writes them: money, dates and moments as scripts give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.domain.request_version_facts import SignedDraft


def written(value: object) -> object:
    """Any fact, row or list of them as JSON; nothing is rounded."""
    if isinstance(value, Money):
        return value.as_json()
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, SignedDraft):
        return {
            "on": value.data["on"],
            "digest": value.digest,
            "draft": value.data["number"],
            "language": value.data["language"],
            "forms": [f"{form} {version} {checksum}" for form, version, checksum in _forms(value)],
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: written(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): written(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [written(one) for one in value]
    return value


def _forms(signed: SignedDraft) -> list[tuple[str, str, str]]:
    return list(signed.data["forms"])


def written_facts(value: object) -> dict[str, object]:
    """One row of facts as a JSON object."""
    found = written(value)
    assert isinstance(found, dict)
    return found
