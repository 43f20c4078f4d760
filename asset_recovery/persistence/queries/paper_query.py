"""Issued papers and the releases of their copies, told from their events."""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection

_RELEASES = Prepared(
    select(t.event)
    .where(
        t.event.c.reference >= bindparam("first"),
        t.event.c.reference < bindparam("last"),
        t.event.c.status == "in_effect",
    )
    .order_by(t.event.c.id)
)


_ISSUE = Prepared(select(t.event).where(t.event.c.reference == bindparam("named")))
_COPY = re.compile(r"(.+)-(\d{1,3})")


def issue_of(connection: Connection, document: str) -> tuple[Row | None, int | None]:
    """The issue to which a document belongs, and which copy the document is (None: the first)."""
    found = _ISSUE.first(connection, named=f"{document}/issue")
    if found is not None:
        return found, None
    part = _COPY.fullmatch(document)
    if part is not None:
        found = _ISSUE.first(connection, named=f"{part[1]}/issue")
        if found is not None and document in json.loads(found["facts"])["copies"]:
            return found, int(part[2])
    return None, None


def releases_of(connection: Connection, document: str) -> list[dict[str, Any]]:
    """Every release of a paper, the oldest first: copy, day, recipient, what became of it."""
    found: dict[str, dict[str, Any]] = {}
    given = {"first": f"{document}/release/", "last": f"{document}/release0"}
    for row in _RELEASES.all(connection, **given):
        data, facts = json.loads(row["data"]), json.loads(row["facts"])
        reference = str(row["reference"])
        if row["action"] == "release_paper":
            found[reference] = {
                "reference": reference,
                "copy": int(facts["copy"]),
                "on": str(row["on_date"]),
                "recipient": data["recipient"],
                "purpose": data["purpose"],
                "legal_basis": data["legal_basis"],
                "channel": data.get("channel"),
                "author_id": row["author_id"],
                "outcome": None,
                "back_on": None,
            }
        elif row["action"] == "record_paper_returned":
            out = found[reference.removesuffix("/back")]
            out |= {"outcome": data["outcome"], "back_on": str(row["on_date"])}
    return list(found.values())
