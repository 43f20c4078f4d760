"""Columns of State sheets: the register, the instruments of one, its entries."""

from __future__ import annotations

from asset_recovery.domain.registers import StateRow
from asset_recovery.domain.state_facts import StateCheck, TreatyLine
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip


def instruments(row: StateRow) -> str:
    """What is in force, or that nobody recorded it."""
    if row.instruments is None:
        return _("not recorded")
    return ", ".join(row.instruments) or _("none")


def age(days: int) -> str:
    """How long ago in words."""
    if days < 1:
        return _("today")
    return _("1 day ago") if days == 1 else _("{days} days ago").format(days=words.count(days))


def languages(codes: tuple[str, ...]) -> str:
    """Languages by their names."""
    return ", ".join(words.of("languages", code) for code in codes)


def channels(codes: tuple[str, ...]) -> str:
    """Channels by their names."""
    return "; ".join(words.of("request_channels", code) for code in codes)


def _copy(row: TreatyLine) -> str:
    if row.order_copy is None:
        return ""
    return _("wanted") if row.order_copy else _("not wanted")


def _what(row: StateCheck) -> str:
    return _("checked again") if row.action == "confirm_state_sheet" else _("recorded")


COLUMNS = (
    Column("country", N_("State"), lambda r: words.of("countries", r.country), "country",
           width=160),
    Column("instruments", N_("In force with us"), instruments, width=0),
    Column("languages", N_("Languages"), lambda r: languages(r.languages), look="second",
           width=190),
    Column("channels", N_("Channel"), lambda r: channels(r.channels), look="second", width=230),
    Column("checked", N_("Last checked"), lambda r: words.day(r.checked_on), "checked",
           look="second", width=112),
    Column("by", N_("By"), lambda r: words.visible(r.checked_by), look="second", width=150),
    Column("age", N_("Age"), lambda r: age(r.age), "age", look="tag",
           tone=lambda r: "attention" if r.is_old else "plain", width=130),
)  # fmt: skip
INSTRUMENTS = (
    Column("instrument", N_("Instrument"),
           lambda r: words.of("legal_instruments", r.code) + (f", {words.visible(r.title)}"
                                                              if r.title else ""), width=0),
    Column("since", N_("Since"), lambda r: words.day(r.since), look="second", width=98),
    Column("until", N_("Until"), lambda r: words.day(r.until, _("open end")), look="second",
           width=98),
    Column("article", N_("Article"), lambda r: words.visible(r.article), look="second", width=96),
    Column("order", N_("Order copy"), _copy, look="second", width=92),
    Column("threshold", N_("From"), lambda r: words.money(r.value_threshold, ""), right=True,
           look="second", width=110),
)  # fmt: skip
ENTRIES = (
    Column("on", N_("On"), lambda r: words.day(r.on), width=98),
    Column("what", N_("What"), _what, width=170),
    Column("by", N_("By"), lambda r: words.visible(r.by), width=170),
    Column("source", N_("Source"), lambda r: words.visible(r.source or r.note), look="second",
           width=0),
)  # fmt: skip


REGISTER = Register(
    name="states",
    title=N_("State sheets"),
    kind="state",
    columns=COLUMNS,
    chips=(Chip("country", N_("State")), Chip("checked", N_("Checked"), "<=", kind="date")),
    sort="country",
    action="record_state_sheet",
    action_title=N_("Record a State sheet…"),
    empty=N_("No State sheet is on file yet: record what applies between another State and ours."),
    help=N_(
        "What applies between another State and ours: instruments in force, channel, languages, "
        "contact, costs, and who checked it last. Requests are held against it: a form or an "
        "instrument that does not apply is refused with the reason."
    ),
)
