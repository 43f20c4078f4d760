"""The facts of the yearly returns over all cases, read one case after the other.

An office of any size is read in the memory of its largest case, and a person can stop it between
two cases. With `known_on` in the reading it gives the facts as they were known at that moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.return_facts import ReturnFact
from asset_recovery.domain.return_layout import Enters
from asset_recovery.domain.statistics_facts import Period
from asset_recovery.domain.statistics_layout import MovementLayout, layout_on
from asset_recovery.lifecycle.position import FOREIGN_ORDERS, Position
from asset_recovery.lifecycle.request_position import ON_REQUEST
from asset_recovery.lifecycle.return_story import Told, facts_of
from asset_recovery.persistence.rows import Row
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.movement_reading import desk_of, worth_of

_ENDED = ("executed", "partly_executed", "refused", "impossible")
_TRACES = ("TRA", "AR-T")
_FREEZES = ("SEA", "AR-T")
_CONFISCATES = ("CNF", "AR-R")


def return_facts(
    reading: Reading,
    cases: Sequence[str],
    period: Period,
    enters: tuple[Enters, ...],
    progress: Progress,
) -> Iterator[ReturnFact]:
    """Every fact up to the end of the period; those before it serve for days between two."""
    layout = layout_on(period.last)
    for place, name in enumerate(cases):
        progress.step(place, len(cases), name)
        desk = desk_of(reading, name)
        if desk is not None:
            found = (*_of_assets(desk, reading, layout, enters, period), *_of_requests(desk))
            yield from (one for one in found if one.on <= period.last)
            yield from (one for one in _of_orders(desk) if one.on <= period.last)


def _of_assets(
    desk: CaseDesk,
    reading: Reading,
    layout: MovementLayout,
    enters: tuple[Enters, ...],
    period: Period,
) -> Iterator[ReturnFact]:
    counted: set[tuple[str, str]] = set()
    for row in desk.rows.of("asset"):
        if row["type_code"] in layout.not_counted:
            continue
        start, story = desk.stories.story(row)
        until = [moment for moment in story if moment.on <= period.last]
        made = row["substitutes_id"] is not None or desk.stories.is_told_another(row)
        told = facts_of(
            start, until, desk.rules, enters, worth_of(reading, row), made_of_another=made
        )
        for one in told:
            key = (one.fact, f"{_root(desk, row)} {one.reference}")
            if one.reference and key in counted:
                continue
            counted.add(key)
            yield _fact(desk, reading, row, layout, one, start)


def _fact(  # noqa: PLR0913, PLR0917 - what a fact is told from
    desk: CaseDesk,
    reading: Reading,
    row: Row,
    layout: MovementLayout,
    told: Told,
    position: Position,
) -> ReturnFact:
    code = str(row["type_code"])
    grounds = tuple(ground.code for ground in position.grounds)
    route = str(told.labels.get("order_route") or desk.case["route"] or "")
    labels: dict[str, object] = {
        "asset": str(row["reference"]),
        "case": str(desk.case["reference"]),
        "root": _root(desk, row),
        "type": code,
        "group": code.partition("-")[0],
        "category": layout.category(code).key,
        "country": row["country"],
        "route": route or None,
        "without_conviction": _form_route(route).startswith("NCB") or route == "unexplained_wealth",
        "grounds": grounds,
        "ground": grounds[0] if grounds else None,
        **told.labels,
    }
    value = None
    if told.amount is not None:
        base = reading.base_currency
        there = told.amount.currency == base
        worth = told.amount if there else reading.rates.convert(told.amount, base, told.on)
        value = None if worth is None else worth.minor
    return ReturnFact(
        told.fact,
        told.on,
        str(row["reference"]),
        str(desk.case["reference"]),
        str(row["description"]),
        value,
        labels,
    )


def _root(desk: CaseDesk, row: Row) -> str:
    """The asset in whose place this one stands, through every exchange."""
    rows = desk.rows.tables["asset"]
    seen = set()
    while row["substitutes_id"] is not None and row["substitutes_id"] in rows:
        if row["id"] in seen:
            break
        seen.add(row["id"])
        row = rows[row["substitutes_id"]]
    return str(row["reference"])


def _form_route(route: str) -> str:
    return str(code_lists.more("routes", route, "form_code") or "") if route else ""


def _of_requests(desk: CaseDesk) -> Iterator[ReturnFact]:
    """Requests sent and received, with the days to the answer that ended them.

    A paper on an earlier request asks for nothing of its own: it is no request of the year.
    """
    ends, papers = _ends(desk), _on_requests(desk)
    for row in desk.rows.of("request"):
        if int(row["id"]) in papers:
            continue
        inbound = str(row["direction"]).startswith("in")
        begun = row["made_on"] if inbound else row["sent_on"]
        if begun is None:
            continue
        on = date.fromisoformat(begun)
        kinds = tuple(json.loads(row["kinds"]))
        end = ends.get(int(row["id"]))
        labels: dict[str, object] = {
            "request": str(row["reference"]),
            "case": str(desk.case["reference"]),
            "direction": "in" if inbound else "out",
            "country": str(row["country"]),
            "form": str(row["form"]),
            "kinds": kinds,
            "state": str(row["state"]),
            "traces": bool(set(kinds) & set(_TRACES)) or str(row["form"]).startswith("INF-"),
            "freezes": bool(set(kinds) & set(_FREEZES)) or row["form"] == "EU-01",
            "confiscates": bool(set(kinds) & set(_CONFISCATES)) or row["form"] == "EU-02",
            "days": None if end is None else (end - on).days,
        }
        said = f"{row['form']} {', '.join(kinds)}"
        yield ReturnFact(
            "request", on, str(row["reference"]), str(desk.case["reference"]), said, None, labels
        )


def _on_requests(desk: CaseDesk) -> frozenset[int]:
    """The keys of notices, answers and supplements on earlier requests."""
    drafted = (one.row for one in desk.done("draft_request", "new_version"))
    return frozenset(
        int(row["request_id"]) for row in drafted if json.loads(row["facts"]).get(ON_REQUEST)
    )


def _ends(desk: CaseDesk) -> Mapping[int, date]:
    """The day of the first answer that ended each request, by its key."""
    found: dict[int, date] = {}
    for one in desk.done("record_answer", "answer_request"):
        key = one.row["request_id"]
        if key is None or getattr(one.command, "kind", "") not in _ENDED:
            continue
        found[int(key)] = min(one.on, found.get(int(key), one.on))
    return found


def _of_orders(desk: CaseDesk) -> Iterator[ReturnFact]:
    """Orders of other States that were recognised or refused here."""
    outcomes = {"recognise_order": "recognised", "refuse_recognition": "refused"}
    orders = {row["id"]: row for row in desk.rows.of("court_order")}
    for one in desk.done(*outcomes):
        row = orders.get(one.row["order_id"])
        if row is None or row["kind"] not in FOREIGN_ORDERS:
            continue
        labels: dict[str, object] = {
            "order": str(row["reference"]),
            "case": str(desk.case["reference"]),
            "order_kind": str(row["kind"]),
            "country": row["country"],
            "outcome": outcomes[str(one.row["action"])],
        }
        yield ReturnFact(
            "foreign_order",
            one.on,
            str(row["reference"]),
            str(desk.case["reference"]),
            code_lists.label("order_kinds", str(row["kind"])),
            None,
            labels,
        )
