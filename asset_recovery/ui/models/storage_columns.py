"""Columns of what lies in a place of storage."""

from __future__ import annotations

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

CONTENTS = (
    Column("reference", N_("Asset"), lambda r: r.reference, "reference", width=160),
    Column("description", N_("Description"), lambda r: words.visible(r.description), width=0),
    Column("storage", N_("Place"), lambda r: words.visible(r.storage), look="second", width=120),
    Column("since", N_("Since"), lambda r: words.day(r.since), "since", look="second", width=92),
    Column(
        "verified",
        N_("Last seen"),
        lambda r: words.day(r.verified) if r.verified else _("never counted"),
        look="second",
        width=100,
    ),
    Column("case", N_("Case"), lambda r: r.case, "case", look="second", width=110),
)
