"""The aged balance and the account of a value order in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from asset_recovery.domain.debt_facts import DebtFacts, DebtLineFacts, SecurityFacts
from asset_recovery.domain.money import Money
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.debt_tab import debt_tab
from asset_recovery.ui.pages.register_page import RegisterPage
from asset_recovery.ui.pages.value_orders_page import ValueOrdersPage
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.table import ShortTable
from tests.ui.fake_office import TODAY, a_debt_row

ZERO = Money(0, "EUR")
PAID = Money(150_000_00, "EUR")
LEFT = Money(886_383_56, "EUR")


def said(widget: QWidget) -> str:
    """All labels of a part of the window."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def cells(widget: QWidget) -> str:
    """All cells of its short lists."""
    found = []
    for table in widget.findChildren(ShortTable):
        model = table.model()
        for row in range(model.rowCount()):
            found += [str(model.index(row, at).data()) for at in range(model.columnCount())]
    return "\n".join(found)


def a_debt(**more: object) -> DebtFacts:
    """A debt of which one payment came in."""
    row = a_debt_row()
    line = DebtLineFacts(
        on=TODAY, what="application", source="Subject A", reference="PO-1", amount=PAID,
        interest=Money(36_383_56, "EUR"), accepted=PAID, surplus=ZERO, to_costs=ZERO,
        to_interest=Money(36_383_56, "EUR"), to_principal=Money(113_616_44, "EUR"),
        principal_left=LEFT, interest_left=ZERO, costs_left=ZERO, left=LEFT,
    )  # fmt: skip
    made = DebtFacts(
        order=row.reference, case=row.case, debtors=("Subject A",), on=TODAY,
        principal=row.principal, interest=row.interest, costs=ZERO, paid=row.paid,
        written_off=ZERO, fallen_away=ZERO, outstanding=row.outstanding, surplus=ZERO,
        satisfied="0.1447", satisfied_on=None, since=row.since, age=row.age, rate="8 %",
        rate_basis="order", interest_from=row.since, day_count="act/365", state=row.state,
        secured=row.secured, coverage="1.3538", alarm="high", release_proposed=False,
        securities=(SecurityFacts(asset="A-1", description="Flat", state="frozen", value=None),),
        lines=(line,),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ValueOrdersPage:
    """The aged balance."""
    made = ValueOrdersPage(desk, Place("value_orders"))
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.reload()
    return made


def test_the_aged_balance_sums_by_age_and_names_each_order(page: ValueOrdersPage) -> None:
    assert "Outstanding by age, EUR" in said(page)
    assert "In all 886,383.56 EUR" in said(page)
    shown = cells(page)
    for text in ("ORD-2023-000007", "2 to 5 years", "Subject A", "More than needed"):
        assert text in shown


def test_without_value_orders_the_page_says_how_one_is_recorded(
    page: ValueOrdersPage,
) -> None:
    page.show_orders([])
    assert "recorded as an order of that kind" in said(page)


def test_the_register_of_orders_leads_to_the_aged_balance(qtbot: QtBot, desk: Desk) -> None:
    orders = RegisterPage(desk, Place("orders"))
    qtbot.addWidget(orders)
    names = [button.text() for button in orders.findChildren(QPushButton)]
    assert "Value orders" in names


def test_the_account_says_what_is_owed_why_and_what_stands_for_it(qtbot: QtBot, desk: Desk) -> None:
    tab = debt_tab(a_debt(), lambda _asset: None)
    qtbot.addWidget(tab)
    told = said(tab)
    for text in ("886,383.56 EUR", "14.4 %", "8 %, by the order", "More than needed"):
        assert text in told
    shown = cells(tab)
    assert "Payment · Subject A" in shown
    assert "not known" in shown  # the value of the flat


def test_a_satisfied_debt_asks_for_the_release_and_a_surplus_for_its_return(
    qtbot: QtBot, desk: Desk
) -> None:
    tab = debt_tab(
        a_debt(outstanding=ZERO, release_proposed=True, surplus=Money(1, "EUR")), lambda _a: None
    )
    qtbot.addWidget(tab)
    assert "Release what secures it" in said(tab)
    assert "Pay back the surplus" in said(tab)
