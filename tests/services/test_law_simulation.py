"""A story tried under another legal system: what it refuses, warns of, asks and works out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.cli.main import run
from asset_recovery.domain.errors import Cancelled, NotFound, ValidationFailed
from asset_recovery.domain.law_trial import Trial
from asset_recovery.services.case_story import story_of, story_of_lines
from asset_recovery.services.law_simulation import Simulator
from tests.support.asset_life import Life

STORIES = Path(__file__).parents[1] / "stories"
HEAD = """
[system]
id = "draft"
title = "Draft"
version = "7"
based_on = "generic"
valid_from = 2000-01-01
source = "a bill"
mark = "D"
"""


def lines(name: str) -> list[Mapping[str, object]]:
    """The lines of a story."""
    text = (STORIES / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def tried(story: Iterable[Mapping[str, object]], under: str, against: str = "") -> Trial:
    """The trial of these lines."""
    return Simulator().try_out(story_of_lines(list(story)), under, against)


def draft(folder: Path, more: str) -> str:
    """A file of a system that is not installed."""
    path = folder / "draft.toml"
    path.write_text(HEAD + more, "utf-8")
    return str(path)


def test_a_system_compared_with_itself_says_the_same() -> None:
    trial = tried(lines("equanimity"), "generic", "generic")
    assert (trial.under, trial.against, trial.different) == ("generic@1", "generic@1", ())
    assert len(trial.lines) == len(lines("equanimity"))


def test_what_another_system_refuses_is_said_with_its_code(tmp_path: Path) -> None:
    rule = (
        '[[guard]]\nkey = "no_yachts"\naction = "propose_interlocutory_sale"\n'
        'requires = "value < 1000"\ntext = "Too dear."\nsource = "s"\nmark = "D"\n'
    )
    trial = tried(lines("equanimity"), draft(tmp_path, rule))
    first = trial.different[0]
    assert (first.action, first.under.state, first.against.state) == (
        "propose_interlocutory_sale", "refused", "waits",
    )  # fmt: skip
    assert "refused for: Too dear. [guard_failed]" in first.differs
    assert trial.under == "draft@7"


def test_approvals_that_are_asked_besides_are_told_and_the_story_goes_on(tmp_path: Path) -> None:
    rule = (
        '[[approval]]\naction = "propose_interlocutory_sale"\nwhen = "tier >= 3"\n'
        'levels = [["supervisor"], ["director"]]\n'
    )
    trial = tried(lines("equanimity"), draft(tmp_path, rule))
    told = [(line.action, line.under.state) for line in trial.different]
    assert told[:2] == [("propose_interlocutory_sale", "waits"), ("approve", "waits")]
    assert "refused" not in {line.under.state for line in trial.different}
    assert "asks for supervisor, then director instead of supervisor" in trial.different[0].differs


def test_a_step_that_needs_no_second_person_here_may_need_one_there(tmp_path: Path) -> None:
    rule = '[[approval]]\naction = "record_valuation"\nlevels = [["supervisor"]]\n'
    trial = tried(lines("equanimity"), draft(tmp_path, rule))
    assert {line.action for line in trial.different} == {"record_valuation"}
    assert {line.under.state for line in trial.different} == {"waits"}


def test_a_term_that_is_worked_out_otherwise_is_told(tmp_path: Path) -> None:
    rule = (
        '[parameters]\nurgent_measure_days = { value = "3", unit = "days", mark = "D", '
        'source = "s" }\n'
    )
    story: list[Mapping[str, object]] = [
        {"action": "open_case", "case": "C", "title": "T", "on": "2026-01-01"},
        {"action": "register_asset", "case": "C", "asset": "A", "type": "VEH-CAR",
         "description": "Car", "identifiers": [{"kind": "plate", "value": "X"}]},
        {"action": "identify_asset", "asset": "A", "on": "2026-01-02", "source": "register"},
        {"action": "record_order", "case": "C", "order": "O", "kind": "urgent_measure",
         "authority": "Police", "reference": "1", "on": "2026-01-05", "assets": [{"asset": "A"}],
         "dissipation_risk": "may be sold"},
    ]  # fmt: skip
    trial = tried(story, draft(tmp_path, rule))
    assert [line.action for line in trial.different] == ["record_order"]
    assert any("2026-01-08" in said for said in trial.different[0].differs)


def test_one_version_of_a_system_can_be_named() -> None:
    trial = tried(lines("equanimity")[:5], "generic@1", "eu@1")
    assert (trial.under, trial.against) == ("generic@1", "eu@1")


def test_an_unknown_or_faulty_system_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationFailed, match="no legal system named 'moon'"):
        tried(lines("equanimity"), "moon")
    with pytest.raises(ValidationFailed, match="no action 'fly'"):
        tried(lines("equanimity"), draft(tmp_path, '[[step]]\naction = "fly"\n'))
    with pytest.raises(NotFound):
        tried(lines("equanimity"), str(tmp_path / "none.toml"))


def test_a_trial_can_be_stopped() -> None:
    class Stopped:
        def step(self, done: int, _total: int, _text: str) -> None:
            if done == 3:
                raise Cancelled

    story = story_of_lines(lines("equanimity"))
    with pytest.raises(Cancelled):
        Simulator().try_out(story, "eu", "", Stopped())


def test_the_story_of_a_case_is_tried_without_touching_the_office(at: Any, tmp_path: Path) -> None:
    life: Life = at("valued")
    life.propose()
    life.approve(on="2026-04-05")
    before = life.all_rows()
    with life.office.reading.connect() as connection:
        case = dict(connection.exec_driver_sql("SELECT * FROM case_record").mappings().one())
        story = story_of(connection, life.office.actions.office_id, case)
    rule = (
        '[[guard]]\nkey = "cheap_only"\naction = "propose_interlocutory_sale"\n'
        'requires = "value < 10"\ntext = "Too dear."\nsource = "s"\nmark = "D"\n'
    )
    same = Simulator().try_out(story, "generic", "generic")
    assert not same.different
    assert {line.against.state for line in same.lines} <= {"allowed", "waits"}
    trial = Simulator().try_out(story, draft(tmp_path, rule), "generic")
    assert trial.different[0].action == "propose_interlocutory_sale"
    assert life.all_rows() == before


def test_the_command_says_what_differs_and_speaks_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = '[[approval]]\naction = "record_valuation"\nlevels = [["supervisor"]]\n'
    file, under = str(STORIES / "equanimity.jsonl"), draft(tmp_path, rule)
    assert run(["simulate", file, "--under", under]) == 0
    said = capsys.readouterr().out
    assert said.startswith("draft@7 instead of generic@1\n")
    assert "asks for supervisor instead of nobody" in said
    assert run(["simulate", file, "--under", under, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["different"][0]["under"]["state"] == "waits"
    assert run(["simulate", "--under", "eu"]) == 2
    assert run(["simulate", file, "--under", "moon"]) == 2
