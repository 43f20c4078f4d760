"""The account of a value order on its page: what is owed, the lines, what stands for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.debt_facts import DebtFacts
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import debt_columns
from asset_recovery.ui.pages.record_page import list_card, side_by_side, stacked
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import label
from asset_recovery.ui.widgets.tag import tag


def debt_tab(debt: DebtFacts, open_asset: Callable[[str], object]) -> QWidget:
    """Everything about the debt; a line of a security opens its asset."""
    securities = list_card(
        _("Assets that secure it"), debt_columns.SECURITIES, debt.securities,
        lambda one: open_asset(one.asset), _("No asset secures this order any more."),
    )  # fmt: skip
    heading = _("Account, {currency}").format(currency=debt.principal.currency)
    lines = list_card(
        heading, debt_columns.LINES, debt.lines, None,
        _("Nothing was paid or charged yet, and no interest runs."),
    )  # fmt: skip
    lines.add(label(_explained(debt), "small", wrap=True))
    return stacked(side_by_side((_sums(debt), 1), (_terms(debt), 1)), lines, securities)


def _sums(debt: DebtFacts) -> Card:
    card = Card(_("Owed on {day}").format(day=words.day(debt.on)))
    card.head.addStretch(1)
    if debt.release_proposed:
        card.head.addWidget(tag(_("Release what secures it"), "attention"))
    if not debt.surplus.is_zero:
        card.head.addWidget(tag(_("Pay back the surplus"), "attention"))
    card.add(facts_form((
        (_("Principal"), words.money(debt.principal)),
        (_("Interest"), words.money(debt.interest)),
        (_("Costs"), words.money(debt.costs)),
        (_("Paid"), _paid(debt)),
        (_("Written off"), "" if debt.written_off.is_zero else words.money(debt.written_off)),
        (_("No longer owed"), "" if debt.fallen_away.is_zero else words.money(debt.fallen_away)),
        (_("Outstanding"), words.money(debt.outstanding)),
        (_("Paid beyond it"), "" if debt.surplus.is_zero else words.money(debt.surplus)),
    )))  # fmt: skip
    card.body.addStretch(1)
    return card


def _paid(debt: DebtFacts) -> str:
    share = words.percent(int(Decimal(debt.satisfied) * 1000))
    return _("{amount} ({share} of all that was owed)").format(
        amount=words.money(debt.paid), share=share
    )


def _terms(debt: DebtFacts) -> Card:
    card = Card(_("Terms and cover"))
    card.head.addStretch(1)
    if debt.alarm != "none":
        tone = debt_columns.ALARM_TONES[debt.alarm]
        card.head.addWidget(tag(words.of("coverage_alarms", debt.alarm), tone))
    basis = _("by the order") if debt.rate_basis == "order" else _("by the legal system")
    card.add(facts_form((
        (_("Owed by"), words.visible("\n".join(debt.debtors))),
        (_("Owed since"), f"{words.day(debt.since)} · {words.of('age_classes', debt.age)}"),
        (_("Interest"), f"{debt.rate}, {basis}"),
        (_("Counted"), _("from {day}, {count}").format(
            day=words.day(debt.interest_from), count=words.of("day_counts", debt.day_count))
            if debt.rate_basis == "order" or not debt.interest.is_zero else ""),
        (_("Satisfied since"), words.day(debt.satisfied_on)),
        (_("Secured by"), words.money(debt.secured)),
        (_("Cover"), "" if debt.coverage is None else
         _("{share} times what is outstanding").format(share=debt.coverage)),
    )))  # fmt: skip
    card.body.addStretch(1)
    return card


def _explained(debt: DebtFacts) -> str:
    if debt.rate_basis != "order" and debt.interest.is_zero:
        return _("Each payment goes to costs, then to principal. No interest runs.")
    return _(
        "Each payment goes to costs, then interest, then principal. Interest runs on the principal "
        "left, never on interest, and is rounded once a line."
    )
