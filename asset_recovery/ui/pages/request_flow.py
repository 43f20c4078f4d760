"""Where a request stands between the States: steps, clocks, orders, results, amounts, contacts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import request_detail_columns as c
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.widgets.card import Card, column
from asset_recovery.ui.widgets.form_rows import facts_form


def flow_card(name: str, request: RequestFacts) -> QWidget | None:
    """The part of this name; None where the name is a section of the form."""
    builder = _PARTS.get(name)
    return None if builder is None else builder(request)


def _standing(request: RequestFacts) -> QWidget:
    return column(
        _head(request),
        list_card(_("Terms"), c.CLOCKS, request.clocks, None, _("No term runs.")),
        list_card(_("Steps"), c.STEPS, request.steps),
    )


def _head(request: RequestFacts) -> Card:
    card = Card(_("The request"))
    nothing = words.NOTHING
    pairs: list[tuple[str, str | QWidget]] = [
        (_("State"), words.of("countries", request.country)),
        (_("Authority"), words.visible(request.authority or nothing)),
        (_("Form"), request.form),
        (_("Their reference"), words.visible(request.result or nothing)),
    ]
    if request.is_inbound:
        pairs += [
            (_("Received"), words.day(request.made_on)),
            (_("Urgent"), _("yes") if request.urgent else _("no")),
            (_("Assets named"), words.visible(", ".join(request.assets) or nothing)),
            (_("Amount asked"), words.money(request.amount, nothing)),
            (_("Paid elsewhere"), words.money(request.paid_elsewhere, nothing)),
            (_("Decision for a victim"), words.visible(request.victim_decision or nothing)),
        ]
    else:
        pairs.append((_("Sent"), words.day(request.sent_on, nothing)))
        if request.several_reason:
            pairs.append((_("Why several States"), words.visible(request.several_reason)))
    card.add(facts_form(pairs))
    return card


def _orders(request: RequestFacts) -> QWidget:
    empty = _("No order of the other State is on file. Record it with this request.")
    return list_card(_("Orders of the other State"), c.ORDERS, request.recognition, None, empty)


def _results(request: RequestFacts) -> QWidget:
    empty = _("Nothing was reported yet.")
    return list_card(_("What we reported"), c.EXECUTION, request.execution, None, empty)


def _abroad(request: RequestFacts) -> QWidget:
    parts: list[QWidget] = [
        list_card(_("Amounts by asset"), c.ABROAD, request.abroad, None, _("No asset is named.")),
        list_card(_("Held abroad"), c.HELD, [one for one in request.abroad if one.outcome]),
    ]
    if request.totals:
        parts.append(list_card(_("All States on one order"), c.TOTALS, request.totals))
    return column(*parts)


def _contacts(request: RequestFacts) -> QWidget:
    return list_card(_("To and fro"), c.CONTACTS, request.contacts)


_PARTS: dict[str, Callable[[RequestFacts], QWidget]] = {
    "standing": _standing,
    "orders": _orders,
    "results": _results,
    "abroad": _abroad,
    "contacts": _contacts,
}
