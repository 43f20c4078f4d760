"""Columns and filters of the receipts, and of what one may belong to."""

from __future__ import annotations

from asset_recovery.i18n import N_
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
    Column("age", N_("Days"), lambda r: "" if r.age is None else str(r.age), "age", right=True,
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
SUGGESTIONS = (
    Column("record", N_("Record"), lambda s: s.record, look="strong", width=132),
    Column("why", N_("Why"), lambda s: words.visible(" ".join(s.reasons)), width=0),
)
