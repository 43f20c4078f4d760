"""Lists too long to be sorted for each page: walked, or read from the keys that are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import insert

from asset_recovery.domain.registers import Filter, View
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.register_query import RegisterQuery
from tests.support.office import TODAY, SmallOffice, an_office

ROWS = 12_000
KNOWN = Filter("legal", "=", "frozen")  # not in the portfolio, which has no rows here
RARE = "state = 'Frozen' and country = 'MT'"


def _row(key: int) -> dict[str, Any]:
    """Frozen assets with a day stand late in every order; half of all have no day."""
    late = key > ROWS - 2_000
    day = f"2027-{1 + key % 12:02d}-{1 + key % 28:02d}" if late or key % 2 else None
    what = f"Lot {key} {'Straße' if key % 3 else 'yacht'} “{key % 7}”"
    return {
        "asset_id": key, "case_id": 1, "reference": f"A-{key:06d}", "description": what,
        "description_key": what.casefold(), "description_folded": what.casefold(),
        "type_code": "VES-YAC", "case_reference": "C1", "legal": "frozen", "management": "stored",
        "dispute": "no_claim", "money": "no_money",
        "headline": "Frozen" if late or key % 2 == 0 else "Seized",
        "value_minor": key, "value_currency": "EUR", "value_kind": None,
        "base_minor": None if key % 5 == 0 else key * 7919 % 100_003, "valued_on": None,
        "country": "MT" if late else ("FR", "CH")[key % 2], "route": None, "officer": "officer",
        "due_on": day, "due_text": None,
    }  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    made = an_office(tmp_path_factory.mktemp("office"))
    made.give("open_case", case="C1", title="One", on="2026-01-02")
    with made.writing.begin() as connection:
        connection.execute(insert(t.asset_row), [_row(key) for key in range(1, ROWS + 1)])
    yield made
    made.close()


def _query(office: SmallOffice) -> RegisterQuery:
    access = Access.of(office.actor("officer"), TODAY)
    return RegisterQuery(office.reading, "assets", access, Reader(TODAY, "EUR"))


def _in_python(view: View, fits: Any) -> list[int]:
    by = {"due": "due_on", "base_value": "base_minor", "reference": "reference"}[view.sort]
    rows = [row for row in map(_row, range(1, ROWS + 1)) if fits(row)]
    known = [row for row in rows if row[by] is not None]
    unknown = [row for row in rows if row[by] is None]
    known.sort(key=lambda row: (row[by], row["asset_id"]), reverse=view.descending)
    unknown.sort(key=lambda row: row["asset_id"], reverse=view.descending)
    return [row["asset_id"] for row in (*known, *unknown)]


VIEWS: tuple[tuple[tuple[Filter, ...], str, Any], ...] = (
    ((Filter("state", "in", ["Frozen", "Seized"]), KNOWN), "", lambda r: True),
    (
        (Filter("state", "in", ["Seized", "seized"]),),
        "legal = 'frozen'",
        lambda r: r["headline"] == "Seized",
    ),
    ((Filter("state", "=", "Frozen"), KNOWN), "", lambda r: r["headline"] == "Frozen"),
    ((), RARE, lambda r: r["headline"] == "Frozen" and r["country"] == "MT"),
    (
        (Filter("description", "contains", "STRASSE “3"),),
        "",
        lambda r: r["asset_id"] % 21 in (10, 17),
    ),  # fmt: skip
    ((Filter("description", "contains", "ß"),), "", lambda r: r["asset_id"] % 3 > 0),
    ((), "legal = 'frozen' and value >= 40", lambda r: r["asset_id"] >= 4_000),
)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ["due", "base_value", "reference"])
@pytest.mark.parametrize("number", range(len(VIEWS)))
def test_pages_from_anchors_jumps_and_the_end_are_those_of_the_whole_list(
    office: SmallOffice, number: int, sort: str, descending: bool
) -> None:
    chips, where, fits = VIEWS[number]
    view, query = View(chips, sort, descending, where), _query(office)
    wanted = _in_python(view, fits)
    assert query.count(view) == len(wanted)
    first = query.page(view, None, 0, 40)
    assert [row.id for row in first] == wanted[:40]
    after = query.anchor(view, first[-1])
    assert [row.id for row in query.page(view, after, 7, 40)] == wanted[47:87]
    assert [row.id for row in query.page_before_end(view, 3, 40)] == wanted[-43:-3]
    deep = len(wanted) * 2 // 3
    jump = query.page(view, None, deep, 40)
    assert [row.id for row in jump] == wanted[deep : deep + 40]
    after = query.anchor(view, jump[-1])
    assert [row.id for row in query.page(view, after, 0, 40)] == wanted[deep + 40 : deep + 80]
    assert query.count(view) == len(wanted)
    assert query.position(view, wanted[deep]) == deep
    assert [row.id for row in _query(office).page(view, after, 0, 9)] == wanted[
        deep + 40 : deep + 49
    ]


def test_a_remembered_list_is_made_anew_after_the_next_entry_of_the_journal(
    office: SmallOffice,
) -> None:
    view, query = View((), "reference", False, "state = 'Frozen'"), _query(office)
    before = query.page(view, None, 4_000, 3)
    office.give("open_case", case="C2", title="Two", on="2026-01-03")
    moved = t.asset_row.c.asset_id == before[0].id
    with office.writing.begin() as connection:
        connection.execute(t.asset_row.update().where(moved).values(headline="Seized"))
    try:
        assert [row.id for row in query.page(view, None, 4_000, 2)] == [
            row.id for row in before[1:]
        ]
    finally:
        with office.writing.begin() as connection:
            connection.execute(t.asset_row.update().where(moved).values(headline="Frozen"))
