"""The request radar as SQL: open requests by age, what is due, answers with their days, grounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.persistence.access_sql import Access, Execute, in_known_case

# A request of ours runs from its sending, one of theirs from its receipt.
IN = "r.direction LIKE 'in%'"
STARTED = f"CASE WHEN {IN} THEN r.made_on ELSE r.sent_on END"
OPEN_STATES = (
    "'sent', 'acknowledged', 'in_execution', 'more_information', 'postponed', 'partly_executed',"
    " 'received', 'admissible', 'recognised'"
)
# Notices, answers and supplements belong to a request and ask for nothing of their own.
IS_ASKED = (
    "r.id NOT IN (SELECT request_id FROM event WHERE action IN ('draft_request', 'new_version')"
    " AND json_extract(facts, '$.on_request') IS NOT NULL)"
)
IS_OPEN = f"(r.state IN ({OPEN_STATES}) AND {STARTED} IS NOT NULL AND {IS_ASKED})"
AGE = f"CAST(julianday(:today) - julianday({STARTED}) AS INTEGER)"
# Written out as in the index of answers, which is found by nothing else.
ANSWERS = "action IN ('record_answer', 'answer_request')"
FINAL = "('executed', 'partly_executed', 'refused', 'impossible')"
_KIND = "json_extract(said.data, '$.kind')"
_DIRECTION = f"CASE WHEN {IN} THEN 'in' ELSE 'out' END"

# The index has all that the radar asks of a request: its texts are not read.
_ALL = "request AS r INDEXED BY ix_request_radar"
_HOPED = "event AS said INDEXED BY ix_event_hoped CROSS JOIN request AS r ON r.id = said.request_id"
_IS_HOPED = (
    "said.action IN ('draft_request', 'record_answer') AND coalesce("
    "json_extract(said.data, '$.expected'), json_extract(said.data, '$.results')) IS NOT NULL"
)
_ANSWERED = "FROM event AS said INDEXED BY ix_event_answer"
_AMOUNT = "(line.value ->> '$.amount.amount')"
_DRAFTS = (
    f"FROM {_HOPED}, json_each(json_extract(said.data, '$.expected')) AS line"
    f" WHERE {_IS_HOPED} AND said.action = 'draft_request' AND said.status = 'in_effect'"
    f" AND NOT {IN} AND {IS_ASKED} AND {in_known_case('r.case_id')}"
)
_ANEW = (
    f"(length({_AMOUNT}) > 12 OR r.id IN (SELECT request_id FROM event INDEXED BY ix_event_hoped"
    " WHERE action = 'record_answer' AND action IN ('draft_request', 'record_answer') AND coalesce("
    "json_extract(data, '$.expected'), json_extract(data, '$.results')) IS NOT NULL"
    " AND instr(json_extract(data, '$.results'), '\"expected\"')))"
)

Rows = Sequence[Sequence[Any]]


def open_requests(execute: Execute, access: Access, today: str) -> Rows:
    """(direction, country, age in days, past its term, how many) of open requests."""
    text = (
        f"SELECT {_DIRECTION}, r.country, {AGE} AS age, r.due_on < :today, count(*)"
        f" FROM {_ALL} WHERE {IS_OPEN} AND {in_known_case('r.case_id')}"
        " GROUP BY 1, 2, 3, 4"
    )
    return execute(text, {**access.parameters, "today": today})


def due_of_open(execute: Execute, access: Access, today: str) -> Rows:
    """(direction, country, the next that is due, how much is late) of open requests."""
    text = (
        f"SELECT {_DIRECTION}, r.country, min(a.due), sum(a.due < :today)"
        f" FROM {_ALL} JOIN agenda AS a ON a.record = r.reference"
        f" WHERE {IS_OPEN} AND {in_known_case('r.case_id')} GROUP BY 1, 2"
    )
    return execute(text, {**access.parameters, "today": today})


def waiting(execute: Execute, access: Access) -> Rows:
    """(direction, country, kinds as JSON, no answer at all, how many) open without an outcome."""
    answered = f"SELECT request_id {_ANSWERED} WHERE said.{ANSWERS} AND said.status = 'in_effect'"
    text = (
        f"SELECT {_DIRECTION}, r.country, r.kinds, r.id NOT IN ({answered}), count(*)"
        f" FROM {_ALL} WHERE {IS_OPEN} AND {in_known_case('r.case_id')}"
        f" AND r.id NOT IN ({answered} AND {_KIND} IN {FINAL}) GROUP BY 1, 2, 3, 4"
    )
    return execute(text, access.parameters)


def answer_days(execute: Execute, access: Access) -> Rows:
    """(direction, country, kinds as JSON, began, first answer, outcome, how many) of answered."""
    said = (
        "SELECT request_id, min(on_date) AS first,"
        f" min(CASE WHEN {_KIND} IN {FINAL} THEN on_date END) AS final {_ANSWERED}"
        f" WHERE said.{ANSWERS} AND status = 'in_effect' GROUP BY request_id"
    )
    text = (
        f"SELECT {_DIRECTION}, r.country, r.kinds, {STARTED}, said.first, said.final"
        f" FROM ({said}) AS said JOIN request AS r ON r.id = said.request_id"
        f" WHERE {STARTED} IS NOT NULL AND {IS_ASKED} AND {in_known_case('r.case_id')}"
    )
    return execute(text, access.parameters)


def hoped_for(execute: Execute, access: Access) -> Rows:
    """(country, currency, decimals, left out, digits) of what requests hoped for at their draft.

    The digits of all amounts are summed. Left out are those whose answers say anew what is
    expected, and amounts that could outgrow a whole number: `hoped_anew` has them.
    """
    text = (
        "WITH hoped AS MATERIALIZED (SELECT r.country AS country,"
        f" line.value ->> '$.amount.currency' AS currency, {_AMOUNT} AS amount,"
        f" {_ANEW} AS anew {_DRAFTS})"
        " SELECT country, currency, CASE instr(amount, '.') WHEN 0 THEN 0"
        " ELSE length(amount) - instr(amount, '.') END, anew,"
        " sum(CASE anew WHEN 0 THEN CAST(replace(amount, '.', '') AS INTEGER) END)"
        " FROM hoped GROUP BY 1, 2, 3, 4"
    )
    return execute(text, access.parameters)


def hoped_anew(execute: Execute, access: Access) -> Rows:
    """(request, country, asset, amount, currency) of the drafts that `hoped_for` leaves out."""
    text = (
        "SELECT said.request_id, r.country, line.value ->> '$.asset', "
        f"{_AMOUNT}, line.value ->> '$.amount.currency' {_DRAFTS} AND {_ANEW}"
    )
    return execute(text, access.parameters)


def reports(execute: Execute, access: Access) -> Rows:
    """(request, country, asset, outcome, amount, currency, expected, its currency) as reported.

    The oldest report first; an outcome that is not said is the last one.
    """
    text = (
        "SELECT said.request_id, r.country, line.value ->> '$.asset', line.value ->> '$.outcome',"
        " line.value ->> '$.amount.amount', line.value ->> '$.amount.currency',"
        " line.value ->> '$.expected.amount', line.value ->> '$.expected.currency'"
        f" FROM {_HOPED}, json_each(json_extract(said.data, '$.results')) AS line"
        f" WHERE {_IS_HOPED} AND said.action = 'record_answer' AND said.status = 'in_effect'"
        f" AND NOT {IN} AND {IS_ASKED} AND {in_known_case('r.case_id')}"
        " ORDER BY said.on_date, said.id, line.key"
    )
    return execute(text, access.parameters)


def refusals(execute: Execute, access: Access) -> Rows:
    """(direction, country, ground, how many requests) of refusals."""
    text = (
        f"SELECT {_DIRECTION}, r.country, coalesce(ground.value, ''), count(DISTINCT r.id)"
        " FROM event AS said INDEXED BY ix_event_answer"
        " CROSS JOIN request AS r ON r.id = said.request_id"
        " LEFT JOIN json_each(said.data, '$.grounds') AS ground"
        f" WHERE said.{ANSWERS} AND said.status = 'in_effect' AND {_KIND} = 'refused'"
        f" AND {IS_ASKED} AND {in_known_case('r.case_id')}"
        " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3"
    )
    return execute(text, access.parameters)
