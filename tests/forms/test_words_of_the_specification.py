"""Fields, codes and rows are also understood in the words that the specification has for them."""

from __future__ import annotations

from datetime import date

import pytest

from asset_recovery.forms.answers import check_typed, is_filled, read_typed
from asset_recovery.forms.template import load_form

TODAY = date(2026, 11, 24)


def read(form_id: str, **typed: object) -> dict[str, object]:
    known = load_form(form_id, TODAY)
    assert check_typed((known,), typed) == ()
    return read_typed((known,), typed)


@pytest.mark.parametrize(
    ("form_id", "key", "words", "code"),
    [
        ("MLA-01", "legal_basis", "1988 Vienna", ("VIENNA1988",)),
        ("MLA-01", "legal_basis", "ETS 30", ("ETS30",)),
        ("MLA-01", "channel", "secure e-channel", "secure_channel"),
        ("MLA-M06", "sub_type", "1", "accounts"),
        ("MLA-M08", "mode", "obtain local order on our request", "obtain"),
        ("MLA-M01", "form", "audio-video recorded", "recorded"),
        ("EU-01", "d_order_subject", ["specific item(s)"], ("item",)),
        ("EU-01", "m_authority_type", "other competent authority", "other"),
        ("EU-02", "h_presence_at_trial", "did not appear", "not_appeared"),
        ("INF-01", "use_wanted", "as evidence", "evidence"),
    ],
)
def test_a_code_is_understood_in_the_words_of_the_specification(
    form_id: str, key: str, words: object, code: object
) -> None:
    assert code in read(form_id, **{key: words}).values()


def test_a_word_that_no_list_has_is_still_refused() -> None:
    (fault,) = check_typed((load_form("MLA-01", TODAY),), {"channel": "pigeon"})
    assert fault.code == "field_invalid"


@pytest.mark.parametrize(
    ("form_id", "label_key", "key"),
    [
        ("MLA-M03", "grounds_that_items_are_there_and_are_relevant_evidence", "grounds_for_search"),
        ("MLA-M06", "why_of_substantial_value", "substantial_value"),
        ("MLA-M09", "attestation", "enforceability_attestation"),
        ("MLA-M16", "asset_recovery_clause", "joint_assets"),
    ],
)
def test_a_field_is_filled_by_the_key_derived_from_its_label(
    form_id: str, label_key: str, key: str
) -> None:
    assert read(form_id, **{label_key: "as said"})[key] == "as said"


PERSON = {
    "surname": "Álvares",
    "given_names": "Rui",
    "date_of_birth": "1975-04-02",
    "place_of_birth": "Porto",
    "nationalities": ["PT"],
    "address": "Rua 1",
    "roles": ["suspect"],
    "sex": "male",
}


def test_a_person_by_the_keys_of_its_block_fills_the_columns_of_a_request() -> None:
    rows = read("MLA-01", persons=[PERSON])["persons"]
    assert rows == (
        {
            "name": "Rui Álvares",
            "born": "1975-04-02, Porto",
            "nationality": "PT",
            "location": "Rua 1",
            "role": "Suspect",
            "identifiers": "Sex: Male",
        },
    )


def test_an_offence_by_the_keys_of_its_block_keeps_penalty_and_circumstances() -> None:
    offence = {
        "domestic_name": "Fraud",
        "provision": "217",
        "maximum_penalty_years": 8,
        "maximum_penalty_months": 0,
        "circumstances": "false invoices",
    }
    found = {
        "name": "Fraud; Circumstances: false invoices",
        "provision": "217",
        "penalty": "8 years",
    }
    assert read("MLA-01", offences=[offence])["offences"] == (found,)


def test_property_without_a_number_of_ours_counts_as_property() -> None:
    row = {"description": "A flat", "location": "Lugano", "liability_ground": "PRO"}
    field = load_form("MLA-01", TODAY).field("assets")
    assert field is not None
    assert is_filled(field, read("MLA-01", assets=[row])["assets"])


def test_a_key_that_neither_table_nor_block_has_is_refused() -> None:
    (fault,) = check_typed((load_form("MLA-01", TODAY),), {"persons": [{**PERSON, "shoe": "43"}]})
    assert "no column 'shoe'" in fault.text


def test_an_account_holder_keeps_what_the_table_has_a_column_for() -> None:
    row = {"name": "Banco Azul", "address": "Lisboa", "registration_number": "500"}
    found = {"name": "Banco Azul", "address": "Lisboa", "registration": "500"}
    assert read("MLA-M05", record_holder=[row])["record_holder"] == (found,)
