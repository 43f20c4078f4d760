"""The asset schedule: pasted, judged cell by cell, saved only when the office agrees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import Result
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.pages.schedule_page import SchedulePage
from asset_recovery.ui.place import Place
from asset_recovery.ui.schedule_rows import arguments, faults, new_row, parse_paste, value_of
from tests.ui.fake_office import FakeOffice

PASTED = "VEH-CAR\tCar, blue\timo: 1\tMT\tGarage\tA Ltd\tB\t18 250,00\r\nART\t\t\tmalta\n"


def test_a_table_from_a_word_processor_is_read_row_by_row() -> None:
    rows = parse_paste(PASTED)
    assert rows[0]["description"] == "Car, blue"
    assert rows[0]["value"] == "18 250,00"
    assert rows[1] == {"type": "ART", "description": "", "identifiers": "", "country": "malta"}


def test_a_heading_that_names_the_columns_sets_their_order() -> None:
    rows = parse_paste('Description\tType\tRemarks\n"Boat\nof 9 m"\tVES-YAC\tblue\n')
    assert rows == [{"description": "Boat of 9 m", "type": "VES-YAC"}]


def test_every_cell_is_judged_and_nothing_is_guessed() -> None:
    row = new_row(7, {"type": "XXX", "country": "malta", "value": "1.2.3", "identifiers": "imo"})
    found = faults(row, {"ART": "Art"}, "EUR")
    assert set(found) == {"type", "description", "country", "value", "identifiers"}
    assert not faults(new_row(8, {"type": "ART", "description": "Vase"}), {"ART": "Art"}, "EUR")


def test_a_new_row_becomes_arguments_of_the_action() -> None:
    row = new_row(
        1,
        {
            "type": "ART",
            "description": "Vase",
            "country": "ch",
            "owner": "A Ltd",
            "identifiers": "inventory no: 7; mark: X",
            "value": "CHF 1'200.50",
        },
    )
    assert arguments(row, "EUR") == {
        "type": "ART",
        "description": "Vase",
        "country": "CH",
        "owner": {"name": "A Ltd"},
        "identifiers": {"inventory_no": "7", "mark": "X"},
        "estimated_value": {"amount": "1200.50", "currency": "CHF"},
    }


def test_a_value_takes_its_own_currency_or_that_of_the_office() -> None:
    assert str(value_of("USD 12.00", "EUR")[0]) == "12.00 USD"
    assert str(value_of("12.00 usd", "EUR")[0]) == "12.00 USD"
    assert str(value_of("12.00", "EUR")[0]) == "12.00 EUR"


def a_page(qtbot: QtBot, desk: Desk) -> SchedulePage:
    """The schedule of the case Lantern."""
    page = SchedulePage(desk, Place("schedule", "AR-2026-0017"))
    qtbot.addWidget(page)
    page.reload()
    return page


def test_pasted_rows_are_numbered_on_and_their_faults_are_listed_by_row(
    qtbot: QtBot, desk: Desk
) -> None:
    page = a_page(qtbot, desk)
    QGuiApplication.clipboard().setText(PASTED)
    page.paste()
    assert [row.number for row in page.model.rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert page.faults.count() == 2
    assert page.faults.item(0).text() == "Row 8: Description: Description is required."


def test_rows_with_faults_are_not_saved(qtbot: QtBot, desk: Desk, office: FakeOffice) -> None:
    page = a_page(qtbot, desk)
    page.model.add([{"type": "ART"}])
    page.check()
    assert office.given == []
    assert "nothing was saved" in page.said.text()


def test_new_rows_are_registered_all_or_none(qtbot: QtBot, desk: Desk, office: FakeOffice) -> None:
    page = a_page(qtbot, desk)
    page.model.add([{"type": "ART", "description": "Vase"}, {"type": "ART", "description": "Urn"}])
    page.check()
    case = {"action": "register_asset", "case": "AR-2026-0017", "type": "ART"}
    assert office.given == [case | {"description": "Vase"}, case | {"description": "Urn"}]


def test_an_edited_cell_becomes_a_change_of_that_asset_only(
    qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    page = a_page(qtbot, desk)
    page.model.setData(page.model.index(1, 5), "Flat, 2nd floor")
    page.check()
    assert office.given == [
        {
            "action": "change_asset",
            "asset": "2026-000402-B",
            "description": "Flat, 2nd floor",
            "reason": "Asset schedule edited",
        }
    ]


def test_what_the_office_refuses_is_said_by_row_and_stays_typed(
    qtbot: QtBot, desk: Desk, office: FakeOffice
) -> None:
    page = a_page(qtbot, desk)
    page.model.add([{"type": "ART", "description": "Vase"}])
    taken = Reason("identifier_duplicate", "That number is taken.")
    office.answer = lambda a: Result(ok=False, action="x", kind="rule", reasons=(taken,))
    page.check()
    assert page.said.text() == "Row 7: That number is taken."
    assert office.given == []
    assert len(page.model.pending()[0]) == 1


def test_what_is_typed_survives_reading_anew(qtbot: QtBot, desk: Desk) -> None:
    page = a_page(qtbot, desk)
    page.model.add([{"type": "ART", "description": "Vase"}])
    page.model.setData(page.model.index(1, 5), "Flat, 2nd floor")
    page.tick(0)
    page.reload()
    new, changed = page.model.pending()
    assert [row.cells["description"] for row in new] == ["Vase"]
    assert [row.cells["description"] for row in changed] == ["Flat, 2nd floor"]
    assert page.model.ticked() == ["2026-000412-K"]


def test_ticking_a_row_offers_one_step_for_all(qtbot: QtBot, desk: Desk) -> None:
    page = a_page(qtbot, desk)
    assert not page.step.isEnabled()
    page.tick(0)
    index = page.model.index(0, 0)
    assert page.model.data(index, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
    assert page.step.isEnabled()
