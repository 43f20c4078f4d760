"""What forms ask of a person or company beyond its name: kept with the party, printed in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDocument:
    """A passport, identity card or the like."""

    type: str
    number: str
    issuing_state: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Particulars of a party; what is empty was not recorded. States are two letters of ISO 3166,
    languages codes of ISO 639-1."""

    surname: str = ""
    given_names: str = ""
    other_names: str = ""
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    place_of_birth: str = ""
    identity_number: str = ""
    documents_of_identity: tuple[IdentityDocument, ...] = ()
    current_location: str = ""
    languages: tuple[str, ...] = ()
    detention_status: str = ""
    detention_place: str = ""
    legal_form: str = ""
    trade_name: str = ""
    registered_seat: str = ""
    registration_number: str = ""
    registered_on: date | None = None
    tax_number: str = ""
    lei: str = ""
    representative_name: str = ""
    representative_capacity: str = ""
