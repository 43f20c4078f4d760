"""The parties of a case in its dossier, what ties them to each other and to the assets."""

from __future__ import annotations

from collections.abc import Iterator

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
        _("nationality {what}").format(what=desk.brief(_nationality(desk, party))),
    ]
    if party.died:
        identity.append(_("died or dissolved {when}").format(when=party.died))
    identity += [
        f"{desk.label(kind)}: {desk.masked('person_identifiers', value)}"
        for kind, value in party.identifiers
    ]
    identity += particulars(desk, party)
    return (
        party.reference,
        name,
        "\n".join(
            [desk.coded("party_kinds", party.kind), *(desk.label(role) for role in party.roles)]
        ),
        "\n".join(identity),
        "\n".join(
            [
                _place(desk, party, party.address),
                desk.brief(desk.coded("countries", party.country) if party.country else None),
                *_places(desk, party),
            ]
        ),
    )


def _place(desk: Desk, party: PartyFacts, place: str | None) -> str:
    """The place, or a mark: that of a victim or witness stands on no paper that leaves."""
    if place and set(desk.profile.protected_roles) & set(party.roles):
        return MASK
    return desk.masked("address", place)


def _places(desk: Desk, party: PartyFacts) -> Iterator[str]:
    """Where a person is now, or is held; where a company has its seat."""
    _ = desk.say
    more = party.particulars
    for text, place in (
        (_("now at {place}"), more.current_location),
        (_("in detention, {place}"), more.detention_place),
        (_("seat {place}"), more.registered_seat),
    ):
        if place:
            yield text.format(place=_place(desk, party, place))


def _nationality(desk: Desk, party: PartyFacts) -> str | None:
    codes = party.particulars.nationalities
    return ", ".join(desk.coded("countries", code) for code in codes) or party.nationality


def particulars(desk: Desk, party: PartyFacts) -> Iterator[str]:
    """What was recorded of a person or company beside its birth and its identifiers."""
    _ = desk.say
    more = party.particulars

    def hidden(what: str, text: str, value: str) -> Iterator[str]:
        if value:
            yield text.format(what=desk.masked(what, value))

    named = ", ".join(part for part in (more.surname, more.given_names) if part)
    names = (
        (_("surname and first names {what}"), named),
        (_("further names {what}"), more.other_names),
        (_("trading as {what}"), more.trade_name),
        (_("legal form {what}"), more.legal_form),
        (_("sex {what}"), desk.coded("sexes", more.sex) if more.sex else ""),
        (_("understands {what}"),
         ", ".join(desk.coded("languages", code) for code in more.languages)),
        (_("{what}"), desk.coded("detention_states", more.detention_status)
         if more.detention_status else ""),
    )  # fmt: skip
    yield from (text.format(what=value) for text, value in names if value)
    yield from hidden("birth", _("born in {what}"), more.place_of_birth)
    if more.registered_on:
        yield from hidden("birth", _("registered {what}"), desk.day(more.registered_on))
    for text, value in (
        (_("identity number {what}"), more.identity_number),
        (_("registration number {what}"), more.registration_number),
        (_("tax number {what}"), more.tax_number),
        ("LEI {what}", more.lei),
    ):
        yield from hidden("person_identifiers", text, value)
    for paper in more.documents_of_identity:
        kind = desk.coded("identity_documents", paper.type)
        parts = [paper.number]
        if paper.issuing_state:
            parts.append(desk.coded("countries", paper.issuing_state))
        if paper.expires_on:
            parts.append(_("valid until {day}").format(day=desk.day(paper.expires_on)))
        yield f"{kind}: {desk.masked('person_identifiers', ', '.join(parts))}"
    if more.representative_name:
        who = (more.representative_name, more.representative_capacity)
        text = _("represented by {what}")
        yield text.format(what=", ".join(part for part in who if part))


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
