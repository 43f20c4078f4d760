"""The request radar: what is open with which State, for how long, how long answers take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from asset_recovery.domain.errors import NotPermitted
from asset_recovery.domain.money import Money
from asset_recovery.domain.radar_facts import AGES, RadarFacts, RadarLine, age_where
from asset_recovery.lifecycle.figures.performance import durations
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import radar_query
from asset_recovery.services.radar_service import DayCount, RadarService
from asset_recovery.services.register_service import RegisterService
from tests.services.test_requests_sent import asked, sent
from tests.services.test_state_sheets import looked_at
from tests.support.asset_life import Life
from tests.support.office import TODAY, money

At = Callable[[str], Life]


def radar(life: Life, who: str = "lawyer") -> RadarFacts:
    return RadarService(looked_at(life)).radar(life.office.actor(who))


def line(life: Life, direction: str, country: str) -> RadarLine:
    found = [one for one in radar(life).lines if (one.direction, one.country) ==
             (direction, country)]  # fmt: skip
    assert len(found) == 1
    return found[0]


def rows(life: Life, where: str) -> list[str]:
    registers = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    found = registers.listed("requests", life.office.actor("lawyer"), where=where)
    return sorted(str(one["reference"]) for one in found)


def out(life: Life, request: str, on: str, country: str = "CH", **more: Any) -> None:
    assert asked(life, request, country, multiple_states_reason="several banks", **more).ok
    sent(life, request, on)


def received(life: Life, request: str, on: str, country: str = "FR") -> None:
    life.give("receive_request", request=request, case="CASE", from_country=country, on=on,
              from_authority="Court", their_reference=request, form="MLA-01",
              kinds=["EVI"])  # fmt: skip


def answered(life: Life, request: str, on: str, kind: str, **more: Any) -> None:
    life.give("record_answer", request=request, on=on, kind=kind, **more)


def test_open_requests_stand_in_their_class_of_age_and_the_list_behind_it(at: At) -> None:
    life = at("identified")
    for number, on in enumerate(("2026-11-20", "2026-10-01", "2026-09-01", "2026-06-15",
                                 "2026-03-10", "2026-03-11"), 1):  # fmt: skip
        out(life, f"OUT-{number}", on)
    asked(life, "OUT-7", multiple_states_reason="x")
    found = line(life, "out", "CH")
    assert found.by_age == (1, 1, 1, 1, 2)
    assert (found.open, found.oldest) == (6, (TODAY - date(2026, 3, 10)).days)
    for place, count in enumerate(found.by_age):
        where = f"open = true and direction = 'out' and country = 'CH' and {age_where(place)}"
        assert len(rows(life, where)) == count
    assert rows(life, "open = true and age > 180") == ["OUT-5", "OUT-6"]


@pytest.mark.parametrize(
    ("days", "place"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (180, 3),
                        (181, 4), (4000, 4)],
)  # fmt: skip
def test_the_classes_of_age_leave_no_day_out(days: int, place: int) -> None:
    inside = [
        at
        for at, (first, last) in enumerate(AGES)
        if first <= days and (last is None or days <= last)
    ]
    assert inside == [place]


def test_answer_times_are_told_by_state_and_kind_and_what_waits_is_only_counted(at: At) -> None:
    life = at("identified")
    for number, days in enumerate((10, 20, 40), 1):
        out(life, f"OUT-{number}", "2026-03-01")
        answered(life, f"OUT-{number}", "2026-03-05", "acknowledged")
        on = date.fromordinal(date(2026, 3, 1).toordinal() + days).isoformat()
        answered(life, f"OUT-{number}", on, "executed")
    out(life, "OUT-4", "2026-03-01")
    found = line(life, "out", "CH")
    assert (found.final.median, found.final.p90) == (Decimal(20), Decimal(40))
    assert (found.final.answered, found.final.waiting) == (3, 1)
    assert found.first.median == Decimal(4)
    kinds = {one.kind: one.final for one in radar(life).kinds if one.direction == "out"}
    assert kinds["AR-T"].median == Decimal(20)


def test_requests_received_run_from_their_receipt_to_our_outcome(at: At) -> None:
    life = at("identified")
    received(life, "IN-1", "2026-10-01")
    received(life, "IN-2", "2026-09-01")
    life.give("check_request", request="IN-2", on="2026-09-02", competent=True,
              dual_criminality=True, complete=True)  # fmt: skip
    life.give("answer_request", request="IN-2", on="2026-09-11", kind="refused",
              grounds=["RF-SOV"])  # fmt: skip
    found = line(life, "in", "FR")
    assert found.by_age == (0, 1, 0, 0, 0)
    assert found.final.median == Decimal(10)
    grounds = [(one.direction, one.country, one.ground, one.count) for one in radar(life).grounds]
    assert grounds == [("in", "FR", "RF-SOV", 1)]
    assert rows(life, "ground contains 'RF-SOV'") == ["IN-2"]


def test_refusals_of_other_states_are_counted_by_ground(at: At) -> None:
    life = at("identified")
    for number, grounds in enumerate((["RF-DUAL"], ["RF-DUAL", "RF-MIN"], []), 1):
        out(life, f"OUT-{number}", "2026-03-01")
        answered(life, f"OUT-{number}", "2026-04-01", "refused", grounds=grounds)
    found = [(one.ground, one.count) for one in radar(life).grounds]
    assert found == [("RF-DUAL", 2), ("", 1), ("RF-MIN", 1)]


def test_amounts_are_summed_by_state_and_currency_as_the_requests_have_them(at: At) -> None:
    life = at("identified")
    out(life, "OUT-1", "2026-03-01", expected=[{"asset": "CAR", "amount": money("100.00", "CHF")}])
    frozen = {"asset": "CAR", "outcome": "frozen", "amount": money("80.00", "CHF")}
    answered(life, "OUT-1", "2026-04-01", "partly_executed", results=[frozen])
    back = {"asset": "CAR", "outcome": "returned", "amount": money("50.00", "CHF")}
    answered(life, "OUT-1", "2026-05-01", "executed", results=[back])
    out(life, "OUT-2", "2026-03-01", country="LI",
        expected=[{"asset": "CAR", "amount": money("7.00")}])  # fmt: skip
    swiss = line(life, "out", "CH")
    assert swiss.expected == (Money(10000, "CHF"),)
    assert swiss.confirmed == (Money(8000, "CHF"),)
    assert swiss.received == (Money(5000, "CHF"),)
    assert line(life, "out", "LI").expected == (Money(700, "EUR"),)
    anew = {"asset": "CAR", "outcome": "frozen", "expected": money("90.00", "CHF")}
    answered(life, "OUT-1", "2026-06-01", "partly_executed", results=[anew])
    out(life, "OUT-3", "2026-03-01", expected=[{"asset": "CAR", "amount": money("0.50", "CHF")}])
    assert line(life, "out", "CH").expected == (Money(9050, "CHF"),)


def test_what_is_hoped_for_is_added_however_large_it_is(at: At) -> None:
    life = at("identified")
    for number in range(2):
        out(life, f"OUT-{number}", "2026-03-01",
            expected=[{"asset": "CAR", "amount": money("9000000000000.01")}])  # fmt: skip
    assert line(life, "out", "CH").expected == (Money(1_800_000_000_000_002, "EUR"),)


def test_a_paper_on_a_request_is_no_open_request(at: At) -> None:
    life = at("identified")
    out(life, "OUT-1", "2026-03-01")
    life.give("draft_request", request="SUP-1", case="CASE", form="MLA-03", to_country="CH",
              parent="OUT-1")  # fmt: skip
    sent(life, "SUP-1", "2026-03-05")
    assert line(life, "out", "CH").open == 1
    assert rows(life, "open = true") == ["OUT-1"]
    assert line(life, "out", "CH").final.waiting == 1


def test_the_next_reminder_stands_with_its_state(at: At) -> None:
    life = at("identified")
    out(life, "OUT-1", "2026-03-01")
    life.give("remind_request", request="OUT-1", on="2026-11-01", reason="no answer")
    found = line(life, "out", "CH")
    assert found.next_due is not None
    assert found.due_late >= 0


def test_a_sealed_case_is_not_counted_for_who_must_not_know_of_it(at: At) -> None:
    life = at("identified")
    out(life, "OUT-1", "2026-03-01")
    life.give("seal_case", who="supervisor", case="CASE", on="2026-11-24", reason="danger")
    assert radar(life, "colleague").lines == ()
    with pytest.raises(NotPermitted):
        radar(life, "administrator")


def test_the_radar_reads_no_text_of_a_request(at: At) -> None:
    life = at("identified")
    seen: list[str] = []

    def explained(text: str, parameters: Any) -> Any:
        with life.office.reading.connect() as connection:
            query = f"EXPLAIN QUERY PLAN {text}"
            seen.extend(str(row[3]) for row in connection.exec_driver_sql(query, dict(parameters)))
        return []

    access = Access.of(life.office.actor("lawyer"), TODAY)
    radar_query.open_requests(explained, access, TODAY)
    radar_query.due_of_open(explained, access, TODAY.isoformat())
    assert not any("FOR GROUP BY" in one for one in seen)  # counted in the order of the index
    for asked_for in (radar_query.answer_days, radar_query.hoped_for, radar_query.hoped_anew,
                      radar_query.reports, radar_query.refusals):  # fmt: skip
        asked_for(explained, access)
    scans = [one for one in seen if " r " in f"{one} "]
    assert len(scans) > 6
    assert all("COVERING INDEX ix_request_" in one for one in scans)
    assert any("ix_event_answer" in one for one in seen)


@pytest.mark.parametrize("n", [1, 2, 3, 9, 10, 11, 100])
def test_times_are_the_figures_of_the_calculator(n: int) -> None:
    days = [(7 * place) % 31 for place in range(n)]
    found = DayCount(days).times()
    figures = durations([Decimal(one) for one in days])
    assert (found.answered, found.median, found.p90) == (
        figures.n,
        figures.median,
        figures.p90_nearest_rank,
    )
