"""Parties of the case as the reusable blocks of forms: B-NP natural, B-LP legal persons."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.case_file import CaseFile, PartyFacts

Row = dict[str, object]
NATURAL, LEGAL = "B-NP", "B-LP"
_NATURAL = ("natural", "natural_person", "person")
# Kinds of identifiers, and the parts of the two blocks that they answer.
_IDENTITY = ("national_id", "id_number", "identity_number", "tax_id", "social_security")
_DOCUMENTS = ("passport", "identity_card", "id_card", "residence_permit", "driving_licence")
_REGISTER = ("register", "registration", "registration_number", "company_number")


def is_natural(party: PartyFacts) -> bool:
    """Whether a party is a human being."""
    return party.kind in _NATURAL


def block_rows(block: str, file: CaseFile) -> dict[str, Row]:
    """Every party of the case by its reference as a row of a block; none of another block."""
    if block == NATURAL:
        return {one.reference: natural_row(one) for one in file.parties if is_natural(one)}
    if block == LEGAL:
        return {one.reference: legal_row(one) for one in file.parties if not is_natural(one)}
    return {}


def natural_row(party: PartyFacts) -> Row:
    """A person as B-NP: a name with a comma is parted there, another one stays whole."""
    surname, _comma, given = party.name.partition(",")
    known = dict(party.identifiers)
    document = next((kind for kind in _DOCUMENTS if kind in known), "")
    row: Row = {
        "reference": party.reference,
        "surname": surname.strip() if given else party.name,
        "given_names": given.strip(),
        "aliases": ", ".join(party.aliases),
        "nationalities": (party.nationality,) if party.nationality else (),
        "date_of_birth": party.born or "",
        "identity_number": _first(known, _IDENTITY),
        "document_type": document.replace("_", " "),
        "document_number": known.get(document, ""),
        "address": party.address or party.country or "",
    }
    return {key: value for key, value in row.items() if value}


def legal_row(party: PartyFacts) -> Row:
    """A company or other entity as B-LP."""
    known = dict(party.identifiers)
    row: Row = {
        "reference": party.reference,
        "name": party.name,
        "trade_name": ", ".join(party.aliases),
        "registered_seat": party.country or "",
        "registration_number": _first(known, _REGISTER),
        "lei": known.get("lei", ""),
        "tax_number": known.get("tax_id", "") or known.get("vat", ""),
        "address": party.address or "",
    }
    return {key: value for key, value in row.items() if value}


def _first(known: Mapping[str, str], kinds: tuple[str, ...]) -> str:
    return next((known[kind] for kind in kinds if known.get(kind)), "")
