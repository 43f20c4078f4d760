"""Derived tables: what lists and the search read, recomputed from the records and never a fact.

`asset_row` is a line of the asset register, `agenda` what is due, `portfolio` counts and sums,
`search_document` the text that the search looks through. `verify` recomputes and compares them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from asset_recovery.domain.money import Money
from asset_recovery.domain.search_text import search_document
from asset_recovery.domain.text import sort_key
from asset_recovery.domain.type_details import texts_of
from asset_recovery.lifecycle.current_value import kind_in_totals, newest_valuation
from asset_recovery.lifecycle.custody_gaps import findings
from asset_recovery.lifecycle.due import Due
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.parts import shown_legal, view
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.unit_values import unit_values
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.prepared import Prepared
from asset_recovery.persistence.queries.search_query import RECORDS
from asset_recovery.persistence.rows import Row, all_of

Convert = Callable[[Money, str, date], Money | None]
# By which names and numbers a party is found beside its own.
_OF_A_PARTY = (
    "surname", "given_names", "other_names", "trade_name", "identity_number",
    "documents_of_identity", "registration_number", "tax_number", "lei", "representative_name",
)  # fmt: skip
_OF_AN_AUTHORITY = (
    "name_en",
    "territory",
    "email",
    "contact_person",
    "telephone",
    "country",
)
STILL_OPEN = ("open", "suspended")


def asset_row_of(
    asset: Mapping[str, Any],
    case: Mapping[str, Any],
    officer: str | None,
    position: Position,
    rules: Rules,
    base: tuple[str, Convert],
    due: Sequence[Due] = (),
) -> dict[str, object]:
    """The line of the asset register that the position makes; `due` is what is due, set or not."""
    newest = newest_valuation(position)
    value = newest.value if newest else position.estimated_value
    kind = newest.kind if newest else ("estimate" if value else None)
    on = newest.on if newest else date.fromisoformat(asset["registered_on"])
    if position.substitutes is not None and position.gross is not None:
        value, kind = position.net or position.gross, kind_in_totals(position, "")
        on = position.dates.get("sold", on)
    counts = kind != "list_price" and position.replaced_by is None and not position.void
    currency, convert = base
    in_base = convert(value, currency, on) if counts and value is not None else None
    units = units_of(position, rules, in_base, lambda sum_: convert(sum_, currency, on))
    first = min(due, key=lambda item: item.due, default=None)
    return {
        "asset_id": asset["id"],
        "case_id": asset["case_id"],
        "reference": asset["reference"],
        "description": asset["description"][:300],
        "description_key": sort_key(asset["description"][:100]),
        "description_folded": asset["description"][:300].casefold(),
        "type_code": asset["type_code"],
        "case_reference": case["reference"],
        "legal": shown_legal(position),
        "management": position.management,
        "dispute": position.dispute,
        "money": position.money,
        "headline": headline(position, rules.groups["not_yet_final"]),
        "value_minor": None if value is None else value.minor,
        "value_currency": None if value is None else value.currency,
        "value_kind": kind,
        "base_minor": None if in_base is None else in_base.minor,
        "valued_on": on.isoformat() if value is not None else None,
        "country": asset["country"],
        "route": position.filed_route or case["route"],
        "officer": officer,
        "due_on": first.due.isoformat() if first else None,
        "due_text": first.title if first else None,
        "custody_gaps": sum(one.is_open for one in findings(position.happened)),
        "units": units if counts else None,
    }


def units_of(
    position: Position,
    rules: Rules,
    in_base: Money | None,
    convert: Callable[[Money], Money | None],
) -> str | None:
    """Headline and value of each part of a divided asset as JSON; None: it counts as one."""
    found = unit_values(position, in_base, convert)
    if not found:
        return None
    not_yet = rules.groups["not_yet_final"]
    lines = [
        [headline(view(position, name), not_yet), None if value is None else value.minor]
        for name, value in found.items()
    ]
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def agenda_of(
    case_id: int, asset_id: int | None, record: str, due: Iterable[Due]
) -> list[dict[str, object]]:
    """What is due on a record by its own terms: an asset, else the case or one of its requests."""
    return [
        {
            "case_id": case_id,
            "asset_id": asset_id,
            "deadline_id": None,
            "code": item.code,
            "record": record,
            "subject": item.subject,
            "title": item.title,
            "due": item.due.isoformat(),
            "other": None if item.other is None else item.other.isoformat(),
            "at": None if item.at is None else item.at.isoformat(),
            "started": None if item.started is None else item.started.isoformat(),
            "paused": int(item.paused),
            "hard": int(item.hard),
            "responsible": None,
        }
        for item in due
    ]


def agenda_entry(deadline: Mapping[str, Any]) -> dict[str, object]:
    """What is due by a deadline that a person or the office set."""
    return {
        "case_id": deadline["case_id"],
        "asset_id": deadline["asset_id"],
        "deadline_id": deadline["id"],
        "code": "deadline",
        "record": deadline["record"],
        "subject": "",
        "title": deadline["title"],
        "due": deadline["due"],
        "other": None,
        "at": None,
        "started": None,
        "paused": int(deadline["state"] == "suspended"),
        "hard": deadline["hard"],
        "responsible": deadline["responsible"],
    }


_OPEN_DEADLINES = Prepared(
    select(t.deadline.c.title, t.deadline.c.due, t.deadline.c.hard).where(
        t.deadline.c.asset_id == bindparam("asset"), t.deadline.c.state == "open"
    )
)
_IDENTIFIERS = Prepared(
    select(t.asset_identifier.c.value, t.asset_identifier.c.normal)
    .where(t.asset_identifier.c.asset_id == bindparam("asset"))
    .order_by(t.asset_identifier.c.id)
)
_NAMED = Prepared(
    select(t.party.c.name)
    .join_from(t.party_link, t.party, t.party_link.c.party_id == t.party.c.id)
    .where(t.party_link.c.asset_id == bindparam("asset"))
    .order_by(t.party_link.c.id)
)


_ALL_OPEN_DEADLINES = (
    select(t.deadline).where(t.deadline.c.state.in_(STILL_OPEN)).order_by(t.deadline.c.id)
)
SEARCHED_TABLES = dict(RECORDS)


def deadlines_still_open(connection: Connection) -> list[Row]:
    """Every deadline that was set and is open."""
    return all_of(connection.execute(_ALL_OPEN_DEADLINES))


def searched_records(connection: Connection) -> Iterator[tuple[str, Row]]:
    """Every record that the search looks through, with its kind."""
    for kind, name in SEARCHED_TABLES.items():
        table = t.metadata.tables[name]
        for row in all_of(connection.execute(select(table).order_by(table.c.id))):
            yield kind, row


def clear(connection: Connection) -> None:
    """Empty the derived tables; the ledger is only ever added to."""
    for table in t.DERIVED:
        if table not in t.LEDGER:
            connection.execute(delete(table))


def open_deadlines(connection: Connection, asset_id: int) -> list[Due]:
    """Deadlines set on the asset that are still open."""
    return [
        Due("deadline", row["title"], date.fromisoformat(row["due"]), bool(row["hard"]))
        for row in _OPEN_DEADLINES.all(connection, asset=asset_id)
    ]


_COLUMNS = tuple(column.name for column in t.asset_row.columns)
_READ = f"SELECT {', '.join(_COLUMNS)} FROM asset_row WHERE asset_id = ?"
_ADD = f"INSERT INTO asset_row ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _c in _COLUMNS)})"
_CHANGE = (
    f"UPDATE asset_row SET {', '.join(f'{name} = ?' for name in _COLUMNS[1:])} WHERE asset_id = ?"
)
_DUE = tuple(column.name for column in t.agenda.columns if column.name != "id")
_ADD_DUE = f"INSERT INTO agenda ({', '.join(_DUE)}) VALUES ({', '.join('?' for _c in _DUE)})"
_COUNT = """
    INSERT INTO portfolio (headline, state, value_kind, type_code, route, sealed_case,
        count, base_minor, units, units_minor)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (headline, state, value_kind, type_code, route, sealed_case) DO UPDATE SET
        count = count + excluded.count, base_minor = base_minor + excluded.base_minor,
        units = units + excluded.units, units_minor = units_minor + excluded.units_minor
