"""What a figure may look up outside its inputs: rates, holidays and parameters of the law."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Protocol

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _
from asset_recovery.paths import resources

RateSource = Callable[[str, str, date], "tuple[Decimal, date] | None"]


class LookUps(Protocol):
    """Given by the office. Nothing found is None; nothing is guessed."""

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """The quoted rate (1 `source` = rate `target`) latest on or before `on`, and its day.

        Quoted means as recorded: the inverse and crosses are the business of `convert`.
        """

    def base_currency(self) -> str:
        """The office's currency."""

    def holidays(self, country: str, year: int) -> set[date]:
        """Public holidays of a country (ISO 3166, with a subdivision: "DE-BY") in a year."""

    def parameter(self, key: str, on: date | None) -> str | None:
        """A parameter of the law in force on a day (None: the latest), as a decimal string."""


@cache
def seed_parameters() -> Mapping[str, str]:
    """The parameters of the generic legal system, used where no office is open."""
    path = resources() / "legal_systems" / "generic.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["parameters"]
    return {key: str(row["value"]) for key, row in rows.items()}


@cache
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays by the `holidays` package; an unknown country is refused."""
    import holidays  # noqa: PLC0415 - heavy, and most terms need no holidays

    code, _dash, subdivision = country.upper().partition("-")
    try:
        found = holidays.country_holidays(code, subdiv=subdivision or None, years=year)
    except (NotImplementedError, KeyError) as error:
        raise invalid(
            "country",
            _("No holidays are known for {country!r}. Give the holidays as dates.").format(
                country=country
            ),
        ) from error
    return frozenset(day for day in found if day.year == year)


class SeedLookUps:
    """Look-ups without an office: given parameters, the holidays package, rates if handed in."""

    def __init__(
        self,
        parameters: Mapping[str, str] | None = None,
        base: str = "EUR",
        rates: RateSource | None = None,
    ) -> None:
        self._given = parameters or {}
        self._base = base
        self._rates = rates

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """A rate of the source handed in, if any."""
        return self._rates(source, target, on) if self._rates else None

    def base_currency(self) -> str:
        """The currency handed in."""
        return self._base

    def holidays(self, country: str, year: int) -> set[date]:
        """Public holidays by the `holidays` package."""
        return set(public_holidays(country, year))

    def parameter(self, key: str, on: date | None) -> str | None:
        """The parameter handed in, else the seed's; the seed knows no days."""
        return self._given.get(key) or seed_parameters().get(key)
