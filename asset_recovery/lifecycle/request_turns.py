"""The way of a request to its sending: one state after the other."""

from __future__ import annotations

from collections.abc import Sequence

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
ENDED = ("withdrawn", "closed")
OPEN = ("draft", "reviewed", "approved", "shared")
# What goes by informal channels is signed by an officer, no judge and no central authority.
INFORMAL_FORMS = ("INF-", "SIL-")


def permission_of(action: str, form: str) -> str:
    """Under which name the roles of a step on a request of this form are found."""
    return "sign_informal_request" if is_informal(form) and action == "sign_request" else action


def signed_is_final(state: str, *, was_signed: bool = True) -> list[Reason]:
    """That a request is signed or ended, where it is: then nothing of it changes.

    `was_signed`: whether it was signed before it was withdrawn or closed, where it was.
    """
    if state in OPEN:
        return []
    if state in ENDED and not was_signed:
        text = _("The request was ended before it was signed: nothing of it changes any more.")
        return [Reason("wrong_state", text, "draft_request")]
    text = _("The request is signed; a change is a new version.")
    return [Reason("signed_is_final", text, "new_version")]


def reviewed_by_same(reviewer: int | None, actor: int) -> list[Reason]:
    """That the person who approves is the one who reviewed: said, not refused."""
    if reviewer != actor:
        return []
    text = _("You reviewed this request too: a third person's eyes are better before it goes out.")
    return [Reason("same_person", text)]


def is_informal(form: str) -> bool:
    """Whether requests on this form go by informal channels: between offices and units."""
    return form.upper().startswith(INFORMAL_FORMS)


def already_ended(state: str, action: str) -> list[Reason]:
    """That nothing is left to end: what was withdrawn can still be closed."""
    if state == "closed" or (state == "withdrawn" and action == "withdraw_request"):
        return [Reason("closed_record", _("The request is already ended."))]
    return []


def consent_out_of_scope(request: str, form: str) -> list[Reason]:
    """That a formal request needs no consent: what comes of it is used within its own limits."""
    if is_informal(form):
        return []
    text = _(
        "{request} is a formal request ({form}): what comes of it is used as it says, and no "
        "consent is recorded with it. A consent belongs to an informal request (INF-…, SIL-…), an "
        "answer of a register, a report or a document."
    )
    return [Reason("form_out_of_scope", text.format(request=request, form=form), None, "request")]


def version_open(successors: Sequence[tuple[str, str]]) -> list[Reason]:
    """That a new version of the request is already being drafted; it is the one to change."""
    text = _("{request} is already being drafted in its place: change that one.")
    return [
        Reason("wrong_state", text.format(request=reference), "fill_request")
        for reference, state in successors
        if state in OPEN
    ]


def replaced(successors: Sequence[tuple[str, str]]) -> list[Reason]:
    """That another request takes the place of one that was not sent."""
    text = _("{request} takes its place: send that one, or withdraw it first.")
    return [
        Reason("wrong_state", text.format(request=reference), "withdraw_request")
        for reference, _state in successors
    ]


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
