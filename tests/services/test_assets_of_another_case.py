"""What is recorded in a case speaks of its own assets; a request that was ended stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.asset_life import Life

At = Callable[[str], Life]
RECORDS: dict[str, dict[str, Any]] = {
    "record_proof": {"kind": "death_certificate"},
    "publish_notice": {"kind": "claims", "medium": "Gazette"},
    "record_agreement": {"kind": "sharing", "country": "CH"},
}


@pytest.mark.parametrize("action", RECORDS)
def test_an_asset_of_another_case_is_none_of_this_one(at: At, action: str) -> None:
    life = at("begun").identified()
    life.give("open_case", case="OTHER", title="Other", on="2026-01-05")
    before = life.all_rows()
    given = {"on": "2026-03-01", "assets": [life.asset], **RECORDS[action]}
    refused = life.try_(action, case="OTHER", **given)
    assert [(one.code, one.field) for one in refused.reasons] == [("not_found", "assets")]
    assert life.all_rows() == before
    assert life.try_(action, case="CASE", **given).ok


def drafted(life: Life) -> None:
    life.give(
        "draft_request", request="OUT-1", case="CASE", form="MLA-01", to_country="CH",
        kinds=["AR-T"],
    )  # fmt: skip


@pytest.mark.parametrize("end", ["close_request", "withdraw_request"])
def test_a_request_that_was_ended_unsigned_is_not_called_signed(at: At, end: str) -> None:
    life = at("begun").identified()
    drafted(life)
    assert life.try_("fill_request", request="OUT-1", fields={"urgency_reason": "x"}).ok
    life.give(end, request="OUT-1", on="2026-03-01", reason="not needed")
    given: dict[str, dict[str, Any]] = {"fill_request": {"fields": {}}, "refresh_request": {}}
    for action, more in given.items():
        found = life.codes(action, request="OUT-1", **more)
        assert "wrong_state" in found
        assert "signed_is_final" not in found
