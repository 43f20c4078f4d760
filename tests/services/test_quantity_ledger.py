"""The quantity ledger of coins: by address, in total, at any day; what a count says against it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.chains import from_units
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories.story_repository import Stories
from tests.services.reading import asset_of, case_file
from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]
TWO = ["Officer A", "Officer B"]
HOT = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
COLD = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
FOUND = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
TX = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
OTHER = "f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16"


def coins(at: At, quantity: str = "10", unit: str = "BTC", kind: str = "VA-BTC") -> Life:
    """Coins found and identified."""
    life = at("begun")
    life.give(
        "register_asset", asset="COINS", case="CASE", type=kind, description="Coins",
        identifiers=[{"kind": "other", "value": "cluster 1"}], quantity=quantity, unit=unit,
    )  # fmt: skip
    life.give("identify_asset", asset="COINS", on="2026-02-01", source="chain analysis")
    return life


def step(event: str, quantity: str, on: str = "2026-03-01", **more: Any) -> dict[str, Any]:
    """The arguments of a change of the coins."""
    return {"asset": "COINS", "on": on, "event": event, "quantity": quantity, "unit": "BTC", **more}


def held(life: Life) -> dict[str, str]:
    """What each address holds; "" for what is at none that was told."""
    with life.office.reading.connect() as connection:
        stories = Stories(connection)
        query = select(t.asset.c.id).where(t.asset.c.reference == "COINS")
        position = stories.position(connection.execute(query).scalar_one())
    found = {
        spot.address: f"{from_units(units):f}" for spot, units in position.holdings.spots.items()
    }
    rest = from_units(position.holdings.untold(position.quantity))
    return {**found, "": f"{rest.normalize():f}"}


def test_a_transfer_between_addresses_is_no_loss_and_its_fee_is_a_line_of_its_own(at: At) -> None:
    life = coins(at)
    life.give("record_quantity", **step("transfer", "0.1", to_address=HOT, txid=TX, fee="0.0001"))
    life.give("record_quantity", **step("transfer", "9", "2026-03-02", to_address=HOT))
    life.give("record_quantity", **step("transfer", "4", "2026-03-03", from_address=HOT,
                                        to_address=COLD, fee="0.0002"))  # fmt: skip
    assert held(life) == {HOT: "5.0998", COLD: "4", "": "0.8999"}
    assert asset_of(case_file(life.office, "CASE"), "COINS").quantity == "9.9997"


def test_no_more_leaves_an_address_than_it_holds_and_the_refusal_says_what_that_is(at: At) -> None:
    life = coins(at)
    life.give("record_quantity", **step("transfer", "2", to_address=HOT))
    refused = life.try_("record_quantity", **step("sale", "2.5", from_address=HOT))
    assert [one.code for one in refused.reasons] == ["balance_mismatch"]
    assert refused.reasons[0].text == f"The ledger has 2 BTC at {HOT}."
    fee = step("transfer", "2", from_address=HOT, to_address=COLD, fee="0.00000001")
    assert life.codes("record_quantity", **fee) == ["balance_mismatch"]


def test_two_spellings_of_an_address_are_one_place(at: At) -> None:
    life = coins(at, "5", "ETH", "VA-ETH")
    address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    move = {**step("transfer", "2"), "unit": "ETH"}
    life.give("record_quantity", **move, to_address=address)
    life.give("record_quantity", **{**move, "event": "loss"}, from_address=address.lower())
    assert held(life) == {address.lower(): "0", "": "3"}


def test_a_sale_without_an_address_leaves_the_one_that_holds_everything(at: At) -> None:
    life = coins(at)
    life.give("record_quantity", **step("transfer", "10", to_address=COLD))
    life.give("record_quantity", **step("sale", "4", "2026-03-05"))
    assert held(life) == {COLD: "6", "": "0"}


def test_nineteen_decimals_and_negative_quantities_are_refused(at: At) -> None:
    life = coins(at)
    assert life.codes("record_quantity", **step("receive", "1." + "0" * 18 + "1")) == [
        "too_many_decimals"
    ]
    assert life.codes("record_quantity", **step("receive", "-1")) == ["field_invalid"]
    assert life.codes("record_quantity", **step("receive", "0")) == ["field_invalid"]


def test_more_decimals_than_the_token_has_are_said(at: At) -> None:
    life = coins(at)
    assert life.warned("record_quantity", **step("receive", "0.000000001")) == ["too_many_decimals"]


def test_a_transaction_counts_once_for_an_event(at: At) -> None:
    life = coins(at)
    move = step("transfer", "1", to_address=HOT, txid=TX)
    life.give("record_quantity", **move)
    assert life.codes("record_quantity", **{**move, "txid": "0x" + TX.upper()}) == [
        "identifier_duplicate"
    ]
    assert life.warned("record_quantity", **{**move, "to_address": COLD}) == [
        "identifier_duplicate"
    ]
    assert life.warned("record_quantity", **{**move, "txid": OTHER}) == []


def test_a_wrong_address_and_a_number_of_another_form_are_taken_with_a_warning(at: At) -> None:
    life = coins(at)
    wrong = step("transfer", "1", to_address=HOT[:-1] + "p", txid="slip 7")
    result = life.give("record_quantity", **wrong)
    assert [(one.code, one.field) for one in result.warnings] == [
        ("field_invalid", "txid"),
        ("field_invalid", "to_address"),
    ]


def test_a_chain_is_one_of_the_list_or_a_caip_2_name(at: At) -> None:
    life = coins(at)
    assert life.codes("record_quantity", **step("receive", "1", chain="somewhere")) == [
        "field_invalid"
    ]
    assert life.codes("record_quantity", **step("receive", "1", chain="eip155:10")) == []


def count(life: Life, balance: str, on: str = "2026-03-10", **more: Any) -> list[str]:
    """What a count warns of."""
    given = {"asset": "COINS", "on": on, "balance": balance, "unit": "BTC", "by": TWO, **more}
    return life.warned("reconcile_quantity", **given)


def test_a_count_at_an_address_is_held_against_that_address(at: At) -> None:
    life = coins(at)
    life.give("record_quantity", **step("transfer", "4", to_address=COLD))
    assert count(life, "4", address=COLD, block="881000") == []
    assert count(life, "6", address=FOUND) == []
    assert count(life, "3.9", address=COLD) == ["balance_mismatch"]


def test_dust_is_no_difference(at: At) -> None:
    life = coins(at)
    assert count(life, "10.00000600") == []
    assert count(life, "9.99999399") == ["balance_mismatch"]


def test_two_persons_explain_a_difference_and_only_one_that_is_there(at: At) -> None:
    life = coins(at)
    told = {"asset": "COINS", "on": "2026-03-11", "explanation": "Fee of the exchange", "by": TWO}
    assert life.codes("explain_difference", **told) == ["wrong_state"]
    count(life, "9.5")
    assert life.codes("explain_difference", **{**told, "by": TWO[:1]}) == ["field_missing"]
    assert life.codes("explain_difference", **told) == []
    assert life.codes("explain_difference", **told) == ["wrong_state"]


def test_coins_of_a_split_chain_stand_at_their_own_address(at: At) -> None:
    life = coins(at)
    life.give("record_quantity", **{**step("fork", "10"), "unit": "BCH"}, child="BCH",
              to_address=FOUND)  # fmt: skip
    assert asset_of(case_file(life.office, "CASE"), "BCH").quantity == "10"
    assert life.codes("record_quantity", asset="BCH", on="2026-03-02", event="loss", quantity="11",
                      unit="BCH", from_address=FOUND) == ["balance_mismatch"]  # fmt: skip


def test_the_whole_holdings_of_c17_are_exact_to_the_satoshi(at: At) -> None:
    life = coins(at, "127271")
    for day, satoshi in enumerate(("0.00000001", "0.00000002", "127270.99999996"), start=1):
        life.give("record_quantity", **step("sale", satoshi, f"2026-03-{day:02d}"))
    assert asset_of(case_file(life.office, "CASE"), "COINS").quantity == "0.00000001"


def test_c07_is_restated_by_an_event_and_its_forks_are_assets_apart(at: At) -> None:
    life = coins(at, "94636")
    life.give("record_quantity", **step("receive", "7", "2026-04-01", note="found later"))
    for unit in ("BCH", "BSV", "BTG"):
        fork = {**step("fork", "94636"), "unit": unit, "child": f"COINS-{unit}"}
        assert life.codes("record_quantity", **fork) == []
    file = case_file(life.office, "CASE")
    assert asset_of(file, "COINS").quantity == "94643"
    assert {asset_of(file, f"COINS-{unit}").unit for unit in ("BCH", "BSV", "BTG")} == {
        "BCH", "BSV", "BTG",
    }  # fmt: skip
    share = Decimal(asset_of(file, "COINS").quantity) / Decimal(119754) * 100
    assert f"{share:.2f}" == "79.03"
    assert life.is_sound()


@pytest.mark.parametrize("event", ["receive", "airdrop"])
def test_what_comes_in_stands_at_its_address(at: At, event: str) -> None:
    life = coins(at)
    life.give("record_quantity", **step(event, "2.5", to_address=COLD))
    assert held(life) == {COLD: "2.5", "": "10"}


def test_a_key_or_a_seed_phrase_is_neither_kept_nor_logged(at: At) -> None:
    life = coins(at)
    words = " ".join(["abandon"] * 11 + ["about"])
    refused = life.try_("record_quantity", **step("receive", "1", note=f"phrase: {words}"))
    assert [(one.code, one.field) for one in refused.reasons] == [("field_invalid", "note")]
    assert "abandon" not in refused.reasons[0].text
    kept = [path for path in life.office.path.parent.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if b"abandon abandon" in path.read_bytes()]


def test_nothing_is_paid_or_sold_while_a_difference_is_open(at: At) -> None:
    life = at("stored")
    unit = {"unit": "each", "by": TWO, "asset": "CAR", "on": "2026-03-20"}
    assert life.warned("reconcile_quantity", balance="2", **unit) == ["balance_mismatch"]
    start = {"asset": "CAR", "on": "2026-03-21", "method": "auction",
             "sale_on": "2026-06-30", "reserve": money("100.00")}  # fmt: skip
    assert "balance_mismatch" in life.codes("start_sale", **start)
    given = {"asset": "CAR", "on": "2026-03-20", "explanation": "A trailer", "by": TWO}
    life.give("explain_difference", **given)
    assert "balance_mismatch" not in life.codes("start_sale", **start)
