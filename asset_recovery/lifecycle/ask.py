"""What is asked of the rules: may this step be taken, on this position, on this date?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.debt import DebtAsked
from asset_recovery.lifecycle.position import OrderPosition, Position
from asset_recovery.lifecycle.rules import Parameter, Rules

Convert = Callable[[Money, str, date], Money | None]


def no_rates(amount: Money, currency: str, _on: date) -> Money | None:
    """Conversion where no rates are at hand: only a currency into itself."""
    return amount if amount.currency == currency else None


@dataclass(frozen=True, slots=True)
class Screening:
    """Who may not buy, and why; and names that are alike, for a person to decide.

    `excluded` maps a party's reference to the sentence why it may not bid; `alike` maps a party's
    reference to the names that resemble it, with the likeness in per cent.
    """

    excluded: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question to the guards. `command` is None where only the possibility is asked (`can`)."""

    action: str
    kind: str | None
    position: Position
    on: date
    rules: Rules
    command: Action | None = None
    order: OrderPosition | None = None
    base_currency: str = "EUR"
    convert: Convert = no_rates
    screening: Screening = Screening()
    parties: Mapping[str, str] = field(default_factory=dict)
    by_import: bool = False
    closed_now: bool = False
    case_closed: bool = False
    debt: DebtAsked | None = None

    def __post_init__(self) -> None:
        """The question is put to the law in force on its date."""
        object.__setattr__(self, "rules", self.rules.at(self.on))

    def days(self, key: str) -> int:
        """A term of the legal system in days, as in force on the date of the step."""
        return self.rules.days(key, self.on)

    def term(self, key: str) -> Parameter:
        """A term of the legal system, as in force on the date of the step."""
        return self.rules.parameter(key, self.on)


Guard = Callable[[Ask], Iterable[Reason]]
