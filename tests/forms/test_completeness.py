"""What a request still lacks: the rules CR-1 to CR-9 and CR-12, and what only warns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from asset_recovery.domain.errors import RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import read_typed
from asset_recovery.forms.completeness import Missing, missing, require_complete
from asset_recovery.forms.filled_form import fill_request
from asset_recovery.forms.instruments import load_instruments, load_modules
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY, WHOLE, a_case, a_request, an_asset, an_order


def lacking(kinds: Sequence[str], **typed: object) -> dict[str, Missing]:
    """What a request of these kinds lacks when only this was typed, by key."""
    form, instruments = load_form("MLA-01", TODAY), load_instruments(TODAY)
    modules = load_modules(kinds, typed, instruments, TODAY)
    values = {
        **read_typed((form, *modules), typed),
        "absence_reasons": typed.get("absence_reasons"),
    }
    return {item.key: item for item in missing(form, values, instruments, kinds, TODAY, modules)}


def blocking(kinds: Sequence[str], **typed: object) -> set[str]:
    return {key for key, item in lacking(kinds, **typed).items() if item.blocks}


WHOLE_VALUES = {
    key: answer.value
    for key, answer in fill_request(
        a_case(a_request(fields=WHOLE)), a_request(fields=WHOLE)
    ).answers.items()
}


def test_a_whole_request_lacks_nothing() -> None:
    request = a_request(fields=WHOLE)
    filled = fill_request(a_case(request), request)
    assert filled.missing == ()
    require_complete(filled.missing)


@pytest.mark.parametrize(
    "key",
    [
        field.key
        for form in (load_form("MLA-01", TODAY), load_form("MLA-M08", TODAY))
        for field in form.fields
        if field.req == "M"
        and field.type not in ("auto", "sig")
        and not field.softened
        and not field.instruments
    ],
)
def test_every_mandatory_field_blocks_when_it_is_empty(key: str) -> None:
    form, instruments = load_form("MLA-01", TODAY), load_instruments(TODAY)
    modules = load_modules(["SEA"], {}, instruments, TODAY)
    values = {name: value for name, value in WHOLE_VALUES.items() if name != key}
    found = missing(form, values, instruments, ["SEA"], TODAY, modules)
    assert [item.key for item in found if item.blocks] == [key]
    with pytest.raises(RuleViolation) as refusal:
        require_complete(found)
    reason = refusal.value.reasons[0]
    assert (reason.code, reason.field, reason.clear_with) == (
        "form_incomplete",
        key,
        "fill_request",
    )


def test_facts_are_waived_for_service_only() -> None:
    assert "facts_summary" not in lacking(["SER"], legal_basis=["UNTOC"])
    assert "facts_summary" in blocking(["DOC"], legal_basis=["UNTOC"])
    assert "facts_summary" in blocking(["SER", "DOC"], legal_basis=["UNTOC"])
    assert lacking(["DOC"], legal_basis=["UNTOC"])["facts_summary"].article == "UNTOC 18(15)(c)"


def test_the_articles_shown_are_those_of_the_chosen_instruments() -> None:
    found = lacking(["DOC"], legal_basis=["UNCAC", "ETS30"])
    assert found["facts_summary"].article == "UNCAC 46(15)(c); ETS 30 14(2)"
    assert found["purpose"].article == "UNCAC 46(15)(f); ETS 30 14(1)(b)"


def test_enforcing_our_confiscation_under_the_crime_convention_needs_the_order() -> None:
    found = blocking(["CNF"], legal_basis=["UNTOC"], confiscation_route="enforce")
    assert {"confiscation_order_copy", "enforcement_facts", "extent_of_execution"} <= found
    assert not {"finality_statement", "third_party_notice"} & found
    assert not {"enforceability_attestation", "provisional_need"} & found


def test_the_corruption_convention_adds_finality_and_notice_to_third_parties() -> None:
    found = blocking(["CNF"], legal_basis=["UNCAC"], confiscation_route="enforce")
    assert {"confiscation_order_copy", "finality_statement", "third_party_notice"} <= found
    stated = {"finality_statement": False, "third_party_notice": "published on 1 March"}
    found = blocking(["CNF"], legal_basis=["UNCAC"], confiscation_route="enforce", **stated)
    assert "finality_statement" in found
    assert "third_party_notice" not in found


def test_the_warsaw_convention_adds_attestation_and_need_for_measures() -> None:
    found = blocking(["CNF"], legal_basis=["CETS198"], confiscation_route="enforce")
    assert {"enforceability_attestation", "provisional_need"} <= found
    assert "finality_statement" not in found


def test_several_instruments_ask_for_the_union_of_their_elements() -> None:
    found = blocking(["CNF"], legal_basis=["UNCAC", "CETS198"], confiscation_route="enforce")
    assert {"finality_statement", "third_party_notice", "enforceability_attestation"} <= found


def test_asking_for_an_order_there_never_goes_without_sufficient_facts() -> None:
    rows = [{"reference": "A-1", "description": "a flat"}]
    found = lacking(
        ["CNF"], legal_basis=["UNCAC"], confiscation_route="obtain", confiscation_property=rows
    )
    assert found["sufficient_facts"].blocks
    assert found["confiscation_property.location"].level == "warns"
    assert found["confiscation_property.estimated_value"].level == "warns"
    assert "confiscation_property" not in found
    bare = lacking(["CNF"], legal_basis=["UNCAC"], confiscation_route="obtain")
    assert bare["confiscation_property"].blocks


def test_a_confiscation_says_which_way_it_goes() -> None:
    assert "confiscation_route" in blocking(["CNF"], legal_basis=["UNTOC"])


def test_a_sum_under_the_warsaw_convention_needs_its_maximum() -> None:
    asked = {"legal_basis": ["CETS198"], "order_for_sum": True}
    assert "maximum_amount" in blocking(["SEA"], **asked)
    assert lacking(["SEA"], **asked)["maximum_amount"].article == "CETS 198 37(2)"
    money = {"amount": "1000.00", "currency": "CHF"}
    assert "maximum_amount" not in blocking(["SEA"], **asked, maximum_amount=money)
    assert "maximum_amount" not in lacking(["SEA"], legal_basis=["CETS198"], order_for_sum=False)
    assert "maximum_amount" not in lacking(["SEA"], legal_basis=["UNTOC"], order_for_sum=True)


def test_a_coercive_measure_under_the_warsaw_convention_needs_law_and_home_statement() -> None:
    law = {"law_text", "home_availability_statement"}
    assert law <= blocking(["SEA"], legal_basis=["CETS198"])
    assert not law & set(lacking(["SEA"], legal_basis=["UNTOC"]))
    assert not law & set(lacking(["TRA"], legal_basis=["CETS198"]))
    assert law <= blocking(["TRA"], legal_basis=["CETS198"], coercive_measure=True)
    given = {"law_text": "DOC-1", "home_availability_statement": False}
    assert law & blocking(["SEA"], legal_basis=["CETS198"], **given) == {
        "home_availability_statement"
    }


def test_bank_information_is_tested_by_its_sub_type() -> None:
    asked = {"legal_basis": ["CETS198"], "bank_information_wanted": True}
    accounts = blocking(["DOC"], **asked, bank_subtype="accounts")
    assert {"substantial_value", "grounds_to_presume"} <= accounts
    assert "bank_relevance" not in accounts
    transactions = blocking(["DOC"], **asked, bank_subtype="transactions")
    assert "bank_relevance" in transactions
    assert not {"substantial_value", "grounds_to_presume"} & transactions


def test_a_video_hearing_needs_its_reason_and_the_names_of_those_who_conduct_it() -> None:
    found = blocking(["VID"], legal_basis=["UNTOC"])
    assert {"video_reason", "hearing_conducted_by"} <= found


def test_intermingled_property_without_its_tainted_value_stops_a_confiscation() -> None:
    rows = [{"reference": "A-1", "description": "a flat", "grounds": ["PRO", "MIX"]}]
    asked = {"legal_basis": ["UNCAC"], "confiscation_route": "enforce", "assets": rows}
    assert lacking(["CNF"], **asked)["assets.tainted_value"].blocks
    assert lacking(["SEA"], **asked)["assets.tainted_value"].level == "warns"
    rows[0]["tainted_value"] = "100.00 EUR"
    assert "assets.tainted_value" not in lacking(["CNF"], **asked)


def test_the_recorded_tainted_value_is_enough() -> None:
    request = a_request(kinds=("CNF",), fields={"confiscation_route": "enforce"})
    mixed = an_asset(grounds=("MIX",))
    keys = {item.key for item in fill_request(a_case(assets=(mixed,)), request).missing}
    assert "assets.tainted_value" in keys
    valued = an_asset(grounds=("MIX",), tainted_value=Money.parse("1.00", "CHF"))
    keys = {item.key for item in fill_request(a_case(assets=(valued,)), request).missing}
    assert "assets.tainted_value" not in keys


def test_what_the_instrument_softens_warns_until_its_absence_is_explained() -> None:
    assert lacking(["DOC"], legal_basis=["UNTOC"])["persons"].level == "warns"
    reasons = {"persons": "not yet identified", "purpose": "obvious"}
    found = lacking(["DOC"], legal_basis=["UNTOC"], absence_reasons=reasons)
    assert "persons" not in found
    assert found["purpose"].blocks


@pytest.mark.parametrize("mode", ["obtain", "execute"])
def test_a_copy_of_the_freezing_order_is_asked_for_where_available(mode: str) -> None:
    found = lacking(["SEA"], legal_basis=["UNCAC"], mode=mode)["order_copy"]
    assert found.level == "warns"
    given = lacking(["SEA"], legal_basis=["UNCAC"], mode=mode, order_copy="DOC-1")
    assert "order_copy" not in given


def test_contents_of_an_unconfirmed_instrument_warn_and_say_so() -> None:
    found = lacking(["SEA"], legal_basis=["ETS141"])["update_duty_acknowledged"]
    assert (found.level, found.unconfirmed) == ("warns", True)
    law = lacking(["SEA"], legal_basis=["ETS141"])["law_text"]
    assert (law.level, law.unconfirmed) == ("warns", True)
    assert law.article == "ETS 141 27(1)(d)(i)"


@pytest.mark.parametrize("instrument", ["VIENNA1988", "ETS141", "HARARE"])
@pytest.mark.parametrize(
    ("kinds", "typed", "key", "articles"),
    [
        (["DOC"], {}, "purpose", {"VIENNA1988": "7(10)(f)", "ETS141": "27(1)(b)",
                                  "HARARE": "contents"}),
        (["DOC"], {}, "facts_summary", {"VIENNA1988": "7(10)(c)", "ETS141": "27(1)(c)",
                                        "HARARE": "contents"}),
        (["SEA"], {}, "assets", {"VIENNA1988": "5(4)(d)", "ETS141": "27(1)(e)(ii)",
                                 "HARARE": "contents"}),
        (["CNF"], {"confiscation_route": "enforce"}, "confiscation_order_copy",
         {"VIENNA1988": "5(4)(d)(ii)", "ETS141": "27(3)(a)(i)",
          "HARARE": "contents, confiscation"}),
        (["CNF"], {"confiscation_route": "obtain"}, "sufficient_facts",
         {"VIENNA1988": "5(4)(d)(i)", "ETS141": "27(3)(b)", "HARARE": "contents, confiscation"}),
        (["SEA"], {"order_for_sum": True}, "maximum_amount", {"ETS141": "27(2)"}),
        (["SEA"], {}, "actions_requested",
         {"VIENNA1988": "5(4)(d)(iii)", "HARARE": "contents, restraint"}),
    ],
)  # fmt: skip
def test_what_no_lawyer_has_confirmed_is_asked_for_but_never_blocks_by_itself(
    instrument: str, kinds: list[str], typed: dict[str, object], key: str, articles: dict[str, str]
) -> None:
    instruments = load_instruments(TODAY)
    by_matrix = [
        element
        for element in instruments.elements
        if instrument in element.articles and key in element.fields and not element.column
    ]
    assert [one.articles[instrument] for one in by_matrix] == (
        [articles[instrument]] if instrument in articles else []
    )
    found = lacking(kinds, legal_basis=[instrument], **typed)
    assert (key in found) or instrument not in articles
    assert [one.key for one in found.values() if one.unconfirmed and one.blocks] == []


@pytest.mark.parametrize(
    "key",
    ["dual_criminality_explanation", "limitation_immunity_ne_bis_check", "confidentiality"],
)
def test_a_coercive_request_is_asked_for_what_it_is_often_sent_back_for(key: str) -> None:
    asked = lacking(["SEA"], legal_basis=["UNCAC"])[key]
    assert (asked.level, asked.rule != "") == ("warns", True)
    assert key not in lacking(["SEA"], legal_basis=["UNCAC"], **{key: "Said."})
    assert key not in lacking(["DOC"], legal_basis=["UNCAC"])
    excused = {"absence_reasons": {key: "still being looked into"}}
    assert key not in lacking(["SEA"], legal_basis=["UNCAC"], **excused)


def test_each_field_is_named_once_with_its_stronger_level() -> None:
    found = lacking(["SEA"], legal_basis=["UNTOC", "HARARE"])
    assert found["purpose"].blocks
    assert "Harare Scheme" in found["purpose"].article


def test_a_deadline_in_the_past_warns_and_one_without_reason_too() -> None:
    past = lacking(["DOC"], legal_basis=["UNTOC"], requested_deadline="2026-04-26")
    assert past["requested_deadline"].level == "warns"
    ahead = lacking(["DOC"], legal_basis=["UNTOC"], requested_deadline=date(2026, 4, 27))
    assert "requested_deadline" not in ahead
    assert ahead["deadline_reason"].level == "warns"


def test_urgency_needs_its_grounds() -> None:
    assert "urgency_grounds" in blocking(["DOC"], is_urgent=True)
    assert "urgency_grounds" not in lacking(["DOC"], is_urgent=False)


def test_an_empty_row_answers_no_table() -> None:
    assert "assistance_items" in blocking(["DOC"], assistance_items=[{"priority": "high"}])
    assert "assistance_items" not in blocking(["DOC"], assistance_items=["bank statements 2024"])


def test_transformed_proceeds_need_their_money_flow() -> None:
    request = a_request(fields=WHOLE)
    file = a_case(request, assets=(an_asset(grounds=("TRF",)),))
    assert [item.key for item in fill_request(file, request).blocking] == ["money_flow"]


def test_two_orders_for_sums_leave_the_maximum_to_a_person() -> None:
    request = a_request(
        orders=("ORD-2026-0009", "ORD-2026-0010"), fields={**WHOLE, "legal_basis": ["CETS198"]}
    )
    file = a_case(request, orders=(an_order(), an_order(reference="ORD-2026-0010")))
    filled = fill_request(file, request)
    assert filled.value("maximum_amount") is None
    assert "maximum_amount" in {item.key for item in filled.blocking}


def test_each_person_without_whereabouts_or_nationality_is_named_in_a_warning() -> None:
    persons = [{"name": "Subject A", "location": "Zurich"}, {"name": "Subject B"}]
    found = lacking(["DOC"], legal_basis=["UNTOC"], persons=persons)
    assert found["persons.location"].level == "warns"
    assert "for 2," in found["persons.location"].how_to_mend
    assert "for 1, 2," in found["persons.nationality"].how_to_mend


def test_an_order_that_ends_before_it_can_be_executed_is_warned_of() -> None:
    request = a_request(fields=WHOLE)
    soon = a_case(request, orders=(an_order(expires_on=date(2026, 5, 26)),))
    found = fill_request(soon, request).missing
    assert [(item.key, item.level) for item in found] == [("orders.expires_on", "warns")]
    assert "ORD-2026-0009 ends on 2026-05-26" in found[0].label
    later = a_case(request, orders=(an_order(expires_on=date(2026, 5, 27)),))
    assert fill_request(later, request).missing == ()
