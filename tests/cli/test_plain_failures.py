"""What goes wrong at the command line is told in a sentence, never as a traceback."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from asset_recovery.cli.main import run
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

DONE, FINDINGS, WRONG_USE, REFUSED, NOT_PERMITTED, STORAGE = range(6)
PASSWORD = "a door of green oak 7"
OPEN = {"action": "open_case", "case": "C", "title": "Case", "on": "2026-01-02"}
Ask = Callable[..., int]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    hashing = Hashing(memory=8, passes=1, lanes=1)
    Office.make(
        tmp_path / "office",
        admin="boss",
        full_name="Boss",
        password=PASSWORD,
        name="Office",
        sole=True,
        hashing=hashing,
    ).close()
    return tmp_path / "office"


@pytest.fixture
def ask(place: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)

    def say(*words: str) -> int:
        return run([*words, "--office", str(place), "--user", "boss"])

    return say


@pytest.mark.parametrize(
    "words", [("verify",), ("verify", "--full"), ("list", "cases"), ("can", "C"), ("backup",)]
)
def test_a_damaged_database_is_told_in_one_sentence(
    words: tuple[str, ...], ask: Ask, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (place / "office.db").open("r+b") as file:
        file.seek(100)
        file.write(random.Random(7).randbytes(300_000))  # noqa: S311 - any bytes do
    assert ask(*words) == STORAGE
    told = capsys.readouterr().err
    assert "damaged" in told
    assert "restore" in told
    assert "Traceback" not in told


def test_damage_that_only_a_write_meets_is_told_alike(
    ask: Ask, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = place / "office.db"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(40_000)
        file.write(random.Random(7).randbytes(size - 40_000))  # noqa: S311 - any bytes do
    assert ask("verify") == STORAGE
    assert "restore a backup" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "\n \n\n"])
def test_a_file_without_actions_is_nothing_to_do(
    content: str, ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text(content, "utf-8")
    assert ask("apply", str(path)) == DONE
    assert "nothing to do" in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_folder_are_named(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("apply", str(tmp_path / "missing.jsonl")) == WRONG_USE
    assert "There is no file" in capsys.readouterr().err
    assert ask("apply", str(tmp_path)) == WRONG_USE
    assert "is a folder" in capsys.readouterr().err


def test_actions_come_from_the_standard_input(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(json.dumps(OPEN).encode()))
    monkeypatch.setattr(sys, "stdin", given)
    assert ask("apply", "-") == DONE


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_who_has_seen_enough_ends_it_quietly() -> None:
    root = Path(__file__).resolve().parents[2]
    for words in (["actions"], ["--help"], ["actions", "--json"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, str(root / "main.py"), *words],
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(write)
        assert done.stderr == b""
        assert done.returncode == 0
