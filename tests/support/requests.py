"""Requests that we make in a small office, whole enough to be approved, signed and sent."""

from __future__ import annotations

from typing import Any

from tests.support.asset_life import Life

# What a person types so that a request for documents rests on the Convention and is whole.
WHOLE: dict[str, Any] = {
    "requesting_central_authority": {"name": "Ministry of Justice", "country": "MT"},
    "conducting_authority": {"name": "Regional Prosecutor", "functions": "leads the investigation"},
    "channel": "central_authorities",
    "legal_basis": ["UNCAC"],
    "uncac_offence_article": "17",
    "purpose": "Evidence in the investigation.",
    "use_limitation_accepted": True,
    "undertakings": ["reciprocity", "costs"],
    "requested_central_authority": {"name": "Federal Office of Justice", "country": "CH"},
    "route": "CB",
    "offences": [
        {"name": "Embezzlement", "provision": "Criminal Code s. 317", "penalty": "ten years"}
    ],
    "facts_summary": "Funds of the port were paid for services that nobody rendered.",
    "assistance_items": [{"no": "1", "text": "The papers of the registration of the car."}],
    "record_holder": [{"name": "Road Traffic Office"}],
    "record_class": ["government"],
    "documents_wanted": [{"document": "Application for registration"}],
    "copy_form": "certified_copy",
    "relevance_statement": "They say who paid for the car.",
    "proceedings_stage": "Investigation",
    "proceedings_nature": "investigation",
}
STEPS = ("review_request", "approve_request", "sign_request", "send_request")


def drafted(life: Life, request: str = "OUT-1", **more: Any) -> Life:
    """A request for documents to Switzerland about the car, whole, written by the officer."""
    arguments: dict[str, Any] = {
        "case": "CASE", "form": "MLA-01", "to_country": "CH", "kinds": ["DOC"],
        "assets": [life.asset], "fields": WHOLE, **more,
    }  # fmt: skip
    life.give("draft_request", request=request, who="officer", **arguments)
    return life


def brought_to(life: Life, step: str, request: str = "OUT-1", on: str = "2026-03-10") -> Life:
    """The request as far as this step of its way, each on one day."""
    for name in STEPS[: STEPS.index(step) + 1]:
        more = {"channel": "direct"} if name == "send_request" else {}
        life.give(name, request=request, on=on, **more)
    return life
