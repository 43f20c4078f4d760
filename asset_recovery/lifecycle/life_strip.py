"""The life-cycle strip of an asset: what was done, where it stands, what is still possible.

Besides the main path it shows the way back, lapse, measures and confiscation abroad, what is held
for another State, security for a value order, proceeds in the asset's place, parts that differ, and
a confiscation that was reversed. It never promises more than what was done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from asset_recovery.domain.case_file import StripStage
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.parts import is_mixed
from asset_recovery.lifecycle.position import Position

_STAGES = (
    ("identified", N_("Identified")),
    ("frozen", N_("Frozen")),
    ("seized", N_("Seized")),
    ("managed", N_("Managed")),
    ("valued", N_("Valued")),
    ("sold", N_("Sold")),
    ("confiscated", N_("Confiscated")),
    ("distributed", N_("Distributed")),
)
_SKIPPED = ("frozen", "seized", "managed", "valued", "sold")
_ENDED = frozenset(
    {
        "declined",
        "returned_to_owner",
        "restored_to_victim",
        "transferred_to_other_state",
        "closed",
        "reversed_after_execution",
    }
)
_ABROAD = frozenset({"traced_abroad", "frozen_abroad", "confiscated_abroad"})
_INBOUND = frozenset({"frozen_for_foreign_state", "foreign_confiscation_recognised"})
# What a stage is called in these states, because something else was done than its name says.
_CALLED = {
    ("frozen", "urgent_measure"): N_("Urgent measure"),
    ("frozen", "frozen_abroad"): N_("Frozen abroad"),
    ("frozen", "confiscated_abroad"): N_("Frozen abroad"),
    ("frozen", "frozen_for_foreign_state"): N_("Frozen for another State"),
    ("frozen", "foreign_confiscation_recognised"): N_("Frozen for another State"),
    ("identified", "traced_abroad"): N_("Traced abroad"),
    ("identified", "frozen_abroad"): N_("Traced abroad"),
    ("confiscated", "confiscated_abroad"): N_("Confiscated abroad"),
    ("confiscated", "foreign_confiscation_recognised"): N_("Foreign order recognised"),
    ("confiscated", "security_for_value_order"): N_("Security for a value order"),
}
# How the strip ends in these states: name, label, state.
_ENDS = {
    "release_ordered": ("given_back", N_("To give back"), "current"),
    "returned_to_owner": ("given_back", N_("Returned"), "done"),
    "restored_to_victim": ("given_back", N_("Restored to victim"), "done"),
    "transferred_to_other_state": ("given_back", N_("To another State"), "done"),
    "lapsed": ("lapsed", N_("Measure lapsed"), "current"),
    "declined": ("declined", N_("Not pursued"), "done"),
    "reversed_after_execution": ("reversed", N_("Reversed"), "current"),
}


def strip(position: Position) -> tuple[StripStage, ...]:
    """The stages of the asset's life: done, current, possible, not applicable."""
    reached, notes = _reached(position), _notes(position)
    ended = position.legal in _ENDED
    last = max((place for place, (name, _l) in enumerate(_STAGES) if name in reached), default=-1)
    stages = []
    for place, (name, label) in enumerate(_STAGES):
        if name in reached:
            state = "current" if place == last and not ended else "done"
        elif name == "distributed" and _handed_over(position):
            state = "possible"
        elif ended or (place < last and name in _SKIPPED) or _is_elsewhere(position, name):
            state = "not_applicable"
        else:
            state = "possible"
        as_if = "confiscated_abroad" if _handed_over(position) else position.legal
        called = _CALLED.get((name, as_if), label)
        stages.append(StripStage(name=name, label=called, state=state, note=notes.get(name, "")))
    return tuple(_ended(position, stages, notes))


def _ended(position: Position, stages: list[StripStage], notes: dict[str, str]) -> list[StripStage]:
    """The strip with its end: the way back, a lapse, a reversal, parts that differ."""
    if position.legal in _ENDS:
        name, label, state = _ENDS[position.legal]
        label = N_("Handed over") if _handed_over(position) else label
        end = StripStage(name=name, label=label, state=state, note=notes.get(name, ""))
        if _handed_over(position):
            stages = [*stages[:-1], end, stages[-1]]
        else:
            stages = [*stages, end] if name == "reversed" else [*stages[:-1], end]
    if is_mixed(position):
        note = _parts(position)
        stages = [*stages, StripStage(name="parts", label=N_("Parts differ"), state="current",
                                      note=note)]  # fmt: skip
    return _one_current(stages)


