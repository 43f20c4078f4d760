"""What is on file of the case stands in the request and its modules, and only what is on file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.domain.case_file import (
    AbroadFacts,
    CaseFile,
    ClaimFacts,
    DocumentFacts,
    HearingFacts,
    Offence,
    PartyFacts,
    ProceedingFacts,
    RequestFacts,
)
from asset_recovery.domain.claim_facts import NoticeFacts
from asset_recovery.domain.distribution_facts import AgreementFacts
from asset_recovery.domain.lineage_facts import LineageFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.party_facts import Particulars
from asset_recovery.domain.request_story_facts import RequestStoryFacts
from asset_recovery.domain.state_facts import ForeignRecords, StateSheet
from asset_recovery.forms.filled_form import FilledForm, fill_request
from tests.forms.a_case import a_case, a_request, an_asset, an_order

ASSET, ORDER, PERSON = "A-2026-000117", "ORD-2026-0009", "P-2026-0001"
ALL_KINDS = ("SER", "EVI", "SEA", "EXA", "DOC", "TRA", "CNF", "AR-R", "TMP", "APP", "VID", "OTH")
HOME = AuthorityFacts(reference="AU-1", name="Ministry of Justice", country="XX",
                      authority_type="central_authority")  # fmt: skip
SHEET = StateSheet(
    country="XX", reference="ST-XX", on=date(2026, 1, 1), source="own", instruments=None,
    channels=(), languages=(), language_demanded=False, reservations="", contact="",
    authority="AU-1", costs="", order_copy=None, value_threshold=None, note="",
    checked_on=date(2026, 1, 1), checked_by="", age=0, is_old=False,
)  # fmt: skip
TRIAL = ProceedingFacts(
    kind="trial", authority="Regional Court", reference="7 KLs 1/26", on=date(2026, 4, 1),
    next_hearing=date(2026, 5, 12), expected_final=date(2027, 2, 1), in_absentia=False,
)  # fmt: skip
CRIME = Offence(
    reference="OFF-9", name="Smuggling", committed_on="2022-08-09", transnational=True,
    organised_group=True, counterpart="Article 305 there",
)  # fmt: skip
STATEMENT = DocumentFacts(
    reference="DOC-9", title="Statements 2023", kind="bank_statement", on=date(2026, 2, 2),
    hash="c" * 64, size=9, classification="restricted", record="AR-2026-0017",
)  # fmt: skip
NOTICE = NoticeFacts(reference="NT-1", kind="claims", medium="Gazette", on=date(2026, 3, 3),
                     until=date(2026, 4, 4))  # fmt: skip
CLAIM = ClaimFacts(reference="CL-1", asset=ASSET, kind="claim", party="Lender plc",
                   on=date(2026, 3, 9), extent="half", state="filed", basis="Pledge")  # fmt: skip
HEARING = HearingFacts(asset=ASSET, party="Lender plc", notified_on=date(2026, 3, 5),
                       reply_by=date(2026, 3, 20))  # fmt: skip
AGREED = AgreementFacts(reference="AG-1", on=date(2026, 4, 2), country="CH", kind="sharing",
                        shares=(("CH", "0.5"),), end_use="hospitals")  # fmt: skip
CONF = an_order(reference=ORDER, kind="ncb_judicial", final_on=date(2026, 4, 22),
                served=(("Subject A", date(2026, 4, 23)),), amount=None)  # fmt: skip


def party(reference: str, name: str, *roles: str, kind: str = "natural", **more: Any) -> PartyFacts:
    return PartyFacts(reference=reference, name=name, kind=kind, roles=roles, **more)


def inbound(**more: Any) -> RequestFacts:
    return replace(a_request(), reference="IN-7", direction="in", country="CH", result="RH 9",
                   authority="Federal Prosecutor", **more)  # fmt: skip


def abroad(outcome: str) -> RequestFacts:
    line = AbroadFacts(asset=ASSET, outcome=outcome, reference="CH-44",
                       confirmed=Money.parse("900.00", "CHF"),
                       deducted=Money.parse("40.00", "CHF"))  # fmt: skip
    return replace(a_request(), reference="OUT-0", abroad=(line,))


def case_of(records: dict[str, Any]) -> tuple[CaseFile, RequestFacts]:
    """A case with these records and a request of every kind that names everybody."""
    own: dict[str, Any] = {
        key: records[key] for key in ("story", "due_on", "kinds") if key in records
    }
    more = {key: value for key, value in records.items() if key not in (*own, "office", "case")}
    parties = more.get("parties", ())
    named = (PERSON, *(one.reference for one in parties))
    fields: dict[str, object] = {
        "confiscation_route": "both", "bank_information_wanted": True, "tracing_wanted": True,
        "bank_subtype": "transactions", "search_wanted": True, "return_wanted": True,
    }  # fmt: skip
    facts: dict[str, Any] = {"kinds": ALL_KINDS, "parties": named, "fields": fields, **own}
    request = a_request(**facts)
    file = a_case(**more)
    file = replace(file, office=replace(file.office, **records.get("office", {})),
                   case=replace(file.case, **records.get("case", {})),
                   requests=(*file.requests, request))  # fmt: skip
    return file, request


def filled(**records: Any) -> FilledForm:
    file, request = case_of(records)
    return fill_request(file, request)


CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("requesting_central_authority",
     {"foreign": ForeignRecords(country="XX", sheets=(SHEET,), authorities=(HOME,))},
     "Ministry of Justice", {"foreign": ForeignRecords(country="XX")}),
    ("validating_authority", {"orders": (an_order(),)}, "Regional Court", {"orders": ()}),
    ("estimated_trial_date", {"proceedings": (TRIAL,)}, "2026-05-12",
     {"proceedings": (replace(TRIAL, kind="investigation"),)}),
    ("estimated_final_judgment_date", {"proceedings": (TRIAL,)}, "2027-02-01",
     {"proceedings": (replace(TRIAL, expected_final=None),)}),
    ("untoc_scope_reasons", {"case": {"offences": (CRIME,)}}, "Smuggling: transnational",
     {"case": {"offences": (replace(CRIME, organised_group=False),)}}),
    ("dual_criminality_explanation", {"case": {"offences": (CRIME,)}}, "Article 305 there",
     {"case": {"offences": (replace(CRIME, counterpart=None),)}}),
    ("counsel", {"parties": (party("L", "A. Lawyer", "counsel", address="Row 1"),)},
     "A. Lawyer, Row 1", {"parties": (party("L", "A. Lawyer", "witness"),)}),
    ("evidence_collected", {"documents": (STATEMENT,)}, "Statements 2023, 2026-02-02",
     {"documents": (replace(STATEMENT, kind="correspondence"),)}),
    ("money_flow",
     {"assets": (an_asset(lineage=(LineageFacts(how="merged_from", asset="A-0",
                                                on=date(2025, 1, 1)),)),)},
     "A-0", {"assets": (an_asset(lineage=(LineageFacts(how="merged_into", asset="A-0",
                                                       on=date(2025, 1, 1)),)),)}),
    ("nexus", {"assets": (an_asset(),)}, "is in Zurich",
     {"assets": (an_asset(country="FR"),), "parties": ()}),
    ("data_protection_safeguards", {"office": {"data_protection": "Act, s. 4"}}, "Act, s. 4", {}),
    ("urgency_grounds", {"orders": (an_order(expires_on=date(2026, 5, 9)),)}, "order_expiry",
     {"orders": (an_order(expires_on=date(2029, 5, 9)),)}),
    ("deadline_reason",
     {"orders": (an_order(expires_on=date(2026, 5, 9)),), "due_on": date(2026, 5, 5)},
     "2026-05-09", {"orders": (an_order(expires_on=date(2026, 5, 9)),)}),
    ("parallel_proceedings", {"requests": (inbound(),)}, "RH 9",
     {"requests": (replace(inbound(), country="FR"),)}),
    ("draft_shared_on",
     {"story": RequestStoryFacts(shared=((date(2026, 4, 8), "A. Colleague", "e-mail"),))},
     "2026-04-08", {}),
    ("draft_comments",
     {"story": RequestStoryFacts(shared=((date(2026, 4, 8), "A. Colleague", "e-mail"),))},
     "A. Colleague", {}),
    ("whereabouts_and_contact", {"parties": (party("W", "A. Witness", "witness", address="Bern"),)},
     "A. Witness: Bern", {"parties": (party("W", "A. Witness", "witness"),)}),
    ("appearing_persons", {"parties": (party("W", "A. Witness", "witness"),)}, "A. Witness",
     {"parties": ()}),
    ("video_persons", {"parties": (party("W", "A. Witness", "witness"),)}, "A. Witness",
     {"parties": ()}),
    ("witnesses_available", {"parties": (party("W", "A. Witness", "witness"),)}, "A. Witness",
     {"parties": (party("W", "A. Witness", "suspect"),)}),
    ("account_holder", {"parties": (party("S", "A. Suspect", "suspect"),)}, "A. Suspect",
     {"parties": (party("S", "A. Suspect", "witness"),)}),
    ("record_holder", {"parties": (party("B", "Bank AG", kind="legal", address="Row 2"),)},
     "Row 2", {"parties": (party("B", "B. Person"),)}),
    ("detainee",
     {"parties": (party("D", "A. Held", "accused",
                        particulars=Particulars(detention_status="in_detention")),)},
     "A. Held", {"parties": (party("D", "A. Held", "accused"),)}),
    ("documents_to_serve", {"orders": (an_order(),)}, "Freezing order", {"orders": ()}),
    ("language_understood",
     {"parties": (party("D", "A. Held", particulars=Particulars(languages=("it",))),)},
     "Italian", {"parties": (party("D", "A. Held"),)}),
    ("hearing_date", {"proceedings": (TRIAL,)}, "2026-05-12",
     {"proceedings": (replace(TRIAL, next_hearing=None),)}),
    ("domestic_warrant", {"orders": (an_order(kind="seizure"),)}, "DOC-2026-0003",
     {"orders": (an_order(kind="freezing"),)}),
    ("object_or_site", {"assets": (an_asset(),)}, "Bank in Zurich", {"assets": ()}),
    ("accounts_and_period", {"case": {"offences": (CRIME,)}}, "2022-08-09",
     {"case": {"offences": (replace(CRIME, committed_on="2022"),)}}),
    ("target_identifiers", {"assets": (an_asset(),)}, "CH9300762011623852957",
     {"assets": (an_asset(identifiers=()),)}),
    ("tracing_from", {"case": {"offences": (CRIME,)}}, "2022-08-09",
     {"case": {"offences": ()}}),
    ("tracing_to", {"case": {"offences": (CRIME,)}}, "2026-04-27", {"case": {"offences": ()}}),
    ("risk_of_dissipation", {"orders": (an_order(dissipation_risk="He moves funds."),)},
     "He moves funds.", {"orders": (an_order(),)}),
    ("maximum_amount_estimated", {"orders": (an_order(calculation="Five payments."),)},
     "Five payments.", {"orders": (an_order(),)}),
    ("notice", {"orders": (CONF,)}, "Subject A, 2026-04-23", {"orders": (an_order(),)}),
    ("presence_or_notice", {"orders": (CONF,), "proceedings": (TRIAL,)}, "present, 2026-04-01",
     {"orders": (an_order(),)}),
    ("finality_statement", {"orders": (CONF,)}, "2026-04-22",
     {"orders": (replace(CONF, final_on=None),)}),
    ("proceedings_description", {"proceedings": (TRIAL,)}, "7 KLs 1/26", {"proceedings": ()}),
    ("death_or_dissolution", {"parties": (party("D", "A. Late", "accused", died="2025-01-01"),)},
     "death", {"parties": (party("D", "A. Late", "accused"),)}),
    ("ncb_reason", {"case": {"route": "ncb_absconding"}}, "flight",
     {"case": {"route": "cb_value"}}),
    ("third_party_notice", {"notices": (NOTICE,)}, "Gazette",
     {"notices": (replace(NOTICE, assets=("ANOTHER",)),)}),
    ("third_party_notice", {"hearings": (HEARING,)}, "2026-03-20",
     {"hearings": (replace(HEARING, asset="ANOTHER"),)}),
    ("third_parties_with_claims", {"claims": (CLAIM,)}, "Lender plc",
     {"assets": (an_asset(owner=None, possessor=None),)}),
    ("sufficient_facts", {}, "Port Authority", {"case": {"summary": ""}}),
    ("confiscated_there", {"requests": (abroad("confiscated"),)}, "CH-44",
     {"requests": (abroad("frozen"),)}),
    ("expenses_deducted", {"requests": (abroad("confiscated"),)}, "40.00",
     {"requests": (abroad("frozen"),)}),
    ("end_use", {"agreements": (AGREED,)}, "hospitals",
     {"agreements": (replace(AGREED, country="FR"),)}),
    ("agreement_reference", {"agreements": (AGREED,)}, "AG-1", {}),
    ("receiving_account", {"office": {"payment_iban": "MT84MALT011000012345MTLCAST001S"}},
     "MT84MALT", {}),
    ("victims_and_owners", {"parties": (party("V", "Port Authority", "victim"),)},
     "Port Authority", {"parties": ()}),
    ("final_judgment", {"orders": (CONF,)}, "12 Qs 4/26, Regional Court, 2026-04-22",
     {"orders": (replace(CONF, final_on=None),)}),
]  # fmt: skip


@pytest.mark.parametrize(("key", "known", "said", "unknown"), CASES,
                         ids=[f"{n}-{one[0]}" for n, one in enumerate(CASES)])  # fmt: skip
def test_a_record_answers_its_field_with_its_source_and_without_it_nothing_is_said(
    key: str, known: dict[str, Any], said: str, unknown: dict[str, Any]
) -> None:
    found = filled(**known)
    assert found.field(key) is not None
    answer = found.answers[key]
    assert said in str(answer.value)
    assert answer.source
    assert answer.origin in ("record", "derived")
    without = filled(**unknown)
    assert said not in str(without.value(key))


def test_what_is_typed_goes_before_the_record_and_keeps_it_in_view() -> None:
    file, request = case_of({"orders": (CONF,), "notices": (NOTICE,)})
    typed = {**request.fields, "third_party_notice": "Letters to each of them."}
    found = fill_request(file, replace(request, fields=typed)).answers["third_party_notice"]
    assert found.value == "Letters to each of them."
    assert "Gazette" in str(found.recorded)


@pytest.mark.parametrize(("basis", "said"), [("CETS198", "exempt"), ("ETS30", "exempt"),
                                             ("UNTOC", None)])  # fmt: skip
def test_legalisation_follows_from_the_convention(basis: str, said: str | None) -> None:
    request = a_request(fields={"legal_basis": [basis]})
    assert fill_request(a_case(request), request).value("legalisation_needed") == said


def test_the_extent_that_is_asked_for_and_what_only_a_lawyer_can_say_stay_open() -> None:
    found = filled(orders=(CONF,))
    for key in ("extent_of_execution", "home_availability_statement", "provisional_need",
                "limitation_immunity_ne_bis_check", "grounds_to_believe", "purpose"):  # fmt: skip
        assert found.value(key) is None, key
