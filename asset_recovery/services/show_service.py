"""One record in full as JSON, as in force on a day and as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.order_detail import OrderDetail
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.case_parts import terms
from asset_recovery.services.case_parts.case_desk import CaseDesk, open_desk
from asset_recovery.services.case_parts.order_details import order_detail
from asset_recovery.services.case_parts.request_drafts import draft_events
from asset_recovery.services.case_parts.requests import requests
from asset_recovery.services.case_parts.shown_asset import show_asset
from asset_recovery.services.case_parts.shown_records import SHOWN, show_case
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.case_reader import read_case_file, whole_case
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.invoice_service import InvoiceService
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at


@dataclass(frozen=True, slots=True)
class ShowService:
    """Shows records of an office to somebody who may see them; every look is noted."""

    office: OpenOffice
    consultations: Consultations | None = None

    def case_file(
        self,
        reference: str,
        actor: Actor,
        *,
        purpose: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> CaseFile:
        """The whole case. Raises `NotFound`, `NotPermitted` (`role_needed`, `purpose_missing`)."""
        look = self._look("case", purpose, as_of, known_on)
        with look_at(self.office, actor, "case", reference, look) as sight:
            return read_case_file(sight.reading, sight.own_case)

    def show(
        self,
        kind: str,
        reference: str,
        actor: Actor,
        *,
        purpose: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> dict[str, object]:
        """One record in full: case, asset, order, request, party, document, approval, deadline,
        account, invoice, or event (a valuation, posting, claim, lien, receipt, allocation).

        Raises `NotFound` (also for what was not there then), `NotPermitted`, `ValidationFailed`.
        """
        look = self._look(kind, purpose, as_of, known_on)
        if kind == "invoice":  # of several cases, and read as it stands
            return InvoiceService(self.office).show(reference, actor, purpose=purpose)
        with look_at(self.office, actor, kind, reference, look) as sight:
            return _shown(sight, reference)

    def order_detail(  # noqa: PLR0913 - which order, for whom, as at when
        self,
        reference: str,
        actor: Actor,
        *,
        purpose: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> OrderDetail:
        """An order in full: service, remedies, what it holds, the measures before and after it.

        Read beside its case, which is what is noted.
        """
        look = Look(
            screen="order", purpose=purpose, noted=False, as_of=as_of, known_on=known_on
        )  # fmt: skip
        with look_at(self.office, actor, "order", reference, look) as sight:
            desk = open_desk(sight.reading, sight.own_case, with_journal=False)
            return order_detail(desk, reference)

    def history(
        self, kind: str, reference: str, actor: Actor, *, purpose: str = ""
    ) -> list[dict[str, object]]:
        """What happened to a record, in the order of its dates and entries."""
        found = self.show(kind, reference, actor, purpose=purpose)
        events = found.get("events")
        return list(events) if isinstance(events, list) else []

    def _look(self, screen: str, purpose: str, as_of: date | None, known_on: str | None) -> Look:
        return Look(
            screen=screen,
            purpose=purpose,
            as_of=as_of,
            known_on=known_on,
            consultations=self.consultations,
        )


def _shown(sight: Sight, reference: str) -> dict[str, object]:
    found = _read(sight, reference)
    if not found:
        raise NotFound(
            Reason(
                "not_found",
                _("{reference} was not yet on file then.").format(reference=reference),
                field="reference",
            )
        )
    return found


def _read(sight: Sight, reference: str) -> dict[str, object]:
    """The record as JSON; empty where it was not yet on file."""
    if sight.case is None:
        return SHOWN[sight.kind](sight, None)
    about = reference if sight.kind == "asset" else None
    desk = open_desk(sight.reading, sight.case, with_journal=False, about=about)
    if sight.kind == "asset":
        return show_asset(desk, reference)
    if sight.kind == "case":
        return {**show_case(whole_case(desk)), "alarms": terms.alarms(desk)}
    found = SHOWN[sight.kind](sight, desk)
    if sight.kind == "request" and found:
        found["changes_since"] = _changes_since(sight, desk)
    return found


def _changes_since(sight: Sight, desk: CaseDesk) -> list[object]:
    """What the records say otherwise than the newest draft, while the request may be changed."""
    from asset_recovery.services.request_versions import changes_since, is_open  # noqa: PLC0415

    now = sight.reading
    if now.as_of is not None or now.known_on is not None:
        return []
    found = requests(desk)
    request = next(one for one in found if one.reference == sight.row["reference"])
    if not is_open(request):
        return []
    events = draft_events(sight.connection, int(sight.row["id"]))
    return [written(one) for one in changes_since(whole_case(desk), request, events)]
