"""Papers on earlier requests: each duty left out, each condition and rule on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.request_story_facts import RequestStoryFacts, StateNoticeFacts
from asset_recovery.forms.answers import read_typed
from asset_recovery.forms.completeness import missing
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.form_model import SYSTEM_TYPES, Form, FormField
from asset_recovery.forms.instruments import load_instruments
from asset_recovery.forms.template import load_form
from tests.forms.a_case import TODAY, a_case

LETTERS = (*(f"EU-03{one}" for one in "abcdefghijkl"), *(f"EU-04{one}" for one in "abcdefghi"))
FORMS = ("EU-03", "EU-04", *LETTERS, "MLA-02", "MLA-03", "MLA-05")
MONEY = {"amount": "100.00", "currency": "EUR"}
# What a field of this type is filled with where the test cares for nothing else.
SAMPLES: Mapping[str, object] = {
    "text": "text",
    "longtext": "a longer text",
    "date": "2026-04-27",
    "bool": True,
    "money": MONEY,
    "percent": "50",
    "decimal": "1.5",
    "country": "FR",
    "lang": "fr",
    "authority": {"name": "Court"},
    "doc": "DOC-1",
}
# Answers that make a whole paper whose rules are all kept.
OWN: Mapping[str, Mapping[str, object]] = {
    "EU-03k": {"competing_orders": [
        {"state": "DE", "authority": "A", "reference": "1"},
        {"state": "FR", "authority": "B", "reference": "2"},
    ]},
    "EU-03a": {"decision": "recognised", "decided_late": False},
    "EU-03f": {"cost_breakdown": [{"item": "Storage", "amount": MONEY}]},
    "EU-03j": {"share_executing": {"amount": "50.00", "currency": "EUR"},
               "share_issuing": {"amount": "50.00", "currency": "EUR"},
               "victim_transfer": {"amount": "0.00", "currency": "EUR"},
               "exchange_needed": False, "victim_decided": False, "disposal": "sale"},
    "EU-03i": {"informed_before": True},
    "EU-04f": {"victim_outcome": "pending"},
    "EU-04a": {"withdrawal_reason": "lifted"},
    "EU-04h": {"limit_answer": "agree"},
    "MLA-03": {"supplement_type": "measure_questioned"},
    "MLA-05": {"answer_type": "acknowledged", "competent": True, "confidentiality_possible": True},
}  # fmt: skip
# What makes a conditional field due, and what does not, beside the answers above.
DUE: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("EU-03a", "ground_codes"): {"decision": "refused"},
    ("EU-03a", "ground_reasons"): {"decision": "partly"},
    ("EU-03a", "consultations"): {"decision": "refused"},
    ("EU-03a", "scope_executed"): {"decision": "partly"},
    ("EU-03a", "delay_reason"): {"decided_late": True},
    ("EU-03a", "schedule_agreed"): {"decided_late": True},
    ("EU-03b", "estimated_value_date"): {"estimated_value": MONEY},
    ("EU-03c", "protective_steps"): {"_parent": "EU-02", "postponement_ground": "PP-INV"},
    ("EU-03c", "measures_after"): {"ground_ended_on": "2026-04-27"},
    ("EU-03d", "consultation"): {"impossibility_ground": "IM-5"},
    ("EU-03d", "order_still_valid"): {"later_located_on": "2026-04-27"},
    ("EU-03d", "checked_on"): {"later_located_on": "2026-04-27"},
    ("EU-03e", "receipt_proved_at"): {"limit_answer": "agreed"},
    ("EU-03e", "limit_refusal_reasons"): {"limit_answer": "refused"},
    ("EU-03i", "why_not_before"): {"informed_before": False},
    ("EU-03j", "exchange_rate"): {"exchange_needed": True},
    ("EU-03j", "exchange_date"): {"exchange_needed": True},
    ("EU-03j", "disposal_consents"): {"disposal": "transfer"},
    ("EU-03j", "victim_transfer"): {"victim_decided": True},
    ("EU-04a", "replaced_by"): {"withdrawal_reason": "replaced"},
    ("EU-04f", "victim_authority"): {"victim_outcome": "restitution"},
    ("EU-04f", "victim_decision_date"): {"victim_outcome": "restitution"},
    ("EU-04f", "victim_date_final"): {"victim_outcome": "restitution", "_parent": "EU-02"},
    ("EU-04f", "victim_reference"): {"victim_outcome": "restitution"},
    ("EU-04f", "victim_property"): {"victim_outcome": "restitution", "victim_amount": ""},
    ("EU-04f", "victim_amount"): {"victim_outcome": "compensation"},
    ("EU-04f", "victim_name"): {"victim_outcome": "restitution"},
    ("EU-04f", "victim_address"): {"victim_outcome": "restitution"},
    ("EU-04h", "limit_refusal_reasons"): {"limit_answer": "refuse"},
    ("EU-04h", "limit_end"): {"limit_answer": "agree"},
    ("MLA-03", "asked_for"): {"supplement_type": "additional_information"},
    ("MLA-03", "their_time_limit"): {"supplement_type": "additional_information"},
    ("MLA-03", "order_concerned"): {"supplement_type": "order_reviewed"},
    ("MLA-03", "order_enforceable"): {"supplement_type": "order_reviewed"},
    ("MLA-03", "measure_concerned"): {"supplement_type": "keep_measure"},
    ("MLA-03", "no_longer_required_from"): {"supplement_type": "no_longer_required"},
    ("MLA-03", "further_states"): {"supplement_type": "further_states"},
    ("MLA-05", "forwarded_to"): {"competent": False},
    ("MLA-05", "confidentiality_told_on"): {"confidentiality_possible": False},
    ("MLA-05", "missing_elements"): {"answer_type": "more_information"},
    ("MLA-05", "reply_by"): {"answer_type": "more_information"},
    ("MLA-05", "status_text"): {"answer_type": "status"},
    ("MLA-05", "refusal_grounds"): {"answer_type": "refused"},
    ("MLA-05", "postponement_ground"): {"answer_type": "postponed"},
    ("MLA-05", "decision_reasons"): {"answer_type": "refused"},
    ("MLA-05", "postponed_until"): {"answer_type": "postponed"},
    ("MLA-05", "consultation_held"): {"answer_type": "postponed"},
    ("MLA-05", "consulted_on"): {"answer_type": "refused", "consultation_held": True},
    ("MLA-05", "heard_on"): {"lifts_measure": True},
    ("MLA-05", "execution_log"): {"answer_type": "execution_report"},
    ("MLA-05", "circumstances"): {"answer_type": "execution_report", "execution_impossible": True},
    ("MLA-05", "lifting_on"): {"lifting_rule": "Code s. 1"},
    ("MLA-05", "costs_consultation"): {"extraordinary_costs": MONEY},
}
NOT_DUE: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("EU-03b", "estimated_value_date"): {"estimated_value": ""},
    ("EU-03c", "measures_after"): {"ground_ended_on": ""},
    ("EU-03d", "consultation"): {"impossibility_ground": "IM-1"},
    ("EU-03d", "order_still_valid"): {"later_located_on": ""},
    ("EU-03d", "checked_on"): {"later_located_on": ""},
    ("EU-03e", "receipt_proved_at"): {"limit_answer": ""},
    ("EU-03e", "limit_refusal_reasons"): {"limit_answer": "agreed"},
    ("EU-04h", "limit_end"): {"limit_answer": "refuse"},
    ("MLA-03", "measure_concerned"): {"supplement_type": "further_states"},
    ("MLA-05", "heard_on"): {"lifts_measure": False},
    ("MLA-05", "lifting_on"): {"lifting_rule": ""},
    ("MLA-05", "costs_consultation"): {"extraordinary_costs": ""},
}
FIELDS = [(form, field.key) for form in FORMS for field in load_form(form, TODAY).fields
          if field.req == "M" and field.type not in SYSTEM_TYPES]  # fmt: skip
CONDITIONAL = [(form, field.key) for form in FORMS for field in load_form(form, TODAY).fields
               if field.req == "C"]  # fmt: skip


def sample(field: FormField) -> object:
    """Something that answers the field."""
    if field.type in ("choice", "multi"):
        code = field.choices[0].code
        return [code] if field.type == "multi" else code
    if field.type == "table":
        return [
            {one.key: MONEY if one.type == "money" else "LI" if one.type == "country" else "x"
             for one in field.columns}
        ]  # fmt: skip
    return SAMPLES[field.type]


def whole(form: Form) -> dict[str, object]:
    """Answers to every field that a person can give."""
    found = {one.key: sample(one) for one in form.fields if one.type not in SYSTEM_TYPES}
    return {**found, **OWN.get(form.id, {})}


def parent_of(form: Form, parent_form: str = "", **changes: Any) -> RequestFacts:
    """The earlier request that a paper of this form belongs to."""
    inbound = form.parent_direction == "in"
    kind = parent_form or (form.parent_forms[0] if form.parent_forms else "MLA-01")
    facts: dict[str, Any] = {
        "reference": "PARENT",
        "direction": "in" if inbound else "out",
        "form": kind,
        "country": "DE",
        "authority": None,
        "kinds": ("AR-T",),
        "state": "received" if inbound else "sent",
        "made_on": None,
        "sent_on": None if inbound else date(2026, 3, 1),
    }
    return RequestFacts(**{**facts, **changes})


def filled(form_id: str, fields: Mapping[str, object], **parent: Any) -> FilledForm:
    """The paper with these answers alone: its parent's record says nothing."""
    form = load_form(form_id, TODAY)
    said = {key: value for key, value in fields.items() if key != "_parent"}
    earlier = parent_of(form, str(fields.get("_parent") or ""), **parent)
    paper = RequestFacts(
        reference="PAPER", direction="out", form=form_id, country="DE", authority=None, kinds=(),
        state="draft", made_on=None, fields=said, parent="PARENT",
    )  # fmt: skip
    file = a_case(documents=(), orders=(), assets=(), parties=(), requests=(earlier,))
    file = replace(file, requests=(earlier, paper), office=replace(file.office, contact=""))
    return fill_request(file, paper, TODAY)


