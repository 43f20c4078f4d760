"""The journal of a case: its entries with every field before and after, in the order of entry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from asset_recovery.domain.case_file import JournalFacts, JournalHead
from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.services.case_parts.case_desk import CaseDesk, moment

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
_UNSEEN = frozenset({"event_asset"})
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
Labels = Mapping[tuple[str, int], str]


def journal_head(desk: CaseDesk) -> JournalHead:
    """Where the journal stood when the case was read."""
    head = desk.rows.head
    return JournalHead(seq=head.seq, hash=head.hash, at=moment(head.at))


def journal_facts(desk: CaseDesk) -> tuple[JournalFacts, ...]:
    """Every entry about the case: records by their numbers, users by name, money as amounts."""
    writer = _Writer(desk)
    return tuple(writer.entry(row) for row in desk.rows.journal)


class _Writer:
    """Writes changes in words; remembers what each record is called."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk
        self._labels: dict[tuple[str, int], str] = {
            (table, key): str(row["reference"])
            for table, rows in desk.rows.tables.items()
            for key, row in rows.items()
            if row.get("reference")
        }
        self._events = {one.row["id"]: one for one in desk.stories.told}

    def entry(self, row: Record) -> JournalFacts:
        """One entry of the journal."""
        payload = json.loads(row["payload"])
        return JournalFacts(
            seq=row["seq"],
            at=moment(row["at"]),
            actor=self._desk.logins.get(row["actor"], row["actor"]),
            action=row["action"],
            hash=row["hash"],
            changes=tuple(part for one in payload["changes"] for part in self._change(one)),
            reason=payload.get("reason"),
        )

    def _change(self, change: list[Any]) -> Iterator[Change]:
        table, key, before, after = change
        if table in _UNSEEN:
            return
        if table == "event" and before is None:
            yield from self._step(key, after)
        elif table in _TIES and before is None:
            yield self._tie(table, after)
        else:
            yield from self._fields(self._record(table, key, after), before, after)

    def _record(self, table: str, key: int, after: Mapping[str, Any]) -> str:
        if table == "event" and key in self._events and not after.get("reference"):
            assets = self._events[key].assets
            return ", ".join(assets) if 0 < len(assets) <= 3 else str(self._desk.case["reference"])
        return self._labels.get((table, key)) or after.get("reference") or table.replace("_", " ")

    def _step(self, key: int, after: Mapping[str, Any]) -> Iterator[Change]:
        """A new event: the step with its date, its number, its amount, and whether it waits."""
        record = self._record("event", key, {})
        words = [str(after["action"]).replace("_", " "), str(after["on_date"])]
        if after.get("reference"):
            words.append(str(after["reference"]))
        amount = _amount(after, "amount")
        if amount:
            words.append(amount)
        if after["status"] != "in_effect":
            words.append(str(after["status"]))
        yield record, _("step"), None, ", ".join(words)

    def _tie(self, table: str, after: Mapping[str, Any]) -> Change:
        owners, name, parts = _TIES[table]
        owner = next((part for part in owners if after.get(part) is not None), owners[0])
        record = self._value(owner, after.get(owner)) or table.replace("_", " ")
        said = [self._value(part, after[part]) for part in parts if after.get(part) is not None]
        return record, _(name), None, " ".join(one for one in said if one)

    def _fields(
        self, record: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]
    ) -> Iterator[Change]:
        for name, value in after.items():
            if name in _INNER or name.endswith("_currency"):
                continue
            if before is None and (value in _EMPTY or name == "version"):
                continue
            if name.endswith("_minor"):
                root = name.removesuffix("_minor")
                old = None if before is None else _amount(before, root)
                yield record, root.replace("_", " "), old, _amount(after, root)
                continue
            old = None if before is None else self._value(name, before.get(name))
            yield record, _field(name), old, self._value(name, value)

    def _value(self, name: str, value: object) -> str | None:
        """A value as people read it: a record by its number, a user by her name."""
        if value is None:
            return None
        if isinstance(value, int):
            if name in _USERS:
                return self._desk.user(value) or str(value)
            if name in _TABLES:
                return self._labels.get((_TABLES[name], value), str(value))
            if name in _FLAGS:
                return _("yes") if value else _("no")
        text = _plain(str(value))
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _field(name: str) -> str:
    return name.removesuffix("_id").removesuffix("_date").replace("_", " ")


def _amount(row: Mapping[str, Any], root: str) -> str | None:
    minor, currency = row.get(f"{root}_minor"), row.get(f"{root}_currency")
    if minor is None:
        return None
    try:
        return Money(int(minor), str(currency)).display()
    except AppError:
        return str(minor)  # only one of the two columns changed


def _plain(text: str) -> str:
    """A list or object of a column without its brackets and quotation marks."""
    if not text.startswith(("[", "{")):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return _said(found)


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())
    return "" if value is None else str(value)
