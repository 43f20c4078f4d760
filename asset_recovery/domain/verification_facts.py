"""Physical verification: what must be seen how often, and how much of it was seen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.i18n import N_
from asset_recovery.paths import resources

CLASSES: Mapping[str, str] = {
    "all": N_("All things"),
    "high_value": N_("High value"),
    "high_cost": N_("High cost of keeping"),
    "fast_loss": N_("Fast loss of value"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationRule:
    """How often things are seen, and which of them all must be; `high_value_from` in the base."""

    months: int
    high_value_from: Decimal
    keeping_costs: frozenset[str]
    depreciation: frozenset[str]

    def classes_of(self, type_code: str, *, high_value: bool) -> tuple[str, ...]:
        """The classes of a thing by its type and value; each thing is in `all`."""
        kind = asset_types().get(type_code)
        found = ["all"]
        if high_value:
            found.append("high_value")
        if kind is not None and kind.keeping_cost in self.keeping_costs:
            found.append("high_cost")
        if kind is not None and kind.depreciation in self.depreciation:
            found.append("fast_loss")
        return tuple(found)


@cache
def verification_rule() -> VerificationRule:
    """The office's rule."""
    said = tomllib.loads((resources() / "verification.toml").read_text("utf-8"))
    return VerificationRule(
        months=int(said["months"]),
        high_value_from=Decimal(said["high_value_from"]),
        keeping_costs=frozenset(said["keeping_costs"]),
        depreciation=frozenset(said["depreciation"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedClass:
    """Things of a class: how many lie there, how many were seen, how many are overdue.

    `share` is seen to things (four decimals), None where there is no thing.
    """

    code: str
    things: int
    seen: int
    overdue: int
    share: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How much was seen by stocktakes after `since`, up to `until`.

    `lines` counts what stocktakes wrote down in that time by outcome; `differing` are those not as
    expected, `rate` their share of all lines (four decimals), None where nothing was counted.
    """

    since: date
    until: date
    months: int
    high_value_from: str
    classes: tuple[VerifiedClass, ...]
    checked: int
    differing: int
    rate: str | None
    lines: Mapping[str, int] = field(default_factory=dict)

    def of(self, code: str) -> VerifiedClass:
        """One of the classes."""
        return next(one for one in self.classes if one.code == code)
