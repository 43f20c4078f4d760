"""What a row of a register leads to: its page, or the step that it waits for."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.register import Register, RowStep
from asset_recovery.ui.place import Place

INFORMATION = "information"
_OF_INFORMATION = ("information", "report", "disclosure")
_LEFT_BY = {"send_request": "request", "release_paper": "document"}
BESIDE = {  # (page, title is that of its register) of the registers that stand together
    "information_requests": ("reports", "disclosures"),
    "reports": ("information_requests", "disclosures"),
    "disclosures": ("information_requests", "reports"),
}


def open_row(desk: Desk, register: Register, row: Any, page: QWidget) -> None:
    """Open the page of a row; a report of no case yet asks for one."""
    kind = register.kind
    if kind in _OF_INFORMATION:
        _open_information(desk, kind, row, page)
    elif kind == "contract":
        desk.go(Place("asset", row.asset, "management"))
    elif kind == "state":
        desk.go(Place("state", row.country))
    else:
        desk.go_to(kind, row.record if kind == "deadline" else row.reference)


def take_step(desk: Desk, step: RowStep, row: Any, page: QWidget) -> None:
    """Open the editor of a step on a row, or the paper about it."""
    if step.paper:
        desk.go(Place("dossier", row.reference, f"form:{step.paper}"))
        return
    given = {step.argument: row.reference}
    if step.argument != "case" and getattr(row, "case", None):
        given["case"] = row.case
    desk.open_editor(step.action, given, page)


def _open_information(desk: Desk, kind: str, row: Any, page: QWidget) -> None:
    left_by = _LEFT_BY.get(getattr(row, "way", ""))
    if left_by and row.reference:
        desk.go_to(left_by, row.reference)
    elif row.case:
        desk.go(Place("case", row.case, INFORMATION))
    elif kind == "report":
        desk.open_editor("assign_report", {"report": row.reference}, page)
