"""How much of what is kept was seen within the months of the office's rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from asset_recovery.domain.currencies import minor_units
from asset_recovery.domain.verification_facts import (
    CLASSES,
    Verification,
    VerifiedClass,
    verification_rule,
)
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import verification_query as query
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def verified(
    connection: Connection, access: Access, places: Iterable[str] | None, day: date
) -> Verification:
    """Coverage and discrepancies of these places (None: all) in the months up to a day."""
    rule = verification_rule()
    since = months_before(day, rule.months)
    currency = finder.setting(connection, "currency", "EUR")
    least = int(rule.high_value_from.scaleb(minor_units(currency)))
    where = None if places is None else list(places)
    period = (since.isoformat(), day.isoformat())
    found = {code: [0, 0, 0] for code in CLASSES}
    for row in query.sums(connection, access, where, *period, least):
        for code in rule.classes_of(str(row["type_code"]), high_value=bool(row["high_value"])):
            for place, name in enumerate(("things", "seen", "overdue")):
                found[code][place] += int(row[name])
    lines = dict(query.outcomes(connection, access, where, *period))
    checked = sum(lines.values())
    differing = checked - lines.get("found", 0)
    given: dict[str, Any] = {
        "classes": [
            {"class": code, "things": one[0], "seen": one[1]} for code, one in found.items()
        ],
        "checked": checked,
        "differing": differing,
    }
    done: Any = compute("verification", given)
    shares = {one["class"]: one["share"] for one in done["coverage"]}
    return Verification(
        since=since,
        until=day,
        months=rule.months,
        high_value_from=f"{rule.high_value_from} {currency}",
        classes=tuple(
            VerifiedClass(code=code, things=one[0], seen=one[1], overdue=one[2], share=shares[code])
            for code, one in found.items()
        ),
        checked=checked,
        differing=differing,
        rate=done["discrepancy_rate"],
        lines=lines,
    )


def verification_json(one: Verification) -> dict[str, object]:
    """It as JSON writes it."""
    return {
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
        "high_value_from": one.high_value_from,
        "coverage": [
            {
                "class": row.code,
                "things": row.things,
                "seen": row.seen,
                "overdue": row.overdue,
                "share": row.share,
            }
            for row in one.classes
        ],
        "checked": one.checked,
        "differing": one.differing,
        "discrepancy_rate": one.rate,
        "figure": "verification",
    }
