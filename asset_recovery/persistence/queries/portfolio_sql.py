"""Counts and sums of the asset register from the portfolio, without touching a single asset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    def kinds(self, hides: bool) -> str:
        """The same by kind of value."""
        seen = f" AND sealed_case NOT IN ({HIDDEN_CASES})" if hides else ""
        return (
            "SELECT value_kind, sum(base_minor) FROM portfolio AS r"
            f" WHERE {self.holds}{seen} GROUP BY 1"
        )

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


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """Assets and parts of divided assets of one state, type, route and kind of value.

    `route` and `kind` are empty where there is none; `minor` is in the base currency.
    """

    state: str
    type_code: str
    route: str
    kind: str
    count: int
    minor: int


def portfolio(execute: Execute, access: Access) -> list[PortfolioRow]:
    """The portfolio; a divided asset counts by its parts, each under its own state."""
    if not access.sees:
        return []
    text = _ANEW if recuses(execute, access) else _KEPT_SUMS
    rows = execute(text, access.parameters)
    return [PortfolioRow(*row) for row in rows]  # type: ignore[arg-type]


_KEPT_SUMS = (
    "SELECT state, type_code, route, value_kind, sum(units), sum(units_minor) FROM portfolio"
    f" WHERE sealed_case NOT IN ({HIDDEN_CASES}) GROUP BY 1, 2, 3, 4 HAVING sum(units) > 0"
)
# The same from the assets themselves, for who stands aside in a case.
_ANEW = (
    "SELECT state, type_code, route, CASE WHEN minor IS NULL THEN '' ELSE kind END,"
    " count(*), sum(coalesce(minor, 0)) FROM ("
    "SELECT headline AS state, type_code, coalesce(route, '') AS route,"
    " coalesce(value_kind, '') AS kind, base_minor AS minor FROM asset_row"
    f" WHERE units IS NULL AND case_id NOT IN ({HIDDEN_CASES})"
    " UNION ALL SELECT json_extract(part.value, '$[0]'), r.type_code, coalesce(r.route, ''),"
    " coalesce(r.value_kind, 'nominal'), json_extract(part.value, '$[1]')"
    " FROM asset_row AS r, json_each(r.units) AS part"
    f" WHERE r.units IS NOT NULL AND r.case_id NOT IN ({HIDDEN_CASES})"
    ") GROUP BY 1, 2, 3, 4"
)
