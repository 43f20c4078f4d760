"""A row in the making: what is known of it so far, and how it is refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.row_values import RowValues


class Refused(Exception):  # noqa: N818 - what it says: the row is refused
    """A row that cannot be planned."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(reasons[0].text)
        self.reasons = reasons


@dataclass(slots=True)
class Draft:
    """A row in the making."""

    number: int
    values: RowValues
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)

    def warn(self, reason: Reason | None) -> None:
        if reason is not None:
            self.warnings.append(replace(reason, row=self.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an import is told besides file and map."""

    today: date
    as_at: date | None
    file_name: str
    legal_system: str | None = None
