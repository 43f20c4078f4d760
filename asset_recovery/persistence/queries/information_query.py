"""Answers of registers, consents and protected sources, by the record that they belong to."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import Row, all_of, first_of

_SOURCE = select(t.report_source).where(t.report_source.c.event_id == bindparam("event"))
_ANSWERS = (
    select(t.event)
    .where(
        t.event.c.reference >= bindparam("first"),
        t.event.c.reference < bindparam("beyond"),
        t.event.c.action == "record_information",
    )
    .order_by(t.event.c.reference)
)
_CONSENTS = (
    "SELECT reference, data, on_date FROM event WHERE case_id = ? AND action = 'record_consent'"
    " AND EXISTS (SELECT 1 FROM json_each(facts, '$.about') AS named WHERE named.value = ?)"
)
_CASES = (
    "SELECT case_id FROM request WHERE reference = ?1 UNION"
    " SELECT case_id FROM document WHERE reference = ?1 UNION"
    " SELECT case_id FROM event WHERE reference = ?1"
)


_BRINGING = (
    "SELECT 1 FROM event AS came LEFT JOIN request AS asked ON asked.id = came.request_id,"
    " json_each(came.data, '$.documents') AS brought"
    " WHERE came.case_id = ? AND brought.value = ?"
    " AND (came.action IN ('record_information', 'receive_report')"
    " OR (came.action = 'record_answer' AND asked.form LIKE 'INF-%'))"
)


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as its event keeps it; days are ISO."""

    reference: str
    uses: tuple[str, ...]
    on: str
    until: str | None


def protected_source(connection: Connection, event_id: int) -> Row | None:
    """Who made a report, and their reference; to be shown only to those who need it."""
    return first_of(connection.execute(_SOURCE, {"event": event_id}))


def answers_to(connection: Connection, information: str) -> list[Row]:
    """The answers to a request for information, the first one first."""
    values = {"first": f"{information}/answer-", "beyond": f"{information}/answer."}
    return all_of(connection.execute(_ANSWERS, values))


def last_answer(connection: Connection, information: str) -> str | None:
    """What the newest answer said: a code of the list of results; None while none came."""
    found = answers_to(connection, information)
    return str(json.loads(found[-1]["data"])["result"]) if found else None


def consents_about(connection: Connection, about: str) -> list[Consent]:
    """The consents to use a record of any kind, by its reference, in the order of recording."""
    cases = [row[0] for row in connection.exec_driver_sql(_CASES, (about,)) if row[0] is not None]
    found = []
    for case in cases:
        for reference, data, on in connection.exec_driver_sql(_CONSENTS, (case, about)):
            given = json.loads(data)
            found.append(Consent(reference, tuple(given["uses"]), on, given.get("until")))
    return found


def brought_by_informal(connection: Connection, document: Row) -> bool:
    """Whether a document came with a report, an answer of a register, or an informal request."""
    query = "SELECT 1 FROM request WHERE reference = ? AND form LIKE 'INF-%'"
    if connection.exec_driver_sql(query, (document["record"],)).first() is not None:
        return True
    values = (document["case_id"], document["reference"])
    return connection.exec_driver_sql(_BRINGING, values).first() is not None


def is_withdrawn(connection: Connection, consent: str, on: str) -> bool:
    """Whether a consent was withdrawn by a day (ISO)."""
    query = "SELECT on_date FROM event WHERE reference = ? AND action = 'withdraw_consent'"
    day = connection.exec_driver_sql(query, (f"{consent}/end",)).scalar()
    return day is not None and str(day) <= on
