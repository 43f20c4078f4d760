"""Keys with split knowledge, the office's wallets, and what the page of the coins tells of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.services.wallet_service import WalletService
from tests.services.reading import case_file, opened
from tests.services.test_quantity_ledger import COLD, HOT, TWO, TX, coins, count, step
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
HOLDERS = {"keeper 1": "Officer A", "keeper 2": "Officer B"}


def put_away(life: Life, **more: Any) -> list[str]:
    """The codes with which an envelope is refused."""
    given = {
        "asset": "COINS", "on": "2026-03-02", "envelope": "KE-1", "storage": "Safe 1",
        "scheme": "2-of-3", "holders": HOLDERS, "sealed_by": TWO, "seal": "S-77", **more,
    }  # fmt: skip
    return life.codes("record_key_custody", **given)


def keys(life: Life) -> dict[str, Any]:
    """The envelopes of the coins by their number."""
    (ledger,) = [one for one in case_file(life.office, "CASE").quantity_files]
    return {one.envelope: one for one in ledger.keys}


def test_an_envelope_is_put_away_checked_and_handed_over(at: At) -> None:
    life = coins(at)
    assert put_away(life) == []
    life.give("check_key_custody", envelope="KE-1", on="2026-04-02", by=TWO, seal_intact=True)
    life.give(
        "move_key_custody", envelope="KE-1", on="2026-04-03", storage="Safe 2",
        handed_over_by="Officer A", received_by="Officer C",
        holders={"keeper 1": "Officer C", "keeper 2": "Officer B"},
    )  # fmt: skip
    found = keys(life)["KE-1"]
    assert (found.storage, found.scheme, found.seal_intact) == ("Safe 2", "2-of-3", True)
    assert [what for _on, what, _who, _told in found.steps] == ["sealed", "whole", "moved"]
    assert dict(found.holders)["keeper 1"] == "Officer C"
    assert life.is_sound()


def test_knowledge_is_split_between_two_people_and_a_scheme_says_how(at: At) -> None:
    life = coins(at)
    alone = {"keeper 1": "Officer A", "keeper 2": "officer a"}
    assert put_away(life, holders=alone) == ["same_person"]
    assert put_away(life, scheme="all of them") == ["field_invalid"]
    assert put_away(life, scheme="3-of-2") == ["field_invalid"]
    assert put_away(life, sealed_by=["Officer A"]) == ["same_person"]
    assert put_away(life, asset=None) == ["field_missing"]


def test_a_broken_seal_is_described_and_followed_up(at: At) -> None:
    life = coins(at)
    put_away(life)
    look = {"envelope": "KE-1", "on": "2026-04-02", "by": TWO, "seal_intact": False}
    assert life.codes("check_key_custody", **look) == ["field_missing"]
    life.give("check_key_custody", **look, findings="Cut on one side")
    assert "KE-1 not whole" in str(life.row("COINS")["due_text"])


def test_an_envelope_of_a_wallet_shows_with_the_coins_that_stand_there(at: At) -> None:
    life = coins(at)
    life.give("open_account", account="W-1", kind="wallet", on="2026-03-01", address=COLD)
    assert put_away(life, asset=None, account="W-1") == []
    assert keys(life) == {}
    life.give("record_quantity", **step("transfer", "1", to_address=COLD, txid=TX))
    assert keys(life)["KE-1"].account == "W-1"
    life.give("check_key_custody", envelope="KE-1", on="2026-04-02", by=TWO, seal_intact=True)
    assert keys(life)["KE-1"].seal_intact is True
    life.give("open_account", account="B-1", kind="collection", on="2026-03-01")
    assert put_away(life, asset=None, account="B-1", envelope="KE-2") == ["field_invalid"]
    assert life.is_sound()


def test_a_wallet_of_the_office_has_an_address_whose_checksum_fits(at: At) -> None:
    life = coins(at)
    given = {"account": "W-1", "kind": "wallet", "on": "2026-03-01"}
    for wrong in (COLD[:-1] + "q", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "my own wallet"):
        assert life.codes("open_account", **given, address=wrong) == ["field_invalid"]
    assert life.codes("open_account", **given, address=COLD) == []


def test_a_test_transfer_comes_first(at: At) -> None:
    life = coins(at)
    everything = step("transfer", "10", to_address=COLD)
    assert life.warned("record_quantity", **everything) == ["guard_failed"]
    other = coins(at)
    other.give("record_quantity", **step("transfer", "0.001", to_address=COLD, txid=TX))
    rest = step("transfer", "9.999", "2026-03-02", to_address=COLD)
    assert other.warned("record_quantity", **rest) == []


def test_the_page_tells_lines_addresses_counts_and_values(at: At) -> None:
    life = coins(at)
    life.give("open_account", account="W-1", kind="wallet", on="2026-03-01", address=COLD)
    life.give("record_quantity", **step("transfer", "4", to_address=COLD, txid=TX, fee="0.001",
                                        block="881234", at="2026-03-01T10:15:00Z"))  # fmt: skip
    life.give(
        "record_valuation", asset="COINS", on="2026-03-05", kind="mark", method="VWAP",
        valuer="Desk", value=money("663000.00", "USD"), price=money("66304.00", "USD"),
        price_source="Exchange average", priced_at="2026-03-05T16:00:00Z",
    )  # fmt: skip
    count(life, "3.5", address=COLD, block="881300")
    (ledger,) = case_file(life.office, "CASE").quantity_files
    assert [(one.event, f"{one.change:f}") for one in ledger.lines] == [
        ("transfer", "0"), ("fee", "-0.001"),
    ]  # fmt: skip
    assert [(one.own, one.chain, one.balance == 4) for one in ledger.addresses] == [
        ("W-1", "bitcoin", True), (None, "", False),
    ]  # fmt: skip
    (open_count,) = ledger.open_counts
    assert (open_count.block, open_count.difference) == ("881300", open_count.balance - 4)
    assert [one.product for one in ledger.marks if one.when == "Valued"] == ["662973.696 USD"]
    assert ledger.is_virtual


def test_the_ledger_is_told_as_of_a_day(at: At) -> None:
    life = coins(at)
    life.give("record_quantity", **step("transfer", "4", to_address=HOT))
    life.give("record_quantity", **step("sale", "1", "2026-04-01", from_address=HOT))
    (ledger,) = case_file(life.office, "CASE", as_of=date(2026, 3, 15)).quantity_files
    assert [f"{one.balance.normalize():f}" for one in ledger.addresses] == ["4", "6"]


def test_the_wallets_of_the_office_tell_what_stands_there(at: At) -> None:
    life = coins(at)
    life.give("open_account", account="W-1", kind="wallet", on="2026-03-01", address=COLD)
    life.give("open_account", account="W-2", kind="wallet", on="2026-03-01", address=HOT)
    life.give("record_quantity", **step("transfer", "4", to_address=COLD, txid=TX))
    put_away(life, asset=None, account="W-1")
    count(life, "3", address=COLD)
    service = WalletService(opened(life.office))  # type: ignore[arg-type]
    first, second = service.wallets(life.office.actor("everyone"))
    assert (first.reference, first.asset, first.keys) == ("W-1", "COINS", 1)
    assert (first.balance, first.difference, first.unit) == (Decimal(4), Decimal(-1), "BTC")
    assert (second.reference, second.asset) == ("W-2", None)
