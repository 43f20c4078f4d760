"""How an asset is measured out among its parts: by shares, amounts or quantities that sum exactly.

Shares sum to exactly one, quantities to the quantity of the asset, amounts to its balance or value;
what does not is refused with `shares_do_not_sum`. Parts without any measure are possible only where
there is nothing to divide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from asset_recovery.domain.actions.lineage_actions import SplitAsset
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import current_value
from asset_recovery.lifecycle.figures.arithmetic import largest_remainder
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.quantities import EXACT, shown

_COUNTED = frozenset({"each", "head", "lots"})
_FINE = 8  # decimals of what is weighed, measured or held as a token

Asset = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """How the parts are measured (share, amount, quantity, or not at all), and their weights."""

    name: str | None
    weights: tuple[Decimal, ...]


def measured(command: SplitAsset, asset: Asset, position: Position) -> Measure:
    """The weights of the parts, checked against the whole."""
    name = SplitAsset.measure_of(command.parts[0])
    if name == "share":
        shares = tuple(
            Decimal(str(part.get("share") or part.get("fraction"))) for part in command.parts
        )
        _sums("1", sum(shares), Decimal(1))
        return Measure(name, shares)
    if name == "quantity":
        counts = tuple(Decimal(str(part["quantity"])) for part in command.parts)
        whole = position.quantity
        _sums(f"{shown(whole)} {position.unit}", sum(counts), whole)
        return Measure(name, counts)
    if name == "amount":
        return Measure(name, _amounts(command, asset, position))
    if _has_money(position):
        raise ValidationFailed(
            Reason(
                "field_missing",
                _("Say how the value and costs are divided: a share, amount or quantity each."),
                field="parts",
            )
        )
    return Measure(None, (Decimal(1),) * len(command.parts))


def _sums(whole: str, found: Decimal | int, due: Decimal) -> None:
    if found != due:
        sentence = _("The parts come to {found}; they must come to exactly {whole}.")
        raise invalid(
            "parts", sentence.format(found=f"{Decimal(found):f}", whole=whole), "shares_do_not_sum"
        )


def _amounts(command: SplitAsset, asset: Asset, position: Position) -> tuple[Decimal, ...]:
    amounts = [Money.from_json(part["amount"]) for part in command.parts]
    currencies = {one.currency for one in amounts}
    whole = _whole(asset, position)
    if whole is not None:
        currencies.add(whole.currency)
    if len(currencies) > 1:
        raise invalid(
            "parts",
            _("The amounts of the parts and of the asset are in one currency."),
            "currency_mismatch",
        )
    found = Money.total(amounts, amounts[0].currency)
    if whole is not None and found != whole:
        _sums(whole.display(), found.decimal, whole.decimal)
    return tuple(Decimal(one.minor) for one in amounts)


def _whole(asset: Asset, position: Position) -> Money | None:
    """What the amounts are parts of: money in hand, the confirmed balance, else the value."""
    if position.proceeds is not None:
        return position.proceeds
    if position.confirmed_balance is not None:
        return position.confirmed_balance
    value = current_value(position, date.fromisoformat(str(asset["registered_on"])))
    return None if value is None else value.value


def _has_money(position: Position) -> bool:
    return bool(
        position.postings
        or position.valuations
        or position.estimated_value is not None
        or position.proceeds is not None
        or position.confirmed_balance is not None
        or any(claim.amount for claim in position.claims.values())
        or position.liens
    )


def quantities(command: SplitAsset, position: Position, measure: Measure) -> list[str]:
    """The quantity of each part: they add up to that of the asset, except for one single thing."""
    whole, unit = position.quantity, position.unit
    if measure.name == "quantity":
        return [str(weight) for weight in measure.weights]
    given = [part.get("quantity") for part in command.parts]
    if whole == 1 and unit in _COUNTED:
        return [str(one or "1") for one in given]
    decimals = -int(whole.as_tuple().exponent)
    places = max(decimals, 0 if unit in _COUNTED else _FINE)
    units = largest_remainder(
        int(whole.scaleb(places, EXACT)), [Fraction(weight) for weight in measure.weights]
    )
    parts = [Decimal(one).scaleb(-places) for one in units]
    if any(not part for part in parts):
        raise RuleViolation(
            Reason(
                "shares_do_not_sum",
                _("{quantity} {unit} cannot be divided so; give the quantities.").format(
                    quantity=shown(whole), unit=unit
                ),
                field="parts",
            )
        )
    return [shown(part) for part in parts]
