"""The chains of ownership and control above the assets and parties of a case, or one party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from asset_recovery.domain.ownership import ChainParty, OwnershipChain, Tie
from asset_recovery.lifecycle.ownership import LEADING, STATED, TITLES, chain_of, titles_of
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk, day_of

THRESHOLD = "beneficial_owner_share"
SECRECY = "secrecy_states"


def chains(desk: CaseDesk) -> tuple[OwnershipChain, ...]:
    """A chain for each asset with a title holder of whom more is on file, then for each company.

    Assets whose holders stand in no relation to anybody have none: their owner says it all.
    """
    names = _names(desk)
    relations = [tie_of_row(row, names) for row in desk.rows.of("party_relation")]
    held = {tie.held for tie in relations if tie.relation in LEADING - {"mandate"}}
    held |= {tie.holder for tie in relations if tie.relation == "mandate"}
    if not held:
        return ()
    parties = {str(row["reference"]): party_of(row) for row in desk.rows.of("party")}
    titles = _titles(desk, names)
    found = []
    for asset in desk.assets:
        own = titles.get(asset.reference, [])
        if any(tie.holder in held for tie in own):
            found.append(_chain(desk, _thing(asset), [*own, *relations], parties))
    linked = {row["party_id"] for row in desk.rows.of("party_link")}
    for row in desk.rows.of("party"):
        if row["id"] in linked and row["reference"] in held:
            found.append(_chain(desk, party_of(row), relations, parties))
    return tuple(found)


def asset_chain(
    desk: CaseDesk, reference: str, threshold: Fraction | None = None
) -> OwnershipChain:
    """The chain above one asset, also where it ends with its owner."""
    names = _names(desk)
    ties = [tie_of_row(row, names) for row in desk.rows.of("party_relation")]
    parties = {str(row["reference"]): party_of(row) for row in desk.rows.of("party")}
    own = _titles(desk, names).get(reference, [])
    return _chain(desk, _thing(desk.by_reference[reference]), [*own, *ties], parties, threshold)


def _thing(asset: AssetCase) -> ChainParty:
    return ChainParty(reference=asset.reference, name=str(asset.row["description"]), kind="asset")


def _titles(desk: CaseDesk, names: Mapping[int, str]) -> dict[str, list[Tie]]:
    """Who holds each asset on the day that is asked for, by the asset's reference."""
    found: dict[str, list[Tie]] = {}
    for link in desk.rows.of("party_link"):
        if link["asset_id"] is not None and link["role"] in (*TITLES, STATED):
            name = str(desk.rows.tables["asset"][link["asset_id"]]["reference"])
            tie = title_of(link, name, names[link["party_id"]])
            if tie.in_force(desk.day):
                found.setdefault(name, []).append(tie)
    return {name: titles_of(ties) for name, ties in found.items()}


def _chain(
    desk: CaseDesk,
    of: ChainParty,
    ties: list[Tie],
    parties: Mapping[str, ChainParty],
    threshold: Fraction | None = None,
) -> OwnershipChain:
    return chain_of(
        of,
        ties,
        parties,
        on=desk.day,
        threshold=threshold or threshold_of(desk.rules, desk.day),
        secrecy=secrecy_states(desk.settings()),
    )


def threshold_of(rules: Rules, day: date) -> Fraction:
    """The share from which an owner is a beneficial owner in a legal system."""
    return Fraction(rules.parameter(THRESHOLD, day).value)


def secrecy_states(settings: Mapping[str, str]) -> frozenset[str]:
    """The countries that the office marks in chains."""
    listed = settings.get(SECRECY, "").replace(";", ",").split(",")
    return frozenset(code.strip().upper() for code in listed if code.strip())


def _names(desk: CaseDesk) -> Mapping[int, str]:
    return {row["id"]: str(row["reference"]) for row in desk.rows.of("party")}


def title_of(link: Mapping[str, Any], asset: str, party: str) -> Tie:
    """A party's role at an asset as the walk takes it; both by their references."""
    return Tie(
        holder=party,
        held=asset,
        relation=str(link["role"]),
        share=_fraction(link["share"]),
        since=day_of(link["since"]),
        until=day_of(link["until"]),
        source=link["source"],
    )


def tie_of_row(row: Mapping[str, Any], names: Mapping[int, str]) -> Tie:
    """A relation of the table as the walk takes it; `names` are references by key."""
    return Tie(
        holder=names[int(row["party_id"])],
        held=names[int(row["other_id"])],
        relation=str(row["relation"]),
        share=_fraction(row["share"]),
        votes=_fraction(row["votes"]),
        since=day_of(row["since"]),
        until=day_of(row["until"]),
        source=row["source"],
        confidence=row["confidence"],
    )


def ties_of_rows(rows: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> list[Tie]:
    """The relations whose both ends are known."""
    return [
        tie_of_row(row, names)
        for row in rows
        if int(row["party_id"]) in names and int(row["other_id"]) in names
    ]


def party_of(row: Mapping[str, Any]) -> ChainParty:
    """A party of the table as a chain shows it."""
    return ChainParty(
        reference=str(row["reference"]),
        name=str(row["name"]),
        kind=str(row["kind"]),
        country=row["country"],
        gatekeeper=row["gatekeeper_role"],
        is_pep=row["pep"] == "yes",
    )


def _fraction(text: object) -> Fraction | None:
    return None if text is None else Fraction(str(text))
