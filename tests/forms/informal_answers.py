"""What a person types into each informal form so that nothing that is asked for lacks."""

from __future__ import annotations

from typing import Any

OFFICE = {"name": "Office of the tests", "country": "MT"}
THERE = {"name": "Asset Recovery Office, Wiesbaden", "country": "DE"}
PEOPLE = [{"name": "Ilse Kern", "born": "1970-01-01, Kiel"}]
# What a person types into each form so that nothing that is asked for lacks.
TYPED: dict[str, dict[str, Any]] = {
    "INF-01": {
        "from": OFFICE, "to": THERE, "channel": "siena",
        "object_and_reasons": "Where the proceeds are", "nature_of_proceedings": "criminal",
        "offences": [{"name": "Fraud", "penalty": "5 years"}], "facts_summary": "Sold what was not",
        "persons": PEOPLE, "link_of_person_to_the_requested_state": "Lived there",
        "property_targeted_or_sought": [{"description": "Grey car"}],
        "checks_wanted": ["land", "vehicle"], "urgency": "urgent", "urgency_reason": "Leaves soon",
        "urgency_date": "2026-12-01", "use_wanted": "intelligence",
        "handling_code_and_restrictions": "intelligence", "tell_subject": False,
        "immediate_preservation_action_asked": True, "preservation_item": "The car",
        "preservation_reason": "It is for sale",
    },
    "INF-02": {
        "requesting_authority": OFFICE, "to_member_state": "DE", "date_time": "2026-11-24 10:00",
        "first_request": "follows_previous", "previous_requests": [{"date": "2026-01-01"}],
        "channels_used": ["sirene"], "time_limit_box": "a_urgent_8_hours",
        "urgency_requested": True, "urgency_reasons": "Custody ends", "type_of_crime": "Fraud",
        "circumstances": "In May, as principal", "nature_of_offence": ["a2", "b"],
        "listed_offences": ["8"], "offence_description": "Fraud", "information_requested": "Land",
        "purpose": "Tracing", "connection_purpose_person": "She owns it",
        "identity_of_main_subjects": PEOPLE,
        "reasons_to_believe_information_is_in_requested_state": "Lived there",
        "use_restrictions": "only_with_authorisation",
    },
    "INF-03": {
        "from": OFFICE, "copy_to_own_spoc": False, "copy_exception": "is_spoc", "to": THERE,
        "urgent": True, "urgency_reasons": "Custody ends",
        "precise_specification_of_information": "Land in her name", "purpose": "Fraud in May",
        "objective_reasons_information_is_available_there": "Lived there", "persons": PEOPLE,
        "connection_to_person_entity": "She owns it", "language": "de",
    },
    "INF-04": {
        "fiu_from": OFFICE, "fiu_to": THERE, "analyst": "no. 7",
        "brief_statement_of_relevant_facts": "Moved by wire", "users": "The unit",
        "how_the_information_will_be_used": "To trace the proceeds", "suspected_offence": "Fraud",
        "nexus_to_your_country": "The account is there", "subjects": PEOPLE,
        "information_wanted": ["accounts"], "postponement_of_transaction_asked": True,
        "postponement_transactions": [{"date": "2026-11-20"}],
        "laundering_link": "Proceeds of fraud", "postponement_period": "3 days",
    },
    "SIL-01": {
        "requesting_ncb": OFFICE, "contact": OFFICE, "identity": PEOPLE,
        "offences": [{"name": "Fraud"}], "facts_summary": "Sold what was not",
        "legal_basis_of_request": "Police Act s 3",
        "amount_of_criminal_proceeds": {"amount": "1000.00", "currency": "EUR"},
        "assets_known_or_sought": [{"description": "Grey car"}],
        "measures_requested": ["locate"], "countries_of_interest": [{"state": "DE"}],
    },
    "INF-01a": {
        "from": OFFICE, "to": THERE, "their_reference": "DE-7", "answer": "part",
        "results": [{"check": "land", "outcome": "no_hit"}], "answer_by": "2026-12-01",
        "handling_code_and_restrictions": "intelligence",
    },
    "INF-02a": {
        "requesting_authority": OFFICE, "to": THERE, "their_reference": "DE-7",
        "answer": "transmission", "information": "Nothing", "information_channel": "sirene",
        "reliability_of_source": "reliable", "accuracy": "certain",
        "use_restrictions": "only_with_authorisation",
    },
}  # fmt: skip
# Fields that other answers ask for: which answer, in place of the usual one.
OTHERWISE: dict[tuple[str, str], dict[str, Any]] = {
    ("INF-01a", "reason"): {"answer": "refused", "reason": "Not known here"},
    ("INF-02a", "urgency_delay_reason"): {
        "answer": "delay", "urgency_delay_reason": "Holiday", "new_time": "2026-12-01 10:00",
    },
    ("INF-02a", "new_time"): {
        "answer": "delay", "urgency_delay_reason": "Holiday", "new_time": "2026-12-01 10:00",
    },
    ("INF-02a", "refusal_ground"): {"answer": "refusal", "refusal_ground": "disproportionate"},
    ("INF-01", "persons"): {"property_targeted_or_sought": []},
    ("INF-01", "property_targeted_or_sought"): {"persons": []},
}  # fmt: skip
