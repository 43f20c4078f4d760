"""Text marked "to be checked" stands in drafts; nothing is signed before somebody stands for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.step_service import StepService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened, shown
from tests.support.asset_life import Life
from tests.support.requests import WHOLE, brought_to, drafted

At = Callable[[str], Life]
DOUBTFUL = "The court will decide within a year [to be checked]."


def doubtful(at: At, text: str = DOUBTFUL, key: str = "purpose") -> Life:
    """Approved, with a text that its author marked."""
    life = drafted(at("identified"), fields={**WHOLE, key: text})
    return brought_to(life, "approve_request")


def signed(life: Life) -> Any:
    return life.try_("sign_request", request="OUT-1", on="2026-03-10")


def confirm(life: Life, *fields: str, who: str = "lawyer", **more: Any) -> Any:
    arguments = {"request": "OUT-1", "fields": list(fields), "on": "2026-03-10", **more}
    return life.try_("confirm_text", who=who, **arguments)


def printed(life: Life) -> str:
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    return " ".join(" ".join(page_texts(papers.request_pdf("OUT-1"))).split())


@pytest.mark.parametrize("mark", ["[to be checked]", "(to be checked)", "[To be  checked ]"])
def test_marked_text_bars_the_signature_with_its_place(at: At, mark: str) -> None:
    life = doubtful(at, f"Within a year {mark}.")
    refused = signed(life)
    assert [(one.code, one.field, one.clear_with) for one in refused.reasons] == [
        ("form_incomplete", "purpose", "confirm_text")
    ]
    assert "section J" in refused.reasons[0].text


def test_text_without_a_mark_is_signed_as_ever(at: At) -> None:
    assert signed(doubtful(at, "It will be checked within a year.")).ok


def test_what_the_legal_officer_confirms_is_signed_without_its_mark(at: At) -> None:
    life = doubtful(at)
    assert "[to be checked]" in printed(life)
    assert confirm(life, "purpose").ok
    assert signed(life).ok
    found = printed(life)
    assert "within a year." in found
    assert "to be checked" not in found
    assert shown(life, "request", "OUT-1")["state"] == "signed"
    assert life.is_sound()


def test_other_words_without_the_mark_clear_it_too(at: At) -> None:
    life = doubtful(at)
    life.give("fill_request", who="officer", request="OUT-1", fields={"purpose": "Evidence."})
    brought_to(life, "sign_request")


def test_a_confirmation_is_of_what_the_text_says(at: At) -> None:
    life = doubtful(at)
    assert confirm(life, "purpose").ok
    other = {"purpose": "The court will decide within two years [to be checked]."}
    life.give("fill_request", who="officer", request="OUT-1", fields=other)
    brought_to(life, "approve_request")
    assert [one.field for one in signed(life).reasons] == ["purpose"]


def test_a_cell_of_a_table_is_looked_at_too(at: At) -> None:
    rows = [{"name": "Bribery (to be checked)", "provision": "s. 1", "penalty": "five years"}]
    life = drafted(at("identified"), fields={**WHOLE, "offences": rows})
    brought_to(life, "approve_request")
    assert [one.field for one in signed(life).reasons] == ["offences"]
    assert confirm(life, "offences").ok
    assert signed(life).ok
    assert "to be checked" not in printed(life)


def test_what_the_records_say_with_the_mark_is_looked_at_too(at: At) -> None:
    fields = {key: value for key, value in WHOLE.items() if key != "facts_summary"}
    life = at("identified")
    life.give("change_case", case="CASE", summary="Money went [to be checked].", reason="draft")
    drafted(life, fields=fields)
    brought_to(life, "approve_request")
    assert [one.field for one in signed(life).reasons] == ["facts_summary"]


def test_nobody_stands_for_a_text_of_his_own(at: At) -> None:
    life = drafted(at("identified"), fields={**WHOLE, "purpose": DOUBTFUL})
    life.give("fill_request", who="lawyer", request="OUT-1", fields={"purpose": DOUBTFUL + " "})
    assert [one.code for one in confirm(life, "purpose").reasons] == ["same_person"]
    assert [one.code for one in confirm(life, "purpose", who="officer").reasons] == ["role_needed"]


def test_only_a_text_that_waits_is_confirmed(at: At) -> None:
    life = doubtful(at)
    before = life.all_rows()
    assert [one.code for one in confirm(life, "facts_summary").reasons] == ["not_found"]
    assert life.all_rows() == before
    assert confirm(life, "purpose").ok
    assert [one.code for one in confirm(life, "purpose").reasons] == ["not_found"]


def test_can_names_the_text_and_offers_to_confirm_it(at: At) -> None:
    life = doubtful(at)
    service = StepService(opened(life.office))
    steps = {one.action: one for one in service.can("OUT-1", life.office.actor("everyone"))}
    assert [one.clear_with for one in steps["sign_request"].reasons] == ["confirm_text"]
    assert steps["confirm_text"].allowed
    assert dict(steps["confirm_text"].given) == {"fields": ["purpose"]}
    assert confirm(life, "purpose").ok
    steps = {one.action: one for one in service.can("OUT-1", life.office.actor("everyone"))}
    assert steps["sign_request"].allowed
    assert not steps["confirm_text"].allowed


def test_the_internal_copy_says_who_confirmed(at: At) -> None:
    life = doubtful(at)
    assert confirm(life, "purpose").ok
    found = printed(life)
    assert "Checked by the legal officer" in found
    assert "Lawyer" in found
