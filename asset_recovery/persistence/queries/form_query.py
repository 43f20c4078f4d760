"""The forms that an office installed itself, read from the events that keep their texts."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection, bindparam, select

from asset_recovery.domain.form_facts import OfficeForm
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.rows import Row

INSTALLED = "install_form"
_END = 2**62
AT_HAND = 4  # offices whose forms are kept in memory, by the references that hold their hashes
_SHELVES: dict[tuple[tuple[str, str], ...], tuple[OfficeForm, ...]] = {}
_OF = t.event.c.case_id.is_(None)
_NAMED = Prepared(
    select(t.event.c.reference, t.event.c.on_date)
    .where(_OF, t.event.c.action == INSTALLED, t.event.c.seq <= bindparam("entry"))
    .order_by(t.event.c.id)
)
_TEXTS = Prepared(
    select(t.event.c.facts, t.event.c.on_date)
    .where(_OF, t.event.c.action == INSTALLED, t.event.c.seq <= bindparam("entry"))
    .order_by(t.event.c.id)
)
_INSTALLED = Prepared(
    select(t.event, t.user_account.c.full_name.label("by"))
    .join_from(t.event, t.user_account, t.user_account.c.id == t.event.c.author_id)
    .where(_OF, t.event.c.action == INSTALLED)
    .order_by(t.event.c.id)
)


def forms_of_office(connection: Connection, entry: int | None = None) -> tuple[OfficeForm, ...]:
    """The forms that this office installed, in the order in which it did.

    As the journal stood at an entry, where one is given.
    """
    until = _END if entry is None else entry
    rows = _NAMED.all(connection, entry=until)
    if not rows:
        return ()
    names = tuple((str(row["reference"]), str(row["on_date"])) for row in rows)
    if names not in _SHELVES:
        while len(_SHELVES) >= AT_HAND:
            _SHELVES.pop(next(iter(_SHELVES)))
        _SHELVES[names] = tuple(_form(row) for row in _TEXTS.all(connection, entry=until))
    return _SHELVES[names]


def installed_forms(connection: Connection) -> list[Row]:
    """The events by which forms were installed, in their order, with who did it."""
    return _INSTALLED.all(connection)


def _form(row: Row) -> OfficeForm:
    facts = json.loads(row["facts"])
    return OfficeForm(str(facts["file"]), str(facts["text"]), date.fromisoformat(row["on_date"]))
