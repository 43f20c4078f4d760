"""`show` tells people the words of the code lists; scripts get the codes."""

from __future__ import annotations

import pytest

from asset_recovery.cli.in_words import in_words
from asset_recovery.cli.speaking import facts
from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.errors import ValidationFailed


def test_grounds_and_states_are_told_in_words_with_the_code_behind_them() -> None:
    told = in_words(
        {
            "grounds": [{"code": "INS"}, {"code": "MIX", "period": "2024"}],
            "legal_state": "frozen",
            "country": "GR",
            "kinds": ["AR-T", "no such kind"],
            "reply": {"grounds": ["RF-DUAL"]},
            "value": 7,
        }
    )
    assert told == {
        "grounds": [
            "Instrumentality (INS)",
            {"code": "Intermingled with lawful property (MIX)", "period": "2024"},
        ],
        "legal_state": "Frozen",
        "country": "Greece (GR)",
        "kinds": ["Identify, freeze and trace for asset recovery (AR-T)", "no such kind"],
        "reply": {"grounds": ["No dual criminality (RF-DUAL)"]},
        "value": 7,
    }


def test_grounds_stand_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    facts(in_words({"grounds": [{"code": "INS"}, {"code": "PRO"}]}))
    assert capsys.readouterr().out == "grounds: Instrumentality (INS), Proceeds (PRO)\n"


def test_a_refused_ground_is_answered_with_what_the_codes_mean() -> None:
    given = {"action": "register_asset", "case": "C", "type": "VEH-CAR", "description": "Car"}
    with pytest.raises(ValidationFailed) as refusal:
        read_action({**given, "grounds": ["XXX"]})
    assert "INS (Instrumentality)" in refusal.value.reasons[0].text
    assert "RF-DUAL (No dual criminality)" in code_lists.named("refusal_grounds")
    assert code_lists.named("party_kinds").startswith("natural, legal")
