"""Certificates that lack nothing, as a person fills them upon the small case of these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from asset_recovery.domain.case_file import CaseFile, OrderFacts, RequestFacts
from asset_recovery.domain.money import Money
from asset_recovery.forms.filled_form import FilledForm, fill_request
from tests.forms.a_case import a_case, a_request, an_asset, an_order

AUTHORITY = {
    "name": "Regional Court",
    "country": "MT",
    "contact_person": "Judge Example",
    "contact_post": "Presiding judge",
    "file_number": "12 Qs 4/26",
    "address": "1 Court Square",
    "telephone": "+00 1 234",
    "email": "court@office.example",
    "languages": ["en"],
}
PERSON = {
    "reference": "P-2026-0001",
    "surname": "Subject",
    "given_names": "A.",
    "position": ["directed_against", "owner"],
}
OFFENCE = {
    "domestic_name": "Embezzlement of public funds",
    "provision": "Criminal Code s. 317",
    "maximum_penalty_years": 10,
    "eu_offence_code": 7,
}
# What both certificates ask for.
BOTH: dict[str, object] = {
    "c_natural_person": [PERSON],
    "necessity_and_proportionality": "Nothing milder holds the balance of the account.",
}
FREEZING: dict[str, object] = {
    **BOTH,
    "d2_belief_grounds": "The account is kept there.",
    "d2_location": "Berlin",
    "e1_freezing_grounds": "The balance could be moved at any time.",
    "e1_other_information": "None.",
    "e2_offences": [OFFENCE],
    "e3_listed_offences": ["7"],
    "i_hold_pending_confiscation": True,
    "i_estimated_certificate_date": "2027-06-30",
    "j_alternative_measures": "no",
    "k_decision_issued": "no",
    "k_demand_pending": "no",
    "l_information_authority": "issuing",
    "m_authority_type": "judge_court_prosecutor",
    "m_authority": AUTHORITY,
}
CONFISCATION: dict[str, object] = {
    **BOTH,
    "d3_belief_grounds": "The account is kept there.",
    "d3_location": "Berlin",
    "f2_offences": [OFFENCE],
    "f3_listed_offences": ["7"],
    "h_presence_at_trial": "appeared",
    "i_alternative_measures": "no",
    "k_authority": AUTHORITY,
    "m_iban": "MT84MALT011000012345MTLCAST001S",
    "m_bic": "MALTMTMT",
    "m_account_holder": "The Treasury",
}
_TYPED = {"EU-01": FREEZING, "EU-02": CONFISCATION}


def the_order(form: str = "EU-01", **changes: Any) -> OrderFacts:
    """The order on which the certificate rests, in euro."""
    facts: dict[str, Any] = {"amount": Money.parse("1204331.07", "EUR")}
    if form == "EU-02":
        facts |= {
            "kind": "confiscation_value",
            "final_on": date(2026, 4, 24),
            "made_on": date(2026, 3, 2),
        }
    return an_order(**{**facts, **changes})


def certificate_request(form: str = "EU-01", **changes: Any) -> RequestFacts:
    """A draft certificate to Germany that lacks nothing."""
    facts: dict[str, Any] = {
        "form": form,
        "country": "DE",
        "authority": "Amtsgericht Berlin",
        "kinds": (),
        "fields": dict(_TYPED[form]),
    }
    return a_request(**{**facts, **changes})


def certificate_case(request: RequestFacts, **changes: Any) -> CaseFile:
    """The case of the certificate: its account lies in Germany, its owner is the suspect."""
    facts: dict[str, Any] = {
        "orders": (the_order(request.form),),
        "assets": (
            an_asset(
                country="DE",
                location="Berlin",
                owner="Subject A",
                possessor=None,
                value=Money.parse("1204331.07", "EUR"),
                identifiers=(("iban", "DE89370400440532013000"),),
            ),
        ),
    }
    file = a_case(request, **{**facts, **changes})
    return replace(file, office=replace(file.office, country="MT"))


def certificate(form: str = "EU-01", *, typed: dict[str, object] | None = None,
                leave: tuple[str, ...] = (), request: dict[str, Any] | None = None,
                **changes: Any) -> FilledForm:  # fmt: skip
    """A whole certificate with other answers `typed`, without those that are left out."""
    fields = {**_TYPED[form], **(typed or {})}
    kept = {key: value for key, value in fields.items() if key not in leave}
    asked = certificate_request(form, **{"fields": kept, **(request or {})})
    return fill_request(certificate_case(asked, **changes), asked)


def broken(filled: FilledForm) -> set[str]:
    """The ids of the rules that the certificate breaks."""
    return {item.rule for item in filled.missing if item.rule}
