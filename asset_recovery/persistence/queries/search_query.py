"""The search as SQL: whole references and identifiers first, then the newest that match."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from asset_recovery.persistence.access_sql import (
    HIDDEN_CASES,
    HIDDEN_PARTIES,
    HIDDEN_PARTY_REFERENCES,
    Access,
    Execute,
    hides_cases,
)

NEWEST = 1_000
MOST_EXACT = 50
RECORDS = (
    ("case", "case_record"),
    ("asset", "asset"),
    ("order", "court_order"),
    ("request", "request"),
    ("party", "party"),
    ("document", "document"),
    ("invoice", "invoice"),
    ("storage", "storage_place"),
    ("authority", "authority"),
)
_MATCHING = (
    "FROM search_index JOIN search_document AS d ON d.id = search_index.rowid"
    " WHERE search_index MATCH :query"
)
_NEWEST_FIRST = f" ORDER BY search_index.rowid DESC LIMIT {NEWEST}"
_COLUMNS = "d.id, d.kind, d.case_id, d.reference, d.title, d.detail"
# A party is known by its links, a document of a party by the party, an invoice by a line whose case
# is known, all else by its case.
_KNOWN = (
    f" AND (d.case_id IS NULL OR d.case_id NOT IN ({HIDDEN_CASES}))"
    f" AND NOT (d.kind = 'party' AND d.record_id IN ({HIDDEN_PARTIES}))"
    " AND NOT (d.kind = 'document' AND d.case_id IS NULL AND EXISTS ("
    "SELECT 1 FROM document AS paper WHERE paper.id = d.record_id"
    f" AND paper.record IN ({HIDDEN_PARTY_REFERENCES})))"
    " AND NOT (d.kind = 'invoice' AND NOT EXISTS ("
    "SELECT 1 FROM invoice_line AS line WHERE line.invoice_id = d.record_id"
    f" AND line.case_id NOT IN ({HIDDEN_CASES})))"
)


# The database's own lower() is quick and knows A to Z only: enough where that is all one looks for.
_PLAIN = "replace(lower({0}), 'ß', 'ss')"
_FOLDED = "iif(octet_length({0}) = length({0}), lower({0}), casefold({0}))"


class Found(NamedTuple):
    """One record that the search found."""

    id: int
    kind: str
    case_id: int | None
    reference: str
    title: str
    detail: str


def exact(execute: Execute, access: Access, spellings: Sequence[str]) -> list[Found]:
    """Records with one of these references, and assets with one of these identifiers."""
    names = [f":s{place}" for place in range(len(spellings))]
    listed = ", ".join(names)
    keys = " UNION ALL ".join(
        [
            f"SELECT '{kind}' AS kind, id FROM {table} WHERE reference IN ({listed})"
            for kind, table in RECORDS
        ]
        + [f"SELECT 'asset', asset_id FROM asset_identifier WHERE normal IN ({listed})"]
    )
    text = (
        f"SELECT DISTINCT {_COLUMNS} FROM ({keys}) AS named JOIN search_document AS d"
        " ON d.kind = named.kind AND d.record_id = named.id WHERE 1"
    )
    values = {name[1:]: value for name, value in zip(names, spellings, strict=True)}
    return [Found(*row) for row in _read(execute, access, text, f" LIMIT {MOST_EXACT}", values)]


def matching(execute: Execute, access: Access, query: str, kind: str = "") -> list[tuple[int, str]]:
    """Key and reference of the newest records that match an FTS5 query, at most a thousand."""
    text = f"SELECT d.id, d.reference {_MATCHING}"
    if kind:
        text += " AND d.kind = :kind"
    rows = _read(execute, access, text, _NEWEST_FIRST, {"query": query, "kind": kind})
    return [(int(key), str(reference)) for key, reference in rows]


def best(  # noqa: PLR0913 - what is looked for, how it is ranked, how many are wanted
    execute: Execute,
    access: Access,
    query: str,
    spelled: Sequence[str],
    most: int,
    kind: str = "",
) -> list[Found]:
    """The best of the newest thousand that match an FTS5 query, ranked by what was typed.

    References that begin so stand first, then titles that are it, begin so, have it within; the
    newest first among equals. `spelled`: what was typed in small letters, one or two spellings.
    """
    folded = _PLAIN if all(map(str.isascii, spelled)) else _FOLDED
    text = (
        f"SELECT d.id, {folded.format('d.reference')} AS named,"
        f" {folded.format('d.title')} AS called {_MATCHING}{' AND d.kind = :kind' if kind else ''}"
    )
    names = [f":typed{place}" for place in range(len(spelled))]
    begins = " OR ".join(f"instr(named, {name}) = 1" for name in names)
    points = [
        f"CASE instr(called, {name}) WHEN 0 THEN 4 WHEN 1 THEN iif(called = {name}, 1, 2)"
        " ELSE 3 END"
        for name in names
    ]
    least = points[0] if len(points) == 1 else f"min({', '.join(points)})"
    ranked = f"SELECT id, iif({begins}, 0, {least}) AS points FROM ("
    chosen = f"SELECT {_COLUMNS} FROM ({ranked}"
    end = (
        f"{_NEWEST_FIRST}) ORDER BY points, id DESC LIMIT :most) AS best"
        " CROSS JOIN search_document AS d ON d.id = best.id ORDER BY best.points, best.id DESC"
    )
    values = {name[1:]: typed for name, typed in zip(names, spelled, strict=True)}
    given = {"query": query, "kind": kind, "most": most, **values}
    return [Found(*row) for row in _read(execute, access, chosen + text, end, given)]


def with_keys(execute: Execute, access: Access, keys: Sequence[int]) -> list[Found]:
    """The records with these keys, in their order."""
    if not keys:
        return []
    text = (
        f"SELECT {_COLUMNS} FROM json_each(:keys) AS best"
        " CROSS JOIN search_document AS d ON d.id = best.value WHERE 1"
    )
    rows = _read(execute, access, text, " ORDER BY best.key", {"keys": json.dumps(keys)})
    return [Found(*row) for row in rows]


def _read(
    execute: Execute, access: Access, text: str, end: str, values: Mapping[str, object]
) -> Sequence[Any]:
    if not access.sees:
        return []
    known = _KNOWN if hides_cases(execute, access) else ""
    return execute(f"{text}{known}{end}", {**values, **access.parameters})
