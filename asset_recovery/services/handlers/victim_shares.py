"""Shares of proceeds that go to a list of victims: who gets how much of it, and each payment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions.confiscation_actions import PayOut
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.victims import FIGURE, Claim, compensate
from asset_recovery.lifecycle.position import AllocationPosition
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.victim_query import (
    case_of_list,
    given_to_victims,
    payments_of_case,
    shares_of_event,
    victims_of_list,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.handlers.victim_handlers import checked_iban
from asset_recovery.services.victim_payments import paid_victims
from asset_recovery.services.work import Work

MOST_BESIDE = 20_000
Paid = list[tuple[str, Money]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What a list of victims gets: victim by victim, together the share exactly."""

    name: str
    pool: Money
    parts: tuple[tuple[Row, Money], ...]

    def facts(self) -> dict[str, object]:
        """What the event keeps of it: sums, the figure, and a digest of who gets how much."""
        told = "\n".join(f"{row['reference']} {part.minor}" for row, part in self.parts)
        return {
            "victim_list": self.name,
            "pool": self.pool.as_json(),
            "victims": len(self.parts),
            "figure": f"{FIGURE.name} {FIGURE.version}",
            "digest": hashlib.sha256(told.encode()).hexdigest(),
        }


def shared_among_victims(
    work: Work, case: Mapping[str, Any], shares: Sequence[tuple[str, str, Money]], on: date
) -> list[Shared]:
    """The lists that shares of kind victim name, each divided among its victims.

    A recipient that is no list is a victim paid as one party. Raises `RuleViolation` with
    `victim_decision_open` or `amount_exceeds_order`.
    """
    pools: dict[str, Money] = {}
    for to, kind, amount in shares:
        if kind == "victim" and case_of_list(work.unit.connection, to) == case["id"]:
            pools[to] = pools[to] + amount if to in pools else amount
    return [_divided(work, name, pool, on) for name, pool in pools.items()]


def _divided(work: Work, name: str, pool: Money, on: date) -> Shared:
    _require_decided(work, name, on)
    rows = victims_of_list(work.unit.connection, name, ("admitted",))
    claims = claims_of(rows, given_to_victims(work.unit.connection, name), pool.currency)
    owed = sum(claim.limit() for claim in claims)
    if pool.minor > owed:
        raise RuleViolation(
            Reason(
                "amount_exceeds_order",
                _(
                    "The victims on {list} are owed {owed} after what they received; {left} would "
                    "be left over. Allocate the surplus to whom it goes."
                ).format(
                    list=name,
                    owed=Money(owed, pool.currency).display(),
                    left=Money(pool.minor - owed, pool.currency).display(),
                ),
                field="shares",
            )
        )
    paid = compensate(pool, claims)
    parts = tuple((row, part) for row, part in zip(rows, paid, strict=True) if not part.is_zero)
    return Shared(name, pool, parts)


def _require_decided(work: Work, name: str, on: date) -> None:
    """Nothing is shared among victims while one of them waits for the decision or the term runs."""
    waiting = victims_of_list(work.unit.connection, name, ("claimed",))
    running = [
        row
        for row in victims_of_list(work.unit.connection, name, ("recorded",))
        if row["claim_by"] is not None and row["claim_by"] >= on.isoformat()
    ]
    reasons = []
    if waiting:
        sentence = _("{count} claims on {list} are not decided, the first of {victim}.")
        reasons.append(
            sentence.format(count=len(waiting), list=name, victim=waiting[0]["reference"])
        )
    if running:
        sentence = _("{count} victims on {list} may still file a claim until {day}.")
        reasons.append(
            sentence.format(
                count=len(running), list=name, day=max(str(row["claim_by"]) for row in running)
            )
        )
    if reasons:
        raise RuleViolation(
            [Reason("victim_decision_open", text, "decide_victims") for text in reasons]
        )


def claims_of(
    rows: Sequence[Mapping[str, Any]], given: Mapping[int, int], currency: str
) -> list[Claim]:
    """The admitted losses as the figure takes them, less what was received elsewhere or before."""
    others = [row for row in rows if row["admitted_currency"] != currency]
    if others:
        raise ValidationFailed(
            Reason(
                "currency_mismatch",
                _("{count} losses are admitted in {other}, the proceeds are in {currency}.").format(
                    count=len(others), other=others[0]["admitted_currency"], currency=currency
                ),
                field="shares",
            )
        )
    return [
        Claim(
            str(row["reference"]),
            Money(int(row["admitted_minor"]), currency),
            int(row["rank"]),
            Money(_limit(row, given.get(int(row["id"]), 0)), currency),
        )
        for row in rows
    ]


def _limit(row: Mapping[str, Any], given: int) -> int:
    """The most that may still be paid: loss or cap, less what came from elsewhere and before."""
    admitted = int(row["admitted_minor"])
    cap = admitted if row["cap_minor"] is None else min(admitted, int(row["cap_minor"]))
    return max(0, cap - int(row["elsewhere_minor"] or 0) - given)


def keep_shares(work: Work, event_id: int, shared: Sequence[Shared]) -> None:
    """What each victim gets, kept with the allocation."""
    for one in shared:
        for row, part in one.parts:
            work.unit.insert(
                t.victim_share,
                event_id=event_id,
                victim_id=row["id"],
                amount_minor=part.minor,
                amount_currency=part.currency,
            )


