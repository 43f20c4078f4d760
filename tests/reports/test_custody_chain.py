"""The chain of custody: unbroken only where each receiver is the next giver."""

from __future__ import annotations

from datetime import date

from asset_recovery.domain.case_file import CustodyFacts
from asset_recovery.reports.custody_chain import Gap, by_asset, gaps


def a_link(day: int, giver: str | None, taker: str | None, **more: str) -> CustodyFacts:
    """A hand-over in January."""
    return CustodyFacts(
        asset=more.pop("asset", "A"),
        on=date(2026, 1, day),
        what="handover",
        from_whom=giver,
        to_whom=taker,
        custodian=more.get("custodian"),
    )


def test_a_chain_whose_receivers_hand_on_is_unbroken() -> None:
    chain = [
        a_link(1, "Police", "Store"),
        a_link(2, "store ", "Carrier"),
        a_link(3, "Carrier", "Buyer"),
    ]
    assert gaps(chain) == ()


def test_a_giver_who_never_received_is_a_break() -> None:
    chain = [a_link(1, "Police", "Store"), a_link(2, "Carrier", "Buyer")]
    assert gaps(chain) == (Gap(1, "Store", "Carrier"),)


def test_a_new_holder_without_a_named_giver_is_a_break() -> None:
    assert gaps([a_link(1, "Police", "Store"), a_link(2, None, "Buyer")]) == (
        Gap(1, "Store", None),
    )


def test_an_inspection_that_moves_nothing_is_no_break() -> None:
    chain = [a_link(1, "Police", "Store"), a_link(2, None, None, custodian="Store")]
    assert gaps(chain) == ()


def test_links_are_grouped_by_asset_and_put_in_order_of_date() -> None:
    links = [a_link(3, "B", "C"), a_link(1, "A", "B"), a_link(2, "X", "Y", asset="B")]
    found = by_asset(links)
    assert [one.on.day for one in found["A"]] == [1, 3]
    assert list(found) == ["A", "B"]
