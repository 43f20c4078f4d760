"""How a number of a record came about: formula and version, inputs, rates, documents, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import NotFound, Reason, invalid
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.services.account_statement import AccountStatements, is_account
from asset_recovery.services.account_yield import AccountYields
from asset_recovery.services.case_parts import terms
from asset_recovery.services.case_parts.case_desk import open_desk
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.explained import asset_figures, case_figures, order_figures
from asset_recovery.services.explained.asset_figures import Explain
from asset_recovery.services.explained.explaining import Explaining
from asset_recovery.services.invoice_service import InvoiceService
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at


@dataclass(frozen=True, slots=True)
class ExplainService:
    """Explains figures of assets, orders and cases by the same functions that made them."""

    office: OpenOffice
    consultations: Consultations | None = None

    def explain(
        self,
        reference: str,
        figure: str,
        actor: Actor,
        *,
        purpose: str = "",
        on: date | None = None,
    ) -> dict[str, object]:
        """The explanation of a figure as JSON, as in force on a day (None: today).

        Raises `ValidationFailed` with `field_invalid` for an unknown figure (the known ones are
        named) and `field_missing` where the record lacks what the figure needs.
        """
        if figure == "balance" and is_account(self.office, reference):
            return AccountStatements(self.office).explain(reference, actor, on)
        if figure == "yield" and is_account(self.office, reference):
            return AccountYields(self.office).explain(reference, actor, on)
        invoices = InvoiceService(self.office)
        if invoices.is_one(reference):
            return invoices.explain(reference, actor, figure)
        look = Look(screen="explain", purpose=purpose, as_of=on, consultations=self.consultations)
        with look_at(self.office, actor, "any", reference, look) as sight:
            return _explained(sight, reference, figure)


DEADLINE = "deadline:"


def _deadline(sight: Sight, reference: str, figure: str) -> dict[str, object]:
    """How a computed term came to its date: `deadline:CODE`, or `deadline:CODE SUBJECT`."""
    code, _blank, subject = figure.removeprefix(DEADLINE).partition(" ")
    about = reference if sight.kind == "asset" else None
    desk = open_desk(sight.reading, sight.own_case, with_journal=False, about=about)
    found = [
        item
        for kind, record, item in terms.computed_terms(desk)
        if (kind, record) == (sight.kind, reference)
    ]
    named = [one for one in found if one.code == code and subject in ("", one.subject)]
    if not named:
        known = ", ".join(dict.fromkeys(DEADLINE + one.code for one in found)) or _("none")
        text = _("{figure} is no term that runs here. Running: {known}.")
        raise invalid("figure", text.format(figure=repr(figure[:60]), known=known))
    told = [terms.explained(desk, reference, one) for one in named]
    return {"figure": figure, **told[0], **({"also": told[1:]} if told[1:] else {})}


def _explained(sight: Sight, reference: str, figure: str) -> dict[str, object]:
    if figure.startswith(DEADLINE):
        return _deadline(sight, reference, figure)
    known: Mapping[str, Explain] | None = {
        "asset": asset_figures.FIGURES,
        "case": case_figures.FIGURES,
        "order": order_figures.FIGURES,
    }.get(sight.kind)
    if known is None:
        text = _("Figures are explained of assets, cases and orders; {record} is none of them.")
        raise invalid("reference", text.format(record=reference))
    if figure not in known:
        text = _("{figure} is no figure of this record. Known: {figures}.")
        shown = text.format(figure=repr(figure[:40]), figures=", ".join(known))
        raise invalid("figure", shown)
    about = reference if sight.kind == "asset" else None
    desk = open_desk(sight.reading, sight.own_case, with_journal=False, about=about)
    asset = desk.by_reference.get(reference)
    if sight.kind == "asset" and asset is None:
        text = _("The asset {asset} was not yet on file then.").format(asset=reference)
        raise NotFound(Reason("not_found", text, field="reference"))
    order = reference if sight.kind == "order" else ""
    found = known[figure](Explaining(desk, asset, order=order))
    return {"figure": figure, **found}
