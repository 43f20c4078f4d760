"""All records of a case in a few set-based statements, also as they stood at an earlier entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    Table,
    bindparam,
    exists,
    func,
    select,
    text,
    union_all,
)

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access, is_known_party
from asset_recovery.persistence.queries.former_names_query import former_names
from asset_recovery.persistence.queries.journal_query import entry_known_at
from asset_recovery.persistence.queries.ownership_query import reach
from asset_recovery.persistence.queries.shared_query import assets_linked_to, hidden_cases
from asset_recovery.persistence.upkeep import Head, head_of

Record = dict[str, Any]
_CASE: BindParameter[int] = bindparam("case")
_MOST = 10_000  # values of one IN list, well below the limit of the database


def _of_case(table: Table) -> Select[Any]:
    return select(table).where(table.c.case_id == _CASE).order_by(table.c.id)


def _with_assets(table: Table) -> Select[Any]:
    return (
        select(table)
        .join_from(table, t.asset, t.asset.c.id == table.c.asset_id)
        .where(t.asset.c.case_id == _CASE)
    )


_ORDER_ASSETS = (
    select(t.order_asset)
    .join_from(t.order_asset, t.court_order)
    .where(t.court_order.c.case_id == _CASE)
    .order_by(t.order_asset.c.id)
)
_EVENT_ASSETS = (
    select(t.event_asset)
    .join_from(t.event_asset, t.event)
    .where(t.event.c.case_id == _CASE)
    .order_by(t.event_asset.c.id)
)
_APPROVALS = (
    select(t.approval)
    .join_from(t.approval, t.event)
    .where(t.event.c.case_id == _CASE)
    .order_by(t.approval.c.id)
)
_VOTES = (
    select(t.approval_vote)
    .join_from(t.approval_vote, t.approval)
    .join(t.event, t.event.c.id == t.approval.c.event_id)
    .where(t.event.c.case_id == _CASE)
    .order_by(t.approval_vote.c.id)
)
_LINKS = union_all(
    select(t.party_link).where(t.party_link.c.case_id == _CASE),
    _with_assets(t.party_link),
)
_STATEMENTS: Mapping[str, Any] = {
    "case_member": _of_case(t.case_member),
    "asset": _of_case(t.asset),
    "asset_identifier": _with_assets(t.asset_identifier).order_by(t.asset_identifier.c.id),
    "asset_lineage": _with_assets(t.asset_lineage).order_by(t.asset_lineage.c.id),
    "party_link": _LINKS,
    "court_order": _of_case(t.court_order),
    "order_asset": _ORDER_ASSETS,
    "event": select(t.event).where(t.event.c.case_id == _CASE),
    "event_asset": _EVENT_ASSETS,
    "approval": _APPROVALS,
    "approval_vote": _VOTES,
    "deadline": _of_case(t.deadline),
    "document": _of_case(t.document),
    "request": _of_case(t.request),
}
_OWN = (
    select(t.journal.c.case_hash)
    .where(
        t.journal.c.seq
        == select(t.event.c.seq)
        .where(t.event.c.case_id == _CASE, t.event.c.action == "open_case")
        .order_by(t.event.c.seq)
        .limit(1)
        .scalar_subquery()
    )
    .scalar_subquery()
)
_ENTRIES = (
    select(t.journal, t.journal_payload.c.payload)
    .join_from(t.journal, t.journal_payload)
    .where(t.journal.c.case_hash == _OWN)
    .order_by(t.journal.c.seq)
)
_LATER = (
    select(t.journal.c.seq, t.journal_payload.c.payload)
    .join_from(t.journal, t.journal_payload)
    .where(t.journal.c.seq > bindparam("known"), t.journal.c.case_hash == _OWN)
)
_LATER_OF_OFFICE = (
    select(t.journal.c.seq, t.journal_payload.c.payload)
    .join_from(t.journal, t.journal_payload)
    .where(t.journal.c.seq > bindparam("known"), t.journal.c.case_hash == "")
)
_LATER_OF_PARTIES = (
    select(t.journal_payload.c.payload)
    .where(
        t.journal_payload.c.seq > bindparam("known"),
        func.instr(t.journal_payload.c.payload, '["party') > 0,
    )
    .order_by(t.journal_payload.c.seq.desc())
)
_PARTIES = select(t.party).where(
    t.party.c.id.in_(bindparam("ids", expanding=True))
    | t.party.c.reference.in_(bindparam("references", expanding=True))
)
_RELATIONS = select(t.party_relation).where(
    t.party_relation.c.party_id.in_(bindparam("ids", expanding=True))
    | t.party_relation.c.other_id.in_(bindparam("ids", expanding=True))
)
_USERS = select(
    t.user_account.c.id, t.user_account.c.name, t.user_account.c.full_name, t.user_account.c.number
)
_SETTINGS = select(t.office_setting).order_by(t.office_setting.c.valid_from, t.office_setting.c.id)


@dataclass(slots=True)
class CaseRows:
    """The rows of a case by table and key, and where the journal stood.

    `known` is the last entry that the reader may know of (None: all of them), `hidden` the cases of
    which he must not know, `linked` the links of other cases' assets to this one, `former` names
    that users bore before, with the keys of the users.
    """

    case: Record
    head: Head
    users: dict[int, Record]
    tables: dict[str, dict[int, Record]]
    known: int | None = None
    journal: list[Record] = field(default_factory=list)
    hidden: dict[int, str] = field(default_factory=dict)
    linked: list[Record] = field(default_factory=list)
    former: tuple[tuple[int, str], ...] = ()

    def of(self, table: str) -> list[Record]:
        """The rows of a table in the order of their keys."""
        return list(self.tables[table].values())


def case_rows(
    connection: Connection,
    case: Mapping[str, Any],
    *,
    known_on: str | None,
    with_journal: bool,
    access: Access | None = None,
    office_later: OfficeLater | None = None,
    at_entry: int | None = None,
) -> CaseRows | None:
    """Everything of the case; None where it was not yet on file at `known_on` (UTC with `Z`).

    With `access` the parties above those of the case, who own and control them to the end of the
    chain, come with it as far as they may be known of. `office_later` spares the look at what the
    office as a whole recorded after `known_on`, where many cases are read. `at_entry` reads as the
    journal stood at that entry, whatever followed in the same moment.
    """
    values = {"case": case["id"]}
    if at_entry is not None:
        office_later = OfficeLater.at(connection, at_entry, known_on)
    elif known_on is not None:
        office_later = office_later or OfficeLater.after(connection, known_on)
    if office_later is not None and not _on_file(connection, int(case["id"]), office_later.known):
        return None
    found = {
        name: {row["id"]: row for row in _rows(connection, statement, values)}
        for name, statement in _STATEMENTS.items()
    }
    found["office_setting"] = {row["id"]: row for row in _rows(connection, _SETTINGS, {})}
    found["case_record"] = {int(case["id"]): dict(case)}
    later: list[list[Any]] = []
    known = None
    if office_later is not None:
        known = office_later.known
        later = office_later.with_case(connection, int(case["id"]))
        _roll_back(found, later)
    if int(case["id"]) not in found["case_record"]:
        return None
    _parties(connection, found, later, access)
    journal = _rows(connection, _ENTRIES, values) if with_journal else []
    users = {row["id"]: row for row in _rows(connection, _USERS, {})}
    changed = later if at_entry is not None else [one for one in later if one[2] is not None]
    _roll_back({"user_account": users}, changed)
    hidden = hidden_cases(connection, access)
    linked = assets_linked_to(connection, int(case["id"]), hidden)
    return CaseRows(
        case=found["case_record"][int(case["id"])],
        head=head_of(connection, at_entry),
        users=users,
        tables=found,
        known=known,
        journal=[
            row
            for row in journal
            if (known is None or row["seq"] <= known) and not _links_hidden(row, hidden)
        ],
        hidden=hidden,
        linked=[link for link in linked if known is None or link["entry"] <= known],
        former=tuple(former_names(connection, known)),
    )


def _links_hidden(entry: Record, hidden: Mapping[int, str]) -> bool:
    """Whether the entry links an asset to a case of which the reader must not know."""
    if not hidden or entry["action"] != "link_asset_to_case":
        return False
    return json.loads(entry["payload"])["command"].get("case") in hidden.values()


def _on_file(connection: Connection, case_id: int, known: int) -> bool:
    """Whether the case had been opened by an entry: nothing else of it need be read then."""
    opened = select(t.event.c.id).where(
        t.event.c.case_id == case_id, t.event.c.action == "open_case", t.event.c.seq <= known
    )
    return connection.execute(opened.limit(1)).first() is not None


def _rows(connection: Connection, statement: Any, values: Mapping[str, Any]) -> list[Record]:  # noqa: ANN401
    result = connection.execute(statement, values)
    keys = tuple(result.keys())
    return [dict(zip(keys, row, strict=True)) for row in result.all()]


def _changes(payload: str) -> list[list[Any]]:
    changes = json.loads(payload)["changes"]
    assert isinstance(changes, list)
    return changes


def _roll_back(found: Mapping[str, dict[int, Record]], later: Iterable[list[Any]]) -> None:
    """Undo changes, the newest first: what was added goes, what was changed goes back."""
    for table, key, before, _after in later:
        rows = found.get(table)
        if rows is None or key not in rows:
            continue
        if before is None:
            del rows[key]
        else:
            rows[key] |= before


def _parties(
    connection: Connection,
    found: dict[str, dict[int, Record]],
    later: list[list[Any]],
    access: Access | None,
) -> None:
    """The parties linked to the case or its assets, or named by its events; their relations."""
    ids = {int(row["party_id"]) for row in found["party_link"].values()}
    named = {name for row in found["event"].values() for name in _named(row["facts"])}
    rows = _in_pieces(connection, sorted(ids), sorted(named))
    found["party"] = {row["id"]: row for row in rows}
    _roll_back({"party": found["party"]}, later)
    keys = list(found["party"])
    relations: dict[int, Record] = {}
    for start in range(0, len(keys), _MOST):
        values = {"ids": keys[start : start + _MOST]}
        relations |= {row["id"]: row for row in _rows(connection, _RELATIONS, values)}
    _roll_back({"party_relation": relations}, later)
    if access is not None:

        def undo(table: str, rows: dict[int, Record]) -> None:
            _roll_back({table: rows}, later)

        reach(connection, access, found["party"], relations, undo)
    found["party_relation"] = {
        key: row
        for key, row in sorted(relations.items())
        if row["party_id"] in found["party"] and row["other_id"] in found["party"]
    }


@dataclass(frozen=True, slots=True)
class OfficeLater:
    """What was recorded after a moment outside of any case, read once for many cases."""

    known: int
    entries: tuple[tuple[int, list[list[Any]]], ...]

    @classmethod
    def after(cls, connection: Connection, known_on: str) -> OfficeLater:
        """What came after `known_on` (UTC with `Z`)."""
        return cls.after_entry(connection, entry_known_at(connection, known_on))

    @classmethod
    def at(cls, connection: Connection, entry: int, known_on: str | None) -> OfficeLater:
        """What came after an entry, or after a moment before it."""
        if known_on is None:
            return cls.after_entry(connection, entry)
        return cls.after_entry(connection, min(entry, entry_known_at(connection, known_on)))

    @classmethod
    def after_entry(cls, connection: Connection, known: int) -> OfficeLater:
        """What came after an entry of the journal."""
        rows = connection.execute(_LATER_OF_OFFICE, {"known": known})
        return cls(known, tuple((row.seq, _changes(row.payload)) for row in rows))

    def made(self, table: str) -> frozenset[int]:
        """The keys of rows of a table that were made later."""
        return frozenset(
            int(key)
            for _seq, changes in self.entries
            for name, key, before, _after in changes
            if name == table and before is None
        )

    def with_case(self, connection: Connection, case_id: int) -> list[list[Any]]:
        """These changes and those of a case, the newest first."""
        rows = connection.execute(_LATER, {"case": case_id, "known": self.known})
        own = [(row.seq, _changes(row.payload)) for row in rows]
        ordered = sorted([*self.entries, *own], key=lambda one: one[0], reverse=True)
        return [change for _seq, changes in ordered for change in reversed(changes)]


class PartiesThen:
    """The tables of parties, their roles and relations, as they were known at a moment.

    `known_on` is UTC with `Z`; None: as they stand. Rows that are handed in go back to that moment.
    """

    def __init__(self, connection: Connection, known_on: str | None) -> None:
        self._later: list[list[Any]] = []
        if known_on is not None:
            known = entry_known_at(connection, known_on)
            entries = connection.execute(_LATER_OF_PARTIES, {"known": known})
            self._later = [change for row in entries for change in reversed(_changes(row.payload))]

    def undo(self, table: str, rows: dict[int, Record]) -> None:
        """Take rows of a table back: those that were made later go."""
        _roll_back({table: rows}, self._later)


def _in_pieces(connection: Connection, ids: list[int], names: list[str]) -> Iterator[Record]:
    for start in range(0, max(len(ids), len(names), 1), _MOST):
        values = {
            "ids": ids[start : start + _MOST],
            "references": names[start : start + _MOST],
        }
        yield from _rows(connection, _PARTIES, values)


def _named(facts: str) -> Iterator[str]:
    """References of parties that an event's facts name."""
    if '"parties"' not in facts and '"persons"' not in facts:
        return
    given = json.loads(facts)
    for part in (given, *(given.get("by_asset") or {}).values()):
        parties = part.get("parties")
        yield from (parties or {}).values() if isinstance(parties, dict) else ()
        persons = part.get("persons")
        yield from persons if isinstance(persons, list) else ()