"""
_FIND = """
    INSERT INTO search_document (kind, record_id, case_id, reference, title, detail, words)
    VALUES (:kind, :record_id, :case_id, :reference, :title, :detail, :words)
    ON CONFLICT (kind, record_id) DO UPDATE SET
        case_id = excluded.case_id, reference = excluded.reference, title = excluded.title,
        detail = excluded.detail, words = excluded.words
"""


def _raw(connection: Connection) -> Any:  # noqa: ANN401 - the driver's own connection
    """The driver's connection in the same transaction: statements that run at every step."""
    return connection.connection.driver_connection


def put_asset(
    connection: Connection, row: Mapping[str, object], due: list[dict[str, object]], sealed: bool
) -> None:
    """Replace the asset's derived rows and move it in the portfolio."""
    raw = _raw(connection)
    key = row["asset_id"]
    new = tuple(row[name] for name in _COLUMNS)
    old = raw.execute(_READ, (key,)).fetchone()
    if old is None:
        raw.execute(_ADD, new)
        _count(connection, row, +1, sealed)
    elif old != new:
        raw.execute(_CHANGE, (*new[1:], key))
        before = dict(zip(_COLUMNS, old, strict=True))
        if portfolio_lines(before, sealed) != portfolio_lines(row, sealed):
            _count(connection, before, -1, sealed)
            _count(connection, row, +1, sealed)
    if old is not None:
        # The plus keeps SQLite from the index in which nearly every entry stands under NULL.
        raw.execute("DELETE FROM agenda WHERE asset_id = ? AND +deadline_id IS NULL", (key,))
    put_agenda(connection, due)


