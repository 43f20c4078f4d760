"""The lint of legal systems' files."""

from __future__ import annotations

from pathlib import Path

import pytest

from asset_recovery.lifecycle.rules_lint import lint_legal_system

SHIPPED = sorted((Path(__file__).parents[2] / "resources" / "legal_systems").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_legal_system_is_clean(path: Path) -> None:
    assert lint_legal_system(path) == []


def test_an_unknown_name_among_joined_conditions_is_found(tmp_path: Path) -> None:
    shipped = next(path for path in SHIPPED if path.name == "generic.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_text(
        shipped.replace("provisional_order+changes_measure", "provisional_order+no_such"), "utf-8"
    )
    found = lint_legal_system(own)
    assert [problem.text for problem in found] == ["There is no condition 'no_such'."]
