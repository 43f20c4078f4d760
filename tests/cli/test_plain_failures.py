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
from asset_recovery.cli.speaking import facts
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


def _file(folder: Path, *lines: object) -> str:
    path = folder / "actions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return str(path)


def test_a_sound_office_is_said_to_be_sound(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("verify") == DONE
    assert "The office is sound: " in capsys.readouterr().out


def test_a_finding_names_the_record_and_the_next_step(
    ask: Ask, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pysqlite3  # noqa: PLC0415 - the hand that edits

    assert ask("apply", _file(tmp_path, OPEN)) == DONE
    connection = pysqlite3.connect(str(place / "office.db"))
    connection.execute("UPDATE case_record SET title = 'Another'")
    connection.commit()
    connection.close()
    capsys.readouterr()
    assert ask("verify") == FINDINGS
    told = capsys.readouterr().out
    assert "case_record 1 (C): title is 'Another'" in told
    assert "restore the last backup" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dossier", "C", "-o", "x.txt"), "is written as .pdf"),
        (("dossier", "C", "-o", "x.DOCX"), "Only drafts of requests"),
        (("request", "C", "-o", "x"), ".pdf or .docx"),
        (("dossier", "C", "-o", "no/such/x.pdf"), "There is no folder"),
        (
            ("dossier", "C", "--language", "xx", "-o", "x.pdf"),
            "known: ar (Arabic), de (German), en (English)",
        ),
        (("memoir", "C", "-o", "x.pdf"), "there are: dossier"),
    ],
)
def test_a_paper_that_cannot_be_printed_is_wrong_use(
    words: tuple[str, ...],
    said: str,
    ask: Ask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask("print", *words) == WRONG_USE
    assert said in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == {"office"}


def test_an_ending_in_capitals_is_an_ending(ask: Ask, tmp_path: Path) -> None:
    assert ask("apply", _file(tmp_path, OPEN)) == DONE
    assert ask("print", "dossier", "C", "-o", str(tmp_path / "x.PDF")) == DONE


def test_the_same_password_again_is_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSET_RECOVERY_NEW_PASSWORD", PASSWORD)
    assert ask("password") == WRONG_USE
    monkeypatch.setenv("ASSET_RECOVERY_NEW_PASSWORD", "another door of green oak")
    assert ask("password") == DONE


@pytest.mark.parametrize("words", [("--help",), ("password", "--help"), ("init", "--help")])
def test_help_names_the_variable_of_the_new_password(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == DONE
    assert "ASSET_RECOVERY_NEW_PASSWORD" in capsys.readouterr().out


def test_a_country_given_by_name_is_answered_with_its_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)
    words = ["init", "--admin", "boss", "--country", "Latvia"]
    assert run([*words, "--office", str(tmp_path / "new")]) == WRONG_USE
    told = capsys.readouterr().err
    assert "such as LV (Latvia)" in told
    assert "AFG" not in told
    assert len(told) < 200


def test_a_record_is_shown_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    facts(
        {
            "identifiers": [["VIN", "WBA1"]],
            "custody": {"place": None, "chain": []},
            "note": "",
            "explanation": ["The newest.", "21.00 EUR", "estimate."],
            "sealed": False,
        }
    )
    told = capsys.readouterr().out
    assert told == (
        "identifiers:\n  - VIN WBA1\nexplanation: The newest. 21.00 EUR, estimate.\nsealed: no\n"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--country", "LV"), "its country is MT"),
        (("--name", "My office"), "its name is Asset Management Office (demonstration)"),
        (("--currency", "USD"), "its currency is EUR"),
        (("--legal-system", "other"), "its legal system is generic"),
    ],
)
def test_the_demonstration_is_not_made_of_another_state(
    given: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)
    words = ["init", "--demo", "--admin", "boss", *given]
    assert run([*words, "--office", str(tmp_path / "new")]) == WRONG_USE
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_form_is_linted_without_what_lies_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (Path(__file__).parents[2] / "docs/guide/own-forms.md").read_text(encoding="utf-8")
    form = guide.partition("```toml\n")[2].partition("```")[0]
    own, other = tmp_path / "own.toml", tmp_path / "other.toml"
    own.write_text(form, encoding="utf-8")
    other.write_text(form.replace('version = "1"', 'version = "2"'), encoding="utf-8")
    assert run(["lint", str(own)]) == DONE
    assert run(["lint", str(own), str(other)]) == FINDINGS
    assert "other.toml is version 2 of OWN-1 too" in capsys.readouterr().out


def test_a_form_may_extend_another_one_that_is_named_with_it(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/guide/own-forms.md").read_text(encoding="utf-8")
    form = guide.partition("```toml\n")[2].partition("```")[0]
    own, upon = tmp_path / "own.toml", tmp_path / "upon.toml"
    own.write_text(form, encoding="utf-8")
    upon.write_text(
        'form = "OWN-2"\nversion = "1"\nvalid_from = 2026-01-01\ntitle = "More"\n'
        'kind = "internal"\nextends = "OWN-1"\n',
        encoding="utf-8",
    )
    assert run(["lint", str(upon)]) == FINDINGS
    assert run(["lint", str(upon), str(own)]) == DONE
