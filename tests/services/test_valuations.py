"""Instruction, report and review of a valuation; keep or sell from the file; the motion."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import Life
from tests.support.office import money

At = Callable[[str], Life]


def facts_of(life: Life, action: str, place: int = -1) -> dict[str, Any]:
    """What is kept of the last event of an action."""
    found = json.loads(str(life.events(action)[place]["facts"]))
    assert isinstance(found, dict)
    return found


def instruct(life: Life, **more: Any) -> Any:
    given = {"valuer": "Valuer 1", "purpose": "interlocutory_sale", "on": "2026-03-05", **more}
    return life.try_("instruct_valuation", asset="CAR", **given)


def test_a_report_is_due_when_the_legal_system_says_unless_the_instruction_does(at: At) -> None:
    life = at("stored")
    assert instruct(life).ok
    assert life.due()["valuation_report"] == "2026-03-26"
    assert instruct(life, due="2026-03-12").ok
    assert life.due()["valuation_report"] in ("2026-03-12", "2026-03-26")


def test_the_report_answers_its_instruction_and_one_that_is_sent_back_does_not(at: At) -> None:
    life = at("stored")
    asked = dict(instruct(life).made)["instruction"]
    life.appraise("2026-03-20", "9000.00", instruction=asked, valuation="V1")
    assert "valuation_report" not in life.due()
    sent = {"valuation": "V1", "on": "2026-03-22", "outcome": "sent_back", "reason": "no photos"}
    life.give("accept_valuation", who="supervisor", **sent)
    assert life.due()["valuation_report"] == "2026-03-26"


def test_whoever_recorded_a_report_does_not_review_it(at: At) -> None:
    life = at("stored")
    life.appraise("2026-03-20", "9000.00", valuation="V1")
    given = {"valuation": "V1", "on": "2026-03-22", "outcome": "accepted"}
    assert life.codes("accept_valuation", **given) == ["same_person"]
    assert life.codes("accept_valuation", who="supervisor", **given) == []


def test_a_report_is_not_reviewed_before_its_day(at: At) -> None:
    life = at("stored")
    life.appraise("2026-03-20", "9000.00", valuation="V1")
    given = {"valuation": "V1", "on": "2026-03-19", "outcome": "accepted"}
    assert life.codes("accept_valuation", who="supervisor", **given) == ["date_order"]


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("low", {"low": money("9000.01")}),
        ("high", {"high": money("8999.99")}),
        ("reported_on", {"reported_on": "2026-03-19"}),
        ("valid_until", {"valid_until": "2026-03-19"}),
        ("selling_cost", {"selling_cost": {"amount": "5.00", "currency": "USD"}}),
        ("instruction", {"instruction": "VI-X"}),
    ],
)
def test_a_report_that_contradicts_itself_is_refused_with_its_field(
    at: At, field: str, more: dict[str, Any]
) -> None:
    life = at("stored")
    before = len(life.events("record_valuation"))
    given: dict[str, Any] = {
        "kind": "appraisal",
        "valuer": "Valuer 1",
        "method": "comparison",
        **more,
    }
    refused = life.try_(
        "record_valuation", asset="CAR", on="2026-03-20", value=money("9000.00"), **given
    )
    assert [reason.field for reason in refused.reasons] == [field]
    assert len(life.events("record_valuation")) == before


def test_a_party_of_the_case_is_not_instructed_as_valuer(at: At) -> None:
    life = at("stored")
    assert [r.code for r in instruct(life, valuer="ACCUSED").reasons] == ["conflict_of_interest"]


def test_who_is_related_to_a_party_of_the_case_is_not_instructed(at: At) -> None:
    life = at("stored")
    life.give("register_party", party="EXPERT", kind="natural", name="Ines Marlow")
    life.give("relate_parties", party="EXPERT", to="ACCUSED", relation="family")
    assert [r.code for r in instruct(life, valuer="EXPERT").reasons] == ["conflict_of_interest"]


def test_a_name_that_resembles_a_party_is_only_a_possible_match(at: At) -> None:
    found = instruct(at("stored"), valuer="Subject A.")
    assert found.ok
    assert [warning.code for warning in found.warnings] == ["possible_match"]


def test_the_valuer_is_changed_after_two_valuations_however_the_name_is_written(at: At) -> None:
    life = at("stored")
    life.appraise("2026-03-20", "9000.00")
    life.appraise("2026-04-20", "8900.00")
    assert "valuer_rotation" in [
        w.code for w in instruct(life, valuer="VALUER 1", on="2026-05-05").warnings
    ]


@pytest.mark.parametrize("kind", ["model", "estimate", "nominal", "list_price", "contract_price"])
def test_nothing_but_an_appraisal_carries_the_reserve_of_a_sale(at: At, kind: str) -> None:
    life = at("stored")
    life.appraise("2026-04-01", "10000.00", kind=kind)
    assert [reason.code for reason in life.propose().reasons] == ["no_valuation"]


def test_a_list_price_never_takes_the_place_of_an_appraisal(at: At) -> None:
    life = at("valued")
    life.appraise("2026-05-01", "55000.00", kind="list_price")
    assert (life.row()["value_minor"], life.row()["value_kind"]) == (1_000_000, "appraisal")


def test_a_calculation_keeps_every_input_with_its_source(at: At) -> None:
    life = at("valued")
    changed = {"months_to_decision": "30", "monthly_cost": "180.00"}
    life.give(
        "record_calculation", asset="CAR", on="2026-04-02", figure="keep_or_sell", inputs=changed
    )
    kept = facts_of(life, "record_calculation")["by_asset"]["CAR"]
    assert kept["figure"] == "keep_or_sell"
    assert kept["inputs"]["value"]["value"] == "10000.00"
    assert "appraisal" in kept["inputs"]["value"]["source"]
    assert kept["inputs"]["months_to_decision"]["changed"]
    assert kept["inputs"]["discount_rate"]["assumed"]
    assert kept["outputs"]["advice"] in ("keep", "sell")


def test_a_calculation_of_another_figure_is_kept_too_and_bad_inputs_are_refused(at: At) -> None:
    life = at("valued")
    given = {"asset": "CAR", "on": "2026-04-02", "figure": "depreciation"}
    inputs = {"currency": "EUR", "value": "40000.00", "method": "declining", "yearly_rate": "0.2",
              "months": "30"}  # fmt: skip
    life.give("record_calculation", inputs=inputs, **given)
    kept = facts_of(life, "record_calculation")["by_asset"]["CAR"]
    assert kept["outputs"]["value"] == "22897.34"
    bad = {**inputs, "value": "40000.001"}
    assert life.codes("record_calculation", inputs=bad, **given) == ["too_many_decimals"]
    assert life.codes("record_calculation", asset="CAR", on="2026-04-02", figure="guess") == [
        "field_invalid"
    ]


def test_what_the_file_lacks_is_named_field_by_field(at: At) -> None:
    refused = at("stored").try_(
        "record_calculation", asset="CAR", on="2026-03-10", figure="keep_or_sell"
    )
    assert [(r.code, r.field) for r in refused.reasons] == [("field_missing", "value")]


def drafted(life: Life, **more: Any) -> str:
    given = {"court": "Regional Court", "on": "2026-04-03", "motion": "M1", **more}
    life.give("draft_sale_motion", asset="CAR", **given)
    return "M1"


def test_the_motion_is_not_finalised_while_nobody_was_heard(at: At) -> None:
    life = at("proposed")
    drafted(life)
    given = {"motion": "M1", "on": "2026-04-10"}
    assert life.codes("finalise_sale_motion", **given) == ["owner_not_heard"]
    life.notify()
    assert life.codes("finalise_sale_motion", **given) == []
    assert "signed_is_final" in life.codes("finalise_sale_motion", **given)


def test_nobody_overrides_the_hearing_but_the_laws_own_exceptions(at: At) -> None:
    life = at("proposed")
    drafted(life)
    given = {"motion": "M1", "on": "2026-04-10", "age_reason": "it will do"}
    given["who"] = "director"
    assert life.codes("finalise_sale_motion", **given) == ["owner_not_heard"]
    absconded = {"party": "OWNER", "on": "2026-04-05", "reply": "absconded", "reference": "W-1"}
    life.give("record_hearing", asset="CAR", **absconded)
    assert life.codes("finalise_sale_motion", **given) == []


def test_only_the_head_of_the_office_lets_an_older_valuation_stand(at: At) -> None:
    life = at("heard")
    drafted(life)
    late = {"motion": "M1", "on": "2026-07-10"}
    assert life.codes("finalise_sale_motion", **late) == ["valuation_too_old"]
    life.office.add_user("mona", ["asset_manager"])
    reason = {**late, "age_reason": "the market stood still"}
    assert life.codes("finalise_sale_motion", who="mona", **reason) == ["role_needed"]
    assert life.codes("finalise_sale_motion", **reason) == ["role_needed"]
    assert life.codes("finalise_sale_motion", who="director", **reason) == []


def test_an_index_figure_is_kept_for_the_office_and_not_of_a_day_to_come(at: At) -> None:
    life = at("stored")
    given = {"index": "vehicles", "figure": "104.2", "source": "Statistics office, table 3"}
    life.give("record_index", on="2026-03-01", **given)
    assert life.codes("record_index", on="2030-01-01", **given) == ["date_in_future"]
    assert life.is_sound()


def test_costs_and_loss_of_value_raise_the_alarm_on_a_computed_day(at: At) -> None:
    life = at("valued")
    assert "value_erosion" not in life.due()
    for on, amount in (("2026-04-10", "200.00"), ("2026-05-10", "200.00")):
        life.give(
            "post_cost", asset="CAR", on=on, category="storage", amount=money(amount),
            counterparty="Hall",
        )  # fmt: skip
    assert life.due()["value_erosion"] > "2026-05-10"


def paper(life: Life, form: str, **options: str) -> str:
    """The text of a printed form of the car."""
    from asset_recovery.services.paper_service import PaperService
    from tests.reports.pdf_reading import page_texts
    from tests.services.reading import opened

    service = PaperService(opened(life.office), life.office.actor("everyone"), "audit")
    return " ".join(page_texts(service.form("CAR", form, options=options)))


def test_the_motion_prints_as_a_draft_with_what_is_missing_until_it_is_finalised(at: At) -> None:
    life = at("proposed")
    drafted(life, alternatives="Return against security refused.")
    text = paper(life, "OPS-07")
    assert "DRAFT" in text
    assert "Owner Holdings Ltd was not notified" in text
    assert "Return against security refused." in text
    life.notify()
    life.give("finalise_sale_motion", motion="M1", on="2026-04-10")
    final = paper(life, "OPS-07", motion="M1")
    assert "DRAFT" not in final
    assert "finalised on 10 Apr 2026" in final


def test_the_report_prints_its_amount_in_words_and_who_answers_for_it(at: At) -> None:
    life = at("stored")
    asked = dict(instruct(life, due="2026-03-25").made)["instruction"]
    life.appraise("2026-03-20", "9204.50", instruction=asked, qualification="Register 4711")
    text = paper(life, "OPS-06")
    assert "nine thousand two hundred and four and 50/100 EUR" in text
    assert "Register 4711" in text
    assert asked in text


def test_the_calculation_sheet_prints_where_each_input_comes_from(at: At) -> None:
    text = paper(at("valued"), "PRT-06")
    assert "class of the type" in text
    assert "nobody so far" in text


def listed(life: Life, where: str) -> list[str]:
    """The assets that a condition finds."""
    from asset_recovery.services.register_service import RegisterService
    from tests.services.reading import opened

    office = opened(life.office)
    service = RegisterService(engine=office.reading, today=office.today)
    rows = service.listed("assets", life.office.actor("everyone"), where=where, purpose="audit")
    return [str(row["reference"]) for row in rows]


def test_assets_to_be_valued_anew_and_those_that_erode_are_found_by_a_column(at: At) -> None:
    life = at("valued")
    assert listed(life, "valuation_due") == ["CAR"]
    assert listed(life, "eroding") == []
    life.appraise("2026-11-20", "9000.00", valuer="Valuer 2")
    assert listed(life, "valuation_due") == []
