"""The journal of a case: its entries with every field before and after, in the order of entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from asset_recovery.domain.case_file import JournalFacts, JournalHead
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.services.case_parts.case_desk import CaseDesk, moment

_LONGEST = 300
_INNER = frozenset(
    {
        "id",
        "version",
        "seq",
        "effective_seq",
        "ended_seq",
        "content_hash",
        "data",
        "facts",
        "warnings",
        "author_id",
        "recorded_at",
    }
)
_EMPTY = (None, "", "[]", "{}")
Change = tuple[str, str, str | None, str | None]


def journal_head(desk: CaseDesk) -> JournalHead:
    """Where the journal stood when the case was read."""
    head = desk.rows.head
    return JournalHead(seq=head["seq"], hash=head["hash"], at=moment(head["at"]))


def journal_facts(desk: CaseDesk) -> tuple[JournalFacts, ...]:
    """Every entry about the case; links between records are left to the records themselves."""
    labels = _labels(desk)
    return tuple(_entry(desk, row, labels) for row in desk.rows.journal)


def _labels(desk: CaseDesk) -> dict[tuple[str, int], str]:
    """What each record is called."""
    found = {}
    for table, rows in desk.rows.tables.items():
        for key, row in rows.items():
            if row.get("reference"):
                found[table, key] = str(row["reference"])
    return found


def _entry(desk: CaseDesk, row: Record, labels: dict[tuple[str, int], str]) -> JournalFacts:
    payload = json.loads(row["payload"])
    changes = tuple(part for change in payload["changes"] for part in _change(desk, change, labels))
    return JournalFacts(
        seq=row["seq"],
        at=moment(row["at"]),
        actor=desk.logins.get(row["actor"], row["actor"]),
        action=row["action"],
        hash=row["hash"],
        changes=changes,
        reason=payload.get("reason"),
    )


def _change(
    desk: CaseDesk, change: list[Any], labels: dict[tuple[str, int], str]
) -> Iterator[Change]:
    table, key, before, after = change
    record = labels.get((table, key)) or table.replace("_", " ")
    for name, value in after.items():
        if name in _INNER or name == "reference" or (before is None and value in _EMPTY):
            continue
        old = None if before is None else _value(desk, name, before.get(name), labels)
        yield record, _field(name), old, _value(desk, name, value, labels)


def _field(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ")


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
_USERS = frozenset({"author_id", "officer_id", "opened_by", "asked_by", "user_id"})


def _value(
    desk: CaseDesk, name: str, value: object, labels: dict[tuple[str, int], str]
) -> str | None:
    """A value as people read it: a record by its number, a user by her name."""
    if value is None:
        return None
    if isinstance(value, int):
        if name in _USERS:
            return desk.user(value) or str(value)
        if name in _TABLES:
            return labels.get((_TABLES[name], value), str(value))
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
