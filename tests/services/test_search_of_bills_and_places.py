"""Invoices and places of storage are found like other records, and hidden with their cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asset_recovery.services.search_service import SearchService
from tests.support.asset_life import Life
from tests.support.office import TODAY, money

At = Callable[[str], Life]


def found(life: Life, text: str, who: str = "everyone") -> list[tuple[str, str]]:
    """Kind and reference of what somebody finds."""
    service = SearchService(engine=life.office.reading, today=lambda: TODAY)
    hits = service.search(life.office.actor(who), text)
    return [(hit.kind, hit.reference) for hit in hits]


def a_bill(life: Life) -> None:
    """The depot bills a month."""
    period: dict[str, Any] = {"from": "2026-03-03", "to": "2026-03-31"}
    life.give(
        "record_invoice",
        invoice="INV-1",
        supplier="Depot Ltd",
        number="2026-311",
        on="2026-04-01",
        amount=money("10.00"),
        lines=[{"asset": "CAR", "amount": money("10.00"), "category": "storage"}],
        **period,
    )


def test_an_invoice_is_found_by_its_supplier_and_number(at: At) -> None:
    life = at("stored")
    a_bill(life)
    assert ("invoice", "INV-1") in found(life, "depot 311")
    assert life.is_sound()


def test_a_place_is_found_by_its_name_and_by_how_a_seizure_called_it(at: At) -> None:
    life = at("stored")
    assert ("storage", "Hall 3") in found(life, "hall 3")
    life.give("define_storage", storage="H9", kind="building", name="Old barn", on="2026-03-01")
    assert ("storage", "H9") in found(life, "old barn")


def test_an_invoice_of_a_sealed_case_alone_is_not_found_by_others(at: At) -> None:
    life = at("stored")
    a_bill(life)
    life.give("seal_case", case="CASE", on="2026-04-02", reason="sensitive")
    assert found(life, "depot 311", "colleague") == []
