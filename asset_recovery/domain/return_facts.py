"""The yearly returns as they are computed, shown, printed and published: plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.statistics_facts import Cell, Period, SnapshotFacts, cell_as_json


@dataclass(frozen=True, slots=True)
class ReturnFact:
    """Something that a return may count: what happened, when, to which record.

    `value` is in minor units of the base currency; None where none is known. `labels` are what rows
    select and break down by; `description` is what a person recognises the record by.
    """

    fact: str
    on: date
    record: str
    case: str
    description: str
    value: int | None
    labels: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Days:
    """Days of what is completed: how many, median, mean and ninetieth percentile (nearest rank)."""

    n: int
    median: Decimal | None = None
    mean: Decimal | None = None
    p90: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """A row of a return: number and value, the same by part, days where it is about time.

    `unvalued` is how many of those counted had no value; `counts_value` whether amounts belong to
    the row at all.
    """

    number: str
    key: str
    label: str
    cell: Cell
    counts_value: bool
    parts: tuple[tuple[str, str, Cell], ...] = ()
    days: Days | None = None
    unvalued: int = 0
    source: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTable:
    """A return of a period; `changed` are rows that are others than when it was published."""

    shape: str
    period: Period
    layout: str
    title: str
    basis: str
    mark: str
    currency: str
    rows: tuple[ReturnRow, ...]
    records: tuple[ReturnFact, ...] = ()
    snapshot: SnapshotFacts | None = None
    changed: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = field(default=())


def return_row_json(row: ReturnRow, currency: str) -> dict[str, Any]:
    """A row as JSON writes it; amounts as text, days as text with their decimals."""
    found: dict[str, Any] = {"number": row.number, "key": row.key, "label": row.label}
    found["count"] = row.cell.count
    if row.counts_value:
        found["value"] = Money(row.cell.value, currency).amount
        found["unvalued"] = row.unvalued
    if row.parts:
        found["parts"] = [
            {"code": code, "label": label, **_part(cell, row, currency)}
            for code, label, cell in row.parts
        ]
    if row.days is not None:
        found["days"] = {
            "n": row.days.n,
            "median": _figure(row.days.median),
            "mean": _figure(row.days.mean),
            "p90_nearest_rank": _figure(row.days.p90),
        }
    return {**found, "source": row.source, "mark": row.mark}


def _part(cell: Cell, row: ReturnRow, currency: str) -> dict[str, Any]:
    return cell_as_json(cell, currency) if row.counts_value else {"count": cell.count}


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.quantize(Decimal('0.01'))}"
