"""CW-01, COE-01 and COE-02: what each row of their tables asks for, with the field left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asset_recovery.domain.case_file import ProceedingFacts
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.form_pdf import form_pdf
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY, WHOLE, a_case, a_request

OWN: dict[str, dict[str, Any]] = {
    "CW-01": {
        "legal_basis": [],
        "ca_certificate": "Certificate of 2 March 2026, D-4",
        "ca_certificate_says": "criminal_instituted",
        "law_text": "Summary of the law, D-5",
        "criminal_matter": "Instituted before the Regional Court.",
        "legal_basis_articles": "Scheme, paragraphs 1 to 3",
        "affidavit": [{"deponent": "Officer no. 7", "knowledge": "own", "exhibits": "A, B"}],
        "scheme_restraint": "Order of 1 March; balance of the account.",
    },
    "COE-01": {
        "legal_basis": [],
        "result_described": "The balance is to be held.",
        "facts_measure_link": "The payments went to that account.",
        "legal_basis_articles": "1, 3 and 14",
    },
    "COE-02": {
        "legal_basis": [],
        "legal_basis_articles": "21 and 37",
        "law_text": "Sections 5 and 7, D-6",
        "home_availability_statement": {"stated": True, "text": "Section 7"},
        "offence_circumstances": [
            {"offence": "Embezzlement", "date": "2024", "place": "Port", "circumstances": "paid"}
        ],
        "nexus": "The account is kept there.",
        "update_duty_acknowledged": True,
    },
}


def filled(form: str, without: str = "", **changes: Any) -> FilledForm:
    """The form with everything typed but one field."""
    more = changes.pop("fields", {})
    fields = {**WHOLE, **OWN[form], **more}
    fields = {key: value for key, value in fields.items() if key != without and value != []}
    request = a_request(form=form, fields=fields, **changes)
    return fill_request(a_case(request), request)


def levels(found: FilledForm) -> dict[str, str]:
    """What is missing, by key, with its level."""
    return {one.key.split(".")[0]: one.level for one in found.missing}


@pytest.mark.parametrize("form", list(OWN))
def test_a_whole_variant_lacks_nothing_that_blocks_and_prints(form: str) -> None:
    found = filled(form)
    assert [one.key for one in found.blocking] == []
    assert found.value("legal_basis") == load_form(form, TODAY).legal_basis
    assert form_pdf(found).startswith(b"%PDF")
    text = str(form_paper(found))
    assert load_form(form, TODAY).title in text


@pytest.mark.parametrize("form", list(OWN))
def test_a_variant_prints_every_field_of_mla_01_and_its_own_once(form: str) -> None:
    own = load_form(form, TODAY)
    printed = [key for heading in own.headings for key in heading.fields]
    assert sorted(printed) == sorted({field.key for field in own.fields})
    assert {field.key for field in load_form("MLA-01", TODAY).fields} <= set(printed)


@pytest.mark.parametrize(
    ("form", "key", "level", "changes"),
    [
        # 12.1, row by row
        ("CW-01", "ca_certificate", "blocks", {}),
        ("CW-01", "ca_certificate_says", "blocks", {}),
        ("CW-01", "scheme_assistance", "blocks", {"kinds": ("OTH",)}),
        ("CW-01", "requesting_central_authority", "blocks", {}),
        ("CW-01", "deadline_reason", "warns", {"fields": {"requested_deadline": "2027-01-01"}}),
        ("CW-01", "persons", "warns", {"parties": ("P-9",)}),
        ("CW-01", "law_text", "blocks", {}),
        ("CW-01", "scheme_tracing", "warns", {"kinds": ("TRA",)}),
        ("CW-01", "scheme_restraint", "warns", {}),
        ("CW-01", "scheme_confiscation", "warns", {"kinds": ("CNF",)}),
        # 12.2
        ("COE-01", "requesting_central_authority", "blocks", {}),
        ("COE-01", "urgency_reasons", "blocks", {"fields": {"is_urgent": True}}),
        ("COE-01", "deadline_reason", "blocks", {"fields": {"requested_deadline": "2027-01-01"}}),
        ("COE-01", "persons", "warns", {"parties": ("P-9",)}),
        ("COE-01", "result_described", "blocks", {}),
        ("COE-01", "purpose", "blocks", {}),
        ("COE-01", "facts_measure_link", "blocks", {}),
        ("COE-01", "channel", "blocks", {}),
        # 12.3
        ("COE-02", "requesting_central_authority", "blocks", {}),
        ("COE-02", "purpose", "blocks", {}),
        ("COE-02", "law_text", "blocks", {}),
        ("COE-02", "home_availability_statement", "blocks", {}),
        ("COE-02", "persons", "warns", {"parties": ("P-9",)}),
        ("COE-02", "channel", "blocks", {}),
        ("COE-02", "total_value_statement", "blocks", {"fields": {
            "same_request_other_states": [{"state": "LI", "reference": "MLA-2"}]}}),
        ("COE-02", "non_criminal_statement", "warns", {"fields": {"route": "NCB-J"}}),
        ("COE-02", "copy_to", "warns", {"fields": {"channel": "judicial_direct"}}),
        ("COE-02", "is_urgent", "warns", {"fields": {"channel": "judicial_direct"}}),
    ],
)  # fmt: skip
def test_each_row_asks_for_its_field(
    form: str, key: str, level: str, changes: dict[str, Any]
) -> None:
    assert levels(filled(form, key, **changes)).get(key) == level


@pytest.mark.parametrize(
    ("form", "key", "value", "changes"),
    [
        ("CW-01", "scheme_tracing", "Registers of the capital", {"kinds": ("TRA",)}),
        ("CW-01", "scheme_confiscation", "Order of 1 March, final", {"kinds": ("CNF",)}),
        ("COE-01", "urgency_reasons", "A person is in custody", {"fields": {"is_urgent": True}}),
        ("COE-02", "non_criminal_statement", "Ordered by a court", {"fields": {"route": "NCB-J"}}),
        ("COE-02", "copy_to", "Central authority", {"fields": {"channel": "judicial_direct"}}),
    ],
)
def test_and_is_content_once_it_is_there(
    form: str, key: str, value: str, changes: dict[str, Any]
) -> None:
    fields = {**changes.get("fields", {}), key: value}
    assert key not in levels(filled(form, **{**changes, "fields": fields}))


@pytest.mark.parametrize("form", list(OWN))
def test_facts_are_not_asked_for_where_only_service_is(form: str) -> None:
    served = {"documents_to_serve": [{"document": "Summons"}], "proof_wanted": "receipt"}
    found = levels(filled(form, "facts_summary", kinds=("SER",), fields=served))
    assert "facts_summary" not in found
    asked = filled(form, kinds=("SEA",), fields={"facts_summary": " "})
    without = replace(asked.file, case=replace(asked.file.case, summary=None))
    assert levels(fill_request(without, asked.request))["facts_summary"] == "blocks"


def test_the_scheme_takes_nature_and_criminal_matter_from_the_case() -> None:
    found = filled("CW-01", "criminal_matter")
    assert found.value("scheme_assistance") == ("search_and_seizure", "proceeds")
    trial = ProceedingFacts(kind="ncb_filing", on=TODAY, authority="High Court", reference="7/26",
                            stage="written", next_hearing=None)  # fmt: skip
    request = replace(found.request, fields={})
    file = replace(found.file, proceedings=(trial,))
    filled_again = fill_request(file, request)
    assert filled_again.value("ca_certificate_says") == "forfeiture_instituted"
    text = str(filled_again.value("criminal_matter"))
    assert text.startswith("Instituted before High Court, file 7/26; stage: written")
    none = fill_request(replace(file, proceedings=()), request)
    assert str(none.value("criminal_matter")).startswith("Not instituted.")


def test_the_older_convention_is_told_apart_in_coe_02() -> None:
    found = filled("COE-02", fields={"legal_basis": ["CETS198", "ETS141"]})
    assert "STATE-ETS141" in {one.rule for one in found.missing}
