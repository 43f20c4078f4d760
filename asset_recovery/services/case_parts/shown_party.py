"""A party in full as JSON: identity, roles, relations and the chain above it, then or now."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from asset_recovery.domain.ownership import ChainParty, OwnershipChain, percent
from asset_recovery.lifecycle.ownership import chain_of
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import PartiesThen, case_of_party
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.office_query import setting_on
from asset_recovery.persistence.queries.ownership_query import known_parties, reach
from asset_recovery.persistence.queries.party_query import roles_of_party
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.case_parts.case_desk import CaseDesk, listed
from asset_recovery.services.case_parts.ownership import (
    SECRECY,
    party_of,
    secrecy_states,
    threshold_of,
    ties_of_rows,
)
from asset_recovery.services.case_parts.written import written_facts
from asset_recovery.services.keeping_parties import read_particulars
from asset_recovery.services.looking import Sight
from asset_recovery.services.work import target_of

_NAMES = ("reference", "kind", "name", "born", "died", "nationality", "address", "country")


def show_party(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """A party with its roles; what stands in cases that the actor must not know of is left out.

    Empty where it was not yet registered at the moment that is asked for.
    """
    del desk
    then = PartiesThen(sight.connection, sight.reading.known_on)
    own = {int(sight.row["id"]): dict(sight.row)}
    then.undo("party", own)
    if not own:
        return {}
    (row,) = own.values()
    found: dict[str, object] = {name: row[name] for name in _NAMES}
    found["aliases"] = listed(row["aliases"])
    found["identifiers"] = [
        {"kind": kind, "value": value} for kind, value in listed(row["identifiers"])
    ]
    found |= {"gatekeeper_role": row["gatekeeper_role"], "pep": row["pep"]}
    found["particulars"] = written_facts(read_particulars(row))
    known = _known_cases(sight)
    found["roles"] = _roles(sight, known, then)
    found["cases"] = sorted(_cases(sight, known, found["roles"]))
    parties, relations = _around(sight, row, then)
    found["relations"] = [_relation(row, one, parties) for one in _own(sight, row, relations)]
    chain = _chain(sight, row, parties, relations)
    found["chain"] = written_facts(chain)
    found["beneficial_owners"] = [
        {"party": node.reference, "name": node.name, "share": node.share,
         "percent": percent(node.share), "why": list(node.why)}
        for node in chain.beneficial_owners
    ]  # fmt: skip
    return found


def _cases(sight: Sight, known: Mapping[int, str], roles: object) -> set[str]:
    """The cases of the party; on another day those in which it then had a role."""
    if sight.reading.as_of is None and sight.reading.known_on is None:
        return set(known.values())
    assert isinstance(roles, list)
    return {str(role["case"]) for role in roles}


def _around(
    sight: Sight, row: Mapping[str, Any], then: PartiesThen
) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, Any]]]:
    """The parties and relations around and above a party, as far as they may be known of."""
    access = Access.of(sight.actor, sight.reading.today)
    parties, relations = {int(row["id"]): dict(row)}, dict[int, dict[str, Any]]()
    reach(sight.connection, access, parties, relations, then.undo)
    others = {key for one in relations.values() for key in (one["party_id"], one["other_id"])}
    parties |= known_parties(sight.connection, access, others - set(parties), then.undo)
    return parties, relations


def _own(
    sight: Sight, row: Mapping[str, Any], relations: Mapping[int, dict[str, Any]]
) -> list[dict[str, Any]]:
    """The relations in which the party itself stands on the day that is asked for (any: now)."""
    own = [
        one
        for _key, one in sorted(relations.items())
        if row["id"] in (one["party_id"], one["other_id"])
    ]
    if sight.reading.as_of is None:
        return own
    day = sight.reading.as_of.isoformat()
    return [
        one
        for one in own
        if (one["since"] or "") <= day and (one["until"] is None or one["until"] >= day)
    ]


def _relation(
    row: Mapping[str, Any], one: Mapping[str, Any], parties: Mapping[int, Mapping[str, Any]]
) -> dict[str, object]:
    party, other = parties[one["party_id"]], parties[one["other_id"]]
    near = other if one["party_id"] == row["id"] else party
    stated = ("relation", "share", "votes", "since", "until", "source", "confidence")
    named = {"party": party["reference"], "to": other["reference"], "name": near["name"]}
    return named | {name: one[name] for name in stated}


def _chain(
    sight: Sight,
    row: Mapping[str, Any],
    parties: Mapping[int, Mapping[str, Any]],
    relations: Mapping[int, Mapping[str, Any]],
    threshold: Fraction | None = None,
) -> OwnershipChain:
    day = sight.reading.as_of or sight.reading.today
    execute = executor(sight.connection)
    rules = library_of(sight.connection).rules(
        setting_on(execute, "legal_system", day.isoformat()) or "generic"
    )
    settings = {SECRECY: setting_on(execute, SECRECY, day.isoformat())}
    names = {key: str(one["reference"]) for key, one in parties.items()}
    shown: dict[str, ChainParty] = {
        str(one["reference"]): party_of(one) for one in parties.values()
    }
    return chain_of(
        party_of(row),
        ties_of_rows(relations.values(), names),
        shown,
        on=day,
        threshold=threshold or threshold_of(rules, day),
        secrecy=secrecy_states(settings),
    )


def party_chain(sight: Sight, threshold: Fraction | None = None) -> OwnershipChain | None:
    """The chain above a party; None where it was not yet registered."""
    then = PartiesThen(sight.connection, sight.reading.known_on)
    own = {int(sight.row["id"]): dict(sight.row)}
    then.undo("party", own)
    if not own:
        return None
    (row,) = own.values()
    parties, relations = _around(sight, row, then)
    return _chain(sight, row, parties, relations, threshold)


def _known_cases(sight: Sight) -> dict[int, str]:
    """The cases of a party that the actor may know of."""
    reading = sight.reading
    unit = Unit(sight.connection, lambda: reading.now, "")
    found = {}
    for case in case_of_party(sight.connection, int(sight.row["id"])):
        target = target_of(unit, sight.actor, int(case["id"]), reading.today)
        if (not target.is_sealed or target.has_grant) and not target.is_recused:
            found[int(case["id"])] = str(case["reference"])
    return found


def _roles(sight: Sight, known: Mapping[int, str], then: PartiesThen) -> list[dict[str, object]]:
    rows = {
        int(row["id"]): dict(row) for row in roles_of_party(sight.connection, int(sight.row["id"]))
    }
    then.undo("party_link", rows)
    day = None if sight.reading.as_of is None else sight.reading.as_of.isoformat()
    found = []
    for row in rows.values():
        case = row["asset_case"] if row["case_id"] is None else row["case_id"]
        begun = day is None or (row["since"] or "") <= day
        over = day is not None and row["until"] is not None and row["until"] < day
        if case in known and begun and not over:
            place = {"case": known[case], "asset": row["asset"], "role": row["role"]}
            found.append(
                place | {name: row[name] for name in ("share", "since", "until", "source")}
            )
    return found
