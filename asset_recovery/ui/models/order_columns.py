"""Columns and filters of the order register."""

from __future__ import annotations

from asset_recovery.i18n import N_
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip

_TONES = {
    "in_force": "good", "issued": "good", "final": "good", "requested": "attention",
    "suspended": "attention", "stayed": "attention", "challenged": "attention", "lapsed": "bad",
    "expired": "bad", "refused": "bad",
}  # fmt: skip


def state_tone(state: str) -> str:
    """In force is good, waiting is attention, run out is bad."""
    return _TONES.get(state, "plain")


COLUMNS = (
    Column("reference", N_("Order"), lambda r: r.reference, "reference", look="second", width=150),
    Column("kind", N_("Kind"), lambda r: words.of("order_kinds", r.kind), "kind", width=220),
    Column(
        "authority", N_("Authority"), lambda r: words.visible(r.authority), "authority", width=0
    ),
    Column("case", N_("Case"), lambda r: r.case, "case", look="second", width=118),
    Column(
        "state",
        N_("State"),
        lambda r: words.of("order_states", r.state),
        "state",
        look="tag",
        tone=lambda r: state_tone(r.state),
        width=130,
    ),
    Column(
        "made_on", N_("Made"), lambda r: words.day(r.made_on), "made_on", look="second", width=104
    ),
    Column(
        "expires_on",
        N_("In force until"),
        lambda r: words.day(r.expires_on, words.NOTHING),
        "expires_on",
        look="second",
        width=112,
    ),
    Column("assets", N_("Assets"), lambda r: words.count(r.assets), "assets", right=True, width=72),
)
CHIPS = (
    Chip("kind", N_("Kind")),
    Chip("state", N_("State")),
    Chip("authority", N_("Authority"), "contains"),
    Chip("expires_on", N_("Ends"), "<=", kind="date"),
    Chip("made_on", N_("Made"), ">=", extra=True, kind="date"),
    Chip("case", N_("Case"), extra=True),
)
REGISTER = Register(
    name="orders",
    title=N_("Orders"),
    kind="order",
    columns=COLUMNS,
    chips=CHIPS,
    sort="made_on",
    descending=True,
    action="record_order",
    action_title=N_("Record order…"),
    empty=N_("No order is recorded yet."),
    help=N_(
        "Orders of courts, prosecutors and foreign authorities, with the assets "
        "that they hold and until when."
    ),
)
