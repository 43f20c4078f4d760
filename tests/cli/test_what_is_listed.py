"""`actions` and `can` leave nothing out and say nothing twice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from asset_recovery.cli.action_commands import _show_steps
from asset_recovery.cli.main import run
from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption


@dataclass(frozen=True)
class _Sheet:
    lines: list[str]

    def has(self, *words: str) -> bool:
        return any(all(word in line for word in words) for line in self.lines)


def _sheet(capsys: pytest.CaptureFixture[str], name: str) -> _Sheet:
    assert run(["actions", name]) == 0
    return _Sheet(capsys.readouterr().out.splitlines())


def test_every_code_of_a_long_list_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = _sheet(capsys, "register_asset")
    for code, label in code_lists.choices("asset_types").items():
        assert sheet.has(code, label)


def test_the_forms_and_kinds_of_a_request_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = _sheet(capsys, "draft_request")
    assert sheet.has("MLA-01", "Request for mutual legal assistance")
    assert sheet.has("AR-T", code_lists.label("request_kinds", "AR-T"))


def test_it_is_said_how_values_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert _sheet(capsys, "record_order").has('{"amount": "100.00", "currency": "EUR"}')
    assert _sheet(capsys, "take_possession").has("asset", "one of these")


def test_a_missing_field_has_its_key_and_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    lacking = Reason("form_incomplete", "Limits: confirm it.", "fill_request", field="limits")
    state = Reason("wrong_state", "It must be reviewed first.")
    warning = Reason("price_low", "The price is low.")
    _show_steps(
        [
            StepOption("approve_request", "", False, (state, lacking)),
            StepOption("sign_request", "", False, (state, lacking), (warning,)),
        ]
    )
    told = capsys.readouterr().out
    assert told.count("limits: Limits: confirm it.") == 1
    assert told.count("It must be reviewed first.") == 2
    assert "and 1 missing as told under approve_request" in told
    assert "warns: The price is low." in told


def test_two_versions_of_a_request_are_compared_from_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["compare", "--help"]) == 0
    assert "--with" in capsys.readouterr().out
