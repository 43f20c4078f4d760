"""Figures of a value order: what is still owed, the interest, how it is covered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asset_recovery.domain import code_lists
from asset_recovery.domain.debt_facts import DebtFacts
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import Debt
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.services.case_parts.debts import debt_facts, debts_of
from asset_recovery.services.case_parts.orders import orders_as_of
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.explained.explaining import Answer, Explaining, not_known, term

Explain = Callable[[Explaining], Answer]


def _debt(work: Explaining) -> Debt:
    found = debts_of(work.desk).get(work.order)
    if found is None:
        text = _("Nothing is owed on {order} on that day: it is no value order, or not given.")
        raise not_known(text.format(order=work.order), "record_order")
    return found


def _inputs(debt: Debt) -> dict[str, object]:
    """The same input that a person would give to `compute value_order`."""
    told = debt.statement
    start = told.terms.start
    costs = [{"on": start.isoformat(), "amount": told.costs.amount}] if told.costs else []
    costs += [_dated(one) for one in debt.lines if one.entry and one.entry.kind == "cost"]
    paid = [one for one in debt.lines if one.entry is not None and not one.accepted.is_zero]
    return {
        "currency": debt.principal.currency,
        "principal": told.principal.amount,
        "rates": _rates(debt),
        "from": start.isoformat(),
        "day_count": told.terms.day_count,
        "payments": [{"on": one.on.isoformat(), "amount": one.accepted.amount} for one in paid],
        "costs": costs,
        "to": debt.on.isoformat(),
        **_changes(debt),
    }


def _changes(debt: Debt) -> dict[str, object]:
    """What the calculator does not know: other amounts from a day on, or the end of the order."""
    found: dict[str, object] = {}
    changed = [one for one in debt.lines if one.entry and one.entry.kind == "principal"]
    if changed:
        found["new_amounts"] = [_dated(one) for one in changed]
    ended = [one for one in debt.lines if one.entry and one.entry.kind == "ended"]
    if ended:
        found["ended_on"] = ended[-1].on.isoformat()
    return found


def _rates(debt: Debt) -> list[dict[str, str]]:
    """The rate in force when interest begins, and each later one."""
    terms = debt.statement.terms
    before = [rate for since, rate in terms.rates if since <= terms.start][-1:]
    later = [(since, rate) for since, rate in terms.rates if since > terms.start]
    steps = [(terms.start, rate) for rate in before] + later
    return [{"from": since.isoformat(), "rate": printed(rate)} for since, rate in steps]


def _dated(line: object) -> dict[str, str]:
    entry = getattr(line, "entry", None)
    assert entry is not None
    return {"on": entry.on.isoformat(), "amount": entry.amount.amount}


def _steps(debt: Debt, facts: DebtFacts) -> list[str]:
    steps = [
        _("Principal {principal}; interest {rate}, {count}, from {day}.").format(
            principal=debt.statement.principal.display(),
            rate=facts.rate,
            count=facts.day_count,
            day=facts.interest_from,
        )
    ]
    for line in facts.lines:
        what = code_lists.label("debt_entries", line.what)
        parts = [
            _("{day}: {what} {amount}")
            .format(day=line.on, what=what, amount=line.amount.display() if line.amount else "")
            .rstrip(),
            _("interest since the line before {interest}").format(interest=line.interest.amount),
            _("to costs {costs}, to interest {to_interest}, to principal {principal}").format(
                costs=line.to_costs.amount,
                to_interest=line.to_interest.amount,
                principal=line.to_principal.amount,
            ),
            _("left {left}.").format(left=line.left.amount),
        ]
        steps.append("; ".join(parts))
    return steps


def _facts(work: Explaining) -> DebtFacts:
    return debt_facts(work.desk, orders_as_of(work.desk))[work.order]


def outstanding(work: Explaining) -> Answer:
    """What is still to be paid on the day, line by line."""
    debt = _debt(work)
    facts = _facts(work)
    return work.answer(
        formula="value_order",
        text=_(
            "Each payment goes to costs, then interest, then principal; interest runs on the "
            "principal left, never on interest."
        ),
        value=debt.outstanding,
        inputs=_inputs(debt),
        steps=[
            *_steps(debt, facts),
            _("Outstanding: {amount}.").format(amount=debt.outstanding.display()),
        ],
        more={
            "principal": written(debt.principal_left),
            "interest": written(debt.interest_left),
            "costs": written(debt.costs_left),
            "surplus": written(debt.surplus),
            "lines": written(facts.lines),
        },
    )


def interest(work: Explaining) -> Answer:
    """All interest up to the day."""
    debt = _debt(work)
    facts = _facts(work)
    lines = [line for line in facts.lines if not line.interest.is_zero]
    return work.answer(
        formula="value_order",
        text=_("Simple interest by days on the principal left, rounded once a line."),
        value=debt.interest,
        inputs=_inputs(debt),
        steps=[f"{line.on}: {line.interest.display()}" for line in lines],
    )


def covered(work: Explaining) -> Answer:
    """The securities over what is still owed."""
    _debt(work)
    facts = _facts(work)
    return work.answer(
        formula="coverage",
        text=_("What the securities are worth, divided by what is still owed."),
        value=facts.coverage,
        inputs={"secured": facts.secured, "outstanding": facts.outstanding},
        steps=[
            f"{one.asset}: {one.value.display() if one.value else _('value not known')}"
            for one in facts.securities
        ],
        more={
            "alarm": facts.alarm,
            "alarm_high": term(work, "coverage_alarm_high"),
            "alarm_low": term(work, "coverage_alarm_low"),
        },
    )


FIGURES: Mapping[str, Explain] = {
    "outstanding": outstanding,
    "interest": interest,
    "coverage": covered,
}
