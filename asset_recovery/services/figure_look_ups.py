"""What figures look up: the office's rates and terms, else the fixing and the seed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.lifecycle.figures.look_ups import LookUps, SeedLookUps, public_holidays
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.rates import Rates, fixing

if TYPE_CHECKING:
    from asset_recovery.services.office import Office


class OfficeLookUps:
    """The look-ups of an office: its own rates first, its legal system's terms, its currency."""

    def __init__(self, rates: Rates, rules: Rules) -> None:
        self._rates = rates
        self._rules = rules

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """A quoted rate, the latest on or before the day."""
        return self._rates.rate(source, target, on)

    def base_currency(self) -> str:
        """The office's base currency."""
        return self._rates.base

    def holidays(self, country: str, year: int) -> set[date]:
        """The public holidays of a country in a year."""
        return set(public_holidays(country, year))

    def parameter(self, key: str, on: date | None) -> str | None:
        """A term of the office's legal system, as in force on a day (None: the latest)."""
        if key not in self._rules.parameters:
            return None
        return self._rules.parameter(key, on or date.max).value


def seed_look_ups() -> LookUps:
    """Without an office: the fixing and the seed."""
    return SeedLookUps(rates=fixing().rate)


@contextmanager
def office_look_ups(office: Office) -> Iterator[LookUps]:
    """The look-ups of an open office."""
    with office.reading.connect() as connection:
        base = finder.setting(connection, "currency", "EUR")
        name = finder.setting(connection, "legal_system", "generic")
        yield OfficeLookUps(Rates(connection, base), library_of(connection).rules(name))
