"""The particulars of parties, and the action that changes a party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Arg,
    Country,
    Day,
    Flag,
    LongText,
    Pairs,
    PartyRef,
    Rows,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, RowShape, check_rows, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

DOCUMENT_COLUMNS = {
    "type": choice("identity_documents"),
    "number": Arg("text"),
    "issuing_state": Arg("country"),
    "expires_on": Arg("date"),
}
DOCUMENT_NEEDS = ("type", "number")
IdentityDocuments = Annotated[Rows, RowShape(DOCUMENT_COLUMNS, DOCUMENT_NEEDS)]
OF_NATURAL_PERSONS = (
    "surname",
    "given_names",
    "other_names",
    "sex",
    "nationalities",
    "place_of_birth",
    "identity_number",
    "documents_of_identity",
    "current_location",
    "languages",
    "detention_status",
    "detention_place",
)
OF_LEGAL_PERSONS = (
    "legal_form",
    "trade_name",
    "registered_seat",
    "registration_number",
    "registered_on",
    "tax_number",
    "lei",
    "representative_name",
    "representative_capacity",
)
PARTICULARS = (*OF_NATURAL_PERSONS, *OF_LEGAL_PERSONS)
NATURAL = "natural"
ENTITIES = ("legal", "state")


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyParticulars(Action):
    """What forms ask of a person or company beyond name and address."""

    surname: Text | None = None
    given_names: Text | None = None
    other_names: Text | None = None
    sex: Annotated[str, choice("sexes")] | None = None
    nationalities: Texts = ()
    place_of_birth: Text | None = None
    identity_number: Text | None = None
    documents_of_identity: IdentityDocuments = ()
    current_location: LongText | None = None
    languages: Texts = ()
    detention_status: Annotated[str, choice("detention_states")] | None = None
    detention_place: Text | None = None
    legal_form: Text | None = None
    trade_name: Text | None = None
    registered_seat: Text | None = None
    registration_number: Text | None = None
    registered_on: Day | None = None
    tax_number: Text | None = None
    lei: Text | None = None
    representative_name: Text | None = None
    representative_capacity: Text | None = None

    def check(self) -> None:
        """Documents have their type and number; nothing stands twice in a list."""
        check_rows(
            self.documents_of_identity, "documents_of_identity", DOCUMENT_COLUMNS, DOCUMENT_NEEDS
        )
        for field in ("nationalities", "languages"):
            codes = getattr(self, field)
            if len(set(codes)) != len(codes):
                text = _("{field}: one of them stands twice.").format(field=field)
                raise ValidationFailed(Reason("field_invalid", text, field=field))

    def check_kind(self, kind: str) -> None:
        """Refuse particulars of a human being for a company, and the other way round."""
        against: tuple[str, ...] = ()
        if kind == NATURAL:
            against = OF_LEGAL_PERSONS
        elif kind in ENTITIES:
            against = OF_NATURAL_PERSONS
        said = _("{field} is not asked of this kind of party; change its kind, or leave it out.")
        faults = [
            Reason("field_invalid", said.format(field=name), "change_party", name)
            for name in against
            if getattr(self, name) not in (None, ())
        ]
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeParty(PartyParticulars):
    """Facts of a party corrected or completed; what is given takes the place of what was there."""

    TITLE: ClassVar[str] = N_("Change a party")
    party: PartyRef
    kind: Annotated[str, choice("party_kinds")] | None = None
    name: Text | None = None
    aliases: Texts = ()
    born: Text | None = None
    died: Text | None = None
    nationality: Text | None = None
    identifiers: Pairs = ()
    address: Text | None = None
    country: Country | None = None
    gatekeeper_role: Text | None = None
    pep: Flag | None = None
    reason: Text

    def check(self) -> None:
        """Something is changed."""
        super(ChangeParty, self).check()
        if not any(getattr(self, name) not in (None, ()) for name in (*_HEAD, *PARTICULARS)):
            text = _("Nothing is changed: give at least one of its facts.")
            raise ValidationFailed(Reason("field_missing", text, field="name"))


_HEAD = (
    "kind",
    "name",
    "aliases",
    "born",
    "died",
    "nationality",
    "identifiers",
    "address",
    "country",
    "gatekeeper_role",
    "pep",
)

ACTIONS: tuple[type[Action], ...] = (ChangeParty,)
