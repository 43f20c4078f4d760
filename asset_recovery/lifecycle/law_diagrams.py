"""Diagrams of the life cycle in Mermaid, drawn from the tables of a legal system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.vocabulary import read_action
from asset_recovery.lifecycle.effects import take_effect
from asset_recovery.lifecycle.law_tables import Rules
from asset_recovery.lifecycle.moves import DISPOSAL_STATES
from asset_recovery.lifecycle.position import ChallengePosition, OrderPosition, Position
from asset_recovery.lifecycle.story import StoryEvent

STATES = {
    "legal": "legal_states",
    "management": "management_states",
    "dispute": "dispute_states",
    "money": "money_states",
}
FEW = 3  # states that may take a step are drawn one by one up to here, else as one node
TARGETS = {
    "@measure": ("frozen", "seized"),
    "@disposal": tuple(dict.fromkeys(DISPOSAL_STATES.values())),
    "@claims": ("claim_admitted", "claim_upheld", "claim_rejected"),
    "@payments": ("partly_paid_out", "fully_distributed"),
}
DAY = date(2026, 1, 2)
Turn = tuple[str, str, str]


def axis_diagram(rules: Rules, axis: str) -> str:
    """Every change on an axis as a flow chart; steps between the same states share an arrow."""
    labels = code_lists.choices(STATES[axis])
    arrows: dict[tuple[str, str], list[str]] = {}
    nodes: dict[str, str] = {}
    for step in rules.steps:
        for move in step.moves:
            if move.axis != axis:
                continue
            name = step.action.replace("_", " ")
            if len(step.kinds) == 1:
                name += f" ({next(iter(step.kinds)).replace('_', ' ')})"
            for target in _targets(move.to):
                for source, shown in _sources(rules, move.sources, axis):
                    nodes[source] = shown
                    if source != target:
                        steps = arrows.setdefault((source, target), [])
                        steps += [name] if name not in steps else []
    used = {state for pair in arrows for state in pair if state in labels}
    lines = ["```mermaid", "flowchart LR"]
    lines += [f'  {state}["{labels[state]}"]' for state in labels if state in used]
    lines += [
        f'  {key}(["{shown}"])'
        for key, shown in sorted(nodes.items())
        if shown and any(pair[0] == key for pair in arrows)
    ]
    lines += [f'  {a} -->|"{_steps(steps)}"| {b}' for (a, b), steps in arrows.items()]
    return "\n".join([*lines, "```"])


def _targets(to: str) -> tuple[str, ...]:
    if to in TARGETS:
        return TARGETS[to]
    return () if not to or to.startswith("@") else (to,)


def _sources(rules: Rules, sources: frozenset[str], axis: str) -> list[tuple[str, str]]:
    """Nodes from which a step leads: (key, words of a node of several states)."""
    if "*" in sources:
        return [("any_state", "any state")]
    if len(sources) <= FEW:
        return [(state, "") for state in sorted(sources)]
    for name, members in sorted(rules.groups.items()):
        if members == sources:
            return [(f"group_{name}", f"{name.replace('_', ' ')} ({len(sources)} states)")]
    order = list(code_lists.choices(STATES[axis]))
    known = sorted(sources, key=order.index)
    key = f"set_{len(known)}_{known[0]}_{known[-1]}"
    return [(key, f"{len(known)} states, from {known[0]} to {known[-1]}".replace("_", " "))]


def _steps(names: Sequence[str]) -> str:
    if len(names) <= FEW:
        return " / ".join(names)
    return f"{' / '.join(names[:FEW])} / {len(names) - FEW} more"


def chain(steps: Mapping[str, str]) -> str:
    """States that follow each other, with the step that leads to each."""
    names = list(steps)
    lines = ["```mermaid", "flowchart LR"]
    lines += [f'  {name}["{name.replace("_", " ")}"]' for name in names]
    lines += [
        f'  {a} -->|"{steps[b].replace("_", " ")}"| {b}'
        for a, b in zip(names, names[1:], strict=False)
    ]
    return "\n".join([*lines, "```"])


_TRIED: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("issued", "serve_order", {"party": "P"}),
    ("in_force", "vary_order", {"expires_on": "2027-01-01", "reference": "1"}),
    ("in_force", "challenge_order", {"by": "P"}),
    ("challenged", "decide_challenge", {"outcome": "upheld"}),
    ("challenged", "decide_challenge", {"outcome": "amended"}),
    ("challenged", "decide_challenge", {"outcome": "annulled"}),
    ("challenged", "decide_challenge", {"outcome": "remitted"}),
    ("challenged", "decide_challenge", {"outcome": "withdrawn"}),
    ("in_force", "stay_order", {"authority": "Court", "reference": "1"}),
    ("suspended", "end_stay", {}),
    ("in_force", "record_lapse", {"basis": "term", "asset": "A"}),
    ("in_force", "certify_final", {}),
    ("in_force", "lift_order", {"reason": "no_need"}),
    ("final", "execute_order", {}),
)


def order_turns() -> list[Turn]:
    """(state, step, state): what each step makes of an order, by the engine itself."""
    found: list[Turn] = [
        ("draft", "issue_order", "issued"),
        ("requested", "issue_order", "issued"),
    ]
    for state, action, given in _TRIED:
        order = OrderPosition("O", "confiscation_object", state, DAY, authority="Court")
        order.state_before_stay = "in_force"
        if state == "challenged":
            order.challenges = (ChallengePosition("P", False),)
        order.stayed = state == "suspended"
        position = Position("A", legal="confiscated_not_final", orders={"O": order})
        named = {"action": action, "order": "O", "on": DAY.isoformat()}
        command = read_action({**named, **given})
        event = StoryEvent(id=1, on=DAY, seq=1, command=command, order="O")
        take_effect(command, position, event, DAY)
        outcome = given.get("outcome")
        name = f"{action} ({outcome})" if outcome else action
        found.append((state, name, position.orders["O"].state))
    return found


def order_diagram(turns: Sequence[Turn]) -> str:
    """What steps make of an order, as a flow chart."""
    labels = code_lists.choices("order_states")
    used = {state for a, _step, b in turns for state in (a, b)}
    arrows: dict[tuple[str, str], list[str]] = {}
    for a, step, b in turns:
        if a != b:
            arrows.setdefault((a, b), []).append(step.replace("_", " "))
    lines = ["```mermaid", "flowchart LR"]
    lines += [f'  {state}["{labels[state]}"]' for state in labels if state in used]
    lines += [f'  {a} -->|"{_steps(steps)}"| {b}' for (a, b), steps in arrows.items()]
    return "\n".join([*lines, "```"])
