"""Reading tables: encodings, delimiters, limits, and files that are none."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.exchange.csv_reader import detect_delimiter, detect_encoding
from asset_recovery.exchange.table_opening import open_table
from asset_recovery.exchange.tabular import DateCell, NumberCell, Wishes

Write = Callable[..., Path]

TEXT = "Città;Nome\nForlì;Società «È»\nAgrò;perché\n"


def cells(path: Path, wishes: Wishes | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in open_table(path, wishes).rows]


def refusal(path: Path, wishes: Wishes | None = None) -> tuple[str, str]:
    with pytest.raises(ValidationFailed) as caught:
        list(open_table(path, wishes).rows)
    return caught.value.reasons[0].code, caught.value.reasons[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_in_every_usual_encoding(a_file: Write, encoding: str) -> None:
    path = a_file(TEXT.encode(encoding))
    table = open_table(path)
    assert table.columns == ("Città", "Nome")
    assert [row.cells for row in table.rows] == [("Forlì", "Società «È»"), ("Agrò", "perché")]


def test_cyrillic_is_not_read_as_western_european() -> None:
    text = "Справка об имуществе; арест наложен судом, квартира находится в Москве\n" * 5
    assert detect_encoding(text.encode("cp1251")) not in ("cp1252", "utf-8")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Unità"),
        ("cp1252", "Eigentumswohnung in München, große Küche, Übergabe durch Gerichtsvollzieher"),
        ("cp1250", "Samochód osobowy zajęty postanowieniem sądu w Łodzi, właściciel Józef Źrebięć"),
        (
            "cp1250",
            "Személygépkocsi, a bíróság lefoglalta, gyönyörű állapotú, tőkéje ötmillió forint",
        ),
        ("cp1251", "Квартира в Москве, арестована судом, собственник неизвестен, адрес указан"),
    ],
)
def test_texts_of_europe_are_read_in_the_encoding_of_their_language(
    a_file: Write, encoding: str, text: str
) -> None:
    table = open_table(a_file(f"n;t\n1;{text}\n".encode(encoding)))
    assert [row.cells[1] for row in table.rows] == [text]
    assert table.form.guessed


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [delimiter.join(("a, b" if delimiter != "," else "ab", "c", "d")) for _ in range(9)]
    assert detect_delimiter("\n".join(rows)) == delimiter


def test_expected_columns_decide_between_delimiters() -> None:
    assert detect_delimiter("x;y,z\n1;2,3\n", ("y,z",)) == ";"


def test_what_the_user_says_of_the_delimiter_prevails(a_file: Write) -> None:
    path = a_file("a;b,c", "1;2,3")
    assert open_table(path, Wishes(delimiter=";")).columns == ("a", "b,c")
    assert open_table(path, Wishes(delimiter=",")).columns == ("a;b", "c")


def test_quoted_delimiters_quotes_and_line_ends_stay_inside_their_cell(a_file: Write) -> None:
    path = a_file("a,b", '"x, ""y""","1', '2"', "3,4")
    rows = list(open_table(path).rows)
    assert [row.cells for row in rows] == [('x, "y"', "1\n2"), ("3", "4")]
    assert [row.number for row in rows] == [2, 3]


def test_a_trailing_empty_header_is_kept_for_the_map_to_judge(a_file: Write) -> None:
    table = open_table(a_file("id|name|", "1|x|"))
    assert table.columns == ("id", "name", "")
    assert [row.cells for row in table.rows] == [("1", "x", "")]


def test_blank_lines_are_no_rows(a_file: Write) -> None:
    assert cells(a_file("a,b", "", ",", "1,2")) == [("1", "2")]


def test_a_header_may_stand_further_down(a_file: Write) -> None:
    path = a_file("Register of 2025,", "a,b", "1,2")
    table = open_table(path, Wishes(header_row=2))
    assert table.columns == ("a", "b")
    assert [row.number for row in table.rows] == [3]


def test_a_row_of_another_width_is_a_problem_of_that_row_alone(a_file: Write) -> None:
    rows = list(open_table(a_file("a,b", "1,2,3", "4", "5,6", "7,8,")).rows)
    assert [row.problem is None for row in rows] == [False, False, True, True]
    assert rows[0].problem is not None
    assert rows[0].problem.row == 2


def test_broken_quotation_marks_spoil_their_own_row_only(a_file: Write) -> None:
    rows = list(open_table(a_file("a,b", '"x"y,1', "2,3")).rows)
    assert [row.problem is None for row in rows] == [False, True]


def test_a_quotation_mark_that_never_closes_is_named_by_its_line(a_file: Write) -> None:
    code, text = refusal(a_file("a,b", "1,2", '"3,4', "5,6"))
    assert code == "file_unreadable"
    assert "line 3" in text


def test_a_cell_of_ten_megabytes_refuses_its_row(a_file: Write) -> None:
    path = a_file("a,b", "1,2", "3," + "x" * 10_000_000, "5,6")
    rows = list(open_table(path).rows)
    assert [row.problem and row.problem.code for row in rows] == [None, "too_large", None]
    assert rows[1].problem is not None
    assert rows[1].problem.field == "b"


def test_a_cell_of_ten_thousand_characters_is_read(a_file: Write) -> None:
    assert len(cells(a_file("a,b", "1," + "x" * 10_000))[0][1]) == 10_000


