"""Requests to other States: drafts shared, reminders, several States, amounts abroad."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from asset_recovery.forms.filled_form import fill_request
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.abroad import received
from tests.support.asset_life import Life
from tests.support.office import NOW, OFFICE_ID, money

At = Callable[[str], Life]


def asked(life: Life, request: str = "OUT-1", country: str = "CH", **more: Any) -> Any:
    """A request for freezing the car, drafted, or its refusal."""
    return life.try_(
        "draft_request", request=request, case="CASE", form="MLA-01", to_country=country,
        kinds=["AR-T"], assets=[life.asset], **more,
    )  # fmt: skip


def sent(life: Life, request: str = "OUT-1", on: str = "2026-03-10") -> None:
    """The request went out; that its form is complete is tested elsewhere."""
    with open_unit(life.office.writing, lambda: NOW, OFFICE_ID) as unit:
        row = finder.by_reference(unit.connection, "request", request)
        assert row is not None
        unit.update(t.request, row, state="sent", sent_on=on)
        given = {"request": request, "on": on, "channel": "direct"}
        unit.insert(
            t.event, seq=unit.next_seq, action="send_request", case_id=row["case_id"],
            request_id=row["id"], on_date=on, status="in_effect", effective_on=on,
            effective_seq=unit.next_seq, author_id=life.office.actor("everyone").id,
            recorded_at=NOW, data=canonical(given), facts="{}", irregular="[]", warnings="[]",
        )  # fmt: skip
        unit.enter(Entry("send_request", "everyone", "test", given))


def abroad(at: At) -> Life:
    """Traced to Switzerland and asked for."""
    life = at("begun").identified()
    life.give("trace_abroad", asset=life.asset, on="2026-02-10", country="CH", source="bank")
    assert asked(life).ok
    sent(life)
    return life


def answered(life: Life, on: str, kind: str, request: str = "OUT-1", **row: Any) -> Any:
    """The other State reports of the car."""
    return life.try_(
        "record_answer", request=request, on=on, kind=kind, results=[{"asset": life.asset, **row}]
    )


def shown(life: Life, reference: str = "OUT-1") -> dict[str, Any]:
    return ShowService(opened(life.office)).show(
        "request", reference, life.office.actor("everyone"), purpose="test"
    )


def test_amounts_abroad_are_kept_apart_with_their_days(at: At) -> None:
    life = abroad(at)
    answered(
        life, "2026-04-01", "partly_executed", outcome="frozen", amount=money("308000.00", "USD"),
        expires_on="2027-04-01", custodian="Bank", next_hearing="2026-12-15",
        expected=money("320000.00", "USD"),
    )  # fmt: skip
    assert life.legal() == "frozen_abroad"
    line = shown(life)["abroad"][0]
    assert (line["expected"], line["confirmed"]) == (
        money("320000.00", "USD"),
        money("308000.00", "USD"),
    )
    assert line["expires_on"] == "2027-04-01"
    with life.office.reading.connect() as connection:
        query = select(t.agenda.c.code, t.agenda.c.due).where(t.agenda.c.record == life.asset)
        due = {code: day for code, day in connection.execute(query)}
    assert due["foreign_freeze_ends"] == "2027-04-01"
    assert due["foreign_hearing"] == "2026-12-15"


def test_what_was_confiscated_abroad_comes_back_by_agreement(at: At) -> None:
    life = abroad(at)
    assert answered(life, "2026-04-01", "executed", outcome="confiscated").ok
    given: dict[str, Any] = {
        "outcome": "returned",
        "amount": money("100.00"),
        "costs": money("3.00"),
    }
    refused = answered(life, "2026-06-01", "executed", **given)
    assert [one.code for one in refused.reasons] == ["agreement_missing"]
    life.give("record_agreement", case="CASE", on="2026-05-01", country="CH", kind="return")
    assert shown(life)["step"] == "outbound_return_negotiation"
    assert answered(life, "2026-06-01", "executed", **given).ok
    assert life.legal() == "transferred_to_other_state"
    line = shown(life)["abroad"][0]
    assert shown(life)["step"] == "outbound_received"
    assert (line["received"], line["deducted"]) == (money("100.00"), money("3.00"))


def test_what_comes_in_a_second_currency_is_not_added_to_the_first(at: At) -> None:
    life = abroad(at)
    assert answered(life, "2026-04-01", "executed", outcome="confiscated").ok
    life.give("record_agreement", case="CASE", on="2026-05-01", country="CH", kind="return")
    dollars, pounds = money("20.00", "USD"), money("5.00", "GBP")
    assert answered(life, "2026-06-01", "executed", outcome="returned", amount=dollars).ok
    refused = answered(life, "2026-06-02", "executed", outcome="returned", amount=pounds)
    assert [(one.code, one.field, one.row) for one in refused.reasons] == [
        ("currency_mismatch", "results", 1)
    ]
    assert shown(life)["abroad"][0]["received"] == dollars


def test_what_was_paid_counts_at_the_rate_of_its_day(at: At) -> None:
    life = at("begun").identified()
    life.give("trace_abroad", asset=life.asset, on="2026-02-10", country="CH", source="bank")
    life.order("VAL", "freezing", "2026-02-11", amount=money("100000.00"))
    assert asked(life, orders=["VAL"]).ok
    sent(life)
    for day, rate in (("2026-04-01", "2"), ("2026-04-02", "3")):
        life.give(
            "record_rate", **{"from": "GBP", "to": "EUR", "on": day, "rate": rate}, source="office"
        )
    assert answered(life, "2026-04-01", "executed", outcome="frozen").ok
    assert answered(
        life, "2026-04-01", "executed", outcome="returned", amount=money("5.00", "GBP")
    ).ok
    assert shown(life)["totals"][0]["total"] == money("10.00")


def test_what_is_not_found_abroad_can_be_traced_elsewhere(at: At) -> None:
    life = abroad(at)
    assert answered(life, "2026-04-01", "executed", outcome="not_found").ok
    assert life.legal() == "identified"


def test_a_second_state_is_asked_for_the_same_with_a_reason_scenario_23(at: At) -> None:
    life = abroad(at)
    refused = asked(life, "OUT-2", "LI")
    assert [one.code for one in refused.reasons] == ["multiple_states_reason_missing"]
    assert asked(life, "OUT-2", "LI", multiple_states_reason="not enough in one State").ok


def test_an_answer_and_a_notice_ask_no_second_state_for_anything(at: At) -> None:
    life = abroad(at)
    received(life, "MLA-01")
    answer = life.try_(
        "draft_request", request="ANSWER", case="CASE", form="MLA-05", to_country="DE",
        kinds=["AR-T"], assets=[life.asset], parent="IN-1",
    )  # fmt: skip
    assert answer.ok, answer.reasons
    service = ShowService(opened(life.office))
    file = service.case_file("CASE", life.office.actor("everyone"), purpose="test")
    request = next(one for one in file.requests if one.reference == "OUT-1")
    told = fill_request(file, request).value("same_request_other_states")
    assert not told


def test_the_running_total_over_all_states_is_shown_and_warned_of(at: At) -> None:
    life = at("begun").identified()
    life.give("trace_abroad", asset=life.asset, on="2026-02-10", country="CH", source="bank")
    life.order("VAL", "freezing", "2026-02-11", amount=money("100000.00"))
    assert asked(life, orders=["VAL"]).ok
    assert asked(life, "OUT-2", "LI", orders=["VAL"], multiple_states_reason="both needed").ok
    sent(life)
    sent(life, "OUT-2")
    first = answered(life, "2026-04-01", "executed", outcome="frozen", amount=money("60000.00"))
    assert "amount_exceeds_order" not in [one.code for one in first.warnings]
    second = answered(
        life, "2026-04-02", "executed", "OUT-2", outcome="frozen", amount=money("50000.00")
    )
    assert "amount_exceeds_order" in [one.code for one in second.warnings]
    total = shown(life)["totals"][0]
    assert total["total"] == money("110000.00")


def test_a_faulty_report_is_refused_with_its_row(at: At) -> None:
    life = abroad(at)
    before = life.all_rows()
    assert [
        one.code for one in answered(life, "2026-04-01", "executed", outcome="lost").reasons
    ] == ["field_invalid"]
    assert life.all_rows() == before


def test_a_draft_is_shared_only_once_it_is_approved(at: At) -> None:
    life = at("begun").identified()
    assert asked(life).ok
    given = {
        "request": "OUT-1",
        "on": "2026-03-01",
        "with": "Central authority",
        "channel": "carin",
    }
    assert life.codes("share_draft", **given) == ["wrong_state"]


def test_a_reminder_waits_for_the_sending(at: At) -> None:
    life = at("begun").identified()
    assert asked(life).ok
    assert life.codes("remind_request", request="OUT-1", on="2026-03-01") == ["wrong_state"]


def test_a_request_is_written_in_a_language_that_there_is(at: At) -> None:
    life = abroad(at)
    refused = asked(life, "OUT-9", language="klingon")
    assert [(one.code, one.field) for one in refused.reasons] == [("field_invalid", "language")]
    assert asked(life, "OUT-9", language="fr-CH").ok


def test_one_state_holds_no_more_than_the_order_allows_unless_it_says_why(at: At) -> None:
    life = at("begun").identified()
    life.give("trace_abroad", asset=life.asset, on="2026-02-10", country="CH", source="bank")
    life.order("VAL", "freezing", "2026-02-11", amount=money("100000.00"))
    assert asked(life, orders=["VAL"]).ok
    sent(life)
    before = life.all_rows()
    above: dict[str, Any] = {"outcome": "frozen", "amount": money("100000.01")}
    assert [
        (one.code, one.field) for one in answered(life, "2026-04-01", "executed", **above).reasons
    ] == [("amount_exceeds_order", "results")]
    given = {"request": "OUT-1", "on": "2026-04-01", "kind": "executed"}
    whole = life.try_("record_answer", amount=money("100000.01"), **given)
    assert [(one.code, one.field) for one in whole.reasons] == [("amount_exceeds_order", "amount")]
    assert life.all_rows() == before
    results = [{"asset": life.asset, **above}]
    taken = life.try_("record_answer", irregular="so they wrote", results=results, **given)
    assert taken.ok
    assert "amount_exceeds_order" in [one.code for one in taken.warnings]


def test_one_state_may_hold_all_that_the_order_allows(at: At) -> None:
    life = at("begun").identified()
    life.give("trace_abroad", asset=life.asset, on="2026-02-10", country="CH", source="bank")
    life.order("VAL", "freezing", "2026-02-11", amount=money("100000.00"))
    assert asked(life, orders=["VAL"]).ok
    sent(life)
    amount = money("100000.00")
    assert answered(life, "2026-04-01", "executed", outcome="frozen", amount=amount).ok
