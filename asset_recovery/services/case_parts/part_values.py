"""What each part of a divided asset counts with in sums of money.

Shares divide the value by largest remainder, so that the parts add up to it exactly. A sum counts
with itself, and the rest with what the value has beyond the sums. Components have no value of
their own: the asset counts as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.position import PartPosition, Position
from asset_recovery.lifecycle.unit_values import capped, has_shares, has_sums
from asset_recovery.services.case_parts.case_desk import CaseDesk

Standing = Position | PartPosition
UNDIVIDED = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One amount of a figure: the record it comes from, what it is, its day, and converted.

    `part` and `share` say which part of a divided asset it is; `note` explains the reckoning;
    `kind` is the kind of value (code list `value_kinds`).
    """

    record: str
    what: str
    amount: Money
    on: date
    converted: Money | None
    part: str | None = None
    share: Decimal | None = None
    note: str = ""
    kind: str = ""


def part_of(  # noqa: PLR0913, PLR0917 - an amount with what it is
    desk: CaseDesk, record: str, what: str, amount: Money, on: date, kind: str
) -> Part:
    """An amount with its conversion into the currency of the case."""
    return Part(record, what, amount, on, desk.convert(amount, on), kind=kind)


def units(position: Position) -> Mapping[str, Standing]:
    """What counts by itself: the parts where they have values of their own, else the asset."""
    by_part = has_shares(position) or has_sums(position)
    return position.parts if by_part else {UNDIVIDED: position}


def passing(position: Position, test: Callable[[Standing], bool]) -> tuple[str, ...]:
    """The units of an asset of which something is true."""
    return tuple(name for name, unit in units(position).items() if test(unit))


def values(desk: CaseDesk, position: Position, value: Part | None) -> dict[str, Part]:
    """The value of an asset by its units; what is not known is left out."""
    if has_sums(position):
        return _by_sum(desk, position, value)
    if value is None:
        return {}
    if not position.parts:
        return {UNDIVIDED: value}
    if has_shares(position):
        return _by_share(position, value)
    note = _(
        "{asset} is divided by components, which have no value of their own: the whole counts."
    ).format(asset=position.reference)
    return {UNDIVIDED: replace(value, note=note)}


def _by_share(position: Position, value: Part) -> dict[str, Part]:
    names = tuple(position.parts)
    shares = [position.parts[name].share or Decimal(0) for name in names]
    amounts = split(value.amount, weights=shares)
    converted: tuple[Money | None, ...] = (None,) * len(names)
    if value.converted is not None:
        converted = split(value.converted, weights=shares)
    note = _(
        "The value of {asset} is divided by shares with the largest remainder: its parts add up "
        "to it exactly."
    ).format(asset=position.reference)
    return {
        name: replace(
            value,
            what=_("share {share} of {whole} ({what})").format(
                share=_plain(share), whole=value.amount.display(), what=value.what
            ),
            amount=amount,
            converted=in_case,
            part=_name(position, name),
            share=share,
            note=note,
        )
        for name, share, amount, in_case in zip(names, shares, amounts, converted, strict=True)
    }


def _by_sum(desk: CaseDesk, position: Position, value: Part | None) -> dict[str, Part]:
    """Each sum, together at most the value where both are in one currency; then the rest."""
    found: dict[str, Part] = {}
    left = None if value is None else value.amount
    for name, part in position.parts.items():
        if part.amount is not None:
            on = value.on if value is not None else part.measure_since or part.filed_on or desk.day
            kind = "nominal" if value is None else value.kind
            counted, note = part.amount, ""
            if left is not None and left.currency == part.amount.currency:
                counted, left = capped(part.amount, left)
                note = "" if counted == part.amount else _beyond_value(position, part.amount)
            sum_of = part_of(desk, position.reference, _("sum"), counted, on, kind)
            found[name] = replace(sum_of, part=_name(position, name), note=note)
    rest = next((name for name, part in position.parts.items() if part.is_rest), None)
    if rest is not None and value is not None:
        found[rest] = replace(_rest(value, list(found.values())), part=_name(position, rest))
    return found


def _beyond_value(position: Position, amount: Money) -> str:
    return _("The sum of {amount} is more than {asset} is worth: it counts with that.").format(
        amount=amount.display(), asset=position.reference
    )


def _rest(value: Part, sums: list[Part]) -> Part:
    """What the value has beyond the sums, never below zero.

    Sums of another currency are taken off what the value comes to in the currency of the case.
    """
    what = _("rest of {whole} ({what})").format(whole=value.amount.display(), what=value.what)
    taken = [one.converted for one in sums if one.converted is not None]
    converted = None
    if value.converted is not None and len(taken) == len(sums):
        converted = _beyond(value.converted, taken)
    if all(one.amount.currency == value.amount.currency for one in sums):
        amount = _beyond(value.amount, [one.amount for one in sums])
    else:
        amount = value.amount if converted is None else converted
    return replace(value, what=what, amount=amount, converted=converted)


def _beyond(value: Money, sums: list[Money]) -> Money:
    left = value - Money.total(sums, value.currency)
    return Money.zero(value.currency) if left.is_negative else left


def _name(position: Position, part: str) -> str:
    return f"{position.reference}/{part}"


def _plain(share: Decimal) -> str:
    return printed(share.normalize())
