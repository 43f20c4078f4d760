"""Victims: recorded, kept apart where protected, decided, and paid out of the proceeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.actions.victim_actions import PROTECTED
from asset_recovery.persistence import tables as t
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.step_service import StepService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import TODAY, money

At = Callable[[str], Life]
IBAN = "DE89370400440532013000"
OTHER_IBAN = "GB82WEST12345698765432"
ADDRESS = "Rose Cottage, 5 Hidden Lane"
LIST = "CASE-V"


def victim(life: Life, name: str, loss: str, **more: Any) -> str:
    """A victim of the case; her reference."""
    given = {"party": {"name": name, "kind": "natural"}, "loss": money(loss), **more}
    made = life.give("record_victim", case="CASE", on="2025-03-01", **given)
    return dict(made.made)["victim"]


def admitted(life: Life, *losses: str, **more: Any) -> list[str]:
    """Victims whose losses are admitted in whole."""
    names = [victim(life, f"Victim {place}", loss, **more) for place, loss in enumerate(losses)]
    life.give("decide_victims", case="CASE", on="2026-07-01", outcome="admitted")
    return names


def shares(life: Life, allocation: str = "CAR-A1") -> dict[str, int]:
    """What the allocation gives to each victim, in minor units."""
    with life.office.reading.connect() as connection:
        query = (
            select(t.victim.c.reference, t.victim_share.c.amount_minor)
            .join_from(t.victim_share, t.victim)
            .join(t.event, t.event.c.id == t.victim_share.c.event_id)
            .where(t.event.c.reference == allocation)
        )
        return {str(name): int(minor) for name, minor in connection.execute(query)}


def shown(life: Life, reference: str, who: str) -> dict[str, Any]:
    """The victim as this user sees her."""
    return ShowService(opened(life.office)).show(
        "victim", reference, life.office.actor(who), purpose="case work"
    )


def test_address_and_account_are_shown_only_to_who_needs_them(at: At) -> None:
    life = at("begun")
    name = victim(life, "Anna Ω", "100.00", address=ADDRESS, iban=IBAN)
    assert shown(life, name, "lawyer")["address"] == ADDRESS
    assert shown(life, name, "accountant")["address"] == PROTECTED
    assert shown(life, name, "accountant")["iban"] == IBAN
    assert shown(life, name, "auditor")["iban"] == PROTECTED


def test_a_protected_address_is_in_no_list_no_command_of_the_journal_and_no_event(at: At) -> None:
    life = at("begun")
    name = victim(life, "Anna", "100.00", address=ADDRESS)
    life.give("change_victim", victim=name, address=ADDRESS + " b", reason="moved")
    with life.office.reading.connect() as connection:
        for payload in connection.execute(select(t.journal_payload.c.payload)).scalars():
            assert "Hidden Lane" not in json.dumps(json.loads(payload)["command"])
        for table in (t.event, t.victim, t.search_document):
            for row in connection.execute(select(table)):
                assert "Hidden Lane" not in str(row)
    assert life.is_sound()


def test_a_wrong_account_number_is_refused_with_its_field(at: At) -> None:
    life = at("begun")
    before = life.all_rows()
    refused = life.try_(
        "record_victim",
        case="CASE",
        party={"name": "Anna"},
        loss=money("10.00"),
        on="2025-01-01",
        iban="DE00370400440532013000",
    )
    assert [(one.code, one.field) for one in refused.reasons] == [("field_invalid", "iban")]
    assert life.all_rows() == before


def test_many_victims_are_one_entry_and_all_or_none(at: At) -> None:
    life = at("begun")
    row = {"name": "A", "loss": money("1.00"), "on": "2025-01-01"}
    before = life.all_rows()
    bad = [row, {**row, "iban": "XX00"}, {**row, "on": "2030-01-01"}]
    refused = life.try_("record_victims", case="CASE", rows=bad)
    assert [(one.code, one.row) for one in refused.reasons] == [
        ("field_invalid", 2),
        ("date_in_future", 3),
    ]
    assert life.all_rows() == before
    life.give("record_victims", case="CASE", rows=[{**row, "victim": "X-1"}, row, row])
    after = life.all_rows()
    assert after["victim"] == 3
    assert after["journal"] == before["journal"] + 1
    assert life.codes("record_victims", case="CASE", rows=[{**row, "victim": "X-1"}]) == [
        "reference_taken"
    ]


def test_notice_gives_a_last_day_and_claims_wait_for_the_decision(at: At) -> None:
    life = at("net")
    one = victim(life, "Anna", "6000.00")
    life.give(
        "notify_victims", case="CASE", on="2026-08-01", medium="letter", claim_by="2026-09-01"
    )
    assert shown(life, one, "lawyer")["claim_by"] == "2026-09-01"
    asked = [
        {"to": LIST, "kind": "victim", "share": "0.5"},
        {"to": "Treasury", "kind": "state", "share": "0.5"},
    ]
    assert life.allocate(asked).reasons[0].code == "victim_decision_open"  # the term runs
    life.give("change_victim", victim=one, claimed_on="2026-08-03", reason="letter of 3 August")
    assert life.allocate(asked).reasons[0].code == "victim_decision_open"  # not decided
    life.give("decide_victim", victim=one, on="2026-08-04", outcome="admitted")
    assert life.allocate(asked).ok


def test_more_than_the_loss_is_not_admitted(at: At) -> None:
    life = at("begun")
    one = victim(life, "Anna", "100.00")
    assert life.codes(
        "decide_victim",
        victim=one,
        on="2026-08-04",
        outcome="admitted_in_part",
        amount=money("100.01"),
    ) == ["amount_exceeds_order"]


def test_a_pool_is_divided_pro_rata_to_the_cent(at: At) -> None:
    life = at("net")
    names = admitted(life, "10000.00", "10000.00", "10000.00")
    assert life.allocate([{"to": LIST, "kind": "victim", "share": "1"}]).ok
    assert list(shares(life).values()) == [316_667, 316_667, 316_666]
    assert list(shares(life)) == names
    assert life.is_sound()


def test_class_one_is_paid_first_caps_hold_and_what_came_elsewhere_counts(at: At) -> None:
    life = at("net")
    first = victim(life, "First", "2000.00", **{"class": 1}, elsewhere=money("500.00"))
    capped = victim(life, "Capped", "9000.00", **{"class": 2}, cap=money("1000.00"))
    rest = victim(life, "Rest", "9000.00", **{"class": 2})
    life.give("decide_victims", case="CASE", on="2026-07-01", outcome="admitted")
    assert life.allocate([{"to": LIST, "kind": "victim", "share": "1"}]).ok
    assert shares(life) == {first: 150_000, capped: 100_000, rest: 700_000}


def test_victims_never_get_more_than_they_are_owed(at: At) -> None:
    life = at("net")
    admitted(life, "100.00", "200.00")
    refused = life.allocate([{"to": LIST, "kind": "victim", "share": "1"}])
    assert [one.code for one in refused.reasons] == ["amount_exceeds_order"]
    assert "9,200.00" in refused.reasons[0].text or "9200.00" in refused.reasons[0].text


def paid(life: Life, **more: Any) -> Any:
    """A payment out of the allocation, or its refusal."""
    given = {"allocation": "CAR-A1", "on": "2026-08-06", "account": "ESCROW", "reference": "T"}
    return life.try_("pay_out", **{**given, **more})


@pytest.fixture
def listed(at: At) -> Life:
    """Two victims with an account and one without; the allocation approved."""
    life = at("net")
    victim(life, "A", "5000.00", iban=IBAN, victim="V-A")
    victim(life, "B", "5000.00", iban=OTHER_IBAN, victim="V-B")
    victim(life, "C", "5000.00", victim="V-C")
    life.give("decide_victims", case="CASE", on="2026-07-01", outcome="admitted")
    assert life.allocate([{"to": LIST, "kind": "victim", "share": "1"}]).ok
    assert paid(life).reasons[0].code == "second_person_needed"  # not yet approved
    life.approve(on="2026-08-05")
    return life


def test_one_victim_is_paid_by_two_persons_and_not_twice(listed: Life) -> None:
    assert paid(listed, to="V-A").pending
    assert paid(listed, to="V-A").reasons[0].code == "second_person_needed"
    assert listed.codes("approve", what="CAR-A1", who="everyone", on="2026-08-06") != []
    listed.approve(on="2026-08-06")
    assert paid(listed, to="V-A").reasons[0].code == "amount_exceeds_order"
    seen = shown(listed, "V-A", "accountant")["allocations"][0]
    assert (seen["paid_on"], seen["paid_by"]) == ("2026-08-06", "T")


def test_the_rest_of_a_list_is_paid_at_once_without_those_whose_account_is_unknown(
    listed: Life,
) -> None:
    assert paid(listed, to="V-A").ok
    listed.approve(on="2026-08-06")
    assert paid(listed).ok
    listed.approve(on="2026-08-06")
    assert shown(listed, "V-B", "accountant")["allocations"][0]["paid_on"]
    assert shown(listed, "V-C", "accountant")["allocations"][0]["paid_on"] is None
    assert listed.row("CAR-SUB")["money"] == "partly_paid_out"
    listed.give("change_victim", victim="V-C", iban=IBAN, reason="told by letter")
    assert paid(listed).ok
    listed.approve(on="2026-08-06")
    assert listed.row("CAR-SUB")["money"] == "fully_distributed"
    assert listed.is_sound()


def test_the_register_of_victims_lists_and_filters(listed: Life) -> None:
    registers = RegisterService(
        engine=listed.office.reading, today=lambda: TODAY, consultations=None
    )
    rows = registers.listed("victims", listed.office.actor("auditor"), where="class = 1", limit=2)
    assert [row["reference"] for row in rows] == ["V-A", "V-B"]
    assert "address" not in rows[0]
    assert "iban" not in rows[0]


def test_the_case_and_the_victim_say_what_can_be_done(at: At) -> None:
    life = at("begun")
    name = victim(life, "Anna", "100.00")
    steps = StepService(opened(life.office))
    lawyer = life.office.actor("lawyer")
    of_case = {one.action for one in steps.can("CASE", lawyer) if one.allowed}
    assert {"record_victim", "notify_victims", "decide_victims"} <= of_case
    of_victim = {one.action: one.allowed for one in steps.can(name, lawyer)}
    assert of_victim["decide_victim"]
