"""An asset as keep or sell is asked of it: while something is recorded, and while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from asset_recovery.lifecycle.current_value import counting_valuation
from asset_recovery.lifecycle.keep_or_sell import Filed
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.explained.explaining import LookedUp
from asset_recovery.services.figure_look_ups import OfficeLookUps
from asset_recovery.services.work import Work


def filed_of(work: Work, asset: Mapping[str, Any], on: date) -> Filed:
    """The asset as it stands on the day of a step, inside the transaction of the step."""
    rules = work.stories.rules_of(int(asset["case_id"]))
    position = work.stories.position(int(asset["id"]), (on, 2**62))
    return Filed(
        position=position,
        rules=rules.at(on),
        on=on,
        convert=work.convert,
        look_ups=OfficeLookUps(work.rates, rules),
        counting=counting_valuation(position, rules, on),
        registered_on=date.fromisoformat(str(asset["registered_on"])),
    )


def filed_on_desk(desk: CaseDesk, asset: AssetCase) -> Filed:
    """The asset as its case is read on a day."""
    return Filed(
        position=asset.position,
        rules=desk.rules.at(desk.day),
        on=desk.day,
        convert=desk.reading.rates.convert,
        look_ups=LookedUp(desk),
        counting=counting_valuation(asset.position, desk.rules, desk.day),
        registered_on=date.fromisoformat(str(asset.row["registered_on"])),
    )
