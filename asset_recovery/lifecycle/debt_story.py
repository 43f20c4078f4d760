"""The events of a value order, told as the statement that its account is counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from asset_recovery.domain.actions import debt_actions as d
from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.actions.confiscation_actions import PayOut
from asset_recovery.domain.actions.money_actions import CorrectPosting, PostCost
from asset_recovery.domain.actions.reversal_actions import ReverseConfiscation
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.debt import Entry, Statement, Terms
from asset_recovery.lifecycle.figures.interest import RateSteps
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import Moment, StoryEvent

RATE = "value_order_interest"
YEAR_DAYS = "value_order_year_days"
COUNTS = {365: "act/365", 360: "act/360"}


@dataclass(slots=True)
class _Telling:
    """What is known of the order while its events pass."""

    reference: str
    rules: Rules
    principal: Money | None = None
    costs: Money | None = None
    terms: Terms | None = None
    persons: tuple[str, ...] = ()
    final_on: date | None = None
    enforced: bool = False
    entries: list[Entry] = field(default_factory=list)


def statement_of(reference: str, told: Iterable[Moment], rules: Rules) -> Statement | None:
    """What the order says after these moments; None: it is not given, or for no amount.

    An appeal that changes the amount counts from the beginning, a variation from its own day; an
    order that is annulled was never owed, one that is lifted is owed no more.
    """
    telling = _Telling(reference, rules)
    for moment in told:
        if moment.phase == "effect":
            _tell(telling, moment)
    if telling.principal is None or telling.terms is None:
        return None
    return Statement(
        reference=reference,
        principal=telling.principal,
        terms=telling.terms,
        entries=tuple(telling.entries),
        costs=telling.costs,
        persons=telling.persons,
        payable_since=telling.final_on,
        enforced=telling.enforced,
    )


def _tell(telling: _Telling, moment: Moment) -> None:
    tell = _TOLD.get(type(moment.event.command))
    if tell is not None:
        tell(telling, moment)


def _record(telling: _Telling, moment: Moment) -> None:
    command = moment.event.command
    assert isinstance(command, o.RecordOrder)
    if moment.event.order != telling.reference or command.status in ("draft", "requested"):
        return
    if telling.terms is not None or command.amount is None:
        return  # assets that were added later tell nothing new of the amount
    telling.principal, telling.costs = command.amount, command.costs
    telling.terms = terms_of(command, telling.rules)
    persons = moment.event.facts.get("persons")
    telling.persons = tuple(map(str, persons)) if isinstance(persons, list) else ()


def terms_of(command: o.RecordOrder, rules: Rules) -> Terms:
    """Interest as the order says, else by the legal system in force, from the order's day."""
    start = command.interest_from or command.in_force_on or command.on
    day_count = command.day_count
    if day_count is None:
        day_count = COUNTS.get(rules.days(YEAR_DAYS, start), "act/365")
    if command.interest_rate is not None:
        return Terms(start, [(date.min, command.interest_rate)], day_count, by_order=True)
    if command.interest_rates:
        steps = [
            (date.fromisoformat(str(row["from"])[:10]), Decimal(str(row["rate"])))
            for row in command.interest_rates
        ]
        return Terms(start, sorted(steps), day_count, by_order=True)
    return Terms(start, legal_rates(rules, RATE), day_count, by_order=False)


def legal_rates(rules: Rules, key: str) -> RateSteps:
    """A yearly rate of the legal system as it changed; the first one holds for all days before."""
    known = sorted(rules.parameters[key], key=lambda one: one.valid_from)
    first, rest = known[0], known[1:]
    return [
        (date.min, Decimal(first.value)),
        *((one.valid_from, Decimal(one.value)) for one in rest),
    ]


def _vary(telling: _Telling, moment: Moment) -> None:
    command = moment.event.command
    assert isinstance(command, o.VaryOrder)
    if command.amount is not None and telling.terms is not None:
        telling.entries.append(_entry(moment, "principal", command.amount))


def _decide(telling: _Telling, moment: Moment) -> None:
    command = moment.event.command
    assert isinstance(command, o.DecideChallenge)
    if command.outcome == "withdrawn":
        _end(telling, moment)
    elif command.outcome in ("annulled", "remitted"):
        _never_owed(telling, moment)
    elif command.amount is not None:
        telling.principal = command.amount
        telling.entries = [one for one in telling.entries if one.kind != "principal"]
    if command.final and telling.final_on is None:
        telling.final_on = moment.on


def _never_owed(telling: _Telling, moment: Moment) -> None:
    if telling.principal is None:
        return
    zero = Money.zero(telling.principal.currency)
    telling.principal, telling.costs = zero, None
    kept = ("principal", "cost", "write_off")
    telling.entries = [one for one in telling.entries if one.kind not in kept]
    telling.entries.append(_entry(moment, "ended", zero))


