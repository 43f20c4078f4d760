"""The steps on an invoice: certify, dispute, decide, send, pay; with what stands in their way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence.queries.invoice_query import line_rows
from asset_recovery.services.step_options.asking import Asking

_NEXT = {
    "received": "certify_invoice",
    "disputed": "settle_dispute",
    "certified": "approve",
    "approved": "send_invoice",
    "sent": "record_invoice_payment",
}


def options(asking: Asking) -> list[StepOption]:
    """Every step for the invoice, in the order of its way."""
    row = asking.sight.row
    states = {str(line["state"]) for line in line_rows(asking.sight.connection, int(row["id"]))}
    given = {"invoice": row["reference"]}

    def step(action: str, possible: bool, text: str) -> StepOption:
        reasons = () if possible else (Reason("wrong_state", text, _clear(row, action)),)
        return asking.option(action, Judgement(reasons, ()), given)

    waiting = []
    if row["certification_id"] is not None:
        waiting = asking.decisions([int(row["certification_id"])])
    return [
        step("certify_invoice", "open" in states, _("No line is left to be certified.")),
        *waiting,
        step(
            "dispute_invoice",
            bool(states & {"open", "certified"}),
            _("Every line is posted, disputed or settled."),
        ),
        step("settle_dispute", "disputed" in states, _("No line is disputed.")),
        step("send_invoice", row["state"] == "approved", _not(row, _("approved"))),
        step("record_invoice_payment", row["state"] == "sent", _not(row, _("sent"))),
        asking.option("attach_document", None, {"to": row["reference"]}),
    ]


def _not(row: Mapping[str, Any], wanted: str) -> str:
    return _("The invoice is {state}, not {wanted}.").format(state=row["state"], wanted=wanted)


def _clear(row: Mapping[str, Any], action: str) -> str | None:
    """What comes next on the way to the step that is asked about."""
    found = _NEXT.get(str(row["state"]))
    ahead = action in {"send_invoice", "record_invoice_payment"}
    return found if ahead and found != action else None
