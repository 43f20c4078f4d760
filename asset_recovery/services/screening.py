"""Who may not buy: people close to the case or to the office, by registered relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Screening
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.party_query import (
    parties_of_office,
    relations_of_parties,
    roles_in_case,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.handlers.case_handlers import NOT_SAME, similar_names
from asset_recovery.services.interests import conflicts_of_parties
from asset_recovery.services.work import Work

BARRED_ROLES = frozenset(
    {
        "suspect",
        "accused",
        "convicted",
        "fugitive",
        "registered_owner",
        "owner",
        "beneficial_owner",
        "possessor",
        "nominee",
        "valuer",
        "administrator",
        "custodian",
    }
)
NO_CONTRACT_ROLES = BARRED_ROLES - {"valuer", "administrator", "custodian"}
STEPS = 2


def screen_for_contract(
    work: Work, asset: Mapping[str, Any], party: Mapping[str, Any]
) -> Screening:
    """Who keeps, leases, runs or insures it: against the case's parties and the office's people."""
    why = why_barred(work, asset, party, NO_CONTRACT_ROLES)
    number, name = str(party["reference"]), str(party["name"])
    excluded = {}
    if why is not None:
        text = _("{name} gets no contract about the asset: {why}.")
        excluded[number] = text.format(name=name, why=why)
    return Screening(excluded, {number: tuple(similar_names(work, name, but=number))})


def why_barred(
    work: Work, asset: Mapping[str, Any], party: Mapping[str, Any], roles: frozenset[str]
) -> str | None:
    """The role, declaration or relation by which a party stands too close, or None."""
    barred = barred_parties(work, asset, roles)
    return barred.get(int(party["id"])) or _by_relation(work, int(party["id"]), barred)


def barred_parties(work: Work, asset: Mapping[str, Any], roles: frozenset[str]) -> dict[int, str]:
    """Who stands close to the case or to the office by a role or a declaration, and why."""
    return {**_of_case(work, asset, roles), **_of_office(work), **_declared(work, asset)}


def _of_case(work: Work, asset: Mapping[str, Any], roles: frozenset[str]) -> dict[int, str]:
    return {
        int(row["party_id"]): _("{role} in this case").format(role=row["role"].replace("_", " "))
        for row in roles_in_case(work.unit.connection, int(asset["case_id"]))
        if row["role"] in roles
    }


def _declared(work: Work, asset: Mapping[str, Any]) -> dict[int, str]:
    """Whoever declared a conflict of interest in the case, or at this asset."""
    case_id, name = int(asset["case_id"]), str(asset["reference"])
    found = conflicts_of_parties(work.unit.connection, case_id, name)
    keys = {party: finder.by_reference(work.unit.connection, "party", party) for party in found}
    return {
        int(row["id"]): _("declared a conflict of interest on {date}").format(date=found[party])
        for party, row in keys.items()
        if row is not None
    }


def _of_office(work: Work) -> dict[int, str]:
    own = parties_of_office(work.unit.connection)
    return {key: _("works in this office") for key in own}


def _by_relation(work: Work, party: int, barred: Mapping[int, str]) -> str | None:
    """A relation, over at most two steps, to somebody who is barred."""
    seen, edge = {party}, {party}
    for _step in range(STEPS):
        reached: set[int] = set()
        for row in relations_of_parties(work.unit.connection, edge, but=NOT_SAME):
            for one, other in (
                (row["party_id"], row["other_id"]),
                (row["other_id"], row["party_id"]),
            ):
                if one in edge and other not in seen:
                    if other in barred:
                        name = work.unit.get(t.party, int(other))["name"]
                        return _("related ({relation}) to {name}, {why}").format(
                            relation=row["relation"].replace("_", " "), name=name, why=barred[other]
                        )
                    reached.add(int(other))
        seen |= reached
        edge = reached
        if not edge:
            break
    return None
