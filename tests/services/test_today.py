"""The first page: what is due, what waits for whom, what changed, and what costs too much."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from asset_recovery.services.consultation import Consultations
from asset_recovery.services.today_service import TodayFacts, TodayService
from tests.support.office import NOW, OFFICE_ID, TODAY, SmallOffice, an_office, money


def _today(office: SmallOffice, name: str, since: str | None = "2020-01-01") -> TodayFacts:
    service = TodayService(engine=office.reading, now=lambda: NOW, today=lambda: TODAY)
    return service.view(office.actor(name), since)


def _two_cases(folder: Path) -> SmallOffice:
    office = an_office(folder)
    for case, officer in (("C1", "officer"), ("C2", "colleague")):
        office.give("open_case", case=case, title=case, on="2026-01-02", officer=officer)
        office.give(
            "register_asset",
            case=case,
            asset=f"A-{case}",
            type="VES-YAC",
            description=f"Yacht of {case}",
            estimated_value=money("1000.00"),
            location="Port",
        )
        office.give("identify_asset", asset=f"A-{case}", on="2026-01-05", source="registry")
    return office


def test_each_sees_what_is_due_in_her_cases_and_who_oversees_sees_all(tmp_path: Path) -> None:
    office = _two_cases(tmp_path)
    soon, far = TODAY + timedelta(days=3), TODAY + timedelta(days=90)
    office.give("set_deadline", to="A-C1", title="Look", due=(TODAY - timedelta(2)).isoformat())
    office.give("set_deadline", to="A-C2", title="Hear", due=soon.isoformat())
    office.give("set_deadline", to="A-C2", title="Later", due=far.isoformat())
    office.give("set_deadline", to="A-C2", title="Ask", due=soon.isoformat(), responsible="officer")
    due = {
        name: [(item.title, item.days_left, item.state) for item in _today(office, name).due]
        for name in ("officer", "colleague", "supervisor", "manager", "administrator")
    }
    assert due["officer"] == [("Look", -2, "late"), ("Ask", 3, "open")]
    assert due["colleague"] == [("Hear", 3, "open"), ("Ask", 3, "open")]
    assert len(due["supervisor"]) == 3
    assert due["manager"] == due["administrator"] == []
    office.give("assign_member", by="supervisor", case="C1", user="manager", role="asset_manager",
                **{"from": "2026-01-02"})  # fmt: skip
    assert [item.title for item in _today(office, "manager").due] == ["Look"]
    assert _today(office, "supervisor").needs == 3
    office.close()


def test_a_step_waits_for_who_may_decide_it_and_not_for_its_author(tmp_path: Path) -> None:
    office = _two_cases(tmp_path)
    office.give(
        "register_asset",
        case="C1",
        asset="BIG",
        type="VES-YAC",
        description="Great yacht",
        location="Port",
        estimated_value=money("9000000.00"),
    )
    office.give("identify_asset", asset="BIG", on="2026-01-05", source="registry")
    pending = office.give("decline_asset", asset="BIG", on="2026-02-01", reason="cost")
    assert pending.pending
    waiting = {
        name: [row.record for row in _today(office, name).approvals]
        for name in ("supervisor", "director", "officer", "everyone", "auditor")
    }
    assert waiting == {
        "supervisor": ["BIG"],
        "director": [],
        "officer": [],
        "everyone": [],
        "auditor": [],
    }
    row = _today(office, "supervisor").approvals[0]
    assert (row.action, row.case, row.level, row.levels) == ("decline_asset", "C1", 1, 1)
    assert "Great yacht" in row.title
    assert ("Value", "9,000,000.00 EUR, as at 2026-11-24") in row.facts
    office.close()


def test_what_others_recorded_in_my_cases_since_i_looked_is_shown(tmp_path: Path) -> None:
    office = _two_cases(tmp_path)
    shown = _today(office, "officer").changed
    assert {event.record for event in shown} == {"C1", "A-C1"}
    assert "Yacht of C1" in shown[0].title
    assert _today(office, "everyone").changed == ()
    assert _today(office, "officer", since="2026-11-24T11:00:00Z").changed == ()
    assert {event.record for event in _today(office, "supervisor").changed} == {
        "C1",
        "A-C1",
        "C2",
        "A-C2",
    }
    office.close()


def test_the_last_look_of_an_earlier_day_is_known_from_the_log(tmp_path: Path) -> None:
    office = _two_cases(tmp_path)
    before = Consultations(
        engine=office.writing, office_id=OFFICE_ID, now=lambda: "2026-11-23T18:00:00Z"
    )
    before.note(office.actor("officer"), None, "today")
    before.flush()
    assert len(_today(office, "officer", since=None).changed) == 3
    service = TodayService(
        engine=office.reading, now=lambda: NOW, today=lambda: TODAY, consultations=before
    )
    service.view(office.actor("officer"))
    assert before.flush() == 1
    assert len(_today(office, "officer", since=None).changed) == 3
    office.close()


def test_the_funnel_counts_what_was_done_in_the_base_currency(tmp_path: Path) -> None:
    office = _two_cases(tmp_path)
    office.give(
        "register_asset",
        case="C1",
        asset="LEAD",
        type="VES-YAC",
        description="Only a lead",
        estimated_value=money("9000.00"),
    )
    office.give(
        "record_order",
        order="O1",
        kind="freezing",
        authority="Court",
        reference="F-1",
        on="2026-02-03",
        assets=[{"asset": "A-C1"}],
    )
    funnel = [(name, value.minor, share) for name, value, share in _today(office, "officer").funnel]
    assert funnel == [
        ("identified", 2000_00, 1000),
        ("frozen", 1000_00, 500),
        ("confiscated", 0, 0),
        ("realised", 0, 0),
        ("distributed", 0, 0),
    ]
    office.close()


def test_keeping_above_the_warning_share_is_shown_the_worst_first(tmp_path: Path) -> None:
    office = _two_cases(tmp_path)
    for asset, amount, category in (
        ("A-C1", "100.00", "storage"),
        ("A-C1", "50.00", "insurance"),
        ("A-C1", "900.00", "auction"),
        ("A-C2", "151.00", "storage"),
    ):
        office.give(
            "post_cost",
            asset=asset,
            on="2026-03-01",
            amount=money(amount),
            category=category,
            counterparty="Store",
        )
    assert _today(office, "supervisor").keeping == (("A-C2", "Yacht of C2", 151),)
    assert _today(office, "officer").keeping == ()
    office.give(
        "post_cost",
        asset="A-C1",
        on="2026-03-02",
        amount=money("200.00"),
        category="berth",
        counterparty="Store",
    )
    assert [line[0] for line in _today(office, "supervisor").keeping] == ["A-C1", "A-C2"]
    office.close()
