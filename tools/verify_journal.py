"""Verify a backup of an office without the application: Python's standard library only.

    python verify_journal.py BACKUP.db [--head SEQ:HASH]

BACKUP.db is a file made by `asset-recovery backup` (a copy; never the file of an office in use).
--head is a head that somebody else kept: printed on a paper, in a manifest, in heads.jsonl. Without
one, a journal that was made anew as a whole, or cut off at its end, cannot be told from a true one.

The format (version 1), so that anybody can write a verifier of his own:
  canonical(x)  JSON, names sorted, no blanks, letters as they are (not escaped), UTF-8
  commitment    SHA-256(salt bytes || payload), hex; payload is canonical JSON
  hash          SHA-256(canonical([1, seq, at, actor, case_hash, commitment, previous])), hex
  previous      hash of the entry before; 64 zeros for the first
  payload       {"changes": [[table, key, before or null, after], ...], "command": ..., ...};
                before null: a new row, and after is the whole row; else only what changed.
  case_hash     SHA-256("OFFICE_ID:CASE"), hex, or "" for entries of no case
A payload that is not there is not a fault: a copy for a court shows those of one case only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3  # noqa: TID251 - this file stands alone and reads a copy, never an office in use
import sys
from collections.abc import Iterator
from pathlib import Path

LOGS = ("consultation", "decision_log")


def canonical(value: object) -> str:
    """The one text of a value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def text_hash(value: object) -> str:
    """The hash of a value's canonical text."""
    return sha(canonical(value).encode("utf-8", "surrogatepass"))


def check_chain(base: sqlite3.Connection) -> Iterator[str]:
    """Every entry follows from the one before and binds its payload."""
    previous, expected = "0" * 64, 1
    query = "SELECT j.*, p.salt, p.payload FROM journal j LEFT JOIN journal_payload p USING (seq)"
    for row in base.execute(f"{query} ORDER BY seq"):
        seq = row["seq"]
        if row["format"] != 1:
            yield f"entry {seq}: its format {row['format']} is not known here"
        if seq != expected:
            yield f"entry {expected}: missing"
        if row["previous"] != previous:
            yield f"entry {seq}: does not follow the one before"
        if row["payload"] is not None and not _binds(row):
            yield f"entry {seq}: what it says was changed"
        parts = [row["format"], seq, row["at"], row["actor"], row["case_hash"]]
        if text_hash([*parts, row["commitment"], row["previous"]]) != row["hash"]:
            yield f"entry {seq}: was changed"
        previous, expected = row["hash"], seq + 1


def _binds(row: sqlite3.Row) -> bool:
    try:
        salt = bytes.fromhex(row["salt"])
    except ValueError:
        return False
    return sha(salt + row["payload"].encode("utf-8")) == str(row["commitment"])


def check_log(base: sqlite3.Connection, table: str) -> Iterator[str]:
    """A chained log."""
    previous, expected = "0" * 64, 1
    for row in base.execute(f"SELECT * FROM {table} ORDER BY seq"):  # noqa: S608
        parts = [1, row["seq"], row["at"], row["actor"], row["payload"], row["previous"]]
        if row["seq"] != expected or row["previous"] != previous or text_hash(parts) != row["hash"]:
            yield f"{table} {row['seq']}: was changed, or does not follow"
        previous, expected = row["hash"], row["seq"] + 1


def replay(base: sqlite3.Connection) -> dict[str, dict[int, dict[str, object]]]:
    """Every table as the journal makes it."""
    tables: dict[str, dict[int, dict[str, object]]] = {}
    for (payload,) in base.execute("SELECT payload FROM journal_payload ORDER BY seq"):
        try:
            changes = json.loads(payload)["changes"]
        except (ValueError, LookupError, TypeError):
            continue  # said by check_chain
        for table, key, before, after in changes:
            rows = tables.setdefault(table, {})
            if before is None:
                rows[key] = dict(after)
            else:
                rows.setdefault(key, {}).update(after)
    return tables


def check_tables(base: sqlite3.Connection) -> Iterator[str]:
    """Every row of every table of records against the journal."""
    made = replay(base)
    query = (
        "SELECT DISTINCT m.name FROM sqlite_master m JOIN sqlite_master t ON t.tbl_name = m.name "
        "WHERE m.type = 'table' AND t.type = 'trigger' AND "
        "(t.name = m.name || '_no_delete') ORDER BY 1"
    )
    names = {row[0] for row in base.execute(query)} | set(made)
    for table in sorted(names - {"journal", "journal_payload", *LOGS}):
        yield from check_table(base, table, made.get(table, {}))


def check_table(
    base: sqlite3.Connection, table: str, expected: dict[int, dict[str, object]]
) -> Iterator[str]:
    """One table; of a password's hash the journal holds only the digest."""
    left = dict(expected)
    for row in base.execute(f'SELECT * FROM "{table}"'):
        made = left.pop(row["id"], None)
        if made is None:
            yield f"{table} {row['id']}: in no entry of the journal"
            continue
        for name in row.keys():  # noqa: SIM118 - a Row iterates over its values
            if (table, name) == ("credential", "hash"):
                if sha(str(row[name]).encode()) != row["digest"]:
                    yield f"{table} {row['id']}: the stored password was exchanged"
            elif row[name] != made.get(name):
                yield f"{table} {row['id']}: {name} is not what the journal says"
    for key in left:
        yield f"{table} {key}: deleted"


def check_head(base: sqlite3.Connection, head: str) -> Iterator[str]:
    """A head kept elsewhere is still in the journal."""
    seq, _colon, kept = head.partition(":")
    row = base.execute("SELECT hash FROM journal WHERE seq = ?", (int(seq),)).fetchone()
    if row is None:
        yield f"entry {seq}: cut off, the head kept elsewhere is not in the journal"
    elif row["hash"] != kept:
        yield f"entry {seq}: the journal was made anew, its head is not the one kept elsewhere"


def findings(base: sqlite3.Connection, heads: list[str], *, shows_all: bool) -> Iterator[str]:
    """Everything that is wrong."""
    for (line,) in base.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"file: {line}"
    yield from check_chain(base)
    for table in LOGS:
        yield from check_log(base, table)
    if shows_all:
        yield from check_tables(base)
    for head in heads:
        yield from check_head(base, head)


def main(arguments: list[str] | None = None) -> int:
    """0: nothing found, 1: findings, 2: cannot be read."""
    parser = argparse.ArgumentParser(description="Verify a backup of an office.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--head", action="append", default=[], metavar="SEQ:HASH")
    given = parser.parse_args(arguments)
    try:
        base = sqlite3.connect(f"{given.file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        base.row_factory = sqlite3.Row
        last = base.execute("SELECT seq, hash, at FROM journal ORDER BY seq DESC").fetchone()
        hidden = base.execute(
            "SELECT count(*) FROM journal WHERE seq NOT IN (SELECT seq FROM journal_payload)"
        ).fetchone()[0]
        found = list(findings(base, given.head, shows_all=hidden == 0))
        base.close()
    except (sqlite3.Error, ValueError, OSError) as error:
        print(f"cannot be read: {error}", file=sys.stderr)  # noqa: T201
        return 2
    for line in found:
        print(line)  # noqa: T201
    if last is not None:
        print(f"head {last['seq']}:{last['hash']} of {last['at']}")  # noqa: T201
    if hidden:
        print(f"{hidden} entries do not show what they say; tables were not compared")  # noqa: T201
    print(f"{len(found)} finding(s)" if found else "nothing was found")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
