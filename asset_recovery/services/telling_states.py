"""The same confiscation order in several States: each is told of the others, and it is a task."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.countries import country_name
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt_guards import VALUE_ORDER
from asset_recovery.lifecycle.position import CONFISCATIONS, FOREIGN_ORDERS
from asset_recovery.lifecycle.several_states import DEAD
from asset_recovery.persistence.queries.request_query import requests_of_case
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import open_deadlines
from asset_recovery.services.handlers.office_handlers import close_own_deadline
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.request_kept import fields_of, parent_of
from asset_recovery.services.work import Work

SOURCE = "other_states"
OUR_CONFISCATIONS = (CONFISCATIONS | {VALUE_ORDER}) - FOREIGN_ORDERS
TELLS = frozenset({"further_state", "supplement"})
TELLING_NOTICES = frozenset({"EU-04", "EU-04b"})
Row = Mapping[str, Any]


def task_further_state(work: Work, row: Row, on: date) -> None:
    """The request went to a further State: those that were asked before are to be told."""
    for other, order in _others_on_order(work, row):
        text = _("Tell {country} ({request}) that {order} was also sent to {state}").format(
            country=country_name(other["country"]),
            request=other["reference"],
            order=order,
            state=country_name(row["country"]),
        )
        _task(work, other, text, on)


def task_withdrawn(work: Work, row: Row, on: date) -> None:
    """One State is asked no longer: the others that hold the same order are to be told."""
    for other, order in _others_on_order(work, row):
        text = _("Tell {country} ({request}) that {order} was withdrawn from {state}").format(
            country=country_name(other["country"]),
            request=other["reference"],
            order=order,
            state=country_name(row["country"]),
        )
        _task(work, other, text, on)


def told_other_state(work: Work, row: Row, on: date, kind: str) -> None:
    """The other State was told: the task is done."""
    if kind not in TELLS:
        return
    for deadline in open_deadlines(work.unit.connection, str(row["reference"]), SOURCE):
        close_own_deadline(work, deadline, on, kind)


def told_by_paper(work: Work, paper: Row, on: date) -> None:
    """A supplement or notice that tells of the further State was sent: the task is done."""
    parent = parent_of(paper)
    is_telling = str(paper["form"]) in TELLING_NOTICES or (
        paper["form"] == "MLA-03" and fields_of(paper).get("supplement_type") == "further_states"
    )
    if parent is not None and is_telling:
        told_other_state(work, work.find("request", parent), on, "further_state")


def _task(work: Work, other: Row, title: str, on: date) -> None:
    days = work.stories.rules_of(int(other["case_id"])).days("issuer_notice_due", on)
    set_deadline(
        work,
        case_id=int(other["case_id"]),
        asset_id=None,
        record=str(other["reference"]),
        title=title,
        due=on + timedelta(days=days),
        hard=True,
        source=SOURCE,
    )


def _others_on_order(work: Work, row: Row) -> Iterator[tuple[Row, str]]:
    """Requests to other States that were sent on the same confiscation order, with the order."""
    orders = [one for one in json.loads(row["orders"]) if _confiscates(work, one)]
    if not orders:
        return
    for other in requests_of_case(work.unit.connection, int(row["case_id"])):
        if other["id"] == row["id"] or other["direction"] != "out" or other["sent_on"] is None:
            continue
        if other["country"] == row["country"] or other["state"] in DEAD:
            continue
        shared = [one for one in orders if one in json.loads(other["orders"])]
        if shared:
            yield other, shared[0]


def _confiscates(work: Work, reference: str) -> bool:
    order = finder.by_reference(work.unit.connection, "order", reference)
    return order is not None and str(order["kind"]) in OUR_CONFISCATIONS
