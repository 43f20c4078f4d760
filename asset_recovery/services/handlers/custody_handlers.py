"""Possession, custody and management."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from asset_recovery.domain.actions import custody_actions as p
from asset_recovery.domain.actions.base import Action
from asset_recovery.services.handlers.asset_handlers import simple_step
from asset_recovery.services.handlers.care_handlers import warn_of_seals
from asset_recovery.services.handlers.operation_handlers import operation_named
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.work import Work


def take_possession(work: Work, command: p.TakePossession) -> None:
    """Possession on an order in force, or on a statutory power."""
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("take_possession", int(case["id"]))
    command = _at_operation(work, command, case)
    order = work.order(command.order) if command.order else None
    work.storage(command.storage)
    warn_of_seals(work, assets, command.seals)
    take_step(work, Plan(command, case=case, assets=assets, order=order))


def _at_operation(
    work: Work, command: p.TakePossession, case: Mapping[str, Any]
) -> p.TakePossession:
    """What was taken at an operation: its basis, place and photographs, where none are given."""
    if command.operation is None:
        return command
    held = operation_named(work, command.operation, case, command.on).command
    basis = command.order or command.power
    return replace(
        command,
        order=command.order if basis else held.order,
        power=command.power if basis else held.power,
        place=command.place or held.place,
        photos=command.photos or held.photos,
    )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    p.TakePossession: take_possession,
    p.HoldAsEvidence: simple_step,
    p.EndEvidenceHold: simple_step,
    p.InspectAsset: simple_step,
    p.ReviewManagement: simple_step,
}
