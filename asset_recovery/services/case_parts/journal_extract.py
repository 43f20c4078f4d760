"""The journal of a case: its entries with every field before and after, in the order of entry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from asset_recovery.domain.case_file import JournalFacts, JournalHead
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.services.case_parts.case_desk import CaseDesk, moment
from asset_recovery.services.case_parts.change_words import Change, ChangeWords, amount_of


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
        self._words = ChangeWords(self)

    def record(self, table: str, key: int) -> str | None:
        """The human number of a record of the case."""
        return self._labels.get((table, key))

    def user(self, key: int) -> str | None:
        """The name of a user."""
        return self._desk.user(key) or None

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
        if self._words.is_unseen(table):
            return
        if table == "event" and before is None:
            yield from self._step(key, after)
        elif before is None and self._words.is_tie(table):
            yield self._words.tie(table, after)
        else:
            yield from self._words.fields(self._record(table, key, after), before, after)

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
        amount = amount_of(after, "amount")
        if amount:
            words.append(amount)
        if after["status"] != "in_effect":
            words.append(str(after["status"]))
        yield record, _("step"), None, ", ".join(words)
