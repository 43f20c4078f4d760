"""Actions on the papers of a request: the answers to its quality checklist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import Arg, Day, RequestRef, Rows
from asset_recovery.domain.actions.base import Action, RowShape, check_rows
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_, _

_ANSWER = {
    "check": Arg("text"),
    "answer": Arg("choice", choices="checklist_answers"),
    "comment": Arg("text"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerChecklist(Action):
    """Checks of the quality checklist of a request that a person answers: drafter or reviewer.

    `answers` are rows {check, answer, comment}; `check` is the number in the checklist. An answer
    "no" says why in its comment.
    """

    TITLE: ClassVar[str] = N_("Answer the quality checklist")
    request: RequestRef
    on: Day
    answers: Annotated[Rows, RowShape(_ANSWER, {"check", "answer"})]

    def check(self) -> None:
        """Each row names a check once; a "no" has a comment."""
        check_rows(self.answers, "answers", _ANSWER, {"check", "answer"})
        if not self.answers:
            text = "answers is empty: name at least one check."
            raise ValidationFailed(Reason("field_missing", text, field="answers"))
        seen: set[str] = set()
        for place, row in enumerate(self.answers, start=1):
            number = str(row["check"])
            if number in seen:
                text = _("Check {number} is answered twice.").format(number=number)
                raise ValidationFailed(Reason("field_invalid", text, None, "answers", place))
            seen.add(number)
            if row["answer"] == "no" and not row.get("comment"):
                text = _("Check {number} is answered with no: say why in its comment.")
                raise ValidationFailed(
                    Reason("field_missing", text.format(number=number), None, "answers", place)
                )


ACTIONS: tuple[type[Action], ...] = (AnswerChecklist,)
