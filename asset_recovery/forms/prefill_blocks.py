"""Records of the case as rows of the reusable blocks of forms: persons, property, orders."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.case_file import (
    AssetFacts,
    CaseFile,
    DocumentFacts,
    Offence,
    OrderFacts,
    PartyFacts,
)

Row = dict[str, object]
NATURAL, LEGAL, PROPERTY, ORDER = "B-NP", "B-LP", "B-PROP", "B-ORD"
OFFENCE, ATTACHMENT = "B-OFF", "B-ATT"
_NATURAL = ("natural", "natural_person", "person")
# Kinds of identifiers, and the parts of the two blocks that they answer.
_IDENTITY = ("national_id", "id_number", "identity_number", "tax_id", "social_security")
_DOCUMENTS = ("passport", "identity_card", "id_card", "residence_permit", "driving_licence")
_REGISTER = ("register", "registration", "registration_number", "company_number")


def is_natural(party: PartyFacts) -> bool:
    """Whether a party is a human being."""
    return party.kind in _NATURAL


def block_rows(block: str, file: CaseFile) -> dict[str, Row]:
    """Every record of the case by its reference as a row of a block; none of another block."""
    if block == NATURAL:
        return {one.reference: natural_row(one) for one in file.parties if is_natural(one)}
    if block == LEGAL:
        return {one.reference: legal_row(one) for one in file.parties if not is_natural(one)}
    if block == PROPERTY:
        return {one.reference: property_row(one) for one in file.assets}
    if block == ORDER:
        return {one.reference: order_row(one) for one in file.orders}
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


def property_row(asset: AssetFacts) -> Row:
    """An asset as B-PROP; its value with the day and the kind of valuation that count."""
    row: Row = {
        "reference": asset.reference,
        "asset_number": asset.reference,
        "asset_class": asset.type_label,
        "description": asset.description,
        "identifiers": "; ".join(f"{kind} {value}" for kind, value in asset.identifiers),
        "location": ", ".join(part for part in (asset.location, asset.country) if part),
        "registered_owner": asset.owner or "",
        "possessor": asset.possessor or "",
        "beneficial_owner": asset.beneficial_owner or "",
        "liability_ground": ", ".join(asset.grounds),
        "estimated_value": asset.value,
        "estimated_value_date": asset.valued_on.isoformat() if asset.valued_on else "",
        "estimated_value_basis": (asset.value_kind or "").replace("_", " "),
        "grounds": asset.grounds,
        "tainted_value": asset.tainted_value.display() if asset.tainted_value else "",
    }
    return {key: value for key, value in row.items() if value}


def order_row(order: OrderFacts) -> Row:
    """An order as B-ORD, with the number that its court gave it."""
    days = {
        "issued_on": order.made_on,
        "served_on": min((on for _who, on in order.served), default=None),
        "final_on": order.final_on,
        "expires_on": order.expires_on,
    }
    row: Row = {
        "order_kind": order.kind_label,
        "issuing_authority": order.authority,
        "reference": order.number or order.reference,
        **{key: day.isoformat() for key, day in days.items() if day},
        "maximum_amount": order.amount,
        "assets": ", ".join(order.assets),
        "reasons": order.reasons or "",
    }
    return {key: value for key, value in row.items() if value}


def offence_row(offence: Offence) -> Row:
    """An offence as B-OFF, as far as the case names it."""
    row: Row = {
        "domestic_name": offence.name,
        "provision": offence.provision or "",
        "committed_on": offence.committed_on or "",
        "place": offence.place or "",
    }
    return {key: value for key, value in row.items() if value}


def document_row(number: int, document: DocumentFacts) -> Row:
    """A document as B-ATT."""
    row: Row = {
        "number": str(number),
        "title": document.title,
        "document_type": document.kind.replace("_", " "),
        "document_date": document.on.isoformat() if document.on else "",
        "language": document.language or "",
        "sha256": document.hash,
        "classification": document.classification,
    }
    return {key: value for key, value in row.items() if value}


def _first(known: Mapping[str, str], kinds: tuple[str, ...]) -> str:
    return next((known[kind] for kind in kinds if known.get(kind)), "")
