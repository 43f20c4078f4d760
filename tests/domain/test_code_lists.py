"""The closed lists: complete, in order, and refused where a code is not in them."""

from __future__ import annotations

import pytest

from asset_recovery.domain import code_lists
from asset_recovery.domain.countries import country, country_name, is_historic
from asset_recovery.domain.errors import ValidationFailed

# The closed lists of the action vocabulary, as scripts write them.
CONTRACT = {
    "party_kinds": "natural legal state unknown",
    "party_roles": (
        "suspect accused convicted fugitive deceased heir registered_owner owner "
        "possessor beneficial_owner nominee third_party claimant creditor victim "
        "witness custodian administrator valuer buyer insurer counsel"
    ),
    "relation_kinds": "ownership control family association mandate",
    "proceeding_kinds": (
        "investigation charge trial conviction acquittal discontinuation ncb_filing "
        "appeal settlement"
    ),
    "notice_kinds": "seizure claims heirs sale return",
    "decline_reasons": "equity contamination cost evidence_only proportionality",
    "claim_outcomes": "admitted upheld upheld_in_part rejected",
    "order_entry_states": "draft requested issued",
    "challenge_outcomes": "upheld amended annulled remitted withdrawn",
    "lift_reasons": (
        "acquittal excess innocent_owner expiry settlement no_need "
        "value_order_satisfied substitute_security withdrawn"
    ),
    "control_kinds": "physical register_entry bank_notice company_notice wallet_transfer",
    "management_modes": (
        "left_with_owner registered_restraint stored deposited in_wallet administered "
        "leased interim_use"
    ),
    "review_decisions": "keep change sell return",
    "contract_kinds": "storage lease administration insurance service",
    "use_kinds": "km hours care",
    "incident_kinds": "loss theft damage death discrepancy",
    "liability_kinds": "damages missing shortfall compensation",
    "valuation_kinds": "estimate appraisal model mark contract_price nominal list_price",
    "account_kinds": "collection escrow trust wallet",
    "quantity_events": "receive transfer fork airdrop sale loss birth death",
    "sale_grounds": "perishable_or_depreciating disproportionate_cost special_management",
    "hearing_replies": "consents objects no_reply absconded",
    "sale_methods": "auction tender negotiated",
    "sale_outcomes": "unsold cancelled buyer_defaulted",
    "disposal_kinds": (
        "sale liquidation public_use social_reuse official_use donation destruction "
        "transfer_abroad write_off"
    ),
    "reuse_findings": "as_agreed breach",
    "return_obstacles": "owner_missing refused destroyed other",
    "allocation_kinds": (
        "costs creditor victim third_party owner value_order foreign_state social_reuse "
        "foundation state"
    ),
    "agreement_kinds": "sharing return",
    "answer_kinds": (
        "acknowledged more_information in_execution partly_executed executed postponed refused"
    ),
    "result_outcomes": "frozen confiscated returned not_found refused",
    "reply_kinds": (
        "acknowledged more_information recognised refused postponed executed "
        "partly_executed impossible limit_asked terminated"
    ),
    "user_roles": (
        "case_officer asset_manager accountant legal_officer supervisor director "
        "auditor administrator"
    ),
    "classifications": "public internal restricted confidential secret",
    "cost_classes": "priority_claim secured_creditor sale_cost keeping_cost other",
    "request_states": (
        "draft reviewed approved shared signed sent acknowledged in_execution "
        "more_information partly_executed executed postponed refused withdrawn closed"
    ),
    "routes": (
        "cb_object cb_value cb_extended third_party post_conviction_search ncb_illness "
        "ncb_absconding ncb_death ncb_limitation ncb_immunity civil_in_rem "
        "unexplained_wealth administrative civil_action settlement_or_plea"
    ),
}


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_a_list_has_exactly_the_codes_that_scripts_may_write(name: str) -> None:
    assert list(code_lists.choices(name)) == CONTRACT[name].split()


