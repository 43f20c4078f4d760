"""What the office learns: how property was hidden, a case closed, and its close-out review."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import case_actions as c
from asset_recovery.domain.actions import people_actions as p
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import open_assets_of_case
from asset_recovery.persistence.queries.interest_query import reviews_due
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import take_off_agenda
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.work import Work

DONE = ("closed", "declined", "returned_to_owner")
NAMED_AT_MOST = 5
REVIEW_DUE = "close_out_review_due"


def record_pattern(work: Work, command: p.RecordPattern) -> None:
    """How property was hidden; one that corrects another takes its place."""
    assets = work.assets(command)
    case = case_of(work, assets) if assets else work.case(str(command.case))
    work.permit("record_pattern", int(case["id"]))
    if command.corrects is not None:
        _require_pattern(work, command.corrects, case)
    reference = work.number("pattern", command.pattern)
    take_step(work, Plan(command, case=case, assets=assets, reference=reference))


def _require_pattern(work: Work, reference: str, case: Mapping[str, Any]) -> None:
    found = finder.event_by_reference(work.unit.connection, reference)
    known = found is not None and found["action"] == "record_pattern"
    if found is None or not known or found["case_id"] != case["id"]:
        text = _("There is no record {reference} of how something was hidden in {case}.")
        sentence = text.format(reference=reference, case=case["reference"])
        raise NotFound(Reason("not_found", sentence, field="corrects"))


def close_case(work: Work, command: c.CloseCase) -> None:
    """Nothing is pending on any asset of the case; its review comes with it, or falls due."""
    row = work.case(command.case)
    work.permit("close_case", int(row["id"]))
    still_open = open_assets_of_case(work.unit.connection, int(row["id"]), DONE, NAMED_AT_MOST)
    if row["status"] == "closed":
        raise RuleViolation(Reason("closed_record", _("The case is already closed.")))
    if still_open:
        names = ", ".join(still_open)
        raise RuleViolation(
            Reason(
                "wrong_state",
                _("These assets are not closed: {names}.").format(names=names),
                "close_asset",
            )
        )
    work.unit.update(t.case_record, row, status="closed")
    take_step(work, Plan(command, case=row))
    if command.lesson is None:
        _ask_for_review(work, row, command.on)


def _ask_for_review(work: Work, case: Mapping[str, Any], on: date) -> None:
    rules = work.stories.rules_of(int(case["id"]))
    if reviews_due(work.unit.connection, int(case["id"])):
        return
    officer = None
    if case["officer_id"] is not None:
        officer = str(work.unit.get(t.user_account, int(case["officer_id"]))["name"])
    set_deadline(
        work,
        case_id=int(case["id"]),
        asset_id=None,
        record=str(case["reference"]),
        title=_("Write the close-out review"),
        due=max(on, work.today) + timedelta(days=rules.days(REVIEW_DUE, on)),
        responsible=officer or "case_officer",
        source="review",
    )


def record_review(work: Work, command: p.RecordReview) -> None:
    """What was learnt from a case that was closed; the task of writing it is done."""
    case = work.case(command.case)
    work.permit("record_review", int(case["id"]))
    if case["status"] != "closed":
        text = _("The case is open: its review comes with its closing or after it.")
        raise RuleViolation(Reason("wrong_state", text, "close_case"))
    reference = work.number("review", command.review)
    take_step(work, Plan(command, case=case, reference=reference))
    for due in reviews_due(work.unit.connection, int(case["id"])):
        done = {"state": "closed", "closed_on": command.on.isoformat(), "outcome": _("written")}
        work.unit.update(t.deadline, due, **done)
        take_off_agenda(work.unit.connection, int(due["id"]))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    p.RecordPattern: record_pattern,
    c.CloseCase: close_case,
    p.RecordReview: record_review,
}
