"""`chain` on the command line: a table for people, one object for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asset_recovery.cli.main import run
from tests.support.full_office import PASSWORD, a_full_office


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    office = a_full_office(tmp_path / "office", tmp_path)
    office.close(backup=False)
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)
    return ["--office", str(tmp_path / "office"), "--user", "anna"]


def test_a_chain_is_printed_as_a_table_and_as_one_object(
    place: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*place, "chain", "P2", "--purpose", "control"]) == 0
    told = capsys.readouterr().out
    assert "50 %" in told
    assert "by its share" in told
    assert run([*place, "--json", "chain", "Y1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["of"] == "Y1"
    assert run([*place, "--json", "chain", "P2", "--threshold", "0.6", "--purpose", "control"]) == 0
    assert not any(node["why"] for node in json.loads(capsys.readouterr().out)["nodes"])


@pytest.mark.parametrize("threshold", ["2", "0", "many", "1/0"])
def test_what_is_no_share_is_wrong_use(place: list[str], threshold: str) -> None:
    assert run([*place, "chain", "P2", "--threshold", threshold]) == 2


def test_a_case_has_no_chain(place: list[str]) -> None:
    assert run([*place, "chain", "C1"]) in (2, 3)
    assert run([*place, "chain", "NOBODY"]) == 3
