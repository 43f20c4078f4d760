"""Versions of a request: what was signed stays as it was; a change is a new version of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.domain.errors import NotFound
from asset_recovery.domain.request_version_facts import FieldChange
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.request_versions import RequestVersions
from asset_recovery.services.step_service import StepService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened, shown
from tests.support.asset_life import Life
from tests.support.requests import WHOLE, brought_to, drafted

At = Callable[[str], Life]


def printed(life: Life, request: str = "OUT-1", language: str | None = None) -> str:
    """All text of the request's PDF on one line."""
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    return " ".join(" ".join(page_texts(papers.request_pdf(request, language=language))).split())


def pdf(life: Life, request: str = "OUT-1") -> bytes:
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    return papers.request_pdf(request)


def versions(life: Life) -> RequestVersions:
    return RequestVersions(opened(life.office), life.office.actor("everyone"), "test")


def changed_in_the_file(life: Life) -> None:
    """The car is described otherwise, and the accused has another name."""
    life.give("change_asset", asset=life.asset, description="Silver car", reason="looked again")
    life.give("change_case", case="CASE", title="Another title", reason="clearer")


def request_of(life: Life, request: str = "OUT-1") -> dict[str, Any]:
    return shown(life, "request", request)


# --- what is signed -------------------------------------------------------------------------


def test_a_draft_follows_the_records(at: At) -> None:
    life = drafted(at("identified"))
    assert "Grey car" in printed(life)
    changed_in_the_file(life)
    assert "Silver car" in printed(life)