def put_case_agenda(connection: Connection, case_id: int, due: list[dict[str, object]]) -> None:
    """Replace what is due of a case itself and of its requests."""
    _raw(connection).execute(
        "DELETE FROM agenda WHERE case_id = ? AND asset_id IS NULL AND deadline_id IS NULL",
        (case_id,),
    )
    put_agenda(connection, due)


def put_agenda(connection: Connection, due: Sequence[Mapping[str, object]]) -> None:
    """Add what is due."""
    if due:
        rows = [tuple(entry[name] for name in _DUE) for entry in due]
        _raw(connection).executemany(_ADD_DUE, rows)


PORTFOLIO_KEY = ("headline", "state", "value_kind", "type_code", "route", "sealed_case")
PORTFOLIO_SUMS = ("count", "base_minor", "units", "units_minor")
_Line = tuple[tuple[object, ...], tuple[int, int, int, int]]


def portfolio_lines(row: Mapping[str, Any], sealed: bool) -> list[_Line]:
    """Where an asset counts (`PORTFOLIO_KEY`) and with what (`PORTFOLIO_SUMS`).

    A divided asset counts as one under its headline, and each part under its own state.
    """
    place = (row["type_code"], row["route"] or "", row["case_id"] if sealed else 0)
    state, value = row["headline"], row["base_minor"] or 0
    kind = _kind_counted(row["base_minor"], row["value_kind"])
    if row["units"] is None:
        return [((state, state, kind, *place), (1, value, 1, value))]
    found: list[_Line] = [((state, state, kind, *place), (1, value, 0, 0))]
    for part, minor in json.loads(row["units"]):
        kind = _kind_counted(minor, row["value_kind"] or "nominal")
        found.append(((state, part, kind, *place), (0, 0, 1, minor or 0)))
    return found


def _kind_counted(minor: int | None, kind: str | None) -> str:
    """The kind of a value that is in a total; empty where none is."""
    return "" if minor is None or kind is None else kind


def _count(connection: Connection, row: Mapping[str, Any], by: int, sealed: bool) -> None:
    raw = _raw(connection)
    for key, sums in portfolio_lines(row, sealed):
        raw.execute(_COUNT, (*key, *(by * one for one in sums)))


def put_search(connection: Connection, entry: Mapping[str, object]) -> None:
    """Replace what the search knows of a record."""
    _raw(connection).execute(_FIND, dict(entry))


def search_entry(kind: str, row: Mapping[str, Any], more: Iterable[str] = ()) -> dict[str, object]:
    """What the search knows of a record; `more` are names and identifiers beside its own texts."""
    title = str(row.get("title") or row.get("description") or row.get("name") or row["reference"])
    if kind == "invoice":
        title = f"{row['supplier']}, {row['number']}"
    detail = str(row.get("type_code") or row.get("kind") or row.get("form") or "")
    parts = [str(row["reference"]), title, *more]
    for name in ("location", "summary", "authority", "number", "address", "keeper"):
        parts.append(str(row.get(name) or ""))
    for name in ("aliases", "identifiers"):
        parts += _texts_of(row.get(name))
    if kind == "authority":
        detail = str(row["authority_type"])
        parts += [str(row[name] or "") for name in _OF_AN_AUTHORITY]
        parts.append(title.replace("'", " ").replace("’", " "))  # noqa: RUF001 - d'Appello
    if row.get("particulars"):
        given = json.loads(row["particulars"])
        parts += texts_of({name: given[name] for name in _OF_A_PARTY if name in given})
    if row.get("details"):
        parts += texts_of(json.loads(row["details"]))
    return {
        "kind": kind,
        "record_id": row["id"],
        "case_id": row["id"] if kind == "case" else row.get("case_id"),
        "reference": row["reference"],
        "title": title[:300],
        "detail": detail,
        "words": search_document(*parts),
    }


def asset_search_entry(connection: Connection, asset: Mapping[str, Any]) -> dict[str, object]:
    """What the search knows of an asset: also its identifiers and the names of its parties."""
    more: list[str] = []
    for row in _IDENTIFIERS.all(connection, asset=asset["id"]):
        more += [row["value"], row["normal"]]
    more += [str(row["name"]) for row in _NAMED.all(connection, asset=asset["id"])]
    return search_entry("asset", asset, more)


def _texts_of(value: object) -> list[str]:
    if not isinstance(value, str) or not value:
        return []
    found: list[str] = []
    for item in json.loads(value):
        found += [str(part) for part in item] if isinstance(item, list) else [str(item)]
    return found


def recount_case(connection: Connection, case_id: int, *, sealed: bool) -> None:
    """Move a case's assets in the portfolio where its seal begins or ends."""
    rows = connection.execute(select(t.asset_row).where(t.asset_row.c.case_id == case_id))
    for row in all_of(rows):
        _count(connection, row, -1, not sealed)
        _count(connection, row, +1, sealed)
