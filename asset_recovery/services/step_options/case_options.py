"""The steps of a case."""

from __future__ import annotations

from sqlalchemy import select

from asset_recovery.domain.actions import case_actions
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.rows import all_of
from asset_recovery.services.step_options.asking import Asking

_NOT_OF_A_CASE = ("open_case", "register_party", "relate_parties", "decide_match")
_ALSO = (
    "register_asset",
    "record_order",
    "file_confiscation",
    "record_agreement",
    "post_cost",
    "post_income",
    "allocate_proceeds",
    "draft_request",
    "attach_document",
    "set_deadline",
)
_DONE = ("closed", "declined", "returned_to_owner")
_SHOWN = 5


def options(asking: Asking) -> list[StepOption]:
    """Every step for the case."""
    names = [one.action() for one in case_actions.ACTIONS if one.action() not in _NOT_OF_A_CASE]
    found = []
    for name in dict.fromkeys((*names, *_ALSO)):
        if name in VOCABULARY:
            reasons = _against(asking, name)
            found.append(asking.option(name, Judgement(reasons, ()) if reasons else None))
    query = select(t.event.c.id).where(
        t.event.c.case_id == asking.sight.row["id"], t.event.c.status == "pending"
    )
    found += asking.decisions(row.id for row in asking.sight.connection.execute(query))
    return found


def _against(asking: Asking, name: str) -> tuple[Reason, ...]:
    """What the case itself says against a step."""
    case = asking.sight.row
    closed, sealed = case["status"] == "closed", bool(case["sealed"])
    sentences = {
        "reopen_case": (not closed, _("The case is open.")),
        "seal_case": (sealed, _("The case is already sealed.")),
        "unseal_case": (not sealed, _("The case is not sealed.")),
    }
    if name in sentences:
        stands, text = sentences[name]
        return (Reason("wrong_state", text),) if stands else ()
    if name == "close_case":
        return _against_closing(asking, closed)
    return ()


def _against_closing(asking: Asking, closed: bool) -> tuple[Reason, ...]:
    if closed:
        return (Reason("closed_record", _("The case is already closed.")),)
    query = (
        select(t.asset_row.c.reference)
        .join_from(t.asset_row, t.asset, t.asset.c.id == t.asset_row.c.asset_id)
        .where(
            t.asset_row.c.case_id == asking.sight.row["id"],
            t.asset.c.void == 0,
            t.asset.c.replaced_by_id.is_(None),
            t.asset_row.c.legal.not_in(_DONE),
        )
        .limit(_SHOWN)
    )
    still_open = [row["reference"] for row in all_of(asking.sight.connection.execute(query))]
    if not still_open:
        return ()
    text = _("These assets are not closed: {names}.").format(names=", ".join(still_open))
    return (Reason("wrong_state", text, "close_asset"),)
