"""Columns and filters of the register of what was given for reuse or donated."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.ui import words
from asset_recovery.ui.models import care_columns
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip

COLUMNS = (
    Column("reference", N_("Asset"), lambda r: r.reference, "reference", look="second",
           width=156),
    Column("description", N_("Description"), lambda r: words.visible(r.description),
           "description", width=0),
    Column("management", N_("Given as"), lambda r: words.of("management_states", r.management),
           width=180),
    Column("visits", N_("Visits"), lambda r: words.count(r.visits), right=True, width=52),
    Column("last_visit", N_("Last visit"), lambda r: words.day(r.last_visit, words.NOTHING),
           look="second", width=104),
    Column("finding", N_("Finding"), lambda r: words.of("reuse_findings", r.finding),
           width=84),
    Column("next_visit", N_("Next visit"), lambda r: words.day(r.next_visit, words.NOTHING),
           look="second", width=104),
    Column("breach", N_("Breach"), care_columns.breach, look="tag", tone=lambda _r: "bad",
           width=160),
    Column("case", N_("Case"), lambda r: r.case, "case", look="second", width=104),
)  # fmt: skip
REGISTER = Register(
    name="reuses",
    title=N_("Reuse"),
    kind="asset",
    columns=COLUMNS,
    chips=(
        Chip("management", N_("Given as")),
        Chip("finding", N_("Finding")),
        Chip("next_visit", N_("Next visit"), "<=", kind="date"),
        Chip("case", N_("Case"), extra=True),
    ),
    sort="reference",
    action="follow_up_reuse",
    action_title=N_("Record a visit…"),
    empty=N_("Nothing was given for reuse or donated."),
    help=N_(
        "What was given for public or social use, to an authority, or donated: when somebody last "
        "looked, what was found, when the next visit is due, and breaches that are still open."
    ),
)
