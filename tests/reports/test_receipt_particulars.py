"""The receipt has every line of a count of cash and of a move of virtual assets, filled or not."""

from __future__ import annotations

from dataclasses import replace

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import profile
from asset_recovery.reports.paper import Facts, Table
from asset_recovery.reports.particulars import particulars_of
from tests.reports.samples import the_yacht_case

COUNT = ("Counted by, first person", "Counted by, second person", "Counting machine",
         "Bags and seals", "Suspected counterfeit", "Deposited to the account; on")  # fmt: skip


def particulars(**changes: object) -> tuple[list[Table], dict[str, str]]:
    """The tables and the lines of a receipt of one asset with these facts."""
    file = the_yacht_case()
    asset: AssetFacts = replace(file.assets[0], identifiers=(), details=(), **changes)  # type: ignore[arg-type]
    desk = Desk(replace(file, assets=(asset,)), profile("full"), "en", str)
    blocks = particulars_of(desk, [asset.reference])
    facts = [row for block in blocks if isinstance(block, Facts) for row in block.rows]
    return [one for one in blocks if isinstance(one, Table)], dict(facts)


def is_to_be_filled(text: str) -> bool:
    """Whether a line is left for a pen."""
    return set(text) == {"."}


def test_cash_that_was_not_counted_has_a_line_for_each_thing_that_the_count_tells() -> None:
    tables, facts = particulars(
        type_code="MON-CASH", value=Money.parse("21350.00", "EUR"), details_given={}
    )
    assert not tables
    assert all(is_to_be_filled(facts[one]) for one in (*COUNT, "Denominations and counts"))
    assert facts["In words"] == "twenty-one thousand three hundred and fifty EUR"


def test_a_count_is_told_with_its_two_people_bag_and_suspected_notes() -> None:
    tables, facts = particulars(
        type_code="MON-CASH",
        details_given={
            "currency": "EUR", "counters": ["Ana", "Ben"], "bag_and_seal_numbers": ["K-1"],
            "deposit_bank": "Central bank", "slip_number": "77",
            "denominations": [
                {"face_value": "50", "count": "2", "unfit_or_suspect": "one note"},
                {"face_value": "20", "count": "3"},
                {"face_value": "much", "count": "3"},
            ],
        },
    )  # fmt: skip
    assert [row[:3] for row in tables[0].rows] == [("50", "2", "100"), ("20", "3", "60")]
    assert facts["Total in figures"] == "160 EUR"
    assert [facts[one] for one in COUNT] == [
        "Ana", "Ben", "." * 70, "K-1", "50: one note", "Central bank, 77",
    ]  # fmt: skip


def test_a_virtual_asset_tells_addresses_transaction_and_two_holders_of_the_key() -> None:
    _tables, facts = particulars(
        type_code="VA-BTC",
        details_given={
            "chain": "bip122:0", "holders_by_role": ["keeper 1 of 3"], "sealed_envelope": "E-7",
            "addresses": [{"address": "bc1q", "role": "destination"}],
            "transfers": [{"txid": "4a5e", "block": "812004", "at": "10:05"}],
        },
    )  # fmt: skip
    assert facts["Network"] == "bip122:0"
    assert facts["To the address"] == "bc1q"
    assert facts["Transaction"] == "4a5e"
    assert facts["Block; time"] == "812004; 10:05"
    assert facts["Holder of the key, first person"] == "keeper 1 of 3"
    assert facts["Seal of the device or envelope"] == "E-7"
    empty = ("From the address", "Holder of the key, second person")
    assert all(is_to_be_filled(facts[one]) for one in empty)
