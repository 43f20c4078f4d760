"""Questions to registers, disclosures, reports received with their source, consents."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from asset_recovery.domain.actions.victim_actions import PROTECTED
from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.history import HistoryWish
from asset_recovery.services.history_service import HistoryService
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.search_service import SearchService
from asset_recovery.services.show_service import ShowService
from asset_recovery.services.step_service import StepService
from tests.services.reading import opened
from tests.support.asset_life import Life
from tests.support.office import TODAY

SOURCE = "Mrs Quibblethorpe of the Harbour Bank"
THEIRS = "STR-77-ZEBRA"
QUESTION: dict[str, Any] = {
    "information": "IR-1",
    "case": "CASE",
    "on": "2026-10-01",
    "to": "Land Registry Valletta",
    "register": "land",
    "subjects": ["OWNER"],
    "gateway": "statutory_power",
    "purpose": "Tracing of proceeds of a fraud",
    "handling": "intelligence",
}


At = Callable[[str], Life]


@pytest.fixture
def life(at: At) -> Life:
    """A case with a car and its owner; one officer of it."""
    return at("registered")


def shown(life: Life, kind: str, reference: str, who: str = "officer") -> dict[str, Any]:
    found = ShowService(opened(life.office)).show(
        kind, reference, life.office.actor(who), purpose="case work"
    )
    told: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return told


def printed(life: Life, what: str, *given: str, who: str = "everyone", **more: Any) -> str:
    """The text of a paper, without breaks of lines."""
    service = PaperService(opened(life.office), life.office.actor(who), "case work")
    content = getattr(service, what)(*given, **more)
    document = pypdfium2.PdfDocument(content)
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(found.split())


def asked(life: Life, **more: Any) -> None:
    life.give("request_information", **{**QUESTION, **more})


def report(life: Life, **more: Any) -> None:
    given = {
        "report": "RP-1",
        "case": "CASE",
        "on": "2026-10-01",
        "from_kind": "bank",
        "summary": "Moved forty boxes to a lock-up",
        "source": SOURCE,
        "reference": THEIRS,
        **more,
    }
    life.give("receive_report", **{name: one for name, one in given.items() if one is not None})


def listed(life: Life, register: str, who: str = "auditor") -> list[dict[str, Any]]:
    service = RegisterService(engine=life.office.reading, today=lambda: TODAY)
    return service.listed(register, life.office.actor(who))


def codes(life: Life, reference: str) -> dict[str, list[str]]:
    """Every step that `can` tells of a record with the codes against it."""
    options = StepService(opened(life.office)).can(reference, life.office.actor("everyone"))
    return {one.action: [reason.code for reason in one.reasons] for one in options}


def test_a_question_is_kept_with_its_gateway_and_falls_due(life: Life) -> None:
    asked(life)
    found = shown(life, "information", "IR-1")
    assert found["state"] == "late"
    assert len(found["subjects"]) == 1
    assert found["gateway"] == "statutory_power"
    assert found["due"] == "2026-10-31"
    assert [row["state"] for row in listed(life, "information_requests")] == ["late"]


def test_a_day_that_is_given_governs(life: Life) -> None:
    asked(life, due="2026-12-24")
    assert shown(life, "information", "IR-1")["due"] == "2026-12-24"
    assert listed(life, "information_requests")[0]["state"] == "open"


def test_a_question_names_somebody_or_something(life: Life) -> None:
    refused = life.try_("request_information", **{**QUESTION, "subjects": []})
    assert [(one.code, one.field) for one in refused.reasons] == [("field_missing", "subjects")]


def test_an_answer_is_not_due_before_the_question(life: Life) -> None:
    assert life.codes("request_information", **QUESTION, due="2026-09-30") == ["date_order"]


def test_without_a_data_protection_check_the_question_warns(life: Life) -> None:
    warned = life.give("request_information", **QUESTION).warnings
    assert [one.field for one in warned] == ["data_protection_check"]
    checked = {**QUESTION, "information": "IR-2", "data_protection_check": "Necessary: J. Borg"}
    assert not life.give("request_information", **checked).warnings


def test_a_gateway_that_does_not_open_the_register_warns(life: Life) -> None:
    given = {**QUESTION, "gateway": "fiu_cooperation", "data_protection_check": "done"}
    assert [one.field for one in life.give("request_information", **given).warnings] == ["gateway"]


def test_an_answer_closes_the_question_and_its_deadline(life: Life) -> None:
    asked(life)
    life.give(
        "record_information", information="IR-1", on="2026-10-20", result="hit",
        content="Flat 4, Old Mill", restrictions="Not to be quoted",
    )  # fmt: skip
    found = shown(life, "information", "IR-1")
    assert (found["state"], found["result"], found["content"]) == (
        "answered", "hit", "Flat 4, Old Mill",
    )  # fmt: skip
    open_ones = [row for row in listed(life, "deadlines") if row["record"] == "IR-1"]
    assert not open_ones
    again = life.codes("record_information", information="IR-1", on="2026-10-21", result="no_hit")
    assert again == ["wrong_state"]
    assert codes(life, "IR-1")["record_information"] == ["wrong_state"]


def test_an_answer_in_part_leaves_the_rest_due(life: Life) -> None:
    asked(life)
    life.give("record_information", information="IR-1", on="2026-10-20", result="partly",
              content="The first half")  # fmt: skip
    assert shown(life, "information", "IR-1")["state"] == "late"
    life.give("record_information", information="IR-1", on="2026-11-20", result="hit",
              content="The second half")  # fmt: skip
    found = shown(life, "information", "IR-1")
    assert found["content"] == "The first half\nThe second half"
    assert listed(life, "information_requests")[0]["answered"] == "2026-11-20"


def test_an_answer_does_not_come_before_the_question(life: Life) -> None:
    asked(life)
    given = {"information": "IR-1", "on": "2026-09-20", "result": "hit"}
    assert life.codes("record_information", **given) == ["date_order"]
    assert life.codes("record_information", **{**given, "information": "IR-9"}) == ["not_found"]


def test_the_letter_to_a_register_says_purpose_gateway_and_silence(life: Life) -> None:
    asked(life)
    text = printed(life, "form", "IR-1", "DIR-01")
    assert "Tracing of proceeds of a fraud" in text
    assert "Statutory power of the office" in text
    assert "Do not tell the persons named here" in text
    assert "Land Registry Valletta" in text


def test_the_source_of_a_report_is_shown_to_those_who_need_it_alone(life: Life) -> None:
    report(life)
    for who in ("officer", "lawyer", "supervisor"):
        found = shown(life, "report", "RP-1", who)
        assert (found["source"], found["their_reference"]) == (SOURCE, THEIRS)
    for who in ("manager", "accountant", "director", "auditor"):
        found = shown(life, "report", "RP-1", who)
        assert (found["source"], found["their_reference"]) == (PROTECTED, PROTECTED)


@pytest.mark.parametrize("who", ["officer", "manager", "auditor"])
def test_the_source_leaks_by_no_other_way(life: Life, who: str) -> None:
    report(life)
    reports: list[object] = [shown(life, "case", "CASE", who)]
    if who != "officer":  # who needs it reads it there
        reports.append(shown(life, "event", "RP-1", who))
    actor, office = life.office.actor(who), opened(life.office)
    reports += [
        HistoryService(office).history(kind, ref, actor, HistoryWish(whole=True), purpose="work")
        for kind, ref in (("case", "CASE"), ("report", "RP-1"))
    ]
    reports += [listed(life, name, who) for name in ("reports", "documents", "deadlines")]
    search = SearchService(engine=life.office.reading, today=lambda: TODAY)
    assert not search.search(actor, "Quibblethorpe")
    assert not search.search(actor, THEIRS)
    for found in reports:
        told = str(found)
        assert "Quibblethorpe" not in told
        assert "ZEBRA" not in told


def test_neither_source_nor_report_stands_on_a_paper_that_leaves(life: Life) -> None:
    report(life)
    asked(life)
    life.give("record_information", information="IR-1", on="2026-10-20", result="hit",
              content="Flat 4, Old Mill")  # fmt: skip
    for profile in ("court", "foreign", "owner"):
        text = printed(life, "dossier", "CASE", profile=profile)
        for secret in ("Quibblethorpe", "ZEBRA", "RP-1", "lock-up", "IR-1", "Old Mill"):
            assert secret not in text, (profile, secret)
    text = printed(life, "dossier", "CASE", profile="full")
    assert "lock-up" in text
    assert "Old Mill" in text
    assert "Quibblethorpe" not in text
    assert "ZEBRA" not in text


def test_the_feedback_letter_names_no_fact_of_the_case(life: Life) -> None:
    report(life)
    life.give("give_feedback", report="RP-1", on="2026-11-01", outcome="used")
    text = printed(life, "form", "RP-1", "FBK-01")
    assert "RP-1" in text
    assert "Useful" in text
    for secret in ("Quibblethorpe", "ZEBRA", "CASE", "lock-up", "Owner", "Grey car", "Everyone"):
        assert secret not in text, secret


def test_a_report_without_a_case_is_known_to_those_who_look_into_reports(life: Life) -> None:
    report(life, case=None)
    assert shown(life, "report", "RP-1")["source"] == SOURCE
    for who in ("manager", "auditor"):
        with pytest.raises(NotFound):
            shown(life, "report", "RP-1", who)
        assert listed(life, "reports", who) == []
    assert [row["reference"] for row in listed(life, "reports", "officer")] == ["RP-1"]
    assert codes(life, "RP-1")["give_feedback"] == ["wrong_state"]
    refused = life.try_("give_feedback", report="RP-1", on="2026-11-01", outcome="used")
    assert refused.reasons[0].clear_with == "assign_report"


def test_a_report_is_assigned_once(life: Life) -> None:
    report(life, case=None)
    life.give("assign_report", report="RP-1", case="CASE", on="2026-10-05")
    assert listed(life, "reports")[0]["case"] == "CASE"
    assert [one["reference"] for one in shown(life, "case", "CASE")["intelligence"]["reports"]] == [
        "RP-1"
    ]
    again = life.codes("assign_report", report="RP-1", case="CASE", on="2026-10-06")
    assert again == ["wrong_state"]
    assert life.is_sound()


def test_a_report_of_a_sealed_case_is_not_there_for_others(life: Life) -> None:
    report(life)
    life.give("seal_case", case="CASE", on="2026-10-02", reason="informer")
    with pytest.raises(NotFound):
        shown(life, "report", "RP-1", "officer")
    assert listed(life, "reports", "auditor") == []
    refused = life.try_("give_feedback", who="officer", report="RP-1", on="2026-11-01",
                        outcome="used")  # fmt: skip
    assert [one.code for one in refused.reasons] == ["not_found"]


def test_who_has_no_need_does_not_record_reports(life: Life) -> None:
    given = {"report": "RP-1", "on": "2026-10-01", "from_kind": "citizen"}
    for who in ("manager", "accountant", "auditor"):
        refused = life.try_("receive_report", who=who, **given)
        assert [one.code for one in refused.reasons] == ["role_needed"]


def test_every_disclosure_is_listed(life: Life) -> None:
    life.give("record_disclosure", case="CASE", on="2026-10-01", to="Tax office",
              basis="Tax Act s 12", what="That a car is registered")  # fmt: skip
    rows = listed(life, "disclosures")
    assert [(row["to"], row["way"]) for row in rows] == [("Tax office", "record_disclosure")]
    told = shown(life, "case", "CASE")["intelligence"]["disclosures"]
    assert [one["what"] for one in told] == ["That a car is registered"]
    assert "Tax Act" in printed(life, "dossier", "CASE", profile="full")
    for profile in ("court", "foreign", "owner"):
        assert "Tax Act" not in printed(life, "dossier", "CASE", profile=profile)


def test_what_came_in_is_passed_on_with_consent_alone(life: Life) -> None:
    asked(life)
    given: dict[str, Any] = {"case": "CASE", "on": "2026-11-01", "to": "Tax office",
                             "basis": "s 12", "what": "The flat", "sources": ["IR-1"]}  # fmt: skip
    refused = life.try_("record_disclosure", **given)
    assert [(one.code, one.clear_with) for one in refused.reasons] == [
        ("guard_failed", "record_consent")
    ]
    life.give("record_consent", consent="CO-1", information="IR-1", on="2026-10-30",
              by="Land Registry", uses=["pass_on"], until="2026-11-10")  # fmt: skip
    life.give("record_disclosure", **given)
    late = life.try_("record_disclosure", **{**given, "on": "2026-11-11"})
    assert [one.code for one in late.reasons] == ["guard_failed"]
    life.give("withdraw_consent", consent="CO-1", on="2026-11-05")
    ended = life.try_("record_disclosure", **{**given, "on": "2026-11-06"})
    assert [one.code for one in ended.reasons] == ["guard_failed"]
    assert life.codes("withdraw_consent", consent="CO-1", on="2026-11-07") == ["wrong_state"]


def test_a_consent_names_what_it_allows_and_for_what(life: Life) -> None:
    asked(life)
    given = {"on": "2026-10-30", "by": "Land Registry", "uses": ["mla"]}
    assert life.codes("record_consent", **given) == ["field_missing"]
    assert life.codes("record_consent", **given, information="IR-1", report="RP-1") == ["not_found"]
    assert life.codes("record_consent", **{**given, "uses": []}, information="IR-1")
    assert life.codes("record_consent", **given, report="IR-1") == ["not_found"]
    assert life.codes("record_consent", **given, information="IR-1", until="2026-10-29") == [
        "date_order"
    ]


def test_the_office_stays_sound(life: Life) -> None:
    asked(life)
    report(life)
    assert life.is_sound()
