"""What is in force on a day: versions of a system, dated records, guards and tiers as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle import approvals
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.law_facts import FACTS, Facts
from asset_recovery.lifecycle.position import Position, ValuationPosition
from asset_recovery.lifecycle.rules import LawText, Rules, legal_system, shipped
from asset_recovery.lifecycle.steps import judge
from asset_recovery.lifecycle.story import kind_of

DAY = date(2026, 6, 1)
HEAD = """
[system]
id = "{name}"
title = "Own"
version = "{version}"
based_on = "generic"
valid_from = {since}
source = "an act"
mark = "K"
"""
Made = Callable[..., Rules]


@pytest.fixture
def law(tmp_path: Path) -> Made:
    """A system of one or several versions, each with what its file says beyond the head."""

    def made(*versions: tuple[str, str]) -> Rules:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for number, (since, more) in enumerate(versions, start=1):
            head = HEAD.format(name="own", version=number, since=since)
            (folder / f"own@{number}.toml").write_text(head + more, "utf-8")
        return legal_system("own", folder)

    return made


def asked(rules: Rules, position: Position | None = None, on: date = DAY, **given: object) -> Ask:
    """A question about declining an asset, or another action."""
    action = str(given.pop("action", "decline_asset"))
    own: dict[str, object] = {"reason": "cost"} if action == "decline_asset" else {}
    command = read_action({"action": action, "asset": "A", "on": on.isoformat(), **own, **given})
    kind = getattr(command, "kind", None)
    found = position or Position("A", legal="identified")
    return Ask(action=action, kind=kind, position=found, on=on, rules=rules, command=command)


def worth(amount: str) -> Position:
    """An identified asset of this value."""
    value = Money.parse(amount, "EUR")
    found = ValuationPosition(DAY - timedelta(days=3), value, "appraisal", "V", "VAL-1")
    return Position("A", legal="identified", valuations=[found])


def codes(ask: Ask) -> list[tuple[str, str]]:
    """What stands in the way: code and sentence."""
    return [(reason.code, reason.text) for reason in judge(ask).reasons]


def guard(more: str, key: str = "own_guard", action: str = '"decline_asset"') -> str:
    """A guard as data."""
    return (
        f'[[guard]]\nkey = "{key}"\naction = {action}\ntext = "Not so."\nsource = "s. 1"\n'
        f'mark = "K"\n{more}\n'
    )


def test_the_version_in_force_on_the_day_is_taken(law: Made) -> None:
    rules = law(("2020-01-01", ""), ("2026-07-01", ""))
    assert rules.at(date(2026, 6, 30)).name == "own@1"
    assert rules.at(date(2026, 7, 1)).name == "own@2"
    assert rules.at(date(1990, 1, 1)).name == "own@1"  # before the first, the first


def test_what_a_step_kept_is_what_it_is_judged_by_again(law: Made) -> None:
    rules = law(("2020-01-01", ""), ("2026-01-01", ""))
    assert rules.of("own@1", DAY).name == "own@1"
    assert rules.of("own@2", date(2021, 1, 1)).name == "own@2"
    assert rules.of(None, DAY).name == "own@2"


def test_a_version_may_stand_on_an_earlier_one_of_its_own_system(tmp_path: Path) -> None:
    one = HEAD.format(name="own", version=1, since="2020-01-01") + guard('when = "not immovable"')
    two = HEAD.format(name="own", version=2, since="2026-01-01").replace('"generic"', '"own@1"')
    (tmp_path / "own.toml").write_text(one, "utf-8")
    (tmp_path / "own@2.toml").write_text(two, "utf-8")
    rules = legal_system("own", tmp_path).at(DAY)
    assert (rules.name, rules.based_on) == ("own@2", "own@1")
    assert [one.key for one in rules.guards] == ["own_guard"]


def test_a_record_holds_from_its_first_to_its_last_day(law: Made) -> None:
    days = 'valid_from = 2026-06-01\nvalid_to = 2026-06-30\nwhen = "not immovable"'
    rules = law(("2020-01-01", guard(days)))
    spoken = {
        on: bool(codes(asked(rules, on=date.fromisoformat(on))))
        for on in ("2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01")
    }
    assert list(spoken.values()) == [False, True, True, False]


def test_parameters_routes_modes_steps_and_approvals_have_days_too(law: Made) -> None:
    rules = law(
        (
            "2020-01-01",
            """