@pytest.mark.parametrize("name", code_lists.list_names())
def test_every_code_has_a_label_of_its_own(name: str) -> None:
    labels = list(code_lists.choices(name).values())
    assert all(label.strip() == label and label for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("legal_states", 29, "L00", "L99"),
        ("management_states", 25, "M00", "M70"),
        ("dispute_states", 10, "T0", "T9"),
        ("money_states", 11, "F0", "F10"),
        ("order_states", 19, "O1", "O19"),
        ("inbound_steps", 9, "IN1", "IN9"),
        ("outbound_steps", 11, "OUT1", "OUT11"),
    ],
)
def test_states_stand_in_the_order_of_their_short_codes(
    name: str, count: int, first: str, last: str
) -> None:
    codes = list(code_lists.code_list(name).codes.values())
    assert (len(codes), codes[0].short, codes[-1].short) == (count, first, last)
    numbers = [int("".join(filter(str.isdigit, code.short))) for code in codes]
    assert numbers == sorted(numbers)
    assert [code.place for code in codes] == list(range(count))


def test_no_label_calls_the_holder_of_a_suspects_property_its_owner() -> None:
    for name in ("legal_states", "management_states", "management_modes", "strategies"):
        assert not any("owner" in label.lower() for label in code_lists.choices(name).values())


def test_cost_categories_know_their_class_and_disposals_their_state() -> None:
    classes = code_lists.choices("cost_classes")
    for category in code_lists.choices("cost_categories"):
        assert code_lists.more("cost_categories", category, "class") in classes
    assert code_lists.more("cost_categories", "crew_wages", "class") == "priority_claim"
    assert code_lists.more("cost_categories", "berth", "class") == "keeping_cost"
    assert code_lists.more("cost_categories", "towing", "class", "other") == "other"
    states = code_lists.choices("management_states")
    for kind in code_lists.choices("disposal_kinds"):
        assert code_lists.more("disposal_kinds", kind, "management_state") in states


def test_routes_print_by_a_code_of_the_forms() -> None:
    printed = code_lists.choices("form_routes")
    for route in code_lists.choices("routes"):
        code = code_lists.more("routes", route, "form_code")
        assert code in printed or route == "post_conviction_search"


def test_markings_are_ranked_from_public_to_secret() -> None:
    ranks = {
        code.code: code.rank for code in code_lists.code_list("classifications").codes.values()
    }
    assert ranks == {"public": 0, "internal": 1, "restricted": 2, "confidential": 3, "secret": 4}


def test_a_code_that_a_closed_list_does_not_have_is_refused_with_those_it_has() -> None:
    assert code_lists.require("sale_methods", "auction", "method") == "auction"
    with pytest.raises(ValidationFailed) as refused:
        code_lists.require("sale_methods", "raffle", "method")
    reason = refused.value.reasons[0]
    assert (reason.code, reason.field) == ("field_invalid", "method")
    assert "auction, tender, negotiated" in reason.text


def test_an_open_list_takes_other_well_formed_codes_and_a_closed_one_does_not() -> None:
    assert code_lists.accepts("cost_categories", "towing")
    assert not code_lists.accepts("cost_categories", "two words")
    assert not code_lists.accepts("order_kinds", "towing")


def test_a_label_is_found_and_an_unknown_code_reads_as_words() -> None:
    assert code_lists.label("legal_states", "frozen_abroad") == "Frozen abroad"
    assert code_lists.label("cost_categories", "tow_truck") == "tow truck"
    assert code_lists.label("routes", None, "–") == "–"


@pytest.mark.parametrize("name", ["no_such_list", "../secrets", "currencies", ""])
def test_a_list_that_does_not_exist_is_a_bug(name: str) -> None:
    with pytest.raises(KeyError):
        code_lists.choices(name)


def test_countries_are_two_capital_letters_of_the_standard() -> None:
    assert country("DE") == "DE"
    assert country(" MT ") == "MT"
    assert country_name("GB") == "United Kingdom"
    assert is_historic("SU")
    assert not is_historic("DE")


@pytest.mark.parametrize("wrong", ["de", "DEU", "276", "Germany", "XX", "", "D\u202eE"])
def test_anything_else_is_no_country(wrong: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        country(wrong, "to_country")
    assert (refused.value.reasons[0].code, refused.value.reasons[0].field) == (
        "field_invalid",
        "to_country",
    )


def test_the_countries_are_those_of_the_standard() -> None:
    current = [
        code
        for code, value in code_lists.code_list("countries").codes.items()
        if not value.more.get("historic")
    ]
    assert len(current) == 249 + 1  # Kosovo's code is user-assigned
