"""A case read whole: in force on a day, known at a moment, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.story import LATEST
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.case_query import case_rows
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.case_stories import CaseStories
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services.show_service import ShowService
from tests.services.reading import asset_of, case_file, opened
from tests.support.office import SmallOffice, an_office, made, money
from tests.support.yacht_story import CASE, PROCEEDS, YACHT, the_yacht


def usd(amount: str) -> Money:
    """Dollars."""
    return Money.parse(amount, "USD")


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The whole story, told once; tests only read it."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"))
    yield office
    office.close()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """An office with one case and one car."""
    office = an_office(tmp_path_factory.mktemp("office"))
    office.give("open_case", case="C", title="Car", on="2026-01-01", route="cb_object")
    office.give(
        "register_asset", asset="CAR", case="C", type="VEH-CAR", description="Grey car",
        identifiers=[{"kind": "plate", "value": "ABC 1"}], estimated_value=money("20000.00"),
    )  # fmt: skip
    yield office
    office.close()


@pytest.mark.parametrize(
    ("day", "headline", "legal", "management"),
    [
        ("2018-01-15", "Lead", "lead", "unmanaged"),
        ("2018-02-01", "Identified", "identified", "unmanaged"),
        ("2018-08-06", "Frozen", "frozen", "unmanaged"),
        ("2018-08-07", "Seized", "seized", "planning"),
        ("2018-08-10", "Seized", "seized", "stored"),
        ("2018-08-24", "Interlocutory sale", "seized", "interlocutory_sale_ordered"),
        ("2018-11-01", "Interlocutory sale", "seized", "sold_unpaid"),
    ],
)
def test_the_yacht_stands_as_it_stood_on_each_day(
    yacht: SmallOffice, day: str, headline: str, legal: str, management: str
) -> None:
    file = case_file(yacht, CASE, as_of=date.fromisoformat(day))
    asset = asset_of(file, YACHT)
    assert (asset.headline, asset.legal_state, asset.management_state) == (
        headline, legal, management,
    )  # fmt: skip
    assert len(file.assets) == 1
    assert asset.replaced_by is None


def test_after_the_delivery_the_proceeds_stand_beside_the_yacht_and_count_once(
    yacht: SmallOffice,
) -> None:
    file = case_file(yacht, CASE)
    sold, proceeds = asset_of(file, YACHT), asset_of(file, PROCEEDS)
    assert (sold.replaced_by, proceeds.substitutes) == (PROCEEDS, YACHT)
    assert sold.value == usd("130000000.00")
    assert [amount for _label, amount in file.totals] == [proceeds.value]
    assert proceeds.owner == "Equanimity (Cayman) Ltd"
    assert proceeds.custody_place is None


def test_orders_have_the_state_and_the_assets_of_that_day(yacht: SmallOffice) -> None:
    now = {one.reference: one for one in case_file(yacht, CASE).orders}
    then = {one.reference: one for one in case_file(yacht, CASE, as_of=date(2019, 1, 15)).orders}
    before = {one.reference for one in case_file(yacht, CASE, as_of=date(2018, 8, 23)).orders}
    assert (then["O-CONF"].state, now["O-CONF"].state) == ("issued", "final")
    assert (then["O-CONF"].final_on, now["O-CONF"].final_on) == (None, date(2019, 2, 1))
    assert now["O-SEIZE"].assets == (YACHT, PROCEEDS)
    assert now["O-SEIZE"].served == (("Equanimity (Cayman) Ltd", date(2018, 8, 6)),)
    assert before == {"O-SEIZE"}


def test_what_happened_under_an_order_is_told_with_it_though_it_concerns_one_asset(
    yacht: SmallOffice,
) -> None:
    of_order = [one.action for one in case_file(yacht, CASE).events if one.order == "O-CONF"]
    assert of_order[0] == "record_order"
    assert "certify_final" in of_order


def test_the_sale_is_told_from_the_proposal_to_the_delivery(yacht: SmallOffice) -> None:
    (sale,) = case_file(yacht, CASE).sales
    assert sale.asset == YACHT
    assert sale.proposed_on == date(2018, 8, 10)
    assert sale.approved_by == "Supervisor"
    assert sale.order is not None
    assert "WA-27NCC-42" in sale.order
    assert sale.hearing is not None
    assert "no reply by 2018-08-20" in sale.hearing
    assert (sale.price, sale.valuation) == (usd("126000000.00"), usd("130000000.00"))
    assert sale.share_of_valuation == "96.92 %"
    assert (sale.buyer, sale.account, sale.substitute) == ("Buyer B", "ESC-1", PROCEEDS)


def test_a_proposal_that_waits_is_a_sale_without_approval(yacht: SmallOffice) -> None:
    (sale,) = case_file(yacht, CASE, as_of=date(2018, 8, 10)).sales
    assert (sale.proposed_on, sale.approved_by, sale.price) == (date(2018, 8, 10), None, None)
    (decision,) = case_file(yacht, CASE, as_of=date(2018, 8, 10)).decisions
    assert (decision.state, decision.decided_on, decision.decided_by) == ("waiting", None, ())
    events = case_file(yacht, CASE, as_of=date(2018, 8, 10)).events
    assert next(one for one in events if "propose" in one.action).state == "pending"


def test_the_waterfall_names_the_rate_that_was_used(yacht: SmallOffice) -> None:
    (found,) = case_file(yacht, CASE).distributions
    (line,) = found.lines
    assert line.note.startswith("15,500,000.00 MYR; 1 EUR = ")
    assert found.gross is not None
    assert found.net == found.gross - line.amount == line.balance
    assert found.shares == (("Consolidated Fund", "state", found.net),)
    assert found.payments == (("Consolidated Fund", date(2019, 2, 4), found.net, "T1"),)
    assert (found.approved_by, found.fully_distributed) == (("Supervisor",), True)


def test_the_money_bar_falls_from_frozen_to_distributed(yacht: SmallOffice) -> None:
    file = case_file(yacht, CASE)
    bar = file.money
    assert (bar.frozen, bar.realised) == (usd("130000000.00"), usd("126000000.00"))
    assert (bar.sought, bar.confiscated) == (usd("126000000.00"), usd("126000000.00"))
    assert bar.distributed == file.distributions[0].net
    early = case_file(yacht, CASE, as_of=date(2018, 8, 24)).money
    assert (early.frozen, early.sought, early.realised) == (
        usd("130000000.00"), usd("0.00"), usd("0.00"),
    )  # fmt: skip


def test_the_custody_chain_names_who_handed_over_and_who_took(yacht: SmallOffice) -> None:
    first, last = case_file(yacht, CASE).custody
    assert (first.to_whom, first.seals) == ("Marine police", "MY-0041, MY-0042")
    assert (last.from_whom, last.to_whom) == ("Marine police", "Buyer B")


def test_parties_have_their_roles_and_bidders_are_none_of_them(yacht: SmallOffice) -> None:
    roles = {one.name: one.roles for one in case_file(yacht, CASE).parties}
    assert roles == {
        "Equanimity (Cayman) Ltd": ("registered_owner",),
        "Subject A": ("suspect",),
    }
    (relation,) = case_file(yacht, CASE).relations
    assert (relation.party, relation.other, relation.share) == (
        "Subject A", "Equanimity (Cayman) Ltd", "100 %",
    )  # fmt: skip


def test_every_event_has_a_title_a_detail_and_a_group(yacht: SmallOffice) -> None:
    events = {one.action: one for one in case_file(yacht, CASE).events}
    valuation = events["record_valuation"]
    assert (valuation.title, valuation.kind) == ("Record a valuation", "value")
    assert valuation.detail == "Appraisal; survey; by Court-appointed surveyor"
    assert valuation.amount == usd("130000000.00")
    assert {one.kind for one in events.values()} == {
        "order", "money", "custody", "value", "sale", "office",
    }  # fmt: skip
    assert events["record_sale"].detail == "Buyer B"


def test_the_journal_tells_records_by_number_and_money_as_amounts(yacht: SmallOffice) -> None:
    entries = {one.action: one for one in case_file(yacht, CASE).journal}
    (step,) = entries["record_valuation"].changes
    assert step[0] == YACHT
    assert step[3] is not None
    assert step[3].endswith("130,000,000.00 USD")
    assert (YACHT, "identifier", None, "imo 1012138") in entries["register_asset"].changes
    assert ("O-CONF", "state", "issued", "final") in entries["certify_final"].changes
    assert case_file(yacht, CASE, with_journal=False).journal == ()


def test_a_case_that_was_not_yet_open_is_not_there(yacht: SmallOffice) -> None:
    with pytest.raises(NotFound):
        case_file(yacht, CASE, as_of=date(2017, 12, 31))
    with pytest.raises(NotFound):
        case_file(yacht, CASE, known_on="2026-01-01T00:00:00Z")


def test_positions_of_a_whole_case_are_those_of_each_asset_alone(yacht: SmallOffice) -> None:
    with yacht.reading.connect() as connection:
        case = finder.by_reference(connection, "case", CASE)
        assert case is not None
        rows = case_rows(connection, case, known_on=None, with_journal=False)
        assert rows is not None
        alone = Stories(connection)
        together = CaseStories(rows, alone.rules_of(int(case["id"])))
        for day in (date(2018, 8, 24), date(2018, 11, 3), date(2019, 2, 3), date.max):
            until = (day, LATEST[1])
            for asset in rows.of("asset"):
                assert together.position(asset, until) == alone.position(int(asset["id"]), until)


def test_the_value_of_each_asset_is_the_one_that_the_register_shows(yacht: SmallOffice) -> None:
    with yacht.reading.connect() as connection:
        shown = {
            row.reference: (row.value_minor, row.value_currency, row.headline)
            for row in connection.execute(t.asset_row.select())
        }
    for asset in case_file(yacht, CASE).assets:
        assert asset.value is not None
        assert shown[asset.reference] == (asset.value.minor, asset.value.currency, asset.headline)


def later(office: SmallOffice, moment: str) -> SmallOffice:
    """The same office at a later moment of recording."""
    return replace(office, actions=replace(office.actions, now=lambda: moment))


def test_what_was_recorded_later_was_not_known_then(office: SmallOffice) -> None:
    after = later(office, "2026-11-24T12:00:00.500Z")
    after.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    after.give("change_asset", asset="CAR", description="Blue car", reason="seen in daylight")
    after.give("change_case", case="C", title="Blue car", reason="seen in daylight")
    known = case_file(office, "C", known_on="2026-11-24T11:59:59Z")
    assert (known.case.title, known.assets[0].description) == ("Car", "Grey car")
    assert known.assets[0].legal_state == "lead"
    assert [one.action for one in known.events] == ["open_case", "register_asset"]
    now = case_file(office, "C", known_on="2026-11-24T12:00:00.500Z")
    assert (now.case.title, now.assets[0].description) == ("Blue car", "Blue car")
    assert now.assets[0].legal_state == "identified"


def test_both_clocks_together_show_what_was_known_of_an_earlier_day(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    later(office, "2026-11-25T08:00:00Z").give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "CAR"}],
    )  # fmt: skip
    day = date(2026, 3, 2)
    assert case_file(office, "C", as_of=day).assets[0].headline == "Frozen"
    before = case_file(office, "C", as_of=day, known_on="2026-11-24T23:00:00Z")
    assert before.assets[0].headline == "Identified"
    assert before.orders == ()


def test_an_approval_given_later_waits_for_whoever_looks_from_before(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give("decline_asset", asset="CAR", on="2026-02-02", reason="equity")
    later(office, "2026-11-25T08:00:00Z").give(
        "approve", what="CAR", on="2026-02-03", by="supervisor"
    )
    before = case_file(office, "C", known_on="2026-11-24T23:00:00Z")
    for state in (one.state for one in before.decisions):
        assert state == "waiting"
    after = case_file(office, "C")
    for state in (one.state for one in after.decisions):
        assert state == "approved"


def test_a_reversed_posting_stands_beside_its_reversal(office: SmallOffice) -> None:
    posting = made(
        office.give(
            "post_cost", asset="CAR", on="2026-03-01", amount=money("100.00"), category="storage",
            counterparty="Garage",
        ),
        "posting",
    )  # fmt: skip
    office.give("correct_posting", posting=posting, on="2026-03-05", reason="typed twice")
    first, second = case_file(office, "C").postings
    assert (first.reference, first.reversed_by) == (posting, second.reference)
    assert second.amount == Money.parse("-100.00", "EUR", allow_negative=True)
    (alone,) = case_file(office, "C", as_of=date(2026, 3, 4)).postings
    assert alone.reversed_by is None


def test_an_owner_corrected_is_no_longer_owner(office: SmallOffice) -> None:
    office.give(
        "change_asset", asset="CAR", owner={"name": "First Ltd", "kind": "legal"}, reason="register"
    )
    office.give(
        "change_asset",
        asset="CAR",
        owner={"name": "Second Ltd", "kind": "legal"},
        reason="register",
    )
    assert case_file(office, "C").assets[0].owner == "Second Ltd"


def test_problems_name_what_is_missing(office: SmallOffice) -> None:
    office.give("register_asset", asset="BARE", case="C", type="VEH-CAR", description="A car")
    found = " ".join(case_file(office, "C").problems)
    assert "Without identifier: BARE." in found
    assert "Without registered owner: CAR, BARE." in found
    assert "to be checked by a lawyer: " in found
    assert "planning due after freeze" in found


def test_claims_and_liens_stand_with_their_extent_and_state(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "CAR"}],
    )  # fmt: skip
    office.give(
        "file_claim", claim="CL", asset="CAR", party={"name": "Bank", "kind": "legal"},
        on="2026-03-05", share="0.25", basis="retention of title",
    )  # fmt: skip
    office.give(
        "record_lien", lien="LN", asset="CAR", creditor="Garage", rank="1", amount=money("300.00"),
        statement_on="2026-03-06",
    )  # fmt: skip
    claim, lien = case_file(office, "C").claims
    assert (claim.kind, claim.party, claim.extent, claim.state) == (
        "third_party_claim", "Bank", "25 %", "filed",
    )  # fmt: skip
    assert (lien.kind, lien.extent, lien.state) == ("lien", "300.00 EUR; rank 1", "recognised")


def test_many_assets_in_one_step_are_one_event_that_names_them_all(office: SmallOffice) -> None:
    office.give("register_asset", asset="CAR2", case="C", type="VEH-CAR", description="A car")
    office.give(
        "record_valuation", assets=["CAR", "CAR2"], on="2026-03-01", value=money("900.00"),
        kind="appraisal", method="list", valuer="V",
    )  # fmt: skip
    file = case_file(office, "C")
    event = next(one for one in file.events if one.action == "record_valuation")
    assert event.assets == ("CAR", "CAR2")
    assert event.record == "C"
    assert [one.asset for one in file.valuations] == ["CAR", "CAR2"]
    assert file.totals[0][1] == Money.parse("1800.00", "EUR")


def test_money_given_back_is_neither_sought_nor_frozen(office: SmallOffice) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "CAR"}],
    )  # fmt: skip
    frozen = Money.parse("20000.00", "EUR")
    assert case_file(office, "C").money.frozen == frozen
    office.give("lift_order", order="O", on="2026-04-01", reason="no_need")
    assert case_file(office, "C").money.frozen == Money.zero("EUR")
    assert case_file(office, "C", as_of=date(2026, 11, 24)).money.frozen == Money.zero("EUR")


def test_an_earlier_day_is_summed_up_without_facts_that_are_dated_later(
    office: SmallOffice,
) -> None:
    office.give("identify_asset", asset="CAR", on="2026-02-01", source="register")
    office.give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "CAR"}],
    )  # fmt: skip
    before = date(2026, 3, 31)
    assert case_file(office, "C").money.frozen == Money.parse("20000.00", "EUR")
    assert case_file(office, "C", as_of=before).money.frozen is None  # estimated only later
    assert case_file(office, "C", as_of=date(2026, 2, 28)).money.frozen == Money.zero("EUR")
    for day, value in (("2026-03-10", "18000.00"), ("2026-04-10", "17000.00")):
        office.give("record_valuation", asset="CAR", on=day, value=money(value), kind="estimate",
                    method="list", valuer="V")  # fmt: skip
    assert case_file(office, "C", as_of=date(2026, 3, 9)).money.frozen is None
    for then, amount in (
        (date(2026, 3, 10), "18000.00"), (before, "18000.00"), (date(2026, 4, 10), "17000.00"),
    ):  # fmt: skip
        shown = case_file(office, "C", as_of=then).money.frozen
        assert shown == Money.parse(amount, "EUR"), then
    office.give("lift_order", order="O", on="2026-05-01", reason="no_need")
    assert case_file(office, "C", as_of=before).money.frozen == Money.parse("18000.00", "EUR")
    assert case_file(office, "C").money.frozen == Money.zero("EUR")


def test_what_has_no_value_on_file_is_not_known_rather_than_nothing(office: SmallOffice) -> None:
    office.give("open_case", case="D", title="Boat", on="2026-01-01")
    office.give("register_asset", asset="BOAT", case="D", type="VES-YAC", description="Grey boat",
                identifiers=[{"kind": "hull", "value": "H 1"}])  # fmt: skip
    office.give("identify_asset", asset="BOAT", on="2026-02-01", source="register")
    assert case_file(office, "D").money.frozen == Money.zero("EUR")
    office.give(
        "record_order", order="O", kind="freezing", authority="Court", reference="1",
        on="2026-03-01", assets=[{"asset": "BOAT"}],
    )  # fmt: skip
    assert case_file(office, "D").money.frozen is None


def test_a_relation_to_who_has_no_part_in_the_case_is_shown_and_stands_on_no_paper(
    tmp_path: Path,
) -> None:
    office = an_office(tmp_path)
    office.give("open_case", case="C", title="C", on="2026-01-01")
    for party in ("TRUST", "COMPANY"):
        office.give("register_party", party=party, kind="legal", name=party.title())
    office.give("link_party", case="C", party="COMPANY", role="accused")
    office.give("relate_parties", party="TRUST", to="COMPANY", relation="control")
    service = ShowService(opened(office))
    found = service.case_file("C", office.actor("officer"), purpose="test").relations
    assert [(one.party, one.other, one.within) for one in found] == [("Trust", "Company", False)]
    office.close()
