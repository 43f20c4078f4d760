"""Operations of a case with what was found and taken at each."""

from __future__ import annotations

import json

from asset_recovery.domain.actions.asset_actions import RegisterAsset
from asset_recovery.domain.actions.custody_actions import TakePossession
from asset_recovery.domain.actions.operation_actions import RecordOperation
from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.operation_facts import OperationFacts, OperationItem
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts import assets
from asset_recovery.services.case_parts.case_desk import CaseDesk, joined


def operation_facts(desk: CaseDesk) -> tuple[OperationFacts, ...]:
    """Every operation up to the day that is asked for, each with its inventory."""
    told = desk.done("record_operation")
    if not told:
        return ()
    known = {one.reference: one for one in assets.asset_facts(desk)}
    return tuple(_operation(desk, one, known) for one in told)


def _operation(desk: CaseDesk, one: Told, known: dict[str, AssetFacts]) -> OperationFacts:
    command, reference = one.command, str(one.row["reference"])
    assert isinstance(command, RecordOperation)
    items = [
        _item(desk, known[name], taken)
        for name, taken in _entered(desk, reference).items()
        if name in known
    ]
    return OperationFacts(
        reference=reference,
        on=one.on,
        place=command.place,
        begins=command.from_,
        ends=command.to,
        receipt=str(one.facts.get("receipt") or ""),
        power=command.power,
        order=command.order,
        team=tuple(desk.name(person) for person in command.team),
        witnesses=tuple(desk.name(person) for person in command.witnesses),
        present=tuple(desk.name(person) for person in command.present),
        seals=command.seals,
        photos=command.photos,
        incidents="\n".join(command.incidents) or None,
        irregular=tuple(json.loads(one.row["irregular"])),
        late=bool(one.row["late"]),
        items=tuple(sorted(items, key=lambda item: item.number)),
    )


def _entered(desk: CaseDesk, operation: str) -> dict[str, tuple[Told, TakePossession] | None]:
    """The assets found at an operation, each with the possession that was taken of it there."""
    found: dict[str, tuple[Told, TakePossession] | None] = {}
    for one in desk.done("register_asset", "take_possession"):
        for name in one.assets:
            command = one.command
            if isinstance(command, TakePossession):
                own = command.for_asset(name) if command.rows else command
                if own.operation == operation:
                    found[name] = (one, own)
            elif isinstance(command, RegisterAsset) and command.operation == operation:
                found.setdefault(name, None)
    return found


def _item(
    desk: CaseDesk, asset: AssetFacts, taken: tuple[Told, TakePossession] | None
) -> OperationItem:
    command = None if taken is None else taken[1]
    return OperationItem(
        number=asset.number,
        asset=asset.reference,
        type_label=asset.type_label,
        description=asset.description,
        quantity=asset.quantity,
        unit=asset.unit,
        taken=command is not None,
        identifiers=asset.identifiers,
        taken_on=None if taken is None else taken[0].on,
        condition=command.condition if command else None,
        place=command.place if command else None,
        seals=command.seals if command else (),
        photos=command.photos if command else (),
        signed_by=tuple(desk.name(one) for one in command.inventory_by) if command else (),
        custodian=desk.name(command.custodian) or None if command else None,
        storage=command.storage if command else None,
        control=_control(command) if command else None,
        from_whom=_from_whom(desk, asset),
        owner=asset.owner,
        value=asset.value,
        notes=command.notes if command else None,
    )


def _control(command: TakePossession) -> str | None:
    if not command.control_reference:
        return None
    return _("control by {reference}").format(reference=command.control_reference)


def _from_whom(desk: CaseDesk, asset: AssetFacts) -> str | None:
    row = desk.by_reference[asset.reference].row
    return joined(desk.possessors.get(row["id"], ())) or asset.possessor
