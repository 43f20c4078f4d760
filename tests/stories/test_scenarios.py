"""The scenarios of the specification (lifecycle.md 4.13) as stories, each from the other side too.

A file is a story in the form that `apply` reads, with a head. Beside its arguments a line may say
what is expected of it; a line `check` says how the asset then stands. The other side is told again
with a fact more, less or another (`otherwise`), and under a legal system in which the guards named
are taken out: what was refused is then not refused for that reason.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.rules import Rules, legal_system
from asset_recovery.persistence import tables as t
from tests.services.reading import asset_of, case_file
from tests.support.asset_life import Life, reopened
from tests.support.books import assert_money_closes
from tests.support.office import an_office

HERE = Path(__file__).parent / "scenarios"
FILES = sorted(HERE.glob("*.jsonl"))
Line = dict[str, Any]


def story(path: Path) -> tuple[Line, list[Line]]:
    """The head of a scenario and its lines."""
    head, *lines = (json.loads(text) for text in path.read_text("utf-8").splitlines())
    return head, lines


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which nothing happened yet."""
    folder = tmp_path_factory.mktemp("scenarios")
    an_office(folder).close()
    return folder


@pytest.fixture
def life(empty: Path, tmp_path: Path) -> Iterator[Life]:
    """An office of its own."""
    folder = tmp_path / "office"
    shutil.copytree(empty, folder)
    found = reopened(folder)
    yield found
    found.office.close()


def tell(life: Life, lines: list[Line], expected: Mapping[str, Line]) -> None:
    """Give every line and look whether it came as expected."""
    for line in lines:
        if "check" in line:
            stands(life, line["check"])
            continue
        wanted = expected.get(line.get("label", ""), line.get("expect", {"ok": True}))
        result = life.office.actions.give(
            life.office.actor(line.get("as_user", "everyone")), given(line)
        )
        came(result, wanted, line)


def given(line: Line) -> Line:
    """The action without what only the test reads."""
    return {name: value for name, value in line.items() if name not in ("label", "expect")}


def came(result: Result, wanted: Line, line: Line) -> None:
    """The answer is the one expected."""
    codes = [reason.code for reason in result.reasons]
    told = f"{line['action']}: {[(one.code, one.text) for one in result.reasons]}"
    if "refused" in wanted:
        assert wanted["refused"] in codes, told
    else:
        assert result.ok, told
    if "warned" in wanted:
        assert wanted["warned"] in [one.code for one in result.warnings], told


def stands(life: Life, wanted: Line) -> None:
    """The asset stands as the check says."""
    row = life.row(wanted["asset"])
    facts = asset_of(case_file(life.office, "CASE"), wanted["asset"])
    record = str(wanted.get("due_of") or wanted["asset"])
    known = {
        "frozen": f"{facts.balance_frozen.decimal:f}" if facts.balance_frozen else None,
        "free": f"{facts.balance_free.decimal:f}" if facts.balance_free else None,
        **row,
        "due": row["due_text"],
        "alarms": [one for one in wanted.get("alarms", ()) if one in due_on(life, record)],
        "without": [one for one in wanted.get("without", ()) if one not in due_on(life, record)],
        "quantity": facts.quantity,
        "orders": list(facts.orders),
        "parts": [[f"{one.share or 1:f}", one.legal_state] for one in facts.parts],
        "base_value": f"{facts.base_value.decimal:f}"
        if facts.base_value is not None and row["base_minor"] is not None
        else None,
        "net": f"{facts.value.decimal:f}" if facts.value else None,
    }
    asked = {name: value for name, value in wanted.items() if name not in ("asset", "due_of")}
    assert {name: known[name] for name in asked} == asked


def due_on(life: Life, asset: str) -> set[str]:
    """The titles of all that is due on the asset."""
    with life.office.reading.connect() as connection:
        query = select(t.agenda.c.title).where(t.agenda.c.record == asset)
        return set(connection.scalars(query))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_ends_as_the_specification_says(path: Path, life: Life) -> None:
    _head, lines = story(path)
    tell(life, lines, {})
    assert_money_closes(life.office.reading)


