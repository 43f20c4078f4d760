"""Requests to other States that really went through every hand, for tests that need them sent."""

from __future__ import annotations

from typing import Any

from tests.support.asset_life import Life

# What a person types so that a request for other assistance on reciprocity is whole.
WHOLE: dict[str, object] = {
    "legal_basis": ["RECIPROCITY"],
    "channel": "central_authorities",
    "use_limitation_accepted": True,
    "reciprocity_undertaking": True,
    "legal_basis_articles": "Reciprocity",
    "requesting_central_authority": "Ministry of Justice",
    "conducting_authority": "Regional Prosecutor",
    "proceedings_nature": "investigation",
    "proceedings_stage": "investigation",
    "attachments": [{"number": "1", "title": "Statement of the facts", "type": "statement"}],
    "facts_summary": "Commissions were hidden in accounts abroad.",
    "purpose": "To hold the accounts.",
    "assistance_items": [{"no": "1", "text": "Tell us who keeps the account"}],
    "other_measure": "other",
    "requested_central_authority": "Federal Office of Justice",
    "route": "NCB-J",
    "offences": [{"name": "Bribery", "provision": "s. 1", "penalty": "five years"}],
    "target_identifiers": [{"identifier": "IBAN", "kind": "account"}],
}


def drafted(life: Life, request: str, country: str, **more: Any) -> None:
    """A request for other assistance, whole."""
    given = {"kinds": ["OTH"], "form": "MLA-01", **more}
    given["fields"] = {**WHOLE, **more.get("fields", {})}
    life.give("draft_request", request=request, case="CASE", to_country=country, **given)


def signed(life: Life, request: str, on: str = "2026-03-01") -> None:
    """Reviewed, approved and signed by those who did not write it."""
    life.give("review_request", who="lawyer", request=request, on=on)
    life.give("approve_request", who="supervisor", request=request, on=on)
    life.give("sign_request", who="supervisor", request=request, on=on)


def went(life: Life, request: str, country: str, on: str = "2026-03-01", **more: Any) -> None:
    """Drafted, through every hand, and sent."""
    drafted(life, request, country, **more)
    signed(life, request, on)
    life.give("send_request", request=request, on=on, channel="central_authorities")
