"""Previews, what waits over all cases, and payment lists as files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from asset_recovery.domain.errors import NotPermitted, RuleViolation, ValidationFailed
from asset_recovery.services.distribution_service import DistributionService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
IBAN = "DE89370400440532013000"
PAIN = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"


def service(life: Life) -> DistributionService:
    return DistributionService(opened(life.office))


def shared(life: Life) -> Life:
    """Two victims share the net; one has no account."""
    for name, iban in (("Anna <Ω>", IBAN), ("=cmd|' /C calc'!A0", None)):
        life.give(
            "record_victim", case="CASE", party={"name": name}, loss=money("9000.00"),
            on="2025-01-01", address="5 Hidden Lane", **({"iban": iban} if iban else {}),
        )  # fmt: skip
    life.give("decide_victims", case="CASE", on="2026-07-01", outcome="admitted")
    assert life.allocate([{"to": "CASE-V", "kind": "victim", "share": "1"}]).ok
    return life


def test_a_preview_takes_the_value_where_nothing_is_sold(at: At) -> None:
    life = at("valued")
    actor = life.office.actor("accountant")
    found = service(life).preview("CAR", actor, purpose="case work")
    assert (found.gross, found.gross_of) == ("10000.00", "value")


def test_a_preview_of_what_was_sold_is_the_waterfall_of_its_proceeds(at: At) -> None:
    life = at("final")
    life.give(
        "post_cost", asset="CAR", on="2026-08-01", amount=money("100.00"), category="storage",
        counterparty="Garage",
    )  # fmt: skip
    before = life.all_rows()
    found = service(life).preview("CAR", life.office.actor("accountant"), purpose="case work")
    assert (found.gross, found.gross_of) == ("9500.00", "proceeds")
    assert [(one.kind, one.amount) for one in found.lines] == [("keeping_cost", "100.00")]
    assert life.all_rows() == {**before}


def test_what_waits_is_listed_over_all_cases_until_it_is_paid(at: At) -> None:
    life = at("net")
    accountant = life.office.actor("accountant")
    assert service(life).waiting(accountant) == []
    assert life.allocate([{"to": "Treasury", "kind": "state", "share": "1"}]).ok
    waiting = service(life).waiting(accountant)
    assert [(one.reference, one.what) for one in waiting] == [("CAR-A1", "allocate_proceeds")]
    life.approve(on="2026-08-05")
    assert [one.what for one in service(life).waiting(accountant)] == ["to_pay"]
    assert service(life).waiting(life.office.actor("administrator")) == []


def test_a_payment_list_sums_to_the_share_and_disarms_formulas(at: At, tmp_path: Path) -> None:
    life = shared(at("net"))
    path = tmp_path / "list.csv"
    actor = life.office.actor("accountant")
    assert service(life).write_payments("CAR-A1", actor, path, purpose="payment") == 2
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert sum(Decimal(row["amount"]) for row in rows) == Decimal(9500)
    assert rows[1]["name"].startswith("'=")
    assert "Hidden Lane" not in path.read_text("utf-8-sig")


def test_the_published_list_names_nobody(at: At, tmp_path: Path) -> None:
    life = shared(at("net"))
    path = tmp_path / "list.csv"
    auditor = life.office.actor("auditor")
    with pytest.raises(NotPermitted):
        service(life).write_payments("CAR-A1", auditor, path, purpose="audit")
    service(life).write_payments("CAR-A1", auditor, path, published=True, purpose="audit")
    text = path.read_text("utf-8-sig")
    assert "Anna" not in text
    assert IBAN not in text
    assert "V-2026-000001" not in text


def test_the_bank_gets_an_order_for_what_is_approved_and_has_an_account(
    at: At, tmp_path: Path
) -> None:
    life = shared(at("net"))
    path, actor = tmp_path / "order.xml", life.office.actor("accountant")
    told: dict[str, Any] = {"account": "PAY", "purpose": "payment"}
    with pytest.raises(RuleViolation) as refused:
        service(life).write_payments("CAR-A1", actor, path, **told)
    assert refused.value.reasons[0].code == "second_person_needed"
    life.approve(on="2026-08-05")
    with pytest.raises(ValidationFailed):
        service(life).write_payments("CAR-A1", actor, path, **told)
    life.give(
        "open_account", account="PAY", kind="trust", on="2026-01-01", currency="EUR", iban=IBAN
    )
    assert service(life).write_payments("CAR-A1", actor, path, **told) == 1
    found = ElementTree.parse(path).getroot()
    assert [one.text for one in found.iter(f"{PAIN}CtrlSum")] == ["4750.00", "4750.00"]
    assert [one.text for one in found.iter(f"{PAIN}EndToEndId")] == ["V-2026-000001"]
