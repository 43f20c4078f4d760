"""The money bar of a case: sought, frozen, confiscated, realised, distributed, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from asset_recovery.domain.actions import confiscation_actions as f
from asset_recovery.domain.case_file import MoneyBar
from asset_recovery.domain.money import Money
from asset_recovery.domain.value_kinds import KindSum, by_kind
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.current_value import CurrentValue, kind_in_totals, newest_valuation
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.money import allocations
from asset_recovery.services.case_parts.part_values import (
    UNDIVIDED,
    Part,
    Standing,
    part_of,
    passing,
    units,
    values,
)

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


def money_parts(desk: CaseDesk) -> dict[str, list[Part]]:
    """The parts of which each figure of the money bar is the sum, in the currency of the case."""
    counted = [asset for asset in desk.assets if asset.counts]
    return {
        "sought": list(_sought(desk, counted)),
        "frozen": list(_worth(desk, counted, _was_frozen, _value_before_sale)),
        "confiscated": list(_worth(desk, counted, _is_confiscated, _value_at_order)),
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
        "sought": any(passing(one, _is_sought) for one in counted),
        "frozen": any(passing(one, _was_frozen) for one in counted),
        "confiscated": any(passing(one, _is_confiscated) for one in counted),
    }
    sums = {
        name: None if expected.get(name) and not found else total_of(found, desk.currency)
        for name, found in parts.items()
    }
    return MoneyBar(**sums, kinds={name: kinds_of(found) for name, found in parts.items()})


def kinds_of(parts: Iterable[Part]) -> tuple[KindSum, ...]:
    """Of which kinds of value a sum in the currency of the case is made."""
    return by_kind((one.kind, one.converted) for one in parts if one.converted is not None)


def total_of(parts: list[Part], currency: str) -> Money | None:
    """The sum of what could be converted; None where there are parts and none could."""
    known = [part.converted for part in parts if part.converted is not None]
    if parts and not known:
        return None
    return Money.total(known, currency)


def _worth(
    desk: CaseDesk,
    counted: Iterable[AssetCase],
    test: Callable[[Standing], bool],
    value: Callable[[CaseDesk, AssetCase], Part | None],
) -> Iterator[Part]:
    """What the assets, or the parts of them, are worth of which something is true."""
    for asset in counted:
        yield from _of_units(desk, asset, passing(asset.position, test), value)


def _of_units(
    desk: CaseDesk,
    asset: AssetCase,
    names: tuple[str, ...],
    value: Callable[[CaseDesk, AssetCase], Part | None],
) -> Iterator[Part]:
    if not names:
        return
    found = values(desk, asset.position, value(desk, asset))
    yield from (found[name] for name in names if name in found)


def _was_frozen(position: Standing) -> bool:
    """Under a measure now, or before it was confiscated; what was given back no longer counts."""
    if was_given_back(position):
        return False
    return (
        position.measure_since is not None
        or "frozen" in position.dates
        or position.legal not in _BEYOND_MEASURE
    )


def was_given_back(position: Standing) -> bool:
    """Released, returned, lapsed or declined, also where it was closed since."""
    state = position.legal
    if state == "closed":
        state = position.before.get("closing", state)
    return state in GIVEN_BACK


def _is_sought(position: Standing) -> bool:
    return position.filed_on is not None and not was_given_back(position)


def _is_confiscated(position: Standing) -> bool:
    if was_given_back(position):
        return False
    return position.legal in FINAL or bool(FINAL & set(position.dates))


def _value_before_sale(desk: CaseDesk, asset: AssetCase) -> Part | None:
    """The newest valuation of the thing itself, else its estimate or what it fetched.

    On a day that is asked for nothing counts that is dated later, the estimate given with the
    registration neither: the figure is then not known, as `show` has it.
    """
    position = asset.position
    newest = newest_valuation(position)
    if newest is not None and newest.kind != "list_price":
        return part_of(desk, asset.reference, _("valuation"), newest.value, newest.on, newest.kind)
    value = desk.value_of(asset)
    if value is None or not value.counts:
        return None
    kind = kind_in_totals(position, value.kind)
    return part_of(desk, asset.reference, value.kind, value.value, value.on, kind)


def _value_at_order(desk: CaseDesk, asset: AssetCase) -> Part | None:
    """What stands in the place of a sold asset counts with its gross proceeds."""
    position = asset.position
    if position.substitutes is not None and position.gross is not None:
        sold = position.dates.get("sold", desk.day)
        return part_of(
            desk, asset.reference, _("gross proceeds"), position.gross, sold, "proceeds_gross"
        )
    return _value_before_sale(desk, asset)


def _sought(desk: CaseDesk, counted: list[AssetCase]) -> Iterator[Part]:
    """Per filing its amount where it names one, else the value of its assets at that time.

    Of a divided asset each part counts with the newest filing that reached it.
    """
    assets = {asset.reference: asset for asset in counted}
    left = {name: list(passing(asset.position, _is_sought)) for name, asset in assets.items()}
    for one in reversed(desk.done("file_confiscation")):
        command = one.command
        assert isinstance(command, f.FileConfiscation)
        standing = dict.fromkeys(
            _standing(desk, part) for name in one.assets for part in desk.lines.standing(name)
        )
        reached = {
            name: _reached(assets[name], left[name], one.on) for name in standing if name in assets
        }
        reached = {name: found for name, found in reached.items() if found}
        for name, found in reached.items():
            left[name] = [unit for unit in left[name] if unit not in found]
        if reached and command.amount is not None:
            yield part_of(
                desk,
                command.reference,
                _("amount of the filing"),
                command.amount,
                one.on,
                "filed_amount",
            )
            continue
        for name, found in reached.items():
            sold = assets[name].position.dates.get("sold")
            before = sold is None or one.on < sold
            value = _value_before_sale if before else _value_at_order
            yield from _of_units(desk, assets[name], found, value)


def _reached(asset: AssetCase, left: list[str], on: date) -> tuple[str, ...]:
    """The units that a filing of that day reached, of those that no later one did."""
    found = units(asset.position)
    return tuple(name for name in left if name == UNDIVIDED or _since(found[name], on))


def _since(unit: Standing, on: date) -> bool:
    return unit.filed_on is not None and unit.filed_on >= on


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
        yield part_of(
            desk, asset.reference, _("gross proceeds"), position.gross, sold, "proceeds_gross"
        )
        return
    for reference, on, amount in position.receipts:
        yield part_of(desk, reference, _("receipt"), amount, on, "receipt")


def _distributed(desk: CaseDesk, counted: list[AssetCase]) -> Iterator[Part]:
    for allocation in allocations(desk):
        for to, on, amount, _reference in allocation.paid:
            yield part_of(desk, allocation.reference, desk.name(to), amount, on, "paid")
    for asset in counted:
        returned = asset.position.returned_amount
        if returned is not None:
            on = asset.position.dates.get("returned_to_owner", desk.day)
            yield part_of(desk, asset.reference, _("returned"), returned, on, "paid")


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


def value_kinds(desk: CaseDesk) -> tuple[KindSum, ...]:
    """Of which kinds those totals are made, currency by currency."""
    found = [
        (kind_in_totals(asset.position, one.kind), one.value) for asset, one in valued_assets(desk)
    ]
    return tuple(
        one
        for currency in sorted({value.currency for _kind, value in found})
        for one in by_kind((kind, value) for kind, value in found if value.currency == currency)
    )
