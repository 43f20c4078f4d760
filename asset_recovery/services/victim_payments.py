"""What is paid to the victims of an allocation: by one payment to the list, or one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.persistence.queries.victim_query import shares_of_event


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimPayment:
    """A line of the payment list: who is paid how much, into which account, and whether it was."""

    victim: str
    name: str
    victim_list: str
    rank: int
    admitted: Money | None
    elsewhere: Money | None
    amount: Money
    iban: str | None
    paid_on: str | None
    reference: str | None
    key: int


def in_effect(payments: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The payments that were made."""
    return [one for one in payments if one["status"] == "in_effect"]


def payment_of(
    payments: Sequence[Mapping[str, Any]], allocation: str, victim: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The payment event by which a victim was paid out of an allocation, or None."""
    for event in in_effect(payments):
        if json.loads(event["data"])["allocation"] != allocation:
            continue
        for part in json.loads(event["facts"]).get("payments") or []:
            if part["to"] != victim["victim_list"]:
                continue
            alone = part.get("victim")
            if alone == victim["reference"]:
                return event
            if alone is None and victim["reference"] not in (part.get("beside") or ()):
                return event
    return None


def paid_victims(
    payments: Sequence[Mapping[str, Any]], allocation: str, victim_list: str
) -> tuple[dict[str, Mapping[str, Any]], Mapping[str, Any] | None, frozenset[str]]:
    """Victims paid one by one, the payment of the rest, and who is not in it."""
    alone: dict[str, Mapping[str, Any]] = {}
    rest: Mapping[str, Any] | None = None
    beside: frozenset[str] = frozenset()
    for event in in_effect(payments):
        if json.loads(event["data"])["allocation"] != allocation:
            continue
        for part in json.loads(event["facts"]).get("payments") or []:
            if part["to"] != victim_list:
                continue
            if part.get("victim"):
                alone[str(part["victim"])] = event
            else:
                rest, beside = event, frozenset(part.get("beside") or ())
    return alone, rest, beside


def payment_lines(
    connection: Any,  # noqa: ANN401 - a connection of the store
    event: Mapping[str, Any],
    payments: Sequence[Mapping[str, Any]],
) -> Iterator[VictimPayment]:
    """The payment list of an allocation (its event), victim by victim, read as it is used."""
    allocation = str(event["reference"])
    known: dict[str, tuple[Any, Any, frozenset[str]]] = {}
    for row in shares_of_event(connection, int(event["id"])):
        name = str(row["victim_list"])
        if name not in known:
            known[name] = paid_victims(payments, allocation, name)
        alone, rest, beside = known[name]
        victim = str(row["reference"])
        paid = alone.get(victim) or (None if victim in beside else rest)
        currency = str(row["amount_currency"])
        yield VictimPayment(
            victim=victim,
            name=str(row["name"]),
            victim_list=name,
            rank=int(row["rank"]),
            admitted=_money(row["admitted_minor"], currency),
            elsewhere=_money(row["elsewhere_minor"], currency),
            amount=Money(int(row["amount_minor"]), currency),
            iban=row["iban"],
            paid_on=None if paid is None else str(paid["on_date"]),
            reference=None if paid is None else str(json.loads(paid["data"])["reference"]),
            key=int(row["victim_id"]),
        )


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(int(minor), currency)
