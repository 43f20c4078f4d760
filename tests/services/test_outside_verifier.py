"""The verifier that stands alone: one file, the standard library, no import of ours."""

from __future__ import annotations

import ast
import contextlib
import io
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.persistence.driver import driver
from asset_recovery.services.office import Office
from tests.support.full_office import a_full_office

VERIFIER = Path(__file__).parents[2] / "tools" / "verify_journal.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A backup of an office with rows in every table, and its head."""
    folder = tmp_path_factory.mktemp("made")
    office: Office = a_full_office(folder / "office", folder)
    file, head = office.backup(), office.head()
    office.close(backup=False)
    return file, f"{head.seq}:{head.hash}"


@pytest.fixture
def file(made: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of the backup."""
    return Path(shutil.copy(made[0], tmp_path / "backup.db"))


def run(file: Path, *more: str) -> tuple[int, list[str]]:
    """The exit code and the lines printed, here in this process."""
    namespace = runpy.run_path(str(VERIFIER))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        code = namespace["main"]([str(file), *more])
    return code, printed.getvalue().splitlines()


def tamper(file: Path, *statements: str) -> None:
    """Change the file by hand, its triggers dropped and made again."""
    raw: Any = driver().connect(str(file))
    raw.isolation_level = None
    raw.execute("BEGIN")
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = raw.execute(query).fetchall()
    for name, _sql in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    for _name, sql in triggers:
        raw.execute(sql)
    raw.execute("COMMIT")
    raw.close()


def test_it_is_short_and_imports_the_standard_library_alone() -> None:
    text = VERIFIER.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 250
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert imported <= set(sys.stdlib_module_names)


def test_a_true_backup_is_found_true(made: tuple[Path, str]) -> None:
    """In a process of its own, with nothing of ours in reach."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), str(made[0]), "--head", made[1]],
        capture_output=True,
        text=True,
        check=False,
        cwd=made[0].parent,
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[-1]) == (0, "nothing was found")
    assert lines[0].startswith(f"head {made[1]}")


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE journal SET actor = 'eve' WHERE seq = 7", "entry 7: was changed"),
        ("DELETE FROM journal WHERE seq = 7", "entry 7: missing"),
        ("UPDATE journal_payload SET payload = payload || ' ' WHERE seq = 7", "entry 7:"),
        ("UPDATE user_account SET roles = '[\"director\"]' WHERE id = 2", "user_account 2: roles"),
        ("UPDATE credential SET hash = 'x' WHERE id = 1", "credential 1: the stored password"),
        ("DELETE FROM party_link WHERE id = 1", "party_link 1: deleted"),
        (
            "INSERT INTO import_row SELECT 9, map, 'other', content_hash, 1 FROM import_row",
            "import_row 9: in no entry",
        ),
        ("UPDATE decision_log SET actor = 'eve' WHERE seq = 1", "decision_log 1:"),
        ("DELETE FROM consultation WHERE seq = 1", "consultation 2:"),
    ],
)
def test_what_was_changed_by_hand_is_found_with_its_place(
    file: Path, statement: str, place: str
) -> None:
    tamper(file, statement)
    code, lines = run(file)
    assert code == 1
    assert any(line.startswith(place) for line in lines), lines


def test_a_journal_cut_off_is_found_by_whoever_kept_the_head(
    made: tuple[Path, str], file: Path
) -> None:
    seq = int(made[1].split(":")[0])
    tamper(
        file,
        f"DELETE FROM journal_payload WHERE seq = {seq}",  # noqa: S608
        f"DELETE FROM journal WHERE seq = {seq}",  # noqa: S608
        "DELETE FROM import_row",
    )
    code, lines = run(file, "--head", made[1])
    assert code == 1
    assert f"entry {seq}: cut off, the head kept elsewhere is not in the journal" in lines


def test_a_copy_that_shows_some_payloads_only_still_verifies(file: Path) -> None:
    tamper(file, "DELETE FROM journal_payload WHERE seq = 7")
    code, lines = run(file)
    assert code == 0
    assert "1 entries do not show what they say; tables were not compared" in lines
    tamper(file, "UPDATE journal SET commitment = 'x' WHERE seq = 7")
    assert run(file)[0] == 1


def test_a_file_that_is_none_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"no database")
    assert run(tmp_path / "x.db")[0] == 2
