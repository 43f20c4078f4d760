"""Columns and filters of the asset register."""

from __future__ import annotations

from asset_recovery.domain.registers import AssetRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip


def _due(row: AssetRow) -> str:
    return words.visible(row.due_text)


def _due_tone(row: AssetRow) -> str:
    return row.due_tone if row.due_tone in {"good", "attention", "bad"} else "none"


COLUMNS = (
    Column("reference", N_("Asset"), lambda r: r.reference, "reference", look="second", width=154),
    Column(
        "description",
        N_("Description"),
        lambda r: words.visible(r.description),
        "description",
        width=0,
    ),
    Column("type_code", N_("Type"), lambda r: r.type_code, "type_code", look="second", width=86),
    Column("case", N_("Case"), lambda r: r.case, "case", look="second", width=110),
    Column(
        "headline",
        N_("State"),
        lambda r: words.code(_(r.headline)),
        "headline",
        look="tag",
        tone=lambda r: r.headline_tone,
        width=160,
    ),
    Column(
        "management",
        N_("Management"),
        lambda r: words.of("management_states", r.management),
        "management",
        look="second",
        width=130,
        hidden=True,
    ),
    Column(
        "value", N_("Value"), lambda r: words.money(r.value), "base_minor", right=True, width=138
    ),
    Column(
        "valued_on",
        N_("Valued"),
        lambda r: words.day(r.valued_on),
        "valued_on",
        look="second",
        width=100,
    ),
    Column(
        "country",
        N_("Country"),
        lambda r: r.country or "",
        "country",
        look="second",
        width=70,
        hidden=True,
    ),
    Column(
        "route",
        N_("Route"),
        lambda r: words.of("routes", r.route),
        "route",
        look="second",
        width=150,
        hidden=True,
    ),
    Column(
        "officer",
        N_("Officer"),
        lambda r: r.officer or "",
        "officer",
        look="second",
        width=110,
        hidden=True,
    ),
    Column("due_on", N_("Next deadline"), _due, "due_on", look="tag", tone=_due_tone, width=180),
)
CHIPS = (
    Chip("headline", N_("State")),
    Chip("group", N_("Group")),
    Chip("type_code", N_("Type")),
    Chip("route", N_("Route")),
    Chip("country", N_("Country")),
    Chip("base_minor", N_("Value"), ">=", kind="money"),
    Chip("officer", N_("Officer")),
    Chip("management", N_("Management"), extra=True),
    Chip("due_on", N_("Due"), "<=", extra=True, kind="date"),
    Chip("valued_on", N_("Valued"), "<=", extra=True, kind="date"),
    Chip("description", N_("Description"), "contains", extra=True),
)
REGISTER = Register(
    name="assets",
    title=N_("Assets"),
    kind="asset",
    columns=COLUMNS,
    chips=CHIPS,
    sort="due_on",
    action="register_asset",
    action_title=N_("Register asset…"),
    empty=N_("No asset is registered yet."),
    help=N_(
        "Every asset of the office with its state, value and next deadline. Chips "
        "filter, headers sort, Enter opens, Ctrl+Shift+A acts on all in view."
    ),
)
