"""The life cycle as pages: state tables, transitions, guards in words, made from the data alone.

Each page is Markdown with diagrams in Mermaid; the same data give the same text on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.lifecycle import law_diagrams, law_facts, request_turns
from asset_recovery.lifecycle.law_build import table
from asset_recovery.lifecycle.law_records import records
from asset_recovery.lifecycle.law_tables import GuardRule, Move, Rules, Step
from asset_recovery.lifecycle.moves import DISPOSAL_STATES
from asset_recovery.lifecycle.rules import Library
from asset_recovery.lifecycle.steps import EVERY_STEP, GUARDS

AXES = {
    "legal": ("legal_states", "Legal axis: what title the State holds"),
    "management": ("management_states", "Management axis: what is done with the thing"),
    "dispute": ("dispute_states", "Dispute axis: title, claims and liens"),
    "money": ("money_states", "Money axis: what was received and distributed"),
}
WORKED_OUT = {
    "@measure": "`seized` where possession was taken, else `frozen`",
    "@disposal": "the state of the kind of disposal",
    "@claims": "the state that the claims on file give",
    "@payments": "`partly_paid_out`, or `fully_distributed` once nothing is left",
    "": "unchanged",
}
ON_ORDERS = (
    "record_order", "issue_order", "serve_order", "vary_order", "challenge_order",
    "decide_challenge", "stay_order", "end_stay", "record_lapse", "certify_final", "lift_order",
    "execute_order",
)  # fmt: skip
MADE = (
    "Made from `resources/legal_systems` and `resources/code_lists` by "
    "`asset-recovery describe`; a test keeps the pages true to the data. Do not edit them."
)


def pages(library: Library, name: str, on: date) -> dict[str, str]:
    """File name to text, for a system as in force on a day, with the index of all systems."""
    rules = library.rules(name).at(on)
    found = {f"{axis}.md": _axis_page(rules, axis) for axis in AXES}
    found["orders.md"] = _orders_page(rules)
    found["requests.md"] = _requests_page(rules)
    found["steps.md"] = _steps_page(rules)
    found["guards.md"] = _guards_page(rules)
    found["approvals.md"] = _approvals_page(rules)
    found["routes.md"] = _routes_page(rules)
    found["facts.md"] = _facts_page()
    found["systems.md"] = _systems_page(library, on)
    found["README.md"] = _index(rules)
    return dict(sorted(found.items()))


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", MADE, *(part for part in parts if part))) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _index(rules: Rules) -> str:
    titles = {
        "legal.md": "Legal axis", "management.md": "Management axis",
        "dispute.md": "Dispute axis", "money.md": "Money axis",
        "orders.md": "Orders and their states", "requests.md": "Requests, sent and received",
        "steps.md": "Every step with its guards", "guards.md": "Guards in words",
        "approvals.md": "Second persons", "routes.md": "Routes and their proof",
        "facts.md": "Facts for guards written as data",
        "systems.md": "Legal systems and their terms",
    }  # fmt: skip
    said = f"The life cycle of an asset under **{rules.title}** (`{rules.name}`), on four axes."
    return _page("The life cycle", said, "\n".join(f"- [{t}]({f})" for f, t in titles.items()))


def _axis_page(rules: Rules, axis: str) -> str:
    name, title = AXES[axis]
    states = [
        (f"`{code.code}`", code.short, code.label, code.meaning)
        for code in code_lists.code_list(name).codes.values()
    ]
    moves = [
        (_sources(move.sources, axis), _step_name(step), _target(move.to), _conditions(move),
         ", ".join(f"`{guard}`" for guard in step.guards) or "–")
        for step, move in _moves(rules, axis)
    ]  # fmt: skip
    return _page(
        title,
        "## States", _table(("Name in code", "Short", "Label", "Meaning"), states),
        "## Diagram",
        "A rounded node stands for several states that may take the same step; steps that leave "
        "the state as it is are not drawn.",
        law_diagrams.axis_diagram(rules, axis),
        "## Transitions",
        "The first row of a step that fits state and condition is taken; the guards must hold.",
        _table(("From", "Step", "To", "Only where", "Guards"), moves),
        _groups(rules, axis),
    )  # fmt: skip


def _groups(rules: Rules, axis: str) -> str:
    known = set(code_lists.choices(AXES[axis][0]))
    rows = [
        (f"`{name}`", ", ".join(f"`{state}`" for state in sorted(members)))
        for name, members in sorted(rules.groups.items())
        if members and members <= known
    ]
    return "## Groups\n\n" + _table(("Group", "Members"), rows) if rows else ""


def _moves(rules: Rules, axis: str) -> Iterator[tuple[Step, Move]]:
    for step in rules.steps:
        for move in step.moves:
            if move.axis == axis:
                yield step, move


def _sources(sources: frozenset[str], axis: str) -> str:
    if "*" in sources:
        return "any"
    order = list(code_lists.choices(AXES[axis][0]))
    return ", ".join(f"`{state}`" for state in sorted(sources, key=order.index))


def _step_name(step: Step) -> str:
    kinds = ", ".join(sorted(step.kinds))
    return f"`{step.action}`" + (f" ({kinds})" if kinds else "")


def _target(to: str) -> str:
    if to in WORKED_OUT:
        return WORKED_OUT[to]
    what, _colon, name = to.partition(":")
    if what == "@given":
        return f"the state that `{name}` names"
    if what == "@before":
        return f"the state before ({name})"
    return f"`{to}`"


def _conditions(move: Move) -> str:
    return " and ".join(name.replace("_", " ") for name in move.conditions) or "–"


def _orders_page(rules: Rules) -> str:
    states = [
        (f"`{code.code}`", code.short, code.label, code.meaning)
        for code in code_lists.code_list("order_states").codes.values()
    ]
    kinds = [
        (f"`{code.code}`", code.label, code.meaning)
        for code in code_lists.code_list("order_kinds").codes.values()
    ]
    turns = law_diagrams.order_turns()
    steps = [
        (_step_name(step), ", ".join(f"`{g}`" for g in step.guards), _warns(step))
        for step in rules.steps
        if step.action in ON_ORDERS
    ]
    return _page(
        "Orders",
        "## States", _table(("Name in code", "Short", "Label", "Meaning"), states),
        "## What a step makes of an order",
        "Found by taking each step on an order of the state named.",
        law_diagrams.order_diagram(turns),
        _table(("From", "Step", "To"),
               [(f"`{a}`", f"`{step}`", f"`{b}`") for a, step, b in turns]),
        "## Steps on orders and their guards", _table(("Step", "Guards", "Warns of"), steps),
        "## Kinds", _table(("Name in code", "Label", "Meaning"), kinds),
    )  # fmt: skip


def _warns(step: Step) -> str:
    return ", ".join(f"`{name}`" for name in step.warns) or "–"


def _requests_page(rules: Rules) -> str:
    parts: list[str] = []
    for name, title in (
        ("outbound_steps", "Sent by us: the asset's side"),
        ("inbound_steps", "Received by us"),
        ("request_states", "The request as a paper"),
    ):
        rows = [
            (f"`{code.code}`", code.short, code.label, code.meaning)
            for code in code_lists.code_list(name).codes.values()
        ]
        parts += [f"## {title}", _table(("Name in code", "Short", "Label", "Meaning"), rows)]
    parts += [
        "## The way to the sending",
        law_diagrams.chain(request_turns.STEP_TO),
        "## Steps on requests and their guards",
        _table(("Step", "Guards", "Warns of"), [
            (_step_name(step), ", ".join(f"`{g}`" for g in step.guards) or "–", _warns(step))
            for step in rules.steps if "request" in step.action or step.action in FOREIGN
        ]),
    ]  # fmt: skip
    return _page("Requests", *parts)


FOREIGN = frozenset({"record_answer", "recognise_order", "refuse_recognition",
                     "postpone_recognition", "record_agreement"})  # fmt: skip


def _steps_page(rules: Rules) -> str:
    rows = []
    for step in rules.steps:
        title = VOCABULARY[step.action].TITLE
        kind = "record" if VOCABULARY[step.action].RECORD else "act"
        guards = ", ".join(f"`{name}`" for name in step.guards) or "–"
        rows.append((_step_name(step), title, kind, guards, _warns(step)))
    always = ", ".join(f"`{name}`" for name in EVERY_STEP)
    return _page(
        "Steps",
        "An *act* is the office's own and is refused where a guard does not hold; a *record* notes "
        "what somebody else did and is taken all the same once it says `irregular`.",
        f"Asked of every step: {always}." if always else "",
        _table(("Step", "Title", "Act or record", "Guards", "Warns of"), rows),
    )


def _guards_page(rules: Rules) -> str:
    named = {name for step in rules.steps for name in (*step.guards, *step.warns)}
    rows = [
        (f"`{name}`", _words(guard.__doc__), _used(rules, name))
        for name, guard in sorted(GUARDS.items())
        if name in named or name in EVERY_STEP
    ]
    data = [
        (f"`{guard.key}`", ", ".join(f"`{a}`" for a in sorted(guard.actions)), guard.text,
         _written(guard), f"`{guard.code}`", guard.effect, guard.source_and_mark)
        for guard in rules.guards
    ]  # fmt: skip
    parts = ["## Named guards", _table(("Guard", "In words", "Asked by"), rows)]
    parts.append("## Guards written as data")
    head = ("Guard", "Steps", "Sentence", "When and requires", "Code", "Effect", "Source")
    parts.append(
        _table(head, data) if data else "This system has none; the national examples show some."
    )
    return _page("Guards", *parts)


def _words(doc: str | None) -> str:
    return (doc or "").strip().splitlines()[0] if doc else ""


def _used(rules: Rules, name: str) -> str:
    used = dict.fromkeys(
        step.action for step in rules.steps if name in step.guards or name in step.warns
    )
    return "every step" if name in EVERY_STEP else ", ".join(f"`{action}`" for action in used)


def _written(guard: GuardRule) -> str:
    when, requires = guard.written
    parts = [f"when `{when}`"] if when else []
    parts += [f"requires `{requires}`"] if requires else []
    return "; ".join(parts)


def _approvals_page(rules: Rules) -> str:
    rows = [
        (f"`{rule.action}`" + (f" ({', '.join(sorted(rule.kinds))})" if rule.kinds else ""),
         f"`{rule.written}`" if rule.written else "always",
         ", then ".join(" or ".join(level) for level in rule.levels).replace("_", " ") or "nobody")
        for rule in rules.approvals
    ]  # fmt: skip
    return _page(
        "Second persons",
        "The first row that fits is asked; author and editors never approve.",
        _table(("Step", "When", "Who agrees"), rows),
    )


def _routes_page(rules: Rules) -> str:
    rows = []
    for name, route in rules.routes.items():
        label = code_lists.choices("routes").get(name, name)
        rows.append(
            (f"`{name}`", label, _kinds(route, "proof"), _kinds(route, "proof_for_mixed"),
             _kinds(route, "wished"), "yes" if route.get("notice_before_final") else "–")
        )  # fmt: skip
    modes = [
        (f"`{name}`", ", ".join(f"`{term}`" for term in terms).replace("|", "` or `"))
        for name, terms in rules.modes.items()
    ]
    disposals = [(f"`{kind}`", f"`{state}`") for kind, state in DISPOSAL_STATES.items()]
    head = ("Route", "Label", "Proof", "For mixed property", "Warned of", "Notice before final")
    return _page(
        "Routes and their proof", _table(head, rows),
        "## Terms of the ways of management", _table(("Way", "Asks for"), modes),
        "## Disposal", _table(("Kind", "Leads to"), disposals),
    )  # fmt: skip


def _kinds(route: Mapping[str, object], key: str) -> str:
    found = route.get(key)
    return ", ".join(f"`{kind}`" for kind in found) if isinstance(found, list) and found else "–"


def _facts_page() -> str:
    rows = [(f"`{f.name}`", f.of, f.kind, f.meaning) for f in law_facts.FACTS.values()]
    return _page(
        "Facts for guards and approvals written as data",
        "Conditions use the safe expression language (`=`, `!=`, `<`, `<=`, `>`, `>=`, `in (…)`, "
        "`contains`, `is known`, `is unknown`, `and`, `or`, `not`, brackets). What is unknown does "
        "not hold: a guard speaks where `when` certainly holds and `requires` does not.",
        "Besides these, `given.ARGUMENT` is an argument of the step and `parameter.KEY` a term or "
        "threshold of the system, as in force on the date of the step. Amounts are in the "
        "office's base currency.",
        _table(("Fact", "Of", "Kind", "Meaning"), rows),
    )


def _systems_page(library: Library, on: date) -> str:
    parts: list[str] = []
    for name in library.names():
        for version in library.versions(name):
            system = table(version.raw, "system")
            notice = f" **{system['notice']}.**" if "notice" in system else ""
            base = f", based on `{version.base.name}`" if version.base else ""
            parts.append(f"## {system['title']} (`{version.name}`)")
            parts.append(f"From {version.since}{base}. Source: {system['source']}.{notice}")
            own = set(table(version.raw, "parameters"))
            rows = [
                (f"`{one.rule.partition('.')[2]}`", one.title, one.value, one.unit,
                 str(one.valid_from or ""), one.mark, one.source)
                for one in records(version, max(on, version.since))
                if one.kind == "parameters" and one.rule.partition(".")[2] in own
            ]  # fmt: skip
            head = ("Key", "Title", "Value", "Unit", "From", "Mark", "Source")
            parts.append(_table(head, rows) if rows else "No terms of its own.")
    return _page("Legal systems and their terms", *parts)