[[parameters.return_due]]
value = "60"
unit = "days"
mark = "K"
source = "first"
valid_to = 2026-05-31
[[parameters.return_due]]
value = "20"
unit = "days"
mark = "K"
source = "second"
valid_from = 2026-06-01
[[routes.administrative]]
proof = ["statutory_basis"]
valid_to = 2026-05-31
[[routes.administrative]]
proof = ["notice"]
valid_from = 2026-06-01
[modes.stored]
terms = ["contract", "insurance"]
valid_from = 2026-06-01
[[approval]]
action = "decline_asset"
levels = [["director"]]
valid_from = 2026-06-01
[[step]]
action = "decline_asset"
valid_from = 2026-06-01
guards = ["not_closed", "identity_known"]
moves = [{ from = ["identified"], to = "declined" }]
""",
        )
    )
    before, after = date(2026, 5, 31), date(2026, 6, 1)
    assert (rules.days("return_due", before), rules.days("return_due", after)) == (60, 20)
    assert rules.at(before).routes["administrative"]["proof"] == ["statutory_basis"]
    assert rules.at(after).routes["administrative"]["proof"] == ["notice"]
    assert rules.at(before).modes["stored"] == ("contract",)
    assert rules.at(after).modes["stored"] == ("contract", "insurance")
    assert approvals.levels(asked(rules, worth("5"), before)) == ()
    assert approvals.levels(asked(rules, worth("5"), after)) == (("director",),)
    steps = [rules.at(on).step("decline_asset", None) for on in (before, after)]
    assert ["identity_known" in step.guards for step in steps if step] == [False, True]


def test_a_parameter_that_has_ended_gives_way_to_the_one_of_the_base(law: Made) -> None:
    own = (
        '[parameters.return_due]\nvalue = "5"\nunit = "days"\nmark = "K"\n'
        'source = "s"\nvalid_to = 2026-01-31\n'
    )
    rules = law(("2020-01-01", own))
    assert rules.days("return_due", date(2026, 1, 31)) == 5
    assert rules.days("return_due", date(2026, 2, 1)) == 30


def test_a_guard_of_the_data_refuses_with_code_sentence_and_clearing_step(law: Made) -> None:
    more = 'requires = "plan_complete"\ncode = "plan_missing"\nclear_with = "record_plan"'
    rules = law(("2020-01-01", guard(more)))
    lacking = judge(asked(rules)).reasons
    assert [(one.code, one.text, one.clear_with) for one in lacking] == [
        ("plan_missing", "Not so.", "record_plan")
    ]
    assert not codes(asked(rules, Position("A", legal="identified", plan_complete=True)))


def test_a_guard_without_a_code_is_guard_failed_with_its_own_key(law: Made) -> None:
    rules = law(("2020-01-01", guard('requires = "plan_complete"')))
    reason = judge(asked(rules)).reasons[0]
    assert (reason.code, reason.field) == ("guard_failed", "own_guard")


def test_a_guard_that_warns_stops_nothing(law: Made) -> None:
    rules = law(("2020-01-01", guard('requires = "plan_complete"\neffect = "warn"')))
    judgement = judge(asked(rules))
    assert not judgement.reasons
    assert [warning.text for warning in judgement.warnings] == ["Not so."]


def test_what_is_unknown_does_not_hold(law: Made) -> None:
    rules = law(("2020-01-01", guard('requires = "value < 100"')))
    assert codes(asked(rules))  # the value is not known: it is not certainly below
    assert not codes(asked(rules, worth("99.99")))
    rules = law(("2020-01-01", guard('when = "value >= 100"')))
    assert not codes(asked(rules))
    assert codes(asked(rules, worth("100")))


def test_a_guard_is_for_its_action_and_kinds_only(law: Made) -> None:
    more = 'kinds = ["release"]\nwhen = "not immovable"'
    rules = law(("2020-01-01", guard(more, action='["record_order"]')))
    at = rules.at(DAY)
    assert [one.key for one in at.guards_of("record_order", "release")] == ["own_guard"]
    assert at.guards_of("record_order", "freezing") == at.guards_of("add_note", "release") == ()


def test_a_guard_on_what_the_step_says_is_silent_where_only_the_possibility_is_asked(
    law: Made,
) -> None:
    rules = law(("2020-01-01", guard('requires = "document_count >= 1"')))
    assert codes(asked(rules))
    assert not codes(asked(rules, documents=["D-1"]))
    assert not codes(replace(asked(rules), command=None))


def test_a_system_replaces_or_switches_off_a_guard_of_its_base(tmp_path: Path) -> None:
    base = HEAD.format(name="base", version=1, since="2020-01-01") + guard('when = "not immovable"')
    (tmp_path / "base.toml").write_text(base, "utf-8")
    head = HEAD.format(name="own", version=1, since="2020-01-01").replace('"generic"', '"base"')
    off = '[[guard]]\nkey = "own_guard"\naction = "decline_asset"\neffect = "off"\n'
    (tmp_path / "own.toml").write_text(head + off, "utf-8")
    assert legal_system("base", tmp_path).at(DAY).guards
    assert not legal_system("own", tmp_path).at(DAY).guards


@pytest.mark.parametrize(
    ("amount", "tier"),
    [("0", 1), ("10000", 1), ("10000.01", 2), ("100000.01", 3), ("1000000.01", 4)],
)
def test_tiers_of_value_are_parameters(amount: str, tier: int) -> None:
    assert Facts(asked(legal_system("generic"), worth(amount)))["tier"] == tier


def test_a_value_that_is_unknown_has_no_tier() -> None:
    assert Facts(asked(legal_system("generic")))["tier"] is None


def test_approvals_by_tier_are_data(law: Made) -> None:
    rules = law(
        (
            "2020-01-01",
            '[[approval]]\naction = "decline_asset"\nwhen = "tier >= 3"\n'
            'levels = [["supervisor"], ["director"]]\n'
            '[[approval]]\naction = "decline_asset"\nwhen = "value_known"\nlevels = []\n',
        )
    )
    assert approvals.levels(asked(rules, worth("20000"))) == ()
    assert approvals.levels(asked(rules, worth("200000"))) == (("supervisor",), ("director",))
    assert approvals.levels(asked(rules)) == (("supervisor",),)  # the rule of the base


SEED = {
    "declining what is worth little": ("decline_asset", "10000", {}, 0),
    "declining what is worth more": ("decline_asset", "10000.01", {}, 1),
    "declining what nobody valued": ("decline_asset", None, {}, 1),
    "disposing of what is worth a million": (
        "dispose_asset", "1000000", {"kind": "donation"}, 1,
    ),
    "disposing of what is worth more than a million": (
        "dispose_asset", "1000000.01", {"kind": "donation"}, 2,
    ),
    "disposing of what nobody valued": (
        "dispose_asset", None, {"kind": "donation"}, 2,
    ),
    "writing off": ("dispose_asset", "5", {"kind": "write_off"}, 2),
    "using meanwhile": ("manage_asset", "5", {"mode": "interim_use", "reason": "r"}, 1),
    "storing": ("manage_asset", "5", {"mode": "stored", "reason": "r"}, 0),
}  # fmt: skip


@pytest.mark.parametrize(("action", "amount", "given", "count"), SEED.values(), ids=SEED)
def test_the_seed_asks_for_the_second_persons_of_the_table(
    action: str, amount: str | None, given: dict[str, object], count: int
) -> None:
    position = Position("A") if amount is None else worth(amount)
    ask = asked(legal_system("generic"), position, DAY, action=action, **given)
    ask = replace(ask, kind=kind_of(ask.command))
    assert len(approvals.levels(ask)) == count


def test_every_fact_can_be_read_of_an_empty_asset_and_says_what_it_means() -> None:
    facts = Facts(replace(asked(legal_system("generic")), command=None))
    for name, fact in FACTS.items():
        assert fact.meaning, name
        assert not isinstance(facts[name], float)


def test_a_parameter_in_a_condition_is_the_one_of_the_day() -> None:
    facts = Facts(asked(legal_system("generic")))
    assert facts["parameter.sale_floor_review"] == Decimal("0.70")


def test_an_added_text_does_not_change_the_library_to_which_it_was_added() -> None:
    text = HEAD.format(name="generic", version=9, since="2026-01-01").replace(
        '"generic"\nvalid', '"generic@1"\nvalid'
    )
    library, version = shipped().with_text(LawText("generic.toml", text))
    assert (version.name, version.base and version.base.name) == ("generic@9", "generic@1")
    assert library.rules("generic").at(DAY).name == "generic@9"
    assert shipped().rules("generic").at(DAY).name == "generic@1"


def test_a_system_can_leave_out_a_step_of_its_base(law: Made) -> None:
    rules = law(("2020-01-01", '[[step]]\naction = "decline_asset"\ndisabled = true\n'))
    assert codes(asked(rules)) == [("guard_failed", "There is no such step under Own.")]
    assert not codes(asked(legal_system("generic")))


def test_a_system_can_leave_out_a_route_of_its_base(law: Made) -> None:
    rules = law(("2020-01-01", "[routes.ncb_death]\ndisabled = true\n"))
    sought = {"action": "record_order", "case": "C", "authority": "Court", "reference": "1",
              "kind": "ncb_judicial", "assets": [{"asset": "A"}]}  # fmt: skip

    def texts_of(route: str) -> list[str]:
        command = read_action({**sought, "on": DAY.isoformat(), "route": route})
        ask = Ask(action="record_order", kind="ncb_judicial", position=Position("A"), on=DAY,
                  rules=rules, command=command)  # fmt: skip
        return [reason.text for reason in judge(ask).reasons]

    assert "There is no route ncb death under Own." in texts_of("ncb_death")
    assert "There is no route ncb death under Own." not in texts_of("ncb_illness")
