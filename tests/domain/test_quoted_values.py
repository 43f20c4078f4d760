"""A sentence about a wrong value quotes its beginning, however long it is."""

from __future__ import annotations

import pytest

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.errors import ValidationFailed

LONG = "x" * 70_000


@pytest.mark.parametrize(
    "given",
    [
        {"action": "review_request", "request": "R-1", "on": LONG},
        {"action": "record_answer", "request": "R-1", "on": "2026-03-01", "kind": LONG},
    ],
)
def test_a_long_value_is_not_repeated_whole(given: dict[str, object]) -> None:
    with pytest.raises(ValidationFailed) as refused:
        read_action(given)
    (reason,) = refused.value.reasons
    assert len(reason.text) < 400
    assert "xxx…" in reason.text


def test_a_short_value_is_quoted_as_it_is() -> None:
    with pytest.raises(ValidationFailed) as refused:
        read_action({"action": "review_request", "request": "R-1", "on": "soon"})
    assert "'soon' is not a date" in refused.value.reasons[0].text
