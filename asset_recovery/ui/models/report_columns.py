"""Columns and filters of the register of reports received. Who made one stands in no list."""

from __future__ import annotations

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register, RowStep
from asset_recovery.ui.widgets.chips import Chip

COLUMNS = (
    Column("reference", N_("Report"), lambda r: r.reference, "reference", look="second",
           width=126),
    Column("on", N_("Received"), lambda r: words.day(r.on), "on", look="second", width=98),
    Column("from", N_("From"), lambda r: words.of("report_sources", r.source), "from", width=0),
    Column("handling", N_("Handling"), lambda r: words.of("handling_codes", r.handling),
           "handling", look="second", width=170),
    Column("case", N_("Case"), lambda r: r.case or _("none yet"), "case", look="second",
           width=126),
    Column("feedback", N_("Feedback"),
           lambda r: words.of("feedback_outcomes", r.feedback) if r.feedback else _("none yet"),
           "feedback", look="tag", tone=lambda r: "good" if r.feedback else "plain", width=160),
)  # fmt: skip
REGISTER = Register(
    name="reports",
    title=N_("Reports received"),
    kind="report",
    columns=COLUMNS,
    chips=(
        Chip("from", N_("From")),
        Chip("handling", N_("Handling")),
        Chip("feedback", N_("Feedback")),
        Chip("on", N_("Received"), ">=", kind="date"),
        Chip("case", N_("Case"), extra=True),
    ),
    sort="on",
    descending=True,
    action="receive_report",
    action_title=N_("Record a report…"),
    empty=N_("No report of the FIU, a bank, a profession or a citizen is on file."),
    help=N_(
        "Reports received from the FIU, banks, professions and citizens. The source is protected: "
        "it stands on no list and on no paper. Enter opens the tab Information of the case, or "
        "assigns a report that belongs to no case yet."
    ),
    steps=(
        RowStep(title=N_("Assign to a case…"), action="assign_report", argument="report",
                fits=lambda row: not row.case),
        RowStep(title=N_("Record feedback…"), action="give_feedback", argument="report",
                fits=lambda row: bool(row.case)),
        RowStep(title=N_("Feedback letter…"), paper="FBK-01", fits=lambda row: bool(row.case)),
    ),
)  # fmt: skip
