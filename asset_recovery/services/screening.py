"""Who may not buy: people close to the case or to the office, by registered relations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select

from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Screening
from asset_recovery.persistence import tables as t
from asset_recovery.services.handlers.case_handlers import NOT_SAME, similar_names
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
STEPS = 2


def screen(work: Work, asset: Mapping[str, Any], party: Mapping[str, Any]) -> Screening:
    """The bidder against the case's parties, their relations, valuers and the office's people."""
    barred = {**_of_case(work, asset), **_of_office(work)}
    why = barred.get(int(party["id"])) or _by_relation(work, int(party["id"]), barred)
    named = _named_as(work, asset, str(party["name"]))
    excluded = {}
    reason = why or named
    if reason is not None:
        excluded[str(party["reference"])] = _("{name} may not buy: {why}.").format(
            name=party["name"], why=reason
        )
    alike = similar_names(work, str(party["name"]), but=str(party["reference"]))
    return Screening(excluded, {str(party["reference"]): tuple(alike)})


def _of_case(work: Work, asset: Mapping[str, Any]) -> dict[int, str]:
    query = select(t.party_link.c.party_id, t.party_link.c.role).where(
        or_(
            t.party_link.c.case_id == asset["case_id"],
            t.party_link.c.asset_id.in_(
                select(t.asset.c.id).where(t.asset.c.case_id == asset["case_id"])
            ),
        )
    )
    return {
        int(row["party_id"]): _("{role} in this case").format(role=row["role"].replace("_", " "))
        for row in work.unit.all(query)
        if row["role"] in BARRED_ROLES
    }


def _of_office(work: Work) -> dict[int, str]:
    query = select(t.party.c.id).join_from(
        t.user_account, t.party, t.party.c.reference == t.user_account.c.party
    )
    return {int(row["id"]): _("works in this office") for row in work.unit.all(query)}


def _by_relation(work: Work, party: int, barred: Mapping[int, str]) -> str | None:
    """A relation, over at most two steps, to somebody who is barred."""
    seen, edge = {party}, {party}
    for _step in range(STEPS):
        reached: set[int] = set()
        relation = t.party_relation
        query = select(relation).where(
            or_(relation.c.party_id.in_(edge), relation.c.other_id.in_(edge)),
            relation.c.relation != NOT_SAME,
        )
        for row in work.unit.all(query):
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


def _named_as(work: Work, asset: Mapping[str, Any], name: str) -> str | None:
    """The valuer of this asset does not buy it."""
    position = work.stories.position(int(asset["id"]))
    if any(valuation.valuer.casefold() == name.casefold() for valuation in position.valuations):
        return _("valued this asset")
    return None
