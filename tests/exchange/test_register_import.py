"""From rows to actions: what is planned, warned of, doubled, changed and refused, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.errors import Cancelled, ValidationFailed
from asset_recovery.exchange.import_map import load_map
from asset_recovery.exchange.import_plan import ImportPlan, PlannedRow, against_earlier
from asset_recovery.exchange.register_import import fitting_maps, plan_import
from asset_recovery.exchange.tabular import Wishes

Plan = Callable[..., ImportPlan]

HEADER = (
    "reference;case;type;description;country;owner;iban;vin;value;currency;valued_on;"
    "legal_state;share_percent"
)
GOOD = {
    "reference": "A-1",
    "case": "C-1",
    "type": "VEH-CAR",
    "description": "A blue car",
    "country": "DE",
    "owner": "",
    "iban": "",
    "vin": "",
    "value": "1000.50",
    "currency": "EUR",
    "valued_on": "2024-05-01",
    "legal_state": "seized",
    "share_percent": "50",
}


def line(**changed: str) -> str:
    return ";".join((GOOD | changed).values())


def only(plan: ImportPlan) -> PlannedRow:
    (row,) = plan.rows
    return row


def arguments(row: PlannedRow, action: str) -> dict[str, Any]:
    return next(given for given in row.actions if given["action"] == action)


def test_a_good_row_gives_case_registration_position_and_valuation(a_plan: Plan) -> None:
    plan = a_plan(HEADER, line(owner="Muster GmbH"))
    row = only(plan)
    assert plan.counts() == {
        "read": 1,
        "planned": 1,
        "unchanged": 0,
        "doubled": 0,
        "change": 0,
        "refused": 0,
    }
    assert [action["action"] for action in row.actions] == [
        "register_asset",
        "open_position",
        "record_valuation",
    ]
    assert arguments(row, "register_asset")["owner"] == {"name": "Muster GmbH", "kind": "unknown"}
    assert arguments(row, "open_position")["share"] == "0.5"
    assert arguments(row, "record_valuation")["value"] == {"amount": "1000.50", "currency": "EUR"}
    assert plan.cases[0].action["case"] == "C-1"
    for action in (plan.cases[0].action, *row.actions):
        read_action(action)


def test_a_row_without_a_state_is_registered_as_a_lead_only(a_plan: Plan) -> None:
    row = only(a_plan(HEADER, line(legal_state="", share_percent="")))
    assert [action["action"] for action in row.actions] == ["register_asset", "record_valuation"]


def test_a_row_without_a_value_has_no_valuation(a_plan: Plan) -> None:
    row = only(a_plan(HEADER, line(value="", currency="", valued_on="")))
    assert [action["action"] for action in row.actions] == ["register_asset", "open_position"]


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"valued_on": "30/02/2020"}, "valued_on", "field_invalid"),
        ({"valued_on": "2020-02-30"}, "valued_on", "field_invalid"),
        ({"valued_on": "2814-08-22"}, "valued_on", "date_in_future"),
        ({"valued_on": "0204-08-22"}, "valued_on", "field_invalid"),
        ({"valued_on": ""}, "valued_on", "field_missing"),
        ({"value": "1,234.567 EUR"}, "value", "field_invalid"),
        ({"value": "1234.567 EUR"}, "value", "too_many_decimals"),
        ({"value": "12 USD"}, "value", "currency_mismatch"),
        ({"value": "NaN"}, "value", "field_invalid"),
        ({"value": "Infinity"}, "value", "field_invalid"),
        ({"value": "-5"}, "value", "field_invalid"),
        ({"value": "1e18"}, "value", "field_invalid"),
        ({"value": "9" * 30}, "value", "field_invalid"),
        ({"value": "5.5", "currency": "JPY"}, "value", "too_many_decimals"),
        ({"currency": "ZZZ"}, "value", "currency_unknown"),
        ({"currency": ""}, "value", "field_missing"),
        ({"share_percent": "140"}, "share_percent", "field_invalid"),
        ({"share_percent": "-1"}, "share_percent", "field_invalid"),
        ({"share_percent": "half"}, "share_percent", "field_invalid"),
        ({"legal_state": "", "share_percent": "140"}, "share_percent", "field_invalid"),
        ({"legal_state": "arrested"}, "legal_state", "field_invalid"),
        ({"type": "CAR"}, "type", "field_invalid"),
        ({"type": ""}, "type", "field_missing"),
        ({"country": "Germany"}, "country", "field_invalid"),
        ({"case": ""}, "case", "field_missing"),
        ({"reference": ""}, "reference", "field_missing"),
        ({"reference": "A\u202e1"}, "reference", "field_invalid"),
        ({"vin": "1M8GDM9A\u200bXKP042788"}, "vin", "field_invalid"),
        ({"description": "a\x07b"}, "description", "field_invalid"),
        ({"description": "x" * 10_001}, "description", "too_large"),
        ({"owner": "x" * 9_999, "description": ""}, "description", "field_missing"),
    ],
)
def test_a_bad_value_refuses_its_row_with_row_column_code_and_sentence(
    a_plan: Plan, changed: dict[str, str], column: str, code: str
) -> None:
    row = a_plan(HEADER, line(reference="A-0"), line(**changed)).rows[1]
    assert row.outcome == "refused"
    assert row.problem is not None
    assert (row.problem.row, row.problem.field, row.problem.code) == (3, column, code)
    assert row.problem.text.endswith(".")
    assert row.actions == ()


def test_everything_that_is_wrong_with_a_row_is_said_at_once(a_plan: Plan) -> None:
    row = only(a_plan(HEADER, line(value="NaN", share_percent="140", country="QQ")))
    assert {problem.field for problem in row.problems} == {"value", "share_percent", "country"}


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"description": '=HYPERLINK("x")'}, "description"),
        ({"owner": "<img src=x>Smith"}, "owner"),
        ({"owner": "Smith\u202egnp.exe"}, "owner"),
        ({"iban": "DE89370400440532013001"}, "iban"),
        ({"vin": "1M8GDM9A1KP042788"}, "vin"),
    ],
)
def test_what_looks_odd_is_kept_with_a_warning(
    a_plan: Plan, changed: dict[str, str], column: str
) -> None:
    row = only(a_plan(HEADER, line(**changed)))
    assert row.outcome == "planned"
    assert [(warning.row, warning.field) for warning in row.warnings] == [(2, column)]
    assert changed[column] in str(row.actions).replace("\\u202e", "\u202e")


def test_a_share_of_zero_is_unknown_not_nothing(a_plan: Plan) -> None:
    for share in ("0", "0.00", ""):
        row = only(a_plan(HEADER, line(share_percent=share)))
        position = arguments(row, "open_position")
        assert "share" not in position
        assert position["unknown"] == ["share"]
        assert [warning.field for warning in row.warnings] == ["share_percent"]


def test_one_vehicle_twice_in_two_spellings_is_pointed_out(a_plan: Plan) -> None:
    plan = a_plan(
        HEADER,
        line(vin="1M8GDM9AXKP042788"),
        line(reference="A-2", vin="1M8 GDM9A XKP-042788"),
    )
    (warning,) = plan.rows[1].warnings
    assert (warning.code, warning.row) == ("identifier_duplicate", 3)
    assert "A-1" in warning.text
    assert plan.counts()["planned"] == 2


def test_a_repeated_row_is_doubled_and_warns_of_nothing(a_plan: Plan) -> None:
    plan = a_plan(HEADER, line(vin="1M8GDM9AXKP042788"), line(vin="1M8GDM9AXKP042788"))
    assert [row.outcome for row in plan.rows] == ["planned", "doubled"]
    assert plan.rows[1].same_as == 2
    assert plan.rows[1].actions == ()
    assert plan.rows[1].warnings == ()


def test_the_same_reference_with_other_content_is_a_change_field_by_field(a_plan: Plan) -> None:
    plan = a_plan(HEADER, line(), line(description="A red car", legal_state="frozen"))
    row = plan.rows[1]
    assert row.outcome == "change"
    assert [(change.field, change.before, change.after) for change in row.changes] == [
        ("description", "A blue car", "A red car"),
        ("legal_state", "seized", "frozen"),
    ]
    assert [action["action"] for action in row.actions] == ["change_asset", "open_position"]
    assert {"asset", "description", "reason"} < set(row.actions[0])
    for action in row.actions:
        read_action(action)


def test_a_second_import_of_the_same_file_changes_nothing(a_plan: Plan) -> None:
    first = a_plan(HEADER, line(), line(reference="A-2"))
    earlier = {row.reference: row.content_hash for row in first.rows}
    again = against_earlier(a_plan(HEADER, line(), line(reference="A-2")), earlier)
    assert [row.outcome for row in again.rows] == ["unchanged", "unchanged"]
    changed = against_earlier(a_plan(HEADER, line(), line(reference="A-2", value="7")), earlier)
    assert [row.outcome for row in changed.rows] == ["unchanged", "change"]


def test_columns_in_another_order_are_the_same_content(a_plan: Plan) -> None:
    names, values = HEADER.split(";"), line().split(";")
    turned = a_plan(";".join(reversed(names)), ";".join(reversed(values)))
    assert only(turned).content_hash == only(a_plan(HEADER, line())).content_hash


def test_outcomes_add_up_to_the_rows_read(a_plan: Plan) -> None:
    plan = a_plan(HEADER, line(), line(), line(type="?"), "x;y", line(value="9"), ";" * 12)
    counts = plan.counts()
    assert counts.pop("read") == 5 == sum(counts.values())


def test_every_case_is_opened_once_and_only_for_rows_that_are_planned(a_plan: Plan) -> None:
    plan = a_plan(
        HEADER, line(), line(reference="A-2"), line(reference="A-3", case="C-2", type="?")
    )
    assert [case.reference for case in plan.cases_needed()] == ["C-1"]
    assert plan.cases_needed()[0].row == 2


def test_what_an_argument_does_not_keep_is_kept_as_the_original(a_plan: Plan) -> None:
    row = only(a_plan(HEADER, line(description="A\u00a0 blue car")))
    registered = arguments(row, "register_asset")
    assert registered["original"]["share_percent"] == "50"
    assert registered["original"]["description"] == "A\u00a0 blue car"
    assert "reference" not in registered["original"]
    assert row.original["description"] == "A\u00a0 blue car"


def test_wrong_columns_are_refused_with_the_difference(a_plan: Plan) -> None:
    with pytest.raises(ValidationFailed) as caught:
        a_plan("reference;case;type;descriptoin;colour", "1;2;3;4;5")
    reason = caught.value.reasons[0]
    assert reason.code == "column_unknown"
    assert "Missing: description." in reason.text
    assert "descriptoin (meant: description?)" in reason.text
    assert "colour" in reason.text


def test_a_column_that_stands_twice_is_refused(a_plan: Plan) -> None:
    with pytest.raises(ValidationFailed) as caught:
        a_plan("reference;case;type;description;case", "1;2;3;4;5")
    assert "Twice: case." in caught.value.reasons[0].text


def test_columns_of_another_shipped_map_are_answered_with_its_name(a_plan: Plan) -> None:
    with pytest.raises(ValidationFailed) as caught:
        a_plan("asset;value;currency;valued_on;valuer", "A;1;EUR;2020-01-01;X")
    assert "fit the map valuations" in caught.value.reasons[0].text
    assert fitting_maps(("reference", "name", "kind")) == ("parties",)


def test_headers_are_found_whatever_their_case_and_blanks(a_plan: Plan) -> None:
    plan = a_plan("Reference; CASE ;type;Description", "A-1;C-1;VEH-CAR;x")
    assert plan.counts()["planned"] == 1
    assert "CASE" in only(plan).actions[0]["original"]


def test_the_day_of_the_register_is_asked_for_and_cannot_lie_ahead(a_plan: Plan) -> None:
    for as_at, code in ((None, "field_missing"), (date(2027, 1, 1), "date_in_future")):
        with pytest.raises(ValidationFailed) as caught:
            a_plan(HEADER, line(), as_at=as_at)
        assert caught.value.reasons[0].code == code


def test_a_map_made_for_something_else_is_refused(a_plan: Plan) -> None:
    with pytest.raises(ValidationFailed) as caught:
        a_plan(HEADER, line(), kind="parties")
    assert caught.value.reasons[0].code == "map_invalid"


def test_what_the_user_says_of_numbers_and_dates_prevails(a_plan: Plan) -> None:
    told = Wishes(decimal=",", thousands=".", date_order="dmy")
    row = only(
        a_plan(
            HEADER, line(value="1.234,5", valued_on="01.05.2024", share_percent="33,5"), wishes=told
        )
    )
    valuation = arguments(row, "record_valuation")
    assert valuation["value"] == {"amount": "1234.50", "currency": "EUR"}
    assert valuation["on"] == "2024-05-01"
    assert arguments(row, "open_position")["share"] == "0.335"
    bad = only(a_plan(HEADER, line(value="12.34,5"), wishes=told))
    assert bad.problem is not None


def test_a_workbook_is_read_by_its_types_whatever_signs_the_map_expects(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["asset", "value", "currency", "valued_on", "valuer"])
        sheet.write_row(1, 0, ["A-1", 1234.5, "EUR"])
        sheet.write_datetime(1, 3, date(2024, 5, 1), book.add_format({"num_format": "d/m/yy"}))
        sheet.write(1, 4, "Expert")
        sheet.write_row(2, 0, ["A-1", 10**18, "EUR", "2024-05-02", "Expert"])
    plan = plan_import(
        path,
        "valuations",
        today=date(2026, 1, 1),
        wishes=Wishes(decimal=",", date_order="dmy"),
    )
    good, bad = plan.rows
    assert good.actions[0]["value"] == {"amount": "1234.50", "currency": "EUR"}
    assert good.actions[0]["on"] == "2024-05-01"
    assert good.reference == "VAL-A-1-2024-05-01-estimate-Expert"
    assert {problem.field for problem in bad.problems} == {"value", "valued_on"}


def test_valuations_of_one_asset_are_known_apart_without_a_reference(a_plan: Plan) -> None:
    plan = a_plan(
        "asset,value,currency,valued_on,valuer",
        "A-1,10,EUR,2020-01-01,X",
        "A-1,12,EUR,2021-01-01,X",
        "A-1,10,EUR,2020-01-01,X",
        "A-1,11,EUR,2020-01-01,X",
        by="valuations",
    )
    assert [row.outcome for row in plan.rows] == ["planned", "planned", "doubled", "change"]
    for row in plan.rows[:2]:
        read_action(row.actions[0])
    assert plan.rows[3].actions == ()
    assert [change.field for change in plan.rows[3].changes] == ["value"]


def test_parties_are_registered_and_linked(a_plan: Plan) -> None:
    plan = a_plan(
        "reference,name,kind,born,country,lei,case,role",
        "P-1,Ana  Ñ,person,1961-05,es,,C-1,suspect",
        "P-2,Acme,company,,DE,529900T8BM49AURSDO55,,",
        "P-3,X,robot,,,,,",
        "P-4,,person,,,,,",
        "P-5,Y,person,5/1961,,,,",
        by="parties",
    )
    first, second = plan.rows[:2]
    assert first.actions[0] == {
        "action": "register_party",
        "party": "P-1",
        "kind": "natural",
        "name": "Ana Ñ",
        "born": "1961-05",
        "country": "ES",
    }
    assert first.actions[1] == {
        "action": "link_party",
        "case": "C-1",
        "party": "P-1",
        "role": "suspect",
    }
    assert second.actions[0]["identifiers"] == [{"kind": "lei", "value": "529900T8BM49AURSDO55"}]
    fields = [row.problem.field for row in plan.rows if row.problem]
    assert fields == ["kind", "name", "born"]
    for action in (*first.actions, *second.actions):
        read_action(action)


def test_reading_can_be_stopped(a_plan: Plan) -> None:
    class Impatient:
        def step(self, done: int, total: int, text: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        a_plan(
            HEADER,
            *(line(reference=f"A-{number}") for number in range(1_000)),
            progress=Impatient(),
        )


def test_an_office_with_its_own_legal_system_opens_its_cases_under_it(a_plan: Plan) -> None:
    plan = a_plan(HEADER, line(), legal_system="ruritania")
    assert plan.cases[0].action["legal_system"] == "ruritania"


def test_a_map_can_be_given_loaded(a_plan: Plan) -> None:
    assert a_plan(HEADER, line(), by=load_map("generic")).counts()["planned"] == 1
