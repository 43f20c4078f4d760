"""Import maps: the shipped ones are sound, faults are found with their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.exchange.import_map import load_map, map_path, shipped_maps
from asset_recovery.exchange.import_map_lint import lint_map

SOUND = """
[map]
id = "small"
version = "1"
title = "Small"
as = "assets"
licence = "CC0"
attribution = "nobody"
columns = ["id", "what", "state", "case"]

[row]
reference = ["id"]
as_at = "2020-01-31"
[[row.case]]
columns = ["case"]
reference = "{case}"
title = "Case {case}"

[[field]]
argument = "type"
default = "VEH-CAR"

[[field]]
argument = "description"
column = "what"
required = true

[lookup.words]
"a" = "b"

[[position]]
when = { state = "seized" }
legal_state = "seized"

[[position]]
legal_state = "unknown"
"""


@pytest.fixture
def a_map(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str = SOUND) -> Path:
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("name", shipped_maps())
def test_a_shipped_map_is_sound_and_named_like_its_file(name: str) -> None:
    assert lint_map(map_path(name)) == []
    found = load_map(name)
    assert found.id == name
    assert found.licence
    assert found.attribution


def test_the_sound_map_of_these_tests_has_no_problem(a_map: Callable[..., Path]) -> None:
    assert lint_map(a_map()) == []
    assert load_map(a_map()).columns == ("id", "what", "state", "case")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('as = "assets"', 'as = "pictures"', "map.as"),
        ('as = "assets"', 'as = "bank_statement"', "field.1"),
        ('licence = "CC0"\n', "", "map"),
        ('column = "what"', 'column = "wath"', "field.2"),
        (
            'default = "VEH-CAR"',
            'default = "VEH-CAR"\nsteps = [{ lookup = "none" }]',
            "field.1.steps.1",
        ),
        ("required = true", 'steps = [{ date = "%d/%y" }]', "field.2.steps.1"),
        ("required = true", 'steps = [{ matches = "(" }]', "field.2.steps.1"),
        ("required = true", 'steps = ["shout"]', "field.2.steps.1"),
        ("required = true", 'steps = ["amount"]', "field.2"),
        ('argument = "description"', 'argument = "desciption"', "field.2"),
        ('when = { state = "seized" }', 'when = { stage = "seized" }', "position.1.when"),
        ('legal_state = "seized"', 'legal_state = "siezed"', "position.1.legal_state"),
        ('[[position]]\nlegal_state = "unknown"\n', "", "position"),
        ('reference = ["id"]', 'reference = ["no"]', "row.reference"),
        ('as_at = "2020-01-31"', 'as_at = "2020-02-31"', "row.as_at"),
        ('title = "Case {case}"', 'title = "Case {caes}"', "row.case.1"),
        ("[lookup.words]", "[lookup.words", "file"),
        ("[row]", "[raw]", "map"),
    ],
)
def test_a_fault_is_found_with_its_place(
    a_map: Callable[..., Path], old: str, new: str, place: str
) -> None:
    assert old in SOUND
    problems = lint_map(a_map(SOUND.replace(old, new, 1)))
    assert place in [problem.place for problem in problems]
    assert {problem.code for problem in problems} == {"map_invalid"}


def test_a_faulty_map_is_not_loaded(a_map: Callable[..., Path]) -> None:
    with pytest.raises(ValidationFailed) as caught:
        load_map(a_map(SOUND.replace("[row]", "[raw]")))
    assert {reason.code for reason in caught.value.reasons} == {"map_invalid"}


def test_a_map_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(ValidationFailed) as caught:
        load_map("anbsc_1999")
    assert "anbsc_2025_in_gestione" in caught.value.reasons[0].text


def test_a_map_of_bank_statements_names_the_values_that_a_statement_has(
    a_map: Callable[..., Path],
) -> None:
    found = lint_map(a_map(SOUND.replace('as = "assets"', 'as = "bank_statement"')))
    assert any("account, booked_on, currency, balance" in problem.text for problem in found)