def test_a_signed_request_prints_the_same_for_ever(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    before = pdf(life)
    changed_in_the_file(life)
    assert pdf(life) == before
    assert "Grey car" in printed(life)
    brought_to_sent(life)
    life.give("record_answer", request="OUT-1", on="2026-03-20", kind="acknowledged")
    assert pdf(life) == before


def brought_to_sent(life: Life, request: str = "OUT-1") -> None:
    life.give("send_request", request=request, on="2026-03-11", channel="direct")


def test_in_another_language_it_says_what_was_signed(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    changed_in_the_file(life)
    found = printed(life, language="fr")
    assert "Grey car" in found
    assert "Silver car" not in found


def test_the_signature_keeps_form_version_and_checksum(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    found = request_of(life)
    signed = found["signed"]
    assert signed["on"] == "2026-03-10"
    assert signed["forms"][0].startswith("MLA-01 ")
    assert len(signed["forms"][0].split()[-1]) == 64
    steps = [(one["step"], one["number"]) for one in found["drafts"]]
    assert steps == [("review_request", 1), ("approve_request", 1), ("sign_request", 1)]


def test_what_was_written_anew_after_the_review_has_a_new_number(at: At) -> None:
    life = brought_to(drafted(at("identified")), "review_request")
    given = {"fields": {"purpose": "Evidence, and a confiscation."}}
    life.give("fill_request", who="officer", request="OUT-1", **given)
    brought_to(life, "approve_request")
    assert [one["number"] for one in request_of(life)["drafts"]] == [1, 2, 2]


def test_nothing_of_a_signed_request_is_filled_in_any_more(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    rows = life.all_rows()
    other: dict[str, Any] = {"fields": {"purpose": "other"}}
    for action, more in (("fill_request", other), ("refresh_request", {})):
        refused = life.try_(action, request="OUT-1", **more)
        assert [(one.code, one.clear_with) for one in refused.reasons] == [
            ("signed_is_final", "new_version")
        ]
    assert life.all_rows() == rows


# --- a new version --------------------------------------------------------------------------


def anew(life: Life, of: str = "OUT-1", **more: Any) -> Any:
    arguments = {"on": "2026-03-12", "reason": "the sum was wrong", **more}
    return life.try_("new_version", who="officer", of=of, **arguments)


def test_a_new_version_names_the_one_before_and_is_named_by_it(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    changed_in_the_file(life)
    made = dict(anew(life).made)
    assert made["request"] == "OUT-1-V2"
    new, old = request_of(life, "OUT-1-V2"), request_of(life)
    assert (new["version"], new["replaces"], new["state"]) == (2, "OUT-1", "draft")
    assert old["replaced_by"] == ["OUT-1-V2"]
    found = printed(life, "OUT-1-V2")
    assert "version 2, in place of OUT-1" in found
    assert "Silver car" in found
    assert "Grey car" in printed(life)


def test_the_next_one_counts_on(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    assert anew(life).ok
    brought_to(life, "sign_request", "OUT-1-V2", "2026-03-13")
    assert dict(anew(life, "OUT-1-V2", on="2026-03-14").made)["request"] == "OUT-1-V3"
    assert request_of(life, "OUT-1-V3")["version"] == 3


def test_what_was_not_sent_is_replaced(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    assert anew(life).ok
    assert life.codes("send_request", request="OUT-1", on="2026-03-12", channel="direct") == [
        "wrong_state"
    ]
    brought_to(life, "sign_request", "OUT-1-V2", "2026-03-13")
    assert request_of(life)["state"] == "withdrawn"
    assert "REPLACED" in printed(life)
    brought_to_sent_anew(life)
    assert life.is_sound()


def brought_to_sent_anew(life: Life) -> None:
    life.give("send_request", request="OUT-1-V2", on="2026-03-14", channel="direct")


def test_a_new_version_that_is_withdrawn_lets_the_old_one_go_out(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    assert anew(life).ok
    life.give("withdraw_request", request="OUT-1-V2", on="2026-03-12")
    brought_to_sent_on(life, "2026-03-13")
    assert request_of(life)["state"] == "sent"


def brought_to_sent_on(life: Life, on: str) -> None:
    life.give("send_request", request="OUT-1", on=on, channel="direct")


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("replacement", "Replacement of an earlier request"),
        ("supplementary", "Supplementary request"),
    ],
)
def test_what_was_sent_stays_and_is_supplemented_or_replaced(at: At, kind: str, label: str) -> None:
    life = brought_to(drafted(at("identified")), "send_request")
    assert anew(life, kind=kind).ok
    assert label in printed(life, "OUT-1-V2")
    brought_to(life, "send_request", "OUT-1-V2", "2026-03-13")
    assert request_of(life)["state"] == "sent"


def test_what_was_never_sent_is_not_supplemented(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    assert [one.field for one in anew(life, kind="supplementary").reasons] == ["kind"]


def test_a_draft_has_no_new_version(at: At) -> None:
    life = drafted(at("identified"))
    refused = anew(life)
    assert [(one.code, one.clear_with) for one in refused.reasons] == [
        ("wrong_state", "fill_request")
    ]


def test_two_new_versions_are_not_drafted_at_once(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    assert anew(life).ok
    assert [one.code for one in anew(life).reasons] == ["wrong_state"]


def test_a_new_version_does_not_lie_before_the_signature(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    assert [one.code for one in anew(life, on="2026-03-01").reasons] == ["date_order"]


def test_can_offers_what_the_state_allows(at: At) -> None:
    life = drafted(at("identified"))
    steps = {one.action: one for one in can(life)}
    assert (steps["fill_request"].allowed, steps["new_version"].allowed) == (True, False)
    brought_to(life, "sign_request")
    steps = {one.action: one for one in can(life)}
    assert (steps["fill_request"].allowed, steps["new_version"].allowed) == (False, True)
    assert dict(steps["new_version"].given)["of"] == "OUT-1"
    assert anew(life).ok
    steps = {one.action: one for one in can(life)}
    assert (steps["send_request"].allowed, steps["new_version"].allowed) == (False, False)


def can(life: Life, request: str = "OUT-1") -> Any:
    service = StepService(opened(life.office))
    return service.can(request, life.office.actor("everyone"))


# --- what changed in the file ---------------------------------------------------------------


def by_key(changes: tuple[FieldChange, ...]) -> dict[str, tuple[str, str]]:
    return {one.key: (one.was, one.now) for one in changes}


def test_what_changed_since_the_draft_is_told_cell_by_cell(at: At) -> None:
    life = drafted(at("identified"))
    assert versions(life).changes_since("OUT-1") == ()
    changed_in_the_file(life)
    found = versions(life).changes_since("OUT-1")
    assert by_key(found)["assets.CAR.description"] == (
        "Grey car; plate AB 123",
        "Silver car; plate AB 123",
    )
    assert by_key(found)["proceedings_title"] == ("A case", "Another title")
    assert [one.key for one in found].count("assets.CAR.description") == 1
    told = request_of(life)["changes_since"]
    assert {"assets.CAR.description", "proceedings_title"} <= {one["key"] for one in told}


def test_a_review_takes_note_of_what_changed(at: At) -> None:
    life = drafted(at("identified"))
    changed_in_the_file(life)
    brought_to(life, "review_request")
    assert versions(life).changes_since("OUT-1") == ()


def test_typed_text_stays_and_is_shown_beside_what_the_records_say_now(at: At) -> None:
    life = drafted(at("identified"))
    life.give("fill_request", request="OUT-1", fields={"proceedings_title": "Our words"})
    life.give("change_case", case="CASE", title="Another title", reason="clearer")
    found = versions(life).changes_since("OUT-1")
    assert [(one.key, one.was, one.now, one.typed) for one in found] == [
        ("proceedings_title", "A case", "Another title", True)
    ]
    assert "Our words" in printed(life)
    life.give("refresh_request", request="OUT-1", fields=["proceedings_title"])
    assert versions(life).changes_since("OUT-1") == ()
    assert "Another title" in printed(life)


def test_only_what_was_typed_gives_way_to_the_records(at: At) -> None:
    life = drafted(at("identified"))
    assert life.codes("refresh_request", request="OUT-1", fields=["proceedings_title"]) == [
        "not_found"
    ]


def test_taking_over_the_records_asks_for_a_new_review(at: At) -> None:
    life = brought_to(drafted(at("identified")), "review_request")
    life.give("refresh_request", request="OUT-1")
    assert request_of(life)["state"] == "draft"


# --- side by side ---------------------------------------------------------------------------


def test_a_draft_that_was_kept_is_compared_with_what_it_became(at: At) -> None:
    life = brought_to(drafted(at("identified")), "review_request")
    life.give("fill_request", request="OUT-1", fields={"purpose": "Something else."})
    for other in ("1", "version 1", "draft 1"):
        found = versions(life).compare("OUT-1", other)
        assert by_key(found.changes) == {"purpose": (WHOLE["purpose"], "Something else.")}
    with pytest.raises(NotFound):
        versions(life).compare("OUT-1", "version 7")


def test_two_versions_are_compared_as_each_of_them_reads(at: At) -> None:
    life = brought_to(drafted(at("identified")), "sign_request")
    changed_in_the_file(life)
    assert anew(life).ok
    found = by_key(versions(life).compare("OUT-1-V2", "OUT-1").changes)
    assert found["assets.CAR.description"] == (
        "Grey car; plate AB 123",
        "Silver car; plate AB 123",
    )
