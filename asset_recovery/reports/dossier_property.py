"""The property in a dossier: its schedule with the totals."""

from __future__ import annotations

from asset_recovery.reports.asset_schedule_content import asset_blocks
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import Block


def assets(desk: Desk) -> list[Block]:
    """Section 7: the schedule with its totals."""
    return asset_blocks(desk)