def without(fields: Mapping[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name != key}


def levels(paper: FilledForm, key: str) -> set[str]:
    """How what is missing or wrong with a field weighs."""
    return {one.level for one in paper.missing if one.key == key}


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_paper_lacks_nothing(form: str) -> None:
    paper = filled(form, whole(load_form(form, TODAY)))
    assert [one.label for one in paper.missing if one.blocks] == []
    assert paper.problems == ()


@pytest.mark.parametrize(("form", "key"), FIELDS)
def test_each_field_that_is_always_due_is_missed_when_left_out(form: str, key: str) -> None:
    made = load_form(form, TODAY)
    field = made.field(key)
    assert field is not None
    wanted = "warns" if field.softened else "blocks"
    # Without a case: what records always know could not be left out otherwise.
    said = read_typed((made,), without(whole(made), key))
    found = missing(made, said, load_instruments(TODAY), (), TODAY)
    assert wanted in {one.level for one in found if one.key == key}
    every = read_typed((made,), whole(made))
    assert not [one for one in missing(made, every, load_instruments(TODAY), (), TODAY)
                if one.key == key and not one.rule]  # fmt: skip


def test_every_conditional_field_has_its_case() -> None:
    assert set(CONDITIONAL) == set(DUE)


@pytest.mark.parametrize(("form", "key"), CONDITIONAL)
def test_each_conditional_field_is_due_under_its_condition_only(form: str, key: str) -> None:
    made = load_form(form, TODAY)
    field = made.field(key)
    assert field is not None
    wanted = "warns" if field.softened else "blocks"
    given = without(whole(made), key)
    due = filled(form, {**given, **DUE[form, key]})
    assert wanted in levels(due, key)
    said = filled(form, {**whole(made), **DUE[form, key], key: whole(made)[key] or "2026-04-27"})
    assert not levels(said, key)
    assert not levels(filled(form, {**given, **NOT_DUE.get((form, key), {})}), key)


# --- rules ----------------------------------------------------------------------------------

BROKEN: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "EU-03a-R1": ("EU-03a", {"received_at": "2026-04-27", "decided_at": "2026-04-26"}),
    "EU-03a-R2": ("EU-03a", {"decision": "refused", "ground_codes": ["RF-ABS"]}),
    "EU-03c-R1": ("EU-03c", {"postponement_ground": "PP-REM"}),
    "EU-03c-R2": ("EU-03c", {"_parent": "EU-02", "postponement_ground": "PP-FRZ"}),
    "EU-03c-R3": ("EU-03c", {"postponed_from": "2026-04-27", "ground_ended_on": "2026-04-26"}),
    "EU-03e-R1": ("EU-03e", {"proposed_end": "2026-04-26"}),
    "EU-03f-R1": ("EU-03f", {"cost_total": {"amount": "99.00", "currency": "EUR"}}),
    "EU-03f-R2": ("EU-03f", {"share_proposed": "0"}),
    "EU-03j-R1": ("EU-03j", {"share_issuing": {"amount": "50.01", "currency": "EUR"}}),
    "EU-03k-R1": ("EU-03k", {"competing_orders": [
        {"state": "DE", "authority": "A", "reference": "1"}]}),
    "EU-03l-R1": ("EU-03l", {"withdrawn_on": "2026-04-27", "terminated_on": "2026-04-26"}),
    "EU-04b-R1": ("EU-04b", {"remaining_amount": {"amount": "100.01", "currency": "EUR"}}),
    "EU-04c-R1": ("EU-04c", {"not_yet_executed": {"amount": "1.00", "currency": "USD"}}),
    "EU-04d-R1": ("EU-04d", {"payment_date": "2026-04-28"}),
    "EU-04f-R1": ("EU-04f", {"victim_decision_date": "2026-04-27",
                             "victim_date_final": "2026-04-26"}),
    "EU-04g-R1": ("EU-04g", {"affected_persons": [{"name": "A. Owner"}]}),
    "EU-04h-R1": ("EU-04h", {"answer_due_on": "2026-04-26"}),
    "MLA-02-R1": ("MLA-02", {"consultation_date": "2026-04-27", "reply_by": "2026-04-26"}),
    "MLA-03-R2": ("MLA-03", {"supplement_type": "further_states",
                             "further_states": [{"state": "DE"}]}),
    "MLA-03-R3": ("MLA-03", {"supplement_type": "changed_estimate", "estimated_trial_date": "",
                             "estimated_final_judgment_date": "", "appeal_or_variation": ""}),
    "MLA-03-R4": ("MLA-03", {"supplement_type": "additional_information",
                             "their_time_limit": "2026-04-26"}),
    "CR-13": ("MLA-05", {"answer_type": "refused", "refusal_grounds": ["RF-FISC"]}),
    "MLA-05-R2": ("MLA-05", {"answer_type": "more_information", "answer_date": "2026-04-27",
                             "reply_by": "2026-04-26"}),
    "MLA-05-R3": ("MLA-05", {"answer_type": "refused", "refusal_grounds": ["RF-NBIS"]}),
    "MLA-05-R4": ("MLA-05", {"answer_type": "refused", "consultation_held": False}),
}  # fmt: skip
KEPT: Mapping[str, Mapping[str, object]] = {
    "EU-03a-R2": {"_parent": "EU-02", "decision": "refused", "ground_codes": ["RF-ABS"]},
    "EU-03c-R1": {"_parent": "EU-02", "postponement_ground": "PP-REM"},
    "EU-03c-R2": {"postponement_ground": "PP-FRZ"},
    "EU-03f-R2": {"share_proposed": "100"},
    "MLA-03-R2": {"supplement_type": "further_states", "further_states": [{"state": "LI"}]},
    "MLA-03-R3": {"supplement_type": "changed_estimate", "appeal_or_variation": "appeal"},
    "MLA-03-R4": {"supplement_type": "additional_information"},
    "CR-13": {"answer_type": "refused", "refusal_grounds": ["RF-FISC", "RF-SOV"]},
    "MLA-05-R2": {"answer_type": "more_information", "answer_date": "2026-04-27",
                  "reply_by": "2026-04-27"},
    "MLA-05-R3": {"answer_type": "status"},
    "MLA-05-R4": {"answer_type": "refused", "consultation_held": True},
}  # fmt: skip
WITH_RECORDS = {"EU-03g-R1", "MLA-03-R1", "EU-R14"}


