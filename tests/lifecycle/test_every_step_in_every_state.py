"""Every step of the tables, tried in every state: judged in the office's words, moved as said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from asset_recovery.domain import code_lists
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.moves import Case, fitting
from asset_recovery.lifecycle.position import (
    CasePosition,
    OrderPosition,
    PartPosition,
    Position,
    PossessionPosition,
)
from asset_recovery.lifecycle.rules import Rules, Step, legal_system
from asset_recovery.lifecycle.steps import judge

GENERIC = legal_system("generic")
LEGAL = tuple(code_lists.choices("legal_states"))
MANAGEMENT = tuple(code_lists.choices("management_states"))
MONEY = tuple(code_lists.choices("money_states"))
DISPUTE = tuple(code_lists.choices("dispute_states"))
CODES = frozenset(code_lists.choices("refusal_codes"))
ON = date(2026, 6, 1)
ON_AN_ORDER = frozenset(
    {
        "issue_order",
        "serve_order",
        "vary_order",
        "challenge_order",
        "decide_challenge",
        "stay_order",
        "end_stay",
        "certify_final",
        "lift_order",
        "execute_order",
        "recognise_order",
        "refuse_recognition",
        "postpone_recognition",
        "reverse_confiscation",
        "apply_to_value_order",
    }
)
ORDERS: dict[str, str | None] = {
    "none": None,
    "provisional": "freezing",
    "confiscation": "confiscation_object",
    "value": "confiscation_value",
    "foreign": "foreign_freezing",
}
# Steps that a closed record still takes: what opens it, what is only noted.
OPENING = frozenset({"reopen_asset", "reopen_lead"})
AFTER_CLOSING = frozenset({"end_contract", "record_report"})  # a contract concerns others too


def _named(step: Step) -> str:
    return f"{step.action}-{min(step.kinds, default='')}"


each_step = pytest.mark.parametrize("step", GENERIC.steps, ids=_named)


def order_of(kind: str) -> OrderPosition:
    """An order in force."""
    return OrderPosition("ORDER", kind, "issued", date(2026, 1, 1), authority="Court")


def position_in(legal: str, management: str = "unmanaged", **more: object) -> Position:
    """An asset in this state, with nothing else on file."""
    position = Position(reference="A", case=CasePosition("CASE"), legal=legal)
    position.management = management
    for name, value in more.items():
        setattr(position, name, value)
    return position


def asked(step: Step, position: Position, kind: str | None, order: str | None) -> Ask:
    """Whether the step is possible here."""
    held = None
    if order is not None:
        held = position.orders["ORDER"] = order_of(order)
    return Ask(
        action=step.action,
        kind=kind,
        position=position,
        on=ON,
        rules=GENERIC,
        order=held if step.action in ON_AN_ORDER else None,
    )


def kinds_of(step: Step) -> tuple[str | None, ...]:
    """The kinds for which the tables have this step."""
    return tuple(sorted(step.kinds)) or (None,)


def positions() -> Iterator[Position]:
    """Every legal with every management state, and every state of money and dispute."""
    for legal, management in product(LEGAL, MANAGEMENT):
        yield position_in(legal, management)
    for money, dispute in product(MONEY, DISPUTE):
        yield position_in("confiscated_final", money=money, dispute=dispute)


@pytest.mark.parametrize("order", ORDERS)
def test_every_step_in_every_state_is_answered_in_known_codes_and_full_sentences(
    order: str,
) -> None:
    for step in GENERIC.steps:
        for kind in kinds_of(step)[:2]:
            for position in positions():
                found = judge(asked(step, position, kind, ORDERS[order]))
                for reason in (*found.reasons, *found.warnings):
                    assert reason.code in CODES, (step.action, reason.code)
                    assert reason.text.endswith((".", ")")), (step.action, reason.text)


@each_step
def test_a_step_is_in_the_wrong_state_exactly_where_no_move_fits(step: Step) -> None:
    for kind, order in product(kinds_of(step), ORDERS.values()):
        if order is None and step.action in ON_AN_ORDER:
            continue
        for legal in LEGAL:
            position = position_in(legal)
            ask = asked(step, position, kind, order)
            case = Case(position, None, ask.order, ON)
            fits = all(fitting(step, axis, case) is not None for axis in step.axes)
            codes = {reason.code for reason in judge(ask).reasons}
            if "closed_record" in codes:
                continue
            assert fits or "wrong_state" in codes, (legal, kind, codes)


@each_step
def test_nothing_is_done_to_a_closed_asset_before_it_is_reopened(step: Step) -> None:
    for kind, order in product(kinds_of(step), ("freezing", "confiscation_object")):
        found = judge(asked(step, position_in("closed"), kind, order))
        if step.action not in OPENING and "not_closed" in step.guards:
            assert found.reasons[0].code == "closed_record", step.action
        elif step.action not in {*OPENING, *AFTER_CLOSING, "register_asset"}:
            assert found.reasons, step.action


@pytest.mark.parametrize("one", LEGAL)
def test_a_divided_asset_is_judged_part_by_part(one: str) -> None:
    for step, two in product(GENERIC.steps, LEGAL):
        if "legal" not in step.axes:
            continue
        for kind in kinds_of(step)[:1]:
            position = position_in(one)
            position.parts = {
                "1": PartPosition("1", legal=one),
                "2": PartPosition("2", legal=two),
            }
            found = judge(asked(step, position, kind, "freezing"))
            assert all(reason.text for reason in found.reasons)


# Lifecycle.md 4.3, row by row, written down a second time: from, what is given, to.
TABLE: tuple[tuple[str, str, str | None, str | None, bool, str], ...] = (
    ("lead", "identify_asset", None, None, False, "identified"),
    ("identified", "decline_asset", None, None, False, "declined"),
    ("declined", "reopen_lead", None, None, False, "identified"),
    ("identified", "record_order", "urgent_measure", None, False, "urgent_measure"),
    ("lapsed", "record_order", "urgent_measure", None, False, "urgent_measure"),
    ("identified", "record_order", "freezing", None, False, "frozen"),
    ("urgent_measure", "record_order", "freezing", None, False, "frozen"),
    ("urgent_measure", "record_order", "seizure", None, True, "seized"),
    ("lapsed", "record_order", "freezing", None, False, "frozen"),
    ("release_ordered", "record_order", "freezing", None, False, "frozen"),
    ("frozen", "take_possession", None, "freezing", False, "seized"),
    ("measure_varied", "take_possession", None, "freezing", False, "seized"),
    ("frozen_abroad", "take_possession", None, "freezing", False, "seized"),
    ("urgent_measure", "take_possession", None, "urgent_measure", False, ""),
    ("confiscated_final", "take_possession", None, "confiscation_object", False, ""),
    ("frozen", "hold_as_evidence", None, None, False, "held_as_evidence"),
    ("seized", "hold_as_evidence", None, None, True, "held_as_evidence"),
    ("frozen", "file_confiscation", None, None, False, "confiscation_proposed"),
    ("seized", "file_confiscation", None, None, True, "confiscation_proposed"),
    ("held_as_evidence", "file_confiscation", None, None, True, "confiscation_proposed"),
    ("confiscation_proposed", "withdraw_confiscation", None, None, False, "release_ordered"),
    ("identified", "trace_abroad", None, None, False, "traced_abroad"),
    (
        "confiscation_proposed",
        "record_order",
        "confiscation_object",
        None,
        False,
        "confiscated_not_final",
    ),
    *(
        (state, "record_order", "confiscation_value", None, False, "security_for_value_order")
        for state in ("frozen", "seized", "confiscation_proposed", "confiscated_not_final")
    ),
    (
        "confiscated_not_final",
        "challenge_order",
        None,
        "confiscation_object",
        False,
        "confiscation_under_appeal",
    ),
    (
        "confiscation_under_appeal",
        "decide_challenge",
        "remitted",
        "confiscation_object",
        False,
        "confiscation_proposed",
    ),
    (
        "confiscated_not_final",
        "certify_final",
        None,
        "confiscation_object",
        False,
        "confiscated_final",
    ),
    (
        "confiscation_under_appeal",
        "decide_challenge",
        "annulled",
        "confiscation_object",
        False,
        "release_ordered",
    ),
    ("confiscated_final", "vest_title", None, None, False, "title_vested_in_state"),
    ("release_ordered", "return_asset", None, None, False, "returned_to_owner"),
    ("lapsed", "return_asset", None, None, False, "returned_to_owner"),
    ("frozen", "lift_order", None, "freezing", False, "release_ordered"),
    ("seized", "lift_order", None, "freezing", True, "release_ordered"),
    ("held_as_evidence", "lift_order", None, "freezing", True, "release_ordered"),
    (
        "security_for_value_order",
        "lift_order",
        None,
        "confiscation_value",
        False,
        "release_ordered",
    ),
    ("frozen", "record_lapse", None, None, False, "lapsed"),
    ("urgent_measure", "record_lapse", None, None, False, "lapsed"),
    ("confiscation_proposed", "record_lapse", None, None, False, ""),
    ("seized", "record_order", "release", None, True, "release_ordered"),
    ("security_for_value_order", "record_order", "release", None, True, "release_ordered"),
)


@pytest.mark.parametrize(("start", "action", "kind", "order", "held", "to"), TABLE)
def test_the_tables_move_an_asset_as_the_specification_says(
    start: str, action: str, kind: str | None, order: str | None, held: bool, to: str
) -> None:
    step = GENERIC.step(action, kind)
    assert step is not None
    position = position_in(start)
    if held:
        position.possession = PossessionPosition(date(2026, 2, 1), "Hall", "Guard")
    own = order_of(order) if order else None
    if own is not None:
        position.orders["ORDER"] = own
    found = fitting(step, "legal", Case(position, None, own, ON))
    assert found is not None
    assert found.to == to


ILLEGAL = (
    ("identified", "certify_final", None, "confiscation_object"),
    ("frozen", "vest_title", None, None),
    ("release_ordered", "certify_final", None, "confiscation_object"),
    ("release_ordered", "record_order", "confiscation_object", None),
    ("identified", "record_order", "confiscation_object", None),
    ("identified", "take_possession", None, None),
    ("seized", "dispose_asset", None, None),
    ("returned_to_owner", "file_confiscation", None, None),
    ("declined", "record_order", "freezing", None),
    ("lead", "record_order", "freezing", None),
)


@pytest.mark.parametrize(("start", "action", "kind", "order"), ILLEGAL)
def test_an_illegal_step_is_refused(
    start: str, action: str, kind: str | None, order: str | None
) -> None:
    step = GENERIC.step(action, kind)
    assert step is not None
    assert judge(asked(step, position_in(start), kind, order)).reasons


@each_step
def test_a_refusal_is_gone_with_its_guard(step: Step) -> None:
    """From the other side: what a guard refuses, nothing refuses once the guard is taken out."""
    kind = kinds_of(step)[0]
    for name in step.guards:
        for legal in LEGAL:
            ask = asked(step, position_in(legal), kind, "freezing")
            alone = replace(ask, rules=_only(name, step))
            if not judge(alone).reasons:
                continue
            free = replace(ask, rules=_only(None, step))
            assert not judge(free).reasons, (name, legal)
            break


def _only(guard: str | None, step: Step) -> Rules:
    """The tables with this step alone, asking for one thing or for nothing, moving nothing."""
    bare = replace(step, guards=(guard,) if guard else (), warns=(), moves=(), axes=())
    return replace(GENERIC, steps=(bare,), _by_action={})
