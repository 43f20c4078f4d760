"""Counts and sums of the asset register from the portfolio, without touching a single asset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from asset_recovery.domain.registers import View
from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access, Execute, recuses
from asset_recovery.persistence.queries.columns import RegisterSql

_KEPT = {"state": "headline", "type": "type_code", "route": "route"}


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The rows of the portfolio that a view comes to."""

    holds: str

    def counted(self, hides: bool) -> str:
        """How many assets; those of hidden cases are left out."""
        return self._sum("count", hides)

    def valued(self, hides: bool) -> str:
        """The sum in minor units of the base currency."""
        return self._sum("base_minor", hides)

    def _sum(self, column: str, hides: bool) -> str:
        seen = f" AND sealed_case NOT IN ({HIDDEN_CASES})" if hides else ""
        return f"SELECT sum({column}) FROM portfolio AS r WHERE {self.holds}{seen}"


def from_portfolio(register: RegisterSql, view: View, holds: Sequence[str]) -> Portfolio | None:
    """The portfolio's answer to a view whose every filter it keeps; None: the assets are asked."""
    if not register.counts_from_portfolio or view.where.strip():
        return None
    for chip in view.filters:
        if chip.operator not in ("=", "in") or register.plain(chip.column) not in _KEPT:
            return None
    return Portfolio(" AND ".join(holds) or "1")


def portfolio(execute: Execute, access: Access) -> list[tuple[str, str, str, int, int]]:
    """State, type, route (empty: none), number and sum in the base currency, as far as known."""
    if not access.sees:
        return []
    if recuses(execute, access):
        return _counted_anew(execute, access)
    text = (
        "SELECT headline, type_code, route, sum(count), sum(base_minor) FROM portfolio"
        f" WHERE sealed_case NOT IN ({HIDDEN_CASES}) GROUP BY headline, type_code, route"
        " HAVING sum(count) > 0"
    )
    rows = execute(text, access.parameters)
    return cast("list[tuple[str, str, str, int, int]]", [tuple(row) for row in rows])


def _counted_anew(execute: Execute, access: Access) -> list[tuple[str, str, str, int, int]]:
    """The same from the assets themselves, for who stands aside in a case."""
    text = (
        "SELECT headline, type_code, coalesce(route, ''), count(*), sum(coalesce(base_minor, 0))"
        f" FROM asset_row WHERE case_id NOT IN ({HIDDEN_CASES})"
        " GROUP BY headline, type_code, coalesce(route, '')"
    )
    rows = execute(text, access.parameters)
    return cast("list[tuple[str, str, str, int, int]]", [tuple(row) for row in rows])
