"""The rows that a case has in each register, as at the moment that the case is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.value_kinds import by_kind, kinds_text
from asset_recovery.lifecycle.care import ContractPosition
from asset_recovery.lifecycle.current_value import kind_in_totals
from asset_recovery.services.case_parts import assets, office_work, orders, papers, people
from asset_recovery.services.case_parts.case_desk import CaseDesk, listed
from asset_recovery.services.case_parts.money_bar import valued_assets
from asset_recovery.services.case_parts.requests import requests

Row = dict[str, object]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "papers": (
        "reference", "title", "form", "profile", "record", "case", "on", "marking", "copies",
        "released", "out", "recipient", "last", "state", "hash",
    ),  # fmt: skip
    "cases": ("reference", "title", "route", "status", "officer", "classification", "opened",
              "legal_system", "assets", "value", "value_kinds", "currency", "sealed"),
    "assets": ("reference", "description", "type", "case", "state", "legal", "management",
               "dispute", "money", "value", "currency", "value_kind", "base_value", "valued",
               "country", "route", "officer", "taken_over"),
    "orders": ("reference", "kind", "authority", "number", "case", "state", "made", "expires",
               "final", "amount", "currency", "country", "assets"),
    "requests": ("reference", "direction", "country", "authority", "form", "case", "state", "made",
                 "due", "sent", "result", "language"),
    "parties": ("reference", "name", "kind", "country", "nationality", "born", "cases"),
    "documents": ("reference", "title", "kind", "on", "record", "case", "classification",
                  "language", "size", "hash"),
    "deadlines": ("reference", "due", "left", "title", "code", "hard", "record", "case",
                  "responsible", "source", "state", "person", "other", "at", "started"),
    "contracts": ("reference", "kind", "party", "asset", "assets", "case", "since", "until", "last",
                  "left", "state", "policy", "ended", "every"),
    "reuses": ("reference", "description", "case", "management", "visits", "last_visit", "finding",
               "next_visit", "breach"),
    "approvals": ("reference", "action", "record", "case", "asked_by", "asked", "level", "levels"),
}  # fmt: skip


def _cases(desk: CaseDesk) -> Iterator[Row]:
    facts = people.case_facts(desk)
    base = desk.reading.base_currency
    values = [
        (kind_in_totals(asset.position, found.kind), _in_base(desk, found.value, found.on))
        for asset, found in valued_assets(desk)
        if asset.counts
    ]
    kinds = by_kind((kind, value) for kind, value in values if value is not None)
    yield {
        "reference": facts.reference,
        "title": facts.title,
        "route": facts.route,
        "status": facts.status,
        "officer": facts.officer,
        "classification": facts.classification,
        "opened": facts.opened_on,
        "legal_system": desk.case["legal_system"],
        "assets": len(desk.assets),
        "value": Money.total((one.amount for one in kinds), base).decimal,
        "value_kinds": kinds_text(kinds),
        "currency": base,
        "sealed": facts.sealed,
    }


def _in_base(desk: CaseDesk, value: Money, on: Any) -> Money | None:  # noqa: ANN401 - a date
    return desk.reading.rates.convert(value, desk.reading.base_currency, on)


def _assets(desk: CaseDesk) -> Iterator[Row]:
    case = people.case_facts(desk)
    counted = {
        asset.reference: kind_in_totals(asset.position, found.kind)
        for asset, found in valued_assets(desk)
    }
    for facts in assets.asset_facts(desk):
        value, base = facts.value, None
        if facts.reference in counted and value is not None and facts.valued_on is not None:
            base = _in_base(desk, value, facts.valued_on)
        yield {
            "reference": facts.reference,
            "description": facts.description,
            "type": facts.type_code,
            "case": case.reference,
            "state": facts.headline,
            "legal": facts.legal_state,
            "management": facts.management_state,
            "dispute": facts.dispute_state,
            "money": facts.money_state,
            "value": None if value is None else value.decimal,
            "currency": None if value is None else value.currency,
            "value_kind": counted.get(facts.reference, facts.value_kind),
            "base_value": None if base is None else base.decimal,
            "valued": facts.valued_on,
            "country": facts.country,
            "route": case.route,
            "officer": case.officer,
            "taken_over": facts.taken_over,
        }


def _orders(desk: CaseDesk) -> Iterator[Row]:
    for facts in orders.order_facts(desk):
        amount = facts.amount
        yield {
            "reference": facts.reference,
            "kind": facts.kind,
            "authority": facts.authority,
            "number": facts.number,
            "case": desk.case["reference"],
            "state": facts.state,
            "made": facts.made_on,
            "expires": facts.expires_on,
            "final": facts.final_on,
            "amount": None if amount is None else amount.decimal,
            "currency": None if amount is None else amount.currency,
            "country": facts.country,
            "assets": len(facts.assets),
        }


def _requests(desk: CaseDesk) -> Iterator[Row]:
    for facts in requests(desk):
        yield {
            "reference": facts.reference,
            "direction": facts.direction,
            "country": facts.country,
            "authority": facts.authority,
            "form": facts.form,
            "case": desk.case["reference"],
            "state": facts.state,
            "made": facts.made_on,
            "due": facts.due_on,
            "sent": facts.sent_on,
            "result": facts.result,
            "language": facts.language,
        }


def _parties(desk: CaseDesk) -> Iterator[Row]:
    for facts in people.party_facts(desk):
        yield {"reference": facts.reference}


def party_row(row: Mapping[str, Any], cases: int) -> Row:
    """A party with the number of its cases then."""
    names = ("reference", "name", "kind", "country", "nationality", "born")
    return {name: row[name] for name in names} | {"cases": cases}


def _documents(desk: CaseDesk) -> Iterator[Row]:
    for facts in office_work.document_facts(desk):
        yield {
            "reference": facts.reference,
            "title": facts.title,
            "kind": facts.kind,
            "on": facts.on,
            "record": facts.record,
            "case": desk.case["reference"],
            "classification": facts.classification,
            "language": facts.language,
            "size": facts.size,
            "hash": facts.hash,
        }


def _papers(desk: CaseDesk) -> Iterator[Row]:
    for facts in papers.paper_facts(desk):
        last = facts.releases[-1] if facts.releases else None
        yield {
            "reference": facts.document,
            "title": facts.title,
            "form": facts.form,
            "profile": facts.profile,
            "record": facts.record or None,
            "case": desk.case["reference"],
            "on": facts.on,
            "marking": facts.marking,
            "copies": len(facts.copies),
            "released": len(facts.releases),
            "out": sum(one.outcome is None for one in facts.releases),
            "recipient": last.recipient if last else facts.recipient,
            "last": last.on if last else None,
            "state": facts.state,
            "hash": facts.hash,
        }


def _deadlines(desk: CaseDesk) -> Iterator[Row]:
    officer = desk.user(desk.case["officer_id"]) or None
    for facts in office_work.deadline_facts(desk):
        if facts.state not in ("open", "late", "suspended"):
            continue
        # One of a term goes by its rule and its record, as the register of today has it.
        by_term = f"{facts.reference} ".startswith(f"{facts.source} {facts.record} ")
        yield {
            "reference": facts.reference,
            "due": facts.due,
            "left": facts.days_left,
            "title": facts.title,
            "code": facts.source if by_term else "deadline",
            "hard": facts.hard,
            "record": facts.record,
            "case": facts.case,
            "responsible": facts.responsible,
            "source": None if by_term else facts.source,
            "state": facts.state,
            "person": facts.responsible or officer,
            "other": facts.other,
            "at": facts.at,
            "started": facts.started,
        }


def _approvals(desk: CaseDesk) -> Iterator[Row]:
    rows = {row["reference"]: row for row in desk.rows.of("approval")}
    actions = {one.row["approval"]: str(one.row["action"]) for one in desk.events}
    for facts in office_work.decision_facts(desk):
        if facts.state == "waiting":
            row = rows[facts.reference]
            yield {
                "reference": facts.reference,
                "action": actions[facts.reference],
                "record": facts.what,
                "case": desk.case["reference"],
                "asked_by": facts.asked_by,
                "asked": facts.asked_on,
                "level": len(facts.decided_by) + 1,
                "levels": len(listed(row["levels"])),
            }


def _contracts(desk: CaseDesk) -> Iterator[Row]:
    assets_of: dict[str, list[str]] = {}
    told: dict[str, ContractPosition] = {}
    for asset in desk.assets:
        for reference, one in asset.position.care.contracts.items():
            assets_of.setdefault(reference, []).append(asset.reference)
            told[reference] = one
    for reference, one in told.items():
        last = one.last_day
        yield {
            "reference": reference,
            "kind": one.kind,
            "party": desk.name(one.party) if one.party else one.name,
            "asset": assets_of[reference][0],
            "assets": len(assets_of[reference]),
            "case": desk.case["reference"],
            "since": one.since,
            "until": one.until,
            "last": last,
            "left": None if last is None else (last - desk.day).days,
            "state": one.state(desk.day),
            "policy": one.policy or None,
            "ended": one.ended_on,
            "every": None if one.interval is None else str(one.interval),
        }


_GIVEN = frozenset({"transferred_for_public_or_social_use", "official_use", "donated"})


def _reuses(desk: CaseDesk) -> Iterator[Row]:
    for asset in desk.assets:
        position, care = asset.position, asset.position.care
        if position.management not in _GIVEN:
            continue
        visit, breach = care.last_visit, care.open_breach
        yield {
            "reference": asset.reference,
            "description": asset.row["description"],
            "case": desk.case["reference"],
            "management": position.management,
            "visits": len(care.visits),
            "last_visit": None if visit is None else visit.on,
            "finding": None if visit is None else visit.finding,
            "next_visit": None if visit is None else visit.next_on,
            "breach": None if breach is None else breach.on,
        }


ROWS: Mapping[str, Callable[[CaseDesk], Iterator[Row]]] = {
    "cases": _cases,
    "contracts": _contracts,
    "reuses": _reuses,
    "assets": _assets,
    "orders": _orders,
    "requests": _requests,
    "parties": _parties,
    "documents": _documents,
    "deadlines": _deadlines,
    "approvals": _approvals,
    "papers": _papers,
}
