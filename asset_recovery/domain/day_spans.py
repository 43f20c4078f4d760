"""Stretches of days, both ends counted: added up without counting a day twice, cut, taken away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

Span = tuple[date, date]
Spans = tuple[Span, ...]
_DAY = timedelta(days=1)


def joined(spans: Iterable[Span]) -> Spans:
    """The same days in order, no day twice; empty stretches are left out."""
    found: list[Span] = []
    for first, last in sorted(one for one in spans if one[0] <= one[1]):
        if found and (first <= found[-1][1] or first - found[-1][1] == _DAY):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def common(some: Iterable[Span], others: Iterable[Span]) -> Spans:
    """The days that both have."""
    others = tuple(others)
    return joined((max(a, c), min(b, d)) for a, b in some for c, d in others)


def without(some: Iterable[Span], others: Iterable[Span]) -> Spans:
    """The days of the first that the others lack."""
    left = list(joined(some))
    for first, last in joined(others):
        cut: list[Span] = []
        for a, b in left:
            if last < a or first > b:
                cut.append((a, b))
                continue
            if a < first:
                cut.append((a, first - _DAY))
            if last < b:
                cut.append((last + _DAY, b))
        left = cut
    return tuple(left)


def days(spans: Iterable[Span]) -> int:
    """How many days they have."""
    return sum((last - first).days + 1 for first, last in joined(spans))


def told(spans: Iterable[Span]) -> str:
    """The stretches as people read them: 2026-06-19 to 2026-06-30."""
    return ", ".join(
        f"{first}" if first == last else f"{first} – {last}" for first, last in joined(spans)
    )
