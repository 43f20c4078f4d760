"""The legal systems of an office: those of the application, and those that it installed itself."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection, func, select

from asset_recovery.lifecycle.rules import LawText, Library, shipped
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

INSTALLED = "install_legal_system"
CONFIRMED = "confirm_rule"
AT_HAND = 4  # offices whose systems are kept in memory, by the references that hold their hashes
_LIBRARIES: dict[tuple[tuple[str, str], ...], Library] = {}
_OF = t.event.c.case_id.is_(None)
_NAMED = Prepared(
    select(t.event.c.reference, t.event.c.on_date)
    .where(_OF, t.event.c.action == INSTALLED)
    .order_by(t.event.c.id)
)
_TEXTS = Prepared(
    select(t.event.c.facts, t.event.c.on_date)
    .where(_OF, t.event.c.action == INSTALLED)
    .order_by(t.event.c.id)
)
_BY = select(t.event, t.user_account.c.full_name.label("by")).join_from(
    t.event, t.user_account, t.user_account.c.id == t.event.c.author_id
)
_INSTALLED = Prepared(_BY.where(_OF, t.event.c.action == INSTALLED).order_by(t.event.c.id))
_USED = Prepared(
    select(t.case_record.c.legal_system, func.count().label("cases")).group_by(
        t.case_record.c.legal_system
    )
)
_CONFIRMED = Prepared(_BY.where(_OF, t.event.c.action == CONFIRMED).order_by(t.event.c.id))


def library_of(connection: Connection) -> Library:
    """All legal systems with which this office works.

    Raises `ValidationFailed` where an installed one cannot be read any more.
    """
    rows = _NAMED.all(connection)
    if not rows:
        return shipped()
    names = tuple((str(row["reference"]), str(row["on_date"])) for row in rows)
    if names not in _LIBRARIES:
        texts = [text_of(row) for row in _TEXTS.all(connection)]
        while len(_LIBRARIES) >= AT_HAND:
            _LIBRARIES.pop(next(iter(_LIBRARIES)))
        _LIBRARIES[names] = _library(texts)
    return _LIBRARIES[names]


def _library(texts: list[LawText]) -> Library:
    found = shipped()
    for text in texts:
        found, _version = found.with_text(text)
    return found


def text_of(row: Row) -> LawText:
    """An installed system as its event keeps it."""
    facts = json.loads(row["facts"])
    return LawText(
        file=str(facts["file"]),
        text=str(facts["text"]),
        since=date.fromisoformat(row["on_date"]),
        based_on=facts.get("based_on"),
        installed=True,
    )


def installed(connection: Connection) -> list[Row]:
    """The events by which systems were installed, in their order, with who did it."""
    return _INSTALLED.all(connection)


def cases_of_systems(connection: Connection) -> dict[str, int]:
    """How many cases each system has."""
    return {str(row["legal_system"]): int(row["cases"]) for row in _USED.all(connection)}


def confirmations(connection: Connection, known_on: str | None = None) -> dict[str, Row]:
    """Who confirmed a rule, and on what day: by the digest of what the rule says.

    `known_on` (UTC) limits it to what was recorded by then.
    """
    found: dict[str, Row] = {}
    for row in _CONFIRMED.all(connection):
        if known_on is None or row["recorded_at"] <= known_on:
            found[str(json.loads(row["facts"])["digest"])] = row
    return found
