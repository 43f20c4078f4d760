"""Changes of rows in words: a field with its old and its new value, as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _

_LONGEST = 300
_EMPTY = (None, "", "[]", "{}", 0)
# What keeps the tables together, or is said elsewhere in the same entry.
_INNER = frozenset(
    {
        "id",
        "version",
        "reference",
        "seq",
        "effective_seq",
        "ended_seq",
        "content_hash",
        "data",
        "facts",
        "warnings",
        "author_id",
        "recorded_at",
        "normal",
        "number",
        "late",
        "levels",
        "level",
        "action",
        "event_id",
        "case_id",
        "approval",
    }
)
_UNSEEN = frozenset({"event_asset", "victim_contact", "victim_share", "report_source"})
_TABLES = {
    "case_id": "case_record",
    "asset_id": "asset",
    "order_id": "court_order",
    "party_id": "party",
    "other_id": "party",
    "request_id": "request",
    "approval_id": "approval",
    "substitutes_id": "asset",
    "replaced_by_id": "asset",
}
_USERS = frozenset({"officer_id", "opened_by", "asked_by", "user_id"})
_FLAGS = frozenset({"sealed", "taken_over", "void", "hard", "withdrawn", "incomplete"})
# Rows that only tie records together: the record that they are about, and what they say of it.
_TIES: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "order_asset": (("order_id",), N_("holds"), ("asset_id",)),
    "asset_identifier": (("asset_id",), N_("identifier"), ("kind", "value")),
    "party_link": (("asset_id", "case_id"), N_("party"), ("party_id", "role", "share")),
    "party_relation": (("party_id",), N_("relation"), ("relation", "other_id", "share")),
    "case_member": (("case_id",), N_("team"), ("user_id", "role")),
    "access_grant": (("case_id",), N_("access"), ("user_id",)),
    "approval_vote": (("approval_id",), N_("vote"), ("user_id", "outcome", "comment")),
}
Change = tuple[str, str, str | None, str | None]


class Names(Protocol):
    """What records and users are called."""

    def record(self, table: str, key: int) -> str | None:
        """The human number of a row, where it has one that the reader may know."""

    def user(self, key: int) -> str | None:
        """The name of a user."""


class ChangeWords:
    """Writes changes of rows as (record, field, old value, new value)."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def is_unseen(self, table: str) -> bool:
        """Whether rows of this table only hold others together, without saying anything."""
        return table in _UNSEEN

    def is_tie(self, table: str) -> bool:
        """Whether a new row of this table is told as what it ties to a record."""
        return table in _TIES

    def tie(self, table: str, after: Mapping[str, Any]) -> Change:
        """A new row that ties records together."""
        owners, name, parts = _TIES[table]
        owner = next((part for part in owners if after.get(part) is not None), owners[0])
        record = self._value(owner, after.get(owner)) or table.replace("_", " ")
        said = [self._value(part, after[part]) for part in parts if after.get(part) is not None]
        return record, _(name), None, " ".join(one for one in said if one)

    def fields(
        self, record: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]
    ) -> Iterator[Change]:
        """The fields of a row that was added (`before` is None) or changed."""
        for name, value in after.items():
            if name in _INNER or name.endswith("_currency"):
                continue
            if before is None and (value in _EMPTY or name == "version"):
                continue
            if name.endswith("_minor"):
                root = name.removesuffix("_minor")
                old = None if before is None else amount_of(before, root)
                yield record, root.replace("_", " "), old, amount_of(after, root)
                continue
            old = None if before is None else self._value(name, before.get(name))
            yield record, _field(name), old, self._value(name, value)

    def _value(self, name: str, value: object) -> str | None:
        """A value as people read it: a record by its number, a user by her name."""
        if value is None:
            return None
        if isinstance(value, int):
            if name in _USERS:
                return self._names.user(value) or str(value)
            if name in _TABLES:
                return self._names.record(_TABLES[name], value) or str(value)
            if name in _FLAGS:
                return _("yes") if value else _("no")
        text = _plain(str(value), name)
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _field(name: str) -> str:
    return name.removesuffix("_id").removesuffix("_date").replace("_", " ")


def amount_of(row: Mapping[str, Any], root: str) -> str | None:
    """An amount of a row, as people read it."""
    minor, currency = row.get(f"{root}_minor"), row.get(f"{root}_currency")
    if minor is None:
        return None
    try:
        return Money(int(minor), str(currency)).display()
    except AppError:
        return str(minor)  # only one of the two columns changed


def _plain(text: str, name: str) -> str:
    """A list or object of a column without its brackets and quotation marks; grounds in words."""
    if not text.startswith(("[", "{")):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if name == "grounds" and isinstance(found, list):
        found = [_ground(one) for one in found]
    return _said(found)


def _ground(given: object) -> object:
    """A ground of liability with the word of its code."""
    if not isinstance(given, dict) or "code" not in given:
        return given
    more = {key.replace("_", " "): value for key, value in given.items() if key != "code"}
    told = f"{code_lists.label('liability_grounds', str(given['code']))} ({given['code']})"
    return [told, more] if more else told


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())
    return "" if value is None else str(value)
