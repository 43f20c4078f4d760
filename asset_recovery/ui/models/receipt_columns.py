"""Columns and filters of the receipts, and of what one may belong to."""

from __future__ import annotations

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.widgets.chips import Chip

RECEIPTS = (
    Column("reference", N_("Receipt"), lambda r: r.reference, "reference", look="second",
           width=124),
    Column("on", N_("Booked"), lambda r: words.day(r.on), "on", look="second", width=92),
    Column("payer", N_("Payer and text"),
           lambda r: words.visible(" · ".join(x for x in (r.counterparty, r.text) if x)
                                   or r.payer_reference), width=0),
    Column("left", N_("Left"), lambda r: words.money(r.left), "left", right=True, look="strong",
           width=130),
    Column("age", N_("Days"), lambda r: "" if r.age is None else str(r.age), "on", right=True,
           width=56),
    Column("state", N_("State"), lambda r: words.of("receipt_states", r.state), "state",
           look="second", width=120),
)  # fmt: skip
CHIPS = (
    Chip("state", N_("State")),
    Chip("age_class", N_("Days")),
    Chip("account", N_("Account"), extra=True),
    Chip("on", N_("Booked"), ">=", kind="date", extra=True),
)
KINDS = {
    "sale": N_("Sale"),
    "order": N_("Value order"),
    "claw_back": N_("Claw-back"),
    "agreement": N_("Agreement"),
}
DESK = tuple(column for column in RECEIPTS if column.key != "state")
EXPECTED = (
    Column("record", N_("Record"), lambda e: e.expectation.record, look="strong", width=132),
    Column("what", N_("What, from whom, for what"),
           lambda e: words.visible(" · ".join(
               one for one in (_(KINDS[e.expectation.kind]), e.expectation.who, e.expectation.line)
               if one)), width=0),
    Column("open", N_("Still owed"), lambda e: words.money(e.expectation.open), right=True,
           width=132),
    Column("likely", N_("Likely"), lambda e: "●" * min(3, -(-e.weight // 25)), look="strong",
           width=52),
)  # fmt: skip
PAYMENTS = (
    Column("on", N_("Booked"), lambda p: words.day(p.on), look="second", width=92),
    Column("told", N_("What the bank says"), lambda p: words.visible(p.told), width=0),
    Column("maybe", N_("May be"), lambda p: ", ".join(p.candidates), look="second", width=110),
    Column("amount", N_("Amount"), lambda p: words.money(p.amount), right=True, look="strong",
           width=112),
)  # fmt: skip
