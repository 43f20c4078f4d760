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
IS_OPEN = f"(r.state IN ({OPEN_STATES}) AND {STARTED} IS NOT NULL)"
AGE = f"CAST(julianday(:today) - julianday({STARTED}) AS INTEGER)"
# Written out as in the index of answers, which is found by nothing else.
ANSWERS = "action IN ('record_answer', 'answer_request')"
FINAL = "('executed', 'partly_executed', 'refused', 'impossible')"
_KIND = "json_extract(said.data, '$.kind')"
_DIRECTION = f"CASE WHEN {IN} THEN 'in' ELSE 'out' END"

# The index has all that the radar asks of a request: its texts are not read.
_ALL = "request AS r INDEXED BY ix_request_radar"

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


def answer_days(execute: Execute, access: Access) -> Rows:
    """(direction, country, kinds as JSON, open, days to the first answer, days to the outcome)."""
    said = f"FROM event AS said WHERE said.request_id = r.id AND said.{ANSWERS}"
    said += " AND said.status = 'in_effect'"
    first = f"(SELECT min(said.on_date) {said})"
    final = f"(SELECT min(said.on_date) {said} AND {_KIND} IN {FINAL})"
    text = (
        f"SELECT {_DIRECTION}, r.country, r.kinds, {IS_OPEN},"
        f" CAST(julianday({first}) - julianday({STARTED}) AS INTEGER),"
        f" CAST(julianday({final}) - julianday({STARTED}) AS INTEGER)"
        f" FROM {_ALL} WHERE {STARTED} IS NOT NULL AND {in_known_case('r.case_id')}"
    )
    return execute(text, access.parameters)


def amounts(execute: Execute, access: Access) -> Rows:
    """(request, country, day, expected rows, result rows) of what was hoped for and reported."""
    text = (
        "SELECT r.id, r.country, said.on_date, json_extract(said.data, '$.expected'),"
        " json_extract(said.data, '$.results')"
        " FROM event AS said JOIN request AS r ON r.id = said.request_id"
        " WHERE said.action IN ('draft_request', 'record_answer') AND said.status = 'in_effect'"
        " AND (json_extract(said.data, '$.expected') IS NOT NULL"
        " OR json_extract(said.data, '$.results') IS NOT NULL)"
        f" AND NOT {IN} AND {in_known_case('r.case_id')} ORDER BY said.on_date, said.id"
    )
    return execute(text, access.parameters)


def refusals(execute: Execute, access: Access) -> Rows:
    """(direction, country, ground, how many requests) of refusals."""
    text = (
        f"SELECT {_DIRECTION}, r.country, coalesce(ground.value, ''), count(DISTINCT r.id)"
        " FROM event AS said JOIN request AS r ON r.id = said.request_id"
        " LEFT JOIN json_each(said.data, '$.grounds') AS ground"
        f" WHERE said.{ANSWERS} AND said.status = 'in_effect' AND {_KIND} = 'refused'"
        f" AND {in_known_case('r.case_id')} GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3"
    )
    return execute(text, access.parameters)
