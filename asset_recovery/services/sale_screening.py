"""The screening of whoever wants to buy: relations block, names alike are for a person to decide.

Relations of any depth are followed in both directions, the shortest chain is told in words and
kept with the bid or the sale. Nobody who stands close to the case, to the valuer or administrator
of the asset, to another bidder or to the office buys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Screening
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.queries.party_query import (
    parties_by_key,
    parties_called,
    relations_of_parties,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.user_repository import user_names
from asset_recovery.persistence.rows import Row
from asset_recovery.services.handlers.case_handlers import LIKENESS, NOT_SAME, SAME, similar_names
from asset_recovery.services.screening import BARRED_ROLES, barred_parties
from asset_recovery.services.work import Work

MOST_PARTIES = 20_000  # where an office knows more relations than that, the chain says nothing


@dataclass(frozen=True, slots=True)
class Screened:
    """What the guards are told, and what is kept with the bid or the sale."""

    screening: Screening
    kept: dict[str, object]


@dataclass(frozen=True, slots=True)
class _Step:
    """How a party was reached: from whom, by which relation."""

    origin: int
    relation: Row


def screen(work: Work, asset: Mapping[str, Any], party: Mapping[str, Any], on: date) -> Screened:
    """One who bids or buys, against everybody who stands close to the asset and the office."""
    position = work.stories.position(int(asset["id"]))
    barred = {
        **_other_bidders(work, position, str(party["reference"]), on),
        **_of_the_asset(work, position),
        **barred_parties(work, asset, BARRED_ROLES),
    }
    reference, name = str(party["reference"]), str(party["name"])
    chain, seen = _chain(work, int(party["id"]), barred)
    why = chain or _named_as(position, name)
    excluded = {}
    if why is not None:
        excluded[reference] = _("{name} may not buy: {why}.").format(name=name, why=why)
    alike = [*similar_names(work, name, but=reference), *_like_staff(work, position, name)]
    kept: dict[str, object] = {
        "party": reference,
        "name": name,
        "on": on.isoformat(),
        "compared": len(barred),
        "followed": seen,
        "related": why,
        "alike": alike,
    }
    return Screened(Screening(excluded, {reference: tuple(alike)}), kept)


def _other_bidders(work: Work, position: Position, own: str, on: date) -> dict[int, str]:
    """Who bids for the same thing: two that are close to each other do not compete."""
    if position.sale is None:
        return {}
    found = {}
    for bid in position.sale.standing_bids(on):
        row = None
        if bid.bidder != own:
            row = finder.by_reference(work.unit.connection, "party", bid.bidder)
        if row is not None:
            found[int(row["id"])] = _("bids for the same thing")
    return found


def _of_the_asset(work: Work, position: Position) -> dict[int, str]:
    """Who valued it, and who keeps or administers it, as far as they are registered parties."""
    roles: dict[str, str] = {}
    if position.possession is not None and position.possession.custodian:
        roles[position.possession.custodian] = _("keeps this asset")
    for happening in position.happened.get("manage_asset", ()):
        manager = getattr(happening.command, "manager", None)
        if isinstance(manager, str):
            roles[manager] = _("manages this asset")
    for happening in position.happened.get("record_contract", ()):
        given = getattr(happening.command, "party", None)
        name = given if isinstance(given, str) else getattr(given, "name", None)
        if isinstance(name, str):
            roles[name] = _("has a contract about this asset")
    for valuation in position.valuations:
        roles[valuation.valuer] = _("valued this asset")
    rows = parties_called(work.unit.connection, roles)
    by_name = {name.casefold(): role for name, role in roles.items()}
    found = {}
    for row in rows:
        names = (str(row["reference"]), str(row["name"]))
        role = next((by_name[n.casefold()] for n in names if n.casefold() in by_name), None)
        if role is not None:
            found[int(row["id"])] = role
    return found


def _named_as(position: Position, name: str) -> str | None:
    """The valuer of this asset does not buy it, registered as a party or not."""
    if any(one.valuer.casefold() == name.casefold() for one in position.valuations):
        return _("valued this asset")
    return None


def _chain(work: Work, party: int, barred: Mapping[int, str]) -> tuple[str | None, int]:
    """The shortest chain of relations to somebody who is barred, in words; parties looked at."""
    if party in barred:
        return barred[party], 1
    connection = work.unit.connection
    reached: dict[int, _Step | None] = {party: None}
    edge = {party}
    while edge and len(reached) < MOST_PARTIES:
        found: set[int] = set()
        for row in relations_of_parties(connection, edge, but=NOT_SAME):
            for one, other in _both_ways(row):
                if one not in edge or other in reached:
                    continue
                reached[other] = _Step(one, row)
                if other in barred:
                    return _told(work, other, reached, barred[other]), len(reached)
                found.add(other)
        edge = found
    return None, len(reached)


def _both_ways(row: Row) -> tuple[tuple[int, int], tuple[int, int]]:
    one, other = int(row["party_id"]), int(row["other_id"])
    return (one, other), (other, one)


def _told(work: Work, end: int, reached: Mapping[int, _Step | None], why: str) -> str:
    """The chain from the bidder on: "is owned 60 % by A, who is related to B (accused …)"."""
    path: list[tuple[_Step, int]] = []
    at = end
    while (step := reached[at]) is not None:
        path.append((step, at))
        at = step.origin
    path.reverse()
    names = parties_by_key(work.unit.connection, [key for _step, key in path])
    told = [words_of(step.relation, step.origin, str(names[key]["name"])) for step, key in path]
    chain = _(", who ").join(told)
    return _("{chain}: {why}").format(chain=chain, why=why)


def words_of(relation: Row, seen_from: int, other: str) -> str:
    """A relation as the one who stands in it says it, whichever way it was recorded."""
    active = int(relation["party_id"]) == seen_from
    share = _percent(relation["share"])
    kind = str(relation["relation"])
    if kind == "ownership":
        text = _("owns{share} of {other}") if active else _("is owned{share} by {other}")
        return text.format(share=share, other=other)
    if kind == "control":
        text = _("controls {other}") if active else _("is controlled by {other}")
    elif kind == "mandate":
        text = _("acts for {other}") if active else _("is represented by {other}")
    elif kind == "family":
        text = _("is family of {other}")
    elif kind == "association":
        text = _("is a known associate of {other}")
    elif kind == SAME:
        text = _("is the same person as {other}")
    else:
        label = code_lists.label("relation_kinds", kind).lower()
        text = _("stands in a relation ({kind}) to {other}").replace("{kind}", label)
    return text.format(other=other)


def _percent(share: object) -> str:
    if share is None:
        return ""
    return f" {(Decimal(str(share)) * 100).normalize():f} %"


def _like_staff(work: Work, position: Position, name: str) -> Iterator[str]:
    """Names of the office's people and of valuers that are alike, each with its likeness."""
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - only where names are compared

    roles = {user: _("works in this office") for user in user_names(work.unit.connection).values()}
    roles |= {one.valuer: _("valued this asset") for one in position.valuations}
    for known, role in _not_registered(work, roles):
        score = fuzz.token_sort_ratio(name, known, processor=utils.default_process)
        if score >= LIKENESS and known.casefold() != name.casefold():
            yield _("{name}, {likeness} % alike: {role}").format(
                name=known, likeness=round(score), role=role
            )


def _not_registered(work: Work, roles: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    rows = parties_called(work.unit.connection, roles)
    registered = {str(row[part]) for row in rows for part in ("name", "reference")}
    return [(name, role) for name, role in roles.items() if name not in registered]
