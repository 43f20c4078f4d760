"""Rows of a return, counted and added up from facts as their layout says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from asset_recovery.domain.expression import evaluate
from asset_recovery.domain.return_facts import Days, ReturnFact, ReturnRow
from asset_recovery.domain.return_layout import ReturnLayout, RowLayout
from asset_recovery.domain.statistics_facts import Cell, Period
from asset_recovery.lifecycle.figures.performance import durations

Label = Callable[[str, str], str]


def rows_of(
    layout: ReturnLayout, facts: Sequence[ReturnFact], period: Period, label: Label
) -> tuple[ReturnRow, ...]:
    """Every row of the return; `label` gives the words of a part by its kind and code."""
    return tuple(_row(row, facts, period, label) for row in layout.rows)


def counted(row: RowLayout, facts: Iterable[ReturnFact], period: Period) -> list[ReturnFact]:
    """The facts of the period that a row counts, each distinct label once, the first of them.

    An asset, order or request counts in the year of its first such fact; a case in each year.
    """
    found: dict[object, ReturnFact] = {}
    chosen = [one for one in facts if one.fact == row.fact and _fits(row, one)]
    if row.distinct == "case":
        chosen = [one for one in chosen if one.on >= period.first]
    for place, one in enumerate(sorted(chosen, key=lambda one: (one.on, one.record))):
        key = one.labels.get(row.distinct) if row.distinct else None
        found.setdefault((place,) if key is None else key, one)
    return [one for one in found.values() if period.first <= one.on <= period.last]


def _fits(row: RowLayout, one: ReturnFact) -> bool:
    return row.when is None or evaluate(row.when, one.labels)


def _row(row: RowLayout, facts: Sequence[ReturnFact], period: Period, label: Label) -> ReturnRow:
    found = counted(row, facts, period)
    summed = found
    if row.value and row.distinct not in ("", "asset"):
        # A case or an order counts once, but all its amounts are added up.
        summed = [
            one
            for one in facts
            if one.fact == row.fact and period.first <= one.on <= period.last and _fits(row, one)
        ]
    cell = Cell(len(found), sum(one.value or 0 for one in summed) if row.value else 0)
    parts: dict[str, Cell] = {}
    if row.by:
        for one in found:
            code = str(one.labels.get(row.by) or "")
            value = (one.value or 0) if row.value else 0
            parts[code] = parts.get(code, Cell()).plus(1, value)
    return ReturnRow(
        number=row.number,
        key=row.key,
        label=row.label,
        cell=cell,
        counts_value=row.value,
        parts=tuple((code, label(row.by, code), part) for code, part in sorted(parts.items())),
        days=_days(row, found, facts),
        unvalued=sum(one.value is None for one in found) if row.value else 0,
        source=row.source,
        mark=row.mark,
    )


def _thing(one: ReturnFact) -> str:
    """The asset, or the one in whose place it stands: its proceeds go on with its history."""
    return str(one.labels.get("root") or one.record)


def _days(row: RowLayout, found: Sequence[ReturnFact], facts: Sequence[ReturnFact]) -> Days | None:
    if row.days:
        days = [value for one in found if isinstance(value := one.labels.get("days"), int)]
    elif row.days_from:
        begun: dict[str, date] = {}
        for one in sorted(facts, key=lambda one: one.on):
            if one.fact == row.days_from:
                begun.setdefault(_thing(one), one.on)
        days = [(one.on - begun[_thing(one)]).days for one in found if _thing(one) in begun]
    else:
        return None
    figures = durations([Decimal(one) for one in days])
    return Days(figures.n, figures.median, figures.mean, figures.p90_nearest_rank)
