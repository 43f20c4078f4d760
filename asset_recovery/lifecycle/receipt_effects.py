"""A match of a receipt that was wrong is taken back: the money is nobody's again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.position import Position

if TYPE_CHECKING:
    from asset_recovery.lifecycle.story import StoryEvent


def unmatched(position: Position, event: StoryEvent) -> None:
    """What the match gave is taken away; the money stands as it stood before it."""
    receipt, kept = event.facts.get("unmatched"), event.facts.get("amount")
    if not isinstance(receipt, str) or not isinstance(kept, dict):
        return
    amount = Money.from_json(kept)
    asked_back = event.facts.get("claw_back")
    if isinstance(asked_back, str):
        known = position.remedy.claw_backs.get(asked_back)
        if known is not None:
            came = [p for p in known.received if (p.reference, p.amount) == (receipt, amount)]
            for last in came[-1:]:
                known.received.remove(last)
        return
    for receipts in (position.receipts, position.beside_price):
        matched = [one for one in receipts if (one[0], one[2]) == (receipt, amount)]
        if matched:
            receipts.remove(matched[-1])
    if not position.receipts and position.money == "received_matched":
        position.money = str(event.facts.get("money_before") or "no_money")
