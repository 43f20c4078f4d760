"""The set-up script: what it asks of the system, and what it says when it cannot help."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[2]


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= sys.stdlib_module_names


def test_without_a_command_it_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    shown = capsys.readouterr().out
    assert "open the application on the demonstration office" in shown
    assert "run the whole test suite" in shown


def test_an_unknown_word_is_wrong_use() -> None:
    with pytest.raises(SystemExit) as stopped:
        dev.main(["setup", "nonsense"])
    assert stopped.value.code == 2


def test_an_old_python_is_refused_with_the_version_that_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(dev.SetUpFailed, match=r"This is Python 3\.9; .* needs 3\.11 or newer"):
        dev.check_python()


def test_a_library_that_is_not_there_is_noticed() -> None:
    assert dev.is_missing("libno-such-thing.so.99")


@pytest.mark.skipif(not dev.LINUX, reason="shared libraries are checked on Linux only")
def test_a_user_who_is_not_root_gets_the_exact_line_to_type(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(dev.SetUpFailed) as refused:
        dev.install_or_explain("Qt needs libGL.so.1.", [("libgl1",), ("libegl1",)])
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1"
    assert f"\n    {line}\n" in str(refused.value)


def test_a_system_without_apt_is_told_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(dev.SetUpFailed, match=r"package manager .*libgl1, libglib2\.0-0\)"):
        dev.install_or_explain("Missing.", [("libgl1",), ("libglib2.0-0t64", "libglib2.0-0")])


@pytest.mark.parametrize(
    ("environment", "named"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_display_is_where_the_session_names_one(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], named: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(dev, "LINUX", True)
    assert dev.display_is_named() is named


def test_a_session_that_asks_for_no_display_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not dev.display_is_named()


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment folder of our own with a lock beside it."""
    venv = tmp_path / "venv"
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "STAMP", venv / "stamp.json")
    python = dev.in_venv("python")
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "some.lock").write_text("babel==1\n", encoding="utf-8")
    return venv


def test_a_finished_environment_is_used_until_its_lock_changes(environment: Path) -> None:
    lock = environment.with_name("some.lock")
    (environment / "stamp.json").write_text(json.dumps(dev.fingerprint(lock)), encoding="utf-8")
    assert dev.is_ready(dev.read_stamp(), dev.fingerprint(lock))
    lock.write_text("babel==2\n", encoding="utf-8")
    assert not dev.is_ready(dev.read_stamp(), dev.fingerprint(lock))


@pytest.mark.parametrize("stamp", ["", "[]", "{", '"text"'])
def test_a_broken_stamp_counts_as_unfinished(environment: Path, stamp: str) -> None:
    (environment / "stamp.json").write_text(stamp, encoding="utf-8")
    assert dev.read_stamp() == {}


def test_a_half_made_environment_is_finished_not_trusted(environment: Path) -> None:
    assert not dev.is_ready(dev.read_stamp(), dev.fingerprint(environment.with_name("some.lock")))


@pytest.mark.parametrize(
    ("command", "words"),
    [([sys.executable, "-c", "print('no such package'); exit(100)"], "no such")],
)
def test_the_words_of_a_failing_installer_are_kept(command: list[str], words: str) -> None:
    assert words in dev.run_apt(command)


def test_the_ci_script_is_valid_shell() -> None:
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


@pytest.mark.skipif(not dev.LINUX, reason="shared libraries are checked on Linux only")
def test_everything_missing_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "is_missing", lambda library: library.startswith("libxcb-i"))
    monkeypatch.setattr(dev, "has_ensurepip", lambda: False)
    missing = dev.missing_parts(for_display=True, for_venv=True)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert set(missing.values()) == {
        ("libxcb-icccm4",),
        ("libxcb-image0",),
        (f"python{version}-venv",),
    }
    assert dev.missing_parts(for_display=False, for_venv=False) == {}
