"""Columns of operations, of their inventory, and of applications beside what was granted."""

from __future__ import annotations

from asset_recovery.domain.application_facts import ApplicationRow
from asset_recovery.domain.operation_facts import OperationFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

_TONES = {"yes": "good", "no": "bad", "changed": "attention"}


def _taken(operation: OperationFacts) -> str:
    return _("{taken} of {found}").format(taken=len(operation.taken), found=len(operation.items))


def _decision(row: ApplicationRow) -> str:
    return words.of("grant_answers", row.granted) if row.granted else _("open")


def _given(row: ApplicationRow) -> str:
    if not row.granted:
        return ""
    return _("nothing") if row.granted == "no" else row.given or _("whole")


OPERATIONS = (
    Column("reference", N_("Operation"), lambda o: o.reference, look="second", width=120),
    Column("on", N_("Date"), lambda o: words.day(o.on), look="second", width=104),
    Column("place", N_("Place"), lambda o: words.visible(o.place), width=0),
    Column("basis", N_("Order or power"), lambda o: words.visible(o.basis), width=190),
    Column("items", N_("Taken"), _taken, look="second", width=110),
    Column("receipt", N_("Receipt"), lambda o: words.visible(o.receipt), look="second", width=110),
)
ITEMS = (
    Column("number", N_("No."), lambda i: str(i.number), right=True, width=44),
    Column("asset", N_("Asset"), lambda i: i.asset, look="second", width=110),
    Column("description", N_("Description"), lambda i: words.visible(i.description), width=0),
    Column("taken", N_("What"), lambda i: _("taken") if i.taken else _("left"), look="tag",
           tone=lambda i: "good" if i.taken else "attention", width=80),
    Column("condition", N_("Condition"), lambda i: words.visible(i.condition or ""), width=90),
    Column("seals", N_("Seals"), lambda i: words.visible(", ".join(i.seals)), look="second",
           width=80),
    Column("kept", N_("Kept by"), lambda i: words.visible(i.custodian or i.control or ""),
           look="second", width=120),
)  # fmt: skip
GRANTS = (
    Column("number", N_("No."), lambda r: str(r.number), right=True, width=44),
    Column("asset", N_("Asset"), lambda r: r.asset, look="second", width=130),
    Column("description", N_("Description"), lambda r: words.visible(r.description), width=0),
    Column("measure", N_("Measure asked"), lambda r: words.visible(r.measure), width=130),
    Column("asked", N_("Asked"), lambda r: words.visible(r.asked or _("whole")), width=140),
    Column("granted", N_("Decision"), _decision, look="tag",
           tone=lambda r: _TONES.get(r.granted, "plain"), width=150),
    Column("given", N_("Given"), lambda r: words.visible(_given(r)), width=140),
)  # fmt: skip
