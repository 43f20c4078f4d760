"""Currencies by their ISO 4217 codes, with ISO's minor units, read from the code list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _
from asset_recovery.paths import resources


@dataclass(frozen=True, slots=True)
class Currency:
    """One code of ISO 4217.

    `minor_units` is None where ISO names none (gold, test codes): such codes carry no amounts.
    `euro_rate` is how many units of a predecessor made one euro, for good, from `euro_from` on.
    """

    code: str
    name: str
    minor_units: int | None
    historic: bool = False
    fund: bool = False
    euro_rate: Decimal | None = None
    euro_from: date | None = None


def _currency(code: str, row: Mapping[str, object], historic: bool) -> Currency:
    units, rate, since = row.get("minor_units"), row.get("euro_rate"), row.get("euro_from")
    return Currency(
        code=code,
        name=str(row["name"]),
        minor_units=units if isinstance(units, int) else None,
        historic=historic,
        fund=bool(row.get("fund", False)),
        euro_rate=Decimal(rate) if isinstance(rate, str) else None,
        euro_from=since if isinstance(since, date) else None,
    )


@cache
def currencies() -> Mapping[str, Currency]:
    """Every code of the list, current and historic, by code."""
    import tomllib  # noqa: PLC0415 - not needed before the first amount

    path = resources() / "code_lists" / "currencies.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found = {code: _currency(code, row, False) for code, row in data["current"].items()}
    found |= {code: _currency(code, row, True) for code, row in data["historic"].items()}
    return MappingProxyType(found)


def known(code: object) -> bool:
    """Whether amounts can be written in this currency."""
    found = currencies().get(code) if isinstance(code, str) else None
    return found is not None and found.minor_units is not None


def minor_units(code: str, field: str = "currency") -> int:
    """Digits after the decimal point by ISO 4217; `currency_unknown` names `field`."""
    found = currencies().get(code) if isinstance(code, str) else None
    if found is None:
        raise invalid(
            field,
            _("{code!r} is not a currency code. Give three capital letters of ISO 4217.").format(
                code=str(code)[:20]
            ),
            "currency_unknown",
        )
    if found.minor_units is None:
        raise invalid(
            field,
            _(
                "{code} ({name}) carries no amounts by ISO 4217. Give the currency of payment."
            ).format(code=code, name=found.name),
            "currency_unknown",
        )
    return found.minor_units
