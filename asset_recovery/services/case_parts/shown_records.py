"""Cases, orders, requests, parties, papers and decisions in full, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import CaseFile
from asset_recovery.lifecycle.parts import shown_legal
from asset_recovery.services.case_parts import (
    happenings,
    management,
    office_work,
    operations,
    order_details,
    orders,
    papers,
)
from asset_recovery.services.case_parts.case_desk import CaseDesk, listed, stored_money
from asset_recovery.services.case_parts.offences import offence_facts
from asset_recovery.services.case_parts.requests import requests
from asset_recovery.services.case_parts.shown_intelligence import (
    show_consent,
    show_disclosure,
    show_information,
    show_report,
)
from asset_recovery.services.case_parts.shown_party import show_party
from asset_recovery.services.case_parts.shown_victim import show_victim
from asset_recovery.services.case_parts.written import written, written_facts
from asset_recovery.services.decision_sheets import Source, decision_sheet
from asset_recovery.services.looking import Sight

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
    detail = written_facts(order_details.order_detail(desk, str(found["reference"])))
    found |= {name: detail[name] for name in ("remedies", "holdings", "measures")}
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


def _offence(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """An offence as it stands; one that was withdrawn is shown as it was recorded last."""
    assert desk is not None
    found = _first(offence_facts(desk, withdrawn=True), str(sight.row["reference"]))
    return {**found, "case": desk.case["reference"]} if found else {}


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
    found = _first(requests(desk), sight.row["reference"])
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
    if desk is not None:
        found |= _paper(desk, str(row["reference"]))
    there = desk is None or _first(office_work.document_facts(desk), row["reference"])
    return found if there else {}


def _paper(desk: CaseDesk, document: str) -> dict[str, object]:
    """Of an issued paper: from what it was made, where its copies are."""
    for one in papers.paper_facts(desk):
        if document in (one.document, *one.copies):
            return {"paper": {**written_facts(one), "state": one.state}}
    return {}


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
            "on_behalf_of": vote["on_behalf_of"],
        }
        for vote in desk.rows.of("approval_vote")
        if vote["approval_id"] == sight.row["id"]
    ]
    found["events"] = _events(desk, {"id": sight.row["event_id"]})
    sheet = decision_sheet(_source(sight), sight.row)
    found["content_hash"] = sheet.content_hash
    found["to_decide_on"] = {
        part.key: {name: text for name, text in part.rows} for part in sheet.sections
    }
    return found


def _source(sight: Sight) -> Source:
    reading = sight.reading
    return Source(sight.connection, reading.rates, reading.today)


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


def _operation(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """An operation with its inventory; it is an event of its case."""
    assert desk is not None
    found = _first(operations.operation_facts(desk), sight.row["reference"])
    if found:
        found["case"] = desk.case["reference"]
        found["events"] = _events(desk, {"id": sight.row["id"]})
    return found


def _contract(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """A contract with its assets, reports, gaps, fees and end, as each of its assets tells it."""
    assert desk is not None
    reference = str(json.loads(sight.row["facts"]).get("contract") or sight.row["reference"])
    told = [(one, c) for one in management.management_facts(desk) for c in one.contracts]
    told = [(one, contract) for one, contract in told if contract.reference == reference]
    if not told:
        return {}
    first, contract = told[0]
    found = written_facts(contract)
    found["case"] = desk.case["reference"]
    found["assets"] = [one.asset for one, _contract in told]
    found["reports"] = [written(one) for one in first.reports if one.contract == reference]
    found["stretches"] = [written(one) for one in first.stretches if one.contract == reference]
    found["fees"] = {one.asset: written(own.fees) for one, own in told}
    found["events"] = _events(desk, {"id": sight.row["id"]})
    return found


SHOWN: Mapping[str, Show] = {
    "order": _order,
    "request": _request,
    "party": show_party,
    "document": _document,
    "approval": _approval,
    "deadline": _deadline,
    "account": _account,
    "event": _event,
    "statement": _event,
    "operation": _operation,
    "delegation": _event,
    "victim": show_victim,
    "contract": _contract,
    "information": show_information,
    "disclosure": show_disclosure,
    "report": show_report,
    "consent": show_consent,
    "offence": _offence,
}
