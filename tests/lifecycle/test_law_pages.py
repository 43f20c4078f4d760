"""The pages of the life cycle are those that the data give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asset_recovery.cli.main import run
from asset_recovery.domain import code_lists
from asset_recovery.lifecycle.law_diagrams import order_turns
from asset_recovery.lifecycle.law_pages import AXES, pages
from asset_recovery.lifecycle.rules import legal_system, shipped
from asset_recovery.lifecycle.steps import GUARDS

FOLDER = Path(__file__).parents[2] / "docs" / "lifecycle"
DAY = date(2026, 1, 1)


def test_the_committed_pages_equal_what_the_data_give() -> None:
    made = pages(shipped(), "generic", DAY)
    again = "run: python main.py describe --out docs/lifecycle"
    assert sorted(made) == sorted(path.name for path in FOLDER.iterdir()), again
    stale = [name for name, text in made.items() if (FOLDER / name).read_text("utf-8") != text]
    assert not stale, again


def test_every_state_and_every_guard_has_its_line() -> None:
    made = pages(shipped(), "generic", DAY)
    for axis, (name, _title) in AXES.items():
        for code in code_lists.choices(name):
            assert f"| `{code}` |" in made[f"{axis}.md"], code
    rules = legal_system("generic").at(DAY)
    for step in rules.steps:
        for guard in step.guards:
            assert f"| `{guard}` | " in made["guards.md"]
            assert (GUARDS[guard].__doc__ or "").strip(), guard


def test_every_transition_of_the_tables_is_on_its_page() -> None:
    made = pages(shipped(), "generic", DAY)
    rules = legal_system("generic").at(DAY)
    for axis in AXES:
        moves = [move for step in rules.steps for move in step.moves if move.axis == axis]
        table = made[f"{axis}.md"].split("## Transitions")[1].split("## Groups")[0]
        assert sum(line.startswith("| ") for line in table.splitlines()) == len(moves) + 1


def test_what_steps_make_of_an_order_is_found_by_the_engine() -> None:
    turns = {(before, step): after for before, step, after in order_turns()}
    assert turns["in_force", "stay_order"] == "suspended"
    assert turns["suspended", "end_stay"] == "in_force"
    assert turns["in_force", "certify_final"] == "final"
    assert set(turns.values()) <= set(code_lists.choices("order_states"))


def test_the_command_writes_the_pages(tmp_path: Path) -> None:
    assert run(["describe", "--out", str(tmp_path / "pages"), "--system", "example_us"]) == 0
    text = (tmp_path / "pages" / "guards.md").read_text("utf-8")
    assert "claim_needs_a_court" in text
    assert run(["describe", "--out", str(tmp_path), "--system", "moon"]) == 2
