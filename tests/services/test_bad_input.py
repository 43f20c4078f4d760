"""Bad input: each fault has its place, a code and a sentence, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.actions.base import WrongUse
from asset_recovery.services.show_service import ShowService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import money
from tests.support.requests_of_ours import drafted

At = Callable[[str], Life]
VALUATION: dict[str, object] = {
    "asset": "CAR",
    "on": "2026-02-02",
    "kind": "appraisal",
    "method": "m",
    "valuer": "v",
    "value": money("1.00"),
}


@pytest.mark.parametrize(
    ("name", "value", "field", "code"),
    [
        ("on", "30/02/2020", "on", "field_invalid"),
        ("on", "2026-02-30", "on", "field_invalid"),
        ("on", "2814-08-22", "on", "field_invalid"),
        ("on", "yesterday", "on", "field_invalid"),
        ("on", 20260202, "on", "field_invalid"),
        ("on", None, "on", "field_missing"),
        ("value", {"amount": "1,234.567 EUR", "currency": "EUR"}, "value", "field_invalid"),
        ("value", {"amount": "NaN", "currency": "EUR"}, "value", "field_invalid"),
        ("value", {"amount": "-5", "currency": "EUR"}, "value", "field_invalid"),
        ("value", {"amount": "1e18", "currency": "EUR"}, "value", "field_invalid"),
        ("value", {"amount": "1.001", "currency": "EUR"}, "value", "too_many_decimals"),
        ("value", {"amount": "1.0", "currency": "JPY"}, "value", "too_many_decimals"),
        ("value", {"amount": "1", "currency": "XYZ"}, "value", "currency_unknown"),
        ("value", {"amount": "1"}, "value", "field_missing"),
        ("value", {"amount": 1.5, "currency": "EUR"}, "value", "field_invalid"),
        ("value", "1 EUR", "value", "field_invalid"),
        ("kind", "guess", "kind", "field_invalid"),
        ("method", "x" * 10_000_000, "method", "field_too_long"),
        ("valuer", "", "valuer", "field_missing"),
        ("valuer", ["a"], "valuer", "field_invalid"),
        ("asset", {"a": 1}, "asset", "field_invalid"),
    ],
)
def test_a_faulty_value_names_its_field_and_changes_nothing(
    at: At, name: str, value: object, field: str, code: str
) -> None:
    life = at("registered")
    before = life.all_rows()
    result = life.try_("record_valuation", **{**VALUATION, name: value})  # type: ignore[arg-type]
    assert not result.ok
    assert result.kind == "validation"
    assert (result.reasons[0].field, result.reasons[0].code) == (field, code)
    assert len(result.reasons[0].text) > 10
    assert life.all_rows() == before
    assert life.is_sound()


def test_all_faults_come_back_at_once(at: At) -> None:
    result = at("registered").try_("record_valuation", asset="CAR", on="x", value="y", kind="z")
    assert [reason.field for reason in result.reasons] == [
        "on",
        "value",
        "kind",
        "method",
        "valuer",
    ] or len(result.reasons) == 5


def test_a_share_of_140_per_cent_is_refused(at: At) -> None:
    life = at("registered")
    for share in ("1.4", "140", "-0.1", "NaN", "140 %"):
        result = life.try_(
            "file_claim", asset="CAR", party="OWNER", on="2026-02-02", share=share, basis="b"
        )
        assert (result.reasons[0].field, result.reasons[0].code) == ("share", "field_invalid")
    result = life.try_(
        "record_order",
        order="F",
        case="CASE",
        kind="freezing",
        authority="C",
        reference="1",
        on="2026-03-01",
        assets=[{"asset": "CAR", "fraction": "1.4"}],
    )
    assert (result.reasons[0].field, result.reasons[0].row) == ("assets.fraction", 1)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "O'Neil", "Иванов", "محمد"]
)
def test_a_name_is_kept_as_the_text_that_it_is(at: At, name: str) -> None:
    life = at("begun")
    life.give("register_party", party="P", kind="unknown", name=name)
    from asset_recovery.persistence import tables as t

    with life.office.reading.connect() as connection:
        query = t.party.select().where(t.party.c.reference == "P")
        assert connection.execute(query).one().name == name


@pytest.mark.parametrize("name", ["Evil\u202egnp.exe", "Bell\x07", "Zero\x00"])
def test_control_and_bidirectional_characters_do_not_get_in(at: At, name: str) -> None:
    life = at("begun")
    result = life.try_("register_party", party="P", kind="unknown", name=name)
    assert (result.kind, result.reasons[0].field, result.reasons[0].code) == (
        "validation",
        "name",
        "field_invalid",
    )


def test_a_wrong_check_digit_warns(at: At) -> None:
    life = at("begun")
    given = {"case": "CASE", "type": "MON-ACC", "description": "account"}
    right = [{"kind": "iban", "value": "MT84 MALT 0110 0001 2345 MTLC AST0 01S"}]
    wrong = [{"kind": "iban", "value": "MT85MALT011000012345MTLCAST001S"}]
    assert life.warned("register_asset", identifiers=right, **given) == []
    assert life.warned("register_asset", identifiers=wrong, **given) == ["field_invalid"]


def test_the_same_identifier_with_other_spacing_warns_of_a_double(at: At) -> None:
    life = at("begun")
    given = {"case": "CASE", "type": "VEH-CAR", "description": "car"}
    vin = "WVWZZZ1JZ3W386752"
    life.give("register_asset", identifiers=[{"kind": "vin", "value": vin}], **given)
    spaced = [{"kind": "vin", "value": "wvw zzz-1jz3w 386752"}]
    assert "identifier_duplicate" in life.warned("register_asset", identifiers=spaced, **given)


@pytest.mark.parametrize(
    ("action", "given", "field"),
    [
        ("register_asset", {"case": "NONE", "type": "VEH-CAR", "description": "c"}, "case"),
        ("identify_asset", {"asset": "NONE", "on": "2026-02-01", "source": "s"}, "asset"),
        ("lift_order", {"order": "NONE", "on": "2026-02-01", "reason": "excess"}, "order"),
        ("decide_claim", {"claim": "NONE", "on": "2026-02-01", "outcome": "rejected"}, "claim"),
        ("link_party", {"case": "CASE", "party": "NONE", "role": "witness"}, "party"),
        ("add_note", {"to": "NONE", "text": "t"}, "to"),
        ("correct_posting", {"posting": "NONE", "reason": "r"}, "posting"),
        (
            "pay_out",
            {"allocation": "NONE", "on": "2026-02-01", "account": "a", "reference": "r"},
            "allocation",
        ),
        ("assign_member", {"case": "CASE", "user": "nobody", "role": "r"}, "user"),
        ("close_deadline", {"deadline": "NONE", "on": "2026-02-01", "outcome": "o"}, "deadline"),
    ],
)
def test_a_reference_to_nothing_is_not_found_at_its_field(
    at: At, action: str, given: dict[str, object], field: str
) -> None:
    life = at("begun")
    before = life.all_rows()
    result = life.try_(action, **given)  # type: ignore[arg-type]
    assert (result.kind, result.reasons[0].code, result.reasons[0].field) == (
        "not_found",
        "not_found",
        field,
    )
    assert life.all_rows() == before


def test_an_unknown_account_or_storage_is_made_on_first_use_and_listed(at: At) -> None:
    life = at("frozen")
    from tests.support.asset_life import INVENTORY

    result = life.give("take_possession", asset="CAR", order="FREEZE", on="2026-03-02", **INVENTORY)
    assert any("Hall 3" in note for note in result.notes)


def test_dates_out_of_order_are_refused(at: At) -> None:
    life = at("registered")
    cases = (
        (
            "record_order",
            {
                "order": "F",
                "case": "CASE",
                "kind": "freezing",
                "authority": "C",
                "reference": "1",
                "on": "2026-03-01",
                "expires_on": "2026-02-28",
            },
        ),
        (
            "notify_owner",
            {"asset": "CAR", "party": "OWNER", "on": "2026-03-01", "reply_by": "2026-02-28"},
        ),
        (
            "insure_asset",
            {
                "asset": "CAR",
                "insurer": "I",
                "policy": "P",
                "sum": money("1.00"),
                "from": "2026-03-01",
                "to": "2026-02-28",
            },
        ),
    )
    for action, given in cases:
        assert life.codes(action, **given) == ["date_order"]


def test_a_sealed_case_is_not_found_by_whoever_must_not_know_of_it(at: At) -> None:
    life = at("registered")
    life.give("seal_case", who="supervisor", case="CASE", on="2026-02-01", reason="leak")
    given = {"to": "CAR", "text": "t"}
    result = life.try_("add_note", who="colleague", **given)
    assert (result.kind, result.reasons[0].code) == ("not_found", "not_found")
    life.give("grant_access", who="supervisor", case="CASE", user="colleague", reason="needed")
    assert life.try_("add_note", who="colleague", **given).ok


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([{"to": "IT", "share": "0.7"}, {"to": "LV", "share": "0.5"}], "shares_do_not_sum"),
        ([{"to": "IT", "share": "1.7"}], "field_invalid"),
        ([{"to": "IT"}], "field_missing"),
        ([{"to": "IT", "share": "0.7"}, {"to": "LV", "share": "0.3"}], None),
    ],
)
def test_shares_of_an_agreement_come_to_the_whole_at_most(
    at: At, shares: list[dict[str, str]], code: str | None
) -> None:
    codes = at("begun").codes(
        "record_agreement", case="CASE", on="2026-02-01", country="IT", kind="sharing",
        shares=shares,
    )  # fmt: skip
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "field_missing"),
        ({"amount": money("1.00"), "interest_rate": "5"}, "field_invalid"),
        ({"amount": money("1.00"), "interest_rate": "0.05"}, None),
    ],
)
def test_a_value_order_has_an_amount_and_a_rate_that_is_a_share(
    at: At, more: dict[str, Any], code: str | None
) -> None:
    life = at("begun")
    life.give("record_proceeding", case="CASE", kind="conviction", authority="C", reference="K",
              on="2026-02-01")  # fmt: skip
    for kind in ("benefit_calculation", "object_not_available"):
        life.give("record_proof", case="CASE", kind=kind, on="2026-02-01")
    codes = life.codes(
        "record_order", case="CASE", kind="confiscation_value", authority="C", reference="1",
        on="2026-02-02", route="cb_value", **more,
    )  # fmt: skip
    assert codes == ([code] if code else [])


def test_a_row_with_an_unknown_value_says_what_a_row_takes(at: At) -> None:
    life = at("identified")
    with pytest.raises(WrongUse) as refused:
        life.try_("record_order", kind="freezing", authority="C", reference="1", on="2026-02-02",
                  assets=[{"asset": "CAR", "share": "0.5"}])  # fmt: skip
    assert "takes no 'share'; it takes: asset" in refused.value.reasons[0].text
    assert "fraction" in refused.value.reasons[0].text


@pytest.mark.parametrize("broken", ["\x00", "\ud800"])
@pytest.mark.parametrize("place", ["facts", "row", "key"])
def test_a_broken_character_anywhere_in_a_form_is_refused_and_the_draft_is_kept(
    at: At, broken: str, place: str
) -> None:
    life = at("begun").identified()
    drafted(life, "OUT-1", "CH", fields={"facts_summary": "As it was."})
    wrong: dict[str, dict[str, object]] = {
        "facts": {"facts_summary": f"x{broken}"},
        "row": {"persons": [{"name": f"x{broken}"}]},
        "key": {f"x{broken}": "y"},
    }
    result = life.try_("fill_request", request="OUT-1", fields=wrong[place])
    (reason,) = result.reasons
    assert (result.kind, reason.code) == ("validation", "field_invalid")
    assert str(reason.field).startswith("fields")
    service = ShowService(opened(life.office))
    file = service.case_file("CASE", life.office.actor("everyone"), purpose="test")
    assert file.requests[0].fields["facts_summary"] == "As it was."
