"""Inputs of figures as data: names, kinds, bounds, defaults; read once, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from asset_recovery.domain.money import Money


class Kind(StrEnum):
    """What an input is."""

    CURRENCY = "currency"
    AMOUNT = "amount"
    NUMBER = "decimal"
    QUANTITY = "quantity"
    WHOLE = "whole"
    DAY = "date"
    MOMENT = "date_or_time"
    TEXT = "text"
    CHOICE = "choice"
    FLAG = "yes_no"
    ROW = "object"
    AMOUNT_OR_ROW = "amount_or_object"
    AMOUNT_OR_FLAG = "amount_or_yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input. `NUMBER` is a decimal string; `QUANTITY` and `WHOLE` may be JSON numbers too.

    `many` makes a list of it; `fields` are the inputs of an object; amounts are in the input
    `currency` and not negative unless `signed`; members of a list may be null where
    `unset`. `default` is written as a script would write it.
    """

    name: str
    kind: Kind
    required: bool = True
    default: str | None = None
    many: bool = False
    signed: bool = False
    lowest: str | None = None
    highest: str | None = None
    choices: tuple[str, ...] = ()
    fields: tuple[Input, ...] = ()
    unset: bool = False


def optional(name: str, kind: Kind, default: str | None = None, **more: object) -> Input:
    """An input that may be left out."""
    return Input(name=name, kind=kind, required=False, default=default, **more)  # type: ignore[arg-type]


CURRENCY = Input(name="currency", kind=Kind.CURRENCY)


def amount(name: str, *, signed: bool = False) -> Input:
    """An amount in the figure's currency."""
    return Input(name=name, kind=Kind.AMOUNT, signed=signed)


def share(name: str, *, required: bool = True) -> Input:
    """A decimal between 0 and 1."""
    return Input(name=name, kind=Kind.NUMBER, required=required, lowest="0", highest="1")


@dataclass(frozen=True, slots=True)
class Values:
    """Inputs after reading, by name; what was left out without default is absent."""

    found: dict[str, object]
    place: str = ""

    def has(self, name: str) -> bool:
        """Whether the input was given or has a default."""
        return name in self.found

    def at(self, name: str) -> str:
        """How a refusal names an input of this object."""
        return f"{self.place}{name}"

    def text(self, name: str) -> str:
        """A text, choice or currency."""
        value = self.found[name]
        assert isinstance(value, str)
        return value

    def money(self, name: str) -> Money:
        """An amount."""
        value = self.found[name]
        assert isinstance(value, Money)
        return value

    def money_or_zero(self, name: str, currency: str) -> Money:
        """An amount, zero where left out."""
        return self.money(name) if self.has(name) else Money.zero(currency)

    def number(self, name: str) -> Decimal:
        """A decimal."""
        value = self.found[name]
        assert isinstance(value, Decimal)
        return value

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self.found[name]
        assert isinstance(value, int)
        return value

    def flag(self, name: str) -> bool:
        """A yes or no; left out is no."""
        return self.found.get(name, False) is True

    def day(self, name: str) -> date:
        """A date."""
        value = self.found[name]
        assert isinstance(value, date)
        return value

    def moment(self, name: str) -> date | datetime:
        """A date, or a date with a time."""
        return self.day(name)

    def rows(self, name: str) -> tuple[Values, ...]:
        """The objects of a list; none where left out."""
        rows = self._list(name)
        assert all(isinstance(row, Values) for row in rows)
        return rows  # type: ignore[return-value]

    def row(self, name: str) -> Values:
        """One object."""
        value = self.found[name]
        assert isinstance(value, Values)
        return value

    def amounts_or_rows(self, name: str) -> tuple[Money | Values, ...]:
        """A list whose members are amounts or objects."""
        return self._list(name)  # type: ignore[return-value]

    def moneys(self, name: str) -> tuple[Money, ...]:
        """A list of amounts."""
        return self._list(name)  # type: ignore[return-value]

    def numbers(self, name: str) -> tuple[Decimal, ...]:
        """A list of decimals."""
        return self._list(name)  # type: ignore[return-value]

    def days(self, name: str) -> tuple[date, ...]:
        """A list of dates."""
        return self._list(name)  # type: ignore[return-value]

    def values(self, name: str) -> tuple[object, ...]:
        """A list whose members may be unset (None)."""
        return self._list(name)

    def _list(self, name: str) -> tuple[object, ...]:
        value = self.found.get(name, ())
        assert isinstance(value, tuple)
        return value
