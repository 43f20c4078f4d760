"""Certificates of ours that went through every hand, and notices on requests."""

from __future__ import annotations

from typing import Any

from tests.forms.a_certificate import AUTHORITY, CONFISCATION, FREEZING
from tests.support.asset_life import Life

# What the records of the small office do not say of the offence and the trial.
_MORE: dict[str, dict[str, object]] = {
    "EU-01": {
        **FREEZING,
        "d_order_subject": ["item"],
        "d3_transmission_ground": ["located"],
        "d3_location": "Berlin",
        "e1_facts": "The car was paid for with money of the Port Authority.",
        "e1_stage": "Investigation",
    },
    "EU-02": {
        **CONFISCATION,
        "b_issuing_court": AUTHORITY,
        "d1_confiscation_ground": ["proceeds"],
        "d2_order_subject": ["item"],
        "d4_transmission_ground": ["located"],
        "d4_location": "Berlin",
        "d5_sum_instead_of_item": "no",
        "f1_facts_and_reasons": "The car was paid for with money of the Port Authority.",
        "b_date_issued": "2026-07-01",
        "b_date_final": "2026-08-01",
    },
}
_PERSON = {"surname": "Subject", "given_names": "A.", "position": ["directed_against"]}


def hands(life: Life, request: str, on: str) -> None:
    """Reviewed, approved and signed by those who did not write it."""
    for who, action in (
        ("lawyer", "review_request"),
        ("supervisor", "approve_request"),
        ("supervisor", "sign_request"),
    ):
        life.give(action, who=who, request=request, on=on)


def certificate_sent(
    life: Life,
    form: str = "EU-02",
    *,
    request: str = "OUT-1",
    country: str = "DE",
    language: str = "de",
    on: str = "2026-09-01",
    fields: dict[str, object] | None = None,
    **more: Any,
) -> None:
    """A certificate that lacks nothing, through every hand and sent."""
    typed = {
        **_MORE[form],
        "issuing_authority": {"name": "Regional Court", "country": "MT"},
        "c_natural_person": [_PERSON],
        "c_third_parties": [],
        **(fields or {}),
    }
    life.give(
        "draft_request", request=request, case="CASE", form=form, to_country=country,
        language=language, fields=typed,
        **{"kinds": [], "to_authority": "Landgericht Berlin", "assets": [life.asset], **more},
    )  # fmt: skip
    hands(life, request, on)
    life.give("send_request", request=request, on=on, channel="e_codex")
