"""The search as SQL: whole references and identifiers first, then the newest that match."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from asset_recovery.persistence.access_sql import (
    HIDDEN_CASES,
    HIDDEN_PARTIES,
    HIDDEN_PARTY_REFERENCES,
    Access,
    Execute,
    hides_cases,
)

NEWEST = 1_000
RECORDS = (
    ("case", "case_record"),
    ("asset", "asset"),
    ("order", "court_order"),
    ("request", "request"),
    ("party", "party"),
    ("document", "document"),
)
_COLUMNS = "d.id, d.kind, d.case_id, d.reference, d.title, d.detail"
# A party is known by its links, a document of a party by the party, all else by its case.
_KNOWN = (
    f" AND (d.case_id IS NULL OR d.case_id NOT IN ({HIDDEN_CASES}))"
    f" AND NOT (d.kind = 'party' AND d.record_id IN ({HIDDEN_PARTIES}))"
    " AND NOT (d.kind = 'document' AND d.case_id IS NULL AND EXISTS ("
    "SELECT 1 FROM document AS paper WHERE paper.id = d.record_id"
    f" AND paper.record IN ({HIDDEN_PARTY_REFERENCES})))"
)


Match = tuple[int, str, str]


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
    return [Found(*row) for row in _read(execute, access, text, " LIMIT 50", values)]


def matching(execute: Execute, access: Access, query: str, kind: str = "") -> list[Match]:
    """The newest records that match an FTS5 query, at most a thousand: key, reference, title.

    They are only ranked by this; `with_keys` reads the best of them whole.
    """
    text = (
        "SELECT d.id, d.reference, d.title FROM search_index JOIN search_document AS d"
        " ON d.id = search_index.rowid WHERE search_index MATCH :query"
    )
    if kind:
        text += " AND d.kind = :kind"
    end = f" ORDER BY search_index.rowid DESC LIMIT {NEWEST}"
    rows = _read(execute, access, text, end, {"query": query, "kind": kind})
    return cast("list[Match]", rows)


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
    execute: Execute, access: Access, text: str, end: str, values: dict[str, str]
) -> Sequence[Any]:
    if not access.sees:
        return []
    known = _KNOWN if hides_cases(execute, access) else ""
    return execute(f"{text}{known}{end}", {**values, **access.parameters})
