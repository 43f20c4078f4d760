"""The certificates through the actions: drafted with little, refused where they do not exist,
held back while something is missing, sent with a translation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.services.paper_service import PaperService
from tests.forms.a_certificate import FREEZING
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import SmallOffice

At = Callable[[str], Life]


def drafted(life: Life, request: str = "EU-A", country: str = "DE", form: str = "EU-01",
            **more: Any) -> Any:  # fmt: skip
    """A certificate about the car, drafted, or its refusal."""
    return life.try_(
        "draft_request", request=request, case="CASE", form=form, to_country=country,
        **{"kinds": [], "assets": [life.asset], **more},
    )  # fmt: skip


def codes(result: Any) -> set[str]:
    return {reason.code for reason in result.reasons}


@pytest.mark.parametrize("form", ["EU-01", "EU-02"])
@pytest.mark.parametrize("kinds", [[], ["SEA"], ["CNF"]])
def test_a_draft_succeeds_with_little_data(at: At, form: str, kinds: list[str]) -> None:
    life = at("identified")
    assert drafted(life, form=form, kinds=kinds, assets=[]).ok


@pytest.mark.parametrize("country", ["IE", "DK", "CH", "GB"])
def test_a_state_that_is_not_bound_gets_no_certificate(at: At, country: str) -> None:
    refused = drafted(at("identified"), country=country)
    assert codes(refused) == {"form_out_of_scope"}


@pytest.mark.parametrize("route", ["civil_action", "administrative"])
def test_a_civil_or_administrative_case_gets_no_certificate(at: At, route: str) -> None:
    life = at("identified")
    life.give("change_case", case="CASE", route=route, reason="Course of the case")
    refused = drafted(life)
    assert codes(refused) == {"form_out_of_scope"}
    assert "1(4)" in refused.reasons[0].text


def test_a_second_state_needs_its_reason_without_any_kind_of_assistance(at: At) -> None:
    life = at("identified")
    assert drafted(life).ok
    refused = drafted(life, "EU-B", "FR")
    assert codes(refused) == {"multiple_states_reason_missing"}
    assert drafted(life, "EU-B", "FR", multiple_states_reason="Registered in both States").ok
    text = printed(life.office, "EU-B")
    assert "Registered in both States" in text
    assert "Germany (DE)" in text


def printed(office: SmallOffice, request: str, **more: Any) -> str:
    papers = PaperService(opened(office), office.actor("everyone"), purpose="test")
    return " ".join(page_texts(papers.certificate(request, **more)))


def test_the_certificate_prints_in_two_languages_and_as_a_word_file(at: At) -> None:
    life = at("identified")
    drafted(life)
    assert "Issuing State" in printed(life.office, "EU-A")
    both = printed(life.office, "EU-A", beside="de")
    assert "Issuing State / Entscheidungsstaat" in both
    assert "ENTWURF" not in both
    french = printed(life.office, "EU-A", language="fr", beside="de")
    assert "États et autorités / Staaten und Behörden" in french
    assert "PROJET" in french
    papers = PaperService(opened(life.office), life.office.actor("everyone"), purpose="test")
    assert papers.certificate("EU-A", word=True).startswith(b"PK")


def test_approval_is_refused_with_everything_that_is_missing(at: At) -> None:
    life = at("identified")
    drafted(life)
    life.office.give("review_request", by="supervisor", request="EU-A", on="2026-06-02")
    refused = life.office.try_to_give(
        "approve_request", by="lawyer", request="EU-A", on="2026-06-03"
    )
    assert codes(refused) == {"form_incomplete"}
    fields = {reason.field for reason in refused.reasons}
    assert {"j_alternative_measures", "l_information_authority", "m_authority"} <= fields
    assert all("R1805" in reason.text for reason in refused.reasons)


def whole(life: Life, language: str = "en") -> None:
    """A certificate that lacks nothing, signed."""
    authority = {"issuing_authority": {"name": "Regional Court", "country": "MT"}}
    person = {"surname": "Subject", "given_names": "A.", "position": ["directed_against"]}
    typed = {
        **FREEZING,
        **authority,
        "c_natural_person": [person],
        "d_order_subject": ["item"],
        "d3_transmission_ground": ["located"],
        "d3_location": "Berlin",
        "e1_facts": "The car was paid for with money of the Port Authority.",
        "e1_stage": "Investigation",
        "c_third_parties": [],
    }
    assert drafted(life, language=language, fields=typed).ok
    for by, action in (("supervisor", "review_request"), ("lawyer", "approve_request")):
        result = life.office.try_to_give(action, by=by, request="EU-A", on="2026-11-20")
        assert result.ok, [(one.field, one.text) for one in result.reasons]
    assert life.office.try_to_give(
        "sign_request", by="supervisor", request="EU-A", on="2026-11-21"
    ).ok


def sent(life: Life) -> Any:
    return life.office.try_to_give(
        "send_request", by="lawyer", request="EU-A", on="2026-11-22", channel="direct"
    )


def test_it_is_sent_only_with_a_translation_into_a_language_of_the_state(
    at: At, tmp_path: Path
) -> None:
    life = at("identified")
    whole(life)
    refused = sent(life)
    assert "p_attachments" in {reason.field for reason in refused.reasons}
    file = tmp_path / "translation.pdf"
    file.write_bytes(b"%PDF-1.4 translation")
    life.give("attach_document", to="EU-A", file=str(file), title="Translation into German",
              kind="translation", language="de", on="2026-11-21")  # fmt: skip
    assert sent(life).ok


def test_a_certificate_in_the_language_of_the_state_needs_none(at: At) -> None:
    life = at("identified")
    whole(life, language="de")
    result = sent(life)
    assert result.ok, [(one.field, one.text) for one in result.reasons]


def test_the_sheet_of_the_state_says_what_it_accepts_and_whether_the_order_goes_along(
    at: At, tmp_path: Path
) -> None:
    life = at("identified")
    rows = [{"instrument": "R1805", "order_copy": True}]
    life.give("record_state_sheet", country="DE", on="2026-02-01", source="declaration",
              languages=["de", "en"], instruments=rows)  # fmt: skip
    whole(life)
    refused = sent(life)
    assert [reason.field for reason in refused.reasons] == ["p_attachments"]
    assert "4(2)" in refused.reasons[0].text
    file = tmp_path / "order.pdf"
    file.write_bytes(b"%PDF-1.4 order")
    life.give("attach_document", to="EU-A", file=str(file), title="Freezing order, certified copy",
              kind="order", language="en", on="2026-11-21")  # fmt: skip
    assert sent(life).ok


def test_the_second_language_kept_with_a_certificate_is_on_every_print_until_it_is_given_up(
    at: At,
) -> None:
    life = at("identified")
    drafted(life)
    papers = PaperService(opened(life.office), life.office.actor("everyone"), purpose="test")

    def said(**more: Any) -> str:
        return " ".join(page_texts(papers.request_pdf("EU-A", **more)))

    assert said() == said(beside="") != said(beside="ar")
    life.give("fill_request", request="EU-A", fields={}, beside="ar")
    assert said() == printed(life.office, "EU-A") == said(beside="ar") != said(beside="")
    life.give("fill_request", request="EU-A", fields={}, beside="none")
    assert said() == said(beside="")
