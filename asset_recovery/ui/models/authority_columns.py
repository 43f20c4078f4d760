"""Columns of the directory of authorities: the register, and the entries about one."""

from __future__ import annotations

from asset_recovery.domain.authority_facts import AuthorityChange
from asset_recovery.domain.registers import AuthorityRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.models.state_columns import languages
from asset_recovery.ui.widgets.chips import Chip


def _name(row: AuthorityRow) -> str:
    english = f" · {words.visible(row.name_en)}" if row.name_en else ""
    return f"{words.visible(row.name)}{english}"


def _told(row: AuthorityChange) -> str:
    if row.action == "record_authority":
        return _("recorded")
    named = [f"{name.replace('_', ' ')}: {words.visible(value)}" for name, value in row.facts]
    return "; ".join(named)


COLUMNS = (
    Column("reference", N_("Authority"), lambda r: r.reference, "reference", look="second",
           width=126),
    Column("name", N_("Name"), _name, "name", width=0),
    Column("country", N_("State"), lambda r: words.of("countries", r.country), "country",
           width=120),
    Column("type", N_("Type"), lambda r: words.of("authority_types", r.authority_type), "type",
           width=150),
    Column("languages", N_("Languages"), lambda r: languages(r.languages), look="second",
           width=110),
    Column("email", N_("E-mail"), lambda r: words.visible(r.email), look="second", width=180),
    Column("telephone", N_("Telephone"), lambda r: words.visible(r.telephone), look="second",
           width=130, hidden=True),
    Column("ended", N_("State of the entry"),
           lambda r: _("ended {day}").format(day=words.day(r.ended_on)) if r.ended_on else "",
           look="tag", tone=lambda r: "attention" if r.ended_on else "plain", width=124),
)  # fmt: skip
ENTRIES = (
    Column("on", N_("On"), lambda r: words.day(r.on), width=98),
    Column("by", N_("By"), lambda r: words.visible(r.by), width=150),
    Column("what", N_("What"), _told, width=0),
    Column("reason", N_("Why"), lambda r: words.visible(r.reason), look="second", width=200),
)
REGISTER = Register(
    name="authorities",
    title=N_("Authorities"),
    kind="authority",
    columns=COLUMNS,
    chips=(
        Chip("country", N_("State")),
        Chip("type", N_("Type")),
        Chip("name", N_("Name"), "contains"),
    ),
    sort="name",
    action="record_authority",
    action_title=N_("Record an authority…"),
    empty=N_("The directory is empty: record an authority, or take a list in from a file."),
    help=N_(
        "Whom the office writes to: central authorities, asset recovery offices, courts, banks' "
        "points of contact, with channels and languages. Requests take an addressee from here "
        "with all its parts."
    ),
)
