"""The history of a record: every field with its old and new value, who, when, from when, why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.errors import NotFound, NotPermitted
from asset_recovery.domain.history import HistoryPage, HistoryRow, HistoryWish
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from asset_recovery.services.history_service import HistoryService, history_json
from asset_recovery.services.timer_service import TimerService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, SmallOffice, an_office, money
from tests.support.yacht_story import CASE, YACHT, the_yacht


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The whole story, told once."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"))
    yield office
    office.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """Two cases with an asset each; one party in both."""
    office = an_office(tmp_path)
    for case in ("C-1", "C-2"):
        office.give("open_case", case=case, title=f"Case {case}", on="2026-01-02")
    office.give("register_party", party="P-1", kind="natural", name="Ana Perez")
    for case, asset in (("C-1", "A-1"), ("C-2", "A-2")):
        office.give("link_party", case=case, party="P-1", role="suspect")
        office.give(
            "register_asset", case=case, asset=asset, type="VEH-CAR", description=f"Car {asset}",
            location="Hall 3", estimated_value=money("1000.00"),
        )  # fmt: skip
    yield office
    office.close()


def history(
    office: SmallOffice, kind: str, reference: str, wish: HistoryWish | None = None, **more: object
) -> HistoryPage:
    """What somebody is told."""
    by = str(more.pop("by", "everyone"))
    service = HistoryService(opened(office))
    return service.history(kind, reference, office.actor(by), wish, **more)  # type: ignore[arg-type]


def changes(page: HistoryPage) -> list[tuple[str, str | None, str | None]]:
    """Field, before, after."""
    return [(row.field, row.old, row.new) for row in page.rows]


def test_a_changed_field_is_told_with_its_old_and_new_value_and_the_reason(
    office: SmallOffice,
) -> None:
    office.give("change_asset", asset="A-1", description="Blue car", reason="seen in the hall")
    row = history(office, "asset", "A-1").rows[0]
    assert (row.field, row.old, row.new) == ("description", "Car A-1", "Blue car")
    assert (row.actor, row.reason, row.title) == (
        "Everyone",
        "seen in the hall",
        "Change the asset",
    )
    assert row.record == ""


def test_an_amount_is_told_as_an_amount_even_where_only_its_number_changed(
    office: SmallOffice,
) -> None:
    with open_unit(office.writing, lambda: NOW, OFFICE_ID) as unit:
        row = finder.by_reference(unit.connection, "asset", "A-1")
        assert row is not None
        unit.update(t.asset, row, estimated_minor=125_050)
        unit.enter(Entry("change_asset", "everyone", "test", {}, case="C-1"))
    found = changes(history(office, "asset", "A-1"))[0]
    assert found == ("estimated", "1,000.00 EUR", "1,250.50 EUR")


def test_nothing_of_another_record_is_told(office: SmallOffice) -> None:
    office.give("change_asset", asset="A-2", description="Red car", reason="seen")
    told = json.dumps(history_json("asset", "A-1", history(office, "asset", "A-1")))
    assert "Red car" not in told
    assert "A-2" not in told
    assert "Red car" in json.dumps(history_json("asset", "A-2", history(office, "asset", "A-2")))


def test_a_step_is_told_once_for_each_asset_with_its_day_and_what_it_said(
    office: SmallOffice,
) -> None:
    office.give("identify_asset", asset="A-1", on="2026-01-03", source="land register")
    row = history(office, "asset", "A-1").rows[0]
    assert (row.field, row.effective_on, row.action) == ("step", date(2026, 1, 3), "identify_asset")
    assert row.new is not None
    assert "land register" in row.new
    assert not [r for r in history(office, "asset", "A-2").rows if r.action == "identify_asset"]


def test_what_waits_for_a_second_person_and_what_became_of_it_is_told(yacht: SmallOffice) -> None:
    found = history(yacht, "asset", YACHT, HistoryWish(text="status", limit=1_000))
    assert ("status", "pending", "in effect") in changes(found)


def test_identifiers_parties_and_orders_that_hang_on_an_asset_belong_to_its_history(
    yacht: SmallOffice,
) -> None:
    found = changes(history(yacht, "asset", YACHT, HistoryWish(limit=1_000)))
    fields = {field for field, _old, _new in found}
    assert {"identifier", "party", "holds", "step"} <= fields
    assert any("1012138" in (new or "") for _field, _old, new in found)


def test_an_order_tells_its_own_history(yacht: SmallOffice) -> None:
    with yacht.reading.connect() as connection:
        order = connection.execute(t.court_order.select()).mappings().first()
    assert order is not None
    found = history(yacht, "order", str(order["reference"]))
    assert {row.action for row in found.rows} >= {"record_order"}
    assert any(row.field == "authority" for row in found.rows)


def test_a_case_tells_everything_in_it(yacht: SmallOffice) -> None:
    case = history(yacht, "case", CASE, HistoryWish(limit=10_000))
    asset = history(yacht, "asset", YACHT, HistoryWish(limit=10_000))
    assert {row.seq for row in asset.rows} <= {row.seq for row in case.rows}
    assert case.before is None
    assert any(row.record == YACHT for row in case.rows)


def test_a_long_history_comes_in_pages_that_join_without_gap_or_double(yacht: SmallOffice) -> None:
    whole = history(yacht, "case", CASE, HistoryWish(limit=10_000)).rows
    pages: list[HistoryRow] = []
    before: int | None = None
    turns = 0
    while True:
        page = history(yacht, "case", CASE, HistoryWish(limit=7, before=before))
        pages += page.rows
        before, turns = page.before, turns + 1
        if before is None:
            break
    assert tuple(pages) == whole
    assert turns > 3
    assert [row.seq for row in whole] == sorted((row.seq for row in whole), reverse=True)


def test_a_history_is_narrowed_by_words_action_and_days(office: SmallOffice) -> None:
    office.give("change_asset", asset="A-1", description="Blue car", reason="seen")
    wish = HistoryWish(text="BLUE seen")
    assert changes(history(office, "asset", "A-1", wish)) == [
        ("description", "Car A-1", "Blue car")
    ]
    only = history(office, "asset", "A-1", HistoryWish(action="register_asset"))
    assert {row.action for row in only.rows} == {"register_asset"}
    assert history(office, "asset", "A-1", replace(wish, since=date(2030, 1, 1))).rows == ()
    assert history(office, "asset", "A-1", replace(wish, until=date(2020, 1, 1))).rows == ()


def test_what_was_recorded_later_than_a_moment_is_not_told(office: SmallOffice) -> None:
    found = history(office, "asset", "A-1", known_on="2020-01-01")
    assert found.rows == ()
    assert history(office, "asset", "A-1", known_on="2026-11-24").rows


def test_what_counts_from_a_later_day_is_not_told_as_of_an_earlier_one(
    office: SmallOffice,
) -> None:
    office.give("identify_asset", asset="A-1", on="2026-03-03", source="land register")
    found = history(office, "asset", "A-1", as_of=date(2026, 2, 1))
    assert "identify_asset" not in {row.action for row in found.rows}


def test_the_history_of_a_sealed_case_is_not_there_for_others(office: SmallOffice) -> None:
    office.give("seal_case", by="supervisor", case="C-2", on="2026-11-01", reason="informer")
    for kind, reference in (("case", "C-2"), ("asset", "A-2")):
        with pytest.raises(NotFound):
            history(office, kind, reference, by="colleague", purpose="curiosity")


def test_a_party_in_a_sealed_case_too_tells_others_nothing_of_it(office: SmallOffice) -> None:
    everything = changes(history(office, "party", "P-1"))
    assert ("name", None, "Ana Perez") in everything
    assert any("C-2" in str(change) or "suspect" in str(change) for change in everything)
    office.give("seal_case", by="supervisor", case="C-2", on="2026-11-01", reason="informer")
    page = history(office, "party", "P-1", by="colleague", purpose="a check of names")
    told = json.dumps(history_json("party", "P-1", page))
    assert "Ana Perez" in told
    assert "C-1" in told or "suspect" in told
    assert "C-2" not in told


def test_whoever_is_not_on_the_case_says_for_what_purpose_and_the_look_is_logged(
    office: SmallOffice,
) -> None:
    with pytest.raises(NotPermitted):
        history(office, "asset", "A-1", by="colleague")
    history(office, "asset", "A-1", by="colleague", purpose="review")
    with office.reading.connect() as connection:
        rows = connection.execute(t.consultation.select()).mappings().all()
    last = json.loads(rows[-1]["payload"])
    assert (last["screen"], last["purpose"], last["ids"]) == ("history asset", "review", ["A-1"])


def test_no_secret_stands_in_a_history(yacht: SmallOffice) -> None:
    told = json.dumps(history_json("case", CASE, history(yacht, "case", CASE))).casefold()
    assert "$argon2" not in told
    assert '"hash"' not in told


def test_a_change_of_the_legal_state_is_told_as_a_field_of_its_own(yacht: SmallOffice) -> None:
    found = history(yacht, "asset", YACHT).rows
    rows = [one for one in found if one.field == "legal state"]
    assert rows
    assert all(one.old != one.new for one in rows)
    assert rows[-1].old == "Lead"


def test_timers_hashes_and_versions_are_told_only_on_demand(at: Callable[[str], Life]) -> None:
    life = at("frozen")
    TimerService(
        life.office.writing, OFFICE_ID, lambda: NOW, lambda: date(2031, 1, 2), "test"
    ).run()
    usual = list(history(life.office, "case", "CASE", HistoryWish(limit=10_000)).rows)
    whole = history(life.office, "case", "CASE", HistoryWish(limit=10_000, whole=True)).rows
    assert not any(one.noise for one in usual)
    assert any(one.noise for one in whole)
    assert [one for one in whole if not one.noise] == usual
