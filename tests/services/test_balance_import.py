"""Balances by address and token are taken in as counts: what differs is listed, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import select

from asset_recovery.persistence import tables as t
from asset_recovery.persistence.verify import verify_chain, verify_records
from asset_recovery.services.import_report import ImportReport
from asset_recovery.services.import_service import ImportService
from asset_recovery.services.office import Office
from tests.support.full_office import PASSWORD, a_new_office

HEADER = ["address", "token", "balance", "on", "counted_by_1", "counted_by_2", "block", "time"]
COLD = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
FOUND = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
ETHER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
NOWHERE = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"


class Desk:
    """An office with coins at three addresses, and files of balances."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.anna = office.users.log_in("anna", PASSWORD)
        self.give("open_case", case="C", title="Coins", on="2024-01-01")
        self.coins("COINS", "BTC", "10", address=COLD)
        self.coins("ETHER", "ETH", "5", address=ETHER)
        self.coins("LEAD", "BTC", "2", kind="btc", value=FOUND)

    def give(self, action: str, **arguments: Any) -> None:
        result = self.office.actions.give(self.anna, {"action": action, **arguments})
        assert result.ok, [(one.code, one.text) for one in result.reasons]

    def coins(  # noqa: PLR0913 - what they are and how they are known
        self, name: str, unit: str, quantity: str, *, address: str | None = None,
        kind: str = "other", value: str = "",
    ) -> None:  # fmt: skip
        self.give(
            "register_asset", asset=name, case="C", type=f"VA-{unit}", description=name,
            identifiers=[{"kind": kind, "value": value or name}], quantity=quantity, unit=unit,
        )  # fmt: skip
        self.give("identify_asset", asset=name, on="2026-02-01", source="chain analysis")
        if address:
            self.give("record_quantity", asset=name, on="2026-03-01", event="transfer",
                      quantity=quantity, unit=unit, to_address=address)  # fmt: skip

    def take(self, *rows: dict[str, str], **more: Any) -> ImportReport:
        path = self.folder / "balances.csv"
        lines = [",".join(line) for line in (HEADER, *map(cells, rows))]
        path.write_text("\n".join(lines), "utf-8")
        return self.read(path, **more)

    def read(self, path: Path, **more: Any) -> ImportReport:
        return ImportService(self.office).run(path, "balances", "balances", self.anna, **more)

    def counts(self) -> list[dict[str, Any]]:
        with self.office.reading.connect() as connection:
            query = select(t.event.c.data).where(t.event.c.action == "reconcile_quantity")
            return [
                json.loads(data) for (data,) in connection.execute(query.order_by(t.event.c.id))
            ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = a_new_office(tmp_path / "office")
    yield Desk(office, tmp_path)
    office.close()


def cells(row: dict[str, str]) -> list[str]:
    usual = {
        "address": COLD, "token": "BTC", "balance": "10", "on": "2026-11-20",
        "counted_by_1": "Officer A", "counted_by_2": "Officer B", "block": "868402",
        "time": "14:05",
    }  # fmt: skip
    return list((usual | row).values())


def test_one_row_agrees_one_differs_and_one_is_of_an_unknown_address(desk: Desk) -> None:
    rejects = desk.folder / "rejects.csv"
    found = desk.take(
        {},
        {"address": ETHER.lower(), "token": "eth", "balance": "4.5"},
        {"address": NOWHERE},
        rejects=rejects,
    )
    assert (found.counts["planned"], found.counts["refused"]) == (2, 1)
    assert [(one.row, one.field, one.code) for one in found.problems] == [
        (4, "address", "not_found")
    ]
    assert NOWHERE in found.problems[0].text
    (told,) = [one for one in found.warnings if one.code == "balance_mismatch"]
    assert (told.row, told.field) == (3, "balance")
    assert told.text.startswith("ETHER, 0x5aaeb")
    assert "-0.5 ETH" in told.text
    assert any("row 3" in line and "-0.5 ETH" in line for line in found.lines())
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 2
    first, second = desk.counts()
    assert (first["asset"], first["by"]) == ("COINS", ["Officer A", "Officer B"])
    assert (first["block"], first["at"], first["balance"]) == ("868402", "14:05", "10")
    assert (second["asset"], second["unit"]) == ("ETHER", "ETH")
    with desk.office.reading.connect() as connection:
        assert not [*verify_chain(connection), *verify_records(connection)]


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    rows: list[dict[str, str]] = [{}, {"address": ETHER, "token": "ETH", "balance": "4.5"}]
    desk.take(*rows)
    again = desk.take(*rows)
    assert (again.counts["unchanged"], again.counts["planned"]) == (2, 0)
    assert len(desk.counts()) == 2


def test_a_dry_run_tells_the_same_and_keeps_nothing(desk: Desk) -> None:
    found = desk.take({"balance": "9"}, dry_run=True)
    assert found.counts["planned"] == 1
    assert [one.code for one in found.warnings] == ["balance_mismatch"]
    assert desk.counts() == []


def test_dust_is_not_listed(desk: Desk) -> None:
    assert desk.take({"balance": "10.000006"}).warnings == []


@pytest.mark.parametrize(
    ("cell", "code", "field"),
    [
        ({"address": NOWHERE}, "not_found", "address"),
        ({"token": "ETH"}, "not_found", "token"),
        ({"token": ""}, "field_missing", "token"),
        ({"balance": "-1"}, "field_invalid", "balance"),
        ({"balance": "1.0000000000000000001"}, "too_many_decimals", "balance"),
        ({"balance": ""}, "field_missing", "balance"),
        ({"counted_by_2": ""}, "field_missing", "counted_by_2"),
        ({"counted_by_2": "Officer A"}, "field_missing", "counted_by_2"),
        ({"on": "2030-01-01"}, "date_in_future", "on"),
        ({"time": "noon"}, "field_invalid", "time"),
    ],
)
def test_bad_rows_are_refused_with_place_code_and_sentence(
    desk: Desk, cell: dict[str, str], code: str, field: str
) -> None:
    found = desk.take(cell, {"block": "868500"})
    assert [(one.row, one.field, one.code) for one in found.problems] == [(2, field, code)]
    assert found.problems[0].text.endswith(".")
    assert (found.counts["refused"], found.counts["planned"]) == (1, 1)
    assert len(desk.counts()) == 1


def test_all_that_is_wrong_with_a_row_is_said_at_once(desk: Desk) -> None:
    found = desk.take({"address": NOWHERE, "balance": "-1"})
    assert [one.field for one in found.problems] == ["address", "balance"]


def test_an_asset_known_by_its_address_alone_is_counted_there(desk: Desk) -> None:
    assert desk.take({"address": FOUND, "balance": "2"}).warnings == []
    assert [one["asset"] for one in desk.counts()] == ["LEAD"]


def test_two_assets_at_one_address_are_not_guessed_between(desk: Desk) -> None:
    desk.coins("OTHERS", "BTC", "1", address=COLD)
    found = desk.take({})
    assert [(one.code, one.field) for one in found.problems] == [("field_missing", "asset")]
    assert "COINS, OTHERS" in found.problems[0].text


def test_another_balance_of_the_same_block_is_shown_and_counted_where_asked(desk: Desk) -> None:
    desk.take({})
    assert desk.take({"balance": "9"}).counts["change"] == 1
    assert len(desk.counts()) == 1
    desk.take({"balance": "9"}, take_changes=True)
    assert [one["balance"] for one in desk.counts()] == ["10", "9"]


def test_a_workbook_that_says_unit_and_date_is_read_alike(desk: Desk) -> None:
    path = desk.folder / "balances.xlsx"
    head = ["address", "unit", "balance", "date", "counted_by_1", "counted_by_2"]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, [COLD, "BTC", 10.00000001, "2026-11-20", "Officer A", "Officer B"])
    assert desk.read(path).counts["planned"] == 1
    assert [one["balance"] for one in desk.counts()] == ["10.00000001"]
