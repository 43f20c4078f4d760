"""A value-based order: what payments satisfied, with interest, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import exact
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.interest import (
    BASES,
    DAY_COUNT,
    RATE_INPUTS,
    RateSteps,
    interest_in_one,
    rate_steps,
)
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import (
    CURRENCY,
    Input,
    Kind,
    Values,
    amount,
    optional,
)

Dated = tuple[date, Money]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One payment (None: the closing line), interest since the line before, what is left."""

    on: date
    payment: Money | None
    interest: Money
    paid_to_costs: Money
    paid_to_interest: Money
    paid_to_principal: Money
    principal_left: Money
    interest_left: Money
    costs_left: Money
    refund: Money


@dataclass(frozen=True, slots=True)
class OrderAccount:
    """The account of an order: `refund` is what was paid beyond all that was due by then."""

    lines: tuple[AccountLine, ...]
    outstanding: Money
    refund: Money


class Balance:
    """What is due while the payments are taken one by one: principal, interest, costs."""

    def __init__(self, principal: Money, start: date, rates: RateSteps, basis: int) -> None:
        zero = Money.zero(principal.currency)
        self.principal, self.interest, self.costs = principal, zero, zero
        self._day, self._rates, self._basis = start, rates, basis

    def accrue(self, until: date) -> Money:
        """Interest since the last line, on the principal alone, rounded once as that line."""
        added = interest_in_one(self.principal, self._day, until, self._rates, self._basis)
        self._day = until
        self.interest = self.interest + added
        return added

    def line(self, on: date, payment: Money | None) -> AccountLine:
        """Bring interest up to the day and take a payment: costs, then interest, principal."""
        added = self.accrue(on)
        rest = payment or Money.zero(self.principal.currency)
        to_costs = min(rest, self.costs)
        to_interest = min(rest - to_costs, self.interest)
        to_principal = min(rest - to_costs - to_interest, self.principal)
        self.costs = self.costs - to_costs
        self.interest = self.interest - to_interest
        self.principal = self.principal - to_principal
        return AccountLine(
            on,
            payment,
            added,
            to_costs,
            to_interest,
            to_principal,
            self.principal,
            self.interest,
            self.costs,
            rest - to_costs - to_interest - to_principal,
        )

    def due(self) -> Money:
        """Everything that is still to be paid."""
        return self.principal + self.interest + self.costs


@exact
def order_account(
    principal: Money,
    start: date,
    rates: RateSteps,
    basis: int,
    payments: Sequence[Dated],
    costs: Sequence[Dated] = (),
    until: date | None = None,
) -> OrderAccount:
    """Apply payments by their days to costs, then interest, then principal; no compounding.

    With `until` a last line without payment brings interest and costs up to that day. Costs of
    a later day than the last line are due too. `date_order`: a payment before `start`, or
    anything after `until`.
    """
    _check_days(start, payments, costs, until)
    balance = Balance(principal, start, rates, basis)
    waiting = sorted(costs, key=lambda cost: cost[0])
    ends: list[tuple[date, Money | None]] = [*sorted(payments, key=lambda payment: payment[0])]
    if until is not None:
        ends.append((until, None))
    lines = []
    for on, payment in ends:
        while waiting and waiting[0][0] <= on:
            balance.costs = balance.costs + waiting.pop(0)[1]
        lines.append(balance.line(on, payment))
    for _on, cost in waiting:
        balance.costs = balance.costs + cost
    refund = Money.total((line.refund for line in lines), principal.currency)
    return OrderAccount(tuple(lines), balance.due(), refund)


def _check_days(
    start: date, payments: Sequence[Dated], costs: Sequence[Dated], until: date | None
) -> None:
    if until is not None and until < start:
        raise invalid(
            "to",
            _("The end {until} lies before the start {start}.").format(until=until, start=start),
            "date_order",
        )
    for on, _money in payments:
        if on < start:
            raise invalid(
                "payments",
                _("A payment of {on} lies before {start}.").format(on=on, start=start),
                "date_order",
            )
    for name, dated in (("payments", payments), ("costs", costs)):
        late = [on for on, _money in dated if until is not None and on > until]
        if late:
            raise invalid(
                name,
                _("{late} lies after the end {until}.").format(late=late[0], until=until),
                "date_order",
            )


def _run(values: Values, look_up: LookUps) -> Outputs:
    steps = rate_steps(values)
    if any(rate < 0 for _since, rate in steps):
        name = "rate" if values.has("rate") else "rates"
        raise invalid(name, _("The rate of an order is not negative."))
    found = order_account(
        values.money("principal"),
        values.day("from"),
        steps,
        BASES[values.text("day_count")],
        [(row.day("on"), row.money("amount")) for row in values.rows("payments")],
        [(row.day("on"), row.money("amount")) for row in values.rows("costs")],
        values.day("to") if values.has("to") else None,
    )
    return {
        "lines": [_line(line) for line in found.lines],
        "outstanding": found.outstanding.amount,
        "refund": found.refund.amount,
        "explanation": [*map(_step, found.lines), *_ends(found)],
    }


def _line(line: AccountLine) -> dict[str, object]:
    shown: dict[str, object] = {"on": line.on.isoformat()}
    for name in (
        "interest",
        "paid_to_costs",
        "paid_to_interest",
        "paid_to_principal",
        "principal_left",
        "interest_left",
        "costs_left",
    ):
        shown[name] = getattr(line, name).amount
    shown["payment"] = line.payment.amount if line.payment else None
    return shown


def _step(line: AccountLine) -> str:
    paid = line.payment.display() if line.payment else _("no payment")
    return _(
        "{on}: interest {interest}; {paid}; to costs {costs}, to interest {to_interest}, "
        "to principal {principal}; principal left {left}."
    ).format(
        on=line.on,
        interest=line.interest.amount,
        paid=paid,
        costs=line.paid_to_costs.amount,
        to_interest=line.paid_to_interest.amount,
        principal=line.paid_to_principal.amount,
        left=line.principal_left.amount,
    )


def _ends(found: OrderAccount) -> list[str]:
    return [
        _("Outstanding: {amount}.").format(amount=found.outstanding.display()),
        _("Paid beyond it: {amount}.").format(amount=found.refund.display()),
    ]


_DATED = (Input(name="on", kind=Kind.DAY), amount("amount"))
FIGURE = Figure(
    name="value_order",
    title=N_("Value-based order: account"),
    formula=N_(
        "Each payment goes to costs, then interest, then principal; interest runs on the principal "
        "left, never on interest."
    ),
    inputs=(
        CURRENCY,
        amount("principal"),
        *RATE_INPUTS,
        Input(name="from", kind=Kind.DAY),
        DAY_COUNT,
        Input(name="payments", kind=Kind.ROW, many=True, fields=_DATED),
        optional("costs", Kind.ROW, many=True, fields=_DATED),
        optional("to", Kind.DAY),
    ),
    run=_run,
)
