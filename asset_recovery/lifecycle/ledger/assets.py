"""The account of an asset, and what stands in its place after a sale, a split or a merger."""

from __future__ import annotations

from decimal import Decimal

from asset_recovery.domain.actions.lineage_actions import MergeAssets, SplitAsset
from asset_recovery.domain.actions.sale_actions import DeliverAsset
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.ledger.entry import (
    Books,
    Line,
    MoneyEvent,
    sums,
    without_zero,
)

ENDS = ("deliver_asset", "split_asset", "merge_assets")
Heirs = tuple[tuple[str, ...], tuple[Decimal, ...]]


def heirs_of(event: MoneyEvent, asset: str) -> Heirs | None:
    """Into which assets, and by which weights, the money of an asset passes; None: it stays."""
    facts = event.facts_of(asset)
    if isinstance(event.command, DeliverAsset):
        substitute = facts.get("substitute")
        return ((substitute,), (Decimal(1),)) if isinstance(substitute, str) else None
    if isinstance(event.command, SplitAsset):
        children = facts.get("children")
        if not isinstance(children, list) or not children:
            return None
        weights = event.facts_of(str(children[0])).get("weights")
        known = [Decimal(str(one)) for one in weights] if isinstance(weights, list) else []
        return tuple(map(str, children)), tuple(known)
    if isinstance(event.command, MergeAssets) and asset != event.command.into:
        return (event.command.into,), (Decimal(1),)
    return None


def on_asset(books: Books, asset: str, minor: int, currency: str) -> list[Line]:
    """A line on the account of an asset, or on those of what stands in its place by now."""
    for event in books.events_of_asset(asset, ENDS):
        heirs = heirs_of(event, asset)
        if heirs is None:
            continue
        found: list[Line] = []
        for name, part in zip(heirs[0], parts_of(minor, currency, heirs[1]), strict=True):
            found += on_asset(books, name, part, currency)
        return found
    return [Line("asset", asset, minor, currency, asset)]


def parts_of(minor: int, currency: str, weights: tuple[Decimal, ...]) -> list[int]:
    """An amount by weights, to the last minor unit."""
    if len(weights) == 1:
        return [minor]
    return [part.minor for part in split(Money(minor, currency), weights=weights)]


def pass_on(event: MoneyEvent, books: Books) -> list[Line]:
    """The money of each asset goes to what takes its place: every amount by itself, to the cent."""
    lines: list[Line] = []
    for asset in event.assets:
        heirs = heirs_of(event, asset)
        if heirs is None:
            lines += _of_tranche(event, asset)
            continue
        own = books.account("asset", asset, event.case)
        lines += [
            Line("asset", asset, -minor, currency, asset) for currency, minor in sums(own).items()
        ]
        for line in own:
            parts = parts_of(line.minor, line.currency, heirs[1])
            lines += [
                Line("asset", name, part, line.currency, name)
                for name, part in zip(heirs[0], parts, strict=True)
            ]
    return without_zero(lines)


def _of_tranche(event: MoneyEvent, asset: str) -> list[Line]:
    """What the buyer of a part paid is held apart; the rest of the asset keeps its own money."""
    tranche = event.facts_of(asset).get("tranche")
    paid = tranche.get("paid") if isinstance(tranche, dict) else None
    if not isinstance(tranche, dict) or not isinstance(paid, dict) or "substitute" not in tranche:
        return []
    amount, name = Money.from_json(paid), str(tranche["substitute"])
    return [
        Line("asset", asset, amount.minor, amount.currency, asset),
        Line("asset", name, -amount.minor, amount.currency, name),
    ]
