"""Receipts that wait too long are all in the report, by the age that the office's law gives."""

from __future__ import annotations

from asset_recovery.app.session import OfficeSession
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.receipts_report import ReceiptsReport
from tests.services.conftest import At
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money


def came(life: Life, receipt: str, on: str) -> None:
    life.give("receive_money", receipt=receipt, account="E", on=on, amount=money("10.00"),
              reference="x")  # fmt: skip


def overdue(life: Life) -> list[str]:
    report = ReceiptsReport(opened(life.office))
    days, rows = report.overdue(life.office.actor("everyone"))
    assert days == 30
    return [row.reference for row in rows]


def test_every_receipt_older_than_the_days_of_the_law_is_in_the_report(at: At) -> None:
    life = at("seized")
    came(life, "R3", "2026-10-24")
    came(life, "R2", "2026-10-25")
    came(life, "R1", "2026-05-01")
    assert overdue(life) == ["R1", "R3"]
    life.give("match_receipt", receipt="R1", to="CAR", amount=money("4.00"))
    assert overdue(life) == ["R1", "R3"]
    life.give("match_receipt", receipt="R1", to="CAR")
    assert overdue(life) == ["R3"]


def test_the_list_prints(at: At) -> None:
    life = at("seized")
    came(life, "R1", "2026-05-01")
    paper = PaperService(opened(life.office), life.office.actor("everyone")).receipts()
    assert paper.startswith(b"%PDF")


def test_the_wizard_offers_statements_of_banks_and_ledgers() -> None:
    offered = OfficeSession.import_maps(None)  # type: ignore[arg-type]
    assert {("bank_statement", "camt053"), ("bank_statement", "mt940"),
            ("bank_statement", "bank_statement"), ("ledger", "ledger")} <= set(offered)  # fmt: skip
