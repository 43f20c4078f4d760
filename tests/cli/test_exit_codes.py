"""Each way in which a command ends has its own exit code (actions.md section 2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from asset_recovery.cli.main import run
from asset_recovery.services.office import Office
from asset_recovery.services.passwords import Hashing

DONE, FINDINGS, WRONG_USE, REFUSED, NOT_PERMITTED, STORAGE = range(6)
PASSWORD = "a door of green oak 7"
Ask = Callable[..., int]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line on an office of one person, `boss`."""
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", PASSWORD)
    place = tmp_path / "office"
    hashing = Hashing(memory=8, passes=1, lanes=1)
    Office.make(
        place,
        admin="boss",
        full_name="Boss",
        password=PASSWORD,
        name="Office",
        sole=True,
        hashing=hashing,
    ).close()

    def say(*words: str) -> int:
        return run([*words, "--office", str(place), "--user", "boss"])

    return say


def _file(folder: Path, *lines: object) -> str:
    path = folder / "actions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return str(path)


OPEN = {"action": "open_case", "case": "C", "title": "Case", "on": "2026-01-02"}


def test_what_is_done_ends_with_0(ask: Ask, tmp_path: Path) -> None:
    assert ask("apply", _file(tmp_path, OPEN)) == DONE
    assert ask("list", "cases") == DONE
    assert ask("verify", "--full") == DONE


def test_a_minus_before_the_column_turns_the_order(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assets = [
        {"action": "register_asset", "asset": name, "case": "C", "type": "VEH-CAR",
         "description": name, "location": "Yard",
         "estimated_value": {"amount": amount, "currency": "EUR"}}
        for name, amount in (("A", "900.00"), ("B", "15000.00"), ("D", "2000.00"))
    ]  # fmt: skip
    assert ask("apply", _file(tmp_path, OPEN, *assets)) == DONE
    for clock in ((), ("--known-on", "2999-01-01")):
        orders = []
        for sort in ("value", "-value"):
            capsys.readouterr()
            assert ask("--json", "list", "assets", "--sort", sort, *clock) == DONE
            rows = json.loads(capsys.readouterr().out)
            orders.append([row["reference"] for row in rows])
        assert orders == [["A", "D", "B"], ["B", "D", "A"]], clock


def test_an_option_may_stand_before_and_behind_the_command(ask: Ask, tmp_path: Path) -> None:
    assert ask("--json", "list", "cases") == DONE
    assert ask("list", "cases", "--json") == DONE


def test_a_line_that_is_no_action_is_wrong_use_and_nothing_is_kept(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("apply", _file(tmp_path, OPEN, {"action": "no_such_thing"})) == WRONG_USE
    assert "line 2" in capsys.readouterr().err
    ask("list", "cases", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_an_unknown_argument_is_wrong_use(ask: Ask, tmp_path: Path) -> None:
    assert ask("apply", _file(tmp_path, {**OPEN, "colour": "red"})) == WRONG_USE


def test_a_refused_line_ends_with_3_and_nothing_of_the_file_is_kept(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asset = {"action": "register_asset", "case": "NOBODY", "type": "ART", "description": "Oil"}
    assert ask("apply", _file(tmp_path, OPEN, asset)) == REFUSED
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["ok"] for result in results] == [True, False]
    assert results[1]["reasons"][0]["code"] == "not_found"
    ask("list", "cases", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_going_on_keeps_the_lines_that_were_taken(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {"action": "register_asset", "case": "NOBODY", "type": "ART", "description": "Oil"}
    assert ask("apply", "--keep-going", _file(tmp_path, bad, OPEN)) == REFUSED
    capsys.readouterr()
    ask("list", "cases", "--json")
    assert [row["reference"] for row in json.loads(capsys.readouterr().out)] == ["C"]


def test_a_dry_run_keeps_nothing(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("apply", "--dry-run", _file(tmp_path, OPEN)) == DONE
    capsys.readouterr()
    ask("list", "cases", "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_nobody_acts_for_another_without_the_password(
    ask: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("apply", _file(tmp_path, {**OPEN, "as_user": "somebody"})) == REFUSED
    assert json.loads(capsys.readouterr().out)["kind"] == "permission"


def test_a_wrong_password_is_not_permitted(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSET_RECOVERY_PASSWORD", "not the one that was set")
    assert ask("list", "cases") == NOT_PERMITTED


def test_an_unreadable_input_or_condition_is_wrong_use(ask: Ask, tmp_path: Path) -> None:
    assert ask("apply", str(tmp_path / "not-there.jsonl")) == WRONG_USE
    assert ask("import", str(tmp_path / "not-there.csv"), "--map", "generic") == WRONG_USE
    assert ask("list", "assets", "--where", "nonsense = 3") == WRONG_USE
    assert ask("frobnicate") == WRONG_USE


def test_a_record_that_is_not_there_is_refused(ask: Ask) -> None:
    assert ask("show", "asset", "NOBODY") == REFUSED


def test_a_place_without_an_office_is_a_matter_of_storage(tmp_path: Path) -> None:
    assert (
        run(["--office", str(tmp_path / "nowhere"), "--user", "boss", "list", "cases"]) == STORAGE
    )


def test_a_finding_of_lint_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[system]\nid = "own"\n', "utf-8")
    assert run(["lint", str(path)]) == FINDINGS


def test_an_edit_by_hand_ends_verify_with_1(ask: Ask, tmp_path: Path) -> None:
    import pysqlite3  # noqa: PLC0415 - the hand that edits

    assert ask("apply", _file(tmp_path, OPEN)) == DONE
    connection = pysqlite3.connect(str(tmp_path / "office" / "office.db"))
    connection.execute("UPDATE case_record SET title = 'Another'")
    connection.commit()
    connection.close()
    assert ask("verify", "--full") == FINDINGS


def test_a_figure_with_impossible_inputs_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "input.json"
    path.write_text('{"currency": "EUR", "gross": "x", "deductions": []}', "utf-8")
    assert run(["compute", "net_proceeds", str(path)]) == WRONG_USE
    said = capsys.readouterr()
    assert json.loads(said.out)["reasons"][0]["field"] == "gross"
    assert not said.err


def test_no_window_is_opened_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert run(["open"]) == WRONG_USE


@pytest.mark.parametrize("name", ["gone.toml", ""])
def test_what_is_no_file_is_no_finding_of_lint(tmp_path: Path, name: str) -> None:
    assert run(["lint", str(tmp_path / name)]) == WRONG_USE
