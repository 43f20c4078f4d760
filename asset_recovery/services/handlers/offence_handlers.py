"""The offences of a case are recorded, and what is known of them changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.actions import offence_actions as o
from asset_recovery.domain.actions.arguments import write
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.offence_query import changes_of, recorded_names
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work, unlisted

Offence = o.RecordOffence | o.ChangeOffence


def record_offence(work: Work, command: o.RecordOffence) -> None:
    """A further offence of the case."""
    case = work.case(command.case)
    work.permit("record_offence", int(case["id"]))
    _not_to_come(work, command)
    persons = work.parties(command.persons, "persons")
    _warn_of_names(work, case, command.name)
    reference = work.number("offence", command.offence)
    take_step(
        work,
        Plan(command, case=case, reference=reference, on=work.today, facts={"persons": persons}),
    )


def change_offence(work: Work, command: o.ChangeOffence) -> None:
    """What is given takes the place of what was recorded; earlier entries stay on file."""
    recorded = work.event("record_offence", command.offence, "offence")
    case = work.stories.case(int(recorded["case_id"]))
    work.case(str(case["reference"]))  # who must not know of the case hears so here
    work.permit("change_offence", int(case["id"]))
    _not_to_come(work, command)
    changes = changes_of(work.unit.connection, command.offence)
    told = [json.loads(str(recorded["data"])), *(json.loads(text) for text in changes)]
    _in_order(told, command)
    if command.withdrawn and any(one.get("withdrawn") for one in told[-1:]):
        raise RuleViolation(Reason("wrong_state", _("The offence is already withdrawn.")))
    persons = work.parties(command.persons, "persons")
    work.made["offence"] = command.offence
    facts: dict[str, object] = {"persons": persons} if command.persons else {}
    reference = f"{command.offence}/change-{len(changes) + 1:02d}"
    take_step(work, Plan(command, case=case, reference=reference, on=work.today, facts=facts))


def _in_order(told: list[dict[str, Any]], command: o.ChangeOffence) -> None:
    """The days stay in order with those that were recorded before."""
    days: dict[str, date | None] = {}
    for name in ("committed_on", "committed_until", "limitation_on"):
        known = [str(one[name])[:10] for one in told if one.get(name)]
        given = getattr(command, name)
        days[name] = given or (date.fromisoformat(known[-1]) if known else None)
    o.check_days(days["committed_on"], days["committed_until"], days["limitation_on"])


def _not_to_come(work: Work, command: Offence) -> None:
    """An offence was committed in the past; only its limitation may still come."""
    faults = []
    for name in ("committed_on", "committed_until"):
        day = getattr(command, name)
        if day is not None and day > work.today:
            text = _("{date} lies in the future.").format(date=write(day))
            faults.append(Reason("date_in_future", text, field=name))
    if faults:
        raise ValidationFailed(faults)


def _warn_of_names(work: Work, case: Mapping[str, Any], name: str) -> None:
    """Papers take recorded offences alone: what the case only names is said."""
    known = {one.casefold() for one in recorded_names(work.unit.connection, int(case["id"]))}
    if name.casefold() in known:
        text = _("An offence of this name is already recorded: {name}. Is it the same?")
        work.warn(Reason("possible_match", text.format(name=name), "change_offence", "name"))
    known.add(name.casefold())
    left = [str(one) for one in unlisted(str(case["offences"])) if str(one).casefold() not in known]
    if left:
        text = _("The case also names: {names}. Papers take recorded offences alone; record them.")
        said = text.format(names=", ".join(left))
        work.warn(Reason("guard_failed", said, "record_offence", "name"))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    o.RecordOffence: record_offence,
    o.ChangeOffence: change_offence,
}
