"""Exports and rejects: safe in a spreadsheet, whole or not there, readable again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from asset_recovery.domain.errors import StorageFailed, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.exchange.csv_export import export_csv
from asset_recovery.exchange.import_plan import ImportPlan
from asset_recovery.exchange.register_import import plan_import
from asset_recovery.exchange.rejects import write_rejects
from asset_recovery.exchange.safe_cells import Cell
from asset_recovery.exchange.xlsx_export import export_xlsx

RISKY = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]
TODAY = date(2026, 11, 24)


def lines(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_opens_a_formula_gets_an_apostrophe(tmp_path: Path, text: str) -> None:
    path = tmp_path / "out.csv"
    done = export_csv(path, ["a"], [[text]])
    assert lines(path)[1] == [f"'{text}"]
    assert (done.rows, done.marked) == (1, 1)


def test_numbers_typed_as_numbers_are_exempt(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    rows: list[list[Cell]] = [
        [-5, Decimal("-1.50"), Money(-250, "EUR"), date(2020, 1, 2), None, True, 'say "x", y']
    ]
    done = export_csv(path, list("abcdefg"), rows)
    assert lines(path)[1] == ["-5", "-1.50", "-2.50", "2020-01-02", "", "yes", 'say "x", y']
    assert done.marked == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        export_csv(tmp_path / "no" / "folder.csv", ["a"], [["b"]])
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows: list[list[Cell]] = [
        ["=1+1", 3, Decimal("1.25"), date(2020, 1, 2), "http://example.org"],
        ["x", -4, Decimal("12345678901234567.89"), None, "007"],
    ]
    done = export_xlsx(path, ["text", "n", "d", "day", "link"], rows, sheet="Assets")
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Assets")
    assert sheet.to_python() == [
        ["text", "n", "d", "day", "link"],
        ["=1+1", 3.0, 1.25, date(2020, 1, 2), "http://example.org"],
        ["x", -4.0, "12345678901234567.89", "", "007"],
    ]
    assert (done.rows, done.marked) == (2, 1)


def test_too_long_a_cell_is_refused_with_its_place_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed) as caught:
        export_xlsx(tmp_path / "out.xlsx", ["a", "b"], [["x", "y"], ["x", "y" * 32_768]])
    (reason,) = caught.value.reasons
    assert (reason.code, reason.row, reason.field) == ("too_large", 2, "b")
    assert list(tmp_path.iterdir()) == []


def test_an_export_without_rows_has_its_header(tmp_path: Path) -> None:
    export_csv(tmp_path / "out.csv", ["a", "b"], [])
    export_xlsx(tmp_path / "out.xlsx", ["a", "b"], [])
    assert lines(tmp_path / "out.csv") == [["a", "b"]]


@pytest.fixture
def a_plan_of_rejects(a_file: Callable[..., Path]) -> ImportPlan:
    path = a_file(
        "reference;case;type;description;value;currency;valued_on",
        "A-1;C-1;VEH-CAR;Citroën;5;EUR;2020-01-01",
        "A-2;C-1;VEH-CAR;=cmd|' /c calc';-5;EUR;2020-01-01",
        'A-3;C-1;VEH-CAR;"a ""big""; one";1;EUR;30/02/2020',
        "A-4;C-1",
        encoding="cp1252",
    )
    return plan_import(path, "generic", today=TODAY, as_at=TODAY)


def test_a_guessed_encoding_is_pointed_out(a_plan_of_rejects: ImportPlan) -> None:
    (note,) = a_plan_of_rejects.notes
    assert "cp1252" in note.text


def test_rejects_come_back_in_the_form_of_their_file(
    tmp_path: Path, a_plan_of_rejects: ImportPlan
) -> None:
    path = tmp_path / "rejects.csv"
    assert write_rejects(path, a_plan_of_rejects).rows == 3
    text = path.read_bytes().decode("cp1252")
    found = list(csv.reader(text.splitlines(), delimiter=";"))
    assert found[0] == [*a_plan_of_rejects.header, "refused_because"]
    assert found[1][3:5] == ["'=cmd|' /c calc'", "-5"]
    assert found[2][3] == 'a "big"; one'
    assert found[1][-1].startswith("row 3: value:")
    assert "[field_invalid]" in found[1][-1]
    assert found[3][:2] == ["A-4", "C-1"]


def test_corrected_rejects_can_be_imported_as_they_are(
    tmp_path: Path, a_plan_of_rejects: ImportPlan
) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, a_plan_of_rejects, a_plan_of_rejects.rows[1:3])
    text = path.read_bytes().decode("cp1252").replace("-5;", "5;").replace("30/02/", "2020-02-")
    path.write_bytes(text.replace("2020-02-2020", "2020-02-20").encode("cp1252"))
    again = plan_import(path, "generic", today=TODAY, as_at=TODAY)
    assert [row.outcome for row in again.rows] == ["planned", "planned"]
    assert again.rows[0].actions[0]["description"] == "=cmd|' /c calc'"


def test_rejects_of_a_workbook_are_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Values")
        sheet.write_row(0, 0, ["asset", "value", "currency", "valued_on", "valuer"])
        sheet.write_row(1, 0, ["A-1", -7.5, "EUR", "2024-05-01", "Expert"])
    plan = plan_import(path, "valuations", today=TODAY)
    write_rejects(tmp_path / "rejects.xlsx", plan)
    rows = CalamineWorkbook.from_path(str(tmp_path / "rejects.xlsx")).get_sheet_by_name("Values")
    header, row = rows.to_python()
    assert header[-1] == "refused_because"
    assert row[:2] == ["A-1", "-7.5"]


def test_a_workbook_keeps_signs_of_xml_blanks_and_odd_characters(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    texts: list[Cell] = ["a & b < c > d", " ends ", "two\nlines", "_x0041_", "bell\x07", "é 中 🏠"]
    export_xlsx(path, [f"c{place}" for place in range(6)], [texts], sheet="It's [a]/b:")
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["It's _a__b_"]
    (_header, row) = book.get_sheet_by_index(0).to_python()
    assert row[:3] == texts[:3]
    assert row[5] == texts[5]


def test_a_day_that_spreadsheets_count_wrongly_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export_xlsx(path, ["day"], [[date(1899, 5, 1)], [date(1900, 3, 1)]])
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[1:] == [["1899-05-01"], [date(1900, 3, 1)]]


def test_columns_beyond_z_have_their_letters(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export_xlsx(path, [str(place) for place in range(30)], [list(range(30))])
    row = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1]
    assert row == [float(place) for place in range(30)]


def test_the_header_of_an_export_is_safe_too(tmp_path: Path) -> None:
    export_csv(tmp_path / "out.csv", ["=a"], [])
    assert lines(tmp_path / "out.csv") == [["'=a"]]
