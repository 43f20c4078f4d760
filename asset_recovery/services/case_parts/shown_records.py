"""Cases, orders, requests, parties, papers and decisions in full, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import CaseFile
from asset_recovery.lifecycle.parts import shown_legal
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import case_of_party
from asset_recovery.persistence.queries.party_query import (
    knows_party,
    parties_by_key,
    relations_of_party,
    roles_of_party,
)
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.case_parts import happenings, office_work, operations, orders
from asset_recovery.services.case_parts.case_desk import CaseDesk, listed, stored_money
from asset_recovery.services.case_parts.written import written, written_facts
from asset_recovery.services.looking import Sight
from asset_recovery.services.work import target_of

Show = Callable[[Sight, CaseDesk | None], dict[str, object]]


def show_case(file: CaseFile) -> dict[str, object]:
    """A case with everything in it; its head stands at the top."""
    found = written_facts(file)
    head = found.pop("case")
    assert isinstance(head, dict)
    found.pop("journal")
    found["journal_head"] = found.pop("head")
    return {**head, **found}


def _first(rows: Iterable[object], reference: str) -> dict[str, object]:
    """The row with this reference as JSON; empty where it is not there (yet)."""
    found = next((one for one in rows if getattr(one, "reference", "") == reference), None)
    return {} if found is None else written_facts(found)


def _order(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    assert desk is not None
    found = _first(orders.order_facts(desk), sight.row["reference"])
    if not found:
        return {}
    key = sight.row["id"]
    positions = {one.reference: one for one in desk.assets}
    held = found["assets"]
    assert isinstance(held, list)
    found["case"] = desk.case["reference"]
    found["holds"] = [
        {
            "asset": name,
            "state": positions[name].position.orders[found["reference"]].state,  # type: ignore[index]
            "in_force": positions[name].position.orders[found["reference"]].in_force(desk.day),  # type: ignore[index]
            "legal_state": shown_legal(positions[name].position),
        }
        for name in held
    ]
    found["scopes"] = [
        {"asset": _asset_name(desk, row["asset_id"]), **json.loads(row["scope"])}
        for row in desk.rows.of("order_asset")
        if row["order_id"] == key
    ]
    found["events"] = _events(desk, {"order_id": key})
    return found


def _asset_name(desk: CaseDesk, key: int) -> str:
    return str(desk.rows.tables["asset"][key]["reference"])


def _events(desk: CaseDesk, of: Mapping[str, object]) -> list[object]:
    """The events whose row has these values."""
    wanted = {
        (one.row["action"], one.row["id"])
        for one in desk.events
        if all(one.row[name] == value for name, value in of.items())
    }
    facts = happenings.event_facts(desk)
    return [
        written(fact)
        for one, fact in zip(desk.events, facts, strict=True)
        if (one.row["action"], one.row["id"]) in wanted
    ]


def _request(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    assert desk is not None
    found = _first(office_work.requests(desk), sight.row["reference"])
    if found:
        found["case"] = desk.case["reference"]
        found["country_label"] = code_lists.label("countries", str(found["country"]))
        found["events"] = _events(desk, {"request_id": sight.row["id"]})
    return found


def _document(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    row = sight.row
    names = ("reference", "record", "title", "kind", "on_date", "hash", "size", "original_name")
    found: dict[str, object] = {name: row[name] for name in names}
    found |= {name: row[name] for name in ("classification", "language", "source")}
    found["case"] = None if desk is None else desk.case["reference"]
    there = desk is None or _first(office_work.document_facts(desk), row["reference"])
    return found if there else {}


def _approval(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    assert desk is not None
    found = _first(office_work.decision_facts(desk), sight.row["reference"])
    if not found:
        return {}
    levels = listed(sight.row["levels"])
    found |= {"case": desk.case["reference"], "levels": levels, "level": sight.row["level"]}
    found["votes"] = [
        {
            "level": vote["level"],
            "by": desk.user(vote["user_id"]),
            "on": vote["voted_on"],
            "outcome": vote["outcome"],
            "comment": vote["comment"],
        }
        for vote in desk.rows.of("approval_vote")
        if vote["approval_id"] == sight.row["id"]
    ]
    found["events"] = _events(desk, {"id": sight.row["event_id"]})
    return found


def _deadline(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    if desk is not None:
        return _first(office_work.deadline_facts(desk), sight.row["reference"])
    row = sight.row
    names = ("reference", "record", "title", "due", "responsible", "state", "closed_on", "outcome")
    return {name: row[name] for name in names} | {"hard": bool(row["hard"])}


def _account(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    del desk
    row = sight.row
    names = ("reference", "kind", "bank", "iban", "currency", "address", "opened_on")
    return {name: row[name] for name in names} | {"incomplete": bool(row["incomplete"])}


def _event(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    row = sight.row
    if desk is not None:
        found = _events(desk, {"id": row["id"]})
        if not found:
            return {}
        fact = found[0]
        assert isinstance(fact, dict)
    else:
        fact = {"on": row["on_date"], "recorded_at": row["recorded_at"], "action": row["action"]}
        fact["amount"] = written(stored_money(row, "amount"))
    data = {"reference": row["reference"], "given": json.loads(row["data"])}
    return {**data, "facts": json.loads(row["facts"]), **fact}


def _party(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """A party with its roles; what stands in cases that the actor must not know of is left out."""
    del desk
    row, connection = sight.row, sight.connection
    names = ("reference", "kind", "name", "born", "died", "nationality", "address", "country")
    found: dict[str, object] = {name: row[name] for name in names}
    found["aliases"] = listed(row["aliases"])
    found["identifiers"] = [
        {"kind": kind, "value": value} for kind, value in listed(row["identifiers"])
    ]
    found |= {"gatekeeper_role": row["gatekeeper_role"], "pep": row["pep"]}
    known = _known_cases(sight)
    found["cases"] = sorted(known.values())
    found["roles"] = _roles(sight, known)
    rows = relations_of_party(connection, int(row["id"]))
    keys = {key for one in rows for key in (one["party_id"], one["other_id"])}
    access = Access.of(sight.actor, sight.reading.today)
    called = {
        key: one
        for key, one in parties_by_key(connection, keys).items()
        if knows_party(connection, access, key)
    }
    found["relations"] = [
        {
            "party": called[one["party_id"]]["reference"],
            "to": called[one["other_id"]]["reference"],
            "name": called[one["other_id"] if one["party_id"] == row["id"] else one["party_id"]][
                "name"
            ],
            "relation": one["relation"],
            "share": one["share"],
            "votes": one["votes"],
            "since": one["since"],
            "source": one["source"],
            "confidence": one["confidence"],
        }
        for one in rows
        if one["party_id"] in called and one["other_id"] in called
    ]
    return found


def _known_cases(sight: Sight) -> dict[int, str]:
    """The cases of a party that the actor may know of."""
    reading = sight.reading
    unit = Unit(sight.connection, lambda: reading.now, "")
    found = {}
    for case in case_of_party(sight.connection, int(sight.row["id"])):
        target = target_of(unit, sight.actor, int(case["id"]), reading.today)
        if not target.is_sealed or target.has_grant:
            found[int(case["id"])] = str(case["reference"])
    return found


def _roles(sight: Sight, known: Mapping[int, str]) -> list[dict[str, object]]:
    found = []
    for row in roles_of_party(sight.connection, int(sight.row["id"])):
        case = row["asset_case"] if row["case_id"] is None else row["case_id"]
        if case in known:
            place = {"case": known[case], "asset": row["asset"], "role": row["role"]}
            found.append(
                place | {name: row[name] for name in ("share", "since", "until", "source")}
            )
    return found


def _operation(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """An operation with its inventory; it is an event of its case."""
    assert desk is not None
    found = _first(operations.operation_facts(desk), sight.row["reference"])
    if found:
        found["case"] = desk.case["reference"]
        found["events"] = _events(desk, {"id": sight.row["id"]})
    return found


SHOWN: Mapping[str, Show] = {
    "order": _order,
    "request": _request,
    "party": _party,
    "document": _document,
    "approval": _approval,
    "deadline": _deadline,
    "account": _account,
    "event": _event,
    "operation": _operation,
}
