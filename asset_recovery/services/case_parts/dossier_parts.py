"""What the dossier tells beside the records themselves: visits and calculations."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.care_actions import RecordAccess
from asset_recovery.domain.dossier_facts import AccessFacts, KeptCalculation
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.worth import calculation_facts


def access_facts(desk: CaseDesk) -> tuple[AccessFacts, ...]:
    """The visits at which things of this case were touched, the oldest first."""
    return tuple(_visits(desk))


def _visits(desk: CaseDesk) -> Iterator[AccessFacts]:
    for one in desk.done("record_access"):
        command = one.command
        assert isinstance(command, RecordAccess)
        yield AccessFacts(
            reference=str(one.row["reference"] or ""),
            on=one.on,
            begins=str(command.from_),
            ends=str(command.to),
            place=command.storage,
            who=desk.name(command.party),
            purpose=command.purpose,
            unit=command.unit or "",
            escort=desk.name(command.escort),
            assets=command.assets,
        )


def kept_calculations(desk: CaseDesk) -> tuple[KeptCalculation, ...]:
    """Every calculation kept with the case, each told as of the first asset that it names."""
    return tuple(
        KeptCalculation(assets=tuple(told.assets), told=calculation_facts(desk, told, first))
        for told in desk.done("record_calculation")
        for first in tuple(told.assets)[:1]
    )
