"""Keep or sell, filled from the file: each input with its source, both present values, alarms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.asset_actions import RecordPlan
from asset_recovery.domain.actions.case_actions import RecordProceeding
from asset_recovery.domain.money import Money, half_up
from asset_recovery.domain.value_facts import Course, InputLine, KeepOrSell, Varied
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Convert
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.table import FIGURES, compute
from asset_recovery.lifecycle.keeping import (
    MONTH,
    a_month,
    booked,
    class_decline,
    kept_since,
    months_between,
    own_decline,
)
from asset_recovery.lifecycle.position import Position, ValuationPosition
from asset_recovery.lifecycle.rules import Rules

INPUTS = tuple(one.name for one in FIGURES["sell_or_keep"].inputs if one.name != "currency")
OPTIONAL = ("probability", "cost_to_date")
_SIDES = ("state_keep", "state_sell", "owner_keep", "owner_sell")
_NOT_A_PRICE = ("list_price", "nominal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """An asset as the file has it on a day; `counting` is its newest valuation that counts."""

    position: Position
    rules: Rules
    on: date
    convert: Convert
    look_ups: LookUps
    counting: ValuationPosition | None
    registered_on: date


Line = Callable[[Filed, RecordPlan | None, str], InputLine | None]


def keep_or_sell(filed: Filed, changed: Mapping[str, str] | None = None) -> KeepOrSell:
    """Both present values from the file, with `changed` inputs instead of those on file.

    Raises `ValidationFailed` for a changed input that cannot be.
    """
    currency, lines = inputs_of(filed, changed or {})
    given = {line.name: line.value for line in lines if line.value}
    missing = tuple(line.name for line in lines if not line.value and line.name not in OPTIONAL)
    found = KeepOrSell(
        on=filed.on,
        currency=currency,
        inputs=lines,
        missing=missing,
        exclusions=exclusions(filed.position),
        hearing=heard(filed.position),
    )
    return found if missing else _computed(filed, found, given)


def _computed(filed: Filed, found: KeepOrSell, given: dict[str, str]) -> KeepOrSell:
    currency = found.currency
    to_date = given.pop("cost_to_date", None)
    done = compute("sell_or_keep", {"currency": currency, **given}, filed.look_ups)
    limit = _term(filed, "value_erosion_alarm") or "1"
    names = ("value", "yearly_decline", "months_to_decision", "monthly_cost", "monthly_income")
    eaten = compute(
        "value_erosion",
        {
            "currency": currency,
            **{name: given[name] for name in names},
            **({"cost_to_date": to_date} if to_date else {}),
            "alarm_share": limit,
        },
        filed.look_ups,
    )
    money = _reader(currency)
    even = eaten["break_even_month"]
    return replace(
        found,
        pv_keep=money(done["pv_keep"]),
        pv_sell=money(done["pv_sell"]),
        advice=str(done["advice"]),
        cost_ratio=_text(done["cost_ratio"]),
        net_cost_ratio=_text(done["net_cost_ratio"]),
        ratio_alarm=ratio_alarm(filed, _text(done["net_cost_ratio"])),
        sensitivity=tuple(_varied(one, money) for one in _rows(done["sensitivity"])),
        sides=tuple((name, money(done[name])) for name in _SIDES if name in done),
        erosion=_text(eaten["erosion"]),
        erosion_alarm=bool(eaten["alarm"]),
        erosion_limit=limit,
        break_even_on=None if not isinstance(even, int) else in_months(filed.on, even),
        course=tuple(
            Course(int(str(one["month"])), money(one["value"]), money(one["cost"]))
            for one in _rows(eaten["course"])
        ),
        steps=(*_said(done), *_said(eaten)),
        version=FIGURES["sell_or_keep"].version,
        erosion_version=FIGURES["value_erosion"].version,
    )


def _reader(currency: str) -> Callable[[object], Money]:
    return lambda amount: Money.parse(str(amount), currency, allow_negative=True)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _rows(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


def _said(done: Mapping[str, object]) -> tuple[str, ...]:
    steps = done["explanation"]
    assert isinstance(steps, list)
    return tuple(str(step) for step in steps)


def _varied(one: Mapping[str, object], money: Callable[[object], Money]) -> Varied:
    return Varied(
        input=str(one["input"]),
        change=str(one["change"]),
        given=str(one["value"]),
        pv_keep=money(one["pv_keep"]),
        pv_sell=money(one["pv_sell"]),
        advice=str(one["advice"]),
        flips=bool(one["flips"]),
    )


def in_months(day: date, months: int) -> date:
    """A day some months of 30.4375 days ahead."""
    return day + timedelta(days=int(half_up(MONTH * months, 0)))


def ratio_alarm(filed: Filed, share: str | None) -> str:
    """What the net cost ratio says by the thresholds of the legal system: none, warn or act."""
    if share is None:
        return "none"
    for name in ("act", "warn"):
        limit = _term(filed, f"cost_ratio_{name}")
        if limit is not None and Decimal(share) >= Decimal(limit):
            return name
    return "none"


def _term(filed: Filed, key: str) -> str | None:
    if key not in filed.rules.parameters:
        return None
    return filed.rules.parameter(key, filed.on).value


# --- inputs, each with its source ------------------------------------------------------------


def inputs_of(filed: Filed, changed: Mapping[str, str]) -> tuple[str, tuple[InputLine, ...]]:
    """The currency and every input: changed by hand, else as the file has it, else assumed."""
    plan = plan_of(filed.position)
    value = _value(filed)
    currency = value[0].currency if value else filed.look_ups.base_currency()
    currency = changed.get("currency") or currency
    found = []
    for name in (*INPUTS, "cost_to_date"):
        if changed.get(name):
            found.append(InputLine(name, changed[name], _("changed by hand"), changed=True))
            continue
        line = _LINES[name](filed, plan, currency)
        found.append(line or InputLine(name, "", _("not on file")))
    return currency, _sale_in_time(tuple(found))


def _sale_in_time(lines: tuple[InputLine, ...]) -> tuple[InputLine, ...]:
    """A sale that is assumed to take longer than the case lasts as long as the case."""
    known = {line.name: line for line in lines}
    months, sale = known["months_to_decision"].value, known["months_to_sell"]
    if not sale.assumed or not months.isdecimal() or int(sale.value) <= int(months):
        return lines
    shorter = replace(sale, value=months, source=_("not after the decision"))
    return tuple(shorter if line is sale else line for line in lines)


def plan_of(position: Position) -> RecordPlan | None:
    """The planning sheet: each figure as it was given last."""
    merged: dict[str, object] = {}
    for one in position.happened.get("record_plan", ()):
        command = one.command
        if isinstance(command, RecordPlan):
            given = command.given().items()
            merged |= {name: value for name, value in given if name not in ("rows", "assets")}
    return RecordPlan.parse({"asset": position.reference, **merged}) if merged else None


def _value(filed: Filed) -> tuple[Money, str] | None:
    newest = filed.counting
    if newest is None:
        known = [one for one in filed.position.valuations if one.kind not in _NOT_A_PRICE]
        newest = max((one for one in known if one.on <= filed.on), key=lambda v: v.on, default=None)
    if newest is not None:
        age = (filed.on - newest.on).days
        text = _("{reference}, {kind} of {day}, {age} days old").format(
            reference=newest.reference, day=newest.on, age=age,
            kind=code_lists.label("valuation_kinds", newest.kind).casefold(),
        )  # fmt: skip
        return newest.value, text
    if filed.position.estimated_value is not None:
        text = _("estimate at registration, {day}").format(day=filed.registered_on)
        return filed.position.estimated_value, text
    return None


def _value_line(filed: Filed, _plan: RecordPlan | None, currency: str) -> InputLine | None:
    found = _value(filed)
    if found is None:
        return None
    amount = filed.convert(found[0], currency, filed.on)
    if amount is None:
        return None
    return InputLine("value", amount.amount, found[1], assumed=not filed.position.valuations)


def _decline(filed: Filed, plan: RecordPlan | None, _currency: str) -> InputLine | None:
    own = own_decline(filed.position)
    if own is not None:
        text = _("own valuations {first} of {day} and {last} of {until}").format(
            first=own.first.reference, day=own.first.on, last=own.last.reference, until=own.last.on
        )
        return InputLine("yearly_decline", printed(own.rate), text)
    if plan is not None and plan.yearly_decline is not None:
        return InputLine("yearly_decline", printed(plan.yearly_decline), _("planning sheet"))
    known = class_decline(filed.position.type_code)
    if known is None:
        return None
    label = code_lists.label("depreciation", known[1]).casefold()
    text = _("class of the type: {label}").format(label=label)
    return InputLine("yearly_decline", printed(known[0]), text, assumed=True)


def _a_month(name: str, *, cost: bool) -> Line:
    def line(filed: Filed, plan: RecordPlan | None, currency: str) -> InputLine | None:
        since = kept_since(filed.position)
        found = booked(filed.position, currency, filed.convert, filed.on, cost=cost)
        monthly = a_month(found.total, since, found.until) if since and found.until else None
        if monthly is not None:
            text = _("{count} postings, {day} to {until}, {sum} in all").format(
                count=len(found.lines), day=since, until=found.until, sum=found.total.display()
            )
            if found.without_rate:
                text += _("; without a rate: {names}").format(names=", ".join(found.without_rate))
            return InputLine(name, monthly.amount, text)
        planned: Money | None = getattr(plan, name, None)
        if planned is not None:
            amount = filed.convert(planned, currency, filed.on)
            if amount is not None:
                return InputLine(name, amount.amount, _("planning sheet"))
        text = _("nothing posted, nothing planned")
        return InputLine(name, Money.zero(currency).amount, text, assumed=True)

    return line


def _months(filed: Filed, plan: RecordPlan | None, _currency: str) -> InputLine | None:
    name = "months_to_decision"
    expected = [
        one.command.expected_final
        for one in filed.position.happened.get("record_proceeding", ())
        if isinstance(one.command, RecordProceeding) and one.command.expected_final is not None
    ]
    if expected and expected[-1] > filed.on:
        months = max(1, int(half_up(months_between(filed.on, expected[-1]), 0)))
        text = _("final decision expected on {day}").format(day=expected[-1])
        return InputLine(name, str(months), text)
    if plan is not None and plan.horizon_months is not None:
        gone = months_between(min(plan.on, filed.on), filed.on)
        left = max(1, int(half_up(plan.horizon_months - gone, 0)))
        text = _("planning sheet of {day}: {months} months").format(
            day=plan.on, months=f"{plan.horizon_months:f}"
        )
        return InputLine(name, str(left), text)
    return _assumed(name)(filed, plan, "")


def _sale_cost(filed: Filed, plan: RecordPlan | None, currency: str) -> InputLine | None:
    if plan is not None and plan.sale_cost_share is not None:
        return InputLine("sale_cost_share", printed(plan.sale_cost_share), _("planning sheet"))
    return _assumed("sale_cost_share")(filed, plan, currency)


def _assumed(name: str) -> Line:
    def line(filed: Filed, _plan: RecordPlan | None, _currency: str) -> InputLine | None:
        known = _term(filed, name)
        if known is None:
            return None
        mark = filed.rules.parameter(name, filed.on).mark
        text = _("{name} of the legal system ({mark})").format(
            name=name.replace("_", " "), mark=mark
        )
        return InputLine(name, known, text, assumed=True)

    return line


def _to_date(filed: Filed, _plan: RecordPlan | None, currency: str) -> InputLine | None:
    cost = booked(filed.position, currency, filed.convert, filed.on, cost=True)
    income = booked(filed.position, currency, filed.convert, filed.on, cost=False)
    if not cost.lines:
        return InputLine("cost_to_date", Money.zero(currency).amount, _("nothing posted"))
    net = cost.total - min(income.total, cost.total)
    text = _("keeping costs posted, less income")
    return InputLine("cost_to_date", net.amount, text)


def _none(_filed: Filed, _plan: RecordPlan | None, _currency: str) -> InputLine | None:
    return None


_LINES: Mapping[str, Line] = {
    "value": _value_line,
    "yearly_decline": _decline,
    "months_to_decision": _months,
    "monthly_cost": _a_month("monthly_cost", cost=True),
    "monthly_income": _a_month("monthly_income", cost=False),
    "sale_cost_share": _sale_cost,
    "early_sale_haircut": _assumed("early_sale_haircut"),
    "months_to_sell": _assumed("months_to_sell"),
    "discount_rate": _assumed("discount_rate"),
    "yield_on_proceeds": _assumed("yield_on_proceeds"),
    "probability": _none,
    "cost_to_date": _to_date,
}


# --- what stands beside any advice -----------------------------------------------------------


def exclusions(position: Position) -> tuple[str, ...]:
    """What spares the asset from a sale before judgment, whatever the figures say."""
    found = [code_lists.label("sale_exclusions", flag) for flag in position.flags]
    if position.evidence_held:
        found.append(_("Held as evidence"))
    return tuple(found)


def heard(position: Position) -> tuple[str, ...]:
    """Who was notified or heard, in words; nobody, if nobody was."""
    return tuple(_heard(position))


def _heard(position: Position) -> Iterator[str]:
    for reference, one in position.hearings.items():
        name = one.name or position.names.get(reference, reference)
        if one.reply is not None:
            reply = code_lists.label("hearing_replies", one.reply).casefold()
            yield _("{name}: {reply}, {day}").format(name=name, reply=reply, day=one.reply_on)
        elif one.notified_on is not None:
            yield _("{name}: notified {day}, may reply until {until}").format(
                name=name, day=one.notified_on, until=one.reply_by
            )
    if position.proposal_urgent:
        yield _("urgency is stated with the proposal")
