"""The request radar as SQL: open requests by age, what is due, answers with their days, grounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.radar_facts import AGES
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

# The indexes have all that the radar asks of a request: its texts are not read. One is in the order
# in which requests are counted, the other finds them by their ids.
_ALL = "request AS r INDEXED BY ix_request_radar"
_OF_REQUEST = "CROSS JOIN request AS r INDEXED BY ix_request_brief ON r.id = said.request_id"
_HOPED = f"FROM event AS said INDEXED BY ix_event_hoped {_OF_REQUEST}"
_IS_HOPED = (
    "said.action IN ('draft_request', 'record_answer') AND coalesce("
    "json_extract(said.data, '$.expected'), json_extract(said.data, '$.results')) IS NOT NULL"
)
_ANSWERED = "FROM event AS said INDEXED BY ix_event_answer"
_DRAFTS = (
    f" WHERE {_IS_HOPED} AND said.action = 'draft_request' AND said.status = 'in_effect'"
    " AND json_extract(said.data, '$.expected') IS NOT NULL"
    f" AND NOT {IN} AND {IS_ASKED} AND {in_known_case('r.case_id')}"
)
_ANEW = (
    "said.request_id IN (SELECT request_id FROM event INDEXED BY ix_event_hoped"
    " WHERE action = 'record_answer' AND action IN ('draft_request', 'record_answer') AND coalesce("
    "json_extract(data, '$.expected'), json_extract(data, '$.results')) IS NOT NULL"
    " AND instr(json_extract(data, '$.results'), '\"expected\"'))"
)

Rows = Sequence[Sequence[Any]]


def open_requests(execute: Execute, access: Access, today: date) -> Rows:
    """(direction, country, kinds as JSON, *how many by age, began first, late, waiting, unheard).

    How many open requests there are of each class of `AGES`, the day on which the oldest began, how
    many are past their term, without an outcome, without any answer.
    """
    youngest = [
        (today - timedelta(days=last)).isoformat() for _first, last in AGES if last is not None
    ]
    classes = [f"sum({STARTED} >= :since_0)"]
    classes += [
        f"sum({STARTED} < :since_{place} AND {STARTED} >= :since_{place + 1})"
        for place in range(len(youngest) - 1)
    ]
    classes.append(f"sum({STARTED} < :since_{len(youngest) - 1})")
    text = (
        f"SELECT {_DIRECTION}, r.country, r.kinds, {', '.join(classes)}, min({STARTED}),"
        " sum(coalesce(r.due_on < :today, 0)), sum(coalesce(final, 0) = 0), sum(final IS NULL)"
        f" FROM {_ALL} LEFT JOIN (SELECT request_id, max({_KIND} IN {FINAL}) AS final {_ANSWERED}"
        f" WHERE said.{ANSWERS} AND said.status = 'in_effect' GROUP BY request_id) AS said"
        f" ON said.request_id = r.id WHERE {IS_OPEN} AND {in_known_case('r.case_id')}"
        " GROUP BY r.direction, r.country, r.kinds"
    )
    bounds = {f"since_{place}": day for place, day in enumerate(youngest)}
    return execute(text, {**access.parameters, **bounds, "today": today.isoformat()})


def due_of_open(execute: Execute, access: Access, today: str) -> Rows:
    """(direction, country, the next that is due, how much is late) of open requests."""
    text = (
        f"SELECT {_DIRECTION}, r.country, min(a.due), sum(a.due < :today)"
        f" FROM {_ALL} JOIN agenda AS a ON a.record = r.reference"
        f" WHERE {IS_OPEN} AND {in_known_case('r.case_id')} GROUP BY r.direction, r.country"
    )
    return execute(text, {**access.parameters, "today": today})


def answer_days(execute: Execute, access: Access) -> Rows:
    """(direction, country, kinds as JSON, days begun, of first answers, of outcomes) of answered.

    The days of all requests of a kind, with commas; a request without an outcome has none there.
    """
    said = (
        "SELECT request_id, min(on_date) AS first,"
        f" min(CASE WHEN {_KIND} IN {FINAL} THEN on_date END) AS final {_ANSWERED}"
        f" WHERE said.{ANSWERS} AND status = 'in_effect' GROUP BY request_id"
    )
    text = (
        f"SELECT {_DIRECTION}, r.country, r.kinds, group_concat({STARTED}),"
        " group_concat(said.first), group_concat(coalesce(said.final, ''))"
        f" FROM ({said}) AS said {_OF_REQUEST}"
        f" WHERE {STARTED} IS NOT NULL AND {IS_ASKED} AND {in_known_case('r.case_id')}"
        " GROUP BY 1, 2, 3"
    )
    return execute(text, access.parameters)


def hoped_for(execute: Execute, access: Access) -> Rows:
    """(country, lists of what is expected of the assets as JSON, with commas) of drafted requests.

    Left out are those whose answers say anew what is expected: `hoped_anew` has them.
    """
    text = (
        "SELECT r.country, group_concat(json_extract(said.data, '$.expected'))"
        f" {_HOPED}{_DRAFTS} AND NOT {_ANEW} GROUP BY 1"
    )
    return execute(text, access.parameters)


def hoped_anew(execute: Execute, access: Access) -> Rows:
    """(request, country, what is expected of the assets as JSON): what `hoped_for` leaves out."""
    text = (
        "SELECT said.request_id, r.country, json_extract(said.data, '$.expected')"
        f" {_HOPED}{_DRAFTS} AND {_ANEW}"
    )
    return execute(text, access.parameters)


def reports(execute: Execute, access: Access) -> Rows:
    """(request, country, what is reported of the assets as JSON), the oldest report first."""
    text = (
        "SELECT said.request_id, r.country, json_extract(said.data, '$.results')"
        f" {_HOPED} WHERE {_IS_HOPED} AND said.action = 'record_answer'"
        " AND said.status = 'in_effect' AND json_extract(said.data, '$.results') IS NOT NULL"
        f" AND NOT {IN} AND {IS_ASKED} AND {in_known_case('r.case_id')}"
        " ORDER BY said.on_date, said.id"
    )
    return execute(text, access.parameters)


def refusals(execute: Execute, access: Access) -> Rows:
    """(direction, country, ground, how many requests) of refusals."""
    text = (
        f"SELECT {_DIRECTION}, r.country, coalesce(ground.value, ''), count(DISTINCT r.id)"
        f" {_ANSWERED} {_OF_REQUEST}"
        " LEFT JOIN json_each(said.data, '$.grounds') AS ground"
        f" WHERE said.{ANSWERS} AND said.status = 'in_effect' AND {_KIND} = 'refused'"
        f" AND {IS_ASKED} AND {in_known_case('r.case_id')}"
        " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3"
    )
    return execute(text, access.parameters)
