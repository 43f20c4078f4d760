"""Sums of the certificates: what the order allows, what all States are asked for, words, rates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.forms.checks.eu_scope import (
    AMOUNT,
    TOTAL,
    neighbours,
    orders,
    same_currency,
    words_of,
)
from asset_recovery.forms.form_model import WARNS
from asset_recovery.forms.rule_scope import RuleFinding, RuleScope
from asset_recovery.forms.typed_cells import read_sum
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.conversion import QuotedRate, RateTable, convert
from asset_recovery.reports.amount_words import amount_in_words

_NEAR = Decimal("0.9")
Found = Iterator[RuleFinding]


def amounts(scope: RuleScope) -> Found:
    """All States together never recover more than the order says (EU-R5)."""
    asked, total = scope.money(AMOUNT), scope.money(TOTAL)
    if total is None:
        return
    if asked is not None and same_currency(asked, total) and asked > total:
        text = _("{asked} are asked for; the whole order is about {total}.")
        yield RuleFinding(text=text.format(asked=asked.display(), total=total.display()))
    recovered, held = _abroad(scope, total)
    yield from _recovered(asked, total, recovered, held)
    yield from _asked_of_all(scope, asked, total)


def _abroad(scope: RuleScope, total: Money) -> tuple[Money, Money]:
    """What all States paid on the order, and what they hold beside it."""
    paid, held = Money.zero(total.currency), Money.zero(total.currency)
    if scope.records is None:
        return paid, held
    request = scope.records.on_file
    for one in request.totals:
        for _state, here, received in one.by_state:
            if here.currency == total.currency:
                held, paid = held + here, paid + received
    if same_currency(request.paid_elsewhere, total) and request.paid_elsewhere is not None:
        paid = max(paid, request.paid_elsewhere)
    return paid, held


def _recovered(asked: Money | None, total: Money, paid: Money, held: Money) -> Found:
    if paid > total:
        text = _("{paid} were recovered in all States; the order is about {total}.")
        yield RuleFinding(text=text.format(paid=paid.display(), total=total.display()))
        return
    left = total - paid
    if same_currency(asked, total) and asked is not None and left < asked <= total:
        text = _("{paid} are recovered already: {left} of the order are left.")
        yield RuleFinding(text=text.format(paid=paid.display(), left=left.display()))
    elif (paid + held).decimal >= total.decimal * _NEAR:
        text = _("{sum} of {total} are held or recovered in all States.")
        yield RuleFinding(
            level=WARNS,
            text=text.format(sum=(paid + held).display(), total=total.display()),
            mend=_("Ask what each State holds before more is asked for."),
        )


def _asked_of_all(scope: RuleScope, asked: Money | None, total: Money) -> Found:
    """What this and every other certificate of the order ask for."""
    others = [
        (one, money)
        for one in neighbours(scope)
        if (money := read_sum(one.fields.get(AMOUNT))) and money.currency == total.currency
    ]
    if not others or asked is None or not same_currency(asked, total):
        return
    whole = Money.total([asked, *(money for _one, money in others)], total.currency)
    if whole.decimal < total.decimal * _NEAR:
        return
    named = ", ".join(f"{one.reference} ({one.country}) {money.display()}" for one, money in others)
    text = _("{whole} of {total} are asked for in all States, beside this one by {others}.")
    yield RuleFinding(
        level=WARNS,
        text=text.format(whole=whole.display(), total=total.display(), others=named),
        mend=_("See to it that together no more than the order is recovered."),
    )


def amount_words(scope: RuleScope) -> Found:
    """The words of a sum say what its figures say, in the language of the certificate (EU-R7)."""
    language = str(scope.names.get("language") or "en")
    for key in (AMOUNT, TOTAL):
        money = scope.money(key)
        if money is None:
            continue
        typed = scope.values.get(f"{key}_words")
        words = amount_in_words(money, language)
        if words and typed and words_of(typed) != words_of(words):
            yield RuleFinding(
                field=f"{key}_words",
                text=_("The words do not fit the figures {figures}.").format(
                    figures=money.display()
                ),
                mend=_("Write “{words}”, or take the words out.").format(words=words),
            )
        elif not words and not typed:
            yield RuleFinding(
                field=f"{key}_words",
                text=_("{figures} has no words in the language of the certificate.").format(
                    figures=money.display()
                ),
                mend=_("Write the amount in words by hand."),
            )


def conversion(scope: RuleScope) -> Found:
    """Converted sums use the rate of the day on which the order was issued (EU-R13)."""
    asked, total = scope.money(AMOUNT), scope.money(TOTAL)
    if asked is None or total is None or asked.currency == total.currency:
        return
    rate, day = scope.values.get("d_conversion_rate"), scope.values.get("d_conversion_date")
    if not isinstance(rate, Decimal) or rate <= 0 or not isinstance(day, date):
        yield RuleFinding()
        return
    issued = issued_on(scope)
    if issued is not None and day != issued:
        text = _("The rate is of {day}; the order was issued on {issued}.")
        yield RuleFinding(
            field="d_conversion_date",
            text=text.format(day=day.isoformat(), issued=issued.isoformat()),
        )
        return
    table = RateTable([QuotedRate(total.currency, asked.currency, day, rate)])
    try:
        found = convert(total, asked.currency, day, table.rate, asked.currency).amount
    except ValidationFailed as refusal:
        yield RuleFinding(text=refusal.reasons[0].text)
        return
    if asked > found:
        text = _("At that rate the order is about {found}, less than {asked}.")
        yield RuleFinding(text=text.format(found=found.display(), asked=asked.display()))


def issued_on(scope: RuleScope) -> date | None:
    """The day on which the order was issued: of the certificate, else of its one order."""
    typed = scope.values.get("b_date_issued")
    if isinstance(typed, date):
        return typed
    days = {order.made_on for order in orders(scope) if order.made_on is not None}
    return days.pop() if len(days) == 1 else None
