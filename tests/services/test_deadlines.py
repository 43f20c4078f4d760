"""Computed terms beside what people do to them; the sheet, the board, the calendar, the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select, update

from asset_recovery.domain.deadlines import DueWish, colour
from asset_recovery.domain.progress import SilentProgress
from asset_recovery.persistence import tables as t
from asset_recovery.services.deadline_service import DeadlineService
from asset_recovery.services.explain_service import ExplainService
from asset_recovery.services.verify_service import derived_findings
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, TODAY

At = Callable[[str], Life]


class Reading:
    """An office as readers see it."""

    def __init__(self, life: Life) -> None:
        self.reading, self.writing = life.office.reading, life.office.writing
        self.office_id = OFFICE_ID

    def now(self) -> str:
        return NOW

    def today(self) -> date:
        return TODAY


def line(life: Life, code: str, record: str = "CAR") -> Any:
    with life.office.reading.connect() as connection:
        query = select(t.agenda).where(t.agenda.c.code == code, t.agenda.c.record == record)
        return connection.execute(query).one()


def explained(life: Life, figure: str, record: str = "CAR") -> dict[str, Any]:
    service = ExplainService(Reading(life))
    return service.explain(record, figure, life.office.actor("everyone"), purpose="test")


def frozen(at: At) -> Life:
    """Frozen on 1 March 2026, no planning sheet: it is due on the 11th."""
    life = at("identified")
    life.order("F", "freezing", "2026-03-01")
    return life


def test_another_date_stands_beside_the_computed_one_and_the_earlier_governs(at: At) -> None:
    life = frozen(at)
    later = {"to": "CAR", "title": "Plan", "due": "2026-03-20", "term": "plan"}
    assert life.codes("set_deadline", **later) == ["field_missing"]
    life.give("set_deadline", **later, reason="The court said so.")
    assert (line(life, "plan").due, line(life, "plan").other) == ("2026-03-11", "2026-03-20")
    life.give("set_deadline", **{**later, "due": "2026-03-05"}, reason="Sooner, in doubt.")
    assert (line(life, "plan").due, line(life, "plan").other) == ("2026-03-05", "2026-03-11")
    assert (
        "A person set 2026-03-05 beside it: Sooner, in doubt."
        in explained(life, "deadline:plan")["steps"]
    )


def test_an_extension_takes_the_computed_date_s_place_and_keeps_it_on_file(at: At) -> None:
    life = frozen(at)
    given = {"deadline": "plan CAR", "on": "2026-03-10", "reason": "Ill."}
    assert life.codes("extend_deadline", **given, due="2026-03-11") == ["date_order"]
    life.give("extend_deadline", **given, due="2026-03-25")
    assert line(life, "plan").due == "2026-03-25"
    event = life.events("extend_deadline")[0]
    assert '"extended_from":"2026-03-11"' in str(event["facts"])


def test_an_order_is_extended_by_its_authority_not_by_hand(at: At) -> None:
    life = at("identified")
    life.order("U", "urgent_measure", "2026-11-20", dissipation_risk="sale imminent")
    refused = life.try_(
        "extend_deadline", deadline="order_ends CAR U", on="2026-11-24", due="2027-01-01",
        reason="Wanted.",
    )  # fmt: skip
    assert (refused.reasons[0].code, refused.reasons[0].clear_with) == (
        "guard_failed",
        "vary_order",
    )


def test_a_pause_moves_the_end_by_its_days(at: At) -> None:
    life = frozen(at)
    life.give("suspend_deadline", deadline="plan CAR", **{"from": "2026-03-05"}, reason="Talks.")
    assert line(life, "plan").paused == 1
    assert life.codes(
        "suspend_deadline", deadline="plan CAR", **{"from": "2026-03-06"}, reason="Again."
    ) == ["wrong_state"]
    assert life.codes("resume_deadline", deadline="plan CAR", on="2026-03-01") == ["date_order"]
    life.give("resume_deadline", deadline="plan CAR", on="2026-03-15")
    assert (line(life, "plan").paused, line(life, "plan").due) == (0, "2026-03-21")


def test_a_hard_term_is_not_waived_and_a_soft_one_is(at: At) -> None:
    life = at("stored")
    assert life.codes("close_deadline", deadline="plan CAR", on="2026-04-01", outcome="x") in (
        ["guard_failed"], ["not_found"],
    )  # fmt: skip
    assert "inspection" in life.due()
    life.give(
        "close_deadline", deadline="inspection CAR", on="2026-04-01", outcome="Seen on the way."
    )
    assert "inspection" not in life.due()
    with life.office.reading.connect() as connection:
        assert list(derived_findings(connection, SilentProgress())) == []


def test_a_deadline_that_was_set_is_extended_suspended_and_resumed(at: At) -> None:
    life = at("stored")
    life.give("set_deadline", deadline="DL-1", to="CAR", title="Ask the bank", due="2026-12-10")
    life.give("extend_deadline", deadline="DL-1", on="2026-11-20", due="2026-12-20", reason="r")
    life.give("suspend_deadline", deadline="DL-1", **{"from": "2026-11-10"}, reason="r")
    assert life.codes("extend_deadline", deadline="DL-1", on="2026-11-20", due="2027-01-01",
                      reason="r") == ["wrong_state"]  # fmt: skip
    life.give("resume_deadline", deadline="DL-1", on="2026-11-20")
    with life.office.reading.connect() as connection:
        row = connection.execute(select(t.deadline).where(t.deadline.c.reference == "DL-1")).one()
    assert (row.state, row.due) == ("open", "2026-12-30")
    life.give("close_deadline", deadline="DL-1", on="2026-11-24", outcome="done")
    assert life.codes("extend_deadline", deadline="DL-1", on="2026-11-24", due="2027-01-01",
                      reason="r") == ["wrong_state"]  # fmt: skip


def test_an_unknown_term_is_not_found(at: At) -> None:
    life = frozen(at)
    for reference in ("no_such CAR", "plan NOTHING", "DL-404"):
        given = {"deadline": reference, "on": "2026-03-10", "reason": "r", "due": "2027-01-01"}
        assert life.codes("extend_deadline", **given) == ["not_found"]


def test_a_term_explains_itself_with_rule_source_and_readings(at: At) -> None:
    life = at("identified")
    life.order("U", "urgent_measure", "2026-03-02", dissipation_risk="sale imminent")
    told = explained(life, "deadline:order_ends")
    assert (told["due"], told["other"], told["legal_system"]) == (
        "2026-03-09", "2026-03-11", "generic@1",
    )  # fmt: skip
    assert told["rule"] == "order_ends"
    assert any("earlier date governs" in step for step in told["steps"])


def test_the_hour_that_was_given_with_a_date_is_kept(at: At) -> None:
    life = at("frozen")
    life.give("record_plan", asset="CAR", on="2026-03-02T15:20:00+01:00")
    event = life.events("record_plan")[-1]
    assert event["on_date"] == "2026-03-02"
    assert "2026-03-02T15:20:00+01:00" in str(event["data"])


def service(life: Life) -> DeadlineService:
    return DeadlineService(Reading(life))


def test_the_sheet_puts_what_the_law_sets_first_then_the_earliest(at: At) -> None:
    life = at("in_sale")
    rows = service(life).sheet(life.office.actor("everyone"), DueWish(until=date(2028, 1, 1)))
    assert [row.hard for row in rows] == sorted((row.hard for row in rows), reverse=True)
    for hard in (True, False):
        days = [row.due for row in rows if row.hard is hard]
        assert days == sorted(days)
    assert {colour(row) for row in rows if row.days_left < 0} == {"red"}


def test_the_board_has_a_lane_a_person_and_a_case_with_their_counts(at: At) -> None:
    life = at("stored")
    actor, wish = life.office.actor("everyone"), DueWish(until=date(2028, 1, 1))
    rows = service(life).sheet(actor, wish)
    (lane,) = service(life).lanes(actor, "case", wish, cards=2)
    assert (lane.name, lane.count, len(lane.rows)) == ("CASE", len(rows), 2)
    assert sum(one.count for one in service(life).lanes(actor, "person", wish)) == len(rows)


def test_what_is_nobody_s_stands_as_cards_in_a_lane_of_its_own(at: At) -> None:
    life = frozen(at)
    life.give("set_deadline", deadline="DL-1", to="CAR", title="Call", due="2026-12-10",
              responsible="manager")  # fmt: skip
    with life.office.writing.begin() as connection:
        connection.execute(update(t.case_record).values(officer_id=None))
    actor, wish = life.office.actor("everyone"), DueWish(until=date(2028, 1, 1))
    lanes = {lane.name: lane for lane in service(life).lanes(actor, "person", wish)}
    assert set(lanes) == {"", "manager"}
    assert len(lanes[""].rows) == min(lanes[""].count, 12) > 0
    assert {row.person for row in lanes[""].rows} == {None}


def test_the_calendar_counts_what_ends_on_each_day(at: At) -> None:
    life = frozen(at)
    actor = life.office.actor("everyone")
    days = service(life).days(actor, date(2026, 3, 1), date(2026, 3, 31))
    assert [(day.on, day.hard) for day in days] == [(date(2026, 3, 11), 1)]
    assert [row.code for row in service(life).of_day(actor, date(2026, 3, 11))] == ["plan"]


def test_nothing_of_a_sealed_case_stands_on_the_sheet_board_or_calendar(at: At) -> None:
    life = frozen(at)
    life.give("seal_case", case="CASE", on="2026-03-02", reason="r")
    actor, wish = life.office.actor("manager"), DueWish(until=date(2028, 1, 1))
    assert service(life).sheet(actor, wish) == []
    assert service(life).lanes(actor, "case", wish) == []
    assert service(life).days(actor, date(2026, 3, 1), date(2026, 3, 31)) == []


def test_the_calendar_file_names_neither_a_person_nor_a_free_text(at: At) -> None:
    life = frozen(at)
    life.give("set_deadline", deadline="DL-1", to="CAR", title="Call Ms Secret", due="2026-12-10",
              responsible="manager")  # fmt: skip
    rows = service(life).sheet(life.office.actor("everyone"), DueWish(until=date(2028, 1, 1)))
    content = service(life).calendar(rows, datetime(2026, 11, 24, tzinfo=UTC)).decode()
    assert "Secret" not in content
    assert "manager" not in content
    assert "Deadline DL-1 · CAR" in content


def test_the_control_sheet_is_a_paper_that_lies_across(at: At) -> None:
    from pypdfium2 import PdfDocument

    life = frozen(at)
    actor, wish = life.office.actor("everyone"), DueWish(until=date(2028, 1, 1))
    rows = service(life).sheet(actor, wish)
    page = PdfDocument(service(life).control_sheet(rows, actor, wish))[0]
    assert page.get_width() > page.get_height()
    text = page.get_textpage().get_text_range()
    assert "Control sheet of deadlines" in text
    assert "Planning sheet" in text
