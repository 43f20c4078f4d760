"""The office, the head of the case, its parties and what ties them to each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.confiscation_actions import FileConfiscation
from asset_recovery.domain.case_file import (
    CaseFacts,
    Offence,
    OfficeFacts,
    PartyFacts,
    RelationFacts,
)
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.persistence.queries.form_query import forms_of_office
from asset_recovery.services.case_parts.case_desk import CaseDesk, day_of, listed
from asset_recovery.services.case_parts.offences import offence_facts
from asset_recovery.services.case_parts.team import PARTNER
from asset_recovery.services.keeping_parties import read_particulars


def office_facts(desk: CaseDesk) -> OfficeFacts:
    """The office as it stands on paper."""
    facts = desk.settings()
    return OfficeFacts(
        name=facts.get("name", ""),
        country=facts.get("country", ""),
        currency=facts.get("currency", desk.reading.base_currency),
        address=facts.get("address", ""),
        contact=facts.get("contact", ""),
        classification=facts.get("classification", "restricted"),
        language=facts.get("language", "en"),
        payment_iban=facts.get("payment_iban", ""),
        payment_bic=facts.get("payment_bic", ""),
        data_protection=facts.get("data_protection", ""),
        retention_years=facts.get("retention_years", ""),
        payment_holder=facts.get("payment_holder", ""),
        forms=forms_of_office(desk.reading.connection, desk.reading.at_entry),
    )


def case_facts(desk: CaseDesk) -> CaseFacts:
    """The head of the case; status and seal as on the day that is asked for."""
    row = desk.case
    opened = day_of(row["opened_on"])
    assert opened is not None
    route = row["route"] or route_sought(desk)
    named = tuple(str(name) for name in listed(row["offences"]))
    return CaseFacts(
        reference=row["reference"],
        title=row["title"],
        opened_on=opened,
        status=_status(desk),
        legal_system=desk.rules.title,
        legal_system_version=row["legal_version"],
        route=route,
        route_label=code_lists.label("routes", route),
        classification=row["classification"],
        currency=row["currency"],
        officer=desk.user(row["officer_id"]) or None,
        officer_number=desk.user_number(row["officer_id"]),
        summary=row["summary"],
        sealed=_sealed(desk),
        offences=offence_facts(desk) or tuple(Offence(name=name) for name in named),
        offences_named=named,
    )


def route_sought(desk: CaseDesk) -> str | None:
    """The route of the latest filing for confiscation, where the case itself names none."""
    filed = [one.command for one in desk.done("file_confiscation")]
    return next((one.route for one in reversed(filed) if isinstance(one, FileConfiscation)), None)


def _status(desk: CaseDesk) -> str:
    if desk.reading.as_of is None:
        return str(desk.case["status"])
    last = desk.done("close_case", "reopen_case")
    return "closed" if last and last[-1].row["action"] == "close_case" else "open"


def _sealed(desk: CaseDesk) -> bool:
    if desk.reading.as_of is None:
        return bool(desk.case["sealed"])
    last = desk.done("seal_case", "unseal_case")
    return bool(last) and last[-1].row["action"] == "seal_case"


def links_in_force(desk: CaseDesk) -> Iterator[Record]:
    """The roles of parties that had begun and not ended on that day."""
    day = desk.day.isoformat()
    there = {asset.row["id"] for asset in desk.assets}
    for link in desk.rows.of("party_link"):
        if link["role"] == PARTNER:
            continue
        if link["asset_id"] is not None and link["asset_id"] not in there:
            continue
        if (link["since"] or "") <= day and (link["until"] is None or link["until"] >= day):
            yield link


def party_facts(desk: CaseDesk) -> tuple[PartyFacts, ...]:
    """The parties with a role in the case or at an asset, and the persons whom orders name."""
    roles: dict[int, dict[str, None]] = {}
    for link in links_in_force(desk):
        roles.setdefault(link["party_id"], {})[str(link["role"])] = None
    named = _concerned(desk)
    return tuple(
        _party(row, tuple(roles.get(row["id"], ())))
        for row in desk.rows.of("party")
        if row["id"] in roles or row["reference"] in named
    )


def _concerned(desk: CaseDesk) -> set[str]:
    """Persons of orders, filings and proceedings, who was served or heard; bidders are not."""
    found: set[str] = set()
    for one in desk.events:
        facts = one.facts
        found.update(str(person) for person in facts.get("persons") or ())
        if one.row["action"] in ("serve_order", "notify_owner", "record_hearing", "file_claim"):
            found.update(str(person) for person in (facts.get("parties") or {}).values())
    return found


def _party(row: Record, roles: tuple[str, ...]) -> PartyFacts:
    return PartyFacts(
        reference=row["reference"],
        name=row["name"],
        kind=row["kind"],
        roles=roles,
        aliases=tuple(str(alias) for alias in listed(row["aliases"])),
        born=row["born"],
        died=row["died"],
        nationality=row["nationality"],
        country=row["country"],
        address=row["address"],
        identifiers=tuple((str(kind), str(value)) for kind, value in listed(row["identifiers"])),
        pep=row["pep"],
        particulars=read_particulars(row),
    )


def relation_facts(desk: CaseDesk, parties: tuple[PartyFacts, ...]) -> tuple[RelationFacts, ...]:
    """How the parties of the case stand to each other, and to who has no part in it."""
    by_key = {row["id"]: row for row in desk.rows.of("party")}
    shown = {party.reference for party in parties}
    day = desk.day.isoformat()
    found = []
    for row in desk.rows.of("party_relation"):
        one, other = by_key[row["party_id"]], by_key[row["other_id"]]
        if (
            {one["reference"], other["reference"]} & shown
            and (row["since"] or "") <= day
            and (row["until"] is None or row["until"] >= day)
        ):
            found.append(
                RelationFacts(
                    party=one["name"],
                    other=other["name"],
                    relation=row["relation"],
                    share=percent_of(row["share"]),
                    source=row["source"],
                    within={one["reference"], other["reference"]} <= shown,
                )
            )
    return tuple(found)


def percent_of(share: object) -> str | None:
    """A share such as 0.25 as people read it: "25 %"."""
    if share is None:
        return None
    value = (Decimal(str(share)) * 100).normalize()
    return f"{value:f} %"


def users(desk: CaseDesk) -> tuple[tuple[str, str | None], ...]:
    """Everybody in the office by each name borne so far, with the number."""
    rows = desk.rows.users
    now = [(row["full_name"], row["number"]) for row in rows.values()]
    before = [(name, rows[key]["number"]) for key, name in desk.rows.former if key in rows]
    return tuple(dict.fromkeys((*now, *before)))
