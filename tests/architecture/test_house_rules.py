"""The house rules that no linter knows, as tests."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "asset_recovery"
UI = PACKAGE / "ui"

# Rooms and subjects where a float would lose a cent or break a rule.
MONEY_ROOMS = ("domain", "lifecycle")
MONEY_SUBJECTS = re.compile(
    r"money|amount|currenc|rate|valuation|cost|income|ledger|posting|balance|proceeds|waterfall"
    r"|sale|allocation|payment|distribution|interest"
)
# Where a plain-text widget is made, so that no page shows data as rich text.
WIDGET_FACTORIES = {"ui/widgets/plain.py", "ui/dialogs.py"}
# The two catchers of everything (house style, section 8).
CATCHERS = {"ui/task_runner.py", "ui/crash_report.py"}

# Written in pieces, so that this file does not find itself.
LEAKS = re.compile(
    r"(?:^|[^A-Za-z0-9_.])/(?:work|root|farm|tmp)" + "/"
    r"|--(?:extra-)?" + "index-url"
    r"|://[^ ]*/" + r"simple(?:/|$)"
    r"|registry\." + r"[a-z]+\."
    r"|py" + r"pi\.org|python" + r"hosted\.org|deb\." + r"debian\.org|npm" + r"js\.(?:com|org)"
)


def name_of(path: Path) -> str:
    """A file's place in the checkout, for messages."""
    return path.relative_to(ROOT).as_posix()


def modules(*folders: Path) -> Iterator[Path]:
    """Every Python file of some folders."""
    for folder in folders:
        yield from sorted(folder.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A module as syntax."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def places(path: Path, found: Iterator[ast.AST]) -> list[str]:
    """`file:line` of syntax nodes."""
    return [f"{name_of(path)}:{getattr(node, 'lineno', 1)}" for node in found]


def calls_of(path: Path, names: set[str]) -> Iterator[ast.AST]:
    """The calls in a module of functions or classes by their last name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            last = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if last in names:
                yield node


def floats_of(path: Path) -> Iterator[ast.AST]:
    """Float literals and uses of the name `float`."""
    for node in ast.walk(tree(path)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        if literal or (isinstance(node, ast.Name) and node.id == "float"):
            yield node


def is_about_money(path: Path) -> bool:
    """Whether a module counts money."""
    place = path.relative_to(PACKAGE)
    if place.parts[0] == "reports" and not place.stem.endswith("_content"):
        return False  # what draws counts millimetres and points; what composes counts money
    return place.parts[0] in MONEY_ROOMS or MONEY_SUBJECTS.search(place.stem) is not None


def test_no_float_counts_money() -> None:
    found = [
        place
        for path in modules(PACKAGE)
        if is_about_money(path)
        for place in places(path, floats_of(path))
    ]
    assert not found, "Money is whole minor units or Decimal, never a float."


def test_no_page_makes_a_widget_that_would_show_data_as_rich_text() -> None:
    found = [
        place
        for path in modules(UI)
        if path.relative_to(PACKAGE).as_posix() not in WIDGET_FACTORIES
        for place in places(path, calls_of(path, {"QLabel", "QMessageBox"}))
    ]
    assert not found, f"Labels and messages come from the factories ({WIDGET_FACTORIES})."


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes every exception and does not raise it again."""
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    broad = any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in ("Exception", "BaseException"))
        for kind in caught
    )
    last = handler.body[-1]
    return broad and not (isinstance(last, ast.Raise) and last.exc is None)


def test_only_the_two_catchers_catch_everything() -> None:
    found = [
        place
        for path in modules(PACKAGE)
        if path.relative_to(PACKAGE).as_posix() not in CATCHERS
        for place in places(
            path,
            (
                node
                for node in ast.walk(tree(path))
                if isinstance(node, ast.ExceptHandler) and catches_everything(node)
            ),
        )
    ]
    assert not found, "A bug reaches the crash report; expected failures have their own kinds."


def test_every_module_says_in_a_sentence_what_room_it_is() -> None:
    silent = [
        name_of(path)
        for path in (*modules(PACKAGE, ROOT / "tests", ROOT / "db"), *ROOT.glob("*.py"))
        if tree(path).body and not re.search(r"[.:?!](\s|$)", ast.get_docstring(tree(path)) or "")
    ]
    assert not silent


def test_no_test_sleeps() -> None:
    found = [
        place
        for path in modules(ROOT / "tests")
        for place in places(path, calls_of(path, {"sleep", "qSleep", "qWait", "msleep"}))
    ]
    assert not found, "Wait for a signal or a condition, never for time."


def tracked_files() -> list[Path]:
    """What git keeps; without git (a source archive) there is nothing to look at."""
    if not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in found if path.is_file()]


@pytest.mark.parametrize(
    "leak",
    [
        "see /" + "work/main/x",
        "open('/" + "tmp/x')",
        "pip install --index" + "-url https",
        "https://files.python" + "hosted.org/x",
        "https://host/" + "simple/babel",
    ],
)
def test_the_search_for_leaks_finds_one(leak: str) -> None:
    assert LEAKS.search(leak)


@pytest.mark.parametrize("text", ["docs/work/flow.md", "simple/babel", "the network/tmpl"])
def test_the_search_for_leaks_leaves_plain_words_alone(text: str) -> None:
    assert not LEAKS.search(text)


def test_no_tracked_file_names_this_machine_or_a_package_index() -> None:
    found = []
    for path in tracked_files():
        data = path.read_bytes()
        if path.suffix == ".svg" or b"\0" in data[:8192]:
            continue
        text = data.decode("utf-8", "replace")
        found += [
            f"{name_of(path)}:{number}"
            for number, line in enumerate(text.splitlines(), 1)
            if LEAKS.search(line)
        ]
    assert not found


def test_the_import_contracts_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def data_files(suffix: str) -> list[Path]:
    """The data files of one form."""
    return sorted((ROOT / "resources").rglob(f"*{suffix}"))


@pytest.mark.parametrize("path", data_files(".toml"), ids=name_of)
def test_a_toml_file_of_the_resources_can_be_read(path: Path) -> None:
    with path.open("rb") as file:
        assert tomllib.load(file)


@pytest.mark.parametrize("path", data_files(".json"), ids=name_of)
def test_a_json_file_of_the_resources_can_be_read(path: Path) -> None:
    assert json.loads(path.read_text(encoding="utf-8"))


def test_resources_and_migrations_hold_no_code_of_the_application() -> None:
    strays = [name_of(path) for path in modules(ROOT / "resources")]
    assert not strays, "resources/ is data only."
    importing = [
        name_of(path)
        for path in modules(ROOT / "db" / "versions")
        if "asset_recovery" in path.read_text(encoding="utf-8")
    ]
    assert not importing, "A migration must not change with the application it once served."


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_every_package_with_hashes_and_without_an_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    loose = [
        entry.splitlines()[0]
        for entry in entries
        if not re.match(r"[a-z0-9.-]+==\S+", entry) or "--hash=sha256:" not in entry
    ]
    assert not loose
    assert "://" not in text


def test_the_tools_lock_holds_the_very_versions_of_the_run_lock() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9.-]+==\S+", text, re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
