"""Columns of invoices: the list, and the lines of one with what was found at each."""

from __future__ import annotations

from asset_recovery.domain.invoice_facts import InvoiceLineFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import InvoiceRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.widgets.chips import Chip

STATE_TONES = {
    "received": "accent", "disputed": "bad", "certified": "attention", "approved": "good",
    "sent": "good", "paid": "good", "rejected": "plain",
}  # fmt: skip
LINE_TONES = {
    "open": "accent", "certified": "attention", "posted": "good", "disputed": "bad",
    "credited": "plain", "replaced": "plain", "rejected": "plain",
}  # fmt: skip


def state_tone(state: str) -> str:
    """The tone of the state of an invoice."""
    return STATE_TONES.get(state, "plain")


def _wrong(row: InvoiceRow) -> str:
    if not row.wrong:
        return ""
    if row.wrong == 1:
        return _("1 line differs")
    return _("{count} lines differ").format(count=row.wrong)


def _some(amount: Money) -> str:
    return "" if amount.is_zero else words.money(amount)


def about(line: InvoiceLineFacts) -> str:
    """For what a line is."""
    if not line.known:
        return _("a case that you may not see")
    if line.asset is None:
        return _("{case}, as a whole").format(case=line.case)
    return f"{line.asset} {words.visible(line.asset_description)}"


def billed(line: InvoiceLineFacts) -> str:
    """Quantity and rate, or the share and its key."""
    if line.key is not None and line.weight is not None:
        key = words.of("invoice_keys", line.key)
        return f"{key} ({line.weight.normalize():f})" if line.key != "equal" else key
    if line.quantity is None:
        return ""
    unit = "" if line.unit is None else f" {words.of('billing_units', line.unit)}"
    rate = "" if line.rate is None else f" × {line.rate:f}"
    return f"{line.quantity:f}{unit}{rate}"


def days(line: InvoiceLineFacts) -> str:
    """Days expected against days billed."""
    if line.expected_days is None or line.billed_days is None:
        return ""
    if line.expected_days == line.billed_days:
        return str(line.billed_days)
    return f"{line.expected_days} / {line.billed_days}"


def check(line: InvoiceLineFacts) -> str:
    """What was found, or that it fits."""
    if not line.known:
        return ""
    if not line.findings:
        return _("fits")
    first = next((one for one in line.findings if one.wrong), line.findings[0])
    return words.of("invoice_findings", first.code)


def check_tone(line: InvoiceLineFacts) -> str:
    """Red where it is wrong, amber where it is to be looked at."""
    if line.wrong:
        return "bad"
    return "attention" if line.findings else "good"


LIST = (
    Column("reference", N_("Invoice"), lambda r: r.reference, "reference", look="second",
           width=124),
    Column("supplier", N_("Supplier"), lambda r: words.visible(r.supplier), "supplier", width=0),
    Column("number", N_("Number"), lambda r: words.visible(r.number), "number", look="second",
           width=120),
    Column("on", N_("Date"), lambda r: words.day(r.on), "on", look="second", width=98),
    Column("age", N_("Days"), lambda r: words.count(r.age), "on", right=True, width=48),
    Column("amount", N_("Amount"), lambda r: words.money(r.amount), "amount", right=True,
           width=118),
    Column("state", N_("State"), lambda r: words.of("invoice_states", r.state), "state",
           look="tag", tone=lambda r: state_tone(r.state), width=134),
    Column("wrong", N_("Check"), _wrong, "wrong", look="tag", tone=lambda _r: "bad", width=112),
    Column("difference", N_("Difference"), lambda r: _some(r.difference), "difference",
           right=True, width=104),
    Column("due", N_("Due"), lambda r: words.day(r.due_on), "due", look="second", width=98),
)  # fmt: skip
CHIPS = (
    Chip("supplier", N_("Supplier"), "contains"),
    Chip("state", N_("State")),
    Chip("wrong", N_("Lines that differ"), ">="),
    Chip("on", N_("Date"), ">=", kind="date"),
    Chip("age", N_("Days old"), ">=", extra=True),
    Chip("number", N_("Number"), "contains", extra=True),
)
LINES = (
    Column("line", N_("No."), lambda one: one.name, look="second", width=44),
    Column("about", N_("For"), about, width=0),
    Column("category", N_("Kind"), lambda one: words.of("cost_categories", one.category)
           if one.category else "", width=84),
    Column("billed", N_("Billed"), billed, look="second", width=104),
    Column("days", N_("Days / billed"), days, right=True, width=92),
    Column("amount", N_("Net"), lambda one: words.money(one.amount), right=True, width=96),
    Column("vat", N_("VAT"), lambda one: _some(one.vat), right=True, width=88),
    Column("check", N_("Check"), check, look="tag", tone=check_tone, width=128),
    Column("difference", N_("Too much"), lambda one: _some(one.difference), right=True,
           width=92),
    Column("state", N_("State"), lambda one: words.of("invoice_line_states", one.state),
           look="tag", tone=lambda one: LINE_TONES.get(one.state, "plain"), width=106),
)  # fmt: skip
FINDINGS = (
    Column("line", N_("No."), lambda one: one[0], look="second", width=44),
    Column("what", N_("What is wrong"), lambda one: words.of("invoice_findings", one[1].code),
           look="tag", tone=lambda one: "bad" if one[1].wrong else "attention", width=190),
    Column("text", N_("Why"), lambda one: words.visible(one[1].text), width=0),
    Column("amount", N_("Makes"), lambda one: "" if one[1].amount is None
           else _some(one[1].amount), right=True, width=120),
)  # fmt: skip
