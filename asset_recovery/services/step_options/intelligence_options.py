"""The steps of a question to a register, a report received, a consent."""

from __future__ import annotations

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence.queries.information_query import is_withdrawn, last_answer
from asset_recovery.services.step_options.asking import Asking

OF_INTELLIGENCE = ("information", "report", "consent", "disclosure")


def intelligence_options(asking: Asking) -> list[StepOption]:
    """Every step for the record."""
    sight = asking.sight
    given = {sight.kind: sight.row["reference"]}
    return [
        asking.option(name, Judgement(against, ()) if against else None, given)
        for name, against in _steps(asking)
    ]


def _steps(asking: Asking) -> list[tuple[str, tuple[Reason, ...]]]:
    sight = asking.sight
    reference = str(sight.row["reference"])
    if sight.kind == "information":
        last = last_answer(sight.connection, reference)
        text = _("The answer to {reference} is already on file.").format(reference=reference)
        answered = last not in (None, "partly", "refused")
        against = (Reason("wrong_state", text),) if answered else ()
        return [("record_information", against), ("record_consent", ())]
    if sight.kind == "report":
        return _of_report(asking, reference)
    if sight.kind == "consent":
        ended = is_withdrawn(sight.connection, reference, "9999")
        text = _("The consent was already withdrawn.")
        return [("withdraw_consent", (Reason("wrong_state", text),) if ended else ())]
    return []


def _of_report(asking: Asking, reference: str) -> list[tuple[str, tuple[Reason, ...]]]:
    case = asking.sight.case
    if case is None:
        text = _("The report belongs to no case yet: what came of it is not known.")
        first = (Reason("wrong_state", text, "assign_report"),)
        return [("assign_report", ()), ("give_feedback", first), ("record_consent", first)]
    text = _("The report {report} already belongs to {case}.")
    told = text.format(report=reference, case=case["reference"])
    return [
        ("give_feedback", ()),
        ("record_consent", ()),
        ("assign_report", (Reason("wrong_state", told),)),
    ]