OTHERWISE = [
    pytest.param(path, place, id=f"{path.stem}-{place}")
    for path in FILES
    for place, _other in enumerate(story(path)[0].get("otherwise", ()))
]


@pytest.mark.parametrize(("path", "place"), OTHERWISE)
def test_a_scenario_ends_otherwise_where_a_fact_is_another(
    path: Path, place: int, life: Life
) -> None:
    head, lines = story(path)
    other = head["otherwise"][place]
    lines = list(changed(lines, other))
    tell(life, lines, other.get("expect", {}))
    if "check" in other:
        stands(life, other["check"])


def changed(lines: list[Line], other: Line) -> Iterator[Line]:
    """The story with lines left out, replaced or told before others; its own checks are gone."""
    for line in lines:
        label = line.get("label", "")
        yield from other.get("before", {}).get(label, ())
        if "check" in line or label in other.get("drop", ()):
            continue
        yield other.get("replace", {}).get(label, line)


GUARDED = [path for path in FILES if story(path)[0].get("guards")]


@pytest.mark.parametrize("path", GUARDED, ids=lambda path: path.stem)
def test_what_a_scenario_refuses_is_not_refused_once_its_guard_is_taken_out(
    path: Path, life: Life
) -> None:
    head, lines = story(path)
    freed = {action for action, _kind, _guard in head["guards"]}
    install(life, head["guards"])
    for line in lines:
        if "check" in line:
            continue
        told = given(line)
        if told["action"] == "open_case":
            told["legal_system"] = "without"
        actor = life.office.actor(line.get("as_user", "everyone"))
        result = life.office.actions.give(actor, told)
        refused = line.get("expect", {}).get("refused")
        if refused is not None and line["action"] in freed:
            assert refused not in [reason.code for reason in result.reasons], line["action"]
            return
        assert result.ok, (line["action"], result.reasons)
    pytest.fail("no line of the story is refused by the guards named")


def install(life: Life, guards: list[list[str | None]]) -> None:
    """A legal system of the office's own that differs in nothing but these guards."""
    text = without(legal_system("generic"), guards)
    path = life.office.path.parent / "without.toml"
    path.write_text(text, encoding="utf-8")
    life.give(
        "install_legal_system",
        who="administrator",
        file=str(path),
        **{"from": "2020-01-01"},
        reason="what the guard is for",
    )


def without(rules: Rules, guards: list[list[str | None]]) -> str:
    """The text of a system based on these rules, its steps lacking the guards."""
    lines = [
        "[system]",
        'id = "without"',
        'title = "Without a guard"',
        'version = "1"',
        'based_on = "generic"',
        "valid_from = 1900-01-01",
        'source = "test"',
        'mark = "D"',
    ]
    for action, kind, _guard in {(one[0], one[1]): one for one in guards}.values():
        gone = {guard for name, of, guard in guards if (name, of) == (action, kind)}
        for step in rules.steps_of(str(action)):
            if kind is not None and kind not in step.kinds:
                continue
            lines += ["[[step]]", f'action = "{action}"']
            lines += [f"kinds = {json.dumps(sorted(step.kinds))}"] if step.kinds else []
            lines += [f"guards = {json.dumps([g for g in step.guards if g not in gone])}"]
            lines += [f"warns = {json.dumps(list(step.warns))}"]
            lines += [f"moves = [{', '.join(_move(move) for move in step.moves)}]"]
    return "\n".join(lines) + "\n"


def _move(move: Any) -> str:
    parts = [
        f'axis = "{move.axis}"',
        f"from = {json.dumps(sorted(move.sources))}",
        f'to = "{move.to}"',
    ]
    if move.conditions:
        parts.append(f'when = "{"+".join(move.conditions)}"')
    return "{ " + ", ".join(parts) + " }"
