"""How a long use case reports how far it is, and how it is stopped."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Given to long use cases; `step` raises `Cancelled` once a person asked to stop."""

    def step(self, done: int, total: int, text: str) -> None:
        """Say that `done` of `total` is finished (total 0: not known)."""


class SilentProgress:
    """Reports to nobody and never stops: for scripts and tests."""

    def step(self, done: int, total: int, text: str) -> None:
        """Ignore the report."""
