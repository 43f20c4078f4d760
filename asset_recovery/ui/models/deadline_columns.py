"""Columns and filters of the deadlines register."""

from __future__ import annotations

from asset_recovery.domain.case_file import DeadlineFacts
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip


def left(row: DeadlineFacts) -> str:
    """How long is left, or that it is met."""
    return _("met") if row.state == "met" else words.days_left(row.days_left)


def left_tone(row: DeadlineFacts) -> str:
    """The tone of what is left."""
    return "good" if row.state == "met" else words.due_tone(row.days_left)


COLUMNS = (
    Column("due", N_("Due"), lambda r: words.day(r.due), "due", look="second", width=104),
    Column("left", N_("Left"), left, "due", look="tag", tone=left_tone, width=118),
    Column("title", N_("What"), lambda r: words.visible(r.title), "title", width=0),
    Column(
        "hard",
        N_("Binding"),
        lambda r: _("by law") if r.hard else _("reminder"),
        "hard",
        look="second",
        width=90,
    ),
    Column("record", N_("Record"), lambda r: r.record, "record", look="second", width=154),
    Column("case", N_("Case"), lambda r: r.case or "", "case", look="second", width=118),
    Column(
        "responsible",
        N_("Responsible"),
        lambda r: r.responsible or "",
        "responsible",
        look="second",
        width=120,
    ),
    Column(
        "source",
        N_("Source"),
        lambda r: words.visible(r.source or ""),
        look="second",
        width=160,
        hidden=True,
    ),
)
SHORT = tuple(column for column in COLUMNS if column.key in {"due", "left", "title"})
CHIPS = (
    Chip("state", N_("State")),
    Chip("hard", N_("Binding")),
    Chip("responsible", N_("Responsible")),
    Chip("due", N_("Due"), "<=", kind="date"),
    Chip("case", N_("Case"), extra=True),
    Chip("code", N_("What is due"), extra=True),
)
REGISTER = Register(
    name="deadlines",
    title=N_("Deadlines"),
    kind="deadline",
    columns=COLUMNS,
    chips=CHIPS,
    sort="due",
    action="set_deadline",
    action_title=N_("Set deadline…"),
    empty=N_("Nothing is due."),
    help=N_("What is due, by law or as a reminder; what is over stands first."),
)
