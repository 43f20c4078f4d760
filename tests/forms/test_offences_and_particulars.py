"""Recorded offences and particulars of persons in the forms, each with the record it is from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.case_file import CaseFile, Offence, PartyFacts
from asset_recovery.domain.party_facts import IdentityDocument, Particulars
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.form_tables import FormTables
from asset_recovery.forms.wording import Wording
from tests.forms.a_case import a_case, a_request
from tests.forms.a_certificate import certificate_case, certificate_request

FRAUD = Offence(
    reference="OFF-1", name="Fraud", provision="Code, s. 263", provision_text="Whoever deceives …",
    penalty="8 years", penalty_years=8, committed_on="2021-01-05", committed_until="2022-06-30",
    place="Valletta", circumstances="By false invoices.", participation="principal",
    persons=("Anna Vella",), eu_code="8", transnational=True, fiscal=False,
    limitation_on=date(2036, 6, 30),
)  # fmt: skip
THEFT = Offence(reference="OFF-2", name="Petty theft", penalty="2 years", penalty_years=2,
                eu_code="18")  # fmt: skip
ANNA = PartyFacts(
    reference="P-ANNA", name="Anna Vella", kind="natural", roles=("accused",), born="1971-05-02",
    country="GR", pep="no",
    particulars=Particulars(
        surname="Vella", given_names="Anna Maria", other_names="née Zammit", sex="female",
        nationalities=("MT", "IT"), place_of_birth="Mdina", identity_number="0123456M",
        documents_of_identity=(
            IdentityDocument(type="passport", number="P1", issuing_state="MT"),
            IdentityDocument(type="identity_card", number="C9", issuing_state="IT",
                             expires_on=date(2030, 1, 31)),
        ),
        current_location="Rome", languages=("mt", "en"), detention_status="in_detention",
        detention_place="Regina Coeli",
    ),
)  # fmt: skip
FIRM = PartyFacts(
    reference="P-FIRM", name="Halcyon Marine", kind="legal", roles=("third_party",), country="GR",
    particulars=Particulars(
        legal_form="Ltd", trade_name="Halcyon", registration_number="C 12345",
        registered_on=date(2015, 4, 1), tax_number="T-9", lei="529900T8BM49AURSDO55",
        representative_name="A. Vella", representative_capacity="director",
    ),
)  # fmt: skip


def with_records(file: CaseFile, *offences: Offence) -> CaseFile:
    """The case with these offences, and with both parties."""
    case = replace(file.case, offences=offences or file.case.offences)
    return replace(file, case=case, parties=(*file.parties, ANNA, FIRM))


def certificate(form: str, *offences: Offence) -> FilledForm:
    """A certificate about both parties in which nobody typed anything."""
    asked = certificate_request(form, fields={}, parties=("P-ANNA", "P-FIRM"))
    return fill_request(with_records(certificate_case(asked), *offences), asked)


def request(form: str, *offences: Offence) -> FilledForm:
    """A request about both parties in which nobody typed anything."""
    asked = a_request(form=form, fields={}, parties=("P-ANNA", "P-FIRM"))
    return fill_request(with_records(replace(a_case(), requests=(asked,)), *offences), asked)


def only(value: object) -> dict[str, Any]:
    """The one row of a table."""
    assert isinstance(value, tuple)
    (row,) = value
    assert isinstance(row, dict)
    return row


@pytest.mark.parametrize(("form", "table"), [("EU-01", "e2_offences"), ("EU-02", "f2_offences")])
def test_a_certificate_takes_the_offence_with_its_penalty_and_circumstances(
    form: str, table: str
) -> None:
    filled = certificate(form, FRAUD)
    row = only(filled.value(table))
    assert row["domestic_name"] == "Fraud"
    assert row["provision"] == "Code, s. 263"
    assert (row["maximum_penalty_years"], row["eu_offence_code"]) == (8, 8)
    assert row["committed_on"] == "2021-01-05 – 2022-06-30"
    assert row["degree_of_participation"] == "Anna Vella: principal"
    assert (row["is_transnational"], row["has_fiscal_element"]) == (True, False)
    assert filled.answers[table].source == "offences OFF-1"


@pytest.mark.parametrize(
    ("form", "ticks"), [("EU-01", "e3_listed_offences"), ("EU-02", "f3_listed_offences")]
)
def test_a_listed_offence_is_ticked_only_where_its_penalty_is_high_enough(
    form: str, ticks: str
) -> None:
    filled = certificate(form, FRAUD, THEFT)
    assert filled.value(ticks) == ("8",)
    assert filled.answers[ticks].source == "offences OFF-1, OFF-2"
    for left_out in (THEFT, replace(FRAUD, eu_code=None), replace(FRAUD, penalty_years=None)):
        assert certificate(form, left_out).value(ticks) is None
    assert certificate(form, replace(THEFT, penalty_years=2, penalty_months=12)).value(ticks)


def test_a_request_tells_the_offences_and_their_law() -> None:
    filled = request("MLA-01", FRAUD)
    row = only(filled.value("offences"))
    assert (row["name"], row["penalty"]) == ("Fraud", "8 years")
    assert row["provision_text"] == "Whoever deceives …"
    told = only(filled.value("offence_circumstances"))
    assert told["circumstances"] == "By false invoices.\nAnna Vella: principal"
    assert filled.value("limitation_immunity_ne_bis_check") is None, "half an answer silences it"
    assert "table of offences" in str(filled.value("law_text"))
    for key in ("offences", "offence_circumstances"):
        assert filled.answers[key].source == "offences OFF-1"


def test_names_of_an_opened_case_are_used_as_before() -> None:
    filled = request("MLA-01", Offence(name="Fraud"))
    assert only(filled.value("offences"))["name"] == "Fraud"
    assert filled.answers["offences"].source.startswith("case ")
    assert filled.value("limitation_immunity_ne_bis_check") is None
    assert filled.value("law_text") is None
    assert certificate("EU-01", Offence(name="Fraud")).value("e3_listed_offences") is None


def test_a_document_attached_to_the_offence_is_the_text_of_the_law() -> None:
    asked = a_request(fields={})
    file = with_records(replace(a_case(), requests=(asked,)))
    paper = file.documents[0]
    case = replace(file.case, offences=(replace(FRAUD, documents=(paper.reference,)),))
    filled = fill_request(replace(file, case=case), asked)
    assert paper.title in str(filled.value("law_text"))


def test_informal_requests_take_the_listed_number_and_the_company_register() -> None:
    filled = request("INF-01", FRAUD)
    assert only(filled.value("offences"))["eu_offence_code"] == "8"
    company = only(filled.value("companies"))
    assert company["registration_number"] == "C 12345"
    assert company["registration_date"] == "2015-04-01"


def test_a_natural_person_stands_in_a_certificate_with_everything_recorded() -> None:
    filled = certificate("EU-01", FRAUD)
    row = only(filled.value("c_natural_person"))
    assert (row["surname"], row["given_names"], row["sex"]) == ("Vella", "Anna Maria", "female")
    assert (row["nationalities"], row["languages"]) == (("MT", "IT"), ("mt", "en"))
    assert (row["place_of_birth"], row["identity_number"]) == ("Mdina", "0123456M")
    assert (row["document_type"], row["document_issuing_state"]) == ("Identity card", "IT")
    assert row["document_number"] == "C9; Passport P1 (Malta (MT))"
    assert row["document_expiry"] == "2030-01-31"
    assert (row["detention_status"], row["detention_place"]) == ("in_detention", "Regina Coeli")
    assert (row["roles"], row["pep_status"]) == (("accused",), "no")
    assert filled.answers["c_natural_person"].source == "parties of the case"


def test_a_company_stands_in_a_certificate_with_its_register_and_representative() -> None:
    row = only(certificate("EU-01", FRAUD).value("c_legal_person"))
    assert (row["legal_form"], row["trade_name"]) == ("Ltd", "Halcyon")
    assert (row["registration_number"], row["registration_date"]) == ("C 12345", "2015-04-01")
    assert (row["representative_name"], row["representative_capacity"]) == ("A. Vella", "director")
    assert (row["tax_number"], row["lei"]) == ("T-9", "529900T8BM49AURSDO55")


@pytest.mark.parametrize("form", ["MLA-01", "CW-01", "COE-01"])
def test_persons_of_a_request_are_told_with_their_papers(form: str) -> None:
    filled = request(form, FRAUD)
    value = filled.value("persons")
    assert isinstance(value, tuple)
    anna, firm = value
    assert anna["born"] == "1971-05-02, Mdina"
    assert anna["nationality"] == "Malta (MT), Italy (IT)"
    assert anna["location"] == "Greece (GR); now: Rome; in detention, Regina Coeli"
    assert "identity number 0123456M" in anna["identifiers"]
    assert "Identity card C9 (Italy (IT), valid until 2030-01-31)" in anna["identifiers"]
    assert firm["name"] == "Halcyon Marine (also known as Halcyon), Ltd"
    assert firm["born"] == "2015-04-01"
    assert "represented by A. Vella, director" in firm["identifiers"]


def test_a_place_of_which_only_the_state_is_known_is_printed_with_its_name() -> None:
    filled = certificate("EU-01", FRAUD)
    tables = FormTables(filled, Wording("en", str))
    for key, column, row in (
        ("c_natural_person", "address", {"surname": "Vella", "address": "GR"}),
        ("c_legal_person", "registered_seat", {"name": "Halcyon", "registered_seat": "GR"}),
    ):
        field = next(one for one in filled.form.fields if one.key == key)
        (shown,) = [one for one in field.columns if one.key == column]
        assert tables.cell(shown, row[column]) == "Greece (GR)"
        assert tables.cell(shown, "GR 10, Athens") == "GR 10, Athens"
