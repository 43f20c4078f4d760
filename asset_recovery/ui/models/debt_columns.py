"""Columns of what is owed: the account of a value order, its securities, the aged balance."""

from __future__ import annotations

from typing import Any

from asset_recovery.domain.debt_facts import DebtLineFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.order_columns import state_tone

AGE_TONES = {"2_to_5_years": "attention", "over_5_years": "bad"}
ALARM_TONES = {"high": "bad", "low": "attention"}


def entry(line: DebtLineFacts) -> str:
    """What happened, with whom."""
    what = words.of("debt_entries", line.what)
    return f"{what} · {words.visible(line.source)}" if line.source else what


def plain(amount: Any) -> str:
    """An amount in the currency that the heading names; nothing where it is zero."""
    return "" if amount is None or amount.is_zero else f"{amount.decimal:,f}"


def accepted(line: DebtLineFacts) -> str:
    """What of a payment counted, with what was too much."""
    if line.surplus.is_zero:
        return plain(line.accepted)
    return f"{plain(line.accepted) or 0} (+ {plain(line.surplus)})"


def some(amount: Any) -> str:
    """An amount; nothing where it is zero."""
    return "" if amount is None or amount.is_zero else words.money(amount)


LINES = (
    Column("on", N_("Date"), lambda one: words.day(one.on), look="second", width=96),
    Column("what", N_("Entry"), entry, width=0),
    Column("amount", N_("Amount"), lambda one: plain(one.amount), right=True, width=96),
    Column("interest", N_("Interest since"), lambda one: plain(one.interest), right=True, width=96),
    Column("accepted", N_("Counted"), accepted, right=True, width=100),
    Column("principal", N_("Principal left"), lambda one: plain(one.principal_left) or "0",
           right=True, width=100),
    Column("left", N_("All left"), lambda one: plain(one.left) or "0", right=True, width=100),
)  # fmt: skip
SECURITIES = (
    Column("asset", N_("Asset"), lambda one: one.asset, look="second", width=154),
    Column("description", N_("Description"), lambda one: words.visible(one.description), width=0),
    Column("state", N_("State"), lambda one: words.of("legal_states", one.state), width=190),
    Column("value", N_("Value"), lambda one: words.money(one.value, _("not known")), right=True,
           width=140),
)  # fmt: skip
LIABILITIES = (
    Column("on", N_("Date"), lambda one: words.day(one.on), look="second", width=96),
    Column("kind", N_("What"), lambda one: words.of("liability_sources", one.kind), width=130),
    Column("party", N_("To or from"), lambda one: words.visible(one.party), width=170),
    Column("basis", N_("Why"), lambda one: words.visible(one.basis), look="second", width=0),
    Column("amount", N_("Amount"), lambda one: words.money(one.amount, _("the thing")), right=True,
           width=122),
    Column("paid", N_("Paid"), lambda one: some(one.paid), right=True, width=110),
    Column("open", N_("Open"), lambda one: words.money(one.open, words.NOTHING), right=True,
           width=122),
)  # fmt: skip
VALUE_ORDERS = (
    Column("reference", N_("Order"), lambda one: one.reference, look="second", width=124),
    Column("debtors", N_("Owed by"), lambda one: words.visible(one.debtors), width=0),
    Column("state", N_("State"), lambda one: words.of("order_states", one.state), look="tag",
           tone=lambda one: state_tone(one.state), width=112),
    Column("age", N_("Age"), lambda one: words.of("age_classes", one.age), look="tag",
           tone=lambda one: AGE_TONES.get(one.age, "plain") if not one.outstanding.is_zero
           else "plain", width=98),
    Column("principal", N_("Principal"), lambda one: plain(one.principal), right=True, width=106),
    Column("interest", N_("Interest"), lambda one: plain(one.interest), right=True, width=94),
    Column("costs", N_("Costs"), lambda one: plain(one.costs), right=True, width=78),
    Column("paid", N_("Paid"), lambda one: plain(one.paid), right=True, width=106),
    Column("outstanding", N_("Outstanding"), lambda one: words.money(one.outstanding), right=True,
           look="strong", width=132),
    Column("alarm", N_("Cover"), lambda one: words.of("coverage_alarms", one.alarm)
           if one.alarm != "none" else "", look="tag",
           tone=lambda one: ALARM_TONES.get(one.alarm, "plain"), width=124),
)  # fmt: skip
AGED = (
    Column("age", N_("Owed for"), lambda one: words.of("age_classes", one[1]), width=0),
    Column("count", N_("Orders"), lambda one: words.count(one[2]), right=True, width=70),
    Column("sum", N_("Outstanding"), lambda one: words.money(one[3]), right=True, width=160),
)
