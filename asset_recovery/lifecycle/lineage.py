"""What an asset brings into another one, and whether assets can become one: pure facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import CurrentValue
from asset_recovery.lifecycle.position import (
    ClaimPosition,
    LienPosition,
    Position,
    PostingPosition,
)

Json = dict[str, Any]
Receipt = tuple[str, date, Money]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Whatever of an asset is added up in the one into which it is merged."""

    asset: str
    postings: tuple[PostingPosition, ...] = ()
    reversed_postings: Mapping[str, str]
    claims: tuple[ClaimPosition, ...] = ()
    liens: tuple[LienPosition, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    confirmed_balance: Money | None = None
    gross: Money | None = None


def written_brought(position: Position) -> Json:
    """What the position brings, as an event keeps it."""
    return {
        "asset": position.reference,
        "postings": [
            {
                "reference": one.reference,
                "on": one.on.isoformat(),
                "amount": one.amount.as_json(),
                "category": one.category,
                "counterparty": one.counterparty,
                "is_cost": one.is_cost,
            }
            for one in position.postings.values()
        ],
        "reversed": dict(position.reversed_postings),
        "claims": [
            {
                "reference": one.reference,
                "party": one.party,
                "state": one.state,
                "share": None if one.share is None else str(one.share),
                "amount": _json(one.amount),
                "on": None if one.on is None else one.on.isoformat(),
            }
            for one in position.claims.values()
        ],
        "liens": [
            {
                "reference": one.reference,
                "creditor": one.creditor,
                "rank": str(one.rank),
                "amount": one.amount.as_json(),
                "statement_on": one.statement_on.isoformat(),
            }
            for one in position.liens.values()
        ],
        "receipts": [
            [name, on.isoformat(), amount.as_json()] for name, on, amount in position.receipts
        ],
        "confirmed_balance": _json(position.confirmed_balance),
        "gross": _json(None if position.gross is None else position.proceeds),
    }


def read_brought(given: Mapping[str, Any]) -> Brought:
    """What an event kept of it."""
    return Brought(
        asset=str(given["asset"]),
        postings=tuple(
            PostingPosition(
                one["reference"],
                date.fromisoformat(one["on"]),
                _signed(one["amount"]),
                one["category"],
                one["counterparty"],
                is_cost=bool(one["is_cost"]),
            )
            for one in given["postings"]
        ),
        reversed_postings=given["reversed"],
        claims=tuple(
            ClaimPosition(
                reference=one["reference"],
                party=one["party"],
                state=one["state"],
                share=None if one["share"] is None else Decimal(one["share"]),
                amount=_money(one["amount"]),
                on=None if one["on"] is None else date.fromisoformat(one["on"]),
            )
            for one in given["claims"]
        ),
        liens=tuple(
            LienPosition(
                one["reference"],
                one["creditor"],
                Decimal(one["rank"]),
                Money.from_json(one["amount"]),
                date.fromisoformat(one["statement_on"]),
            )
            for one in given["liens"]
        ),
        receipts=tuple(
            (name, date.fromisoformat(on), Money.from_json(amount))
            for name, on, amount in given["receipts"]
        ),
        confirmed_balance=_money(given["confirmed_balance"]),
        gross=_money(given["gross"]),
    )


def _json(amount: Money | None) -> dict[str, str] | None:
    return None if amount is None else amount.as_json()


def _money(value: object) -> Money | None:
    return None if value is None else Money.from_json(value)


def _signed(value: object) -> Money:
    return Money.from_json(value, allow_negative=True)


_AXES = ("legal", "management", "dispute", "money")


def incompatible(positions: Sequence[Position]) -> Iterator[Reason]:
    """Why these assets cannot become one: they must stand alike, under the same orders."""
    first, *others = positions
    for other in others:
        for axis in _AXES:
            here, there = getattr(first, axis), getattr(other, axis)
            if here != there:
                sentence = _("{one} is {here}, {other} is {there}: they do not stand alike.")
                yield _reason(
                    sentence.format(
                        one=first.reference,
                        here=here.replace("_", " "),
                        other=other.reference,
                        there=there.replace("_", " "),
                    )
                )
        if _orders(first) != _orders(other):
            sentence = _("{one} and {other} are not held by the same orders.")
            yield _reason(sentence.format(one=first.reference, other=other.reference))
        if first.shared != other.shared:
            sentence = _("{one} and {other} do not stand in the same cases.")
            yield _reason(sentence.format(one=first.reference, other=other.reference))
        if first.evidence_held != other.evidence_held:
            sentence = _("Only one of {one} and {other} is needed as evidence.")
            yield _reason(sentence.format(one=first.reference, other=other.reference))
    for position in positions:
        if position.parts:
            sentence = _("{asset} is divided; its parts do not stand alike.")
            yield _reason(sentence.format(asset=position.reference))


def _orders(position: Position) -> set[tuple[str, str]]:
    return {(order.reference, order.state) for order in position.orders.values()}


def _reason(text: str) -> Reason:
    return Reason("guard_failed", text, field="assets")


def values_unlike(values: Sequence[CurrentValue]) -> Iterator[Reason]:
    """Values that cannot be added up: of two currencies, or a list price with a value."""
    if len({one.value.currency for one in values}) > 1:
        yield Reason(
            "currency_mismatch",
            _("The values are in different currencies; record them in one first."),
            "record_valuation",
            field="assets",
        )
    prices = [one for one in values if one.kind == "list_price"]
    if prices and len(prices) != len(values):
        yield _reason(_("A list price is no value; it cannot be added to one."))


def value_together(values: Sequence[CurrentValue], reference: str) -> Json | None:
    """The sum of the values as an event keeps it: as old as the oldest, no better than an
    estimate where their kinds differ; None without any."""
    if not values:
        return None
    kinds = {one.kind for one in values}
    amounts = [one.value for one in values]
    return {
        "value": Money.total(amounts, amounts[0].currency).as_json(),
        "kind": kinds.pop() if len(kinds) == 1 else "estimate",
        "on": min(one.on for one in values).isoformat(),
        "valuer": _("sum of the merged assets"),
        "reference": reference,
    }