def rules(paper: FilledForm) -> set[str]:
    """The rules that are broken."""
    return {one.rule for one in paper.missing if one.rule}


def test_every_rule_has_its_case() -> None:
    known = {rule.id for form in FORMS for rule in load_form(form, TODAY).rules}
    assert known == set(BROKEN) | WITH_RECORDS


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_is_broken_on_one_side_and_kept_on_the_other(rule: str) -> None:
    form, changes = BROKEN[rule]
    made = load_form(form, TODAY)
    assert rule in rules(filled(form, {**whole(made), **changes}))
    assert rule not in rules(filled(form, {**whole(made), **KEPT.get(rule, {})}))


def test_a_supplement_waits_until_the_request_was_sent() -> None:
    given = whole(load_form("MLA-03", TODAY))
    assert "MLA-03-R1" in rules(filled("MLA-03", given, sent_on=None, state="draft"))
    assert "MLA-03-R1" not in rules(filled("MLA-03", given))


def test_the_affected_person_is_not_informed_before_the_issuer_allows_it() -> None:
    given = whole(load_form("EU-03g", TODAY))
    quiet = RequestStoryFacts(silence=((date(2026, 3, 1), None, "asked for"),))
    assert "EU-03g-R1" in rules(filled("EU-03g", given, story=quiet))
    told = StateNoticeFacts(on=date(2026, 4, 1), kind="confidentiality_ended", ours=False)
    ended = replace(quiet, notices=(told,))
    assert "EU-03g-R1" not in rules(filled("EU-03g", given, story=ended))
    past = replace(quiet, silence=((date(2026, 3, 1), date(2026, 4, 1), "asked for"),))
    assert "EU-03g-R1" not in rules(filled("EU-03g", given, story=past))


# --- refusals (X-08) ------------------------------------------------------------------------


def test_a_refusal_letter_without_ground_is_blocked() -> None:
    given = {**whole(load_form("MLA-05", TODAY)), "answer_type": "refused"}
    assert "refusal_grounds" in [
        one.key for one in filled("MLA-05", without(given, "refusal_grounds")).blocking
    ]


def test_bank_secrecy_is_no_ground() -> None:
    form = load_form("MLA-05", TODAY)
    field = form.field("refusal_grounds")
    assert field is not None
    assert not [one for one in field.choices if "secrecy" in one.label.lower()]
    given = {**whole(form), "answer_type": "refused", "refusal_grounds": ["BANK-SECRECY"]}
    paper = filled("MLA-05", given)
    assert [one.code for one in paper.problems] == ["field_invalid"]
    assert "CR-13" in rules(paper)


def test_what_records_a_field_is_an_action() -> None:
    named = {field.recorded_by for form in FORMS for field in load_form(form, TODAY).fields}
    assert named - {""} <= set(VOCABULARY)
