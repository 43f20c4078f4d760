"""Columns of what waits for a second person."""

from __future__ import annotations

from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column

COLUMNS = (
    Column("title", N_("What"), lambda r: words.visible(r.title), width=0),
    Column("record", N_("Record"), lambda r: r.record, look="second", width=124),
    Column(
        "asked_by", N_("Asked by"), lambda r: words.visible(r.asked_by), look="second", width=120
    ),
    Column("asked_on", N_("Asked"), lambda r: words.day(r.asked_on), look="second", width=104),
    Column(
        "level",
        N_("Level"),
        lambda r: _("{level} of {levels}").format(level=r.level, levels=r.levels),
        look="second",
        width=70,
    ),
)
