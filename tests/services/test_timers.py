"""The clock: alarms, bars, proposals, once each; withdrawn where a late fact takes their ground."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from asset_recovery.domain.progress import SilentProgress
from asset_recovery.persistence import tables as t
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.timer_service import TimerService
from asset_recovery.services.verify_service import derived_findings
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, TODAY

At = Callable[[str], Life]


class OfReading:
    """An office as readers see it."""

    def __init__(self, life: Life) -> None:
        self.reading, self.writing = life.office.reading, life.office.writing
        self.office_id = OFFICE_ID

    def now(self) -> str:
        return NOW

    def today(self) -> date:
        return TODAY


def timers(life: Life, today: date = TODAY) -> TimerService:
    office = life.office
    return TimerService(office.writing, OFFICE_ID, lambda: NOW, lambda: today, "test")


def effects(life: Life, code: str = "order_ends") -> list[Any]:
    with life.office.reading.connect() as connection:
        query = select(t.timer_effect).where(t.timer_effect.c.code == code)
        return list(connection.execute(query.order_by(t.timer_effect.c.id)))


def told(life: Life, code: str = "order_ends") -> list[tuple[int, str, str]]:
    return [(one.step, one.kind, one.state) for one in effects(life, code)]


def entries(life: Life) -> list[tuple[str, str]]:
    with life.office.reading.connect() as connection:
        query = select(t.journal.c.actor, t.journal.c.action).order_by(t.journal.c.seq)
        return [(row.actor, row.action) for row in connection.execute(query)]


def an_urgent_measure(at: At) -> Life:
    """In force from 2 March 2026; it ends on the 9th (days) or the 11th (working days)."""
    life = at("identified")
    life.order("U", "urgent_measure", "2026-03-02", dissipation_risk="sale imminent")
    return life


def test_an_urgent_measure_that_ran_out_alarms_bars_and_proposes_once(at: At) -> None:
    life = an_urgent_measure(at)
    assert timers(life, date(2026, 3, 10)).run() != []
    assert told(life) == [(-1, "alarm", "open")]
    assert "no extension or order on file since 2026-03-09" in effects(life)[0].text
    timers(life, date(2026, 3, 12)).run()
    assert told(life)[1:] == [(-1, "bar", "open"), (-1, "proposal", "open")]
    assert effects(life)[-1].proposal == "record_lapse"
    assert life.legal() == "urgent_measure"  # nothing ends by itself in law
    assert timers(life, date(2026, 3, 12)).run() == []
    assert entries(life)[-1] == ("system", "run_timers")


def test_an_order_inside_the_term_entered_late_withdraws_the_alarm_and_names_itself(at: At) -> None:
    life = an_urgent_measure(at)
    timers(life, date(2026, 3, 20)).run()
    life.order("F", "freezing", "2026-03-05")
    assert {state for _step, _kind, state in told(life)} == {"withdrawn"}
    assert effects(life)[0].cause.startswith("record order F of 2026-03-05 (entry ")
    assert "order_ends" not in life.due()


def test_what_is_done_after_the_alarm_settles_it(at: At) -> None:
    life = an_urgent_measure(at)
    timers(life, date(2026, 3, 20)).run()
    life.give("record_lapse", order="U", on="2026-03-21", basis="no order came")
    assert {state for _step, _kind, state in told(life)} == {"settled"}


def test_the_alarm_comes_back_when_its_ground_comes_back(at: At) -> None:
    life = an_urgent_measure(at)
    timers(life, date(2026, 3, 20)).run()
    life.order("F", "freezing", "2026-03-05")
    life.give("lift_order", order="F", on="2026-03-06", reason="withdrawn")
    assert life.due()["order_ends"] == "2026-03-09"
    timers(life, date(2026, 3, 20)).run()
    assert told(life)[3:] == [(-1, "alarm", "open"), (-1, "bar", "open"), (-1, "proposal", "open")]


def test_the_lists_are_right_where_no_timer_ever_ran(at: At) -> None:
    life = an_urgent_measure(at)
    assert life.due()["order_ends"] == "2026-03-09"
    with life.office.reading.connect() as connection:
        query = select(t.agenda).where(t.agenda.c.code == "order_ends")
        line = connection.execute(query).one()
    assert (line.due, line.other, line.started) == ("2026-03-09", "2026-03-11", "2026-03-09")


def test_the_timers_run_before_the_first_step_of_a_day(at: At) -> None:
    life = an_urgent_measure(at)
    service = timers(life, TODAY)
    with life.office.writing.begin() as connection:
        connection.execute(t.timer_run.delete())
    service.before_a_step()
    assert told(life) != []
    written = len(entries(life))
    service.before_a_step()
    assert len(entries(life)) == written


def test_nothing_is_written_ahead_of_its_day(at: At) -> None:
    life = an_urgent_measure(at)
    service = timers(life, date(2026, 3, 3))
    assert service.run(date(2027, 1, 1)) != []
    assert told(life) == [(7, "alarm", "open")]
    ahead = {(one.code, one.effect.step) for one in service.ahead(date(2026, 3, 20))}
    assert ("order_ends", -1) in ahead
    assert life.codes("run_timers", until="2027-01-01") == ["date_in_future"]


def test_no_earlier_step_is_told_once_a_nearer_one_was(at: At) -> None:
    life = an_urgent_measure(at)
    timers(life, date(2026, 3, 8)).run()
    assert told(life) == [(1, "alarm", "open")]
    timers(life, date(2026, 3, 8)).run(date(2026, 3, 2))
    assert told(life) == [(1, "alarm", "open")]


def test_run_timers_is_an_action_too_and_its_effects_are_entries_of_the_system(at: At) -> None:
    life = an_urgent_measure(at)
    life.give("run_timers")
    assert ("system", "run_timers") in entries(life)
    assert told(life) != []


def test_a_hearing_without_a_decision_alarms_until_one_is_on_file(at: At) -> None:
    life = at("stored")
    life.give(
        "record_proceeding", case="CASE", kind="trial", authority="Court", reference="T 1",
        on="2026-03-01", next_hearing="2026-06-01",
    )  # fmt: skip
    due = life.due("CASE")
    assert (due["next_hearing"], due["missing_decision"]) == ("2026-06-01", "2026-07-01")
    timers(life).run()
    assert (-1, "alarm", "open") in told(life, "missing_decision")
    life.give(
        "record_proceeding", case="CASE", kind="conviction", authority="Court", reference="T 2",
        on="2026-06-20",
    )  # fmt: skip
    assert "missing_decision" not in life.due("CASE")
    assert {state for _step, _kind, state in told(life, "missing_decision")} == {"withdrawn"}


def test_what_is_derived_is_worked_out_the_same_from_the_records(at: At) -> None:
    life = an_urgent_measure(at)
    life.give(
        "record_proceeding", case="CASE", kind="trial", authority="Court", reference="T 1",
        on="2026-03-01", next_hearing="2026-06-01",
    )  # fmt: skip
    with life.office.reading.connect() as connection:
        assert list(derived_findings(connection, SilentProgress())) == []


def test_show_tells_the_alarms_of_a_day_where_no_timer_ran(at: At) -> None:
    life = an_urgent_measure(at)
    service = ShowService(OfReading(life))
    actor = life.office.actor("everyone")

    def shown(day: date) -> set[tuple[object, object]]:
        found = service.show("asset", "CAR", actor, purpose="test", as_of=day)
        alarms = found["alarms"]
        assert isinstance(alarms, list)
        return {(one["kind"], one["action"]) for one in alarms if "order_ends" in one["deadline"]}

    assert shown(date(2026, 3, 2)) == {("alarm", None)}  # the last week has begun
    assert shown(date(2026, 3, 12)) == {
        ("alarm", None),
        ("bar", "record_lapse"),
        ("proposal", "record_lapse"),
    }


def test_a_long_first_look_is_cut_short_before_a_step_and_finished_later(at: At) -> None:
    life = an_urgent_measure(at)
    service = timers(life, date(2026, 3, 20))
    assert service.run(most=0) == []
    assert told(life) == []
    assert service.start() != []
    assert told(life) != []
