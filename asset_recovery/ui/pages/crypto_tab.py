"""The Crypto tab of an asset: addresses, statement, counts, keys, values; *Quantity* for others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.chains import shown_quantity
from asset_recovery.domain.quantity_facts import QuantityFile
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import quantity_columns as columns
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag

Take = Callable[[str, object], object]
Print = Callable[[str], object]


def quantity_of(file: CaseFile, reference: str) -> QuantityFile | None:
    """The ledger of an asset, where it has one."""
    return next((one for one in file.quantity_files if one.asset == reference), None)


def crypto_tab(
    asset: AssetFacts, ledger: QuantityFile, take: Take | None, printed: Print
) -> QWidget:
    """The whole tab; without `take` nothing can be changed (an earlier day is shown)."""
    unit = {"unit": ledger.unit}

    def way(text: str, action: str, given: dict[str, object] | None = None) -> list[QWidget]:
        return [] if take is None else [button(text, partial(take, action, given or {}), "link")]

    def paper(form: str) -> QWidget:
        return button(_("Print…"), partial(printed, form), "link")

    cards: list[QWidget] = [
        _head(asset, ledger, take),
        list_card(_("Addresses"), columns.ADDRESSES, ledger.addresses, None, "",
                  *way(_("Record a transfer…"), "record_quantity", {**unit, "event": "transfer"})),
        list_card(_("Statement of quantity"), columns.STATEMENT, ledger.lines[::-1], None,
                  _("Nothing has changed since the asset was registered."),
                  *way(_("Record a change…"), "record_quantity", dict(unit)),
                  paper("QTY-01")),
        _counts(ledger, way, paper("QTY-02")),
    ]  # fmt: skip
    if ledger.is_virtual:
        cards += [
            list_card(_("Custody of keys"), columns.KEYS, ledger.keys, None,
                      _("No envelope or device is recorded. The key itself is never entered."),
                      *way(_("Record an envelope…"), "record_key_custody"),
                      *_key_ways(ledger, way),
                      paper("QTY-03")),
            list_card(_("Values of the quantity"), columns.MARKS, ledger.marks, None,
                      _("No price is on file."),
                      *way(_("Record a price…"), "record_valuation", {"kind": "mark"})),
        ]  # fmt: skip
    return stacked(*cards)


def _key_ways(
    ledger: QuantityFile, way: Callable[[str, str, dict[str, object] | None], list[QWidget]]
) -> list[QWidget]:
    if not ledger.keys:
        return []
    given: dict[str, object] = {"envelope": ledger.keys[0].envelope}
    return [
        *way(_("Check…"), "check_key_custody", dict(given)),
        *way(_("Hand over…"), "move_key_custody", dict(given)),
    ]


def _head(asset: AssetFacts, ledger: QuantityFile, take: Take | None) -> Card:
    card = Card(_("Quantity"))
    state, tone = _state(ledger)
    card.head.addWidget(tag(state, tone))
    card.head.addStretch(1)
    if take is not None and ledger.is_virtual and asset.management_state != "in_wallet":
        take_over = partial(take, "manage_asset", {"mode": "in_wallet"})
        card.head.addWidget(button(_("Keep in the office's wallet…"), take_over, "link"))
    held = f"{shown_quantity(ledger.total)} {ledger.unit}"
    opening = f"{shown_quantity(ledger.opening)} {ledger.unit}"
    card.add(facts_form((
        (_("There is"), label(words.visible(held), "strong")),
        (_("Registered"), words.visible(opening)),
        (_("Last count"), words.day(ledger.counted_on, _("not counted yet"))),
        (_("Next count"), words.day(ledger.next_count_on)),
        (_("Management"), words.of("management_states", asset.management_state)),
    )))  # fmt: skip
    return card


def _state(ledger: QuantityFile) -> tuple[str, str]:
    open_ones = len(ledger.open_counts)
    if open_ones:
        return _("{count} difference(s) open: no sale, no payment").format(count=open_ones), "bad"
    if ledger.counted_on is None:
        return _("not counted yet"), "attention"
    return _("counted {day}").format(day=words.day(ledger.counted_on)), "good"


def _counts(
    ledger: QuantityFile,
    way: Callable[[str, str, dict[str, object] | None], list[QWidget]],
    printed: QWidget,
) -> Card:
    ways = way(_("Count…"), "reconcile_quantity", {"unit": ledger.unit})
    if ledger.open_counts:
        first = ledger.open_counts[0]
        given: dict[str, object] = {"address": first.address} if first.address else {}
        ways += way(_("Explain the difference…"), "explain_difference", given)
    return list_card(_("Latest counts"), columns.COUNTS, ledger.counts, None,
                     _("Nothing was counted yet."), *ways, printed)  # fmt: skip