class VictimPay:
    """A payment out of an allocation as it concerns victims: one of them, or the rest of a list."""

    def __init__(self, work: Work, event: Mapping[str, Any], command: PayOut) -> None:
        self._work, self._event = work, event
        self._lists = {
            str(one["victim_list"]) for one in json.loads(event["facts"]).get("victims") or []
        }
        self._payments = (
            payments_of_case(work.unit.connection, int(event["case_id"])) if self._lists else []
        )
        self._beside: dict[str, list[str]] = {}
        self.command = self._resolved(command)
        if command.payee_iban is not None:
            checked_iban(command.payee_iban, "payee_iban")

    def _resolved(self, command: PayOut) -> PayOut:
        """The command with list, victim and amount, where it names one victim."""
        named = command.victim
        if named is None and command.to is not None and command.to not in self._lists:
            row = finder.by_reference(self._work.unit.connection, "victim", command.to)
            named = command.to if row is not None and row["victim_list"] in self._lists else None
        if named is None:
            return command
        due = self._share_of(named)
        if command.amount is not None and command.amount != due[1]:
            raise ValidationFailed(
                Reason(
                    "amount_exceeds_order" if command.amount > due[1] else "field_invalid",
                    _("{victim} is to be paid {amount}, in one payment.").format(
                        victim=named, amount=due[1].display()
                    ),
                    field="amount",
                )
            )
        return replace(command, to=due[0], victim=named, amount=due[1])

    def _share_of(self, victim: str) -> tuple[str, Money]:
        """The list and the amount of one victim; refused where it was paid or waits."""
        for row in shares_of_event(self._work.unit.connection, int(self._event["id"])):
            if row["reference"] != victim:
                continue
            name = str(row["victim_list"])
            alone, rest, beside = paid_victims(self._payments, self._reference, name)
            if victim in alone or (rest is not None and victim not in beside):
                text = _("{victim} was already paid.").format(victim=victim)
                raise RuleViolation(Reason("amount_exceeds_order", text, field="victim"))
            if victim in self._waiting(name):
                text = _("A payment to {victim} waits for approval.").format(victim=victim)
                raise RuleViolation(Reason("second_person_needed", text, "approve"))
            return name, Money(int(row["amount_minor"]), str(row["amount_currency"]))
        raise NotFound(
            Reason(
                "not_found",
                _("{victim} has no share in the allocation.").format(victim=victim),
                field="victim",
            )
        )

    @property
    def _reference(self) -> str:
        return str(self._event["reference"])

    def _waiting(self, name: str) -> set[str]:
        return {
            str(part["victim"])
            for event in self._payments
            if event["status"] == "pending"
            and json.loads(event["data"])["allocation"] == self._reference
            for part in json.loads(event["facts"]).get("payments") or []
            if part["to"] == name and part.get("victim")
        }

    def payments(self, due: Paid, allocation: AllocationPosition | None) -> Paid:
        """The payments with each list's own sum: those whose account is known, where any is."""
        if self.command.victim is not None or allocation is None:
            return due
        return [
            (to, self._of_list(to, amount, allocation) if to in self._lists else amount)
            for to, amount in due
        ]

    def _of_list(self, name: str, asked: Money, allocation: AllocationPosition) -> Money:
        shares = [amount for to, _kind, amount in allocation.shares if to == name]
        due = sum(shares[1:], shares[0])
        paid = allocation.paid_to(name)
        payable = self._payable(name, due if paid is None else due - paid)
        if self.command.amount is not None and self.command.to == name and asked != payable:
            raise ValidationFailed(
                Reason(
                    "field_invalid",
                    _("{amount} can be paid to {list}; name the victim of a part.").format(
                        amount=payable.display(), list=name
                    ),
                    field="amount",
                )
            )
        return payable

    def _payable(self, name: str, due: Money) -> Money:
        alone, rest, beside = paid_victims(self._payments, self._reference, name)
        open_ = [
            row
            for row in shares_of_event(self._work.unit.connection, int(self._event["id"]))
            if row["victim_list"] == name
            and row["reference"] not in alone
            and (rest is None or row["reference"] in beside)
        ]
        lacking = [row for row in open_ if not row["iban"]]
        if not lacking or len(lacking) == len(open_):
            self._beside[name] = sorted(alone)
            return due
        if len(lacking) > MOST_BESIDE:
            raise RuleViolation(
                Reason(
                    "field_missing",
                    _("The accounts of {count} victims on {list} are not known.").format(
                        count=len(lacking), list=name
                    ),
                    "change_victim",
                    field="to",
                )
            )
        self._beside[name] = sorted([*alone, *(str(row["reference"]) for row in lacking)])
        held = Money(sum(int(row["amount_minor"]) for row in lacking), due.currency)
        self._work.notes.append(
            _("{count} victims without a known account stay due: {amount}.").format(
                count=len(lacking), amount=held.display()
            )
        )
        return due - held

    def told(self, facts: list[dict[str, object]]) -> list[dict[str, object]]:
        """The payments as they are kept, each with the victim, or with who is not in it."""
        for one in facts:
            name = str(one["to"])
            if name not in self._lists:
                continue
            if self.command.victim is not None:
                one["victim"] = self.command.victim
            elif self._beside.get(name):
                one["beside"] = self._beside[name]
        return facts
