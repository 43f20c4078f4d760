"""Figures of price indices, as they were recorded for the whole office."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, text

_FIGURES = text(
    "SELECT on_date, data FROM event WHERE action = 'record_index' AND on_date <= :until"
    " AND json_extract(data, '$.index') = :named ORDER BY on_date, id"
)


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """A figure of an index on a day, with its source."""

    on: date
    figure: Decimal
    source: str


def index_figures(connection: Connection, index: str, until: date) -> list[IndexFigure]:
    """The figures of an index up to a day, the oldest first; of one day the last recorded."""
    found: dict[str, IndexFigure] = {}
    for row in connection.execute(_FIGURES, {"named": index, "until": until.isoformat()}):
        data = json.loads(row.data)
        on = date.fromisoformat(row.on_date)
        found[row.on_date] = IndexFigure(on, Decimal(data["figure"]), str(data["source"]))
    return list(found.values())
