"""Columns and filters of the register of questions to the own State's registers."""

from __future__ import annotations

from asset_recovery.domain.information_rows import InformationRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register, RowStep
from asset_recovery.ui.widgets.chips import Chip

_TONES = {"open": "attention", "late": "bad", "answered": "good"}
_STATES = {"open": N_("open"), "late": N_("late")}


def _state(row: InformationRow) -> str:
    if row.state == "answered" and row.result:
        return words.of("information_results", row.result).lower()
    return _(_STATES.get(row.state, row.state))


COLUMNS = (
    Column("reference", N_("Question"), lambda r: r.reference, "reference", look="second",
           width=126),
    Column("case", N_("Case"), lambda r: r.case or "", "case", look="second", width=112),
    Column("to", N_("To"), lambda r: words.visible(r.to), "to", width=0),
    Column("register", N_("Register"), lambda r: words.of("information_registers", r.register),
           "register", width=140),
    Column("gateway", N_("Gateway"), lambda r: words.of("information_gateways", r.gateway),
           "gateway", look="second", width=140),
    Column("handling", N_("Handling"), lambda r: words.of("handling_codes", r.handling),
           "handling", look="second", width=130, hidden=True),
    Column("on", N_("Sent"), lambda r: words.day(r.on), "on", look="second", width=98),
    Column("due", N_("Answer due"), lambda r: words.day(r.due, ""), "due", look="second",
           width=98),
    Column("answered", N_("Answered"), lambda r: words.day(r.answered, ""), "answered",
           look="second", width=98, hidden=True),
    Column("state", N_("State"), _state, "state", look="tag",
           tone=lambda r: _TONES.get(r.state, "plain"), width=120),
)  # fmt: skip
REGISTER = Register(
    name="information_requests",
    title=N_("Information requests"),
    kind="information",
    columns=COLUMNS,
    chips=(
        Chip("state", N_("State")),
        Chip("register", N_("Register")),
        Chip("gateway", N_("Gateway")),
        Chip("due", N_("Due"), "<=", kind="date"),
        Chip("case", N_("Case"), extra=True),
        Chip("handling", N_("Handling"), extra=True),
    ),
    sort="on",
    descending=True,
    action="request_information",
    action_title=N_("Ask a register…"),
    empty=N_("No register was asked yet: tax, land, companies, population, banks, the FIU."),
    help=N_(
        "Questions to the registers of the own State, with gateway, purpose and handling code. "
        "Enter opens the tab Information of the case; the answer and the letter are below."
    ),
    steps=(
        RowStep(title=N_("Record the answer…"), action="record_information",
                argument="information", fits=lambda row: row.state != "answered"),
        RowStep(title=N_("Letter…"), paper="DIR-01"),
    ),
)  # fmt: skip
