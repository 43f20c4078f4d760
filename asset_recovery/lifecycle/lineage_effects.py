"""What a split or a merger leaves in the positions of the assets that it concerns.

A child begins with the story of its parent up to the split and carries its part of every sum by
the weights of all parts: the largest remainder decides the last minor units, so that the parts of
each sum add up to it exactly. The asset into which others are merged adds up what they bring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.actions.asset_actions import LinkAssetToCase
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.lineage_actions import MergeAssets, SplitAsset
from asset_recovery.domain.asset_types import asset_type
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.lineage import Brought, read_brought
from asset_recovery.lifecycle.position import ClaimPosition, Position, ValuationPosition

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent

Effect = Callable[[Any, Position, "StoryEvent", date], None]


def _split(_command: SplitAsset, position: Position, event: StoryEvent, on: date) -> None:
    children = event.facts.get("children")
    if isinstance(children, list):
        position.split_into = tuple(str(name) for name in children)
        position.replaced_by = ", ".join(position.split_into)
        return
    child = event.facts.get("child")
    weights = event.facts.get("weights")
    if isinstance(child, str) and isinstance(weights, list):
        part = _Part([Decimal(str(one)) for one in weights], int(str(event.facts["place"])))
        begin_child(position, child, event)
        part.take(position)
        position.quantity = Decimal(str(event.facts.get("quantity") or position.quantity))
        position.unit = str(event.facts.get("unit") or position.unit)
        position.dates["split"] = on


def begin_child(position: Position, reference: str, event: StoryEvent) -> None:
    """From here on the story is that of the child: its reference, type, description and place."""
    position.part_of, position.reference = position.reference, reference
    kind = asset_type(str(event.facts.get("type") or position.type_code))
    position.type_code = kind.code
    position.immovable, position.marked_to_market = kind.immovable, kind.by_mark
    position.description = str(event.facts.get("description") or position.description)
    position.location = str(event.facts.get("location") or position.location or "") or None


class _Part:
    """One part by its weight among all: its share of any sum."""

    def __init__(self, weights: list[Decimal], place: int) -> None:
        self._weights, self._place = weights, place

    def of(self, amount: Money) -> Money:
        """The part of an amount; the parts of all add up to it."""
        return split(amount, weights=self._weights)[self._place]

    def of_any(self, amount: Money | None) -> Money | None:
        """The same where there may be none."""
        return None if amount is None else self.of(amount)

    def take(self, position: Position) -> None:
        """Every sum of the position becomes this part of it; states, orders and dates stay."""
        of, any_of = self.of, self.of_any
        position.estimated_value = any_of(position.estimated_value)
        position.valuations = [replace(one, value=of(one.value)) for one in position.valuations]
        position.postings = {
            key: replace(one, amount=of(one.amount)) for key, one in position.postings.items()
        }
        position.claims = {
            key: replace(one, amount=any_of(one.amount)) for key, one in position.claims.items()
        }
        position.liens = {
            key: replace(one, amount=of(one.amount)) for key, one in position.liens.items()
        }
        position.receipts = [(name, on, of(amount)) for name, on, amount in position.receipts]
        beside = [(name, on, of(amount)) for name, on, amount in position.beside_price]
        position.beside_price = beside
        position.confirmed_balance = any_of(position.confirmed_balance)
        position.gross = any_of(position.gross)
        position.grounds = tuple(
            one._replace(tainted=any_of(one.tainted)) for one in position.grounds
        )
        for part in position.parts.values():
            part.amount = any_of(part.amount)


def _merge(command: MergeAssets, position: Position, event: StoryEvent, on: date) -> None:
    into = event.facts.get("merged_into")
    if isinstance(into, str):
        position.merged_into = position.replaced_by = into
        return
    given = event.facts.get("brought")
    if not isinstance(given, list):
        return
    position.reference = command.into
    position.quantity = Decimal(str(event.facts["quantity"]))
    position.description = command.description or position.description
    for brought in (read_brought(one) for one in given):
        _add(position, brought)
    _value(position, event.facts, on)
    position.dates["merged"] = on


def _add(position: Position, brought: Brought) -> None:
    """Add what another asset brings; the same record on both is one record again."""
    for posting in brought.postings:
        known = position.postings.get(posting.reference)
        amount = posting.amount if known is None else known.amount + posting.amount
        position.postings[posting.reference] = replace(posting, amount=amount)
    position.reversed_postings |= brought.reversed_postings
    for claim in brought.claims:
        position.claims[claim.reference] = _one_claim(position.claims.get(claim.reference), claim)
    for lien in brought.liens:
        own = position.liens.get(lien.reference)
        amount = lien.amount if own is None else own.amount + lien.amount
        position.liens[lien.reference] = replace(lien, amount=amount)
    for name, day, amount in brought.receipts:
        before = [one for one in position.receipts if one[0] == name]
        position.receipts = [one for one in position.receipts if one[0] != name]
        whole = Money.total([amount, *(one[2] for one in before)], amount.currency)
        position.receipts.append((name, day, whole))
    position.confirmed_balance = _sum(position.confirmed_balance, brought.confirmed_balance)
    position.gross = _sum(position.gross, brought.gross)


def _one_claim(known: ClaimPosition | None, claim: ClaimPosition) -> ClaimPosition:
    if known is None or known.amount is None or claim.amount is None:
        return known or claim
    return replace(known, amount=known.amount + claim.amount)


def _sum(one: Money | None, other: Money | None) -> Money | None:
    if one is None or other is None:
        return one or other
    return one + other


def _value(position: Position, facts: Mapping[str, object], on: date) -> None:
    """The value of all together: the sum of their values, as old as the oldest of them."""
    position.estimated_value = None
    position.valuations = []
    value = facts.get("value")
    if not isinstance(value, dict):
        return
    amount = Money.from_json(value["value"])
    if value["kind"] == "estimate":
        position.estimated_value = amount
    position.valuations = [
        ValuationPosition(
            on=date.fromisoformat(str(value["on"])),
            value=amount,
            kind=str(value["kind"]),
            valuer=str(value["valuer"]),
            reference=str(value["reference"]),
        )
    ]


def _link(command: LinkAssetToCase, position: Position, _event: StoryEvent, _on: date) -> None:
    position.shared[command.case] = command.cost_share


EFFECTS: dict[type[Action], Effect] = {
    SplitAsset: _split,
    MergeAssets: _merge,
    LinkAssetToCase: _link,
}
