"""Small files and the plans made of them, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.exchange.import_plan import ImportPlan
from asset_recovery.exchange.register_import import plan_import

TODAY = date(2026, 11, 24)
AS_AT = date(2025, 1, 1)


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of lines or bytes and gives its path."""

    def write(*lines: str | bytes, name: str = "register.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        content = b"".join(
            line if isinstance(line, bytes) else f"{line}\n".encode(encoding) for line in lines
        )
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def a_plan(a_file: Callable[..., Path]) -> Callable[..., ImportPlan]:
    """Plans the given lines by a map (the generic one unless named)."""

    def plan(*lines: str, by: Any = "generic", **named: Any) -> ImportPlan:
        told = {"today": TODAY, "as_at": AS_AT} | named
        return plan_import(a_file(*lines), by, **told)

    return plan
