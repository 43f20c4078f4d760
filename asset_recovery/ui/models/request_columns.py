"""Columns and filters of the request register."""

from __future__ import annotations

from asset_recovery.domain.registers import RequestRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register, RowStep
from asset_recovery.ui.widgets.chips import Chip

_TONES = {
    "executed": "good", "closed": "plain", "refused": "bad", "draft": "plain", "sent": "accent",
    "acknowledged": "accent", "in_execution": "accent", "more_information": "attention",
    "partly_executed": "attention", "postponed": "attention",
}  # fmt: skip

_AWAITED = (
    "sent", "acknowledged", "in_execution", "more_information", "partly_executed", "postponed",
)  # fmt: skip


def state_tone(state: str) -> str:
    """Executed is good, refused is bad, what asks something of us is attention."""
    return _TONES.get(state, "plain")


def direction(value: str) -> str:
    """To or from another State."""
    return _("to") if value in {"out", "outgoing", "outbound"} else _("from")


def states_of(value: str) -> str:
    """The list in which the states of a request of this direction stand."""
    return "request_states" if direction(value) == _("to") else "inbound_request_states"


def is_awaited(row: RequestRow) -> bool:
    """Whether an answer to a request of ours is awaited."""
    return direction(row.direction) == _("to") and row.state in _AWAITED


COLUMNS = (
    Column(
        "reference", N_("Request"), lambda r: r.reference, "reference", look="second", width=136
    ),
    Column(
        "direction",
        N_("Direction"),
        lambda r: direction(r.direction),
        "direction",
        look="second",
        width=80,
    ),
    Column(
        "country", N_("State"), lambda r: words.of("countries", r.country), "country", width=130
    ),
    Column("form", N_("Form"), lambda r: r.form, "form", width=0),
    Column("case", N_("Case"), lambda r: r.case, "case", look="second", width=118),
    Column(
        "state",
        N_("Stage"),
        lambda r: words.of(states_of(r.direction), r.state),
        "state",
        look="tag",
        tone=lambda r: state_tone(r.state),
        width=150,
    ),
    Column(
        "made_on", N_("Made"), lambda r: words.day(r.made_on), "made_on", look="second", width=104
    ),
    Column(
        "due_on",
        N_("Answer due"),
        lambda r: words.day(r.due_on, words.NOTHING),
        "due_on",
        look="second",
        width=112,
    ),
)
CHIPS = (
    Chip("state", N_("Stage")),
    Chip("direction", N_("Direction")),
    Chip("country", N_("State")),
    Chip("form", N_("Form")),
    Chip("due_on", N_("Due"), "<=", kind="date"),
    Chip("case", N_("Case"), extra=True),
)
REGISTER = Register(
    name="requests",
    title=N_("Requests"),
    kind="request",
    columns=COLUMNS,
    chips=CHIPS,
    sort="made_on",
    descending=True,
    action="draft_request",
    action_title=N_("Draft request…"),
    empty=N_("No request to or from another State yet."),
    help=N_("Requests to and from other States, from the draft to the answer."),
    steps=(RowStep(title=N_("Reminder letter…"), paper="LET-REM", fits=is_awaited),),
)