def _one_current(stages: list[StripStage]) -> list[StripStage]:
    """Only the last current stage is where the asset stands; those before it are done."""
    here = max((at for at, one in enumerate(stages) if one.state == "current"), default=-1)
    return [
        replace(one, state="done") if one.state == "current" and at != here else one
        for at, one in enumerate(stages)
    ]


def _is_elsewhere(position: Position, name: str) -> bool:
    """What another State holds is neither seized, managed nor sold here."""
    abroad = position.legal in _ABROAD and position.possession is None
    return abroad and name in ("seized", "managed", "sold")


def _ever(position: Position, *names: str) -> bool:
    return any(name in position.dates for name in names)


def _handed_over(position: Position) -> bool:
    """What another State held for us, and paid over to us."""
    came = any(line.outcome == "returned" for line in position.abroad.values())
    return position.legal == "transferred_to_other_state" and came


def _reached(position: Position) -> set[str]:
    legal = position.legal
    beyond = legal not in ("lead", "unknown")
    facts = {
        "identified": beyond,
        "frozen": bool(position.measure_since or _ever(position, "frozen", "frozen_abroad"))
        and legal != "traced_abroad"  # our own order holds nothing abroad
        or legal in ("urgent_measure", "frozen_abroad", *_INBOUND),
        "seized": position.possession is not None or "possession" in position.dates,
        "managed": "managed" in position.dates,
        "valued": bool(position.valuations),
        "sold": "sold" in position.dates,
        "confiscated": _ever(position, "confiscated", "confiscated_abroad")
        or legal.startswith("confiscated")
        or legal
        in (
            "confiscation_under_appeal",
            "title_vested_in_state",
            "foreign_confiscation_recognised",
            "security_for_value_order",
        ),
        "distributed": position.money == "fully_distributed",
    }
    return {name for name, reached in facts.items() if reached}


def _notes(position: Position) -> dict[str, str]:
    def on(*names: str) -> str:
        days: list[date | None] = [position.dates.get(name) for name in names]
        return next((day.isoformat() for day in days if day), "")

    def of(day: date | None) -> str:
        return day.isoformat() if day else ""

    notes = {
        "identified": on("identified"),
        "frozen": of(position.measure_since) or on("frozen", "frozen_abroad"),
        "seized": on("possession"),
        "managed": position.management.replace("_", " ") if "managed" in position.dates else "",
        "valued": position.valuations[-1].on.isoformat() if position.valuations else "",
        "sold": on("sold"),
        "confiscated": on("confiscated_final", "confiscated", "confiscated_abroad"),
        "distributed": on("distributed"),
        "given_back": on("returned_to_owner", "restored_to_victim", "transferred_to_other_state"),
        "lapsed": of(position.measure_ended_on),
        "declined": on("declined"),
        "reversed": on("reversed_after_execution") or _("compensation due"),
    }
    return notes | _said(position)


def _said(position: Position) -> dict[str, str]:
    """Notes that say what a date alone would hide."""
    found: dict[str, str] = {}
    if position.legal in ("confiscated_not_final", "confiscation_under_appeal"):
        appeal = position.legal == "confiscation_under_appeal"
        found["confiscated"] = _("under appeal") if appeal else _("not final")
    if position.legal == "confiscated_partly_final":
        found["confiscated"] = _("final in part")
    if position.legal == "held_as_evidence":
        found["seized"] = _("held as evidence")
    if position.legal == "release_ordered":
        day = position.released_on
        since = _("ordered {day}").format(day=day.isoformat()) if day else _("ordered")
        found["given_back"] = since
    if position.substitutes is not None:
        found["sold"] = _("in place of {asset}").format(asset=position.substitutes)
    elif position.replaced_by is not None:
        found["sold"] = _("goes on as {asset}").format(asset=position.replaced_by)
    if position.legal in _ABROAD and position.traced_to:
        found["identified"] = position.traced_to
    return found


def _parts(position: Position) -> str:
    """How many parts stand where: 2 to give back, 1 confiscated."""
    numbers = Counter(part.legal for part in position.parts.values())
    return ", ".join(f"{number} {legal.replace('_', ' ')}" for legal, number in numbers.items())
