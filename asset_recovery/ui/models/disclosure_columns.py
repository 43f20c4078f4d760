"""Columns and filters of the register of disclosures: what left the office, to whom, on what."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip

COLUMNS = (
    Column("on", N_("Date"), lambda r: words.day(r.on), "on", look="second", width=98),
    Column("reference", N_("Record"), lambda r: r.reference, "reference", look="second",
           width=136),
    Column("case", N_("Case"), lambda r: r.case, "case", look="second", width=112),
    Column("way", N_("How"), lambda r: words.of("disclosure_ways", r.way), "way", look="tag",
           width=170),
    Column("to", N_("To"), lambda r: words.visible(r.to), "to", width=0),
    Column("basis", N_("Basis"), lambda r: words.visible(r.basis), "basis", look="second",
           width=250),
)  # fmt: skip
REGISTER = Register(
    name="disclosures",
    title=N_("Disclosures"),
    kind="disclosure",
    columns=COLUMNS,
    chips=(
        Chip("way", N_("How")),
        Chip("to", N_("To"), "contains"),
        Chip("on", N_("Date"), ">=", kind="date"),
        Chip("case", N_("Case"), extra=True),
    ),
    sort="on",
    descending=True,
    action="record_disclosure",
    action_title=N_("Record a disclosure…"),
    empty=N_("Nothing was disclosed, sent or released yet."),
    help=N_(
        "Everything that left the office: what was told, requests that were sent, papers that "
        "were released, with recipient and basis. Enter opens the request, the paper or the tab "
        "Information of the case."
    ),
)
