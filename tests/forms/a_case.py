"""A case with a request in it, as small or as full as a test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from asset_recovery.domain.case_file import (
    AssetFacts,
    CaseFacts,
    CaseFile,
    DocumentFacts,
    JournalHead,
    Offence,
    OfficeFacts,
    OrderFacts,
    PartyFacts,
    ProceedingFacts,
    RequestFacts,
)
from asset_recovery.domain.money import Money

TODAY = date(2026, 4, 27)
FACTS = (
    "Between March 2021 and November 2024 funds of the Port Authority were paid to Halcyon Marine "
    "Ltd under consultancy contracts for which no service was rendered.\n"
    "The payments followed within two days to an account abroad."
)
# What a person types so that a freezing request under the Convention against Corruption is whole.
WHOLE: dict[str, object] = {
    "requesting_central_authority": {"name": "Ministry of Justice", "country": "XX"},
    "conducting_authority": {"name": "Regional Prosecutor", "functions": "leads the investigation"},
    "channel": "central_authorities",
    "legal_basis": ["UNCAC"],
    "uncac_offence_article": "17",
    "purpose": "Evidence, and the later confiscation of the balance of the account.",
    "use_limitation_accepted": True,
    "undertakings": ["reciprocity", "costs"],
    "estimated_trial_date": "2027-01-15",
    "estimated_final_judgment_date": "2027-06-30",
    "dual_criminality_explanation": "Taking public money is embezzlement there too.",
    "limitation_immunity_ne_bis_check": "Not before 2036; no immunity; no earlier proceedings.",
    "confidentiality": "Yes: the account would be emptied.",
    "mode": "execute",
    "grounds_to_believe": "The account received only money of the Port Authority.",
    "maximum_amount_estimated": "The sum of the payments traced.",
}


def a_request(**changes: Any) -> RequestFacts:
    """A draft freezing request to Switzerland."""
    facts: dict[str, Any] = {
        "reference": "MLA-2026-0034",
        "direction": "outbound",
        "form": "MLA-01",
        "country": "CH",
        "authority": "Federal Office of Justice",
        "kinds": ("SEA",),
        "state": "draft",
        "made_on": TODAY,
        "assets": ("A-2026-000117",),
        "orders": ("ORD-2026-0009",),
        "parties": ("P-2026-0001",),
        "fields": {},
    }
    return RequestFacts(**{**facts, **changes})


def an_asset(**changes: Any) -> AssetFacts:
    """An account abroad."""
    facts: dict[str, Any] = {
        "number": 1,
        "reference": "A-2026-000117",
        "description": "Account at a bank in Zurich",
        "type_code": "FIN-ACC",
        "type_label": "Bank account",
        "headline": "Identified",
        "legal_state": "identified",
        "management_state": "unmanaged",
        "dispute_state": "none",
        "money_state": "none",
        "identifiers": (("iban", "CH9300762011623852957"),),
        "location": "Zurich",
        "country": "CH",
        "owner": "Halcyon Marine Ltd",
        "possessor": "Bank in Zurich",
        "grounds": ("PRO",),
        "value": Money.parse("1204331.07", "CHF"),
        "value_kind": "account_balance",
        "valued_on": date(2026, 4, 20),
    }
    return AssetFacts(**{**facts, **changes})


def an_order(**changes: Any) -> OrderFacts:
    """A freezing order of the court."""
    facts: dict[str, Any] = {
        "reference": "ORD-2026-0009",
        "kind": "freezing",
        "kind_label": "Freezing order",
        "state": "in_force",
        "authority": "Regional Court",
        "number": "12 Qs 4/26",
        "made_on": date(2026, 4, 20),
        "amount": Money.parse("1204331.07", "CHF"),
        "assets": ("A-2026-000117",),
    }
    return OrderFacts(**{**facts, **changes})


def a_case(request: RequestFacts | None = None, **changes: Any) -> CaseFile:
    """A case with a suspect, an account, a freezing order with its copy and an investigation."""
    facts: dict[str, Any] = {
        "office": OfficeFacts(
            name="Asset Management Office",
            country="XX",
            currency="EUR",
            address="1 Harbour Square",
            contact="duty desk, +00 1 234567, duty@office.example",
        ),
        "read_at": datetime(2026, 4, 27, 10, 12, tzinfo=UTC),
        "read_by": "C. Clerk",
        "head": JournalHead(seq=48213, hash="9c41" * 16, at=datetime(2026, 4, 27, 10, tzinfo=UTC)),
        "case": CaseFacts(
            reference="AR-2026-0017",
            title="Lantern",
            opened_on=date(2026, 1, 5),
            status="open",
            legal_system="demo",
            legal_system_version="1",
            route="cb_value",
            route_label="Value-based confiscation",
            classification="restricted",
            currency="EUR",
            officer="C. Clerk",
            officer_number="114",
            summary=FACTS,
            offences=(
                Offence(
                    name="Embezzlement of public funds",
                    provision="Criminal Code s. 317",
                    penalty="up to ten years",
                    committed_on="2021-03 to 2024-11",
                    place="Port City",
                ),
            ),
        ),
        "parties": (
            PartyFacts(
                reference="P-2026-0001",
                name="Subject A",
                kind="natural",
                roles=("suspect",),
                aliases=("A. Subject",),
                born="1971-02-03, Port City",
                nationality="XX",
                address="last known: Zurich",
            ),
        ),
        "assets": (an_asset(),),
        "orders": (an_order(),),
        "proceedings": (
            ProceedingFacts(
                kind="investigation",
                authority="Regional Prosecutor",
                reference="4 Js 118/26",
                on=date(2026, 1, 12),
                stage="investigation under way",
            ),
        ),
        "documents": (
            DocumentFacts(
                reference="DOC-2026-0003",
                title="Freezing order, certified copy",
                kind="court_order",
                on=date(2026, 4, 20),
                hash="ab12" * 16,
                size=1200,
                classification="restricted",
                language="en",
                record="ORD-2026-0009",
            ),
        ),
    }
    file = CaseFile(**{**facts, **changes})
    return replace(file, requests=(*file.requests, request)) if request else file
