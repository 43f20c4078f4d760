"""Each rule of the two certificates, kept and broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from asset_recovery.domain.case_file import (
    ClaimFacts,
    DocumentFacts,
    NoteFacts,
    PartyFacts,
    RequestFacts,
    SeveralStatesFacts,
)
from asset_recovery.domain.distribution_facts import VictimListFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.filled_form import FilledForm, fill_request
from tests.forms.a_case import a_case, an_asset
from tests.forms.a_certificate import (
    AUTHORITY,
    CONFISCATION,
    FREEZING,
    OFFENCE,
    PERSON,
    broken,
    certificate,
    certificate_case,
    certificate_request,
    the_order,
)

FREEZES, CONFISCATES = "EU-01", "EU-02"
TEN = {"amount": "10.00", "currency": "EUR"}
HUNDRED = {"amount": "100.00", "currency": "EUR"}
ITEM: dict[str, Any] = {"d_order_subject": ["item"], "d3_transmission_ground": ["located"]}


def eur(amount: str) -> Money:
    return Money.parse(amount, "EUR")


def found(filled: FilledForm, rule: str) -> list[Any]:
    return [item for item in filled.missing if item.rule == rule]


def typed(form: str = FREEZES, **fields: object) -> FilledForm:
    return certificate(form, typed=fields)


def another(reference: str = "MLA-2", country: str = "FR", **changes: Any) -> RequestFacts:
    """Another certificate of the same order, to another State."""
    return certificate_request(reference=reference, country=country, **changes)


def beside(*others: RequestFacts, fields: Mapping[str, object] | None = None,
           of_own: dict[str, Any] | None = None) -> FilledForm:  # fmt: skip
    """A certificate in a case with other certificates."""
    asked = certificate_request(fields={**FREEZING, **(fields or {})}, **(of_own or {}))
    file = certificate_case(asked)
    return fill_request(replace(file, requests=(*file.requests, *others)), asked)


def totals(held: str, paid: str, total: str = "1204331.07") -> dict[str, Any]:
    """What all States hold and have paid, as the file tells it of the request."""
    money = eur(held) + eur(paid)
    facts = SeveralStatesFacts(
        order="ORD-2026-0009", amount=eur(total), total=money, left=eur(total) - money,
        by_state=(("France", eur(held), eur(paid)),),
    )  # fmt: skip
    return {"totals": (facts,)}


HOLD_OFF = {"i_hold_pending_confiscation": None, "i_estimated_certificate_date": None}
VALIDATED = {
    "m_authority_type": "other",
    "validating_authority": {"name": "Judge"},
    "n_authority_type": "judge_or_court",
    "n_authority": AUTHORITY,
    "n_main_contact_point": "issuing",
    "n_validated_on": "2026-04-20",
}
RIGHT_WORDS = (
    "One million two hundred and four thousand three hundred and thirty-one and 07/100 EUR"
)
SAMPLES: dict[str, tuple[str, Mapping[str, object], Mapping[str, object]]] = {
    # rule: certificate, what breaks it, what keeps it
    "EU-R1": (FREEZES, {"i_with_confiscation_certificate": "EU-02 4"}, {}),
    "EU-R1 neither": (
        FREEZES,
        HOLD_OFF,
        {**HOLD_OFF, "i_with_confiscation_certificate": "EU-02 4"},
    ),
    "EU-R1a": (
        FREEZES,
        {"i_estimated_certificate_date": "2026-04-26"},
        {"i_estimated_certificate_date": "2026-04-27"},
    ),
    "EU-R1b": (
        FREEZES,
        {**HOLD_OFF, "i_with_confiscation_certificate": True},
        {**HOLD_OFF, "i_with_confiscation_certificate": "EU-02 4"},
    ),
    "EU-R2": (FREEZES, {**VALIDATED, "n_validated_on": "2026-04-28"}, VALIDATED),
    "EU-R3": (
        FREEZES,
        {"e2_offences": [{**OFFENCE, "maximum_penalty_years": 2}]},
        {"e2_offences": [{**OFFENCE, "maximum_penalty_years": 3}]},
    ),
    "EU-R3 unknown": (CONFISCATES, {"f2_offences": [{"domestic_name": "Fraud"}]}, {}),
    "EU-R3 number": (
        FREEZES,
        {"e2_offences": [OFFENCE, {**OFFENCE, "eu_offence_code": 9}], "e3_listed_offences": ["8"]},
        {"e2_offences": [OFFENCE, {**OFFENCE, "eu_offence_code": 8}], "e3_listed_offences": ["8"]},
    ),
    "EU-R3a": (
        FREEZES,
        {"e3_listed_offences": None},
        {"e3_listed_offences": None, "e4_other": "An offence in both States."},
    ),
    "EU-R5": (
        FREEZES,
        {"d_amount_for_execution": HUNDRED, "d_amount_total": TEN},
        {"d_amount_for_execution": TEN, "d_amount_total": HUNDRED},
    ),
    "EU-R6": (CONFISCATES, {"b_date_final": "2026-04-28"}, {"b_date_final": "2026-04-27"}),
    "EU-R6a": (CONFISCATES, {"b_date_final": "2026-03-01"}, {"b_date_final": "2026-03-02"}),
    "EU-R7": (
        FREEZES,
        {"d_amount_total_words": "one million EUR"},
        {"d_amount_total_words": RIGHT_WORDS},
    ),
    "EU-R8": (CONFISCATES, {"h4_absence_branch": "4.2"}, {}),
    "EU-R12": (FREEZES, {"necessity_and_proportionality": None}, {}),
    "EU-R13": (FREEZES, {"d_amount_for_execution": {"amount": "900.00", "currency": "PLN"}}, {}),
    "EU-C1": (
        FREEZES,
        {"c_natural_person": [PERSON, {"surname": "Other", "given_names": "B."}]},
        {},
    ),
    "EU-C2": (FREEZES, {"c_natural_person": [{"surname": "Subject A", "position": ["owner"]}]}, {}),
    "EU-C3": (FREEZES, {"m_authority": {**AUTHORITY, "telephone": ""}}, {}),
    "EU-C3 validating": (FREEZES, {**VALIDATED, "n_authority": {"name": "Judge"}}, VALIDATED),
    "EU-C4": (
        FREEZES,
        {"b_urgent_removal_risk": True},
        {"b_urgent_removal_risk": "The account is being emptied."},
    ),
    "EU-C5": (
        FREEZES,
        {"b_urgent_procedural_needs": "yes"},
        {"b_urgent_procedural_needs": "A hearing on 4 May."},
    ),
    "EU-C6": (CONFISCATES, {"m_iban": "MT84MALT011000012345MTLCAST001T"}, {}),
}


def with_answers(form: str, fields: Mapping[str, object]) -> FilledForm:
    """The whole certificate with other answers; None leaves one out."""
    leave = tuple(key for key, value in fields.items() if value is None)
    given = {key: value for key, value in fields.items() if value is not None}
    return certificate(form, typed=given, leave=leave)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_rule_is_broken_by_what_breaks_it_and_by_nothing_else(sample: str) -> None:
    form, breaks, keeps = SAMPLES[sample]
    rule = sample.split()[0]
    wrong = found(with_answers(form, breaks), rule)
    assert wrong
    assert all(item.article and item.how_to_mend and item.key for item in wrong)
    assert not found(with_answers(form, keeps), rule)


def test_a_whole_certificate_breaks_no_rule() -> None:
    assert broken(certificate(FREEZES)) == set()
    assert broken(certificate(CONFISCATES)) == set()


def test_a_tick_below_three_years_asks_for_dual_criminality_and_blocks() -> None:
    below = [{**OFFENCE, "maximum_penalty_years": 2, "maximum_penalty_months": 11}]
    (item,) = found(
        certificate(typed={"e2_offences": below}, leave=("e3_listed_offences",)), "EU-R3a"
    )
    assert item.blocks
    exactly = [{**OFFENCE, "maximum_penalty_years": 2, "maximum_penalty_months": 12}]
    assert not found(typed(e2_offences=exactly), "EU-R3")


# --- EU-R4: several States


def test_a_second_state_asks_for_section_g() -> None:
    filled = beside(another())
    assert [row["state"] for row in filled.value("g_other_states")] == ["FR"]  # type: ignore[attr-defined]
    assert "g_reasons" in {item.key for item in filled.blocking}
    filled = beside(another(), fields={"g_reasons": ["not_enough_value"]})
    assert "g_reasons" not in {item.key for item in filled.blocking}


@pytest.mark.parametrize("state", ["withdrawn", "outbound_refused", "closed"])
def test_a_certificate_that_asks_no_more_is_no_other_state(state: str) -> None:
    assert beside(another(state=state)).value("g_other_states") is None


def test_an_item_goes_to_several_states_only_for_the_reasons_about_items() -> None:
    reasons: dict[str, object] = {**ITEM, "g_reasons": ["not_enough_value"]}
    assert found(beside(another(), fields=reasons), "EU-R4")
    reasons = {
        **ITEM,
        "g_reasons": ["several_actions"],
        "g_action_needed": "Entry in the register.",
    }
    assert not found(beside(another(), fields=reasons), "EU-R4")


def test_the_same_item_in_two_states_needs_the_reason_that_it_needs_action_in_both() -> None:
    reasons = {**ITEM, "g_reasons": ["different_items"]}
    (item,) = found(beside(another(), fields=reasons), "EU-R4")
    assert "MLA-2" in item.label
    elsewhere = another(assets=("A-OTHER",))
    assert not found(beside(elsewhere, fields=reasons), "EU-R4")


def test_money_goes_to_several_states_only_for_the_reasons_about_money() -> None:
    assert found(beside(another(), fields={"g_reasons": ["different_items"]}), "EU-R4")
    assert not found(beside(another(), fields={"g_reasons": ["not_enough_value"]}), "EU-R4")


# --- EU-R5: what all States together are asked for, hold and have paid


def asked_of(amount: str) -> FilledForm:
    """This certificate for 500,000 of the order, another one for `amount`."""
    money = {"d_amount_for_execution": {"amount": amount, "currency": "EUR"}}
    other = another(fields={**FREEZING, **money})
    own = {"d_amount_for_execution": {"amount": "500000.00", "currency": "EUR"}}
    return beside(other, fields={**own, "g_reasons": ["not_enough_value"]})


def test_what_all_certificates_ask_for_is_summed_and_warned_of_from_nine_tenths() -> None:
    assert not found(asked_of("583897.95"), "EU-R5")
    (item,) = found(asked_of("583897.97"), "EU-R5")
    assert not item.blocks
    assert "MLA-2 (FR)" in item.label


@pytest.mark.parametrize(
    ("held", "paid", "level"),
    [
        ("0.00", "0.00", ""),
        ("1083897.95", "0.00", ""),
        ("1083897.97", "0.00", "warns"),
        ("0.00", "704331.07", ""),
        ("0.00", "704331.08", "blocks"),
        ("0.00", "1204331.08", "blocks"),
    ],
)
def test_what_is_recovered_already_is_not_asked_for_again(held: str, paid: str, level: str) -> None:
    own = {"d_amount_for_execution": {"amount": "500000.00", "currency": "EUR"}}
    filled = beside(fields=own, of_own=totals(held, paid))
    assert [item.level for item in found(filled, "EU-R5")] == ([level] if level else [])


# --- EU-R7, EU-R13: words and rates


def test_a_language_without_words_asks_for_words_by_hand() -> None:
    spoken = {"language": "mt"}
    assert found(certificate(request=spoken), "EU-R7")
    words = {"d_amount_for_execution_words": "miljun", "d_amount_total_words": "miljun"}
    fields: dict[str, Any] = {**FREEZING, **words}
    assert not found(certificate(request={**spoken, "fields": fields}), "EU-R7")


ZLOTY: dict[str, Any] = {"d_amount_for_execution": {"amount": "5000000.00", "currency": "PLN"}}


@pytest.mark.parametrize(
    ("rate", "day", "is_broken"),
    [
        ("4.2500", "2026-04-20", False),
        ("4.2500", "2026-04-21", True),
        ("4.1000", "2026-04-20", True),
        ("0", "2026-04-20", True),
    ],
)
def test_an_amount_is_converted_by_the_rate_of_the_day_of_the_order(
    rate: str, day: str, is_broken: bool
) -> None:
    filled = typed(**ZLOTY, d_conversion_rate=rate, d_conversion_date=day)
    assert bool(found(filled, "EU-R13")) is is_broken


# --- EU-R8, X-10: presence at the trial


def confiscation(**changes: Any) -> FilledForm:
    return certificate(CONFISCATES, **changes)


def shown_keys(filled: FilledForm) -> set[str]:
    return {field.key for field in filled.form.fields if filled.is_shown(field)}


def test_section_h_is_hidden_and_asks_nothing_without_a_conviction() -> None:
    asked = certificate_request(CONFISCATES)
    fields = {key: value for key, value in CONFISCATION.items() if not key.startswith("h")}
    asked = replace(asked, fields=fields)
    file = certificate_case(asked)
    without = fill_request(replace(file, case=replace(file.case, route="ncb_death")), asked)
    assert not {key for key in shown_keys(without) if key.startswith("h")}
    assert not {item.key for item in without.missing if item.key.startswith("h")}
    on_conviction = fill_request(file, asked)
    assert "h_presence_at_trial" in {item.key for item in on_conviction.blocking}


def test_box_four_alone_asks_for_no_presence_at_a_trial() -> None:
    four = confiscation(
        typed={"d1_confiscation_ground": ["other_powers"]}, leave=("h_presence_at_trial",)
    )
    assert not {item.key for item in four.missing if item.key.startswith("h")}
    both = confiscation(
        typed={"d1_confiscation_ground": ["other_powers", "directive_powers"]},
        leave=("h_presence_at_trial",),
    )
    assert "h_presence_at_trial" in {item.key for item in both.blocking}


@pytest.mark.parametrize(
    ("branch", "asked"),
    [
        (None, {"h4_absence_branch"}),
        ("4.1a", {"h4_summoned_on"}),
        ("4.1b", {"h5_condition_explanation"}),
        ("4.2", {"h5_condition_explanation"}),
        ("4.3", {"h4_served_on", "h4_after_service", "h5_condition_explanation"}),
    ],
)
def test_absence_needs_one_branch_and_what_belongs_to_it(
    branch: str | None, asked: set[str]
) -> None:
    answers: dict[str, object] = {"h_presence_at_trial": "not_appeared"}
    if branch:
        answers["h4_absence_branch"] = branch
    lacking = {item.key for item in confiscation(typed=answers).blocking}
    assert {key for key in lacking if key.startswith("h")} == asked


# --- EU-R9, EU-R10: what goes along, judged when it is to be sent


def document(**changes: Any) -> DocumentFacts:
    facts: dict[str, Any] = {
        "reference": "DOC-9", "title": "Translation", "kind": "translation",
        "on": date(2026, 4, 21), "hash": "cd" * 32, "size": 10, "classification": "restricted",
        "language": "de",
        "record": "MLA-2026-0034",
    }  # fmt: skip
    return DocumentFacts(**{**facts, **changes})


def ready(state: str = "signed", language: str = "en", *, documents: tuple[DocumentFacts, ...] = (),
          **fields: object) -> FilledForm:  # fmt: skip
    asked = certificate_request(state=state, language=language, fields={**FREEZING, **fields})
    return fill_request(certificate_case(asked, documents=documents), asked)


@pytest.mark.parametrize(
    ("filled", "is_broken"),
    [
        (ready, True),
        (lambda: ready(language="de"), False),
        (lambda: ready(documents=(document(),)), False),
        (lambda: ready(documents=(document(language="fr"),)), True),
        (lambda: ready(accepted_languages="en, de"), False),
        (lambda: ready(state="approved"), False),
    ],
)
def test_a_translation_goes_along_before_it_is_sent(
    filled: Callable[[], FilledForm], is_broken: bool
) -> None:
    wrong = found(filled(), "EU-R9")
    assert bool(wrong) is is_broken
    assert all(item.blocks for item in wrong)


@pytest.mark.parametrize(
    ("declared", "attached", "rule"),
    [
        ("yes", False, "EU-R10"),
        ("yes", True, ""),
        ("no", False, ""),
        ("unknown", False, "EU-R10a"),
        ("unknown", True, ""),
    ],
)
def test_the_order_goes_along_where_the_state_declared_it(
    declared: str, attached: bool, rule: str
) -> None:
    copy = document(kind="court_order", record="ORD-2026-0009", language="en")
    filled = ready(
        language="de", documents=(copy,) if attached else (), order_copy_declared=declared
    )
    assert broken(filled) & {"EU-R10", "EU-R10a"} == ({rule} if rule else set())


# --- EU-R11, EU-R12


@pytest.mark.parametrize(
    ("route", "is_broken"),
    [
        ("civil_action", True),
        ("administrative", True),
        ("cb_value", False),
        ("ncb_death", False),
        (None, False),
    ],
)
def test_civil_and_administrative_cases_have_no_certificate(
    route: str | None, is_broken: bool
) -> None:
    asked = certificate_request()
    file = certificate_case(asked)
    filled = fill_request(replace(file, case=replace(file.case, route=route)), asked)
    assert bool(found(filled, "EU-R11")) is is_broken


@pytest.mark.parametrize(
    ("record", "is_broken"), [("ORD-2026-0009", False), ("A-2026-000117", True)]
)
def test_a_note_on_the_order_says_why_it_is_necessary_too(record: str, is_broken: bool) -> None:
    note = NoteFacts(
        on=datetime(2026, 4, 20, tzinfo=UTC), author="clerk", record=record,
        text="Nothing milder serves.", classification="internal",
    )  # fmt: skip
    filled = certificate(leave=("necessity_and_proportionality",), notes=(note,))
    assert bool(found(filled, "EU-R12")) is is_broken


# --- EU-R14, EU-R15, EU-R16


def restitution(**changes: Any) -> Any:
    return the_order(**{"reference": "ORD-V", "kind": "restitution", "amount": None, **changes})


def test_a_decision_for_a_victim_is_told_of_in_section_j() -> None:
    two = (restitution(number="1 V 1"), restitution(number="1 V 2", reference="ORD-W"))
    orders = (the_order(CONFISCATES), *two)
    (item,) = found(confiscation(orders=orders), "EU-R14")
    assert item.blocks
    assert "ORD-V" in item.label
    told = {"j1_victim_outcome": ["pending"]}
    assert not found(confiscation(orders=orders, typed=told), "EU-R14")
    elsewhere = tuple(replace(order, assets=("A-OTHER",)) for order in two)
    assert not found(confiscation(orders=(the_order(CONFISCATES), *elsewhere)), "EU-R14")


def victims(claimed: int, rejected: int) -> VictimListFacts:
    return VictimListFacts(
        reference="VL-1", case="AR-2026-0017", count=3, claimed=claimed, admitted_count=0,
        rejected=rejected, loss=None, admitted=None, elsewhere=None, allocated=None, paid=None,
    )  # fmt: skip


def test_claims_that_wait_are_taken_over_as_pending() -> None:
    filled = confiscation(victim_lists=(victims(claimed=2, rejected=0),))
    assert filled.value("j1_victim_outcome") == ("pending",)
    assert not found(filled, "EU-R14")
    (item,) = found(confiscation(victim_lists=(victims(claimed=3, rejected=3),)), "EU-R14")
    assert not item.blocks


def test_a_cultural_object_is_not_to_be_sold_or_returned_by_force() -> None:
    row = {"description": "Icon, about 1650", "is_cultural_object": True}
    assert found(typed(**ITEM, d3_item_description=[row]), "EU-R15")
    said = "Not to be sold or returned without the consent of the executing State."
    assert not found(typed(**ITEM, d3_item_description=[row], d3_other_information=said), "EU-R15")
    plain = {"description": "A car"}
    assert not found(typed(**ITEM, d3_item_description=[plain]), "EU-R15")


def other_owner(**changes: Any) -> Any:
    return an_asset(country="DE", owner="Halcyon Marine Ltd", possessor=None, **changes)


def test_persons_with_an_interest_stand_in_section_c() -> None:
    filled = certificate(assets=(other_owner(),))
    assert [row["name"] for row in filled.value("c_third_parties")] == ["Halcyon Marine Ltd"]  # type: ignore[attr-defined]
    assert not found(filled, "EU-R16")
    named = [{"name": "Somebody else", "grounds": "tenant"}]
    (item,) = found(
        certificate(assets=(other_owner(),), typed={"c_third_parties": named}), "EU-R16"
    )
    assert "Halcyon Marine Ltd" in item.label


def test_claimants_on_the_property_are_known_persons_with_grounds() -> None:
    claim = ClaimFacts(
        reference="CL-1", asset="A-2026-000117", kind="lien", party="P-9", on=date(2026, 2, 1),
        extent="", state="filed",
    )  # fmt: skip
    bank = PartyFacts(reference="P-9", name="Harbour Bank", kind="legal", country="MT")
    parties = (*a_case().parties, bank)
    filled = certificate(claims=(claim,), parties=parties)
    assert filled.value("c_third_parties") == (
        {"name": "Harbour Bank", "identity": "Malta (MT)", "grounds": "Lien on A-2026-000117"},
    )
    said = [{"name": "Harbour Bank"}]
    (item,) = found(
        certificate(claims=(claim,), parties=parties, typed={"c_third_parties": said}), "EU-R16"
    )
    assert (item.key, item.level) == ("c_third_parties.grounds", "warns")


def test_an_urgent_request_says_why_in_section_b() -> None:
    urgent = {"urgent": True}
    assert found(certificate(request=urgent), "EU-C7")
    fields: dict[str, Any] = {**FREEZING, "b_urgent_removal_risk": "The account is being emptied."}
    assert not found(certificate(request={**urgent, "fields": fields}), "EU-C7")
