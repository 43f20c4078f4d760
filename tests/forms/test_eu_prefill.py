"""What the case answers of the certificates, each answer with the record it was read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from asset_recovery.domain.case_file import PartyFacts, ProceedingFacts, SeveralStatesFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.sharing_facts import SharingRule
from asset_recovery.forms.filled_form import FilledForm, fill_request
from tests.forms.a_case import an_asset
from tests.forms.a_certificate import certificate, certificate_case, certificate_request, the_order


def bare(
    form: str = "EU-01", *, request: dict[str, Any] | None = None, **changes: Any
) -> FilledForm:
    """A certificate in which nobody typed anything."""
    asked = certificate_request(form, **{"fields": {}, **(request or {})})
    return fill_request(certificate_case(asked, **changes), asked)


def rows(value: object) -> tuple[dict[str, Any], ...]:
    """The rows of a table."""
    assert isinstance(value, tuple)
    return value


def test_states_authority_and_order_come_from_their_records() -> None:
    filled = bare("EU-02")
    assert (filled.value("issuing_state"), filled.value("executing_state")) == ("MT", "DE")
    assert filled.value("issuing_authority") == {"name": "Regional Court", "country": "MT"}
    assert filled.answers["issuing_authority"].source == "order ORD-2026-0009"
    assert filled.value("b_order_reference") == "12 Qs 4/26"
    assert filled.value("b_date_issued") == date(2026, 3, 2)
    assert filled.value("b_date_final") == date(2026, 4, 24)
    assert filled.answers["b_date_final"].source == "order ORD-2026-0009"
    assert "duty@office.example" in str(filled.value("k_alternative_contact"))


def test_persons_are_parted_into_natural_and_legal_each_with_its_position() -> None:
    firm = PartyFacts(
        reference="P-2",
        name="Halcyon Marine Ltd",
        kind="legal",
        roles=("third_party",),
        country="MT",
    )
    asked = certificate_request(fields={}, parties=("P-2026-0001", "P-2"))
    file = certificate_case(asked, assets=(an_asset(country="DE", possessor=None),))
    filled = fill_request(replace(file, parties=(*file.parties, firm)), asked)
    (natural,) = rows(filled.value("c_natural_person"))
    (legal,) = rows(filled.value("c_legal_person"))
    assert (natural["surname"], natural["position"]) == ("Subject A", ("directed_against",))
    assert (legal["name"], legal["position"]) == ("Halcyon Marine Ltd", ("owner",))
    assert filled.value("c_legal_person_position") == ("owner",)
    assert filled.value("c_third_parties") is None


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [("Rossi, Ana Maria", "Rossi", "Ana Maria"), ("Ana Maria Rossi", "Ana Maria Rossi", None)],
)
def test_a_name_is_parted_only_where_its_comma_parts_it(
    name: str, surname: str, given: str | None
) -> None:
    person = PartyFacts(reference="P-2026-0001", name=name, kind="natural", roles=("suspect",))
    (row,) = rows(bare(parties=(person,)).value("c_natural_person"))
    assert (row["surname"], row.get("given_names")) == (surname, given)


def test_a_person_named_by_its_reference_is_filled_up_from_the_file() -> None:
    typed = {
        "c_natural_person": [{"reference": "P-2026-0001", "surname": "A", "given_names": "S."}]
    }
    (row,) = rows(bare(request={"fields": typed}).value("c_natural_person"))
    assert row["surname"] == "A"
    assert row["date_of_birth"] == "1971-02-03, Port City"


@pytest.mark.parametrize(
    ("grounds", "amount", "subject", "stated"),
    [
        (("PRO",), "10.00", ("money",), None),
        (("PRO",), None, ("item",), None),
        (("VAL",), "10.00", ("equivalent",), "sum"),
        (("VAL",), None, ("equivalent",), "items"),
    ],
)
def test_what_the_order_concerns_follows_from_its_sum_and_the_grounds(
    grounds: tuple[str, ...], amount: str | None, subject: tuple[str, ...], stated: str | None
) -> None:
    sum_ = None if amount is None else Money.parse(amount, "EUR")
    filled = bare(
        orders=(the_order(amount=sum_),),
        assets=(an_asset(country="DE", grounds=grounds, possessor=None),),
    )
    assert (filled.value("d_order_subject"), filled.value("d_equivalent_as")) == (subject, stated)


def test_the_grounds_of_the_assets_tick_the_boxes_of_the_court() -> None:
    both = (an_asset(country="DE", grounds=("INS", "TRF")),)
    assert bare("EU-02", assets=both).value("d1_confiscation_ground") == (
        "instrumentalities",
        "proceeds",
    )


def test_the_amount_for_execution_is_what_the_other_states_left_of_the_order() -> None:
    left = SeveralStatesFacts(
        order="ORD-2026-0009",
        amount=Money.parse("1204331.07", "EUR"),
        total=Money.parse("204331.07", "EUR"),
        left=Money.parse("1000000.00", "EUR"),
    )
    filled = bare(request={"totals": (left,)})
    assert filled.value("d_amount_total") == Money.parse("1204331.07", "EUR")
    assert filled.value("d_amount_for_execution") == Money.parse("1000000.00", "EUR")
    assert filled.answers["d_amount_for_execution"].origin == "derived"
    assert bare().value("d_amount_for_execution") == Money.parse("1204331.07", "EUR")


def test_items_with_their_place_and_why_this_state_is_asked() -> None:
    filled = bare("EU-02", orders=(the_order("EU-02", amount=None),))
    (row,) = rows(filled.value("d4_item_description"))
    assert row["reference"] == "A-2026-000117"
    assert filled.value("d4_transmission_ground") == ("located",)
    assert filled.value("d4_location") == "A-2026-000117: Berlin"
    assert filled.value("d3_location") is None
    (account,) = rows(filled.value("d3_bank_accounts"))
    assert account["account_number"] == "DE89370400440532013000"


@pytest.mark.parametrize(
    ("absent", "answer"), [(True, "not_appeared"), (False, "appeared"), (None, None)]
)
def test_presence_at_the_trial_is_what_the_conviction_says(
    absent: bool | None, answer: str | None
) -> None:
    conviction = ProceedingFacts(
        kind="conviction", authority="Regional Court", reference="7 KLs 2/26",
        on=date(2026, 3, 2), in_absentia=absent,
    )  # fmt: skip
    assert bare("EU-02", proceedings=(conviction,)).value("h_presence_at_trial") == answer


def test_an_earlier_freezing_certificate_links_the_confiscation_to_it() -> None:
    frozen = certificate_request(
        reference="MLA-1", state="executed", sent_on=date(2026, 4, 21), result="DE 7/26"
    )
    asked = certificate_request("EU-02", fields={})
    file = certificate_case(asked)
    filled = fill_request(replace(file, requests=(*file.requests, frozen)), asked)
    (row,) = rows(filled.value("e_earlier_freezing_orders"))
    assert row["sent_on"] == "2026-04-21"
    assert row["their_references"] == "DE 7/26"
    assert row["our_reference"].startswith("MLA-1")


def test_the_account_of_the_office_is_the_one_for_payment() -> None:
    asked = certificate_request("EU-02", fields={})
    file = certificate_case(asked)
    office = replace(file.office, payment_iban="MT84", payment_bic="BIC", payment_holder="Treasury")
    filled = fill_request(replace(file, office=office), asked)
    assert filled.value("m_iban") == "MT84"
    assert filled.answers["m_account_holder"].source == "facts of the office"


def test_documents_of_the_request_and_its_order_are_the_attachments() -> None:
    (row,) = rows(bare().value("p_attachments"))
    assert (row["title"], row["document_type"]) == ("Freezing order, certified copy", "court order")


@pytest.mark.parametrize("form", ["EU-01", "EU-02"])
def test_nothing_is_ticked_that_no_record_says(form: str) -> None:
    filled = bare(form, orders=(), documents=(), proceedings=(), assets=(), parties=())
    for key in (
        "b_urgent_removal_risk", "c_natural_person", "d_order_subject", "d1_confiscation_ground",
        "e3_listed_offences", "f3_listed_offences", "g_reasons", "h_presence_at_trial",
        "i_hold_pending_confiscation", "i_alternative_measures", "j_alternative_measures",
        "k_decision_issued", "k_demand_pending", "m_authority_type", "m_iban",
    ):  # fmt: skip
        assert key not in filled.answers, key


@pytest.mark.parametrize(
    ("amount", "victims", "said"),
    [
        ("10000.00", None, ["executing State 10,000.00 EUR", "issuing State 0.00 EUR"]),
        ("10000.02", None, ["executing State 5,000.01 EUR", "issuing State 5,000.01 EUR"]),
        ("25000.01", None, ["issuing State 12,500.00 EUR", "odd unit goes to the executing"]),
        ("25000.00", "15000.00", ["10,000.00 EUR", "issuing State 0.00 EUR"]),
        ("25000.00", "30000.00", ["= 0.00 EUR"]),
    ],
)
def test_the_shares_of_both_states_are_worked_out_beside_the_certificate(
    amount: str, victims: str | None, said: list[str]
) -> None:
    typed: dict[str, object] = {"d_amount_for_execution": {"amount": amount, "currency": "EUR"}}
    if victims:
        typed["j1_victim_outcome"] = ["sum"]
        typed["j1_sum"] = {"amount": victims, "currency": "EUR"}
    rule = SharingRule(threshold=Decimal("10000.00"))
    filled = certificate("EU-02", typed=typed, sharing_rule=rule)
    text = str(filled.answers["sharing_forecast"].value)
    assert all(part.lower() in text.lower() for part in said), text
    field = filled.form.field("sharing_forecast")
    assert field is not None
    assert not filled.is_shown(field)


def test_in_another_currency_the_day_of_receipt_decides() -> None:
    typed: dict[str, object] = {
        "d_amount_for_execution": {"amount": "300.01", "currency": "SEK"},
    }
    rule = SharingRule(threshold=Decimal("10000.00"), odd_unit_to="issuing")
    text = str(certificate("EU-02", typed=typed, sharing_rule=rule)
               .answers["sharing_forecast"].value)  # fmt: skip
    assert "day of receipt" in text
    assert "150.00 SEK there, 150.01 SEK here" in text


def test_without_the_rule_in_the_law_or_on_a_freezing_nothing_is_worked_out() -> None:
    assert "sharing_forecast" not in certificate("EU-02").answers
    rule = SharingRule(threshold=Decimal(1))
    assert "sharing_forecast" not in certificate("EU-01", sharing_rule=rule).answers
