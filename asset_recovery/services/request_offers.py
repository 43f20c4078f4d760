"""Which papers may be drafted for a State and a case, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from asset_recovery.forms.form_model import Form
from asset_recovery.forms.instruments import load_instruments, not_known
from asset_recovery.forms.offered import Situation, offer
from asset_recovery.forms.template import shelf_of
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.form_query import forms_of_office
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.looking import Look, OpenOffice, look_at
from asset_recovery.services.offering import situation_of


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form with what is said of it: `reason` where it does not apply, else `warnings`.

    `unknown` says by kind of assistance that no instrument on which it rests provides for it.
    """

    form: Form
    reason: str = ""
    warnings: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()


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
        self, case: str, country: str, kinds: Sequence[str] = (), parent: str = ""
    ) -> RequestOffers:
        """Every form that can be drafted today, with what is said of it for this State."""
        look = Look(screen="request", noted=False, purpose=self.purpose)
        today = self.office.today()
        with look_at(self.office, self.actor, "case", case, look) as sight:
            shelf = shelf_of(forms_of_office(sight.connection))
            situation = situation_of(
                sight.connection,
                country,
                today,
                route=str(sight.own_case["route"] or ""),
                kinds=tuple(kinds),
                parent_form=parent_form_of(sight.connection, parent),
            )
        forms = [shelf.form(entry.id, today) for entry in shelf.drafted(today)]
        return RequestOffers(
            tuple(_offered(form, situation, today) for form in forms if form.direction != "in"),
            _of_the_state(situation, today),
        )


def parent_form_of(connection: Connection, parent: str) -> str:
    """The form of the request that a paper belongs to; empty where it belongs to none."""
    row = finder.by_reference(connection, "request", parent) if parent else None
    return "" if row is None else str(row["form"])


def _offered(form: Form, situation: Situation, today: date) -> OfferedForm:
    found = offer(form, situation, today)
    reason = "" if found.refusal is None else found.refusal.text
    warnings = tuple(one.text for one in found.warnings)
    return OfferedForm(form, reason, warnings, tuple(_unknown(form, situation, today)))


def _unknown(form: Form, situation: Situation, today: date) -> Iterator[tuple[str, str]]:
    """Kinds that the form's own instruments, or those in force with the State, do not know."""
    if not form.is_general:
        return
    table = load_instruments(today)
    basis = form.legal_basis or tuple(
        dict.fromkeys((*(situation.recorded(today) or ()), *situation.certain(today)))
    )
    named = [one.short if (one := table.instrument(code)) else code for code in basis]
    text = _("{instruments} does not provide for it")
    if len(named) > 1:
        text = _("none of {instruments} provides for it")
    for kind in not_known([one.code for one in table.kinds], basis, table):
        yield kind, text.format(instruments=", ".join(named))


def _of_the_state(situation: Situation, today: date) -> str:
    """What the State's sheet says of what is in force, its channel and its languages."""
    sheet = situation.sheet
    if sheet is None:
        return ""
    known = load_instruments(today)
    codes = sheet.in_force(today) or ()
    named = [one.short if (one := known.instrument(code)) else code for code in codes]
    parts = [
        _("In force: {instruments}").format(instruments=", ".join(named) or _("nothing recorded")),
        _("Languages: {languages}").format(languages=", ".join(sheet.languages))
        if sheet.languages
        else "",
        _("Authority: {authority}").format(authority=sheet.authority) if sheet.authority else "",
        _("Checked on {day}").format(day=sheet.checked_on.isoformat()),
        _("the term for a new check has passed") if sheet.is_old else "",
    ]
    return " · ".join(part for part in parts if part)
