"""Records of a legal system's file that can never be asked: an earlier one always comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asset_recovery.lifecycle.law_meaning import Base, Fault

Raw = Mapping[str, object]
Span = tuple[date, date]


def faults(raw: Raw, base: Base) -> Iterator[Fault]:
    """Steps and approvals behind one that takes everything; keys and entries given twice."""
    del base
    yield from _unreachable(raw, "step", "The step")
    yield from _unreachable(raw, "approval", "The approval")
    yield from _twice(raw)


def _unreachable(raw: Raw, name: str, said: str) -> Iterator[Fault]:
    rows = raw.get(name, [])
    assert isinstance(rows, list)
    for place, later in enumerate(rows):
        earlier = [
            (number, row)
            for number, row in enumerate(rows[:place], start=1)
            if not row.get("disabled")
            and row["action"] == later["action"]
            and "when" not in row
            and _covers(row, later)
        ]
        kinds = set(later.get("kinds", ()))
        whole = next((number for number, row in earlier if not row.get("kinds")), None)
        taken = {kind for _number, row in earlier for kind in row.get("kinds", ())}
        if whole is not None:
            text = f"{said} is never reached: {name} {whole} takes every {later['action']} before."
            yield f"{name} {place + 1}", text
        elif kinds and kinds <= taken:
            text = f"{said} is never reached: earlier ones take {', '.join(sorted(kinds))}."
            yield f"{name} {place + 1}.kinds", text


def _covers(earlier: Raw, later: Raw) -> bool:
    first, second = _span(earlier), _span(later)
    return first[0] <= second[0] and second[1] <= first[1]


def _span(row: Raw) -> Span:
    begins, ends = row.get("valid_from"), row.get("valid_to")
    return (
        begins if isinstance(begins, date) else date.min,
        ends if isinstance(ends, date) else date.max,
    )


def _twice(raw: Raw) -> Iterator[Fault]:
    rows = raw.get("guard", [])
    assert isinstance(rows, list)
    for place, later in enumerate(rows):
        for earlier in rows[:place]:
            if earlier["key"] == later["key"] and _overlap(earlier, later):
                text = f"{later['key']!r} stands twice for the same days."
                yield f"guard {place + 1}.key", text
                break


def _overlap(one: Raw, other: Raw) -> bool:
    first, second = _span(one), _span(other)
    return first[0] <= second[1] and second[0] <= first[1]
