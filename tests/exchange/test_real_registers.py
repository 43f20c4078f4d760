"""The public registers with all their dirt: every row is planned, nothing is guessed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.exchange.import_plan import ImportPlan, PlannedRow
from asset_recovery.exchange.register_import import plan_import

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
NEW, OLD = DATA / "it-anbsc-2025", DATA / "it-anbsc-2014"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="The public registers are not here (../shared/data)."
)

PROPERTY = (NEW / "Immobili_in_gestione.csv", "anbsc_2025_in_gestione")
COMPANIES = (NEW / "Aziende_in_gestione.csv", "anbsc_2025_in_gestione")
DISPOSED = (NEW / "Aziende_destinate.csv", "anbsc_2025_aziende_destinate")
COMMA = (OLD / "beni_immobili.csv", "anbsc_2014_beni_immobili")
SEMICOLON = (OLD / "web_beni_confiscati_02_04.csv", "anbsc_2014_beni_immobili")
TUSCANY = (OLD / "beniconfiscatiXall.csv", "toscana_2018")


@cache
def plan(register: tuple[Path, str]) -> ImportPlan:
    path, name = register
    as_at = None if name == "toscana_2018" else date(2025, 6, 30)
    return plan_import(path, name, today=date(2026, 11, 24), as_at=as_at)


def position(row: PlannedRow) -> dict[str, Any]:
    return next(action for action in row.actions if action["action"] == "open_position")


def states(register: tuple[Path, str]) -> dict[str, int]:
    return dict(Counter(position(row)["legal_state"] for row in plan(register).rows))


def warned(register: tuple[Path, str]) -> dict[str | None, int]:
    return dict(Counter(warning.field for warning in plan(register).warnings))


def row_of(register: tuple[Path, str], reference: str) -> PlannedRow:
    return next(row for row in plan(register).rows if row.reference == reference)


@pytest.mark.parametrize(
    ("register", "rows", "cases"),
    [
        (PROPERTY, 17_453, 161),
        (COMPANIES, 3_022, 124),
        (DISPOSED, 952, 556),
        (COMMA, 11_467, 92),
        (SEMICOLON, 11_467, 92),
        (TUSCANY, 497, 56),
    ],
)
def test_every_row_of_a_register_is_planned(
    register: tuple[Path, str], rows: int, cases: int
) -> None:
    found = plan(register)
    assert found.counts() == {
        "read": rows,
        "planned": rows,
        "unchanged": 0,
        "doubled": 0,
        "change": 0,
        "refused": 0,
    }
    assert len(found.cases) == len(found.cases_needed()) == cases


def test_the_registers_of_2025_are_accounted_for_to_the_last_row() -> None:
    plans = [plan(register) for register in (PROPERTY, COMPANIES, DISPOSED)]
    assert sum(found.counts()["planned"] for found in plans) == 21_427
    references = [row.reference for found in plans for row in found.rows]
    assert len(set(references)) == 21_427
    collections = {case.reference for found in plans[:2] for case in found.cases}
    assert len(collections) == 183


@pytest.mark.parametrize("register", [PROPERTY, COMPANIES, DISPOSED, COMMA, TUSCANY])
def test_every_planned_action_is_one_of_the_vocabulary(register: tuple[Path, str]) -> None:
    found = plan(register)
    for case in found.cases:
        read_action(case.action)
    for row in found.rows[::25]:
        for action in row.actions:
            read_action(action)


def test_the_stages_of_property_under_management_are_those_of_the_source() -> None:
    assert states(PROPERTY) == {
        "confiscated_final": 8_776,
        "confiscated_not_final": 4_420 + 618 + 1,
        "unknown": 3_403,
        "seized": 138 + 1,
        "confiscation_proposed": 89,
        "confiscation_under_appeal": 5,
        "release_ordered": 2,
    }
    assert warned(PROPERTY) == {"provvedimento": 3_403 + 89 + 2, "quota_confiscata": 2_171 + 422}


def test_the_stages_of_companies_under_management_are_those_of_the_source() -> None:
    assert states(COMPANIES) == {
        "confiscated_final": 1_758,
        "confiscated_not_final": 622 + 109,
        "unknown": 409,
        "seized": 100 + 1,
        "confiscation_proposed": 20,
        "release_ordered": 1 + 2,
    }
    assert warned(COMPANIES)["quota_confiscata"] == 317 + 40


def test_companies_disposed_of_carry_their_disposal_on_the_day_of_the_decree() -> None:
    kinds = Counter(
        position(row).get("disposal", {}).get("kind", "none") for row in plan(DISPOSED).rows
    )
    assert kinds == {"liquidation": 878, "sale": 70, "donation": 1, "none": 3}
    leased = [row for row in plan(DISPOSED).rows if position(row)["management_state"] == "leased"]
    assert len(leased) == 3
    assert all("money_state" in position(row)["unknown"] for row in plan(DISPOSED).rows)


def test_swapped_dates_are_warned_of_and_the_right_column_prevails() -> None:
    swapped = [row for row in plan(DISPOSED).rows if row.warnings]
    assert len(swapped) == 301
    for row in swapped:
        day, month, year = row.original["decreto_data"].split("/")
        assert position(row).get("disposal", {}).get("on", f"{year}-{month}-{day}") == (
            f"{year}-{month}-{day}"
        )


def test_the_share_is_that_of_the_source_or_unknown_by_name() -> None:
    rows = plan(PROPERTY).rows
    shares = Counter(position(row).get("share", "unknown") for row in rows)
    assert shares["1"] == 12_895
    assert shares["0.33"] == 162
    assert shares["unknown"] == 2_593
    for row in rows:
        given = position(row)
        assert ("share" in given) != ("share" in given["unknown"])


def test_no_value_no_owner_and_no_date_is_invented() -> None:
    for register in (PROPERTY, COMPANIES):
        for row in plan(register).rows:
            registered, taken_over = row.actions
            assert not {"owner", "estimated_value"} & set(registered)
            assert {"owner", "value"} <= set(taken_over["unknown"])
            assert all(
                not {"on", "reference"} & set(order) for order in taken_over.get("orders", ())
            )


def test_codes_keep_their_zeros_and_accents_and_odd_blanks_survive() -> None:
    row = row_of(PROPERTY, "I-NA-89-S")
    original = row.actions[0]["original"]
    assert (original["CODISTAT"], original["CODISTATPROV"]) == ("063045", "063")
    odd = [row for row in plan(PROPERTY).rows if "\u00a0" in row.original["sottocategoria"]]
    assert len(odd) == 909
    for row in odd:
        assert row.actions[0]["original"]["sottocategoria"] == row.original["sottocategoria"]
        assert "\u00a0" not in row.actions[0]["description"]
        assert row.actions[0]["type"] in ("RE-DWL", "RE-COM")
    accents = [
        row for row in plan(PROPERTY).rows if "Unità immobiliare" in row.original["categoria"]
    ]
    assert all("Unità immobiliare" in row.actions[0]["description"] for row in accents)


def test_the_two_spellings_of_one_court_make_one_case() -> None:
    references = {case.reference for case in plan(DISPOSED).cases}
    assert not [reference for reference in references if "D-APPELLO" in reference]
    assert [reference for reference in references if "CORTE-DI-APPELLO" in reference]
    assert not [reference for reference in references if "REGGIO-DI-CALABRIA" in reference]


def test_a_case_without_proceedings_number_says_that_it_is_a_collection() -> None:
    for register in (PROPERTY, COMPANIES, COMMA):
        for case in plan(register).cases:
            assert case.collection
            assert "not one set of proceedings" in case.action["summary"]
    assert not any(case.collection for case in plan(DISPOSED).cases)
    routes = {case.action.get("route") for case in plan(PROPERTY).cases}
    assert routes == {"cb_object", "civil_in_rem"}


def test_both_delimiters_of_2014_give_the_same_content() -> None:
    comma, semicolon = plan(COMMA), plan(SEMICOLON)
    assert [row.content_hash for row in comma.rows] == [row.content_hash for row in semicolon.rows]
    assert (comma.form.delimiter, semicolon.form.delimiter) == (",", ";")


def test_the_register_of_2014_keeps_its_words_and_its_null_is_unknown() -> None:
    assert states(COMMA) == {"confiscated_final": 5_731 + 907, "unknown": 3_550 + 803 + 476}
    kinds = Counter(
        position(row).get("disposal", {}).get("kind", "none") for row in plan(COMMA).rows
    )
    assert kinds["none"] == 4_829 + 18
    row = row_of(COMMA, "IT2014-1")
    assert row.case_reference == "IT2014-MILANO"
    assert "In gestione" in position(row)["source"]
    assert row.actions[0]["original"]["PRO_COM"] == "15019"
    assert row.actions[0]["location"] == "Bernate Ticino, MILANO, LOMBARDIA, ISTAT 015019"
    delivered = [row for row in plan(COMMA).rows if position(row).get("disposal")]
    assert {position(row)["disposal"]["terms"]["delivered"] for row in delivered} == {True, False}
    assert all(position(row)["disposal"].get("beneficiary") != "no data" for row in delivered)


def test_the_tuscan_file_has_its_swapped_columns_set_right() -> None:
    assert plan(TUSCANY).as_at == date(2018, 1, 3)
    assert states(TUSCANY) == {
        "confiscated_not_final": 245 + 5,
        "confiscated_final": 231,
        "unknown": 16,
    }
    kinds = Counter(
        position(row).get("disposal", {}).get("kind", "none") for row in plan(TUSCANY).rows
    )
    assert kinds == {"none": 426 + 3, "public_use": 44, "sale": 13, "official_use": 11}
    given = position(row_of(TUSCANY, "I-LU-15621"))["disposal"]
    assert given["on"] == "2003-05-29"
    assert given["reference"] == "Decreto 107/2003"
    assert row_of(TUSCANY, "I-LU-15621").case_reference == "IT-TRIBUNALE-REGGIO-CALABRIA-7-1998"


def test_values_in_the_wrong_column_of_the_tuscan_file_are_unknown_with_a_warning() -> None:
    row = row_of(TUSCANY, "A-MS-265465")
    assert {"decree_date", "destipodest"} <= {warning.field for warning in row.warnings}
    assert "disposal" in position(row)["unknown"]


def test_an_order_whose_kind_the_source_does_not_say_is_unknown_not_guessed() -> None:
    for row in (*plan(DISPOSED).rows, row_of(TUSCANY, "I-LU-15621")):
        assert "orders" not in position(row)
        assert "orders" in position(row)["unknown"]


def test_a_share_above_the_whole_or_below_nothing_refuses_its_row(tmp_path: Path) -> None:
    lines = PROPERTY[0].read_text(encoding="utf-8").splitlines()[:4]
    lines[1] = lines[1].replace(",33,", ",140,")
    lines[2] = lines[2].replace(",33,", ",-3,")
    path = tmp_path / "shares.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = plan_import(path, PROPERTY[1], today=date(2026, 1, 1), as_at=date(2025, 1, 1))
    assert [row.outcome for row in found.rows] == ["refused", "refused", "planned"]
    assert [problem.field for problem in found.problems] == ["quota_confiscata"] * 2


def test_value_indices_are_no_register_of_assets() -> None:
    with pytest.raises(ValidationFailed) as caught:
        plan_import(
            OLD / "quotazioni_immobiliari.csv",
            COMMA[1],
            today=date(2026, 1, 1),
            as_at=date(2015, 1, 1),
        )
    assert caught.value.reasons[0].code == "column_unknown"
