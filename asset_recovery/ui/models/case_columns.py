"""Columns and filters of the case register."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip


def status_tone(status: str) -> str:
    """Closed is quiet, open is the normal thing."""
    return "plain" if status == "closed" else "accent"


COLUMNS = (
    Column("reference", N_("Case"), lambda r: r.reference, "reference", look="second", width=118),
    Column("title", N_("Title"), lambda r: words.visible(r.title), "title", width=0),
    Column(
        "route",
        N_("Route"),
        lambda r: words.of("routes", r.route),
        "route",
        look="second",
        width=150,
    ),
    Column(
        "status",
        N_("Stage"),
        lambda r: words.code(r.status),
        "status",
        look="tag",
        tone=lambda r: status_tone(r.status),
        width=130,
    ),
    Column(
        "officer", N_("Officer"), lambda r: r.officer or "", "officer", look="second", width=130
    ),
    Column(
        "classification",
        N_("Marking"),
        lambda r: words.of("classifications", r.classification),
        "classification",
        look="second",
        width=100,
    ),
    Column(
        "opened_on",
        N_("Opened"),
        lambda r: words.day(r.opened_on),
        "opened_on",
        look="second",
        width=104,
    ),
    Column("assets", N_("Assets"), lambda r: words.count(r.assets), "assets", right=True, width=72),
    Column("value", N_("Value"), lambda r: words.money(r.value), "value", right=True, width=150),
)
CHIPS = (
    Chip("status", N_("Stage")),
    Chip("route", N_("Route")),
    Chip("officer", N_("Officer")),
    Chip("classification", N_("Marking")),
    Chip("opened_on", N_("Opened"), ">=", kind="date"),
    Chip("title", N_("Title"), "contains", extra=True),
)
REGISTER = Register(
    name="cases",
    title=N_("Cases"),
    kind="case",
    columns=COLUMNS,
    chips=CHIPS,
    sort="opened_on",
    descending=True,
    action="open_case",
    action_title=N_("Open case…"),
    empty=N_("No case is open yet."),
    help=N_(
        "Every case that you may see. A case holds assets, parties, orders, requests and money."
    ),
)
