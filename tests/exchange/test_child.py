"""Reading in a process of its own: results, refusals, bugs, limits and stopping come through."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from asset_recovery.domain.errors import Cancelled, Reason, ValidationFailed
from asset_recovery.exchange.child import ChildError, run_in_child
from asset_recovery.exchange.register_import import plan_import


class Watch:
    """Notes what is reported, and stops at the given number."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.seen: list[int] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, text: str) -> None:
        """Note it."""
        self.seen.append(done)
        if self._stop_at is not None and done >= self._stop_at:
            raise Cancelled


def test_a_plan_made_in_a_child_is_the_plan_made_here(a_file: Callable[..., Path]) -> None:
    path = a_file("reference;case;type;description", "A-1;C;VEH-CAR;x", "A-2;C;?;x")
    today, as_at = date(2026, 1, 1), date(2025, 1, 1)
    watch = Watch()
    there = run_in_child(plan_import, path, "generic", progress=watch, today=today, as_at=as_at)
    assert there == plan_import(path, "generic", today=today, as_at=as_at)
    assert watch.seen[-1] == 2


def test_a_refusal_in_the_child_is_a_refusal_here(tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed) as caught:
        run_in_child(plan_import, tmp_path / "none.csv", "generic", today=date(2026, 1, 1))
    assert caught.value.reasons[0].code == "file_unreadable"
    assert isinstance(caught.value.reasons[0], Reason)


def test_a_bug_in_the_child_comes_with_its_trace() -> None:
    with pytest.raises(ChildError, match="TypeError"):
        run_in_child(os.getpid)


def test_stopping_ends_the_child(a_file: Callable[..., Path]) -> None:
    rows = [f"A-{number};C;VEH-CAR;x" for number in range(3_000)]
    path = a_file("reference;case;type;description", *rows)
    with pytest.raises(Cancelled):
        run_in_child(
            plan_import,
            path,
            "generic",
            progress=Watch(stop_at=1_000),
            today=date(2026, 1, 1),
            as_at=date(2025, 1, 1),
        )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limits.")
def test_a_child_that_needs_too_much_memory_is_refused_as_too_large(
    a_file: Callable[..., Path],
) -> None:
    path = a_file("reference;case;type;description\n" + f"A;C;VEH-CAR;{'x' * 9_000}\n" * 9_000)
    with pytest.raises(ValidationFailed) as caught:
        run_in_child(
            plan_import,
            path,
            "generic",
            memory=200 << 20,
            today=date(2026, 1, 1),
            as_at=date(2025, 1, 1),
        )
    assert caught.value.reasons[0].code == "too_large"
