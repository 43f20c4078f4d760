"""The facts of the office on a day, as SQL text: read by the first window and by the services."""

from __future__ import annotations

from asset_recovery.domain.office_facts import OfficeFacts
from asset_recovery.persistence.access_sql import Execute


def setting_on(execute: Execute, key: str, day: str) -> str:
    """The value of a fact on a day (ISO), else the first that there ever was; empty: none."""
    rows = execute(
        "SELECT value, valid_from FROM office_setting WHERE key = :key"
        " ORDER BY valid_from DESC, id DESC",
        {"key": key},
    )
    current = [str(row[0]) for row in rows if str(row[1]) <= day]
    return (current or [str(row[0]) for row in reversed(rows)] or [""])[0]


def facts_on(execute: Execute, day: str) -> OfficeFacts:
    """The office as it stands on paper on a day (ISO)."""

    def of(key: str, default: str = "") -> str:
        return setting_on(execute, key, day) or default

    return OfficeFacts(
        name=of("name"),
        country=of("country"),
        currency=of("currency", "EUR"),
        address=of("address"),
        contact=of("contact"),
        classification=of("classification", "restricted"),
        language=of("language", "en"),
        payment_iban=of("payment_iban"),
        payment_bic=of("payment_bic"),
        payment_holder=of("payment_holder"),
    )
