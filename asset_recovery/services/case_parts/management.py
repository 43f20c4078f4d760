"""How each asset of a case is managed: contracts, insurance, reports, fees, reuse, plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.management_facts import (
    ContractFacts,
    FeeFacts,
    InsuranceFacts,
    LowValueFacts,
    ManagementFacts,
    ReportFacts,
    ReuseFacts,
    StretchFacts,
    VisitFacts,
)
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.care import (
    INSURANCE,
    Care,
    ContractPosition,
    ReportPosition,
    next_report,
    stretches,
)
from asset_recovery.lifecycle.figures.alarms import fee_check, insurance_gap
from asset_recovery.lifecycle.position import PostingPosition
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.plan_outcome import kept_monthly, merged_plan, plan_facts

ABOVE_INCOME = "fees_above_income"
EARNING = frozenset({"administration", "lease"})  # storage brings in nothing by its nature


def management_facts(desk: CaseDesk) -> tuple[ManagementFacts, ...]:
    """The assets of which anything is on file about their care, in their order."""
    limited = _has_threshold(desk)
    found = (
        management_of(desk, one)
        for one in desk.assets
        if not one.position.void and (limited or _is_cared_for(one))
    )
    return tuple(one for one in found if _says_anything(one))


def _is_cared_for(asset: AssetCase) -> bool:
    """Whether anything of it can be on file: most assets of a large case have nothing."""
    position, care = asset.position, asset.position.care
    return bool(
        care.mode
        or care.contracts
        or care.reports
        or care.reused_on
        or position.plan_started_on
        or position.postings
    )


def _says_anything(one: ManagementFacts) -> bool:
    return bool(one.mode or one.contracts or one.reports or one.reuse or one.plan or one.low_value)


def management_of(desk: CaseDesk, asset: AssetCase) -> ManagementFacts:
    """Everything about the care for one asset on the day of reading."""
    position, care = asset.position, asset.position.care
    work = _Managed(desk, asset)
    contracts = tuple(work.contract(one) for one in care.contracts.values())
    due = [one.next_report_on for one in contracts if one.next_report_on is not None]
    every, since = care.terms_interval, care.mode_since
    if not due and every is not None and since is not None and care.mode == position.management:
        due += [day for day in (next_report(since, every, care.reports, care.until),) if day]
    return ManagementFacts(
        asset=asset.reference,
        mode=care.mode if care.mode == position.management else "",
        mode_since=care.mode_since,
        reason=care.mode_reason,
        manager=desk.name(care.manager) if care.manager else "",
        until=care.until,
        review_on=position.review_on,
        terms=tuple((name, _said(value)) for name, value in care.terms.items()),
        contracts=contracts,
        insurance=work.insurance(),
        reports=tuple(work.report(one) for one in care.reports),
        stretches=tuple(_stretches(care, desk.day)),
        report_due=min(due, default=None),
        reuse=_reuse(desk, asset),
        plan=plan_facts(desk, asset),
        low_value=low_value(desk, asset),
    )


def _said(value: object) -> str:
    """A term as people read it: money with its currency, a share in per cent."""
    if isinstance(value, Money):
        return value.display()
    if isinstance(value, Decimal):
        return f"{(value * 100).normalize():f} %"
    if isinstance(value, dict) and set(value) == {"amount", "currency"}:
        return Money.from_json(value).display()
    return "" if value is None else str(value)


class _Managed:
    """One asset with what its books say, converted into the currency of its value."""

    def __init__(self, desk: CaseDesk, asset: AssetCase) -> None:
        self._desk, self._position = desk, asset.position
        self._care: Care = asset.position.care
        known = desk.value_of(asset)
        self._value = None if known is None else known.value
        self._currency = self._value.currency if self._value else desk.currency

    def contract(self, one: ContractPosition) -> ContractFacts:
        """A contract as it stands on the day."""
        on = self._desk.day
        due = None
        if one.interval is not None:
            reports = self._care.reports_of(one.reference)
            due = next_report(one.since, one.interval, reports, one.last_day)
        return ContractFacts(
            reference=one.reference,
            kind=one.kind,
            kind_label=code_lists.label("contract_kinds", one.kind),
            party=self._desk.name(one.party) if one.party else one.name,
            since=one.since,
            until=one.until,
            state=one.state(on),
            policy=one.policy,
            sum=one.sum,
            fee=_said(one.fee),
            fee_cap=_said(one.fee_cap),
            rent=_said(one.rent),
            guarantee=_said(one.guarantee),
            exit_clause=one.exit_clause,
            reporting_every="" if one.interval is None else str(one.interval),
            ended_on=one.ended_on,
            end_reason=one.end_reason,
            next_report_on=due,
            reports_missing=_missing(one, due, on),
            fees=None if one.kind == INSURANCE else self._fees(one),
        )

    def _fees(self, one: ContractPosition) -> FeeFacts | None:
        """Costs booked for its party in its time, against what the asset brought in."""
        own = {one.party.casefold(), one.name.casefold(), one.reference.casefold()} - {""}
        fees = self._posted(
            line
            for line in self._lines(is_cost=True, since=one.since, until=one.last_day)
            if line.counterparty.casefold() in own
        )
        income = self._posted(self._lines(is_cost=False, since=one.since, until=one.last_day))
        if fees is None or income is None or (fees.is_zero and one.fee_cap is None):
            return None
        cap = one.fee_cap
        share = cap if isinstance(cap, Decimal) else None
        amount = self._convert(cap, self._desk.day) if isinstance(cap, Money) else None
        value = self._value or Money.zero(self._currency)
        done = fee_check(fees, income, value, share, amount)
        return FeeFacts(
            fees=fees,
            income=income,
            value=self._value,
            share_of_income=done.share_of_income,
            share_of_value=done.share_of_value,
            cap=_said(cap),
            alarms=tuple(
                name for name in done.alarms if name != ABOVE_INCOME or one.kind in EARNING
            ),
        )

    def report(self, one: ReportPosition) -> ReportFacts:
        """A report beside what was booked for the same days; nothing is booked by it."""
        currency = next((m.currency for m in (one.income, one.costs) if m), self._currency)
        booked = {
            is_cost: self._posted(
                self._lines(is_cost=is_cost, since=one.since, until=one.until), currency
            )
            for is_cost in (True, False)
        }
        return ReportFacts(
            reference=one.reference,
            contract=one.contract,
            on=one.on,
            since=one.since,
            until=one.until,
            income=one.income,
            costs=one.costs,
            posted_income=booked[False],
            posted_costs=booked[True],
            income_difference=_less(one.income, booked[False]),
            cost_difference=_less(one.costs, booked[True]),
            findings=one.findings,
        )

    def insurance(self) -> InsuranceFacts:
        """What is insured on the day, and what of the value is not."""
        on = self._desk.day
        running = self._care.insurances(on)
        ends = [one.last_day for one in running if one.last_day is not None]
        past = [one.last_day for one in self._care.of_kind(INSURANCE)]
        gone = [day for day in past if day is not None and day < on]
        sums = [self._convert(one.sum, on) for one in running if one.sum is not None]
        known = [one for one in sums if one is not None]
        insured = gap = share = None
        if len(known) == len(sums):
            insured = Money.total(known, self._currency)
            if self._value is not None:
                insured, gap, share = insurance_gap(self._value, known)
        return InsuranceFacts(
            insured=insured,
            value=self._value,
            gap=gap,
            share=share,
            until=min(ends, default=None),
            lapsed_on=None if running else max(gone, default=None),
        )

    def _lines(
        self, *, is_cost: bool, since: date, until: date | None
    ) -> Iterator[PostingPosition]:
        reversed_ = self._position.reversed_postings
        for key, line in self._position.postings.items():
            if line.is_cost is not is_cost or key in reversed_ or line.on < since:
                continue
            if until is None or line.on <= until:
                yield line

    def _posted(
        self, lines: Iterable[PostingPosition], currency: str | None = None
    ) -> Money | None:
        """Their sum; None where a rate is missing."""
        wanted = currency or self._currency
        sums = [self._convert(line.amount, line.on, wanted) for line in lines]
        known = [one for one in sums if one is not None]
        return Money.total(known, wanted) if len(known) == len(sums) else None

    def _convert(self, amount: Money, on: date, currency: str | None = None) -> Money | None:
        wanted = currency or self._currency
        if amount.currency == wanted:
            return amount
        return self._desk.reading.rates.convert(amount, wanted, on)


def _less(told: Money | None, booked: Money | None) -> Money | None:
    if told is None or booked is None or told.currency != booked.currency:
        return None
    return told - booked


def _missing(one: ContractPosition, due: date | None, on: date) -> int:
    """How many reports should be there by that day and are not."""
    if due is None or one.interval is None or on <= due:
        return 0
    last = one.last_day
    number, day = 0, due
    while day < on and number < 1200:
        number += 1
        if last is not None and day > last:
            break
        day = one.interval.times(due, number)
    return number


def _stretches(care: Care, on: date) -> Iterator[StretchFacts]:
    """Gaps and overlaps, contract by contract, and of reports on the asset itself."""
    named = {one.contract for one in care.reports}
    for contract in sorted(named):
        reports = care.reports_of(contract)
        known = care.contracts.get(contract)
        since = known.since if known is not None else reports[0].since
        last = known.last_day if known is not None else None
        for one in stretches(since, min(on, last) if last else on, reports):
            yield StretchFacts(contract=contract, kind=one.kind, since=one.since, until=one.until)


def _reuse(desk: CaseDesk, asset: AssetCase) -> ReuseFacts | None:
    position, care = asset.position, asset.position.care
    if care.reused_on is None or position.disposal is None:
        return None
    visit, breach = care.last_visit, care.open_breach
    return ReuseFacts(
        kind=position.disposal,
        on=care.reused_on,
        beneficiary=desk.name(care.beneficiary),
        terms=care.reuse_terms,
        visits=tuple(
            VisitFacts(
                reference=one.reference,
                on=one.on,
                by=desk.name(one.by),
                finding=one.finding,
                next_on=one.next_on,
                photos=one.photos,
            )
            for one in sorted(care.visits, key=lambda one: one.on, reverse=True)
        ),
        next_on=None if visit is None else visit.next_on,
        breach_since=None if breach is None else breach.on,
    )


_OPEN = frozenset({"unmanaged", "planning", "left_with_owner", "stored", "registered_restraint"})


def low_value(desk: CaseDesk, asset: AssetCase) -> LowValueFacts | None:
    """The figures of the low-value path (asset-types.md 3.11); None where nothing asks for it."""
    position = asset.position
    known = desk.value_of(asset)
    if known is None or position.management not in _OPEN or position.replaced_by is not None:
        return None
    value, on = known.value, desk.day
    threshold = _threshold(desk, value, on)
    months = _months(desk, on)
    cost = _monthly(desk, asset, value.currency)
    custody = None if cost is None else Money.from_decimal(cost.decimal * months, value.currency)
    below = threshold is not None and value < threshold
    exceeds = custody is not None and custody > value
    if not below and not exceeds:
        return None
    return LowValueFacts(
        value=value,
        threshold=threshold,
        months=months,
        custody_cost=custody,
        below_threshold=below,
        custody_exceeds_value=exceeds,
        is_immovable=position.immovable,
    )


def _has_threshold(desk: CaseDesk) -> bool:
    if "low_value_threshold" not in desk.rules.parameters:
        return False
    return Decimal(desk.rules.parameter("low_value_threshold", desk.day).value) > 0


def _threshold(desk: CaseDesk, value: Money, on: date) -> Money | None:
    if not _has_threshold(desk):
        return None
    limit = Decimal(desk.rules.parameter("low_value_threshold", on).value)
    base = desk.reading.base_currency
    money = Money.from_decimal(limit, base)
    if base == value.currency:
        return money
    return desk.reading.rates.convert(money, value.currency, on)


def _months(desk: CaseDesk, on: date) -> int:
    """Over how many months custody is reckoned; a system without the parameter knows none."""
    known = "low_value_months" in desk.rules.parameters
    return int(desk.rules.parameter("low_value_months", on).value) if known else 0


def _monthly(desk: CaseDesk, asset: AssetCase, currency: str) -> Money | None:
    """The cost of a month by the planning sheet, else what keeping it cost so far."""
    plan = merged_plan(desk, asset)
    cost = None if plan is None else plan.monthly_cost
    if cost is None:
        return kept_monthly(desk, asset, currency)
    if cost.currency == currency:
        return cost
    return desk.reading.rates.convert(cost, currency, desk.day)
