"""Forms at the command line: checked, installed, listed and shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from asset_recovery.cli.main import run
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

PASSWORD = "a door of green oak 7"  # noqa: S105 - of an office of one test
FORM = """form = "OWN-1"
version = "1"
valid_from = 2020-01-01
title = "Own report"
kind = "internal"
[[sections]]
code = "A"
title = "All"
[[fields]]
section = "A"
number = "1"
key = "story"
label = "What happened"
type = "longtext"
req = "M"
source = "Order 4/26"
mark = "D"
[[headings]]
number = "1"
title = "Report"
fields = ["story"]
"""
Ask = Callable[..., int]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    place = tmp_path / "office"
    Office.make(
        place,
        admin="boss",
        full_name="Boss",
        password=PASSWORD,
        name="Office",
        sole=True,
        hashing=Hashing(memory=8, passes=1, lanes=1),
    ).close()
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)
    return lambda *words: run([*words, "--office", str(place), "--user", "boss"])


def test_the_lint_of_a_form_names_place_and_line_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(FORM, encoding="utf-8")
    assert run(["lint", str(path)]) == 0
    path.write_text(FORM.replace('"longtext"', '"colour"'), encoding="utf-8")
    capsys.readouterr()
    assert run(["lint", str(path), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["problems"]
    assert (found["place"], found["line"], found["code"]) == (
        "fields[1].type",
        14,
        "rule_pack_invalid",
    )
    assert "There is no 'colour' here" in found["text"]


def test_an_installed_form_is_listed_and_shown(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.toml").write_text(FORM, encoding="utf-8")
    install = {"action": "install_form", "file": str(tmp_path / "own.toml"),
               "from": "2026-01-01", "reason": "Order 4/26"}  # fmt: skip
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps(install), encoding="utf-8")
    assert ask("apply", str(lines)) == 0
    capsys.readouterr()
    assert ask("list", "forms") == 0
    assert "Own report" in capsys.readouterr().out
    assert ask("list", "forms", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["origin"] for row in rows if row["form"] == "OWN-1"] == ["office"]
    assert ask("show", "form", "OWN-1") == 0
    told = capsys.readouterr().out
    assert "installed by Boss" in told
    assert "What happened" in told
    assert ask("show", "form", "OWN-9") == 3
