"""Money: exact minor units of one ISO 4217 currency, written and read without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from asset_recovery.domain.currencies import currencies, minor_units
from asset_recovery.domain.errors import invalid
from asset_recovery.domain.typed_numbers import read_number
from asset_recovery.i18n import _

LARGEST = 10**18 - 1
_PLAIN = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_CODE = re.compile(
    r"\s*(?:(?P<before>[A-Za-z]{3})\s*)?(?P<number>[^A-Za-z].*?)(?:\s+(?P<after>[A-Za-z]{3}))?\s*"
)
_LONGEST = 60
_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP, Emin=-999_999, Emax=999_999)


def half_up(value: Decimal, digits: int) -> Decimal:
    """`value` with `digits` decimals, a half away from zero: the one rounding of the house."""
    return value.quantize(Decimal(1).scaleb(-digits), context=_ROUNDING)


def _signed_minor(amount: str, currency: str, units: int, field: str) -> tuple[str, int]:
    """The sign and the minor units of a plain amount."""
    match = _PLAIN.fullmatch(amount) if len(amount) <= _LONGEST else None
    if match is None:
        raise invalid(
            field,
            _("{amount!r} is not an amount. Write digits with a point, such as 1250.00.").format(
                amount=amount[:40]
            ),
        )
    whole, part = match.group(2), match.group(3) or ""
    if len(part) > units:
        raise invalid(
            field,
            _("{currency} has {units} decimals; {amount} has {part}. Nothing is rounded.").format(
                currency=currency, units=units, amount=amount, part=len(part)
            ),
            "too_many_decimals",
        )
    minor = int(whole + part.ljust(units, "0"))
    if minor > LARGEST:
        raise invalid(
            field,
            _("{amount} {currency} is too large to be kept exactly.").format(
                amount=amount, currency=currency
            ),
        )
    return match.group(1), minor


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as an integer of minor units (cents) and its currency.

    Sums and comparisons are of one currency (`currency_mismatch` otherwise); at most 10^18 − 1
    minor units either way (`field_invalid`).
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("minor units are an int")
        if not -LARGEST <= self.minor <= LARGEST:
            raise invalid("amount", _("The amount is too large to be kept exactly."))

    @classmethod
    def parse(
        cls, amount: str, currency: str, field: str = "amount", allow_negative: bool = False
    ) -> Money:
        """Read "126000000.00": ASCII digits, a point, no grouping, never rounded.

        Errors name `field`: `field_invalid`, `too_many_decimals`, `currency_unknown`.
        """
        units = minor_units(currency, field)
        if not isinstance(amount, str):
            raise invalid(
                field, _('An amount is given as text, such as "1250.00", not as a number.')
            )
        sign, minor = _signed_minor(amount, currency, units, field)
        if sign and minor and not allow_negative:
            raise invalid(
                field,
                _("{amount} {currency} is negative. Give zero or more.").format(
                    amount=amount, currency=currency
                ),
            )
        return cls(-minor if sign else minor, currency)

    @classmethod
    def from_json(cls, value: object, field: str = "amount", allow_negative: bool = False) -> Money:
        """Read `{"amount": "126000000.00", "currency": "USD"}` and nothing else."""
        if not isinstance(value, Mapping) or set(value) != {"amount", "currency"}:
            raise invalid(field, _('Money is given as {"amount": "1250.00", "currency": "EUR"}.'))
        return cls.parse(value["amount"], value["currency"], field, allow_negative)

    @classmethod
    def from_decimal(cls, value: Decimal, currency: str) -> Money:
        """Round a computed value half up (a half away from zero) to the minor unit, once."""
        units = minor_units(currency)
        if not value.is_finite() or (value and value.adjusted() > 2 * len(str(LARGEST))):
            raise invalid("amount", _("The amount is too large to be kept exactly."))
        return cls(int(half_up(value, units).scaleb(units, _ROUNDING)), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in this currency."""
        minor_units(currency)
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str) -> Money:
        """The sum of amounts that are all in `currency`."""
        found = cls.zero(currency)
        for amount in amounts:
            found += amount
        return found

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-minor_units(self.currency), _ROUNDING)

    @property
    def amount(self) -> str:
        """The amount as scripts write it, with every decimal: "126000000.00"."""
        return format(self.decimal, "f")

    @property
    def is_zero(self) -> bool:
        """Whether nothing is there."""
        return self.minor == 0

    @property
    def is_negative(self) -> bool:
        """Whether it is below zero."""
        return self.minor < 0

    def as_json(self) -> dict[str, str]:
        """The amount as actions give it."""
        return {"amount": self.amount, "currency": self.currency}

    def display(self) -> str:
        """The amount for people where no language is set: "126,000,000.00 USD"."""
        return f"{self.decimal:,f} {self.currency}"

    def __str__(self) -> str:
        return self.display()

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise invalid(
                "currency",
                _("{currency} and {currency2} cannot be added up. Convert one first.").format(
                    currency=self.currency, currency2=other.currency
                ),
                "currency_mismatch",
            )
        return other.minor

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)


def read_typed(
    text: str, currency: str, field: str = "amount", allow_negative: bool = False
) -> Money:
    """Read what a person typed: `1 234 567,89`, `1,234,567.89`, `1.2m`, with or without the code.

    Never rounds and never guesses: `field_invalid` (not a number, or readable in two ways),
    `too_many_decimals`, `currency_mismatch` (another code typed), `currency_unknown`.
    """
    units = minor_units(currency, field)
    number = read_number(_without_code(text, currency, field), units, field)
    plain = format(number, "f")
    if "." in plain:
        whole, _mark, part = plain.partition(".")
        plain = f"{whole}.{part.rstrip('0').ljust(units, '0')}".rstrip(".")
    return Money.parse(plain, currency, field, allow_negative)


def _without_code(text: str, currency: str, field: str) -> str:
    match = _CODE.fullmatch(text)
    typed = (match.group("before") or match.group("after")) if match else None
    if match is None or typed is None or typed.upper() not in currencies():
        return text
    if typed.upper() != currency:
        raise invalid(
            field,
            _("{typed} was typed, but the amount is in {currency}.").format(
                typed=typed, currency=currency
            ),
            "currency_mismatch",
        )
    return match.group("number")
