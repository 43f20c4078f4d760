"""What starts a term and what makes it fall away: facts of a position, and events by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.day_at import moment_of
from asset_recovery.lifecycle.ask import Convert, no_rates
from asset_recovery.lifecycle.care import INSURANCE, REUSES, next_report
from asset_recovery.lifecycle.deadline_rules import EVENT, LATEST
from asset_recovery.lifecycle.happenings import Happening
from asset_recovery.lifecycle.keeping import erosion_day, keeps
from asset_recovery.lifecycle.position import (
    PROVISIONAL_ORDERS,
    OrderPosition,
    Position,
)
from asset_recovery.lifecycle.power_seizures import unvalidated
from asset_recovery.lifecycle.rules import Rules


@dataclass(frozen=True, slots=True)
class Start:
    """What starts a term: its day (and time), and of several of a kind which one (`subject`).

    `ends` is the last day in a second reading that the fact itself brings along. `seq` is the entry
    of the event, 0 for a fact that is no single event; `kind` the kind of the order, if it is one.
    """

    on: date
    at: datetime | None = None
    subject: str = ""
    ends: date | None = None
    country: str | None = None
    kind: str = ""
    seq: int = 0
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What triggers may look at besides the position."""

    rules: Rules
    convert: Convert = no_rates


Trigger = Callable[[Position, Context], Iterator[Start]]
Fact = Callable[[Position, Start], bool]


def starts(trigger: str, position: Position, context: Context) -> Iterable[Start]:
    """Everything that starts a term of this trigger, in the order of the story."""
    if trigger.startswith((EVENT, LATEST)):
        return _of_events(trigger, position)
    return TRIGGERS[trigger](position, context)


def holds(name: str, position: Position, start: Start) -> bool:
    """Whether a fact holds; an event: whether it happened at or after what started the term."""
    if not name.startswith(EVENT):
        return FACTS[name](position, start)
    action, kind, _argument = parts_of(name)
    return any(
        _is_of(happening, kind) and _follows(happening, start)
        for happening in position.happened.get(action, ())
    )


def latest(names: Iterable[str], position: Position, start: Start) -> Start:
    """The start, moved on to the latest of these events that came after it."""
    for name in names:
        action, kind, _argument = parts_of(name)
        for happening in position.happened.get(action, ()):
            if _is_of(happening, kind) and _follows(happening, start):
                start = replace(start, on=happening.on, at=happening.at, seq=happening.seq)
    return start


def parts_of(name: str) -> tuple[str, str, str]:
    """Action, kind and argument of `event:ACTION[:KIND][.ARGUMENT]`, empty where not given."""
    rest, _dot, argument = name.removeprefix(EVENT).removeprefix(LATEST).partition(".")
    action, _colon, kind = rest.partition(":")
    return action, kind, argument


def _is_of(happening: Happening, kind: str) -> bool:
    return not kind or happening.kind == kind


def _follows(happening: Happening, start: Start) -> bool:
    """After the start and, where both are of an order, of the same one."""
    if (happening.on, happening.seq) <= (start.on, start.seq):
        return False
    return start.order is None or happening.order in (None, start.order)


def _of_events(trigger: str, position: Position) -> Iterator[Start]:
    """The latest event of the name that names the day, of each order, person or kind of notice."""
    action, kind, argument = parts_of(trigger)
    newest: dict[str, Start] = {}
    for happening in position.happened.get(action, ()):
        if not _is_of(happening, kind):
            continue
        on: date | None = happening.on
        at = happening.at
        if argument:
            on = getattr(happening.command, argument, None)
            at = moment_of(on)
        subject = _subject(action, happening)
        if on is None:
            if trigger.startswith(LATEST):
                newest.pop(subject, None)
            continue
        newest[subject] = Start(
            on=on, at=at, subject=subject, seq=happening.seq, order=happening.order
        )
    yield from newest.values()


def _subject(action: str, happening: Happening) -> str:
    """What tells several of an action apart: the order, the kind of notice, the person or user."""
    if happening.order is not None:
        return happening.order
    if action in ("publish_notice", "record_proof"):
        return happening.kind or ""
    for name in ("party", "user"):
        value = getattr(happening.command, name, None)
        if isinstance(value, str):
            return value
    return ""


# --- facts that start a term ----------------------------------------------------------------


