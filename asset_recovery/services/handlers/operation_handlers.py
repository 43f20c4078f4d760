"""Search-and-seizure operations, and what enters through them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.operation_actions import RecordOperation
from asset_recovery.domain.errors import Conflict, NotFound, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.operation_query import operation_of_receipt
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work

NOT_GIVEN = ("draft", "requested", "refused")
ENDED = ("lifted", "annulled", "expired")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation on file: its event and what was recorded of it."""

    row: Mapping[str, Any]
    command: RecordOperation

    @property
    def reference(self) -> str:
        """Its human number."""
        return str(self.row["reference"])


def record_operation(work: Work, command: RecordOperation) -> None:
    """One record of place, time, basis and people, with one number for its receipt."""
    case = work.case(command.case)
    work.permit("record_operation", int(case["id"]))
    if command.ends.date() > work.today:
        raise ValidationFailed(
            Reason("date_in_future", _("The operation is not over yet."), field="to")
        )
    order = work.order(command.order) if command.order else None
    reference = work.number("operation", command.operation)
    receipt = _receipt(work, command.receipt or f"{reference}-R")
    take_step(
        work,
        Plan(
            command,
            case=case,
            order=order,
            reference=reference,
            facts={"receipt": receipt, "persons": _named(work, command)},
            against=[] if order is None else list(_against_order(order, case, command.on)),
        ),
    )
    work.made["receipt"] = receipt


def _named(work: Work, command: RecordOperation) -> list[str]:
    """Those present and the witnesses who are parties on file: they print by their names."""
    found = []
    for name in (*command.present, *command.witnesses):
        row = finder.by_reference(work.unit.connection, "party", name)
        if row is not None and work.knows_party(int(row["id"])):
            found.append(name)
    return found


def _receipt(work: Work, receipt: str) -> str:
    """The number of the receipt, which no other operation has."""
    other = operation_of_receipt(work.unit.connection, receipt)
    if other is not None:
        raise Conflict(
            Reason(
                "reference_taken",
                _("The receipt {receipt} was already given at the operation {other}.").format(
                    receipt=receipt, other=other
                ),
                field="receipt",
            )
        )
    return receipt


def _against_order(order: Mapping[str, Any], case: Mapping[str, Any], on: date) -> list[Reason]:
    """What the order lacks to carry an operation on that day."""
    if int(order["case_id"]) != int(case["id"]):
        raise ValidationFailed(
            Reason("field_invalid", _("The order belongs to another case."), field="order")
        )
    name, day = order["reference"], on.isoformat()
    if order["state"] in NOT_GIVEN or (order["made_on"] or "") > day:
        text = _("The order {order} was not given by {date}.").format(order=name, date=on)
        return [Reason("order_not_in_force", text, "issue_order", "order")]
    if order["expires_on"] is not None and order["expires_on"] < day:
        text = _("The order {order} ended on {date}; no extension is on file.")
        text = text.format(order=name, date=order["expires_on"])
        return [Reason("order_expired", text, "vary_order", "order")]
    if order["state"] in (*ENDED, "suspended"):
        text = _("The order {order} is not in force.").format(order=name)
        return [Reason("order_not_in_force", text, "record_order", "order")]
    return []


def operation_named(
    work: Work, reference: str, case: Mapping[str, Any], on: date | None
) -> Operation:
    """The operation of the case at which an asset was found or taken, not before it took place."""
    row = finder.event_by_reference(work.unit.connection, reference)
    there = row is not None and row["action"] == "record_operation"
    if row is None or not there or not work.may_know("event", row):
        raise NotFound(
            Reason(
                "not_found",
                _("There is no operation {operation}.").format(operation=reference),
                field="operation",
            )
        )
    if int(row["case_id"]) != int(case["id"]):
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _("The operation {operation} belongs to another case.").format(operation=reference),
                field="operation",
            )
        )
    if on is not None and on.isoformat() < row["on_date"]:
        raise ValidationFailed(
            Reason(
                "date_order",
                _("The operation {operation} took place on {date}.").format(
                    operation=reference, date=row["on_date"]
                ),
                field="on",
            )
        )
    command = work.stories.story_event(row, [""]).command
    assert isinstance(command, RecordOperation)
    return Operation(row, command)


HANDLERS: dict[type[Action], Callable[..., None]] = {RecordOperation: record_operation}
