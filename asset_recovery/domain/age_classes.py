"""The classes of age in which the office sorts receipts that nobody has matched: data, by days."""

from __future__ import annotations

import tomllib
from functools import cache

from asset_recovery.paths import resources


@cache
def age_classes() -> tuple[tuple[str, int | None], ...]:
    """Each class by its code, with its last day (None: no end), the youngest first."""
    path = resources() / "receipt_ages.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8"))["class"]
    return tuple((str(one["code"]), one.get("up_to_days")) for one in found)


def age_class(days: int) -> str:
    """The class of an age in days."""
    for code, most in age_classes():
        if most is None or days <= most:
            return code
    return age_classes()[-1][0]


def age_class_sql(days: str) -> str:
    """The same as an expression of SQL over an expression of days."""
    cases = "".join(
        f" WHEN {days} <= {int(most)} THEN '{code}'"
        for code, most in age_classes()
        if most is not None
    )
    return f"CASE{cases} ELSE '{age_classes()[-1][0]}' END"
