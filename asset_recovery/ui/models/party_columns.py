"""Columns and filters of the party register."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip

COLUMNS = (
    Column("reference", N_("Party"), lambda r: r.reference, "reference", look="second", width=130),
    Column("name", N_("Name"), lambda r: words.visible(r.name), "name", width=0),
    Column(
        "kind",
        N_("Kind"),
        lambda r: words.of("party_kinds", r.kind),
        "kind",
        look="second",
        width=120,
    ),
    Column("country", N_("Country"), lambda r: r.country or "", "country", look="second", width=90),
    Column("cases", N_("Cases"), lambda r: words.count(r.cases), "cases", right=True, width=80),
)
CHIPS = (
    Chip("kind", N_("Kind")),
    Chip("country", N_("Country")),
    Chip("name", N_("Name"), "contains"),
)
REGISTER = Register(
    name="parties",
    title=N_("Parties"),
    kind="party",
    columns=COLUMNS,
    chips=CHIPS,
    sort="name",
    action="register_party",
    action_title=N_("Register party…"),
    empty=N_("No party is registered yet."),
    help=N_("Persons, companies and States, with the roles that they have in cases."),
)
