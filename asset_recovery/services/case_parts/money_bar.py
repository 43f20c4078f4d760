"""The money bar of a case: sought, frozen, confiscated, realised, distributed, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.actions import confiscation_actions as f
from asset_recovery.domain.case_file import MoneyBar
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.current_value import CurrentValue, newest_valuation
from asset_recovery.lifecycle.position import Position
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.money import allocations

FINAL = frozenset(
    {
        "confiscated_final",
        "title_vested_in_state",
        "foreign_confiscation_recognised",
        "confiscated_abroad",
    }
)
GIVEN_BACK = frozenset(
    {
        "release_ordered",
        "returned_to_owner",
        "reversed_after_execution",
        "lapsed",
        "declined",
    }
)
_BEYOND_MEASURE = frozenset(
    {"lead", "unknown", "declined", "identified", "traced_abroad", "lapsed", "closed"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """One amount of a figure: the record it comes from, what it is, its day, and converted."""

    record: str
    what: str
    amount: Money
    on: date
    converted: Money | None


def money_parts(desk: CaseDesk) -> dict[str, list[Part]]:
    """The parts of which each figure of the money bar is the sum, in the currency of the case."""
    counted = [asset for asset in desk.assets if asset.counts]
    return {
        "sought": list(_sought(desk, counted)),
        "frozen": [
            part
            for asset in counted
            if _was_frozen(asset.position)
            for part in _value_before_sale(desk, asset)
        ],
        "confiscated": [
            part
            for asset in counted
            if _is_confiscated(asset.position)
            for part in _value_at_order(desk, asset)
        ],
        "realised": [part for asset in counted for part in _proceeds(desk, asset)],
        "distributed": list(_distributed(desk, counted)),
    }


def money_bar(desk: CaseDesk) -> MoneyBar:
    """The case's money from what is sought to what was paid out.

    A figure is zero where nothing has come so far, and not known where no part of it is known.
    """
    parts = money_parts(desk)
    counted = [asset.position for asset in desk.assets if asset.counts]
    expected = {
        "sought": any(one.filed_on and not was_given_back(one) for one in counted),
        "frozen": any(map(_was_frozen, counted)),
        "confiscated": any(map(_is_confiscated, counted)),
    }
    return MoneyBar(
        **{
            name: None if expected.get(name) and not found else total_of(found, desk.currency)
            for name, found in parts.items()
        }
    )


def total_of(parts: list[Part], currency: str) -> Money | None:
    """The sum of what could be converted; None where there are parts and none could."""
    known = [part.converted for part in parts if part.converted is not None]
    if parts and not known:
        return None
    return Money.total(known, currency)


def part_of(desk: CaseDesk, record: str, what: str, amount: Money, on: date) -> Part:
    """An amount with its conversion into the currency of the case."""
    return Part(record, what, amount, on, desk.convert(amount, on))


def _was_frozen(position: Position) -> bool:
    """Under a measure now, or before it was confiscated; what was given back no longer counts."""
    if was_given_back(position):
        return False
    return (
        position.measure_since is not None
        or "frozen" in position.dates
        or position.legal not in _BEYOND_MEASURE
    )


def was_given_back(position: Position) -> bool:
    """Released, returned, lapsed or declined, also where it was closed since."""
    state = position.legal
    if state == "closed":
        state = position.before.get("closing", state)
    return state in GIVEN_BACK


def _is_confiscated(position: Position) -> bool:
    if was_given_back(position):
        return False
    return position.legal in FINAL or bool(FINAL & set(position.dates))


def _value_before_sale(desk: CaseDesk, asset: AssetCase) -> Iterator[Part]:
    """The newest valuation of the thing itself, else its estimate or what it fetched.

    On a day that is asked for nothing counts that is dated later, the estimate given with the
    registration neither: the figure is then not known, as `show` has it.
    """
    position = asset.position
    newest = newest_valuation(position)
    if newest is not None and newest.kind != "list_price":
        yield part_of(desk, asset.reference, _("valuation"), newest.value, newest.on)
        return
    value = desk.value_of(asset)
    if value is not None and value.counts:
        yield part_of(desk, asset.reference, value.kind, value.value, value.on)


def _value_at_order(desk: CaseDesk, asset: AssetCase) -> Iterator[Part]:
    """What stands in the place of a sold asset counts with its gross proceeds."""
    position = asset.position
    if position.substitutes is not None and position.gross is not None:
        sold = position.dates.get("sold", desk.day)
        yield part_of(desk, asset.reference, _("gross proceeds"), position.gross, sold)
        return
    yield from _value_before_sale(desk, asset)


def _sought(desk: CaseDesk, counted: list[AssetCase]) -> Iterator[Part]:
    """Per filing its amount where it names one, else the value of its assets at that time."""
    filed = {
        asset.reference: asset
        for asset in counted
        if asset.position.filed_on is not None and not was_given_back(asset.position)
    }
    taken: set[str] = set()
    for one in reversed(desk.done("file_confiscation")):
        command = one.command
        assert isinstance(command, f.FileConfiscation)
        open_ones = [
            _standing(desk, part) for name in one.assets for part in desk.lines.standing(name)
        ]
        named = [name for name in open_ones if name in filed and name not in taken]
        taken.update(named)
        if named and command.amount is not None:
            yield part_of(
                desk, command.reference, _("amount of the filing"), command.amount, one.on
            )
            continue
        for name in named:
            sold = filed[name].position.dates.get("sold")
            before = sold is None or one.on < sold
            value = _value_before_sale if before else _value_at_order
            yield from value(desk, filed[name])


def _standing(desk: CaseDesk, name: str) -> str:
    """The asset, or what took its place."""
    asset = desk.by_reference.get(name)
    while asset is not None and asset.position.replaced_by is not None:
        name = asset.position.replaced_by
        asset = desk.by_reference.get(name)
    return name


def _proceeds(desk: CaseDesk, asset: AssetCase) -> Iterator[Part]:
    position = asset.position
    if position.gross is not None:
        sold = position.dates.get("sold", desk.day)
        yield part_of(desk, asset.reference, _("gross proceeds"), position.gross, sold)
        return
    for reference, on, amount in position.receipts:
        yield part_of(desk, reference, _("receipt"), amount, on)


def _distributed(desk: CaseDesk, counted: list[AssetCase]) -> Iterator[Part]:
    for allocation in allocations(desk):
        for to, on, amount, _reference in allocation.paid:
            yield part_of(desk, allocation.reference, desk.name(to), amount, on)
    for asset in counted:
        returned = asset.position.returned_amount
        if returned is not None:
            on = asset.position.dates.get("returned_to_owner", desk.day)
            yield part_of(desk, asset.reference, _("returned"), returned, on)


def valued_assets(desk: CaseDesk) -> Iterator[tuple[AssetCase, CurrentValue]]:
    """The assets whose value is part of totals, with that value."""
    for asset in desk.assets:
        value = desk.value_of(asset)
        if value is not None and value.counts:
            yield asset, value


def value_totals(desk: CaseDesk) -> tuple[tuple[str, Money], ...]:
    """The value of the assets that count, per currency."""
    sums: dict[str, Money] = {}
    for _asset, found in valued_assets(desk):
        currency = found.value.currency
        sums[currency] = sums.get(currency, Money.zero(currency)) + found.value
    return tuple((N_("Value of the assets"), sums[currency]) for currency in sorted(sums))
