"""Conditions as SQL select the rows that the expression language finds certainly true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.expression import evaluate, parse
from asset_recovery.domain.registers import Filter, View
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.columns import Reader
from asset_recovery.persistence.queries.register_query import RegisterQuery
from tests.support.office import TODAY, an_office

VALUES: tuple[tuple[int | None, str | None], ...] = (
    (None, None),
    (0, "EUR"),
    (1000_50, "EUR"),
    (1000_51, "USD"),
    (1000, "JPY"),
    (1001, "JPY"),
    (1000_500, "KWD"),
    (10**17, "EUR"),
)
UNITS = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3}
EXPRESSIONS = (
    "value >= 1000.50",
    "value > 1000.5 and value < 1001",
    "value = 1000.5",
    "value = 1000.505",
    "value != 1000.5",
    "value != 1000.505",
    "not (value = 1000.5)",
    "1000 <= value",
    "value in (0, 1000.5)",
    "value is known",
    "value is unknown",
    "not value",
    "base_value >= 0.01",
    "state = 'Frozen'",
    "not (country = 'MT')",
    "country != 'MT'",
    "country in ('MT', 'CH') or route is unknown",
    "not (country in ('MT', 'CH'))",
    "description contains 'STRASSE'",
    "description contains 'ÖL'",
    "description contains '%'",
    "description contains ''",
    "due <= 2026-12-01",
    "due > 2026-12-01 or valued < 2026-01-01",
    "due != 2026-12-01",
    "due = valued",
    "due < valued",
    "due contains '2026-12'",
    "reference = 'x'' or 1=1 --'",
    "officer = route",
    "not (officer = 'u1' and due is known)",
    "value > 99999999999999999999999999",
    "value < 99999999999999999999999999",
)


@pytest.fixture(scope="module")
def query(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[RegisterQuery, list[dict[str, Any]]]]:
    office = an_office(tmp_path_factory.mktemp("office"))
    office.give("open_case", case="C1", title="One", on="2026-01-02")
    texts = ("Straße 1", "Öl und Gas", "100 % share", "car")
    rows = []
    for key in range(1, 97):
        minor, currency = VALUES[key % len(VALUES)]
        rows.append(
            {
                "asset_id": key, "case_id": 1, "reference": f"A-{key}",
                "description": texts[key % 4], "description_key": "",
                "description_folded": texts[key % 4].casefold(), "type_code": "VES-YAC",
                "case_reference": "C1", "legal": "frozen", "management": "stored",
                "dispute": "no_claim", "money": "no_money",
                "headline": ("Frozen", "Seized")[key % 2],
                "value_minor": minor, "value_currency": currency, "base_minor": minor,
                "value_kind": None,
                "valued_on": (None, "2026-12-01", "2025-06-01")[key % 3],
                "country": (None, "MT", "CH", "FR", "MT")[key % 5],
                "route": (None, "u1")[key % 7 == 0], "officer": (None, "u1", "u2")[key % 3],
                "due_on": (None, "2026-12-01", "2027-01-01", "2026-12-01")[key % 4],
                "due_text": None,
            }
        )  # fmt: skip
    with office.writing.begin() as connection:
        connection.execute(insert(t.asset_row), rows)
    access = Access.of(office.actor("officer"), TODAY)
    yield RegisterQuery(office.reading, "assets", access, Reader(TODAY, "EUR")), rows
    office.close()


def _as_evaluated(row: dict[str, Any]) -> dict[str, object]:
    def day(text: str | None) -> date | None:
        return None if text is None else date.fromisoformat(text)

    minor, currency = row["value_minor"], row["value_currency"]
    return {
        "reference": row["reference"],
        "description": row["description"],
        "state": row["headline"],
        "country": row["country"],
        "route": row["route"],
        "officer": row["officer"],
        "due": day(row["due_on"]),
        "valued": day(row["valued_on"]),
        "value": None if minor is None else Decimal(minor).scaleb(-UNITS[currency]),
        "base_value": None if minor is None else Decimal(minor).scaleb(-2),
    }


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_sql_selects_what_evaluation_finds_true(
    query: tuple[RegisterQuery, list[dict[str, Any]]], text: str
) -> None:
    found, rows = query
    tree = parse(text)
    wanted = [row["asset_id"] for row in rows if evaluate(tree, _as_evaluated(row))]
    view = View((), "reference", False, text)
    assert sorted(row.id for row in found.page(view, None, 0, 200)) == wanted
    assert found.count(view) == len(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "value = 'much'",
        "reference = 5",
        "due = 'soon'",
        "due >= 5",
        "taken_over = 'yes'",
        "value contains 'x'",
        "due = officer",
        "value = base_value",
        "'a' = 'a'",
        "value >= ",
        "1e5 = value",
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(
    query: tuple[RegisterQuery, list[dict[str, Any]]], text: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        query[0].count(View(where=text))
    assert refused.value.reasons[0].code == "field_invalid"
    assert refused.value.reasons[0].field == "where"


@pytest.mark.parametrize(
    ("chip", "found"),
    [
        (Filter("state", "=", "frozen"), 48),
        (Filter("base_value", ">=", "1 000,50"), 48),
        (Filter("base_value", ">=", 1000), 48),
        (Filter("due_on", "<=", "2026-12-01"), 48),
        (Filter("due_on", "<=", date(2026, 12, 1)), 48),
        (Filter("country", "in", ["FR", "CH"]), 38),
        (Filter("country", "in", []), 0),
        (Filter("taken_over", "=", "no"), 0),
        (Filter("description", "contains", "100 %"), 24),
    ],
)
def test_a_chip_takes_what_a_person_types(
    query: tuple[RegisterQuery, list[dict[str, Any]]], chip: Filter, found: int
) -> None:
    assert len(query[0].page(View((chip,)), None, 0, 200)) == found


@pytest.mark.parametrize(
    "chip",
    [
        Filter("base_value", ">=", "much"),
        Filter("base_value", ">=", "NaN"),
        Filter("base_value", ">=", "1e999999"),
        Filter("due_on", "<=", "tomorrow"),
        Filter("taken_over", "=", "perhaps"),
        Filter("state", "~", "x"),
    ],
)
def test_a_chip_with_an_impossible_value_is_refused(
    query: tuple[RegisterQuery, list[dict[str, Any]]], chip: Filter
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        query[0].count(View((chip,)))
    assert refused.value.reasons[0].field == chip.column
