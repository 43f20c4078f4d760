"""The way of a request to its sending: one state after the other."""

from __future__ import annotations

from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _

STEP_TO = {
    "draft": "fill_request",
    "reviewed": "review_request",
    "approved": "approve_request",
    "signed": "sign_request",
    "sent": "send_request",
}
TURNS = tuple(STEP_TO)


def out_of_turn(state: str, to: str) -> Reason | None:
    """Why the request cannot go on to this state now, with the step that comes before, if any."""
    before = TURNS[TURNS.index(to) - 1]
    if state == before or (state == "shared" and before == "approved"):
        return None
    if state in TURNS and TURNS.index(state) < TURNS.index(before):
        text = _("The request is {state}; it must be {before} first.")
        return Reason("wrong_state", text.format(state=state, before=before), STEP_TO[before])
    if state == to:
        return Reason("wrong_state", _("The request is already {state}.").format(state=state))
    if state == "shared" and to == "sent":
        text = _("The request is {state}; it must be {before} first.")
        return Reason("wrong_state", text.format(state=state, before=before), STEP_TO[before])
    text = _("The request is already {state}: this step lies behind it.")
    return Reason("wrong_state", text.format(state=state.replace("_", " ")))
