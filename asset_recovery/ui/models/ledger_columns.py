"""Columns of the ledger: trial balance, accounts, lines, statements, receipts by age."""

from __future__ import annotations

from typing import Any

from asset_recovery.domain.ledger_facts import TOTAL, TrialRow
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.debt_columns import plain
from asset_recovery.ui.widgets.chips import Chip

AGE_TONES = {"to_365_days": "attention", "over_365_days": "bad"}


def account_name(kind: str, holder: str) -> str:
    """An account in words: its kind, and whose it is."""
    name = words.of("ledger_accounts", kind)
    return f"{name} · {words.visible(holder)}" if holder else name


def kind_name(kind: str) -> str:
    """A kind of account; those of hidden cases stand together."""
    if kind == "not_shown":
        return _("Accounts of cases that are not shown")
    if kind == TOTAL:
        return _("Total")
    return words.of("ledger_accounts", kind)


def debit(amount: Money) -> str:
    """What stands on the debit side."""
    return plain(amount) if amount.minor > 0 else ""


def credit(amount: Money) -> str:
    """What stands on the credit side."""
    return plain(-amount) if amount.minor < 0 else ""


def _on_side(row: TrialRow, amount: Money) -> str:
    """A balance on its side; a total is written out on both, for it is zero."""
    if row.kind == TOTAL:
        return f"{max(amount, Money.zero(amount.currency)).decimal:,f}"
    return debit(amount)


def sided(amount: Money) -> str:
    """A balance with its side."""
    if amount.is_zero:
        return f"0 {amount.currency}"
    side = _("Dr") if amount.minor > 0 else _("Cr")
    return f"{words.money(abs(amount))} {side}"


def happened(row: Any) -> str:
    """What a line comes from."""
    if not row.action:
        return _("A case that is not shown")
    what = words.action(row.action)
    if getattr(row, "is_reversal", False):
        what = _("{what}, taken back").format(what=what)
    return f"{what} · {words.visible(row.detail)}" if row.detail else what


TRIAL = (
    Column("kind", N_("Accounts"), lambda r: kind_name(r.kind), width=0),
    Column("currency", N_("Currency"), lambda r: r.debit.currency, look="second", width=72),
    Column("debit", N_("Debited"), lambda r: plain(r.debit), right=True, width=116),
    Column("credit", N_("Credited"), lambda r: plain(r.credit), right=True, width=116),
    Column("dr", N_("Balance debit"), lambda r: _on_side(r, r.balance), right=True,
           look="strong", width=116),
    Column("cr", N_("Balance credit"), lambda r: _on_side(r, -r.balance), right=True, look="strong",
           width=116),
)  # fmt: skip
ACCOUNTS = (
    Column("kind", N_("Kind"), lambda r: kind_name(r.kind), "kind", width=240),
    Column("holder", N_("Account"), lambda r: words.visible(r.holder), "holder", width=0),
    Column("case", N_("Case"), lambda r: r.case or "", "case", look="second", width=130),
    Column("lines", N_("Lines"), lambda r: words.count(r.lines), "lines", right=True,
           look="second", width=70),
    Column("debit", N_("Debited"), lambda r: plain(r.debit), "debit", right=True, width=130),
    Column("credit", N_("Credited"), lambda r: plain(r.credit), "credit", right=True, width=130),
    Column("balance", N_("Balance"), lambda r: sided(r.balance), "balance", right=True,
           look="strong", width=170),
)  # fmt: skip
ACCOUNT_CHIPS = (
    Chip("kind", N_("Kind")),
    Chip("holder", N_("Account"), "contains"),
    Chip("currency", N_("Currency")),
    Chip("case", N_("Case"), "contains"),
)
LINES = (
    Column("on", N_("Date"), lambda r: words.day(r.on), "on", look="second", width=100),
    Column("account", N_("Account"), lambda r: account_name(r.kind, r.holder), "account",
           width=270),
    Column("what", N_("What"), happened, width=0),
    Column("asset", N_("Asset"), lambda r: r.asset or "", "asset", look="second", width=150),
    Column("entry", N_("Entry"), lambda r: words.count(r.entry), "entry", right=True,
           look="second", width=64),
    Column("debit", N_("Debit"), lambda r: debit(r.amount), right=True, width=118),
    Column("credit", N_("Credit"), lambda r: credit(r.amount), right=True, width=118),
    Column("currency", N_("Currency"), lambda r: r.amount.currency, look="second", width=74),
)  # fmt: skip
LINE_CHIPS = (
    Chip("kind", N_("Kind of account")),
    Chip("asset", N_("Asset"), "="),
    Chip("case", N_("Case"), "="),
    Chip("on", N_("From"), ">=", kind="date"),
    Chip("on", N_("Until"), "<=", kind="date"),
)
STATEMENT = (
    Column("on", N_("Date"), lambda r: words.day(r.on), look="second", width=100),
    Column("what", N_("What"), happened, width=0),
    Column("record", N_("Record"), lambda r: r.record, look="second", width=190),
    Column("asset", N_("Asset"), lambda r: r.asset or "", look="second", width=150),
    Column("debit", N_("Debit"), lambda r: debit(r.amount), right=True, width=118),
    Column("credit", N_("Credit"), lambda r: credit(r.amount), right=True, width=118),
    Column("balance", N_("Balance"), lambda r: sided(r.balance), right=True, look="strong",
           width=160),
)  # fmt: skip
ON_A_CARD = (STATEMENT[0], STATEMENT[1], *STATEMENT[4:])
AGED = (
    Column("age", N_("Waiting for"), lambda r: words.of("receipt_ages", r.age), look="tag",
           tone=lambda r: AGE_TONES.get(r.age, "plain"), width=0),
    Column("receipts", N_("Receipts"), lambda r: words.count(r.receipts), right=True, width=64),
    Column("amount", N_("Amount"), lambda r: words.money(r.amount), right=True, width=108),
)  # fmt: skip
