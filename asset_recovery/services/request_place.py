"""Where a step on a request belongs: in the order of days, and within its case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.request_turns import signed_is_final
from asset_recovery.persistence.queries.request_query import (
    asset_in_case,
    drafts_of_request,
    order_in_case,
)
from asset_recovery.persistence.store import Connection
from asset_recovery.services.work import Work

# What a step follows, with the word for it; a step is judged on its own day (lifecycle 4.0b).
_DID = {
    "review_request": N_("was reviewed"),
    "approve_request": N_("was approved"),
    "share_draft": N_("was shared"),
    "sign_request": N_("was signed"),
    "send_request": N_("was sent"),
}
_FOLLOWS = {
    "approve_request": ("review_request",),
    "share_draft": ("approve_request",),
    "sign_request": ("approve_request", "share_draft"),
    "send_request": ("sign_request",),
    "record_answer": ("send_request",),
    "withdraw_request": tuple(_DID),
    "close_request": tuple(_DID),
}
_OF_CASE = {"asset": asset_in_case, "order": order_in_case}


def require_day(work: Work, request: Mapping[str, Any], action: str, on: date) -> None:
    """The step is dated on or after the one that it follows; raises `date_order`."""
    earlier = _FOLLOWS.get(action, ())
    if not earlier:
        return
    events = drafts_of_request(work.unit.connection, int(request["id"]), earlier)
    if not events or on >= date.fromisoformat(str(events[-1]["on_date"])):
        return
    last = events[-1]
    text = _("That lies before {date}, when the request {did}.").format(
        date=last["on_date"], did=_(_DID[str(last["action"])])
    )
    raise ValidationFailed(Reason("date_order", text, field="on"))


def unchanging(connection: Connection, request: Mapping[str, Any]) -> list[Reason]:
    """That nothing of the request changes any more: it is signed, or it was ended before."""
    signed = drafts_of_request(connection, int(request["id"]), ("sign_request",))
    return signed_is_final(str(request["state"]), was_signed=bool(signed))


def require_of_case(
    work: Work, kind: str, reference: str, case: Mapping[str, Any], argument: str
) -> Mapping[str, Any]:
    """The asset or order, which must belong to the case; raises `not_found`."""
    row = work.find(kind, reference, argument)
    if _OF_CASE[kind](work.unit.connection, int(row["id"]), int(case["id"])):
        return row
    text = _("The {kind} {reference} is none of the case {case}.").format(
        kind=_(kind), reference=reference, case=case["reference"]
    )
    raise NotFound(Reason("not_found", text, field=argument))


def assets_of_case(
    work: Work, references: Iterable[str], case: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """The assets named, which must all belong to the case or be linked to it; else `not_found`."""
    return [require_of_case(work, "asset", one, case, "assets") for one in references]
