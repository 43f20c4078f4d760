"""Registers as services: the command line's rows, totals, choices, exports, and what is noted."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import Filter, View, ViewTotal
from asset_recovery.domain.value_kinds import KindSum
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.register_service import RegisterService
from tests.support.office import NOW, OFFICE_ID, TODAY, SmallOffice, an_office, money


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    made = an_office(tmp_path_factory.mktemp("office"))
    made.give("open_case", case="C1", title="=Lantern", on="2026-01-02", officer="officer")
    made.give("open_case", case="C2", title="Quarry", on="2026-02-02", officer="colleague")
    for number, (kind, value, country) in enumerate(
        [
            ("VES-YAC", money("1000.50"), "MT"),
            ("VEH-CAR", money("5000", "JPY"), "CH"),
            ("VES-YAC", None, None),
        ]
    ):
        more: dict[str, Any] = {"estimated_value": value} if value else {}
        if country:
            more["country"] = country
        made.give(
            "register_asset",
            case="C1" if number < 2 else "C2",
            asset=f"A-{number}",
            type=kind,
            description=f"Thing {number}",
            location="Port",
            **more,
        )
    made.give("identify_asset", asset="A-0", on="2026-01-05", source="registry")
    yield made
    made.close()


def _service(office: SmallOffice, log: Consultations | None = None) -> RegisterService:
    return RegisterService(engine=office.reading, today=lambda: TODAY, consultations=log)


def test_the_command_line_gets_documented_columns_with_amounts_as_text(
    office: SmallOffice,
) -> None:
    rows = _service(office).listed("assets", office.actor("officer"), sort="reference")
    assert [row["reference"] for row in rows] == ["A-0", "A-1", "A-2"]
    first, second, third = rows
    assert first["value"] == "1000.50"
    assert (second["value"], second["currency"]) == ("5000", "JPY")
    assert third["value"] is None
    assert third["base_value"] is None
    assert first["state"] == "Identified"
    assert first["taken_over"] is False
    assert first["valued"] == TODAY.isoformat()
    assert {"type", "case", "legal", "management", "dispute", "money", "country"} <= set(first)


@pytest.mark.parametrize(
    ("where", "sort", "limit", "found"),
    [
        ("", "-reference", None, ["A-2", "A-1", "A-0"]),
        ("", "reference", 2, ["A-0", "A-1"]),
        ("", "reference", 0, []),
        ("value >= 1000.50", "reference", None, ["A-0", "A-1"]),
        ("value >= 1000.51", "reference", None, ["A-1"]),
        ("state = 'identified' or value is unknown", "-reference", None, ["A-2", "A-0"]),
        ("case = 'C2'", "", None, ["A-2"]),
    ],
)
def test_the_command_line_asks_sorts_and_limits(
    office: SmallOffice, where: str, sort: str, limit: int | None, found: list[str]
) -> None:
    rows = _service(office).listed(
        "assets", office.actor("officer"), where=where, sort=sort, limit=limit
    )
    assert [row["reference"] for row in rows] == found


def test_cases_come_with_their_assets_and_value_newest_first(office: SmallOffice) -> None:
    rows = _service(office).listed("cases", office.actor("officer"))
    assert [(row["reference"], row["assets"]) for row in rows] == [("C2", 1), ("C1", 2)]
    assert rows[0]["value"] is None
    assert Decimal(str(rows[1]["value"])) > Decimal("1000.50")
    assert rows[1]["officer"] == "officer"


def test_an_unknown_register_limit_or_kind_is_refused(office: SmallOffice, tmp_path: Path) -> None:
    service, officer = _service(office), office.actor("officer")
    for wrong in (
        lambda: service.listed("secrets", officer),
        lambda: service.listed("assets", officer, limit=-1),
        lambda: service.listed("assets", officer, sort="colour"),
        lambda: service.export("assets", View(), tmp_path / "x", "pdf", officer),
    ):
        with pytest.raises(ValidationFailed):
            wrong()
    assert not list(tmp_path.iterdir())


def test_totals_are_in_the_base_currency_and_only_where_there_are_values(
    office: SmallOffice,
) -> None:
    service, officer = _service(office), office.actor("officer")
    narrow = View((Filter("headline", "=", "Identified"),))
    wanted = ViewTotal(
        Money(1000_50, "EUR"), "24 Nov", (KindSum("estimate", Money(1000_50, "EUR")),)
    )
    assert service.totals("assets", narrow, officer) == wanted
    by_where = service.totals("assets", View(where="reference = 'A-0'"), officer)
    assert by_where == wanted
    whole = service.totals("assets", View(), officer)
    assert whole is not None
    assert whole == service.totals("cases", View(), officer)
    assert service.totals("orders", View(), officer) is None
    lines = service.portfolio(officer)
    assert sum(line.count for line, _sum in lines) == 3
    assert Money.total((sum_ for _line, sum_ in lines), "EUR") == whole.amount


def test_choices_are_the_values_that_there_are_in_words(office: SmallOffice) -> None:
    service, officer = _service(office), office.actor("officer")
    assert [code for code, _label in service.choices("assets", "country", officer)] == ["CH", "MT"]
    assert dict(service.choices("assets", "headline", officer)).keys() == {"Identified", "Lead"}
    kinds = dict(service.choices("assets", "type_code", officer))
    assert kinds.keys() == {"VEH-CAR", "VES-YAC"}
    assert kinds["VES-YAC"] != "VES-YAC"
    assert service.choices("assets", "description", officer) == ()
    assert dict(service.choices("assets", "taken_over", officer)).keys() == {"true", "false"}


def test_an_export_has_exactly_the_rows_of_the_view(office: SmallOffice, tmp_path: Path) -> None:
    service, officer = _service(office), office.actor("officer")
    view = View((Filter("type_code", "=", "VES-YAC"),), "reference", True)
    for kind in ("csv", "xlsx"):
        assert service.export("assets", view, tmp_path / f"a.{kind}", kind, officer) == 2
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["reference"] for row in rows] == ["A-2", "A-0"]
    assert [row["value"] for row in rows] == ["", "1000.50"]
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0)
    header, *lines = sheet.to_python()
    assert [line[0] for line in lines] == ["A-2", "A-0"]
    assert lines[1][header.index("value")] == pytest.approx(1000.5)
    assert lines[1][header.index("valued")] == date(2026, 11, 24)


def test_a_page_with_personal_data_is_noted_once_with_its_references(
    office: SmallOffice, tmp_path: Path
) -> None:
    log = Consultations(engine=office.writing, office_id=OFFICE_ID, now=lambda: NOW)
    service, officer = _service(office, log), office.actor("officer")
    source = service.source("assets", officer)
    source.page(View((), "reference"), None, 0, 2)
    source.page_before_end(View((), "reference"), 0, 1)
    service.source("deadlines", officer).page(View(), None, 0, 10)
    source.count(View())
    service.listed("cases", officer, purpose="audit of the year")
    service.export("parties", View(), tmp_path / "none.csv", "csv", officer)
    assert log.waiting == 3
    assert log.flush() == 3
    with office.reading.connect() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM consultation ORDER BY seq")
        payloads = [json.loads(row[0]) for row in rows]
    assert [(one["screen"], one["ids"]) for one in payloads] == [
        ("list assets", ["A-0", "A-1"]),
        ("list assets", ["A-2"]),
        ("list cases", ["C2", "C1"]),
    ]
    assert payloads[2]["purpose"] == "audit of the year"


@pytest.mark.parametrize("born", ["1980", "1980-04", "1980-04-07"])
def test_a_date_of_birth_is_listed_as_far_as_it_is_known(tmp_path: Path, born: str) -> None:
    made = an_office(tmp_path)
    made.give("register_party", party="P", kind="natural", name="Subject A", born=born)
    rows = _service(made).listed("parties", made.actor("officer"))
    assert [row["born"] for row in rows] == [born]
    made.close()
