"""A test that leaves something behind is found out, one that tidies up is left in peace."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
CASES = '''
"""Tests that leave things behind, and tests that do not."""
import threading

import pytest
from PySide6.QtWidgets import QApplication, QWidget

never = threading.Event()
kept = []


@pytest.fixture(scope="session")
def shared_worker():
    stop = threading.Event()
    threading.Thread(target=stop.wait).start()
    yield
    stop.set()


def test_leaves_a_thread():
    threading.Thread(target=never.wait, name="forgotten", daemon=True).start()


def test_ends_its_thread():
    thread = threading.Thread(target=int)
    thread.start()


def test_uses_a_thread_of_the_session(shared_worker):
    assert True


def test_leaves_a_window(qapp):
    kept.append(QWidget())


def test_lets_its_window_go(qapp):
    window = QWidget()
    window.show()
    window.deleteLater()


def test_gives_its_window_to_the_bot(qtbot):
    window = QWidget()
    QWidget(window)
    qtbot.addWidget(window)
    kept.append(window)
'''


def test_a_leak_fails_the_test_that_made_it_and_no_other(tmp_path: Path) -> None:
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    options = ["-q", "-p", "no:cacheprovider", "-o", "qt_api=pyside6", "-rE", "--color=no"]
    shown = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    failed = re.findall(r"^ERROR test_cases\.py::(\w+)", shown, re.MULTILINE)
    assert failed == ["test_leaves_a_thread", "test_leaves_a_window"], shown
    assert "forgotten" in shown
    assert "6 passed, 2 errors" in shown
