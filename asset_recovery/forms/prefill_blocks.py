"""Records of the case as rows of the reusable blocks of forms: persons, property, orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from asset_recovery.domain.case_file import (
    AssetFacts,
    CaseFile,
    DocumentFacts,
    Offence,
    OrderFacts,
    PartyFacts,
)
from asset_recovery.domain.code_lists import accepts, label
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.party_facts import IdentityDocument
from asset_recovery.i18n import _

Row = dict[str, object]
NATURAL, LEGAL, PROPERTY, ORDER = "B-NP", "B-LP", "B-PROP", "B-ORD"
OFFENCE, ATTACHMENT = "B-OFF", "B-ATT"
NATURAL_POSITIONS = (
    "suspect", "accused", "convicted", "deceased", "fugitive", "owner", "third_party", "victim",
    "witness", "beneficial_owner",
)  # fmt: skip
LEGAL_POSITIONS = (
    "suspect", "accused", "convicted", "owner", "third_party", "victim", "beneficial_owner",
)  # fmt: skip
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
    if block == OFFENCE:
        return {one.reference: offence_row(one) for one in file.case.offences if one.reference}
    if block == ORDER:
        return {one.reference: order_row(one) for one in file.orders}
    return {}


def natural_row(party: PartyFacts) -> Row:
    """A person as B-NP: surname and first names as recorded; else a name with a comma is parted
    there, and another one stays whole."""
    more = party.particulars
    surname, _comma, given = party.name.partition(",")
    known = dict(party.identifiers)
    own = (party.nationality,) if party.nationality else ()
    row: Row = {
        "reference": party.reference,
        "surname": more.surname or (surname.strip() if given else party.name),
        "given_names": more.given_names or (given.strip() if not more.surname else ""),
        "other_names": more.other_names,
        "aliases": ", ".join(party.aliases),
        "sex": more.sex,
        "nationalities": more.nationalities or own,
        "date_of_birth": party.born or "",
        "place_of_birth": more.place_of_birth,
        "identity_number": more.identity_number or _first(known, _IDENTITY),
        **_document(party),
        "address": party.address or party.country or "",
        "current_location": more.current_location,
        "languages": more.languages,
        "roles": positions(party, NATURAL_POSITIONS),
        "pep_status": "no" if party.pep == "no" else "",
        "detention_status": more.detention_status,
        "detention_place": more.detention_place,
    }
    return {key: value for key, value in row.items() if value}


def positions(party: PartyFacts, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The roles of a party that a block asks for."""
    found = ("owner" if role == "registered_owner" else role for role in party.roles)
    return tuple(dict.fromkeys(role for role in found if role in asked))


def _document(party: PartyFacts) -> Row:
    """The identity document that is valid longest; further ones are told beside its number."""
    papers = sorted(
        party.particulars.documents_of_identity,
        key=lambda one: one.expires_on or date.min,
        reverse=True,
    )
    if not papers:
        known = dict(party.identifiers)
        kind = next((kind for kind in _DOCUMENTS if kind in known), "")
        return {"document_type": kind.replace("_", " "), "document_number": known.get(kind, "")}
    first, *others = papers
    return {
        "document_type": label("identity_documents", first.type),
        "document_number": "; ".join([first.number, *(paper_text(one) for one in others)]),
        "document_issuing_state": first.issuing_state,
        "document_expiry": first.expires_on.isoformat() if first.expires_on else "",
    }


def paper_text(paper: IdentityDocument) -> str:
    """An identity document in one line."""
    name = f"{label('identity_documents', paper.type)} {paper.number}"
    more = [state_text(paper.issuing_state)] if paper.issuing_state else []
    if paper.expires_on is not None:
        more.append(_("valid until {day}").format(day=paper.expires_on.isoformat()))
    return f"{name} ({', '.join(more)})" if more else name


def state_text(code: str | None) -> str:
    """A State by its name with its code; what is no code stays as it is."""
    if not code or not accepts("countries", code):
        return code or ""
    return f"{country_name(code)} ({code})"


def legal_row(party: PartyFacts) -> Row:
    """A company or other entity as B-LP."""
    more, known = party.particulars, dict(party.identifiers)
    row: Row = {
        "reference": party.reference,
        "name": party.name,
        "legal_form": more.legal_form,
        "trade_name": more.trade_name or ", ".join(party.aliases),
        "registered_seat": more.registered_seat or party.country or "",
        "registration_number": more.registration_number or _first(known, _REGISTER),
        "address": party.address or "",
        "representative_name": more.representative_name,
        "representative_capacity": more.representative_capacity,
        "roles": positions(party, LEGAL_POSITIONS),
        "registration_date": more.registered_on.isoformat() if more.registered_on else "",
        "tax_number": more.tax_number or known.get("tax_id", "") or known.get("vat", ""),
        "lei": more.lei or known.get("lei", ""),
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
    """An offence as B-OFF, as far as the case records or names it."""
    row: Row = {
        "reference": offence.reference,
        "domestic_name": offence.name,
        "provision": offence.provision or "",
        "provision_text": offence.provision_text or "",
        "maximum_penalty_years": offence.penalty_years,
        "maximum_penalty_months": offence.penalty_months,
        "committed_on": offence.committed,
        "place": offence.place or "",
        "circumstances": offence.circumstances or "",
        "degree_of_participation": participation(offence),
        "eu_offence_code": int(offence.eu_code) if offence.eu_code else None,
        "is_transnational": offence.transnational,
        "organised_criminal_group": offence.organised_group,
        "has_fiscal_element": offence.fiscal,
        "counterpart_in_requested_state": offence.counterpart or "",
        "limitation_date": offence.limitation_on.isoformat() if offence.limitation_on else "",
    }
    return {key: value for key, value in row.items() if value not in ("", None)}


def participation(offence: Offence) -> str:
    """Who took part in an offence, and how."""
    parts = (", ".join(offence.persons), offence.participation or "")
    return ": ".join(part for part in parts if part)


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
