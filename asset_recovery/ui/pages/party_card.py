"""Who a party is: names, birth or registration, papers, numbers, where it is found."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.domain.party_facts import IdentityDocument
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models.state_columns import languages
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form


def identity_card(party: PartyFacts, *more: QWidget) -> Card:
    """What is on file; what nobody recorded takes no line beyond the usual ones."""
    card = Card(_("Who it is"))
    card.head.addStretch(1)
    for widget in more:
        card.head.addWidget(widget)
    usual = (
        (_("Other names"), words.visible(", ".join(party.aliases))),
        (_("Born"), party.born or ""),
        (_("Died"), party.died or ""),
        (_("Nationality"), _nationality(party)),
        (_("Country"), words.of("countries", party.country) if party.country else ""),
        (_("Address"), words.visible(party.address or "")),
        (_("Identifiers"), words.visible(_identifiers(party))),
    )
    card.add(facts_form((*usual, *(pair for pair in _particulars(party) if pair[1]))))
    return card


def _nationality(party: PartyFacts) -> str:
    codes = party.particulars.nationalities
    return ", ".join(words.of("countries", code) for code in codes) or party.nationality or ""


def _identifiers(party: PartyFacts) -> str:
    return "\n".join(
        f"{words.of('identifier_kinds', name)} {value}" for name, value in party.identifiers
    )


def _particulars(party: PartyFacts) -> tuple[tuple[str, str], ...]:
    more, seen = party.particulars, words.visible
    name = ", ".join(part for part in (more.surname, more.given_names) if part)
    return (
        (_("Surname, first names"), seen(name)),
        (_("Further names"), seen(more.other_names)),
        (_("Sex"), words.of("sexes", more.sex) if more.sex else ""),
        (_("Place of birth"), seen(more.place_of_birth)),
        (_("Identity number"), seen(more.identity_number)),
        (_("Identity documents"), seen("\n".join(map(_paper, more.documents_of_identity)))),
        (_("Now at"), seen(more.current_location)),
        (_("Languages"), languages(more.languages)),
        (_("In detention"), words.of("detention_states", more.detention_status)
         if more.detention_status else ""),
        (_("Place of detention"), seen(more.detention_place)),
        (_("Legal form"), seen(more.legal_form)),
        (_("Trading name"), seen(more.trade_name)),
        (_("Registered seat"), seen(more.registered_seat)),
        (_("Registration number"), seen(more.registration_number)),
        (_("Registered on"), words.day(more.registered_on)),
        (_("Tax number"), seen(more.tax_number)),
        (_("LEI"), seen(more.lei)),
        (_("Represented by"), seen(", ".join(
            part for part in (more.representative_name, more.representative_capacity) if part))),
    )  # fmt: skip


def _paper(one: IdentityDocument) -> str:
    state = words.of("countries", one.issuing_state) if one.issuing_state else ""
    until = _("valid until {day}").format(day=words.day(one.expires_on)) if one.expires_on else ""
    name = f"{words.of('identity_documents', one.type)} {one.number}"
    return ", ".join(part for part in (name, state, until) if part)
