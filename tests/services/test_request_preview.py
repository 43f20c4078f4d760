"""A request with answers that are typed and not given: seen at once, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from asset_recovery.domain.errors import NotPermitted
from asset_recovery.persistence import tables as t
from asset_recovery.services.request_preview import RequestPreviews
from tests.services.reading import opened
from tests.support.asset_life import Life

At = Callable[[str], Life]


def drafted(at: At) -> Life:
    """A request for freezing the car."""
    life = at("begun").identified()
    life.give(
        "draft_request", request="OUT-1", case="CASE", form="MLA-01", to_country="CH",
        kinds=["AR-T"], assets=[life.asset],
    )  # fmt: skip
    return life


def entries(life: Life) -> int:
    with life.office.reading.connect() as connection:
        return len(connection.execute(select(t.journal.c.seq)).all())


def test_typed_answers_are_on_the_pages_and_in_what_is_missing_but_not_on_file(at: At) -> None:
    life = drafted(at)
    before = entries(life)
    previews, actor = RequestPreviews(opened(life.office)), life.office.actor("everyone")
    plain = previews.preview("OUT-1", {}, actor, purpose="test")
    typed = {"purpose": "To secure the car."}
    found = previews.preview("OUT-1", typed, actor, purpose="test")
    assert found.paper is not None
    assert found.paper.data.startswith(b"%PDF")
    lacking = {item.key for item in plain.filled.missing} - {
        item.key for item in found.filled.missing
    }
    assert "purpose" in lacking
    assert found.kept == plain.kept == {}
    assert entries(life) == before
    again = previews.preview("OUT-1", {}, actor, purpose="test")
    assert again.filled.value("purpose") is None


def test_the_case_is_read_once_and_again_only_when_something_was_recorded(at: At) -> None:
    life = drafted(at)
    previews, actor = RequestPreviews(opened(life.office)), life.office.actor("everyone")
    first = previews.preview("OUT-1", {}, actor, purpose="test")
    second = previews.preview("OUT-1", {"purpose": "x"}, actor, purpose="test")
    assert second.filled.file is first.filled.file
    life.give("fill_request", request="OUT-1", fields={"purpose": "To secure the car."})
    third = previews.preview("OUT-1", {}, actor, purpose="test")
    assert third.filled.value("purpose") == "To secure the car."


def test_who_may_not_see_the_request_sees_no_preview_of_it_either(at: At) -> None:
    life = drafted(at)
    previews = RequestPreviews(opened(life.office))
    previews.preview("OUT-1", {}, life.office.actor("everyone"), purpose="test")
    life.give("add_user", user="stranger", name="S", roles=["case_officer"])
    with pytest.raises(NotPermitted):
        previews.preview("OUT-1", {}, life.office.actor("stranger"))


def test_an_answer_typed_over_one_that_changed_meanwhile_is_refused_and_named(at: At) -> None:
    life = drafted(at)
    life.give("fill_request", request="OUT-1", fields={"purpose": "Theirs."})
    refused = life.try_(
        "fill_request", request="OUT-1", fields={"purpose": "Mine."}, typed_over={"purpose": None}
    )
    assert [(r.code, r.field) for r in refused.reasons] == [("stale_version", "fields.purpose")]
    assert refused.kind == "conflict"
    taken = life.try_(
        "fill_request", request="OUT-1", fields={"purpose": "Mine."},
        typed_over={"purpose": "Theirs."},
    )  # fmt: skip
    assert taken.ok


def test_the_preview_says_by_which_entry_a_named_record_was_last_changed(at: At) -> None:
    life = drafted(at)
    previews, actor = RequestPreviews(opened(life.office)), life.office.actor("everyone")
    before = previews.preview("OUT-1", {}, actor, purpose="test", pages=False)
    assert before.entries["OUT-1"] == before.head
    life.give("fill_request", request="OUT-1", fields={"purpose": "To secure the car."})
    after = previews.preview("OUT-1", {}, actor, purpose="test", pages=False)
    assert after.entries["OUT-1"] == after.head > before.head
    assert after.entries["CASE"] == before.entries["CASE"]


def test_the_language_of_a_draft_may_change_and_only_a_certificate_has_two(at: At) -> None:
    life = drafted(at)
    life.give("fill_request", request="OUT-1", fields={}, language="fr")
    previews, actor = RequestPreviews(opened(life.office)), life.office.actor("everyone")
    found = previews.preview("OUT-1", {}, actor, purpose="test", pages=False)
    assert found.filled.request.language == "fr"
    wrong = life.try_("fill_request", request="OUT-1", fields={}, language="xx", beside="de")
    assert [(one.code, one.field) for one in wrong.reasons] == [
        ("field_invalid", "language"), ("field_invalid", "beside"),
    ]  # fmt: skip
