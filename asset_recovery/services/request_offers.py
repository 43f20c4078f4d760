"""Which papers may be drafted for a State and a case, and why the others may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asset_recovery.forms.form_model import Form
from asset_recovery.forms.template import shelf_of
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.form_query import forms_of_office
from asset_recovery.services.looking import Look, OpenOffice, look_at


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form with what is said of it: `reason` where it does not apply, else `warnings`."""

    form: Form
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestOffers:
    """What may be drafted; `state` says in a sentence what is on file of the State."""

    forms: tuple[OfferedForm, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class OfferService:
    """Answers for one person; raises as a look at the case does."""

    office: OpenOffice
    actor: Actor
    purpose: str = ""

    def offers(
        self, case: str, country: str, kinds: Sequence[str] = (), parent_form: str = ""
    ) -> RequestOffers:
        """Every form that can be drafted today, with what is said of it for this State."""
        look = Look(screen="request", noted=False, purpose=self.purpose)
        today = self.office.today()
        with look_at(self.office, self.actor, "case", case, look) as sight:
            shelf = shelf_of(forms_of_office(sight.connection))
        forms = [shelf.form(entry.id, today) for entry in shelf.drafted(today)]
        return RequestOffers(tuple(OfferedForm(form) for form in forms))
