"""The offences of a case as forms ask for them: provision, penalty, commission, persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """An offence of the case; without a `reference` it is a name that the case was opened with.

    `penalty` is the maximum in words; `persons` are names; `eu_code` is a number of the list in
    article 3(1) of Regulation (EU) 2018/1805.
    """

    name: str
    provision: str | None = None
    penalty: str | None = None
    committed_on: str | None = None
    place: str | None = None
    reference: str = ""
    recorded_on: date | None = None
    provision_text: str | None = None
    penalty_years: int | None = None
    penalty_months: int | None = None
    committed_until: str | None = None
    circumstances: str | None = None
    participation: str | None = None
    persons: tuple[str, ...] = ()
    eu_code: str | None = None
    eu_label: str = ""
    transnational: bool | None = None
    organised_group: bool | None = None
    fiscal: bool | None = None
    counterpart: str | None = None
    limitation_on: date | None = None
    documents: tuple[str, ...] = ()

    @property
    def maximum_months(self) -> int | None:
        """The maximum penalty in months; None where it was not recorded."""
        if self.penalty_years is None and self.penalty_months is None:
            return None
        return _MONTHS_OF_A_YEAR * (self.penalty_years or 0) + (self.penalty_months or 0)

    @property
    def committed(self) -> str:
        """The day or the span in which it was committed; empty where it is not known."""
        days = (self.committed_on, self.committed_until)
        return " – ".join(dict.fromkeys(day for day in days if day))
