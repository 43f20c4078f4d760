"""Receipts that nobody identified, on paper: every one that waits too long, and all by age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from asset_recovery.domain import code_lists
from asset_recovery.domain.bank_facts import ReceiptRow
from asset_recovery.domain.ledger_facts import AgedRow
from asset_recovery.domain.money import Money
from asset_recovery.reports.account_paper import Head
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.paper import Column, Paper, Section, Table, Text

Say = Callable[[str], str]
FORM = "LIST-REC"


def compose_receipts(
    rows: Sequence[ReceiptRow], aged: Sequence[AgedRow], days: int, head: Head, say: Say
) -> Paper:
    """`rows` wait longer than `days` days, all of them; `aged` sums up every receipt that waits."""
    _ = say
    digest = sha256(repr((rows, aged, days)).encode()).hexdigest()
    title = _("Unidentified receipts")
    return Paper(
        form=FORM,
        version="1.0",
        title=title,
        subtitle=_("Waiting longer than {days} days").format(days=days),
        reference=head.generated[:10],
        office=head.office,
        marking=head.marking,
        language=head.language,
        right_to_left=from_the_right(head.language),
        words=printer_words(say),
        generated=head.generated,
        user=head.user,
        record_hash=digest,
        head=head.journal,
        qr=f"{FORM}:{head.generated[:10]}:{digest[:16]}",
        contents=False,
        sections=(
            Section("1", _("All that waits, by age"), (_ages(aged, say),)),
            Section("2", _("Waiting longer than {days} days").format(days=days),
                    (_list(rows, say), Text(_("Part of a receipt may be matched: only what is "
                                              "left of it is counted.")))),
        ),
    )  # fmt: skip


def _ages(aged: Sequence[AgedRow], say: Say) -> Table:
    _ = say
    return Table(
        columns=(Column(_("Days"), 2), Column(_("Receipts"), 1, "right"),
                 Column(_("Left"), 2, "right")),
        rows=tuple(
            (code_lists.label("receipt_ages", one.age), str(one.receipts), one.amount.display())
            for one in aged
        ),
        empty=_("No receipt waits."),
    )  # fmt: skip


def _list(rows: Sequence[ReceiptRow], say: Say) -> Table:
    _ = say
    currencies = sorted({row.left.currency for row in rows})
    totals = tuple(
        ("", "", "", _("Sum"), "",
         Money.total((r.left for r in rows if r.left.currency == one), one).display())
        for one in currencies
    )  # fmt: skip
    return Table(
        columns=(
            Column(_("Receipt"), 1.6),
            Column(_("Booked"), 1.1),
            Column(_("Account"), 1.6),
            Column(_("Payer and text"), 3),
            Column(_("Days"), 0.6, "right"),
            Column(_("Left"), 1.5, "right"),
        ),
        rows=tuple(
            (row.reference, row.on.isoformat(), row.account,
             " · ".join(dict.fromkeys(
                 x for x in (row.counterparty, row.text, row.payer_reference) if x)),
             str(row.age), row.left.display())
            for row in rows
        ),
        totals=totals,
        empty=_("No receipt waits so long."),
    )  # fmt: skip