def _order(order: OrderPosition, on: date, ends: date | None = None) -> Start:
    return Start(
        on=on,
        subject=order.reference,
        ends=ends,
        country=order.country,
        kind=order.kind,
        order=order.reference,
    )


def _order_end(position: Position, _context: Context) -> Iterator[Start]:
    """The last day of each provisional order, unless another holds without a term."""
    held = any(
        order.is_standing and order.expires_on is None
        for order in position.orders.values()
        if order.kind in PROVISIONAL_ORDERS
    )
    if held or position.dates.get("confiscated_final") is not None:
        return
    for order in position.orders.values():
        if order.is_standing and order.expires_on is not None:
            early = order.expires_early
            if early is not None and early < order.expires_on:
                yield _order(order, early, order.expires_on)
            else:
                yield _order(order, order.expires_on)


def _order_made(position: Position, _context: Context) -> Iterator[Start]:
    for order in position.orders.values():
        if order.is_standing and order.made_on is not None and not order.taken_over:
            yield _order(order, order.made_on)


def _order_served(position: Position, _context: Context) -> Iterator[Start]:
    for order in position.orders.values():
        if order.is_standing and not order.taken_over:
            for party, on in order.served:
                yield replace(_order(order, on), subject=f"{order.reference} {party}")


def _order_final(position: Position, _context: Context) -> Iterator[Start]:
    for order in position.orders.values():
        if order.final_on is not None and order.ended_on is None:
            yield _order(order, order.final_on)


def _suspensive_end(position: Position, _context: Context) -> Iterator[Start]:
    for order in position.orders.values():
        if order.is_standing and order.suspensive_until is not None:
            yield _order(order, order.suspensive_until)


def _reply_by(position: Position, _context: Context) -> Iterator[Start]:
    for party, hearing in position.hearings.items():
        if hearing.reply is None and hearing.reply_by is not None:
            yield Start(hearing.reply_by, subject=party)


def _day(read: Callable[[Position], date | None]) -> Trigger:
    def trigger(position: Position, _context: Context) -> Iterator[Start]:
        on = read(position)
        if on is not None:
            yield Start(on)

    return trigger


def _by_part(fact: str) -> Trigger:
    """A legal fact of the asset or, where it is divided, of each part that has it."""

    def trigger(position: Position, _context: Context) -> Iterator[Start]:
        if not position.parts:
            on = getattr(position, fact)
            if on is not None:
                yield Start(on)
            return
        told = [(name, getattr(part, fact)) for name, part in position.parts.items()]
        for name, on in told:
            if on is not None:
                yield Start(on, subject=name)

    return trigger


def _claims(position: Position, _context: Context) -> Iterator[Start]:
    for claim in position.open_claims():
        if claim.state == "filed" and claim.on is not None:
            yield Start(claim.on, subject=claim.reference)


def _sold_unpaid(position: Position, _context: Context) -> Iterator[Start]:
    sale = position.sale
    if sale is None or sale.sold_on is None or sale.price is None or sale.delivered_on is not None:
        return
    paid = [amount for amount in (sale.paid, sale.deposit) if amount is not None]
    if not paid or sum(paid[1:], paid[0]) < sale.price:
        yield Start(sale.sold_on)


def _sale_paid(position: Position, _context: Context) -> Iterator[Start]:
    sale = position.sale
    if sale is not None and sale.paid_on is not None and sale.delivered_on is None:
        yield Start(sale.paid_on)


def _keeping_cost_over(parameter: str) -> Trigger:
    """The day on which what keeping cost so far passed a share of the newest value."""

    def trigger(position: Position, context: Context) -> Iterator[Start]:
        newest = max(position.valuations, key=lambda known: known.on, default=None)
        value = newest.value if newest is not None else position.estimated_value
        if value is None or value.minor <= 0 or not position.postings:
            return
        total = Decimal(0)
        for posting in sorted(position.postings.values(), key=lambda known: known.on):
            if not keeps(posting) or posting.reference in position.reversed_postings:
                continue
            amount = context.convert(posting.amount, value.currency, posting.on)
            if amount is None:
                continue
            total += amount.decimal
            share = Decimal(context.rules.parameter(parameter, posting.on).value)
            if total > value.decimal * share:
                yield Start(max(posting.on, newest.on if newest is not None else posting.on))
                return

    return trigger


