"""What an explanation is made of: the record, conversions with their rates, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.conversion import Leg
from asset_recovery.lifecycle.figures.look_ups import public_holidays
from asset_recovery.persistence.queries.rate_query import origin_of_rate
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.office_work import document_facts
from asset_recovery.services.case_parts.written import written

Answer = dict[str, object]
FIXING = "fixing of the European Central Bank"


class LookedUp:
    """What a figure may look up while a record is explained: its rates, its law."""

    def __init__(self, desk: CaseDesk) -> None:
        self._desk = desk

    def rate(self, source: str, target: str, on: date) -> tuple[Decimal, date] | None:
        """A quoted rate, the latest on or before the day."""
        return self._desk.reading.rates.rate(source, target, on)

    def base_currency(self) -> str:
        """The office's base currency."""
        return self._desk.reading.base_currency

    def holidays(self, country: str, year: int) -> set[date]:
        """The public holidays of a country in a year."""
        return set(public_holidays(country, year))

    def parameter(self, key: str, on: date | None) -> str | None:
        """A term of the case's legal system."""
        if key not in self._desk.rules.parameters:
            return None
        return self._desk.rules.parameter(key, on or self._desk.day).value


@dataclass(slots=True)
class Explaining:
    """A figure being explained: rates are noted as they are used."""

    desk: CaseDesk
    asset: AssetCase | None = None
    rates: list[dict[str, object]] = field(default_factory=list)
    order: str = ""

    @property
    def of(self) -> AssetCase:
        """The asset whose figure it is."""
        assert self.asset is not None
        return self.asset

    @property
    def record(self) -> str:
        """The record whose figure it is."""
        named = self.asset.reference if self.asset else self.order
        return named or str(self.desk.case["reference"])

    def convert(self, amount: Money, currency: str, on: date) -> Money | None:
        """An amount in another currency, its rates noted; None where there is none."""
        try:
            done = self.desk.reading.rates.conversion(amount, currency, on)
        except (ValidationFailed, RuleViolation):
            return None
        for leg in done.path:
            note = {**leg.as_json(), "source": self._origin(leg)}
            if note not in self.rates:
                self.rates.append(note)
        return done.amount

    def _origin(self, leg: Leg) -> str:
        """Who quoted the rate: the office's own source, else the fixing."""
        source, target = (leg.target, leg.source) if leg.inverted else (leg.source, leg.target)
        own = origin_of_rate(self.desk.reading.connection, source, target, leg.on)
        return own or _(FIXING)

    def documents(self) -> list[object]:
        """The documents on file with the record."""
        found = [one for one in document_facts(self.desk) if one.record == self.record]
        return [{"reference": one.reference, "title": one.title, "hash": one.hash} for one in found]

    def answer(  # noqa: PLR0913 - the parts of an explanation
        self,
        *,
        formula: str,
        text: str,
        value: object,
        inputs: Mapping[str, object],
        steps: Sequence[str],
        version: int = 1,
        more: Mapping[str, object] | None = None,
    ) -> Answer:
        """The explanation as JSON: what came out, by which formula and version, from what."""
        return {
            "record": self.record,
            "formula": formula,
            "version": version,
            "legal_system": " ".join(self.desk.rules.at(self.desk.day).name.split("@")),
            "on": self.desk.day.isoformat(),
            "value": written(value),
            "inputs": written(inputs),
            **(more or {}),
            "rates": self.rates,
            "documents": self.documents(),
            "explanation": [text, *steps],
        }


def not_known(text: str, clear_with: str | None = None) -> ValidationFailed:
    """What a figure needs is not on file."""
    return ValidationFailed(Reason("field_missing", text, clear_with, field="figure"))


def version_of(done: Mapping[str, object]) -> int:
    """The version of the formula that was used."""
    version = done["version"]
    assert isinstance(version, int)
    return version


def steps_of(done: Mapping[str, object]) -> list[str]:
    """The steps that a computed figure says of itself."""
    steps = done["explanation"]
    assert isinstance(steps, list)
    return [str(step) for step in steps]


def term(work: Explaining, key: str) -> str | None:
    """A term of the legal system on that day, or None."""
    rules = work.desk.rules
    return rules.parameter(key, work.desk.day).value if key in rules.parameters else None
