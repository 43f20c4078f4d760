"""A step on a request is judged on its own day, and names only what belongs to its case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from asset_recovery.persistence.repositories import finder
from asset_recovery.services.request_kept import parent_of
from tests.support.asset_life import Life
from tests.support.requests_of_ours import drafted, signed, went

At = Callable[[str], Life]


@pytest.mark.parametrize(
    ("step", "who", "more"),
    [
        ("approve_request", "supervisor", {}),
        ("sign_request", "supervisor", {}),
        ("share_draft", "everyone", {"with": "Ministry", "channel": "email"}),
        ("send_request", "everyone", {"channel": "central_authorities"}),
    ],
)
def test_no_step_is_dated_before_the_one_that_it_follows(
    at: At, step: str, who: str, more: dict[str, str]
) -> None:
    life = at("begun")
    drafted(life, "OUT-1", "CH")
    life.give("review_request", who="lawyer", request="OUT-1", on="2026-03-10")
    if step != "approve_request":
        life.give("approve_request", who="supervisor", request="OUT-1", on="2026-03-10")
    if step == "send_request":
        life.give("sign_request", who="supervisor", request="OUT-1", on="2026-03-10")
    before = life.all_rows()
    early = life.try_(step, who=who, request="OUT-1", on="2026-03-09", **more)
    assert [one.code for one in early.reasons] == ["date_order"]
    assert "2026-03-10" in early.reasons[0].text
    assert life.all_rows() == before
    assert life.try_(step, who=who, request="OUT-1", on="2026-03-10", **more).ok


@pytest.mark.parametrize(
    ("step", "more"),
    [
        ("record_answer", {"kind": "acknowledged"}),
        ("withdraw_request", {}),
        ("close_request", {}),
    ],
)
def test_no_answer_and_no_end_lies_before_the_sending(
    at: At, step: str, more: dict[str, str]
) -> None:
    life = at("begun")
    went(life, "OUT-1", "CH", on="2026-03-10")
    assert life.codes(step, request="OUT-1", on="2026-03-09", **more) == ["date_order"]
    life.give(step, request="OUT-1", on="2026-03-10", **more)


def test_a_draft_reviewed_anew_counts_from_its_last_review(at: At) -> None:
    life = at("begun")
    drafted(life, "OUT-1", "CH")
    life.give("review_request", who="lawyer", request="OUT-1", on="2026-03-10")
    life.give("fill_request", request="OUT-1", fields={"purpose": "Another purpose"})
    signed(life, "OUT-1", "2026-03-05")


def another_case(life: Life) -> None:
    """A second case with an asset and an order of its own."""
    life.give(
        "open_case", case="OTHER", title="Another", on="2026-01-05", legal_system="generic",
        route="cb_object",
    )  # fmt: skip
    life.give(
        "register_asset",
        asset="FAR-1",
        case="OTHER",
        type="VEH-CAR",
        description="A van",
        location="Porto",
    )
    life.give("identify_asset", asset="FAR-1", on="2026-01-06", source="register")
    life.give(
        "record_order", order="FAR-O", case="OTHER", kind="freezing", authority="Court",
        reference="1/26", on="2026-01-07", assets=[{"asset": "FAR-1"}],
    )  # fmt: skip


@pytest.mark.parametrize("named", [{"assets": ["FAR-1"]}, {"orders": ["FAR-O"]}])
def test_a_request_names_no_asset_and_no_order_of_another_case(
    at: At, named: dict[str, Any]
) -> None:
    life = at("begun")
    another_case(life)
    before = life.all_rows()
    refused = life.try_(
        "draft_request", request="OUT-1", case="CASE", form="MLA-01", to_country="CH",
        kinds=["OTH"], **named,
    )  # fmt: skip
    assert [(one.code, one.field) for one in refused.reasons] == [("not_found", next(iter(named)))]
    assert life.all_rows() == before


def test_an_asset_that_is_linked_to_the_case_and_its_order_may_be_named(at: At) -> None:
    life = at("begun")
    another_case(life)
    life.give("link_asset_to_case", asset="FAR-1", case="CASE", cost_share="0.5")
    drafted(life, "OUT-1", "CH", assets=["FAR-1"], orders=["FAR-O"])


def test_an_answer_reports_of_no_asset_of_another_case(at: At) -> None:
    life = at("begun")
    another_case(life)
    went(life, "OUT-1", "CH", on="2026-03-10")
    results = [{"asset": "FAR-1", "outcome": "frozen"}]
    assert life.codes(
        "record_answer", request="OUT-1", on="2026-03-11", kind="executed", results=results
    ) == ["not_found"]


def supplement(request: str, country: str = "CH", **more: Any) -> dict[str, Any]:
    return {
        "request": request, "case": "CASE", "form": "MLA-03", "to_country": country,
        "kinds": ["OTH"], **more,
    }  # fmt: skip


def parent_of_draft(life: Life, request: str) -> object:
    with life.office.reading.connect() as connection:
        row = finder.by_reference(connection, "request", request)
        assert row is not None
        return parent_of(row)


def test_a_supplement_belongs_to_the_only_request_to_that_state(at: At) -> None:
    life = at("begun")
    went(life, "OUT-1", "CH")
    result = life.give("draft_request", **supplement("SUP-1"))
    assert parent_of_draft(life, "SUP-1") == "OUT-1"
    assert any("OUT-1" in note for note in result.notes)
    life.give("draft_request", **supplement("SUP-2"))
    assert parent_of_draft(life, "SUP-2") == "OUT-1"


def test_of_several_requests_the_one_that_is_meant_is_named(at: At) -> None:
    life = at("begun")
    went(life, "OUT-1", "CH")
    drafted(life, "OUT-2", "CH")
    assert life.codes("draft_request", **supplement("SUP-1")) == ["field_missing"]
    fields = {"parent_reference": "OUT-2"}
    life.give("draft_request", **supplement("SUP-1", fields=fields))
    assert parent_of_draft(life, "SUP-1") == "OUT-2"


def test_a_supplement_to_nothing_is_refused(at: At) -> None:
    life = at("begun")
    went(life, "OUT-1", "CH")
    assert life.codes("draft_request", **supplement("SUP-1", "LI")) == ["field_missing"]
