"""Acceptance rows of the catalogue of forms for requests: what blocks, and what then is fine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY, a_case, a_request, an_asset
from tests.forms.a_certificate import broken, certificate

CNF: dict[str, Any] = {"confiscation_route": "enforce"}
BANK: dict[str, Any] = {"legal_basis": ["CETS198"], "bank_information_wanted": True}


def blocked(*kinds: str, assets: tuple[Any, ...] = (), **typed: Any) -> set[str]:
    """The fields that keep a request of these kinds from being signed; nothing is on file."""
    names = tuple(asset.reference for asset in assets)
    request = a_request(kinds=kinds, fields=typed, assets=names, orders=(), parties=())
    bare = {"assets": assets, "orders": (), "parties": (), "documents": (), "proceedings": ()}
    file = a_case(request, **bare)
    return {item.key for item in fill_request(file, request).blocking}


def test_x01_facts_are_needed_for_documents_but_not_for_service_alone() -> None:
    request = a_request(kinds=("SER",), fields={"legal_basis": ["UNTOC"]})
    file = a_case(request)
    bare = replace(file, case=replace(file.case, summary=""))
    assert "facts_summary" not in {one.key for one in fill_request(bare, request).missing}
    asked = a_request(kinds=("DOC",), fields={"legal_basis": ["UNTOC"]})
    found = {one.key: one for one in fill_request(bare, asked).blocking}
    assert found["facts_summary"].article == "UNTOC 18(15)(c)"
    assert "facts_summary" not in {one.key for one in fill_request(file, asked).blocking}


@pytest.mark.parametrize(
    ("basis", "given", "lacking"),
    [
        ("UNTOC", {}, {"confiscation_order_copy"}),
        ("UNTOC", {"confiscation_order_copy": "DOC-1"}, set()),
        (
            "UNCAC",
            {},
            {"confiscation_order_copy", "finality_statement", "third_party_notice"},
        ),
        (
            "UNCAC",
            {
                "confiscation_order_copy": "DOC-1",
                "finality_statement": True,
                "third_party_notice": "published on 1 March",
            },
            set(),
        ),
    ],
)
def test_x02_our_order_is_enforced_only_with_what_each_convention_asks_for(
    basis: str, given: dict[str, Any], lacking: set[str]
) -> None:
    asked = {"confiscation_order_copy", "finality_statement", "third_party_notice"}
    assert blocked("CNF", legal_basis=[basis], **CNF, **given) & asked == lacking


def test_x04_a_freeze_for_a_sum_under_the_warsaw_convention_has_a_maximum() -> None:
    asked: dict[str, Any] = {"legal_basis": ["CETS198"], "order_for_sum": True}
    assert "maximum_amount" in blocked("SEA", **asked)
    given: dict[str, Any] = {"amount": "1234567.89", "currency": "EUR"}
    assert "maximum_amount" not in blocked("SEA", **asked, maximum_amount=given)


def test_x05_a_coercive_measure_under_it_has_the_law_and_the_statement_of_home() -> None:
    both = {"law_text", "home_availability_statement"}
    assert both <= blocked("SEA", legal_basis=["CETS198"])
    given: dict[str, Any] = {
        "law_text": "statement of the law, annex 2",
        "home_availability_statement": "Yes.",
    }
    assert not both & blocked("SEA", legal_basis=["CETS198"], **given)


def test_x06_bank_information_is_tested_by_sub_type() -> None:
    accounts = {"substantial_value", "grounds_to_presume"}
    assert accounts <= blocked("DOC", **BANK, bank_subtype="accounts")
    given: dict[str, Any] = {
        "substantial_value": "It leads to the money.",
        "grounds_to_presume": "Two payments.",
    }
    assert not accounts & blocked("DOC", **BANK, bank_subtype="accounts", **given)
    later = blocked("DOC", **BANK, bank_subtype="transactions")
    assert "bank_relevance" in later
    assert not accounts & later
    assert "bank_relevance" not in blocked(
        "DOC", **BANK, bank_subtype="transactions", bank_relevance="The payments left it."
    )


def test_x07_a_video_hearing_says_why_and_who_conducts_it() -> None:
    both = {"video_reason", "hearing_conducted_by"}
    assert both <= blocked("VID", legal_basis=["UNTOC"])
    given: dict[str, Any] = {
        "video_reason": "He is ill.",
        "hearing_conducted_by": [{"name": "Judge A"}],
    }
    assert not both & blocked("VID", legal_basis=["UNTOC"], **given)


def test_x12_mixed_property_is_confiscated_only_with_its_tainted_value() -> None:
    mixed = an_asset(grounds=("MIX",))
    assert "assets.tainted_value" in blocked("CNF", assets=(mixed,), legal_basis=["UNCAC"], **CNF)
    valued = an_asset(grounds=("MIX",), tainted_value=Money.parse("1.00", "CHF"))
    assert "assets.tainted_value" not in blocked(
        "CNF", assets=(valued,), legal_basis=["UNCAC"], **CNF
    )
    assert "CR-12" in {rule.id for rule in load_form("MLA-01", TODAY).rules}


@pytest.mark.parametrize("subject", ["money", "item"])
def test_x12_holds_for_a_confiscation_certificate_too(subject: str) -> None:
    typed: dict[str, object] = {"d2_order_subject": [subject]}
    place: dict[str, Any] = {"country": "DE", "location": "Berlin", "owner": "Subject A"}
    mixed = an_asset(grounds=("PRO", "MIX"), **place)
    found = certificate("EU-02", typed=typed, assets=(mixed,))
    (item,) = [one for one in found.blocking if one.rule == "CR-12"]
    assert mixed.reference in item.how_to_mend
    valued = replace(mixed, tainted_value=Money.parse("0.01", "EUR"))
    assert "CR-12" not in broken(certificate("EU-02", typed=typed, assets=(valued,)))
    other = replace(mixed, grounds=("PRO",))
    assert "CR-12" not in broken(certificate("EU-02", typed=typed, assets=(other,)))


def test_o2_the_same_request_to_another_state_is_named_and_cannot_be_left_out() -> None:
    asked = a_request(kinds=("SEA",), fields={"legal_basis": ["UNCAC"]})
    other = replace(asked, reference="MLA-2", country="LI", sent_on=TODAY)
    key = "same_request_other_states"

    def judged(*neighbours: RequestFacts, typed: object = None) -> FilledForm:
        one = asked if typed is None else replace(asked, fields={**asked.fields, key: typed})
        return fill_request(a_case(one, requests=(one, *neighbours)), one)

    assert not [one for one in judged().missing if one.key == key]
    filled = judged(other)
    assert filled.value(key) == ({"state": "LI", "reference": "MLA-2", "date": TODAY.isoformat()},)
    assert not [one for one in filled.missing if one.key == key]
    (item,) = [one for one in judged(other, typed=[{"reference": "MLA-2"}]).blocking
               if one.key == key]  # fmt: skip
    assert "41(3)" in item.article
    assert not judged(replace(other, state="withdrawn")).value(key)
    wrong = judged(other, typed=[{"state": "DE", "reference": "9"}])
    assert [one.level for one in wrong.missing if one.rule == "SEVERAL"] == ["warns"]
    right = judged(other, typed=[{"state": "LI", "reference": "MLA-2"}])
    assert "SEVERAL" not in {one.rule for one in right.missing}


def test_a_reason_for_several_states_without_any_other_state_is_warned_of() -> None:
    asked = a_request(kinds=("SEA",), several_reason="Accounts in two States")
    found = fill_request(a_case(asked, requests=(asked,)), asked)
    assert [one.level for one in found.missing if one.rule == "SEVERAL"] == ["warns"]
    named = replace(asked, fields={"same_request_other_states": [{"state": "LI"}]})
    found = fill_request(a_case(named, requests=(named,)), named)
    assert "SEVERAL" not in {one.rule for one in found.missing}