def _reverse(telling: _Telling, moment: Moment) -> None:
    """Annulled after it was carried out: wholly, or by the sum that the authority names."""
    command = moment.event.command
    assert isinstance(command, ReverseConfiscation)
    if moment.event.order != telling.reference or telling.principal is None:
        return
    if command.amount is None:
        if not command.assets:
            _never_owed(telling, moment)
        return
    changed = [one.amount for one in telling.entries if one.kind == "principal"]
    now = changed[-1] if changed else telling.principal
    less = now - min(now, command.amount)
    telling.entries.append(_entry(moment, "principal", less))


def _final(telling: _Telling, moment: Moment) -> None:
    telling.final_on = telling.final_on or moment.on


def _lift(telling: _Telling, moment: Moment) -> None:
    """Lifted for some assets, or because it is paid: the debt itself goes on."""
    command = moment.event.command
    assert isinstance(command, o.LiftOrder)
    security = command.reason in ("value_order_satisfied", "substitute_security")
    if command.assets or command.fraction is not None or security or telling.principal is None:
        return
    if command.amount is not None and command.amount < telling.principal:
        changed = [one.amount for one in telling.entries if one.kind == "principal"]
        now = changed[-1] if changed else telling.principal
        telling.entries.append(_entry(moment, "principal", now - min(now, command.amount)))
        return
    _end(telling, moment)


def _end(telling: _Telling, moment: Moment) -> None:
    if telling.principal is not None:
        zero = Money.zero(telling.principal.currency)
        telling.entries.append(_entry(moment, "ended", zero))


def _execute(telling: _Telling, moment: Moment) -> None:
    """An enforcement that brought in money; against a thing it only opens the way to its sale."""
    command, facts = moment.event.command, moment.event.facts
    assert isinstance(command, o.ExecuteOrder)
    telling.enforced = True
    if command.amount is None or not facts.get("collected"):
        return
    source = facts.get("source")
    kind = "asset" if isinstance(source, str) else "enforcement"
    name = str(source) if isinstance(source, str) else (command.authority or "")
    telling.entries.append(_entry(moment, "enforcement", command.amount, name, kind))


def _apply(telling: _Telling, moment: Moment) -> None:
    command, facts = moment.event.command, moment.event.facts
    assert isinstance(command, d.ApplyToValueOrder)
    surplus = facts.get("surplus")
    telling.entries.append(
        _entry(
            moment,
            "application",
            command.amount,
            str(facts.get("source") or command.from_),
            str(facts.get("source_kind") or "payer"),
            Money.from_json(surplus) if isinstance(surplus, dict) else None,
            command.reference or "",
        )
    )


def _cost(telling: _Telling, moment: Moment) -> None:
    command = moment.event.command
    assert isinstance(command, PostCost)
    if command.order == telling.reference:
        telling.entries.append(_entry(moment, "cost", command.amount, command.counterparty))


def _correct(telling: _Telling, moment: Moment) -> None:
    """A posting that was reversed is not counted; both lines stay in the ledger."""
    command = moment.event.command
    assert isinstance(command, CorrectPosting)
    telling.entries = [one for one in telling.entries if one.reference != command.posting]


def _write_off(telling: _Telling, moment: Moment) -> None:
    command = moment.event.command
    assert isinstance(command, d.WriteOffMoney)
    if command.order == telling.reference:
        telling.entries.append(_entry(moment, "write_off", command.amount))


def _refund(telling: _Telling, moment: Moment) -> None:
    command = moment.event.command
    assert isinstance(command, d.RefundSurplus)
    telling.entries.append(_entry(moment, "refund", command.amount, command.to))


def _pay_out(telling: _Telling, moment: Moment) -> None:
    command, event = moment.event.command, moment.event
    assert isinstance(command, PayOut)
    for amount in paid_to_order(event, telling.reference):
        entry = _entry(moment, "allocation", amount, command.allocation, "asset")
        telling.entries.append(entry)


def paid_to_order(event: StoryEvent, order: str) -> list[Money]:
    """What a payment out of an allocation gives to a value order."""
    payments = event.facts.get("payments")
    return [
        Money.from_json(payment["amount"])
        for payment in (payments if isinstance(payments, list) else ())
        if payment.get("order") == order
    ]


def _entry(  # noqa: PLR0913, PLR0917 - the parts of an entry
    moment: Moment,
    kind: str,
    amount: Money,
    source: str = "",
    source_kind: str = "",
    surplus: Money | None = None,
    bank_reference: str = "",
) -> Entry:
    return Entry(
        on=moment.on,
        seq=moment.seq,
        kind=kind,
        amount=amount,
        source=source,
        source_kind=source_kind,
        reference=moment.event.reference or "",
        event=moment.event.id,
        surplus=surplus,
        bank_reference=bank_reference,
    )


_TOLD: dict[type, Callable[[_Telling, Moment], None]] = {
    o.RecordOrder: _record,
    o.VaryOrder: _vary,
    o.DecideChallenge: _decide,
    o.CertifyFinal: _final,
    o.LiftOrder: _lift,
    o.ExecuteOrder: _execute,
    d.ApplyToValueOrder: _apply,
    PostCost: _cost,
    CorrectPosting: _correct,
    d.WriteOffMoney: _write_off,
    ReverseConfiscation: _reverse,
    d.RefundSurplus: _refund,
    PayOut: _pay_out,
}
