"""Facts that arrive late: inserted in their place, judged with what was done since."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.asset_life import COURT, Life
from tests.support.office import money

At = Callable[[str], Life]


def test_an_appraisal_entered_late_counts_from_its_own_day(at: At) -> None:
    life = at("stored")
    life.appraise("2026-06-01", "10.00")
    assert life.propose("2026-04-02").reasons[0].code == "no_valuation"
    life.appraise("2026-04-01", "20.00")
    assert life.propose("2026-04-02").ok


def test_what_is_entered_late_is_flagged_and_not_refused(at: At) -> None:
    life = at("stored")
    life.give("record_plan", asset="CAR", on="2026-11-24")
    assert [event["late"] for event in life.events("record_plan")] == [1, 0]


def test_a_late_step_that_upsets_a_later_one_names_it(at: At) -> None:
    life = at("sale_ordered")
    result = life.try_(
        "manage_asset",
        asset="CAR",
        on="2026-04-02",
        mode="leased",
        reason="r",
        terms={
            "rent": "1",
            "market_rent_evidence": "e",
            "contract": "K",
            "guarantee": "g",
            "exit_clause": "x",
            "insurance": "the tenant's policy",
        },
    )
    assert result.ok  # the proposal still fits a leased asset
    result = life.try_("end_sale", asset="CAR", on="2026-04-21", outcome="cancelled", reason="r")
    assert result.reasons[0].code == "wrong_state"
    lifted = life.try_("lift_order", order="FREEZE", on="2026-04-01", reason="no_need")
    assert lifted.reasons[0].code == "later_step_conflicts"
    assert "propose interlocutory sale of 2026-04-02" in lifted.reasons[0].text


def test_a_late_appeal_is_never_refused_and_marks_what_it_would_have_barred(at: At) -> None:
    life = at("in_sale")
    result = life.give(
        "challenge_order", order="SALE", by="OWNER", on="2026-04-25", suspensive=True
    )
    assert "appeal_open" in [warning.code for warning in result.warnings]
    assert "appeal_open" in str(life.events("start_sale")[0]["irregular"])
    assert life.row()["management"] == "in_sale_process"
    assert life.sell().reasons[0].code == "appeal_open"


def test_a_late_evidence_hold_and_a_late_lien_are_never_refused(at: At) -> None:
    life = at("in_sale")
    life.give(
        "hold_as_evidence", asset="CAR", on="2026-04-10", authority="P", review_on="2026-12-01"
    )
    life.give(
        "record_lien",
        asset="CAR",
        creditor="Bank",
        rank=1,
        amount=money("1.00"),
        statement_on="2026-01-15",
    )
    assert "lien_statement_too_old" in str(life.events("start_sale")[0]["irregular"])
    assert life.is_sound()


def test_a_late_claim_is_never_refused(at: At) -> None:
    life = at("allocated")
    life.give(
        "file_claim", asset="CAR", party="ACCUSED", on="2026-08-01", share="0.5", basis="loan"
    )
    assert "claim_open" in str(life.events("allocate_proceeds")[0]["irregular"])


def test_a_fact_older_than_the_case_itself_is_taken(at: At) -> None:
    life = at("begun")
    life.give("open_case", case="LATE", title="Opened late", on="2026-11-20")
    life.give(
        "register_asset",
        asset="OLD",
        case="LATE",
        type="VEH-CAR",
        description="car",
        identifiers=[{"kind": "plate", "value": "X 1"}],
    )
    life.give("identify_asset", asset="OLD", on="2026-01-10", source="file")
    life.give(
        "record_order",
        order="F",
        case="LATE",
        kind="freezing",
        authority=COURT,
        reference="1",
        on="2026-01-20",
        assets=["OLD"],
    )
    assert life.legal("OLD") == "frozen"


def test_a_correction_of_identity_holds_for_the_whole_story(at: At) -> None:
    life = at("begun")
    life.give("register_asset", asset="X", case="CASE", type="VEH-CAR", description="car")
    identify = {"asset": "X", "on": "2026-02-01", "source": "file"}
    assert life.codes("identify_asset", **identify) == ["field_missing"]
    life.give("change_asset", asset="X", location="Valletta", reason="found")
    assert life.codes("identify_asset", **identify) == []


def test_nothing_is_dated_after_the_day_of_recording(at: At) -> None:
    life = at("registered")
    result = life.try_("identify_asset", asset="CAR", on="2026-11-25", source="s")
    assert (result.kind, result.reasons[0].code, result.reasons[0].field) == (
        "validation",
        "date_in_future",
        "on",
    )


def test_a_late_concurrent_order_restrains_and_is_taken(at: At) -> None:
    life = at("proposed")
    life.give(
        "record_order",
        order="TAX",
        case="CASE",
        kind="freezing",
        authority="Tax court",
        reference="2",
        on="2026-03-05",
        assets=["CAR"],
        concurrent=True,
        priority_note="after ours",
    )
    assert life.row()["management"] == "interlocutory_sale_proposed"


def test_a_late_conflict_is_not_blamed_for_what_was_wrong_before(at: At) -> None:
    life = at("in_sale")
    life.give("challenge_order", order="SALE", by="OWNER", on="2026-04-25", suspensive=True)
    assert (
        life.codes(
            "inspect_asset",
            asset="CAR",
            on="2026-04-24",
            by="Officer",
            condition="good",
            findings="none",
        )
        == []
    )
