"""Registers by keyset: the same rows in the same order as sorting them all in Python."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.registers import AssetRow, Filter, View
from asset_recovery.domain.text import sort_key
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.derived import PORTFOLIO_KEY, PORTFOLIO_SUMS, portfolio_lines
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.register_query import RegisterQuery
from asset_recovery.persistence.queries.registers_by_name import REGISTERS, register_sql
from tests.support.office import TODAY, SmallOffice, an_office

ROWS = 240
READER = Reader(TODAY, "EUR")
SORTS: dict[str, Callable[[Any], Any]] = {
    "reference": lambda r: r["reference"],
    "description": lambda r: r["description_key"],
    "type": lambda r: r["type_code"],
    "case": lambda r: r["case_reference"],
    "state": lambda r: r["headline"],
    "management": lambda r: r["management"],
    "base_value": lambda r: r["base_minor"],
    "value": lambda r: r["base_minor"],
    "valued": lambda r: r["valued_on"],
    "country": lambda r: r["country"],
    "route": lambda r: r["route"],
    "officer": lambda r: r["officer"],
    "due": lambda r: r["due_on"],
}


def _rows() -> list[dict[str, Any]]:
    """Lines with many ties and many unknown values."""
    chance = random.Random(20261124)
    rows = []
    for key in range(1, ROWS + 1):
        value = chance.choice([None, 0, 100, 100_00, 100_00, 1_234_56])
        what = chance.choice(["Yacht", "Äpfel", "car", "Car", "ægir"])
        route = chance.choice([None, "ncb_death", "civil_in_rem"])
        rows.append(
            {
                "asset_id": key,
                "case_id": 1 + key % 3,
                "reference": f"A-{chance.randrange(10**6):06d}-{key}",
                "description": what,
                "description_key": sort_key(what),
                "description_folded": what.casefold(),
                "type_code": chance.choice(["VES-YAC", "VEH-CAR"]),
                "case_reference": f"C{1 + key % 3}",
                "legal": "frozen",
                "management": chance.choice(["stored", "unmanaged"]),
                "dispute": "no_claim",
                "money": "no_money",
                "headline": chance.choice(["Frozen", "Seized", "Interlocutory sale"]),
                "value_minor": value,
                "value_currency": None if value is None else chance.choice(["EUR", "JPY", "KWD"]),
                "value_kind": chance.choice(["estimate", "appraisal"]),
                "units": None,
                "base_minor": value,
                "valued_on": chance.choice([None, "2026-01-02", "2025-03-04"]),
                "country": chance.choice([None, "MT", "CH"]),
                "route": route,
                "officer": chance.choice([None, "officer", "colleague"]),
                "due_on": chance.choice([None, None, "2026-11-20", "2026-12-01", "2027-02-03"]),
                "due_text": "Order ends",
            }
        )
    return rows


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallOffice, list[Any]]]:
    office = an_office(tmp_path_factory.mktemp("office"))
    for number in (1, 2, 3):
        office.give("open_case", case=f"C{number}", title=f"Case {number}", on="2026-01-02")
    rows = _rows()
    portfolio: dict[tuple[object, ...], list[int]] = {}
    for row in rows:
        for key, sums in portfolio_lines(row, sealed=False):
            before = portfolio.setdefault(key, [0] * len(sums))
            portfolio[key] = [a + b for a, b in zip(before, sums, strict=True)]
    names = (*PORTFOLIO_KEY, *PORTFOLIO_SUMS)
    with office.writing.begin() as connection:
        connection.execute(insert(t.asset_row), rows)
        connection.execute(
            insert(t.portfolio),
            [dict(zip(names, (*key, *sums), strict=True)) for key, sums in portfolio.items()],
        )
    yield office, rows
    office.close()


def _query(office: SmallOffice, register: str = "assets") -> RegisterQuery:
    access = Access.of(office.actor("officer"), TODAY)
    return RegisterQuery(office.reading, register, access, READER)


def _in_python(rows: list[Any], name: str, descending: bool) -> list[int]:
    """Keys in order: by (value, key) either way, what is not known at the end either way."""
    by = SORTS[name]
    known = [row for row in rows if by(row) is not None]
    unknown = [row for row in rows if by(row) is None]
    known.sort(key=lambda row: (by(row), row["asset_id"]), reverse=descending)
    unknown.sort(key=lambda row: row["asset_id"], reverse=descending)
    return [row["asset_id"] for row in (*known, *unknown)]


FILTERS: tuple[tuple[tuple[Filter, ...], Any], ...] = (
    ((), lambda r: True),
    ((Filter("headline", "=", "Frozen"),), lambda r: r["headline"] == "Frozen"),
    (
        (Filter("country", "in", ["MT", "CH"]), Filter("base_value", ">=", "100")),
        lambda r: r["country"] and (r["base_minor"] or 0) >= 100_00,
    ),
    ((Filter("due_on", "<=", "2026-12-01"),), lambda r: (r["due_on"] or "9") <= "2026-12-01"),
    ((Filter("description", "contains", "äPF"),), lambda r: r["description"] == "Äpfel"),
)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", SORTS)
@pytest.mark.parametrize("number", range(len(FILTERS)))
def test_pages_by_anchors_are_the_list_sorted_in_python(
    filled: tuple[SmallOffice, list[Any]], name: str, descending: bool, number: int
) -> None:
    office, rows = filled
    chips, fits = FILTERS[number]
    view, query = View(chips, name, descending), _query(office)
    wanted = _in_python([row for row in rows if fits(row)], name, descending)
    assert query.count(view) == len(wanted)
    found: list[int] = []
    after = None
    while True:
        page = query.page(view, after, 0, 37)
        found += [row.id for row in page]
        if len(page) < 37:
            break
        after = query.anchor(view, page[-1])
    assert found == wanted


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", ["due", "base_value", "reference", "country"])
@pytest.mark.parametrize("skip", [0, 5, 60, 119, 120, 200, 239, 240, 300])
def test_a_window_begins_where_it_is_told_to_from_either_end(
    filled: tuple[SmallOffice, list[Any]], name: str, descending: bool, skip: int
) -> None:
    office, rows = filled
    view, query = View((), name, descending), _query(office)
    wanted = _in_python(rows, name, descending)
    assert [row.id for row in query.page(view, None, skip, 25)] == wanted[skip : skip + 25]
    end = max(0, len(wanted) - skip)
    behind = [row.id for row in query.page_before_end(view, skip, 25)]
    assert behind == wanted[max(0, end - 25) : end]
    first = query.page(view, None, 0, 30)
    anchor = query.anchor(view, first[-1])
    ahead = [row.id for row in query.page(view, anchor, skip, 25)]
    assert ahead == wanted[30 + skip : 30 + skip + 25]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", ["due", "state", "base_value"])
def test_every_record_stands_where_the_list_shows_it(
    filled: tuple[SmallOffice, list[Any]], name: str, descending: bool
) -> None:
    office, rows = filled
    view, query = View((), name, descending), _query(office)
    wanted = _in_python(rows, name, descending)
    for place in range(0, ROWS, 17):
        assert query.position(view, wanted[place]) == place
    assert query.position(view, 10**6) is None
    narrow = View((Filter("state", "=", "Frozen"),), name, descending)
    other = next(row["asset_id"] for row in rows if row["headline"] != "Frozen")
    assert query.position(narrow, other) is None


def test_an_anchor_holds_where_the_row_was_read_by_somebody_else(
    filled: tuple[SmallOffice, list[Any]],
) -> None:
    office, _rows_ = filled
    view = View((), "description", False)
    page = _query(office).page(view, None, 0, 50)
    fresh = _query(office)
    after = fresh.anchor(view, page[-1])
    assert [row.id for row in fresh.page(view, after, 0, 20)] == [
        row.id for row in fresh.page(view, None, 50, 20)
    ]


def test_the_sum_of_a_view_is_the_sum_of_its_rows(
    filled: tuple[SmallOffice, list[Any]],
) -> None:
    office, rows = filled
    query = _query(office)
    for chips, fits in FILTERS:
        wanted = sum(row["base_minor"] or 0 for row in rows if fits(row))
        assert query.total(View(chips)) == wanted
        assert sum(minor for _kind, minor in query.kinds(View(chips))) == wanted


def test_an_unknown_column_is_named_with_what_there_is(
    filled: tuple[SmallOffice, list[Any]],
) -> None:
    office, _rows_ = filled
    query = _query(office)
    for view in (View((), "colour"), View((Filter("colour", "=", "red"),))):
        with pytest.raises(ValidationFailed) as refused:
            query.count(view)
        assert refused.value.reasons[0].code == "column_unknown"
        assert "reference" in refused.value.reasons[0].text
    with pytest.raises(ValidationFailed) as refused:
        query.count(View(where="colour = 'red'"))
    assert refused.value.reasons[0].code == "field_invalid"


def test_every_register_can_be_sorted_by_every_column_and_every_cell_can_be_asked_for(
    filled: tuple[SmallOffice, list[Any]],
) -> None:
    office, _rows_ = filled
    for register in REGISTERS:
        query = _query(office, register)
        for name in register_sql(register).columns:
            for descending in (False, True):
                view = View((), name, descending)
                rows = query.page(view, None, 0, 10)
                assert len(query.page_before_end(view, 0, 10)) == len(rows)
            assert query.count(View(where=f"{name} is known or {name} is unknown")) == query.count(
                View()
            )


def test_a_line_says_what_is_due_in_words_and_tone(
    filled: tuple[SmallOffice, list[Any]],
) -> None:
    office, _rows_ = filled
    rows: list[AssetRow] = _query(office).page(View((), "due"), None, 0, ROWS)
    by_day = {row.due_on: row for row in rows}
    assert by_day[date(2026, 11, 20)].due_text == "Order ends, 4 d over"
    assert by_day[date(2026, 11, 20)].due_tone == "bad"
    assert by_day[date(2026, 12, 1)].due_tone == "attention"
    assert by_day[date(2027, 2, 3)].due_text == "Order ends 3 Feb 2027"
    assert by_day[None].due_text == ""


def test_who_has_no_reading_role_sees_no_list(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    office.give("open_case", case="C1", title="One", on="2026-01-02")
    for name, seen in (("administrator", 0), ("auditor", 1), ("manager", 1)):
        query = RegisterQuery(office.reading, "cases", Access.of(office.actor(name), TODAY), READER)
        assert query.count(View()) == seen
        assert len(query.page(View(), None, 0, 10)) == seen
        assert len(query.values("status")) == seen
    office.close()
