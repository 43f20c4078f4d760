"""The story of an asset without a database: events folded into a position, steps judged on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.vocabulary import VOCABULARY, read_action
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.moves import CONDITIONS
from asset_recovery.lifecycle.permissions import ROLES
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.rules import Rules, legal_system
from asset_recovery.lifecycle.steps import EVERY_STEP, GUARDS, judge
from asset_recovery.lifecycle.story import StoryEvent, fold, moments

RULES = legal_system("generic")


def event(
    number: int, on: str, action: str, about: Mapping[str, object] | None = None, **more: object
) -> StoryEvent:
    """The `number`-th entry: an action of that day, in effect at once unless it waits."""
    if "on" in VOCABULARY[action].__dataclass_fields__:
        more["on"] = on
    command = read_action({"action": action, **more})
    day = date.fromisoformat(on)
    return StoryEvent(id=number, on=day, seq=number, command=command, **(about or {}))  # type: ignore[arg-type]


REGISTERED = event(
    1,
    "2026-11-01",
    "register_asset",
    case="C",
    type="VEH-CAR",
    description="car",
    identifiers=[{"kind": "plate", "value": "A 1"}],
)
IDENTIFIED = event(2, "2026-02-01", "identify_asset", asset="A", source="s")


def freezing(number: int, on: str, **more: object) -> StoryEvent:
    """A freezing order of that day."""
    return event(
        number,
        on,
        "record_order",
        about={"order": f"O{number}"},
        case="C",
        kind="freezing",
        authority="Court",
        reference="1",
        assets=["A"],
        **more,
    )


def position_of(*events: StoryEvent) -> Position:
    """All of them folded."""
    return fold(Position(reference="A"), moments(events), RULES)


def test_events_are_told_by_their_own_date_whenever_they_were_recorded() -> None:
    late = freezing(9, "2026-03-01")
    plan = event(3, "2026-03-02", "record_plan", asset="A")
    position = position_of(plan, late, IDENTIFIED, REGISTERED)
    assert (position.legal, position.management) == ("frozen", "planning")


def test_what_registers_the_asset_stands_before_facts_that_are_older() -> None:
    assert position_of(IDENTIFIED, REGISTERED).has_identifier


def test_a_step_that_waits_is_known_and_has_no_effect() -> None:
    declined = event(
        3, "2026-03-01", "decline_asset", asset="A", reason="cost", about={"approval": "AP-1"}
    )
    position = position_of(REGISTERED, IDENTIFIED, declined)
    assert position.legal == "identified"
    assert position.waits("decline_asset") is not None


def test_a_step_takes_effect_on_the_day_of_its_approval() -> None:
    declined = event(
        3,
        "2026-03-01",
        "decline_asset",
        asset="A",
        reason="cost",
        about={"approval": "AP-1", "effective_on": date(2026, 3, 5), "effective_seq": 4},
    )
    story = moments([REGISTERED, IDENTIFIED, declined])
    before = [moment for moment in story if moment.on < date(2026, 3, 5)]
    assert fold(Position(reference="A"), before, RULES).legal == "identified"
    assert position_of(REGISTERED, IDENTIFIED, declined).legal == "declined"


def test_a_step_withdrawn_by_a_later_fact_is_told_no_more() -> None:
    lapse = event(
        4,
        "2026-03-20",
        "record_lapse",
        asset="A",
        basis="b",
        about={"ended_on": date(2026, 3, 20), "ended_seq": 5},
    )
    assert position_of(REGISTERED, IDENTIFIED, freezing(3, "2026-03-01"), lapse).legal == "frozen"


def judged(position: Position, on: str, action: str, **arguments: Any) -> list[str]:
    """The codes with which the step is refused on that day."""
    told = event(99, on, action, **arguments)
    ask = Ask(
        action=action,
        kind=getattr(told.command, "kind", None),
        position=position,
        on=told.on,
        rules=RULES,
        command=told.command,
    )
    return [reason.code for reason in judge(ask).reasons]


def test_the_missing_step_is_named_before_the_wrong_state() -> None:
    position = position_of(REGISTERED, IDENTIFIED)
    codes = judged(
        position,
        "2026-03-01",
        "propose_interlocutory_sale",
        asset="A",
        grounds=["disproportionate_cost"],
    )
    assert codes[0] == "no_order"


def test_a_measure_counts_until_the_end_of_its_last_day() -> None:
    position = position_of(
        REGISTERED, IDENTIFIED, freezing(3, "2026-03-01", expires_on="2026-03-31")
    )
    order = position.orders["O3"]
    assert order.in_force(date(2026, 3, 31))
    assert not order.in_force(date(2026, 4, 1))


def test_two_challenges_are_decided_one_by_one() -> None:
    about = {"order": "O3"}
    both = [
        event(
            number,
            f"2026-03-0{number}",
            "challenge_order",
            about,
            order="O3",
            by=f"P{number}",
            suspensive=number == 4,
        )
        for number in (4, 5)
    ]
    decided = event(6, "2026-03-06", "decide_challenge", about, order="O3", outcome="upheld")
    position = position_of(REGISTERED, IDENTIFIED, freezing(3, "2026-03-01"), *both, decided)
    assert position.orders["O3"].challenged_by == "P5"
    assert not position.orders["O3"].is_stayed(date(2026, 3, 7))


@pytest.mark.parametrize("legal", list(code_lists.choices("legal_states")))
@pytest.mark.parametrize("management", ["unmanaged", "stored", "sold_unpaid"])
@pytest.mark.parametrize("money", ["no_money", "fully_distributed"])
def test_every_state_has_a_headline(legal: str, management: str, money: str) -> None:
    position = Position(reference="A", legal=legal, management=management, money=money)
    assert headline(position, RULES.groups["not_yet_final"])


@pytest.mark.parametrize("name", ["generic", "eu"])
def test_every_name_in_a_legal_system_is_one_that_the_engine_knows(name: str) -> None:
    rules = legal_system(name)
    states = {
        "legal": set(code_lists.choices("legal_states")),
        "management": set(code_lists.choices("management_states")),
        "dispute": set(code_lists.choices("dispute_states")),
        "money": set(code_lists.choices("money_states")),
    }
    for step in rules.steps:
        assert step.action in VOCABULARY
        assert {*step.guards, *step.warns} <= set(GUARDS), step.action
        for move in step.moves:
            assert set(move.conditions) <= set(CONDITIONS)
            assert move.sources <= states[move.axis] | {"*"}, (step.action, move)
            assert not move.to or move.to.startswith("@") or move.to in states[move.axis]
    for rule in rules.approvals:
        assert rule.action in VOCABULARY
        roles = set(code_lists.choices("user_roles"))
        assert all(set(level) <= roles for level in rule.levels)


def test_every_proof_of_a_route_can_be_supplied() -> None:
    supplied = {*code_lists.choices("proof_kinds"), "conviction", "notice", "hearing"}
    for route in code_lists.choices("routes"):
        proofs = RULES.routes[route]["proof"]
        assert isinstance(proofs, list)
        assert set(proofs) <= supplied, route


def test_every_action_names_who_may_give_it() -> None:
    assert set(VOCABULARY) - set(ROLES) == set()


def test_every_guard_is_used_by_the_generic_system() -> None:
    used = {name for step in RULES.steps for name in (*step.guards, *step.warns)}
    assert set(GUARDS) - used - set(EVERY_STEP) == set()


def test_a_term_is_read_as_in_force_on_the_day() -> None:
    eu: Rules = legal_system("eu")
    term = eu.parameter("urgent_measure_days", date(2026, 11, 24))
    assert term.basis == "Directive 2024/1260 art. 11"
    assert eu.parameter("urgent_measure_days", date(2020, 1, 1)).basis != term.basis
