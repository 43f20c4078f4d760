"""The case team: by whose word, from when to when; who stands aside sees and does nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.errors import NotPermitted
from asset_recovery.domain.registers import View
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.search_service import SearchService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.today_service import TodayService
from asset_recovery.services.work import target_of
from tests.services.reading import case_file, opened
from tests.support.office import NOW, TODAY, SmallOffice, an_office, money


@pytest.fixture
def office(tmp_path: Path) -> SmallOffice:
    made = an_office(tmp_path)
    made.give("open_case", by="officer", case="C", title="Harbour", on="2026-01-02")
    made.give(
        "register_asset", by="officer", case="C", asset="CAR", type="VEH-CAR", description="Car",
        identifiers=[{"kind": "vin", "value": "WVWZZZ1JZXW000001"}],
        estimated_value=money("20000.00"),
    )  # fmt: skip
    made.give("identify_asset", by="officer", asset="CAR", on="2026-01-03", source="register")
    return made


def codes(result: object) -> list[str]:
    return [reason.code for reason in result.reasons]  # type: ignore[attr-defined]


def assigned_on(office: SmallOffice, name: str, day: date) -> bool:
    with office.reading.connect() as connection:
        unit = Unit(connection, lambda: NOW, "")
        actor: Actor = office.actor(name)
        case = connection.execute(t.case_record.select()).mappings().one()
        return target_of(unit, actor, int(case["id"]), day).is_assigned


def test_a_place_on_the_team_says_by_whose_word_and_ends_on_its_day(office: SmallOffice) -> None:
    office.give(
        "assign_member", by="supervisor", case="C", user="colleague", role="analyst",
        authority="Order 12/2026 of the head of office", until="2026-11-24",
        **{"from": "2026-02-01"},
    )  # fmt: skip
    (member,) = case_file(office, "C").team
    assert (member.name, member.role, member.state) == ("Colleague", "analyst", "active")
    assert member.authority == "Order 12/2026 of the head of office"
    assert member.appointed_by == "Supervisor"
    assert (member.since, member.until) == (date(2026, 2, 1), date(2026, 11, 24))
    assert not assigned_on(office, "colleague", date(2026, 1, 31))
    assert assigned_on(office, "colleague", date(2026, 2, 1))
    assert assigned_on(office, "colleague", date(2026, 11, 24))
    assert not assigned_on(office, "colleague", date(2026, 11, 25))
    assert case_file(office, "C", as_of=date(2026, 1, 31)).team == ()


def test_whoever_is_off_the_team_says_for_what_purpose_she_looks(office: SmallOffice) -> None:
    service, actor = ShowService(opened(office)), office.actor("colleague")
    office.give("assign_member", by="supervisor", case="C", user="colleague", role="analyst")
    service.show("case", "C", actor)
    office.give(
        "release_member", by="supervisor", case="C", user="colleague", on="2026-11-24",
        reason="posted elsewhere",
    )  # fmt: skip
    with pytest.raises(NotPermitted) as refusal:
        service.show("case", "C", actor)
    assert refusal.value.reasons[0].code == "purpose_missing"
    (member,) = case_file(office, "C").team
    assert (member.state, member.ended_reason) == ("ended", "posted elsewhere")
    assert member.ended_on == TODAY


def test_a_partner_of_another_state_is_on_the_team_without_a_log_in(office: SmallOffice) -> None:
    office.give(
        "register_party", by="officer", party="P-JIT", kind="state", name="Parquet de Nantes",
        country="FR",
    )  # fmt: skip
    office.give(
        "assign_member", by="officer", case="C", party="P-JIT", role="joint investigation partner",
        authority="Agreement of 3 March 2026", **{"from": "2026-03-03", "until": "2027-03-02"},
    )  # fmt: skip
    file = case_file(office, "C")
    (member,) = file.team
    assert (member.name, member.country, member.kind) == ("Parquet de Nantes", "FR", "partner")
    assert member.authority == "Agreement of 3 March 2026"
    assert file.parties == ()  # a partner is no party of the case
    office.give(
        "release_member", by="officer", case="C", party="P-JIT", on="2026-10-01", reason="ended"
    )
    (member,) = case_file(office, "C").team
    assert (member.state, member.ended_on) == ("ended", date(2026, 10, 1))
    (earlier,) = case_file(office, "C", as_of=date(2026, 9, 30)).team
    assert earlier.state == "active"


def test_a_term_that_ends_before_it_begins_is_refused(office: SmallOffice) -> None:
    wrong = office.try_to_give(
        "assign_member", case="C", user="colleague", role="analyst",
        **{"from": "2026-03-01", "until": "2026-02-28"},
    )  # fmt: skip
    assert (codes(wrong), wrong.reasons[0].field) == (["date_order"], "until")


def aside(office: SmallOffice, name: str = "colleague", on: str = "2026-11-01") -> None:
    office.give(
        "declare_interest", by=name, user=name, case="C", on=on, statement="The accused is a cousin"
    )


def test_who_declares_a_conflict_neither_sees_the_case_nor_acts_in_it(office: SmallOffice) -> None:
    actor = office.actor("colleague")
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    assert registers.counts(actor)["assets"] == 1
    aside(office)
    service = ShowService(opened(office))
    for kind, reference in (("case", "C"), ("asset", "CAR")):
        with pytest.raises(NotPermitted) as refusal:
            service.show(kind, reference, actor, purpose="curious")
        assert refusal.value.reasons[0].code == "conflict_of_interest"
        assert "A recusal of colleague is on file for C" in refusal.value.reasons[0].text
    acted = office.try_to_give(
        "record_valuation", by="colleague", asset="CAR", on="2026-11-20", kind="estimate",
        value=money("1.00"), method="look", valuer="me",
    )  # fmt: skip
    assert (acted.kind, codes(acted)) == ("permission", ["conflict_of_interest"])
    office.give(
        "record_valuation", by="officer", asset="CAR", on="2026-11-20", kind="estimate",
        value=money("1.00"), method="look", valuer="me",
    )  # fmt: skip


def test_lists_counts_sums_and_search_leave_the_case_out_for_who_stands_aside(
    office: SmallOffice,
) -> None:
    aside(office)
    registers = RegisterService(engine=office.reading, today=lambda: TODAY)
    search = SearchService(engine=office.reading, today=lambda: TODAY)
    today = TodayService(engine=office.reading, now=lambda: NOW, today=lambda: TODAY)
    for name, seen in (("colleague", 0), ("officer", 1)):
        actor = office.actor(name)
        assert registers.counts(actor)["assets"] == seen
        assert registers.counts(actor)["cases"] == seen
        total = registers.totals("assets", View(), actor)
        assert total is not None
        assert total.amount.minor == seen * 20_000_00
        assert len(registers.portfolio(actor)) == seen
        assert len(search.search(actor, "Harbour")) == seen
    assert today.view(office.actor("colleague")).changed == ()


def test_a_supervisor_withdraws_the_recusal_with_a_reason_and_nobody_her_own(
    office: SmallOffice,
) -> None:
    aside(office)
    given = {"case": "C", "user": "colleague", "on": "2026-11-24", "reason": "another person"}
    for name in ("colleague", "officer"):
        assert not office.try_to_give("withdraw_recusal", by=name, **given).ok
    office.give("withdraw_recusal", by="supervisor", **given)
    ShowService(opened(office)).show("case", "C", office.actor("colleague"), purpose="work")
    (interest,) = case_file(office, "C").interests
    assert (interest.state, interest.withdrawn_reason) == ("withdrawn", "another person")
    assert not office.try_to_give("withdraw_recusal", by="supervisor", **given).ok
    (then,) = case_file(office, "C", as_of=date(2026, 11, 23)).interests
    assert then.state == "recused"


def test_none_takes_nothing_away_and_in_doubt_it_is_a_conflict(office: SmallOffice) -> None:
    for words in ("none", "No conflict of interest.", "no conflict known to me"):
        office.give(
            "declare_interest", by="officer", user="officer", case="C", on="2026-11-01",
            statement=words,
        )  # fmt: skip
    office.give(
        "declare_interest", by="officer", user="officer", case="C", on="2026-11-01",
        statement="I know the accused by sight only", conflict=False,
    )  # fmt: skip
    assert {one.state for one in case_file(office, "C").interests} == {"none"}
    ShowService(opened(office)).show("case", "C", office.actor("officer"))


def test_a_conflict_of_somebody_else_takes_a_supervisor(office: SmallOffice) -> None:
    given = {"user": "manager", "case": "C", "on": "2026-11-01", "statement": "A brother"}
    refused = office.try_to_give("declare_interest", by="officer", **given)
    assert codes(refused) == ["role_needed"]
    office.give("declare_interest", by="supervisor", **given)
    acted = office.try_to_give("add_note", by="manager", to="C", text="still here")
    assert codes(acted) == ["conflict_of_interest"]


def test_who_declared_a_conflict_does_not_approve_and_somebody_else_does(
    office: SmallOffice,
) -> None:
    office.add_user("second", ("supervisor",))
    made = office.give("decline_asset", by="officer", asset="CAR", on="2026-11-10", reason="equity")
    ((approval, _level),) = made.pending
    aside(office, "supervisor", "2026-11-24")
    refused = office.try_to_give("approve", by="supervisor", what=approval, on="2026-11-24")
    assert (refused.kind, codes(refused)) == ("permission", ["conflict_of_interest"])
    office.give("approve", by="second", what=approval, on="2026-11-24")


def test_nobody_decides_on_behalf_of_who_stands_aside(office: SmallOffice) -> None:
    office.give(
        "delegate_approval", by="supervisor", to="colleague", **{"from": "2026-11-01"},
        until="2026-12-31",
    )  # fmt: skip
    made = office.give("decline_asset", by="officer", asset="CAR", on="2026-11-10", reason="equity")
    given = {"what": made.pending[0][0], "on": "2026-11-24"}
    aside(office, "supervisor", "2026-11-24")
    refused = office.try_to_give("approve", by="colleague", **given)
    assert codes(refused) == ["conflict_of_interest"]
    office.give("withdraw_recusal", by="everyone", case="C", user="supervisor", on="2026-11-24",
                reason="another person")  # fmt: skip
    office.give("approve", by="colleague", **given)


def test_an_approval_given_before_the_conflict_came_to_light_is_looked_at_again(
    office: SmallOffice,
) -> None:
    made = office.give("decline_asset", by="officer", asset="CAR", on="2026-11-10", reason="equity")
    office.give("approve", by="supervisor", what=made.pending[0][0], on="2026-11-20")
    result = office.give(
        "declare_interest", by="supervisor", user="supervisor", case="C", on="2026-11-15",
        statement="A cousin",
    )  # fmt: skip
    assert [one.code for one in result.warnings] == ["conflict_of_interest"]
    assert any("Look again" in one.title for one in case_file(office, "C").deadlines)


def test_the_approval_stays_as_it_is_where_the_conflict_began_later(office: SmallOffice) -> None:
    made = office.give("decline_asset", by="officer", asset="CAR", on="2026-11-10", reason="equity")
    office.give("approve", by="supervisor", what=made.pending[0][0], on="2026-11-20")
    result = office.give(
        "declare_interest", by="supervisor", user="supervisor", case="C", on="2026-11-21",
        statement="A cousin",
    )  # fmt: skip
    assert result.warnings == ()


def test_a_party_with_a_declared_conflict_does_not_buy(office: SmallOffice) -> None:
    office.give("register_party", party="P-BUYER", kind="natural", name="Bidder")

    def bids() -> list[str]:
        return codes(
            office.try_to_give(
                "record_bid", asset="CAR", bidder="P-BUYER", on="2026-11-20", amount=money("1.00")
            )
        )

    assert "conflict_of_interest" not in bids()
    office.give(
        "declare_interest", party="P-BUYER", asset="CAR", on="2026-11-01",
        statement="works for the auction house",
    )  # fmt: skip
    assert "conflict_of_interest" in bids()


def test_a_declaration_is_due_again_on_its_day_and_a_new_one_renews_it(office: SmallOffice) -> None:
    given = {"by": "officer", "user": "officer", "case": "C", "statement": "none"}
    office.give("declare_interest", on="2026-05-01", valid_until="2026-12-31", **given)
    (due,) = [one for one in case_file(office, "C").deadlines if "interest" in one.title]
    assert (due.due, due.responsible) == (date(2026, 12, 31), "Officer")
    office.give("declare_interest", on="2026-11-20", valid_until="2027-12-31", **given)
    (due,) = [
        one
        for one in case_file(office, "C").deadlines
        if "interest" in one.title and one.state == "open"
    ]
    assert due.due == date(2027, 12, 31)


@pytest.mark.parametrize(("system", "warned"), [("generic", False), ("eu", True)])
def test_a_missing_declaration_warns_where_the_legal_system_asks_for_one(
    tmp_path: Path, system: str, warned: bool
) -> None:
    office = an_office(tmp_path)
    office.give("open_case", case="E", title="Quay", on="2026-01-02", legal_system=system)
    office.give("register_asset", case="E", asset="VAN", type="VEH-CAR", description="Van",
                identifiers=[{"kind": "vin", "value": "WVWZZZ1JZXW000001"}])  # fmt: skip
    office.give("identify_asset", asset="VAN", on="2026-01-03", source="register")
    made = office.give("decline_asset", asset="VAN", on="2026-11-10", reason="equity")
    given = {"what": made.pending[0][0], "on": "2026-11-20"}
    result = office.give("approve", by="supervisor", **given)
    assert ("conflict_of_interest" in [one.code for one in result.warnings]) is warned
    office.give("declare_interest", by="supervisor", user="supervisor", case="E", on="2026-11-20",
                statement="none", valid_until="2026-11-24")  # fmt: skip
    office.give("register_asset", case="E", asset="BUS", type="VEH-CAR", description="Bus",
                identifiers=[{"kind": "vin", "value": "WVWZZZ1JZXW000002"}])  # fmt: skip
    office.give("identify_asset", asset="BUS", on="2026-01-03", source="register")
    made = office.give("decline_asset", asset="BUS", on="2026-11-10", reason="equity")
    result = office.give("approve", by="supervisor", what=made.pending[0][0], on="2026-11-20")
    assert result.warnings == ()
