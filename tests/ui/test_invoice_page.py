"""The page of an invoice, and the list of invoices on the Money page."""

from __future__ import annotations

from typing import Any

from asset_recovery.domain.registers import StepOption
from asset_recovery.ui.models import invoice_columns as columns
from asset_recovery.ui.pages.invoice_page import InvoicePage
from asset_recovery.ui.pages.money_page import MoneyPage
from asset_recovery.ui.place import Place
from tests.ui import fake_invoices
from tests.ui.test_pages import texts


def test_an_invoice_shows_which_lines_are_wrong_and_why(qtbot: Any, desk: Any, office: Any) -> None:
    page = InvoicePage(desk, Place("invoice", "INV-2026-000001"))
    qtbot.addWidget(page)
    page.reload()
    assert page.found is office.invoices.found
    assert "12 days after delivery" in fake_invoices.LATE.text
    shown = [columns.check(line) for line in page.found.lines]
    assert shown == ["fits", "after it left", ""]
    assert columns.days(page.found.lines[1]) == "18 / 30"
    assert columns.about(page.found.lines[2]) == "a case that you may not see"
    assert any("Marina Depot d.o.o." in text for text in texts(page))


def test_disputing_offers_the_lines_that_are_wrong_with_their_reason(qtbot: Any, desk: Any) -> None:
    page = InvoicePage(desk, Place("invoice", "INV-2026-000001"))
    qtbot.addWidget(page)
    page.reload()
    asked: list[tuple[str, dict[str, object]]] = []
    desk.open_editor = lambda action, given, *_more, **_rest: asked.append((action, dict(given)))
    page.take(StepOption("dispute_invoice", "Dispute", True, given=(("invoice", "INV-1"),)))
    ((action, given),) = asked
    assert (action, given["lines"]) == ("dispute_invoice", ["2"])
    assert "after delivery" in str(given["reason"])


def test_the_money_page_lists_invoices_with_what_differs(qtbot: Any, desk: Any) -> None:
    page = MoneyPage(desk, Place("money", tab="invoices"))
    qtbot.addWidget(page)
    page.start()
    first, second = fake_invoices.ROWS
    by_key = {column.key: column for column in columns.LIST}
    assert by_key["wrong"].text(first) == "1 line differs"
    assert by_key["wrong"].text(second) == ""
    assert page.tabs.name == "invoices"