def _value_erosion(position: Position, context: Context) -> Iterator[Start]:
    """The day on which cost and loss of value pass the alarm of the legal system."""
    if "value_erosion_alarm" not in context.rules.parameters or not position.postings:
        return
    last = max(one.on for one in position.postings.values())
    alarm = Decimal(context.rules.parameter("value_erosion_alarm", last).value)
    on = erosion_day(position, alarm, context.convert)
    if on is not None:
        yield Start(on)


def _valuation_report_due(position: Position, _context: Context) -> Iterator[Start]:
    """The day until which a valuer who was instructed has to report."""
    for asked in position.worth.unanswered():
        if asked.due is not None:
            yield Start(asked.due, subject=asked.reference)


def _contract_ends(position: Position, _context: Context) -> Iterator[Start]:
    """The agreed last day of each contract that nobody ended; policies have a rule of their own."""
    for one in position.care.contracts.values():
        if one.kind != INSURANCE and one.until is not None and one.ended_on is None:
            yield Start(one.until, subject=one.reference)


def _report_due(position: Position, _context: Context) -> Iterator[Start]:
    """The next report by each contract that asks for some, else by the terms of the mode."""
    care, asked = position.care, False
    for one in care.contracts.values():
        if one.interval is None:
            continue
        asked = True
        due = next_report(one.since, one.interval, care.reports_of(one.reference), one.last_day)
        if due is not None:
            yield Start(due, subject=one.reference)
    every = care.terms_interval
    if every is not None and not asked and position.management == "administered":
        since = care.mode_since
        due = None if since is None else next_report(since, every, care.reports, care.until)
        if due is not None:
            yield Start(due)


def _reports_agreed(position: Position, _start: Start) -> bool:
    running = (one for one in position.care.contracts.values() if one.ended_on is None)
    return position.care.terms_interval is not None or any(one.interval for one in running)


def _use_returns(position: Position) -> date | None:
    return position.care.term_day("return_on") or position.care.until


def _next_visit(position: Position) -> date | None:
    visit = position.care.last_visit
    return None if visit is None else visit.next_on


def _reused(position: Position) -> date | None:
    """The day of the reuse, or of the last visit that set no next one."""
    visit = position.care.last_visit
    if position.disposal not in REUSES:
        return None
    if visit is None:
        return position.care.reused_on
    return visit.on if visit.next_on is None else None


def _breach(position: Position) -> date | None:
    breach = position.care.open_breach
    return None if breach is None else breach.on


def _possession(position: Position) -> date | None:
    held = position.possession
    return None if held is None or position.taken_over else held.since


def _power(position: Position) -> date | None:
    seizure = unvalidated(position)
    return None if seizure is None else seizure.on


def _newest_valuation(position: Position) -> date | None:
    return max((known.on for known in position.valuations), default=None)


def _abroad_until(position: Position, _context: Context) -> Iterator[Start]:
    """The last day of each freezing abroad, as the other State told it."""
    for line in position.abroad.values():
        if line.is_held and line.expires_on is not None:
            yield Start(on=line.expires_on, subject=line.request, country=line.country)


def _hearing_abroad(position: Position, _context: Context) -> Iterator[Start]:
    """The next hearing abroad, as the other State told it."""
    for line in position.abroad.values():
        if line.is_held and line.next_hearing is not None:
            yield Start(on=line.next_hearing, subject=line.request, country=line.country)


def _urgent(position: Position) -> bool:
    """The request was sent, or came in, as urgent."""
    said = [
        *position.happened.get("receive_request", ()),
        *position.happened.get("draft_request", ()),
    ]
    return any(
        getattr(one.command, "urgency", None) == "urgent" or getattr(one.command, "urgent", None)
        for one in said
    )


