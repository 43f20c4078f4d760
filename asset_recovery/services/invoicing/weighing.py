"""How a line is shared over assets: the weight of each by the key, then the parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.day_spans import common, days
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.invoice_lines import BillLine
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.lifecycle.custody_stretches import stretches
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.story import moments
from asset_recovery.services.work import Work

# Square metres and grams of a unit: an area or a weight is compared in one unit.
AREAS = {"m²": Decimal(1), "m2": Decimal(1), "ha": Decimal(10_000), "km²": Decimal(1_000_000)}
WEIGHTS = {
    "g": Decimal(1),
    "kg": Decimal(1_000),
    "t": Decimal(1_000_000),
    "ct": Decimal("0.2"),
    "ozt": Decimal("31.1034768"),
    "troy oz": Decimal("31.1034768"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one asset bears of a line, and by which weight."""

    asset: Mapping[str, Any]
    amount: Money
    vat: Money
    weight: Decimal


def parts_of(
    work: Work, line: BillLine, assets: Sequence[Mapping[str, Any]], on: date
) -> tuple[Part, ...]:
    """The parts of a shared line: they add up to it exactly, by largest remainder.

    Raises `ValidationFailed` naming each asset for which the key has no figure.
    """
    weigh = _KEYS[line.key or "equal"]
    faults: list[Reason] = []
    weights: list[Decimal] = []
    for asset, (_name, given) in zip(assets, line.shared, strict=True):
        weight = given if line.key == "given" else weigh(work, line, asset, on)
        if weight is None:
            text = _("Line {place}: {asset} has no {figure} on file by which to share.").format(
                place=line.place, asset=asset["reference"], figure=_figure(line)
            )
            faults.append(Reason("field_missing", text, None, "lines.assets", line.place))
        weights.append(weight or Decimal(0))
    if not faults and line.key == "quantity" and len({str(one["unit"]) for one in assets}) > 1:
        units = ", ".join(sorted({str(one["unit"]) for one in assets}))
        text = _("Line {place}: the assets are counted in different units ({units}).").format(
            place=line.place, units=units
        )
        faults.append(Reason("field_invalid", text, None, "lines.key", line.place))
    if not faults and not any(weights):
        text = _("Line {place}: every weight is zero.").format(place=line.place)
        faults.append(Reason("field_invalid", text, None, "lines.assets", line.place))
    if faults:
        raise ValidationFailed(faults)
    amounts = split(line.amount, weights=weights)
    taxes = split(line.vat, weights=weights)
    return tuple(
        Part(asset, amount, vat, weight)
        for asset, amount, vat, weight in zip(assets, amounts, taxes, weights, strict=True)
    )


def _figure(line: BillLine) -> str:
    return {
        "value": _("value in the currency of the invoice"),
        "area": _("area"),
        "weight": _("weight"),
        "quantity": _("quantity"),
        "given": _("weight given"),
    }.get(line.key or "", str(line.key))


def _equal(_work: Work, _line: BillLine, _asset: Mapping[str, Any], _on: date) -> Decimal:
    return Decimal(1)


def _value(work: Work, line: BillLine, asset: Mapping[str, Any], on: date) -> Decimal | None:
    position = work.stories.position(int(asset["id"]), (on, 2**62))
    known = current_value(position, date.fromisoformat(str(asset["registered_on"])))
    if known is None:
        return None
    money = work.convert(known.value, line.amount.currency, on)
    return None if money is None else max(money.decimal, Decimal(0))


def _days(work: Work, line: BillLine, asset: Mapping[str, Any], _on: date) -> Decimal:
    custody = stretches(moments(work.stories.events(asset)))
    held = common([(line.first, line.last)], [one.span(line.last) for one in custody])
    return Decimal(days(held))


def _measured(asset: Mapping[str, Any], units: Mapping[str, Decimal]) -> Decimal | None:
    """The first detail of the type in one of these units, else the quantity in one of them."""
    details = json.loads(asset.get("details") or "{}")
    kind = asset_types().get(str(asset["type_code"]))
    for field in kind.fields if kind else ():
        unit = (field.unit or "").strip()
        if unit in units and details.get(field.key) not in (None, ""):
            return Decimal(str(details[field.key])) * units[unit]
    unit = str(asset["unit"])
    return Decimal(str(asset["quantity"])) * units[unit] if unit in units else None


def _area(_work: Work, _line: BillLine, asset: Mapping[str, Any], _on: date) -> Decimal | None:
    return _measured(asset, AREAS)


def _weight(_work: Work, _line: BillLine, asset: Mapping[str, Any], _on: date) -> Decimal | None:
    return _measured(asset, WEIGHTS)


def _quantity(work: Work, _line: BillLine, asset: Mapping[str, Any], on: date) -> Decimal:
    return work.stories.position(int(asset["id"]), (on, 2**62)).quantity


_KEYS: Mapping[str, Callable[[Work, BillLine, Mapping[str, Any], date], Decimal | None]] = {
    "equal": _equal,
    "given": _equal,
    "value": _value,
    "days": _days,
    "area": _area,
    "weight": _weight,
    "quantity": _quantity,
}
