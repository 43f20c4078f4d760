"""What was recorded for a case, as it was given: entries of the journal, and what they rest on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import digest
from asset_recovery.persistence.rows import Row, all_of


def entries_of_case(connection: Connection, office_id: str, case: str) -> list[Row]:
    """The entries of the journal about a case, in their order, with their payloads."""
    query = (
        select(t.journal, t.journal_payload.c.payload)
        .join_from(t.journal, t.journal_payload)
        .where(t.journal.c.case_hash == digest(f"{office_id}:{case}"))
        .order_by(t.journal.c.seq)
    )
    return all_of(connection.execute(query))


def facts_by_entry(connection: Connection, case_id: int) -> dict[int, dict[str, Any]]:
    """What was worked out with each event of a case, by its entry."""
    query = select(t.event.c.seq, t.event.c.facts).where(t.event.c.case_id == case_id)
    return {int(seq): json.loads(facts) for seq, facts in connection.execute(query)}


def facts_of_entry(connection: Connection, seq: int) -> list[dict[str, Any]]:
    """What was worked out with the events of one entry."""
    query = select(t.event.c.facts).where(t.event.c.seq == seq).order_by(t.event.c.id)
    return [json.loads(facts) for facts in connection.scalars(query)]


def steps_of_approvals(connection: Connection, case_id: int) -> dict[str, tuple[str, str]]:
    """Each approval's record and step, by which another office finds it too."""
    query = (
        select(t.approval.c.reference, t.event.c.id, t.event.c.action, t.court_order.c.reference)
        .join_from(t.approval, t.event, t.event.c.id == t.approval.c.event_id)
        .outerjoin(t.court_order, t.court_order.c.id == t.event.c.order_id)
        .where(t.event.c.case_id == case_id)
    )
    found = {}
    for reference, event_id, action, order in connection.execute(query):
        assets = (
            select(t.asset.c.reference)
            .join_from(t.event_asset, t.asset, t.asset.c.id == t.event_asset.c.asset_id)
            .where(t.event_asset.c.event_id == event_id)
            .order_by(t.asset.c.id)
        )
        what = connection.scalars(assets).first() or order
        if what is not None:
            found[str(reference)] = (str(what), str(action))
    return found


def parties(connection: Connection, references: Sequence[str]) -> list[Row]:
    """Parties by their references."""
    query = select(t.party).where(t.party.c.reference.in_(list(references))).order_by(t.party.c.id)
    return all_of(connection.execute(query))


def own_rates(connection: Connection) -> list[Row]:
    """The rates that the office recorded itself."""
    return all_of(connection.execute(select(t.exchange_rate).order_by(t.exchange_rate.c.id)))


def documents_of_case(connection: Connection, case_id: int) -> list[str]:
    """The references of the documents on file with a case."""
    query = select(t.document.c.reference).where(t.document.c.case_id == case_id)
    return [str(reference) for reference in connection.scalars(query.order_by(t.document.c.id))]


def what_is_due(connection: Connection) -> dict[tuple[str, str], str]:
    """Every entry of the agenda: record and title to the day."""
    query = select(t.agenda.c.record, t.agenda.c.title, t.agenda.c.due)
    return {(str(record), str(title)): str(due) for record, title, due in connection.execute(query)}


def cases_by_reference(connection: Connection) -> dict[str, int]:
    """The keys of all cases."""
    query = select(t.case_record.c.reference, t.case_record.c.id)
    return {str(reference): int(key) for reference, key in connection.execute(query)}


def newest_waiting(connection: Connection) -> str | None:
    """The approval that was asked for last and waits."""
    query = select(t.approval.c.reference).where(t.approval.c.state == "waiting")
    return connection.scalars(query.order_by(t.approval.c.id.desc())).first()


def voted_last(connection: Connection) -> str | None:
    """The approval on which the last vote was cast, where it waits for further levels."""
    query = (
        select(t.approval.c.reference, t.approval.c.state)
        .join_from(t.approval_vote, t.approval, t.approval.c.id == t.approval_vote.c.approval_id)
        .order_by(t.approval_vote.c.id.desc())
        .limit(1)
    )
    found = connection.execute(query).first()
    return str(found[0]) if found is not None and found[1] == "waiting" else None