def all_parties(connection: Connection, access: Access) -> dict[int, Record]:
    """Every party that may be known of, by its key."""
    query = select(t.party).where(text(is_known_party("party.id"))).order_by(t.party.c.id)
    return {row["id"]: row for row in _rows(connection, query, access.parameters)}


_SET = (
    select(t.journal.c.at, t.journal_payload.c.payload)
    .join_from(t.journal, t.journal_payload)
    .where(
        t.journal.c.case_hash.in_([_OWN, ""]),
        func.instr(t.journal_payload.c.payload, '["deadline"') > 0,
    )
    .order_by(t.journal.c.seq)
)


def deadlines_set_on(connection: Connection, case_id: int) -> dict[int, str]:
    """The day (ISO) on which each deadline of a case was entered, by the deadline's key."""
    found: dict[int, str] = {}
    for row in connection.execute(_SET, {"case": case_id}):
        for table, key, before, _after in _changes(row.payload):
            if table == "deadline" and before is None:
                found[key] = row.at[:10]
    return found


def case_of_party(connection: Connection, party_id: int) -> list[Record]:
    """The cases in which a party has a role (in the case or at an asset), or was first named."""
    link = t.party_link
    by_asset = exists().where(
        link.c.party_id == party_id,
        link.c.asset_id == t.asset.c.id,
        t.asset.c.case_id == t.case_record.c.id,
    )
    by_case = exists().where(link.c.party_id == party_id, link.c.case_id == t.case_record.c.id)
    named = exists().where(t.party.c.id == party_id, t.party.c.named_in_id == t.case_record.c.id)
    query = select(t.case_record).where(by_case | by_asset | named).order_by(t.case_record.c.id)
    return _rows(connection, query, {})
