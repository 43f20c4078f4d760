"""The office filled with copies of its patterns: rows, journal and derived tables in bulk."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from asset_recovery.cli.bench.names import Names
from asset_recovery.cli.bench.patterns import CLONED, Pattern, Slot
from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.identifiers import asset_number
from asset_recovery.domain.text import sort_key
from asset_recovery.persistence import derived
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import (
    FORMAT,
    canonical,
    commitment_of,
    digest,
    entry_hash,
)

AT_ONCE = 20_000  # rows of a table that are written together
_FIRST_YEAR, _YEARS = 2016, 10  # the references of copies; the office's own year stays free
_DIGITS = {"AR": 4}
_ASSET_PREFIX = "AMO"
_SPREAD = 1_299_709  # a prime, so that amounts scatter and never repeat soon


class Copier:
    """Makes one copy of a pattern after the other and writes them with `executemany`."""

    def __init__(self, connection: Any, office_id: str, at: str, actor: str, place: str) -> None:
        self._connection = connection
        self._office_id, self._at, self._actor, self._place = office_id, at, actor, place
        self._keys = {name: self._largest(name, "id") for name in CLONED}
        self._numbers: Counter[str] = Counter()
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}
        self._statements: dict[str, str] = {}
        self._search_key = self._largest("search_document", "id")
        self._agenda_key = self._largest("agenda", "id")
        self._stay_key = self._largest("stay", "id")
        head = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC").fetchone()
        self._seq, self._hash = head

    def copy(self, pattern: Pattern) -> None:
        """One more case."""
        seq = self._seq + 1
        values, reference = self._values(pattern, seq)
        changes = pattern.changes(values)
        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in CLONED}
        for table, _key, _before, image in json.loads(changes):
            rows[table].append(image)
        for table, images in rows.items():
            if images:
                self._put(table, sorted(images[0]), [tuple(image.values()) for image in images])
        self._put_derived(pattern, values)
        self._put_search(pattern, rows)
        self._enter(seq, reference, changes)
        for name, count in pattern.heads.items():
            self._keys[name] += count
        for name, waiting in self._waiting.items():
            if len(waiting) >= AT_ONCE:
                self._write(name)

    def add(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Rows that are there once, with an entry of their own."""
        names = sorted(rows[0])
        self._put(table, names, [tuple(row[name] for name in names) for row in rows])
        changes = [[table, row["id"], None, row] for row in rows]
        self._enter(self._seq + 1, "", canonical(changes))

    def add_events(self, events: list[tuple[dict[str, Any], int | None]]) -> None:
        """Events with the asset that each names, all in one entry."""
        seq, changes = self._seq + 1, []
        rows, links = [], []
        for event, asset in events:
            self._keys["event"] += 1
            row = {**event, "id": self._keys["event"], "seq": seq, "effective_seq": seq}
            rows.append(row)
            changes.append(["event", row["id"], None, row])
            if asset is not None:
                self._keys["event_asset"] += 1
                link = {"id": self._keys["event_asset"], "event_id": row["id"], "asset_id": asset}
                links.append(link)
                changes.append(["event_asset", link["id"], None, link])
        for table, made in (("event", rows), ("event_asset", links)):
            if made:
                names = sorted(made[0])
                self._put(table, names, [tuple(one[name] for name in names) for one in made])
        self._enter(seq, "", canonical(changes))
        for name in ("event", "event_asset"):
            if len(self._waiting.get(name, ())) >= AT_ONCE:
                self._write(name)

    def finish(self) -> None:
        """Write what still waits."""
        for name in self._waiting:
            self._write(name)

    def _largest(self, table: str, column: str) -> int:
        row = self._connection.execute(f"SELECT max({column}) FROM {table}").fetchone()
        return int(row[0] or 0)

    def _values(self, pattern: Pattern, seq: int) -> tuple[list[str], str]:
        """What stands in each slot of this copy, and the case's reference."""
        made: list[str] = []
        reference = ""
        described: dict[int, str] = {}
        later: list[tuple[int, Slot]] = []
        amounts: dict[int, int] = {}
        for place, slot in enumerate(pattern.slots):
            if slot.what == "key":
                made.append(str(self._keys[slot.which] + 1 + slot.number))
            elif slot.what == "entry":
                made.append(str(seq))
            elif slot.what in ("sorted", "folded"):
                later.append((place, slot))
                made.append("")
            elif slot.what in ("amount", "minor"):
                minor = amounts.setdefault(slot.number, self._amount())
                made.append(
                    str(minor) if slot.what == "minor" else f"{minor // 100}.{minor % 100:02d}"
                )
            else:
                text = self._text(slot.what, slot.which)
                made.append(text)
                if slot.which == "AR":
                    reference = text
                elif slot.what == "description":
                    described[slot.number] = text
        for place, slot in later:
            text = described[slot.number]
            key = sort_key(text[:100]) if slot.what == "sorted" else text[:300].casefold()
            made[place] = canonical(key)
        return made, reference

    def _text(self, what: str, which: str) -> str:
        self._numbers[which if what == "reference" else what] += 1
        if what == "reference":
            return self._reference(which, self._numbers[which])
        number = self._numbers[what]
        if what == "description":
            return Names.description(number, asset_types()[which].label)
        made: Callable[[int], str] = {
            "name": Names.person,
            "title": Names.title,
            "serial": Names.serial,
        }[what]
        return made(number + 10**6)

    def _reference(self, prefix: str, number: int) -> str:
        year, serial = _FIRST_YEAR + number % _YEARS, number // _YEARS + 1
        if prefix == _ASSET_PREFIX:
            return asset_number(prefix, year, serial)
        return f"{prefix}-{year}-{serial:0{_DIGITS.get(prefix, 6)}d}"

    def _amount(self) -> int:
        self._numbers["amount"] += 1
        scattered = self._numbers["amount"] * _SPREAD
        return 10_000 + scattered % 99_991 * (1 + scattered % 997)

    def _put_derived(self, pattern: Pattern, values: Sequence[str]) -> None:
        lines, agenda, seals, stays = json.loads(pattern.derived(values))
        self._put("asset_seal", ["asset_id", "seal"], list(map(tuple, seals)))
        self._put(
            "asset_row", [column.name for column in t.asset_row.columns], list(map(tuple, lines))
        )
        first = self._agenda_key + 1
        self._put(
            "agenda",
            [column.name for column in t.agenda.columns],
            [(first + place, *line) for place, line in enumerate(agenda)],
        )
        self._agenda_key += len(agenda)
        first = self._stay_key + 1
        self._put(
            "stay",
            [column.name for column in t.stay.columns],
            [(first + place, *line) for place, line in enumerate(stays)],
        )
        self._stay_key += len(stays)

    def _put_search(self, pattern: Pattern, rows: dict[str, list[dict[str, Any]]]) -> None:
        entries = []
        for kind, table, place, more in pattern.search:
            beside = [rows[other][row][name] for other, row, name in more]
            self._search_key += 1
            entry = derived.search_entry(kind, rows[table][place], beside)
            entries.append((self._search_key, *entry.values()))
        names = ["id", "kind", "record_id", "case_id", "reference", "title", "detail", "words"]
        self._put("search_document", names, entries)

    def _enter(self, seq: int, case: str, changes: str) -> None:
        """One entry in the format of the journal: the case's rows as they are after it."""
        command = canonical({"action": "bench_fill", "case": case, "operation_id": None})
        payload = (
            f'{{"changes":{changes},"command":{command},"notes":{{}},"reason":null,'
            f'"workstation":{canonical(self._place)}}}'
        )
        salt = secrets.token_hex(32)
        commitment = commitment_of(salt, payload)
        case_hash = digest(f"{self._office_id}:{case}")
        made = entry_hash(seq, self._at, self._actor, case_hash, commitment, self._hash)
        self._put(
            "journal",
            [column.name for column in t.journal.columns],
            [
                (
                    seq, self._at, self._actor, self._place, "bench_fill", None, case_hash,
                    commitment, self._hash, made, FORMAT,
                )
            ],
        )  # fmt: skip
        self._put("journal_payload", ["seq", "salt", "payload"], [(seq, salt, payload)])
        self._seq, self._hash = seq, made
        if len(self._waiting["journal_payload"]) >= AT_ONCE // 100:
            self._write("journal")
            self._write("journal_payload")

    def _put(self, table: str, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if table not in self._statements:
            marks = ", ".join("?" * len(names))
            self._statements[table] = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        self._waiting.setdefault(table, []).extend(rows)

    def _write(self, table: str) -> None:
        rows = self._waiting[table]
        self._connection.executemany(self._statements[table], rows)
        self._waiting[table] = []


def chosen(patterns: Sequence[Pattern], wanted: int) -> Iterator[Pattern]:
    """Patterns in turn until so many assets are there; the last ones are the smallest that fit."""
    turn = 0
    while wanted > 0:
        fitting = [one for one in patterns if one.assets <= wanted]
        pattern = fitting[turn % len(fitting)]
        turn += 1
        wanted -= pattern.assets
        yield pattern
