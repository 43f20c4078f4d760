"""A plan for checking a part of what is kept, by the figure `sample`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

from asset_recovery.domain.actions.storage_actions import DrawSample
from asset_recovery.domain.currencies import minor_units
from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.sampling import FIGURE, Item, draw
from asset_recovery.persistence.rows import Row


def draw_plan(
    currency: str, rows: Sequence[Row], command: DrawSample, above: Money | None
) -> dict[str, Any]:
    """What is drawn of these contents: names, strata, seed; values in the base currency.

    Things without a value are in the last stratum. Raises `field_invalid` where more is asked for
    than there is.
    """
    scale = -minor_units(currency)
    items = [
        Item(str(row["reference"]), Decimal(row["base_minor"] or 0).scaleb(scale)) for row in rows
    ]
    size = _size(command, len(items))
    bound = None if above is None else above.decimal
    found = draw(items, size, command.seed, bound)
    return {
        "drawn": [item.name for stratum in found for item in stratum.drawn],
        "strata": [
            {
                "stratum": stratum.name,
                "count": len(stratum.items),
                "from": format(stratum.items[-1].value, "f"),
                "to": format(stratum.items[0].value, "f"),
                "drawn": len(stratum.drawn),
            }
            for stratum in found
        ],
        "of": len(items),
        "seed": command.seed,
        "currency": currency,
        "always_above": None if above is None else above.as_json(),
        "figure": FIGURE.name,
    }


def _size(command: DrawSample, count: int) -> int:
    if command.share is not None:
        return int((command.share * count).to_integral_value(ROUND_CEILING))
    size = command.size or 0
    if size > count:
        text = _("{size} cannot be drawn from {count} things.")
        raise invalid("size", text.format(size=size, count=count))
    return size
