"""The parties of a case in its dossier, what ties them to each other and to the assets."""

from __future__ import annotations

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.reports.dossier_control import control
from asset_recovery.reports.dossier_desk import DASH, MASK, Desk
from asset_recovery.reports.paper import Block, Table


def parties(desk: Desk) -> list[Block]:
    """Section 6: persons and companies, what ties them to each other and to the assets."""
    _ = desk.say
    file = desk.file
    people = desk.table(
        "parties",
        (
            ("reference", _("No."), 1.3),
            ("name", _("Name"), 2.3),
            ("roles", _("Kind; roles"), 1.8),
            ("identity", _("Identity"), 2.8),
            ("address", _("Address; country"), 2.1),
        ),
        [_party_row(desk, one) for one in file.parties],
        empty=_("No person or company is recorded."),
    )
    ties = desk.table(
        "parties",
        (
            ("party", _("Party"), 2.2),
            ("relation", _("Relation"), 1.8),
            ("other", _("To"), 2.2),
            ("share", _("Share"), 0.9, "right"),
            ("source", _("Source"), 2),
        ),
        [
            (
                one.party,
                desk.label(one.relation),
                one.other,
                one.share or DASH,
                desk.brief(one.source),
            )
            for one in file.relations
            if one.within
        ],
        title=_("Ownership, control and other relations"),
        empty=_("No relation is recorded."),
    )
    return [people, ties, _links(desk), *control(desk)]


def _party_row(desk: Desk, party: PartyFacts) -> tuple[str, ...]:
    _ = desk.say
    name = party.name
    if party.aliases:
        name += "\n" + _("also known as {names}").format(names=", ".join(party.aliases))
    identity = [
        _("born or founded {when}").format(when=desk.masked("birth", party.born)),
        _("nationality {what}").format(what=desk.brief(party.nationality)),
    ]
    if party.died:
        identity.append(_("died or dissolved {when}").format(when=party.died))
    identity += [
        f"{desk.label(kind)}: {desk.masked('person_identifiers', value)}"
        for kind, value in party.identifiers
    ]
    return (
        party.reference,
        name,
        "\n".join(
            [desk.coded("party_kinds", party.kind), *(desk.label(role) for role in party.roles)]
        ),
        "\n".join(identity),
        f"{_address(desk, party)}\n{desk.brief(party.country)}",
    )


def _address(desk: Desk, party: PartyFacts) -> str:
    """The address, or a mark: that of a victim or witness stands on no paper that leaves."""
    if party.address and set(desk.profile.protected_roles) & set(party.roles):
        return MASK
    return desk.masked("address", party.address)


def _links(desk: Desk) -> Table:
    """Who stands in which relation to which assets."""
    _ = desk.say
    found: dict[tuple[str, str], list[str]] = {}
    for asset in desk.file.assets:
        for name, relation in (
            (asset.owner, _("registered owner")),
            (asset.possessor, _("possessor")),
            (asset.beneficial_owner, _("beneficial owner")),
        ):
            if name:
                found.setdefault((name, relation), []).append(asset.reference)
    return desk.table(
        "parties",
        (("party", _("Party"), 2.4), ("relation", _("Relation"), 1.6), ("assets", _("Assets"), 4)),
        [
            (name, relation, desk.references(refs))
            for (name, relation), refs in sorted(found.items())
        ],
        title=_("Persons and assets"),
        empty=_("No person is recorded at an asset."),
    )
