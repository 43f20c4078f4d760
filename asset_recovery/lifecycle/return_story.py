"""What the history of one asset gives to the yearly returns: facts with their labels.

The story is told moment by moment; whenever the asset, or a part of it, comes to a state that a
return asks for, that is a fact on the date of the step, with the value that it had then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money
from asset_recovery.domain.return_layout import Enters
from asset_recovery.lifecycle.movement import is_made, units_of, values_of
from asset_recovery.lifecycle.position import (
    CONFISCATIONS,
    PROVISIONAL_ORDERS,
    OrderPosition,
    Position,
)
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import Moment, advance

LEGAL = "legal"
_FINAL = "confiscated"
_BY_ORDER = {
    "frozen": PROVISIONAL_ORDERS | {"urgent_measure", "fiu_suspension"},
    "seized": PROVISIONAL_ORDERS | {"urgent_measure"},
    _FINAL: CONFISCATIONS | {"confiscation_value"},
}
Labels = dict[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of an asset: what, when, its amount with the day of its rate, and its labels.

    `reference` is the record of money that tells it, where one does: an asset and its proceeds tell
    the same one, which counts once.
    """

    fact: str
    on: date
    amount: Money | None
    labels: Mapping[str, object]
    reference: str = ""


def facts_of(
    position: Position,
    story: Iterable[Moment],
    rules: Rules,
    enters: Iterable[Enters],
    worth: Callable[[Position], Money],
    *,
    made_of_another: bool = False,
) -> Iterator[Told]:
    """Every fact of the asset in the order of its story, then what its money tells.

    `worth` gives the value of the whole asset in the base currency; zero where none counts.
    `position` is the start of the story and is changed. What is `made_of_another` asset is told
    that asset's story first: those facts are the other's.
    """
    wanted = tuple(enters)
    been: dict[str, set[str]] = {one.fact: set() for one in wanted}
    for moment in story:
        advance(position, moment, rules)
        found = _entered(position, moment.on, wanted, been, worth)
        own = not made_of_another or is_made(position)
        yield from (one for one in found if own and not position.void)
    if not position.void:
        yield from _money(position)


def _entered(
    position: Position,
    on: date,
    wanted: tuple[Enters, ...],
    been: dict[str, set[str]],
    worth: Callable[[Position], Money],
) -> Iterator[Told]:
    for one in wanted:
        units = units_of(position) if one.axis == LEGAL else {"": position}
        here = {name for name, unit in units.items() if getattr(unit, one.axis) in one.states}
        # What the whole asset had come to before it was divided, its parts had come to as well.
        fresh = here - been[one.fact] if "" not in been[one.fact] else set()
        if fresh:
            values = values_of(position, units_of(position), worth(position))
            sum_ = sum(value for name, value in values.items() if name in fresh or "" in fresh)
            amount = Money(sum_, worth(position).currency) if sum_ else None
            state = getattr(units[min(fresh)], one.axis)
            yield Told(one.fact, on, amount, _labels(position, one, state))
        been[one.fact] |= here


def _labels(position: Position, one: Enters, state: str) -> Labels:
    found: Labels = {"state": state, "interlocutory": False}
    if position.filed_route:
        found["order_route"] = position.filed_route
    if one.fact == "sold":
        sale = position.sale or (position.past_sales[-1] if position.past_sales else None)
        found["interlocutory"] = sale is not None and sale.interlocutory
    order = _order(position, _BY_ORDER.get(one.fact, frozenset()))
    if order is not None:
        found |= {
            "order": order.reference,
            "order_kind": order.kind,
            "origin": "foreign" if order.country else "own",
        }
        if order.country:
            found["country"] = order.country
        if order.route:
            found["order_route"] = order.route
    return found


def _order(position: Position, kinds: frozenset[str] | set[str]) -> OrderPosition | None:
    standing = position.standing_orders(kinds)
    return standing[0] if standing else None


def _money(position: Position) -> Iterator[Told]:
    """What was received, paid out and spent, each on its day."""
    sales = [*position.past_sales, *([position.sale] if position.sale is not None else [])]
    paid = [sale for sale in sales if sale.paid is not None and sale.paid_on is not None]
    for place, sale in enumerate(paid, start=1):
        assert sale.paid is not None
        assert sale.paid_on is not None
        yield Told("realised", sale.paid_on, sale.paid, {}, f"sale {place}")
    for reference, on, amount in position.receipts if not paid else ():
        yield Told("realised", on, amount, {}, reference)
    for allocation in position.allocations.values():
        kinds = {to: kind for to, kind, _amount in allocation.shares}
        for to, on, amount, reference in allocation.paid:
            labels: Labels = {"kind": kinds.get(to, ""), "to": to}
            yield Told("paid", on, amount, labels, f"{allocation.reference} {to} {on} {reference}")
    for reference, posting in position.postings.items():
        if posting.is_cost and reference not in position.reversed_postings:
            spent: Labels = {"cost_category": posting.category}
            yield Told("cost", posting.on, posting.amount, spent, reference)
    for abroad in position.abroad.values():
        if abroad.received is not None and abroad.received_on is not None:
            from_: Labels = {"country": abroad.country, "request": abroad.request}
            yield Told(
                "received_abroad", abroad.received_on, abroad.received, from_, abroad.request
            )
