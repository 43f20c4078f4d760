"""An event as the ledger reads it, a line, and what the books already say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.money import Money


class Line(NamedTuple):
    """One line: debit above zero, credit below, in minor units of one currency.

    `kind` and `holder` name the account (`asset`, `CAR`), `asset` the asset that it concerns.
    """

    kind: str
    holder: str
    minor: int
    currency: str
    asset: str = ""


@dataclass(frozen=True, slots=True)
class MoneyEvent:
    """An event that took effect: the command, what the service kept of it, whom it concerns."""

    id: int
    command: Action
    facts: Mapping[str, object] = field(default_factory=dict)
    reference: str = ""
    assets: tuple[str, ...] = ()
    case: str = ""
    order: str = ""
    amount: Money | None = None

    def facts_of(self, asset: str) -> Mapping[str, object]:
        """What was kept for one of the assets, besides what was kept for all."""
        by_asset = self.facts.get("by_asset")
        own = by_asset.get(asset) if isinstance(by_asset, dict) else None
        return {**self.facts, **own} if isinstance(own, dict) else self.facts


class Books(Protocol):
    """The ledger before an entry: everything recorded earlier that is still in effect."""

    def event(self, reference: str) -> MoneyEvent | None:
        """The event that made a record (a receipt, a posting, an allocation), if it took effect."""

    def lines_of(self, event: int) -> list[Line]:
        """The lines of an event as they stand."""

    def account(self, kind: str, holder: str, case: str) -> list[Line]:
        """Every line on an account, in the order of recording."""

    def events_of_asset(self, asset: str, actions: tuple[str, ...]) -> list[MoneyEvent]:
        """The events of these actions that name the asset, in the order of recording."""


def pair(
    amount: Money, debit: tuple[str, str], credit: tuple[str, str], asset: str = ""
) -> list[Line]:
    """The two lines that move an amount from one account to another."""
    if amount.is_zero:
        return []
    return [
        Line(*debit, amount.minor, amount.currency, asset),
        Line(*credit, -amount.minor, amount.currency, asset),
    ]


def reversed_lines(lines: Iterable[Line]) -> list[Line]:
    """The same lines on the other side."""
    return [line._replace(minor=-line.minor) for line in lines]


def sums(lines: Iterable[Line]) -> dict[str, int]:
    """The sum of lines by currency, without those that come to zero."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.currency] = found.get(line.currency, 0) + line.minor
    return {currency: minor for currency, minor in found.items() if minor}


def without_zero(lines: Iterable[Line]) -> list[Line]:
    """Lines on one account and asset put together; what comes to nothing is left out."""
    found: dict[tuple[str, str, str, str], int] = {}
    for line in lines:
        key = (line.kind, line.holder, line.currency, line.asset)
        found[key] = found.get(key, 0) + line.minor
    return [
        Line(kind, holder, minor, currency, asset)
        for (kind, holder, currency, asset), minor in found.items()
        if minor
    ]
