"""The accounts of a case's value orders, and what the office answers for, on the day of reading."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asset_recovery.domain.debt_facts import (
    DebtFacts,
    DebtLineFacts,
    LiabilityFacts,
    SecurityFacts,
)
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import (
    DEBT_KIND,
    Debt,
    DebtLine,
    account,
    age_class,
    collectable,
    coverage,
)
from asset_recovery.lifecycle.debt_story import statement_of
from asset_recovery.lifecycle.position import OrderPosition
from asset_recovery.lifecycle.reversal import REVERSED, Duty, duty_of
from asset_recovery.lifecycle.story import StoryEvent, moments
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.debt_values import secures, value_in


def debts_of(desk: CaseDesk) -> dict[str, Debt]:
    """The account of every value order that was given by that day, by its reference."""
    events = [
        desk.stories.story_event(one, [""])
        for one in desk.events
        if one.row["order_id"] is not None or one.row["action"] == "pay_out"
    ]
    story = [moment for moment in moments(events) if moment.on <= desk.day]
    found = {}
    for row in desk.rows.of("court_order"):
        if row["kind"] != DEBT_KIND:
            continue
        own = [m for m in story if m.event.order == row["reference"] or _pays(m.event)]
        told = statement_of(row["reference"], own, desk.rules)
        if told is not None:
            found[row["reference"]] = account(told, desk.day)
    return found


def _pays(event: StoryEvent) -> bool:
    return bool(event.facts.get("payments"))


def debt_facts(desk: CaseDesk, orders: dict[str, OrderPosition]) -> dict[str, DebtFacts]:
    """The same as facts, with the assets that stand for each order."""
    return {
        reference: _facts(desk, debt, orders.get(reference))
        for reference, debt in debts_of(desk).items()
    }


def _facts(desk: CaseDesk, debt: Debt, order: OrderPosition | None) -> DebtFacts:
    told = debt.statement
    held = [asset for asset in desk.assets if secures(asset.position, debt.reference)]
    securities = tuple(_security(desk, asset, debt) for asset in held)
    secured = collectable((one.value for one in securities), debt.outstanding.currency)
    share = coverage(secured, debt.outstanding)
    owed = debt.principal + debt.interest + debt.costs
    state = order.state if order is not None else "issued"
    return DebtFacts(
        order=debt.reference,
        case=str(desk.case["reference"]),
        debtors=tuple(desk.name(one) for one in told.persons),
        on=desk.day,
        principal=debt.principal,
        interest=debt.interest,
        costs=debt.costs,
        paid=debt.paid,
        written_off=debt.written_off,
        fallen_away=debt.fallen_away,
        outstanding=debt.outstanding,
        surplus=debt.surplus,
        satisfied=_ratio(debt.paid, owed),
        satisfied_on=debt.satisfied_on if not debt.ended else None,
        since=debt.age_since,
        age=age_class(debt.age_since, desk.day),
        rate=rates_said(debt),
        rate_basis="order" if told.terms.by_order else "legal_system",
        interest_from=told.terms.start,
        day_count=told.terms.day_count,
        state=state_as_of(state, debt),
        secured=secured,
        coverage=None if share is None else format(half_up(share, 4), "f"),
        alarm=_alarm(desk, share),
        release_proposed=debt.is_satisfied and not debt.ended and bool(held),
        securities=securities,
        lines=tuple(_line(desk, line) for line in debt.lines),
    )


def state_as_of(state: str, debt: Debt | None) -> str:
    """The state of the order as its account makes it; what says more stays."""
    if debt is None or debt.state is None:
        return state
    if state == "lifted":
        return debt.state if debt.state == "executed" else state
    counted = ("annulled", "suspended", "challenged", "expired", "draft", "requested")
    return state if state in counted else debt.state


def rates_said(debt: Debt) -> str:
    """The yearly rates in words."""
    terms = debt.statement.terms
    if not terms.runs:
        return _("no interest")
    parts = []
    for since, rate in terms.rates:
        percent = format((rate * 100).normalize(), "f")
        if since.year == 1:
            parts.append(f"{percent} %")
        else:
            parts.append(_("{percent} % from {day}").format(percent=percent, day=since))
    return ", ".join(parts)


def _ratio(paid: Money, owed: Money) -> str:
    if owed.is_zero:
        return "1.0000"
    return format(half_up(paid.decimal / owed.decimal, 4), "f")


def _alarm(desk: CaseDesk, share: Decimal | None) -> str:
    if share is None:
        return "none"
    if share > Decimal(desk.rules.parameter("coverage_alarm_high", desk.day).value):
        return "high"
    low = Decimal(desk.rules.parameter("coverage_alarm_low", desk.day).value)
    return "low" if share < low else "none"


def _security(desk: CaseDesk, asset: AssetCase, debt: Debt) -> SecurityFacts:
    convert = desk.reading.rates.convert
    return SecurityFacts(
        asset=asset.reference,
        description=str(asset.row["description"]),
        state=asset.position.legal,
        value=value_in(asset.position, debt.outstanding.currency, convert, desk.day),
    )


def _line(desk: CaseDesk, line: DebtLine) -> DebtLineFacts:
    entry = line.entry
    return DebtLineFacts(
        on=line.on,
        what=entry.kind if entry else "balance",
        source=desk.name(entry.source) if entry else "",
        reference=entry.reference if entry else "",
        amount=entry.amount if entry and entry.kind != "ended" else None,
        interest=line.interest,
        accepted=line.accepted,
        surplus=line.surplus,
        to_costs=line.to_costs,
        to_interest=line.to_interest,
        to_principal=line.to_principal,
        principal_left=line.principal_left,
        interest_left=line.interest_left,
        costs_left=line.costs_left,
        left=line.left,
    )


def liability_facts(desk: CaseDesk) -> tuple[LiabilityFacts, ...]:
    """What is owed after reversals, what is asked back, and the liabilities on file."""
    found: list[LiabilityFacts] = []
    asked: set[str] = set()
    for asset in desk.assets:
        if not asset.counts:
            continue
        found += _of_reversal(desk, asset)
        found += _recorded(desk, asset)
        for one in _asked_back(desk, asset):
            if one.reference not in asked:
                asked.add(one.reference)
                found.append(one)
    return tuple(sorted(found, key=lambda one: (one.on, one.reference)))


def _of_reversal(desk: CaseDesk, asset: AssetCase) -> Iterator[LiabilityFacts]:
    reversal = asset.position.remedy.newest
    if reversal is None or asset.position.legal not in (REVERSED, "closed"):
        return
    duty = duty_of(asset.position, desk.rules, desk.day)
    if duty is None:
        return
    amount = None
    if duty.principal is not None and duty.interest is not None:
        amount = duty.principal + duty.interest
    yield LiabilityFacts(
        reference=reversal.reference,
        asset=asset.reference,
        kind="reversal",
        on=reversal.on,
        party=", ".join(desk.name(owner) for owner in asset.position.owners),
        amount=amount,
        paid=duty.paid,
        open=duty.outstanding,
        basis=duty_said(duty),
    )


def duty_said(duty: Duty) -> str:
    """What is owed, in one sentence."""
    if duty.outstanding is None and duty.kind == "in_kind":
        if duty.returned_on is not None:
            return _("The thing was given back on {day}.").format(day=duty.returned_on)
        return _("The thing itself is to be given back.")
    return " ".join(duty.steps)


def _recorded(desk: CaseDesk, asset: AssetCase) -> Iterator[LiabilityFacts]:
    for one in asset.position.remedy.liabilities.values():
        yield LiabilityFacts(
            reference=one.reference,
            asset=asset.reference,
            kind=one.kind,
            on=one.on,
            party=desk.name(one.party) if one.party else "",
            amount=one.amount,
            paid=one.paid,
            open=one.open,
            basis=one.reason,
        )


def _asked_back(desk: CaseDesk, asset: AssetCase) -> Iterator[LiabilityFacts]:
    for one in asset.position.remedy.claw_backs.values():
        yield LiabilityFacts(
            reference=one.reference,
            asset=asset.reference,
            kind="claw_back",
            on=one.on,
            party=desk.name(one.to),
            amount=one.amount,
            paid=one.recovered,
            open=one.open,
            basis=_("Asked back of {allocation}.").format(allocation=one.allocation),
            contingent=True,
        )
