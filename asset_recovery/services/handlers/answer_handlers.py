"""The quality checklist of a request: what drafter and reviewer answer."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.actions.answer_actions import AnswerChecklist
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.forms.quality_checks import load_quality_checks
from asset_recovery.i18n import _
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work


def answer_checklist(work: Work, command: AnswerChecklist) -> None:
    """The answers are kept with who gave them; they change nothing in the request itself."""
    row = work.find("request", command.request)
    case = work.stories.case(int(row["case_id"]))
    work.permit("answer_checklist", int(case["id"]))
    if str(row["direction"]).startswith("in"):
        raise RuleViolation(
            Reason("wrong_state", _("This request was received from another State."))
        )
    known = {one.number for one in load_quality_checks(work.today).checks}
    for place, one in enumerate(command.answers, start=1):
        if str(one["check"]) not in known:
            text = _("There is no check {number}; there are 1 to {last}.").format(
                number=one["check"], last=len(known)
            )
            raise ValidationFailed(Reason("field_invalid", text, None, "answers", place))
    take_step(work, Plan(command, case=case, request=row))


HANDLERS: dict[type[Action], Callable[..., None]] = {AnswerChecklist: answer_checklist}
