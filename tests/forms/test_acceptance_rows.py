"""The acceptance rows of the catalogue of forms, each by its number.

Rows that have tests of their own elsewhere are named with them, and those tests are looked for.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date

import pytest

from asset_recovery.domain.case_file import CustodyFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.completeness import missing
from asset_recovery.forms.filled_form import fill_request
from asset_recovery.reports.amount_words import amount_in_words
from asset_recovery.reports.custody_chain import gaps
from tests.forms.a_case import TODAY
from tests.forms.a_certificate import certificate, certificate_case, certificate_request
from tests.forms.a_full_form import FORMS, INSTRUMENTS, answers_of

ELSEWHERE = [
    ("X-01", "forms.test_catalogue_acceptance", "test_x01_"),
    ("X-02", "forms.test_catalogue_acceptance", "test_x02_"),
    ("X-04", "forms.test_catalogue_acceptance", "test_x04_"),
    ("X-05", "forms.test_catalogue_acceptance", "test_x05_"),
    ("X-06", "forms.test_catalogue_acceptance", "test_x06_"),
    ("X-07", "forms.test_catalogue_acceptance", "test_x07_"),
    ("X-12", "forms.test_catalogue_acceptance", "test_x12_"),
    ("X-14", "services.test_answer_papers", "test_the_45_days_of_a_certificate_received"),
    ("X-16", "services.test_dossier_profiles", "test_gaps_are_shown_until"),
    ("X-17", "services.test_dossier_profiles", "test_nothing_that_is_kept_from_a_recipient"),
    ("X-17", "services.test_dossier_profiles", "test_no_profile_that_leaves_has_notes"),
    ("X-19", "services.test_telling_states", "test_a_confiscation_order_sent_to_a_second_state"),
    ("X-21", "services.test_request_versions", "test_a_signed_request_prints_the_same_for_ever"),
    ("X-21", "services.test_request_versions", "test_a_new_version_names_the_one_before"),
    ("X-01", "services.test_rows_by_action", "test_x01_"),
    ("X-02", "services.test_rows_by_action", "test_x02_"),
    ("X-04", "services.test_rows_by_action", "test_x04_"),
    ("X-05", "services.test_rows_by_action", "test_x05_"),
    ("X-06", "services.test_rows_by_action", "test_x06_"),
    ("X-07", "services.test_rows_by_action", "test_x07_"),
    ("X-08", "services.test_answer_papers", "test_a_refusal_without_ground"),
    ("X-11", "services.test_rows_by_action", "test_x11_"),
    ("X-12", "services.test_rows_by_action", "test_x12_"),
    ("X-14", "services.test_rows_by_action", "test_x14_"),
    ("X-16", "services.test_rows_by_action", "test_x16_"),
    ("X-17", "services.test_masked_identity", "test_where_they_are_masked"),
    ("X-19", "services.test_rows_by_action", "test_x19_"),
    ("X-21", "services.test_rows_by_action", "test_x21_"),
    ("X-22", "forms.test_every_form_prints", "test_a_form_with_the_longest_answers"),
]


@pytest.mark.parametrize(("row", "module", "test"), ELSEWHERE)
def test_a_row_is_proved_where_it_is_said_to_be(row: str, module: str, test: str) -> None:
    assert row
    found = importlib.import_module(f"tests.{module}")
    assert any(name.startswith(test) for name in vars(found))


@pytest.mark.parametrize(
    ("grounds", "basis", "is_blocked"),
    [
        ((), "UNTOC", True),
        (("RF-FISC",), "UNTOC", True),
        (("RF-SOV",), "UNTOC", False),
        (("RF-FISC", "RF-SOV"), "UNTOC", False),
    ],
)
def test_x08_a_refusal_needs_a_ground_that_is_not_fiscal_alone(
    grounds: tuple[str, ...], basis: str, is_blocked: bool
) -> None:
    form = FORMS["MLA-05"]
    values = answers_of(form) | {
        "answer_type": "refused", "refusal_grounds": grounds, "legal_basis": (basis,)
    }  # fmt: skip
    if not grounds:
        del values["refusal_grounds"]
    found = [one for one in missing(form, values, INSTRUMENTS, (), TODAY) if one.blocks]
    assert bool([one for one in found if one.key == "refusal_grounds"]) is is_blocked


def test_x08_bank_secrecy_is_no_ground_that_can_be_chosen() -> None:
    field = FORMS["MLA-05"].field("refusal_grounds")
    assert field is not None
    assert not [one for one in field.choices if "bank" in f"{one.code} {one.label}".lower()]


def test_x10_section_h_is_hidden_without_a_conviction_and_asked_for_upon_one() -> None:
    asked = certificate_request("EU-02")
    fields = {key: value for key, value in asked.fields.items() if not key.startswith("h")}
    asked = replace(asked, fields=fields)
    file = certificate_case(asked)
    on_conviction = fill_request(file, asked)
    without = fill_request(replace(file, case=replace(file.case, route="ncb_death")), asked)
    assert "h_presence_at_trial" in {one.key for one in on_conviction.blocking}
    assert not [field for field in without.form.fields
                if field.key.startswith("h") and without.is_shown(field)]  # fmt: skip


@pytest.mark.parametrize(
    ("branch", "asked"), [("4.1b", True), ("4.2", True), ("4.3", True), ("4.1a", False)]
)
def test_x10_absence_needs_one_branch_and_most_branches_their_explanation(
    branch: str, asked: bool
) -> None:
    absent = certificate("EU-02", typed={"h_presence_at_trial": "not_appeared"})
    assert "h4_absence_branch" in {one.key for one in absent.blocking}
    typed: dict[str, object] = {"h_presence_at_trial": "not_appeared", "h4_absence_branch": branch}
    keys = {one.key for one in certificate("EU-02", typed=typed).blocking}
    assert "h4_absence_branch" not in keys
    assert ("h5_condition_explanation" in keys) is asked


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
        ("fr", "un million deux cent trente-quatre mille cinq cent soixante-sept"),
        ("de", "eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig"),
    ],
)
def test_x11_an_amount_stands_in_words_of_the_language(language: str, words: str) -> None:
    said = amount_in_words(Money.parse("1234567.89", "EUR"), language)
    assert said is not None
    assert said.replace("\u00ad", "").startswith(words)
    assert "89" in said


def test_x16_a_gap_in_the_chain_of_custody_is_found_where_it_is() -> None:
    chain = [
        CustodyFacts(
            asset="A-1", on=date(2026, 1, day), what="handover",
            from_whom=giver, to_whom=taker, custodian=None,
        )
        for day, giver, taker in ((1, "Police", "Store"), (2, "Carrier", "Buyer"))
    ]  # fmt: skip
    assert [gap.place for gap in gaps(chain)] == [1]
