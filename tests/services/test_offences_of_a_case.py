"""Offences of a case as records: kept, changed, withdrawn, read in the case and as of a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.services.step_service import StepService
from tests.services.reading import case_file, opened
from tests.support.asset_life import Life

At = Callable[[str], Life]
LAUNDERING: dict[str, Any] = {
    "offence": "OFF-1",
    "case": "CASE",
    "name": "Money laundering",
    "provision": "Act 12, s. 3",
    "provision_text": "Whoever conceals proceeds …",
    "penalty_years": 5,
    "penalty_months": 6,
    "committed_on": "2021-03-01",
    "committed_until": "2022-04-30",
    "place": "Valletta",
    "circumstances": "Through three companies.",
    "participation": "principal",
    "persons": ["OWNER"],
    "eu_code": "9",
    "transnational": True,
    "organised_group": False,
    "counterpart": "Article 648-bis",
    "limitation_on": "2036-04-30",
}


def file_of(life: Life) -> CaseFile:
    """The case as it is read now."""
    return case_file(life.office, "CASE")


def test_an_offence_is_kept_with_all_that_requests_ask_of_it(at: At) -> None:
    life = at("begun")
    assert dict(life.give("record_offence", **LAUNDERING).made) == {"offence": "OFF-1"}
    (one,) = file_of(life).case.offences
    assert (one.reference, one.name, one.provision) == ("OFF-1", "Money laundering", "Act 12, s. 3")
    assert (one.penalty, one.maximum_months) == ("5 years 6 months", 66)
    assert one.committed == "2021-03-01 – 2022-04-30"
    assert (one.eu_code, bool(one.eu_label)) == ("9", True)
    assert (one.transnational, one.organised_group, one.fiscal) == (True, False, None)
    assert str(one.limitation_on) == "2036-04-30"
    assert len(one.persons) == 1
    assert life.is_sound()


def test_what_is_changed_takes_the_place_of_what_was_there_and_nothing_else(at: At) -> None:
    life = at("begun")
    life.give("record_offence", **LAUNDERING)
    life.give("change_offence", offence="OFF-1", penalty_years=2, penalty_months=0, reason="act")
    life.give("change_offence", offence="OFF-1", transnational=False, reason="one State only")
    (one,) = file_of(life).case.offences
    assert (one.penalty, one.provision) == ("2 years", "Act 12, s. 3")
    assert one.transnational is False
    assert one.persons
    assert life.is_sound()


def test_a_withdrawn_offence_stands_in_the_case_no_more_and_may_come_back(at: At) -> None:
    life = at("begun")
    life.give("record_offence", **LAUNDERING)
    life.give("change_offence", offence="OFF-1", withdrawn=True, reason="charge dropped")
    assert "OFF-1" not in [one.reference for one in file_of(life).case.offences]
    assert life.codes("change_offence", offence="OFF-1", withdrawn=True, reason="again") == [
        "wrong_state"
    ]
    life.give("change_offence", offence="OFF-1", withdrawn=False, reason="charge restored")
    assert [one.reference for one in file_of(life).case.offences] == ["OFF-1"]


def test_changes_are_offered_for_the_case_and_for_the_offence_itself(at: At) -> None:
    life = at("begun")
    life.give("record_offence", **LAUNDERING)

    def offered(reference: str) -> list[dict[str, object]]:
        steps = StepService(opened(life.office)).can(reference, life.office.actor("everyone"))
        return [dict(one.given) for one in steps if one.action == "change_offence"]

    assert offered("CASE") == [{"offence": "OFF-1"}]
    assert offered("OFF-1") == [{"offence": "OFF-1"}]
    life.give("change_offence", offence="OFF-1", withdrawn=True, reason="charge dropped")
    assert offered("CASE") == []
    life.give("change_offence", offence="OFF-1", withdrawn=False, reason="charge restored")
    assert offered("CASE") == [{"offence": "OFF-1"}]


def test_the_names_of_an_opened_case_are_used_until_an_offence_is_recorded(at: At) -> None:
    life = at("begun")
    life.give("change_case", case="CASE", offences=["Fraud", "Money laundering"], reason="facts")
    named = file_of(life).case
    assert [(one.name, one.reference) for one in named.offences] == [
        ("Fraud", ""),
        ("Money laundering", ""),
    ]
    result = life.give("record_offence", **LAUNDERING)
    assert [(one.code, "Fraud" in one.text) for one in result.warnings] == [("guard_failed", True)]
    recorded = file_of(life).case
    assert [one.name for one in recorded.offences] == ["Money laundering"]
    assert recorded.offences_named == ("Fraud", "Money laundering")
    assert life.warned("record_offence", case="CASE", name="Fraud") == []
    assert life.warned("record_offence", case="CASE", name="fraud") == ["possible_match"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"committed_until": "2020-01-01"}, "date_order", "committed_until"),
        ({"limitation_on": "2021-12-31"}, "date_order", "limitation_on"),
        ({"committed_until": "2031-01-01", "limitation_on": "2040-01-01"}, "date_in_future",
         "committed_until"),
        ({"eu_code": "33"}, "field_invalid", "eu_code"),
        ({"penalty_years": -1}, "field_invalid", "penalty_years"),
        ({"name": ""}, "field_missing", "name"),
        ({"persons": ["NOBODY"]}, "not_found", "persons"),
        ({"documents": ["D-0"]}, "not_found", "documents"),
        ({"case": "OTHER"}, "not_found", "case"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field_and_nothing_changes(
    at: At, given: dict[str, Any], code: str, field: str
) -> None:
    life = at("begun")
    before = life.all_rows()
    refused = life.try_("record_offence", **{**LAUNDERING, **given})
    assert [(one.code, one.field) for one in refused.reasons] == [(code, field)]
    assert life.all_rows() == before


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"committed_until": "2021-02-28"}, "date_order"),
        ({"limitation_on": "2022-04-01"}, "date_order"),
        ({}, "field_missing"),
        ({"offence": "OFF-9", "place": "Gozo"}, "not_found"),
    ],
)
def test_a_change_is_judged_with_what_was_recorded_before(
    at: At, given: dict[str, Any], code: str
) -> None:
    life = at("begun")
    life.give("record_offence", **LAUNDERING)
    before = life.all_rows()
    change = {"offence": "OFF-1", "reason": "correction", **given}
    assert life.codes("change_offence", **change) == [code]
    assert life.all_rows() == before


def test_who_manages_assets_records_no_offence(at: At) -> None:
    life = at("begun")
    assert life.codes("record_offence", who="manager", **LAUNDERING) == ["role_needed"]
