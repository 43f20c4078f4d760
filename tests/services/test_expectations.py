"""What is still to come: each with what is owed of it now, and what a receipt may belong to."""

from __future__ import annotations

from asset_recovery.domain.bank_facts import Expectation, Suggestion
from asset_recovery.services.matching import MatchingService
from tests.services.conftest import At
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money


def expected(life: Life) -> list[Expectation]:
    service = MatchingService(opened(life.office))
    return list(service.expected(life.office.actor("everyone")))


def suggested(life: Life, receipt: str) -> list[Suggestion]:
    service = MatchingService(opened(life.office))
    return list(service.suggestions(receipt, life.office.actor("everyone")))


def came(life: Life, receipt: str, amount: str, reference: str = "x") -> None:
    life.give("receive_money", receipt=receipt, account="E", on="2026-08-05",
              amount=money(amount), reference=reference)  # fmt: skip


def agreed(life: Life) -> None:
    tranches = [
        {"tranche": "1", "due": "2026-07-01", "amount": money("300.00")},
        {"tranche": "2", "due": "2026-09-01", "amount": money("700.00")},
    ]
    life.give("record_agreement", agreement="AG", case="CASE", on="2026-06-20", country="CH",
              kind="sharing", amount=money("1000.00"), tranches=tranches)  # fmt: skip


def test_of_a_sale_what_is_still_owed_is_expected_and_compared(at: At) -> None:
    life = at("sold")
    (sale,) = expected(life)
    assert (sale.kind, sale.asset, sale.open) == ("sale", "CAR", sale.amount)
    life.pay(amount="4000.00", on="2026-07-01")
    (sale,) = expected(life)
    assert sale.open == sale.amount - sale.amount.__class__(400000, "EUR")
    came(life, "R1", sale.open.amount)
    (found,) = suggested(life, "R1")
    assert found.record == sale.record
    assert "still owed" in found.reasons[0]
    came(life, "R2", sale.amount.amount)
    (less,) = suggested(life, "R2")
    assert less.weight < found.weight


def test_a_payment_and_the_receipt_matched_for_it_count_once(at: At) -> None:
    life = at("sold")
    life.pay(amount="4000.00", on="2026-07-01")
    (before,) = expected(life)
    came(life, "R1", "4000.00")
    life.give("match_receipt", receipt="R1", to=before.record)
    assert expected(life) == [before]
    came(life, "R2", "500.00")
    life.give("match_receipt", receipt="R2", to=before.record, match="M2")
    assert expected(life)[0].open.minor == before.open.minor - 50000
    life.give("correct_posting", posting="M2", reason="another buyer")
    assert expected(life) == [before]


def test_tranches_of_an_agreement_wait_each_and_a_receipt_pays_the_first_due(at: At) -> None:
    life = at("seized")
    agreed(life)
    assert [(one.record, one.open.amount) for one in expected(life)] == [
        ("AG", "300.00"), ("AG", "700.00"),
    ]  # fmt: skip
    came(life, "R1", "400.00", "sharing AG")
    assert {one.record for one in suggested(life, "R1")} == {"AG"}
    life.give("match_receipt", receipt="R1", to="AG", match="M1")
    assert [(one.title[:9], one.open.amount) for one in expected(life)] == [("Tranche 2", "600.00")]
    life.give("correct_posting", posting="M1", reason="wrong")
    assert len(expected(life)) == 2
    assert life.is_sound()


def test_a_tranche_recorded_and_matched_counts_once_and_more_is_warned_of(at: At) -> None:
    life = at("seized")
    agreed(life)
    life.give("record_tranche", agreement="AG", tranche="2", on="2026-08-01", state="received",
              amount=money("700.00"))  # fmt: skip
    came(life, "R1", "700.00")
    life.give("match_receipt", receipt="R1", to="AG")
    assert [one.open.amount for one in expected(life)] == ["300.00"]
    came(life, "R2", "300.01")
    assert life.warned("match_receipt", receipt="R2", to="AG") == ["balance_mismatch"]
    assert expected(life) == []
