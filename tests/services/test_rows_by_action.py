"""The acceptance rows of the catalogue of forms as an office meets them: by giving actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.labels import payload
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.services.test_answer_papers import as_filled, told
from tests.services.test_storage import service
from tests.services.test_telling_states import tasks
from tests.support.abroad import received
from tests.support.asset_life import Life
from tests.support.certificates import hands
from tests.support.office import money
from tests.support.requests_of_ours import WHOLE, went

At = Callable[[str], Life]


def draft(life: Life, *kinds: str, basis: str = "UNTOC", drop: tuple[str, ...] = (),
          **fields: Any) -> None:  # fmt: skip
    """A request about the car under this instrument, without what is dropped."""
    typed = {**WHOLE, "legal_basis": [basis], **fields}
    life.give(
        "draft_request", request="OUT-1", case="CASE", form="MLA-01", to_country="CH",
        kinds=list(kinds), assets=[life.asset], orders=fields.pop("_orders", []),
        fields={key: value for key, value in typed.items() if key not in (*drop, "_orders")},
    )  # fmt: skip


def blocked(life: Life, on: str = "2026-11-02") -> dict[str, str]:
    """The fields for which approval is refused, with the sentence; nothing else may refuse it."""
    life.give("review_request", who="lawyer", request="OUT-1", on=on)
    result = life.try_("approve_request", who="supervisor", request="OUT-1", on=on)
    assert {one.code for one in result.reasons} <= {"form_incomplete"}
    return {str(one.field): one.text for one in result.reasons}


def fill(life: Life, **fields: Any) -> None:
    life.give("fill_request", request="OUT-1", fields=fields)


def test_x01_service_alone_needs_no_facts_and_documents_do(at: At) -> None:
    life = at("identified")
    draft(life, "SER", drop=("facts_summary",))
    assert "facts_summary" not in blocked(life)
    other = at("identified")
    draft(other, "DOC", drop=("facts_summary",))
    assert "18(15)(c)" in blocked(other)["facts_summary"]
    fill(other, facts_summary="Three loads crossed the border in one night.")
    assert "facts_summary" not in blocked(other)


@pytest.mark.parametrize(
    ("basis", "asked"),
    [
        ("UNTOC", {"confiscation_order_copy"}),
        ("UNCAC", {"confiscation_order_copy", "finality_statement", "third_party_notice"}),
    ],
)
def test_x02_our_order_goes_only_with_what_the_convention_asks_for(
    at: At, basis: str, asked: set[str]
) -> None:
    every = {"confiscation_order_copy", "finality_statement", "third_party_notice"}
    life = at("identified")
    draft(life, "CNF", basis=basis, confiscation_route="enforce")
    assert set(blocked(life)) & every == asked
    fill(life, confiscation_order_copy="DOC-7", finality_statement={"stated": True, "text": "Yes."},
         third_party_notice="Published in March.")  # fmt: skip
    assert not set(blocked(life)) & every


def test_x02_a_final_order_with_published_notice_answers_it_from_the_record(at: At) -> None:
    life = at("final")
    draft(life, "CNF", basis="UNCAC", confiscation_route="enforce", _orders=["CONF"])
    found = blocked(life)
    assert "confiscation_order_copy" in found
    assert not {"finality_statement", "third_party_notice"} & set(found)
    assert "Gazette" in str(as_filled(life, "OUT-1").answers["third_party_notice"].value)


def test_x04_a_sum_under_the_warsaw_convention_has_its_maximum(at: At) -> None:
    life = at("identified")
    draft(life, "SEA", basis="CETS198", order_for_sum=True)
    assert "37(2)" in blocked(life)["maximum_amount"]
    fill(life, maximum_amount=money("77.10"))
    assert "maximum_amount" not in blocked(life)
    other = at("identified")
    draft(other, "SEA", basis="CETS198", order_for_sum=False)
    assert "maximum_amount" not in blocked(other)


def test_x05_coercion_under_it_has_the_law_and_the_statement_of_home(at: At) -> None:
    both = {"law_text", "home_availability_statement"}
    life = at("identified")
    draft(life, "SEA", basis="CETS198")
    assert both <= set(blocked(life))
    fill(life, law_text="Annex 3")
    assert set(blocked(life)) & both == {"home_availability_statement"}
    fill(life, home_availability_statement={"stated": True, "text": "By section 4."})
    assert not set(blocked(life)) & both
    other = at("identified")
    draft(other, "INF", basis="CETS198")
    assert not set(blocked(other)) & both


def test_x06_accounts_and_transactions_have_different_tests(at: At) -> None:
    tests = {"substantial_value", "grounds_to_presume"}
    life = at("identified")
    draft(life, "DOC", basis="CETS198", bank_information_wanted=True, bank_subtype="accounts")
    found = set(blocked(life))
    assert tests <= found
    assert "bank_relevance" not in found
    fill(life, bank_subtype="transactions")
    found = set(blocked(life))
    assert not tests & found
    assert "bank_relevance" in found
    fill(life, bank_subtype="monitoring", bank_relevance="The buyer pays by instalments.")
    assert not (tests | {"bank_relevance"}) & set(blocked(life))


def test_x07_a_hearing_by_video_names_reason_and_hearers(at: At) -> None:
    both = {"video_reason", "hearing_conducted_by"}
    life = at("identified")
    draft(life, "VID")
    assert both <= set(blocked(life))
    fill(life, video_reason="She is in hospital.")
    assert set(blocked(life)) & both == {"hearing_conducted_by"}
    fill(life, hearing_conducted_by=[{"name": "Judge B"}])
    assert not set(blocked(life)) & both


@pytest.mark.parametrize(("language", "words"), [
    ("en", "nine hundred and eight thousand and seventy and 05/100"),
    ("fr", "neuf cent huit mille soixante-dix"),
    ("de", "neunhundertachttausendsiebzig"),
])  # fmt: skip
def test_x11_figures_and_words_stand_on_the_certificate(at: At, language: str, words: str) -> None:
    life = at("identified")
    life.give(
        "draft_request", request="OUT-1", case="CASE", form="EU-02", to_country="DE", kinds=[],
        assets=[life.asset], language=language,
        fields={"d2_order_subject": ["money"], "d_amount_for_execution": money("908070.05"),
                "d_amount_total": money("908070.05")},
    )  # fmt: skip
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    text = " ".join(" ".join(page_texts(papers.request_pdf("OUT-1"))).split())
    assert words in text.replace("\u00ad", "").casefold() or words in text.replace("\u00ad", "")
    assert "05" in text


@pytest.mark.parametrize("form", ["MLA-01", "EU-02"])
def test_x12_mixed_property_is_in_no_confiscation_form_before_its_part_is_assessed(
    at: At, form: str
) -> None:
    life = at("identified")
    life.give("change_asset", asset=life.asset, grounds=["PRO", "MIX"], reason="paid from two")
    if form == "MLA-01":
        draft(life, "CNF", basis="UNCAC", confiscation_route="obtain")
    else:
        life.give("draft_request", request="OUT-1", case="CASE", form=form, to_country="DE",
                  kinds=[], assets=[life.asset])  # fmt: skip

    def mixed() -> bool:
        return any("tainted" in text.casefold() or "intermingled" in text.casefold()
                   for text in blocked(life).values())  # fmt: skip

    assert mixed()
    life.give("change_asset", asset=life.asset, reason="assessed",
              grounds=["PRO", {"code": "MIX", "tainted_value": money("12.34")}])  # fmt: skip
    fill(life, **({"purpose": "It is still wanted."} if form == "MLA-01" else {"f4_other": "-"}))
    assert not mixed()


# --- the term ends on a working day of the State that decides ---------------------------


@pytest.mark.parametrize(
    ("country", "on", "due"),
    [
        ("MT", "2025-10-24", "2025-12-09"),  # 8 December is a holiday of Malta
        ("NL", "2025-10-24", "2025-12-08"),
        ("MT", "2025-11-06", "2025-12-22"),  # the 45th day is a Sunday
        ("MT", "2025-11-07", "2025-12-22"),
    ],
)
def test_x14_forty_five_days_end_by_the_holidays_of_the_executing_state(
    at: At, country: str, on: str, due: str
) -> None:
    life = at("begun")
    life.give("change_office", key="country", value=country, reason="seat",
              **{"from": "2000-01-01"})  # fmt: skip
    life.identified()
    received(life, "EU-02", on=on, kinds=["CNF"])
    life.give("answer_request", request="IN-1", on=due, kind="refused", grounds=["RF-NBIS"])
    assert "decided_late" not in told(life, "EU-03a")
    clocks = {one.code: one.due.isoformat() for one in as_filled(life).file.requests[0].clocks}
    assert clocks["confiscation_recognition"] == due


# --- a gap in the chain shows in the dossier, not at the shelf ---------------------------


@pytest.mark.parametrize("is_broken", [True, False])
def test_x16_section_10_of_the_dossier_shows_the_break_and_the_scan_goes_on(
    at: At, is_broken: bool
) -> None:
    life = at("seized")
    giver = "Somebody else" if is_broken else "Port guard"
    life.give("move_custody", asset="CAR", on="2026-05-04", to="Hall 9", reason="room",
              handed_over_by=giver, received_by="Night guard", seals=["S-1"],
              condition="good")  # fmt: skip
    life.give("issue_label", asset="CAR", on="2026-05-05", size="100x50")
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    text = " ".join(" ".join(page_texts(papers.dossier("CASE"))).split())
    assert ("CHAIN BROKEN" in text) is is_broken
    scanned = service(life).scan(payload("CAR", "CASE", 1), life.office.actor("everyone"))
    assert (scanned.kind, scanned.reference, scanned.code) == ("asset", "CAR", "")


# --- the other States are told, and the paper that tells them ends the task ---------------


def in_two_states(life: Life) -> None:
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    went(life, "OUT-2", "LI", on="2026-07-05", orders=["CONF"])


def sent_supplement(life: Life, kind: str) -> None:
    """A supplement of this kind to the first State, through every hand."""
    life.give("draft_request", request="S-1", case="CASE", form="MLA-03", to_country="CH",
              parent="OUT-1",
              fields={"supplement_type": kind, "supplement_text": "See the table.",
                      "text": "See the table.",
                      "no_longer_required_from": "2026-07-05"})  # fmt: skip
    hands(life, "S-1", "2026-07-05")
    life.give("send_request", request="S-1", on="2026-07-05", channel="central_authorities")


def test_x19_the_supplement_names_the_further_state_and_ends_the_task(at: At) -> None:
    life = at("confiscated")
    in_two_states(life)
    assert [state for _title, state in tasks(life, "OUT-1")] == ["open"]
    assert told(life, "MLA-03", "OUT-1", supplement_type="further_states")["further_states"] == (
        {"state": "LI", "reference": "OUT-2", "date": "2026-07-05"},
    )
    sent_supplement(life, "further_states")
    assert [state for _title, state in tasks(life, "OUT-1")] == ["met"]
    assert life.is_sound()


def test_x19_another_supplement_leaves_the_task_open(at: At) -> None:
    life = at("confiscated")
    in_two_states(life)
    sent_supplement(life, "no_longer_required")
    assert [state for _title, state in tasks(life, "OUT-1")] == ["open"]


def test_x21_what_is_signed_is_changed_only_as_a_new_version(at: At) -> None:
    life = at("confiscated")
    went(life, "OUT-1", "CH", on="2026-07-02", orders=["CONF"])
    assert life.codes("fill_request", request="OUT-1", fields={"purpose": "Another."}) == [
        "signed_is_final"
    ]
