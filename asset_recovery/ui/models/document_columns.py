"""Columns and filters of the documents register."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip

COLUMNS = (
    Column(
        "reference", N_("Document"), lambda r: r.reference, "reference", look="second", width=140
    ),
    Column("title", N_("Title"), lambda r: words.visible(r.title), "title", width=0),
    Column(
        "kind",
        N_("Kind"),
        lambda r: words.of("document_kinds", r.kind),
        "kind",
        look="second",
        width=130,
    ),
    Column("on", N_("Date"), lambda r: words.day(r.on), "on", look="second", width=104),
    Column("record", N_("Of"), lambda r: r.record or "", "record", look="second", width=130),
    Column(
        "classification",
        N_("Marking"),
        lambda r: words.of("classifications", r.classification),
        "classification",
        look="second",
        width=100,
    ),
    Column("size", N_("Size"), lambda r: words.size(r.size), "size", right=True, width=80),
    Column("hash", N_("SHA-256"), lambda r: r.hash[:12], look="second", width=110),
)
CHIPS = (
    Chip("kind", N_("Kind")),
    Chip("classification", N_("Marking")),
    Chip("on", N_("Date"), ">=", kind="date"),
    Chip("title", N_("Title"), "contains", extra=True),
)
REGISTER = Register(
    name="documents",
    title=N_("Documents"),
    kind="document",
    columns=COLUMNS,
    chips=CHIPS,
    sort="on",
    descending=True,
    action="attach_document",
    action_title=N_("Attach document…"),
    empty=N_("No document is on file yet."),
    help=N_("Documents on file; each is kept under the hash of its bytes."),
)
