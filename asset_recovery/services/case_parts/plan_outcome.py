"""The planning sheet of an asset as it stands, and what came of each estimate (N03)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.asset_actions import RecordPlan
from asset_recovery.domain.management_facts import OutcomeLine, PlanFacts
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.values import equity
from asset_recovery.lifecycle.position import Position
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk

DAYS_A_MONTH = Decimal("30.4375")
ANSWERS: tuple[tuple[str, str], ...] = (
    ("value", N_("Estimated value")),
    ("liens", N_("Liens")),
    ("monthly_cost", N_("Cost of keeping a month")),
    ("monthly_income", N_("Income a month")),
    ("yearly_decline", N_("Yearly decline")),
    ("sale_cost_share", N_("Cost of the sale, share")),
    ("horizon_months", N_("Expected months")),
    ("risks", N_("Risks")),
    ("recommendation", N_("Recommendation")),
    ("alternatives", N_("Alternatives, in words")),
    ("considered", N_("Alternatives considered")),
    ("condition", N_("Condition")),
    ("extent", N_("What exactly is seized")),
    ("contacts", N_("Prosecutor, agencies, case officers")),
    ("related_case", N_("Related criminal case")),
    ("sharing_expected", N_("Sharing expected")),
    ("partner_storage", N_("Stored by a partner agency")),
    ("contacted_on", N_("Manager contacted on")),
    ("contact", N_("Contact")),
    ("meeting_on", N_("Planning meeting")),
    ("seizure_planned_on", N_("Seizure planned for")),
    ("legal_basis", N_("Statutes and orders relied on")),
    ("storage_needs", N_("Storage needs")),
    ("custodian", N_("Custodian planned")),
    ("budget_line", N_("Budget line")),
    ("insurance", N_("Insurance")),
    ("permits", N_("Permits")),
    ("contamination", N_("Contamination")),
    ("taxes", N_("Taxes and utilities")),
    ("business", N_("Business: how it is run")),
    ("occupants", N_("Occupants, leases, mortgage")),
    ("digital", N_("Digital: wallet, seed, exchange")),
    ("perishable", N_("Perishable: motion to sell at once")),
    ("impact", N_("Effect on third parties, proportionality")),
    ("safety", N_("Safety, evidence, forensics first")),
    ("publicity", N_("Publicity")),
    ("verdict", N_("Decision")),
    ("decision", N_("Reasons of the decision")),
    ("decided_by", N_("Decided by")),
)
_LISTS = {
    "considered": "plan_alternatives",
    "storage_needs": "storage_needs",
    "verdict": "plan_verdicts",
}
_SHARES = ("yearly_decline", "sale_cost_share")


def merged_plan(desk: CaseDesk, asset: AssetCase) -> RecordPlan | None:
    """The sheet with each answer as it was given last, or None where none was started."""
    merged: dict[str, object] = {}
    for name in filter(None, (asset.position.substitutes, asset.reference)):
        for one in desk.plans.get(name, ()):
            command = one.command
            assert isinstance(command, RecordPlan)
            own = command.for_asset(name) if command.rows else command
            merged |= {key: given for key, given in own.given().items() if key != "rows"}
    return RecordPlan.parse(merged) if merged else None


def plan_facts(desk: CaseDesk, asset: AssetCase) -> PlanFacts | None:
    """The sheet with its equity test, and the outcome beside the estimates."""
    plan, started = merged_plan(desk, asset), asset.position.plan_started_on
    if plan is None or started is None:
        return None
    tested = _equity(desk, plan)
    return PlanFacts(
        started_on=started,
        complete=asset.position.plan_complete,
        answers=tuple(_answers(plan)),
        equity=None if tested is None else tested[0],
        equity_share=None if tested is None else tested[1],
        go=None if tested is None else tested[2],
        outcome=tuple(_outcome(desk, asset, plan)),
        settled=_ended(asset.position) is not None,
        value=plan.value,
        liens=plan.liens,
    )


def _answers(plan: RecordPlan) -> Iterator[tuple[str, str, str]]:
    for name, label in ANSWERS:
        value = getattr(plan, name)
        if value in (None, ()):
            continue
        yield name, _(label), _said(name, value)


def _said(name: str, value: object) -> str:
    if name in _LISTS:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(_(code_lists.label(_LISTS[name], str(code))) for code in codes)
    if isinstance(value, Money):
        return value.display()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return f"{(value * 100).normalize():f} %" if name in _SHARES else f"{value:f}"
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return str(value)


def _costs(plan: RecordPlan) -> Decimal | None:
    """Keeping over the horizon and the sale, as `explain ASSET equity` reckons them."""
    value, monthly = plan.value, plan.monthly_cost
    if value is None or monthly is None or plan.horizon_months is None:
        return None
    if plan.sale_cost_share is None or monthly.currency != value.currency:
        return None
    return monthly.decimal * plan.horizon_months + value.decimal * plan.sale_cost_share


def _equity(desk: CaseDesk, plan: RecordPlan) -> tuple[Money, str | None, bool] | None:
    costs, value = _costs(plan), plan.value
    if costs is None or value is None or "equity_min_pct" not in desk.rules.parameters:
        return None
    liens = plan.liens or Money.zero(value.currency)
    if liens.currency != value.currency:
        return None
    share = Decimal(desk.rules.parameter("equity_min_pct", desk.day).value)
    zero = Money.zero(value.currency)
    done = equity(value, liens, Money.from_decimal(costs, value.currency), zero, share)
    return done.equity, done.share, done.go


def _ended(position: Position) -> date | None:
    """The day on which the keeping of the thing came to its end, or None while it lasts."""
    for name in ("sold", "disposed", "returned_to_owner", "restored_to_victim"):
        if name in position.dates:
            return position.dates[name]
    return None


def months_held(desk: CaseDesk, position: Position) -> Decimal | None:
    """Months from the measure or the possession to its end or to the day; None before it."""
    begun = position.dates.get("possession") or position.measure_since
    if begun is None:
        return None
    until = _ended(position) or desk.day
    return half_up(Decimal(max((until - begun).days, 0)) / DAYS_A_MONTH, 1)


def kept_monthly(desk: CaseDesk, asset: AssetCase, currency: str) -> Money | None:
    """What keeping it cost so far, by month; None before it was held or without a rate."""
    months = months_held(desk, asset.position)
    total = _booked(desk, asset, currency, ("keeping_cost",))
    if not months or total is None:
        return None
    return Money.from_decimal(total.decimal / months, currency)


def _booked(
    desk: CaseDesk, asset: AssetCase, currency: str, classes: Iterable[str] | None
) -> Money | None:
    """Costs of these classes, or (None) the income; None where a rate is missing."""
    position, total = asset.position, Money.zero(currency)
    for key, line in position.postings.items():
        if key in position.reversed_postings or line.is_cost is (classes is None):
            continue
        if classes is not None:
            kind = code_lists.more("cost_categories", line.category, "class")
            if kind not in classes:
                continue
        amount = (
            line.amount
            if line.amount.currency == currency
            else desk.reading.rates.convert(line.amount, currency, line.on)
        )
        if amount is None:
            return None
        total += amount
    return total


def _outcome(desk: CaseDesk, asset: AssetCase, plan: RecordPlan) -> Iterator[OutcomeLine]:
    """Value, months, monthly cost and income, cost of the sale, net: estimate against outcome."""
    if plan.value is None:
        return
    currency = plan.value.currency
    position = asset.position
    reached = _reached(desk, asset, currency)
    yield _money_line("value", _("Value"), plan.value, reached[0], reached[1])
    months = months_held(desk, position)
    yield _number_line("months", _("Months held"), plan.horizon_months, months)
    kept = kept_monthly(desk, asset, currency)
    yield _money_line("monthly_cost", _("Cost of keeping a month"), plan.monthly_cost, kept)
    income = _booked(desk, asset, currency, None)
    by_month = (
        None
        if income is None or not months
        else Money.from_decimal(income.decimal / months, currency)
    )
    yield _money_line("monthly_income", _("Income a month"), plan.monthly_income, by_month)
    selling = _booked(desk, asset, currency, ("sale_cost", "priority_claim"))
    planned = (
        None
        if plan.sale_cost_share is None
        else Money.from_decimal(plan.value.decimal * plan.sale_cost_share, currency)
    )
    yield _money_line("sale_cost", _("Cost of the sale"), planned, selling)
    yield _money_line(
        "net", _("Net"), _planned_net(plan), _actual_net(desk, asset, currency, reached[0])
    )


def _reached(desk: CaseDesk, asset: AssetCase, currency: str) -> tuple[Money | None, str]:
    """The price, else the value as it stands, in the currency of the sheet."""
    position = asset.position
    sale = position.sale
    if sale is not None and sale.price is not None:
        on = sale.sold_on or desk.day
        return _in(desk, sale.price, currency, on), _("price of the sale")
    known = desk.value_of(asset)
    if known is None:
        return None, ""
    kind = code_lists.label("valuation_kinds", known.kind).casefold()
    note = _("{kind} of {day}").format(kind=kind, day=known.on)
    return _in(desk, known.value, currency, known.on), note


def _in(desk: CaseDesk, amount: Money, currency: str, on: date) -> Money | None:
    if amount.currency == currency:
        return amount
    return desk.reading.rates.convert(amount, currency, on)


def _planned_net(plan: RecordPlan) -> Money | None:
    costs, value = _costs(plan), plan.value
    if costs is None or value is None or plan.horizon_months is None:
        return None
    income = plan.monthly_income or Money.zero(value.currency)
    liens = plan.liens or Money.zero(value.currency)
    if {income.currency, liens.currency} != {value.currency}:
        return None
    left = value.decimal - liens.decimal - costs + income.decimal * plan.horizon_months
    return Money.from_decimal(left, value.currency)


def _actual_net(
    desk: CaseDesk, asset: AssetCase, currency: str, reached: Money | None
) -> Money | None:
    """The net as it was determined, else value or price less all costs plus all income."""
    position = asset.position
    if position.net is not None and position.net_on is not None:
        return _in(desk, position.net, currency, position.net_on)
    costs = _booked(desk, asset, currency, ("keeping_cost", "sale_cost", "priority_claim", "other"))
    income = _booked(desk, asset, currency, None)
    liens = [_in(desk, one.amount, currency, one.statement_on) for one in position.liens.values()]
    known = [one for one in liens if one is not None]
    if reached is None or costs is None or income is None or len(known) != len(liens):
        return None
    return reached - costs + income - Money.total(known, currency)


def _money_line(
    name: str, label: str, planned: Money | None, actual: Money | None, note: str = ""
) -> OutcomeLine:
    both = planned is not None and actual is not None and planned.currency == actual.currency
    return OutcomeLine(
        name=name,
        label=label,
        estimate="" if planned is None else planned.display(),
        actual="" if actual is None else actual.display(),
        difference=(actual - planned).display() if both and actual and planned else "",
        note=note,
    )


def _number_line(
    name: str, label: str, planned: Decimal | None, actual: Decimal | None
) -> OutcomeLine:
    both = planned is not None and actual is not None
    return OutcomeLine(
        name=name,
        label=label,
        estimate="" if planned is None else f"{planned:f}",
        actual="" if actual is None else f"{actual:f}",
        difference=f"{actual - planned:f}"
        if both and actual is not None and planned is not None
        else "",
    )
