"""What a refusal tells people to do next can be done."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.lifecycle.request_turns import STEP_TO, TURNS, out_of_turn

PACKAGE = Path(__file__).parents[2] / "asset_recovery"
PLACE_OF_CLEAR_WITH = 2


def named_to_clear(path: Path) -> Iterator[str]:
    """Each action that a reason of this file names as the one that clears it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "Reason":
            continue
        given = [word.value for word in node.keywords if word.arg == "clear_with"]
        given += node.args[PLACE_OF_CLEAR_WITH : PLACE_OF_CLEAR_WITH + 1]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


@pytest.mark.parametrize("room", ["lifecycle", "services/handlers", "services/step_options"])
def test_every_clearing_action_is_one_of_the_vocabulary(room: str) -> None:
    named = {name for path in (PACKAGE / room).rglob("*.py") for name in named_to_clear(path)}
    assert named
    assert named <= set(VOCABULARY)


@pytest.mark.parametrize("to", TURNS[1:])
@pytest.mark.parametrize("state", [*TURNS, "acknowledged", "closed"])
def test_a_request_is_led_to_the_step_before_and_never_back(state: str, to: str) -> None:
    reason = out_of_turn(state, to)
    before = TURNS[TURNS.index(to) - 1]
    if state == before:
        assert reason is None
        return
    assert reason is not None
    if state in TURNS and TURNS.index(state) < TURNS.index(before):
        assert (reason.clear_with, before in reason.text) == (STEP_TO[before], True)
    else:
        assert (reason.clear_with, "already" in reason.text) == (None, True)


def test_every_step_of_a_request_is_one_of_the_vocabulary() -> None:
    assert set(STEP_TO.values()) <= set(VOCABULARY)
