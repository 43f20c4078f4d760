"""Figures of an asset: value, costs, net proceeds, balance, shares, equity, sell or keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asset_recovery.domain.case_file import PostingFacts
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import CurrentValue, newest_valuation
from asset_recovery.lifecycle.figures.arithmetic import money_ratio
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.reversal import duty_of
from asset_recovery.services.case_parts.money import balance_of, posting_facts
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.explained import (
    care_figures,
    custody_figure,
    planned_figures,
    value_figures,
)
from asset_recovery.services.explained.explaining import (
    Answer,
    Explaining,
    LookedUp,
    not_known,
    steps_of,
    term,
    version_of,
)
from asset_recovery.services.waterfalls import net_of

Explain = Callable[[Explaining], Answer]


def _value(work: Explaining) -> CurrentValue:
    found = work.desk.value_of(work.of)
    if found is None and work.desk.reading.as_of is not None:
        text = _("No value of this asset is dated {day} or before.")
        raise not_known(text.format(day=work.desk.day), "record_valuation")
    if found is None:
        raise not_known(_("No value of this asset is on file."), "record_valuation")
    return found


def value(work: Explaining) -> Answer:
    """The value that lists show."""
    found = _value(work)
    newest = newest_valuation(work.of.position)
    inputs: dict[str, object] = {"kind": found.kind, "on": found.on, "counts": found.counts}
    steps = [_sentence(found)]
    if work.of.position.substitutes is not None:
        steps = [
            _("The asset stands for {asset}, which was sold: {amount} of {day}.").format(
                asset=work.of.position.substitutes, amount=found.value.display(), day=found.on
            )
        ]
    elif newest is not None:
        inputs |= {"valuation": newest.reference, "valuer": work.desk.name(newest.valuer)}
    return work.answer(
        formula="current_value",
        text=_("The newest valuation, else the estimate; for proceeds the net, else the gross."),
        value=found.value,
        inputs=inputs,
        steps=steps,
    )


def _sentence(found: CurrentValue) -> str:
    return _("{amount}, {kind} of {day}.").format(
        amount=found.value.display(), kind=found.kind.replace("_", " "), day=found.on
    )


def base_value(work: Explaining) -> Answer:
    """The value in the base currency of the office, at the rate of the day of the value."""
    found = _value(work)
    base = work.desk.reading.base_currency
    given = {
        "amount": found.value.amount,
        "currency": found.value.currency,
        "to": base,
        "on": found.on.isoformat(),
    }
    done = compute("convert", given, LookedUp(work.desk))
    work.convert(found.value, base, found.on)
    return work.answer(
        formula="convert",
        version=version_of(done),
        text=_("The value converted on its own day; the latest rate on or before it."),
        value={"amount": done["amount"], "currency": base},
        inputs=given,
        steps=steps_of(done),
        more={"path": done["path"]},
    )


def _lines(work: Explaining, direction: str) -> list[PostingFacts]:
    """The postings that count: without what was reversed and what reverses it."""
    lines = posting_facts(work.desk)
    reversing = {one.reversed_by for one in lines if one.reversed_by}
    wanted = None if work.asset is None else work.asset.reference
    return [
        one
        for one in lines
        if one.direction == direction
        and not one.reversed_by
        and one.reference not in reversing
        and (wanted is None or one.asset in (wanted, work.of.position.substitutes))
    ]


def _total(
    work: Explaining, direction: str, currency: str
) -> tuple[Money, list[Answer], list[str]]:
    """The sum of postings in a currency, each converted on its own day, with what was added."""
    total = Money.zero(currency)
    inputs: list[Answer] = []
    steps: list[str] = []
    for one in _lines(work, direction):
        amount = work.convert(one.amount, currency, one.on)
        inputs.append(
            {
                "posting": one.reference,
                "on": one.on.isoformat(),
                "category": one.category,
                "amount": one.amount.as_json(),
                "converted": written(amount),
            }
        )
        if amount is None:
            steps.append(_("{posting}: no rate on file.").format(posting=one.reference))
            continue
        total += amount
        steps.append(
            _("{posting}, {day}: {amount} = {converted}").format(
                posting=one.reference,
                day=one.on,
                amount=one.amount.display(),
                converted=amount.display(),
            )
        )
    return total, inputs, steps


def _sum(direction: str) -> Explain:
    def explain(work: Explaining) -> Answer:
        currency = work.desk.currency
        total, inputs, steps = _total(work, direction, currency)
        own = {"cost": _("costs"), "income": _("income")}[direction]
        return work.answer(
            formula=f"{direction}_total",
            text=_("The sum of all {what} that were not reversed, each on its day.").format(
                what=own
            ),
            value=total,
            inputs={"postings": inputs},
            steps=steps,
        )

    return explain


def cost_ratio(work: Explaining) -> Answer:
    """Costs so far over the value (over the gross proceeds of what was sold), in its currency."""
    position = work.of.position
    sold = position.substitutes is not None and position.gross is not None
    base = position.gross if sold and position.gross else _value(work).value
    total, inputs, steps = _total(work, "cost", base.currency)
    share = money_ratio(total, base)
    return work.answer(
        formula="cost_ratio",
        text=_("Costs so far divided by the gross proceeds, to four decimals.")
        if sold
        else _("Costs so far divided by the value, to four decimals."),
        value=share,
        inputs={"value": base, "costs": total, "postings": inputs},
        steps=[
            *steps,
            _("{costs} of {value} is {share}.").format(
                costs=total.display(), value=base.display(), share=share or "–"
            ),
        ],
        more={"warn_at": term(work, "cost_ratio_warn"), "act_at": term(work, "cost_ratio_act")},
    )


def net_proceeds(work: Explaining) -> Answer:
    """The waterfall: as determined and kept, else as the books stand."""
    position, desk = work.of.position, work.desk
    if position.proceeds is None:
        raise not_known(_("There are no proceeds of this asset."), "deliver_asset")
    kept: Mapping[str, object] = position.net_facts
    if not kept:
        rates = desk.reading.rates
        kept = net_of(position, desk.rules, rates, None, (), desk.day)
    net = kept["net"]
    assert isinstance(net, dict)
    given = _waterfall_input(position, kept, str(net["currency"]))
    done = compute("net_proceeds", given, LookedUp(desk))
    return work.answer(
        formula="net_proceeds",
        version=version_of(done),
        text=_("Determined on {day}.").format(day=position.net_on)
        if position.net_on
        else _("Not determined yet: as the books stand."),
        value={"amount": done["net"], "currency": net["currency"]},
        inputs=given,
        steps=[*steps_of(done), *_rate_notes(kept)],
        more={
            name: done[name] for name in ("net", "shortfall", "lines", "third_parties", "remainder")
        },
    )


def _waterfall_input(
    position: Position, kept: Mapping[str, object], currency: str
) -> dict[str, object]:
    """The same input that a person would give to `compute`."""
    lines = kept.get("lines")
    deductions = [
        {
            "class": line["class"],
            "rank": line["rank"],
            "label": line["label"],
            "amount": line["amount"]["amount"],
        }
        for line in (lines if isinstance(lines, list) else [])
    ]
    shares = [
        {"to": claim.party, "share": format(claim.share, "f")}
        for claim in position.claims.values()
        if claim.state in ("upheld", "upheld_in_part") and claim.share is not None
    ]
    gross = kept["gross"]
    assert isinstance(gross, dict)
    given: dict[str, object] = {
        "currency": currency,
        "gross": gross["amount"],
        "deductions": deductions,
    }
    return given | ({"third_party_shares": shares} if shares else {})


def _rate_notes(kept: Mapping[str, object]) -> list[str]:
    lines = kept.get("lines")
    return [
        f"{line['label']}: {line['note']}"
        for line in (lines if isinstance(lines, list) else [])
        if line.get("note")
    ]


def balance(work: Explaining) -> Answer:
    """What is still in hand of the proceeds."""
    position = work.of.position
    found = balance_of(position)
    if found is None:
        raise not_known(_("There is no money of this asset in hand."))
    held = position.net if position.net is not None else position.proceeds
    assert held is not None
    payments = [
        {"to": to, "on": on, "amount": amount, "reference": reference}
        for one in position.allocations.values()
        for to, on, amount, reference in one.paid
    ]
    steps = [_("In hand: {amount}.").format(amount=held.display())]
    for one in position.allocations.values():
        for to, on, amount, _reference in one.paid:
            steps.append(
                _("Paid to {to} on {day}: {amount}.").format(to=to, day=on, amount=amount.display())
            )
    if position.returned_amount is not None:
        steps.append(_("Returned: {amount}.").format(amount=position.returned_amount.display()))
    return work.answer(
        formula="balance",
        text=_("Net proceeds (gross where no net is determined) less all payments and returns."),
        value=found,
        inputs={"held": held, "payments": payments, "returned": position.returned_amount},
        steps=steps,
    )


def allocation(work: Explaining) -> Answer:
    """Who receives what of the net."""
    position = work.of.position
    if not position.allocations:
        raise not_known(_("Nothing is allocated yet."), "allocate_proceeds")
    shares, steps = [], []
    for one in position.allocations.values():
        for to, kind, amount in one.shares:
            part = _part_of_net(position, amount)
            shares.append(
                {
                    "allocation": one.reference,
                    "to": work.desk.name(to),
                    "kind": kind,
                    "amount": amount,
                    "part_of_net": part,
                    "paid": one.paid_to(to),
                }
            )
            steps.append(
                _("{to} ({kind}): {amount}, {part} of the net.").format(
                    to=work.desk.name(to), kind=kind, amount=amount.display(), part=part or "–"
                )
            )
    amounts = [amount for one in position.allocations.values() for _to, _k, amount in one.shares]
    return work.answer(
        formula="split",
        text=_("Shares of the net; their sum is the net exactly (largest remainder)."),
        value=Money.total(amounts, amounts[0].currency),
        inputs={"net": position.net},
        steps=steps,
        more={"shares": written(shares)},
    )


def _part_of_net(position: Position, amount: Money) -> str | None:
    if position.net is None or position.net.currency != amount.currency:
        return None
    return money_ratio(amount, position.net)


def compensation(work: Explaining) -> Answer:
    """What is owed after a reversal or a release: the thing, or the money that stands for it."""
    found = duty_of(work.of.position, work.desk.rules, work.desk.day)
    if found is None:
        raise not_known(
            _("This asset is neither to be given back nor was its confiscation reversed."),
            "reverse_confiscation",
        )
    return work.answer(
        formula="reversal_duty",
        text=_(
            "In kind where the thing exists; else the net proceeds with interest; else the insured "
            "or market value of the day on which it was lost."
        ),
        value=found.outstanding if found.outstanding is not None else found.kind,
        inputs={
            "kind": found.kind,
            "since": found.since,
            "principal": found.principal,
            "interest": found.interest,
            "paid": found.paid,
            "day_count": found.day_count,
        },
        steps=found.steps,
        more={"outstanding": written(found.outstanding), "discharged": found.is_discharged},
    )


FIGURES: Mapping[str, Explain] = {
    "compensation": compensation,
    "value": value,
    "base_value": base_value,
    "net_proceeds": net_proceeds,
    "net": net_proceeds,
    "cost_total": _sum("cost"),
    "income_total": _sum("income"),
    "cost_ratio": cost_ratio,
    "balance": balance,
    "allocation": allocation,
    "fee_check": care_figures.fees,
    "insurance_gap": care_figures.insurance,
    "custody": custody_figure.custody,
    "equity": planned_figures.equity,
    "sell_or_keep": planned_figures.sell_or_keep,
    "keep_or_sell": value_figures.keep_or_sell_of,
    "value_erosion": value_figures.value_erosion,
    "weighted_value": value_figures.weighted_value,
}