def test_more_than_200_columns_are_refused(a_file: Write) -> None:
    assert refusal(a_file(",".join(f"c{n}" for n in range(201))))[0] == "too_large"


def test_more_than_250_000_rows_are_refused(a_file: Write) -> None:
    assert refusal(a_file("a\n" + "1\n" * 250_001))[0] == "too_large"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("paper.csv", b"%PDF-1.7\nxyz"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 100),
        ("page.csv", b"<!DOCTYPE html><html></html>"),
        ("fake.xlsx", b"a,b\n1,2\n"),
        ("broken.xlsx", b"PK\x03\x04broken"),
        ("binary.csv", bytes(range(256)) * 40),
        ("headless.csv", b"\n\n\n"),
        ("empty.csv", b""),
    ],
)
def test_files_that_are_no_table_are_unreadable(a_file: Write, name: str, content: bytes) -> None:
    code, text = refusal(a_file(content, name=name))
    assert code == "file_unreadable"
    assert text.endswith(".")


def test_a_folder_and_a_missing_file_are_unreadable(tmp_path: Path) -> None:
    assert refusal(tmp_path)[0] == "file_unreadable"
    assert refusal(tmp_path / "nothing.csv")[0] == "file_unreadable"


def test_a_wrong_encoding_of_the_user_is_named(a_file: Write) -> None:
    path = a_file(TEXT.encode("cp1252"))
    assert "utf-8" in refusal(path, Wishes(encoding="utf-8"))[1]
    assert refusal(path, Wishes(encoding="klingon"))[0] == "file_unreadable"


@pytest.fixture
def a_workbook(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Cover").write(0, 0, "nothing here")
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["code", "n", "day", "sum"])
        sheet.write_row(1, 0, ["007", 33.5])
        sheet.write_datetime(1, 2, date(2020, 5, 17), day)
        sheet.write_formula(2, 3, "=1+1", None, 2)
        sheet.write(2, 0, "008")
        sheet.write(4, 0, "009")
        sheet.write(4, 1, 10)
    return path


def test_a_workbook_gives_typed_numbers_and_dates_and_keeps_text(a_workbook: Path) -> None:
    table = open_table(a_workbook, Wishes(sheet="Data"))
    assert table.columns == ("code", "n", "day", "sum")
    first, _formula, last = table.rows
    assert first.cells == ("007", "33.5", "2020-05-17", "")
    assert [type(cell) for cell in first.cells[:3]] == [str, NumberCell, DateCell]
    assert last.cells == ("009", "10", "", "")
    assert last.number == 5


def test_a_formula_is_an_error_of_its_row_and_column(a_workbook: Path) -> None:
    row = list(open_table(a_workbook, Wishes(sheet="Data")).rows)[1]
    assert row.problem is not None
    assert (row.problem.code, row.problem.field, row.problem.row) == ("field_invalid", "sum", 3)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(a_workbook: Path) -> None:
    code, text = refusal(a_workbook, Wishes(sheet="Nowhere"))
    assert code == "file_unreadable"
    assert "Cover, Data" in text


def test_a_value_in_error_is_not_taken_for_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "error.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write(1, 0, "1")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    plain = _changed(path, b"<f>1/0</f>", b"")
    row = next(iter(open_table(plain).rows))
    assert row.problem is not None
    assert row.problem.field == "b"


def _changed(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with a text replaced in its sheets."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                content = content.replace(old, new)
            target.writestr(entry, content)
    return changed


def test_a_workbook_with_a_document_type_is_not_read(a_workbook: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet '
    assert refusal(_changed(a_workbook, b"<worksheet ", bomb))[0] == "file_unreadable"


def test_a_number_beyond_all_bounds_is_no_number(a_workbook: Path) -> None:
    changed = _changed(a_workbook, b"<v>33.5</v>", b"<v>1e400</v>")
    cell = next(iter(open_table(changed, Wishes(sheet="Data")).rows)).cells[1]
    assert type(cell) is str


def test_an_unknown_encoding_inside_a_workbook_is_unreadable(a_workbook: Path) -> None:
    changed = a_workbook.with_name("odd.xlsx")
    with zipfile.ZipFile(a_workbook) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry).replace(b'encoding="UTF-8"', b'encoding="UT-8"')
            target.writestr(entry, content)
    assert refusal(changed)[0] == "file_unreadable"


def test_a_part_in_utf_16_hides_nothing(a_workbook: Path) -> None:
    changed = a_workbook.with_name("wide.xlsx")
    with zipfile.ZipFile(a_workbook) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "xl/workbook.xml":
                content = content.decode().replace("UTF-8", "UTF-16").encode("utf-16")
            target.writestr(entry, content)
    assert refusal(changed)[0] == "file_unreadable"


def test_a_cell_far_out_is_refused_before_memory_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "x")
    assert refusal(path)[0] == "too_large"


def test_an_archive_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.xml", "")
    assert refusal(path)[0] == "too_large"


def test_an_archive_that_unpacks_beyond_a_hundred_times_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 5_000_000)
    assert refusal(path)[0] == "too_large"


def test_an_archive_without_a_workbook_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "letters.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(path)[0] == "file_unreadable"
