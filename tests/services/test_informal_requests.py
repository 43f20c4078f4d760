"""Requests by informal channels: what they ask for, who signs, what comes back and may go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from asset_recovery.forms.answers import Answer
from asset_recovery.forms.filled_form import FilledForm, fill_request
from asset_recovery.forms.form_content import form_paper
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.step_service import StepService
from tests.forms.informal_answers import TYPED
from tests.services.reading import case_file, opened
from tests.support.asset_life import Life
from tests.support.office import TODAY

At = Callable[[str], Life]
WATERMARK = "INTELLIGENCE – NOT EVIDENCE"


@pytest.fixture
def life(at: At) -> Life:
    """A case with an identified car whose owner is on file; the office is a unit of its own."""
    life = at("identified")
    given = {"key": "authority_type", "value": "fiu", "from": "2026-01-01", "reason": "law"}
    life.give("change_office", **given)
    life.give(
        "receive_request", request="IN-1", case="CASE", from_country="DE", on="2026-11-01",
        from_authority="Asset Recovery Office, Wiesbaden", their_reference="DE-7", form="INF-01",
        kinds=["TRA"],
    )  # fmt: skip
    return life


def draft(life: Life, form: str, fields: dict[str, Any] | None = None, **more: Any) -> None:
    given: dict[str, Any] = {
        "request": "INF-1", "case": "CASE", "form": form, "to_country": "DE", "kinds": [], **more,
    }  # fmt: skip
    if form.endswith("a"):
        given["parent"] = "IN-1"
    life.give("draft_request", **given, fields=TYPED[form] if fields is None else fields)


def filled(life: Life, request: str = "INF-1") -> FilledForm:
    file = case_file(life.office, "CASE")
    return fill_request(file, next(one for one in file.requests if one.reference == request), TODAY)


def sent(life: Life, form: str = "INF-01", request: str = "INF-1", **more: Any) -> None:
    draft(life, form, request=request, **more)
    life.give("review_request", who="lawyer", request=request, on="2026-11-20")
    life.give("approve_request", who="supervisor", request=request, on="2026-11-20")
    life.give("sign_request", who="officer", request=request, on="2026-11-20")
    life.give("send_request", request=request, on="2026-11-20", channel="SIENA")


def printed(life: Life, what: str, *given: str, **more: Any) -> str:
    service = PaperService(opened(life.office), life.office.actor("everyone"), "case work")
    document = pypdfium2.PdfDocument(getattr(service, what)(*given, **more))
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(found.split())


@pytest.mark.parametrize("form", TYPED)
def test_a_form_with_all_its_answers_lacks_nothing(life: Life, form: str) -> None:
    draft(life, form)
    assert [one.label for one in filled(life).missing if one.blocks] == []


def test_an_informal_request_asks_for_no_coercive_measure(life: Life) -> None:
    for form in ("INF-01", "INF-02", "INF-03", "SIL-01"):
        given = {"request": "X", "case": "CASE", "form": form, "to_country": "DE"}
        refused = life.try_("draft_request", **given, kinds=["AR-R"])
        assert [(one.code, one.field) for one in refused.reasons] == [
            ("form_out_of_scope", "kinds")
        ]
        life.give("draft_request", **{**given, "request": f"OK-{form}"}, kinds=["TRA"])


def test_only_a_financial_intelligence_unit_asks_other_units(at: At) -> None:
    life = at("identified")
    given: dict[str, Any] = {
        "request": "X",
        "case": "CASE",
        "form": "INF-04",
        "to_country": "DE",
        "kinds": [],
    }
    refused = life.try_("draft_request", **given)
    assert [(one.code, one.clear_with) for one in refused.reasons] == [
        ("form_out_of_scope", "request_information")
    ]
    life.give("change_office", key="authority_type", value="fiu", reason="law",
              **{"from": "2026-01-01"})  # fmt: skip
    life.give("draft_request", **given)


def test_an_officer_signs_an_informal_request_but_no_formal_one(life: Life) -> None:
    sent(life)
    assert len(life.events("sign_request")) == 1
    life.give("draft_request", request="MLA-1", case="CASE", form="MLA-01", to_country="DE",
              kinds=["DOC"])  # fmt: skip
    refused = life.try_("sign_request", who="officer", request="MLA-1", on="2026-11-20")
    assert "role_needed" in [one.code for one in refused.reasons]
    options = StepService(opened(life.office)).can("MLA-1", life.office.actor("officer"))
    signing = next(one for one in options if one.action == "sign_request")
    assert "role_needed" in [one.code for one in signing.reasons]
    draft(life, "INF-01", request="INF-2")
    options = StepService(opened(life.office)).can("INF-2", life.office.actor("officer"))
    signing = next(one for one in options if one.action == "sign_request")
    assert "role_needed" not in [one.code for one in signing.reasons]


def test_its_paper_says_in_every_state_that_it_is_no_evidence(life: Life) -> None:
    draft(life, "INF-01")
    assert WATERMARK in form_paper(filled(life)).watermark
    sent(life, request="INF-2")
    assert form_paper(filled(life, "INF-2")).watermark == WATERMARK


def test_it_is_filled_from_the_case_with_the_record_named(life: Life) -> None:
    draft(life, "INF-01", {}, assets=["CAR"], to_authority="ARO Wiesbaden")
    found = filled(life)
    rows = found.value("property_targeted_or_sought")
    assert isinstance(rows, tuple)
    assert rows[0]["reference"] == "CAR"
    assert found.answers["property_targeted_or_sought"].source == "assets named in the request"
    assert found.value("to") == {"name": "ARO Wiesbaden", "country": "DE"}
    assert found.value("urgency") == "none"


def test_an_answer_to_a_received_request_names_their_reference(life: Life) -> None:
    draft(life, "INF-01a", {})
    found = filled(life)
    assert found.value("their_reference") == "DE-7"
    assert found.value("to") == {"name": "Asset Recovery Office, Wiesbaden", "country": "DE"}


def answered(life: Life) -> None:
    sent(life)
    life.give(
        "record_answer", request="INF-1", on="2026-11-22", kind="executed",
        checks=[{"check": "land", "outcome": "hit", "result": "Villa Rosenrot"},
                {"check": "vehicle", "outcome": "no_hit"}],
    )  # fmt: skip


def formal(life: Life) -> dict[str, Answer]:
    """What is filled into a formal request to the same State."""
    life.give("draft_request", request="MLA-1", case="CASE", form="MLA-01", to_country="DE",
              kinds=["AR-R"], assets=["CAR"], fields={"legal_basis": ["UNTOC"]})  # fmt: skip
    return dict(filled(life, "MLA-1").answers)


def test_the_answer_tells_hit_or_no_hit_check_by_check(life: Life) -> None:
    answered(life)
    checks = case_file(life.office, "CASE").intelligence.checks
    assert [(one.check, one.outcome) for one in checks] == [("land", "hit"), ("vehicle", "no_hit")]
    bad = life.codes("record_answer", request="INF-1", on="2026-11-22", kind="executed",
                     checks=[{"check": "land"}])  # fmt: skip
    assert bad == ["field_missing"]


def test_a_formal_request_lists_the_contact_and_not_its_content(life: Life) -> None:
    answered(life)
    found = formal(life)
    contacts = found["prior_informal_contacts"].value
    assert contacts == ({"date": "2026-11-20", "with": "DE", "reference": "INF-1"},)
    assert "informal_information" not in found
    assert "Rosenrot" not in str(found)
    assert "Rosenrot" not in printed(life, "request_pdf", "MLA-1")


def test_with_a_consent_the_content_goes_on_and_its_provenance_names_it(life: Life) -> None:
    answered(life)
    life.give("record_consent", consent="CO-1", request="INF-1", on="2026-11-23",
              by="ARO Wiesbaden", uses=["mla"])  # fmt: skip
    answer = formal(life)["informal_information"]
    assert "Rosenrot" in str(answer.value)
    assert "Land: " in str(answer.value)  # the check by its words, not by its code
    assert answer.consent == "CO-1"
    assert "CO-1" in answer.source
    assert "Rosenrot" in printed(life, "request_pdf", "MLA-1")


@pytest.mark.parametrize("how", ["other use", "over", "withdrawn"])
def test_a_consent_that_does_not_hold_lets_nothing_go_on(life: Life, how: str) -> None:
    answered(life)
    given: dict[str, Any] = {"consent": "CO-1", "request": "INF-1", "on": "2026-11-22",
                             "by": "ARO Wiesbaden", "uses": ["mla"]}  # fmt: skip
    if how == "other use":
        given["uses"] = ["court"]
    if how == "over":
        given["until"] = "2026-11-23"
    life.give("record_consent", **given)
    if how == "withdrawn":
        life.give("withdraw_consent", consent="CO-1", on="2026-11-23")
    assert "informal_information" not in formal(life)


def test_the_dossier_for_abroad_shows_an_informal_request_with_consent_alone(life: Life) -> None:
    answered(life)
    for profile in ("foreign", "court", "owner"):
        assert "INF-1" not in printed(life, "dossier", "CASE", profile=profile)
    life.give("record_consent", consent="CO-1", request="INF-1", on="2026-11-23",
              by="ARO Wiesbaden", uses=["mla"])  # fmt: skip
    assert "INF-1" in printed(life, "dossier", "CASE", profile="foreign")
    assert "INF-1" not in printed(life, "dossier", "CASE", profile="court")


def test_an_informal_answer_about_one_asset_stands_in_no_chronology_that_leaves(
    life: Life,
) -> None:
    sent(life)
    life.give(
        "record_answer", request="INF-1", on="2026-11-22", kind="executed",
        their_reference="WB-4711", results=[{"asset": "CAR", "outcome": "not_found"}],
    )  # fmt: skip
    for profile in ("foreign", "court", "owner"):
        assert "WB-4711" not in printed(life, "dossier", "CASE", profile=profile)
    assert "WB-4711" in printed(life, "dossier", "CASE", profile="full")
    life.give("record_consent", consent="CO-1", request="INF-1", on="2026-11-23",
              by="ARO Wiesbaden", uses=["court"])  # fmt: skip
    assert "WB-4711" in printed(life, "dossier", "CASE", profile="court")


def test_what_registers_answered_goes_on_with_consent_alone(life: Life) -> None:
    life.give("request_information", information="IR-1", case="CASE", on="2026-11-01",
              to="Land Registry", register="land", assets=["CAR"], gateway="statutory_power",
              purpose="Tracing", handling="no_onward")  # fmt: skip
    life.give("record_information", information="IR-1", on="2026-11-10", result="hit",
              content="Villa Rosenrot")  # fmt: skip
    assert "informal_information" not in formal(life)
    life.give("record_consent", consent="CO-1", information="IR-1", on="2026-11-11",
              by="Land Registry", uses=["pass_on"])  # fmt: skip
    assert "Rosenrot" in str(filled(life, "MLA-1").value("informal_information"))
    assert "Land Registry" in str(filled(life, "MLA-1").value("informal_information"))


def due(life: Life, request: str) -> set[str]:
    return set(life.due(request))


def test_a_spoc_is_answered_in_hours_where_it_is_urgent_else_in_days(life: Life) -> None:
    common = {"case": "CASE", "from_country": "DE", "from_authority": "SPOC", "form": "INF-03",
              "their_reference": "DE-8", "kinds": ["TRA"], "on": "2026-11-23"}  # fmt: skip
    life.give("receive_request", **common, request="IN-2", urgency="urgent")
    life.give("receive_request", **{**common, "their_reference": "DE-9"}, request="IN-3")
    assert {"spoc_urgent", "spoc_urgent_indirect"} <= due(life, "IN-2")
    assert "spoc_direct" not in due(life, "IN-2")
    assert life.due("IN-2")["spoc_urgent"] == "2026-11-23"
    assert life.due("IN-2")["spoc_urgent_indirect"] == "2026-11-26"
    assert life.due("IN-3")["spoc_direct"] == "2026-11-30"
    assert "spoc_urgent" not in due(life, "IN-3")


def test_the_swedish_initiative_has_a_limit_for_all_other_cases(life: Life) -> None:
    life.give("receive_request", case="CASE", from_country="DE", from_authority="Police",
              form="INF-02", their_reference="DE-8", kinds=["TRA"], on="2026-11-23",
              request="IN-2")  # fmt: skip
    found = life.due("IN-2")
    assert (found["spoc_direct"], found["spoc_other"]) == ("2026-11-30", "2026-12-07")


def test_the_answer_that_we_await_falls_due_too(life: Life) -> None:
    sent(life, "INF-03")
    assert "spoc_direct_awaited" in due(life, "INF-1")
    life.give("record_answer", request="INF-1", on="2026-11-22", kind="executed")
    assert "spoc_direct_awaited" not in due(life, "INF-1")
