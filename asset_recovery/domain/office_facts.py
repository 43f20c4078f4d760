"""The office as it stands on paper: alone in its file, because the first window needs it."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.domain.form_facts import OfficeForm


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFacts:
    """The office as it stands on paper; `payment_…`: the account to which other States pay.

    `data_protection` is the basis on which papers hold personal data, `retention_years` how long a
    case is kept after its end. `forms` are those that it installed itself.
    """

    name: str
    country: str
    currency: str
    address: str = ""
    contact: str = ""
    classification: str = "restricted"
    language: str = "en"
    payment_iban: str = ""
    payment_bic: str = ""
    payment_holder: str = ""
    data_protection: str = ""
    retention_years: str = ""
    forms: tuple[OfficeForm, ...] = ()