TRIGGERS: Mapping[str, Trigger] = {
    "abroad_until": _abroad_until,
    "hearing_abroad": _hearing_abroad,
    "order_end": _order_end,
    "order_made": _order_made,
    "order_served": _order_served,
    "order_final": _order_final,
    "suspensive_end": _suspensive_end,
    "reply_by": _reply_by,
    "measure": _by_part("measure_since"),
    "possession": _day(_possession),
    "power": _day(_power),
    "valuation": _day(_newest_valuation),
    "valuation_report_due": _valuation_report_due,
    "value_erosion": _value_erosion,
    "review_on": _day(lambda position: position.review_on),
    "mode": _day(lambda position: position.mode_since),
    "contract_ends": _contract_ends,
    "report_due": _report_due,
    "use_returns": _day(_use_returns),
    "reuse_visit": _day(_next_visit),
    "reuse_first_visit": _day(_reused),
    "reuse_breach": _day(_breach),
    "insured_until": _day(lambda position: position.insured_until),
    "evidence_review_on": _day(lambda position: position.evidence_review_on),
    "released": _by_part("released_on"),
    "filed": _by_part("filed_on"),
    "sale_proposed": _day(lambda position: position.proposed_on),
    "final": _day(lambda position: position.dates.get("confiscated_final")),
    "claim_filed": _claims,
    "sold_unpaid": _sold_unpaid,
    "sale_paid": _sale_paid,
    "keeping_cost_warn": _keeping_cost_over("keeping_cost_ratio_warn"),
    "keeping_cost_act": _keeping_cost_over("keeping_cost_ratio_act"),
}


# --- facts that a term asks for, or with which it falls away ---------------------------------

_SELLING = ("interlocutory_sale_proposed", "interlocutory_sale_ordered", "final_sale")


def _own(position: Position, start: Start, fact: str) -> object:
    """A legal fact of the part of which the term speaks, else of the whole asset."""
    return getattr(position.parts.get(start.subject, position), fact)


def _legal(position: Position, start: Start) -> str:
    return str(_own(position, start, "legal"))


def _recoverable(position: Position, _start: Start) -> bool:
    kind = asset_types().get(position.type_code)
    return kind is not None and kind.is_recoverable


def _perishable(position: Position, _start: Start) -> bool:
    kind = asset_types().get(position.type_code)
    return kind is not None and kind.perishability == "perishable"


def _served(position: Position, start: Start) -> bool:
    order = position.orders.get(start.order or "")
    return order is not None and bool(order.served)


def _challenged(position: Position, start: Start) -> bool:
    order = position.orders.get(start.order or "")
    if order is None:
        return False
    decided = any(
        happening.order == order.reference
        for happening in position.happened.get("challenge_order", ())
    )
    return decided or bool(order.challenges) or order.final_on is not None


def _names_persons(position: Position, start: Start) -> bool:
    return any(
        happening.order == start.order and bool(getattr(happening.command, "persons", ()))
        for happening in position.happened.get("record_order", ())
    )


FACTS: Mapping[str, Fact] = {
    "names_persons": _names_persons,
    "provisional": lambda _position, start: start.kind in PROVISIONAL_ORDERS,
    "foreign_order": lambda _position, start: start.country is not None,
    "served": _served,
    "challenged_or_final": _challenged,
    "plan_started": lambda position, _start: position.plan_started_on is not None,
    "taken_over": lambda position, _start: position.taken_over,
    "to_return": lambda position, start: _legal(position, start) == "release_ordered",
    "in_possession": lambda position, _start: position.possession is not None,
    "inventory_lacking": lambda position, _start: (
        position.possession is not None and bool(position.possession.lacking)
    ),
    "valued": lambda position, _start: bool(position.valuations),
    "recoverable": _recoverable,
    "perishable": _perishable,
    "by_mark": lambda position, _start: position.marked_to_market,
    "proceeds_in_hand": lambda position, _start: position.gross is not None,
    "disposal_decided": lambda position, _start: position.disposal is not None,
    "selling": lambda position, _start: position.management in _SELLING,
    "final": lambda position, _start: "confiscated_final" in position.dates,
    "filed": lambda position, start: _own(position, start, "filed_on") is not None,
    "sale_proposed": lambda position, _start: position.proposed_on is not None,
    "measure_ended": lambda position, start: _own(position, start, "measure_ended_on") is not None,
    "sent": lambda position, _start: "send_request" in position.happened,
    "urgent_request": lambda position, _start: _urgent(position),
    "cash_deposited": lambda position, _start: position.management == "deposited",
    "reports_agreed": _reports_agreed,
    "in_wallet": lambda position, _start: position.management == "in_wallet",
    "distributed": lambda position, _start: position.money == "fully_distributed",
}
