"""Who works on a case and by whose word, and who stands aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import case_actions as c
from asset_recovery.domain.actions import people_actions as p
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import (
    NotFound,
    NotPermitted,
    Reason,
    RuleViolation,
    ValidationFailed,
)
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.access_query import memberships_of_user, recusals_of_user
from asset_recovery.persistence.queries.interest_query import (
    approvals_given_since,
    renewals_open,
    users_of_party,
)
from asset_recovery.persistence.queries.party_query import open_links
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.deadline_repository import take_off_agenda
from asset_recovery.services.case_parts.team import PARTNER
from asset_recovery.services.interests import is_conflict
from asset_recovery.services.refreshing import set_deadline
from asset_recovery.services.step_plan import SECOND_LOOK_DAYS, Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.work import Work


def user_of(work: Work, name: str) -> Mapping[str, Any]:
    """A user account by its name; `NotFound` where there is none."""
    found = finder.user_by_name(work.unit.connection, name)
    if found is None:
        text = _("There is no user {name}.").format(name=name)
        raise NotFound(Reason("not_found", text, field="user"))
    return found


def assign_member(work: Work, command: c.AssignMember) -> None:
    """A user, or a party from outside, joins the case team: by whose word, from when to when."""
    row = work.case(command.case)
    work.permit("assign_member", int(row["id"]))
    term: dict[str, object] = {
        "since": None if command.from_ is None else command.from_.isoformat(),
        "until": None if command.until is None else command.until.isoformat(),
    }
    if command.party is not None:
        partner = work.find("party", command.party)
        work.link(partner, PARTNER, case_id=int(row["id"]), source=command.authority, **term)
    if command.user is not None:
        user = user_of(work, command.user)
        work.unit.insert(
            t.case_member, case_id=row["id"], user_id=user["id"], role=command.role, **term
        )
    on = min(command.from_ or work.today, work.today)
    take_step(work, Plan(command, case=row, on=on))


def release_member(work: Work, command: c.ReleaseMember) -> None:
    """A user, or a party from outside, leaves the case team on a day: the last one."""
    row = work.case(command.case)
    work.permit("release_member", int(row["id"]))
    connection, case_id = work.unit.connection, int(row["id"])
    if command.party is not None:
        partner = work.find("party", command.party)
        key, day = int(partner["id"]), command.on.isoformat()
        links = open_links(connection, case_id, key, PARTNER, day)
        _require_place(links, command.party, command.on)
        for link in links:
            work.unit.update(t.party_link, link, until=command.on.isoformat())
    if command.user is not None:
        user = user_of(work, command.user)
        members = memberships_of_user(connection, case_id, int(user["id"]))
        _require_place(members, command.user, command.on)
        for member in members:
            work.unit.update(t.case_member, member, ended_on=command.on.isoformat())
    take_step(work, Plan(command, case=row))


def _require_place(places: list[Any], who: str, on: date) -> None:
    if not places:
        text = _("{user} is not on the team.").format(user=who)
        raise RuleViolation(Reason("not_found", text))
    if all((one["since"] or "") > on.isoformat() for one in places):
        text = _("{user} joins the team only after {date}.").format(user=who, date=on)
        raise ValidationFailed(Reason("date_order", text, field="on"))


def declare_interest(work: Work, command: c.DeclareInterest) -> None:
    """A conflict of interest, or that there is none; a user with a conflict stands aside."""
    assets = work.assets(command)
    case = case_of(work, assets) if assets else work.case(str(command.case))
    work.permit("declare_interest", int(case["id"]))
    users = _declaring(work, command)
    conflict = is_conflict(command)
    _may_declare(work, users, conflict=conflict)
    facts: dict[str, object] = {"conflict": conflict}
    take_step(work, Plan(command, case=case, assets=assets, facts=facts))
    _renew(work, command, case)
    for user in users if conflict else ():
        _stand_aside(work, case, user, command.on)


def _declaring(work: Work, command: c.DeclareInterest) -> list[Mapping[str, Any]]:
    """The user accounts of who declares: the user named, and those that the party named is."""
    found = [] if command.user is None else [user_of(work, command.user)]
    if command.party is not None:
        reference = str(work.find("party", command.party)["reference"])
        found += users_of_party(work.unit.connection, reference)
    return list({int(row["id"]): row for row in found}.values())


def _may_declare(work: Work, users: list[Mapping[str, Any]], *, conflict: bool) -> None:
    """A conflict takes access away: one's own word does, or a supervisor's."""
    others = [str(row["name"]) for row in users if row["id"] != work.actor.id]
    if conflict and others and "supervisor" not in work.actor.roles:
        text = _("A conflict of interest of {user} is declared by {user}, or by a supervisor.")
        raise NotPermitted(Reason("role_needed", text.format(user=others[0]), field="user"))


def _renew(work: Work, command: c.DeclareInterest, case: Mapping[str, Any]) -> None:
    """A declaration with an end is due again then; what was due before it is done."""
    who = str(command.user or command.party)
    for due in renewals_open(work.unit.connection, int(case["id"]), who):
        done = {"state": "closed", "closed_on": command.on.isoformat(), "outcome": _("renewed")}
        work.unit.update(t.deadline, due, **done)
        take_off_agenda(work.unit.connection, int(due["id"]))
    if command.valid_until is None:
        return
    set_deadline(
        work,
        case_id=int(case["id"]),
        asset_id=None,
        record=str(case["reference"]),
        title=_("Renew the declaration of interest of {user}").format(user=who),
        due=command.valid_until,
        responsible=who,
        source="interest",
    )


def _stand_aside(work: Work, case: Mapping[str, Any], user: Mapping[str, Any], since: date) -> None:
    case_id, user_id = int(case["id"]), int(user["id"])
    known = recusals_of_user(work.unit.connection, case_id, user_id)
    if not known:
        work.unit.insert(t.recusal, case_id=case_id, user_id=user_id, since=since.isoformat())
    elif since.isoformat() < known[0]["since"]:
        work.unit.update(t.recusal, known[0], since=since.isoformat())
    work.notes.append(
        _("{user} stands aside in {case} from {date} on; a supervisor can withdraw it.").format(
            user=user["name"], case=case["reference"], date=since
        )
    )
    day = since.isoformat()
    for vote in approvals_given_since(work.unit.connection, case_id, user_id, day):
        _look_again(work, case, user, vote)


def _look_again(
    work: Work, case: Mapping[str, Any], user: Mapping[str, Any], vote: Mapping[str, Any]
) -> None:
    """A conflict that came to light late: what the user approved since is looked at once more."""
    step = str(vote["action"]).replace("_", " ")
    text = _("{user} approved {step} of {date} ({approval}) with a conflict of interest.").format(
        user=user["name"], step=step, date=vote["on_date"], approval=vote["reference"]
    )
    work.warn(Reason("conflict_of_interest", text))
    set_deadline(
        work,
        case_id=int(case["id"]),
        asset_id=None,
        record=str(case["reference"]),
        title=_("Look again: {what}").format(what=text),
        due=work.today + timedelta(days=SECOND_LOOK_DAYS),
        responsible="supervisor",
        source="interest",
    )


def withdraw_recusal(work: Work, command: p.WithdrawRecusal) -> None:
    """A supervisor finds, with a reason, that a user need no longer stand aside."""
    case = work.case(command.case)
    work.permit("withdraw_recusal", int(case["id"]))
    user = user_of(work, command.user)
    known = recusals_of_user(work.unit.connection, int(case["id"]), int(user["id"]))
    if user["id"] == work.actor.id:
        text = _("Nobody withdraws his own recusal: another supervisor must.")
        raise NotPermitted(Reason("same_person", text))
    if not known:
        text = _("{user} does not stand aside in {case}.")
        sentence = text.format(user=user["name"], case=case["reference"])
        raise RuleViolation(Reason("not_found", sentence, field="user"))
    if command.on.isoformat() < known[0]["since"]:
        text = _("{user} stands aside only from {date} on.")
        sentence = text.format(user=user["name"], date=known[0]["since"])
        raise ValidationFailed(Reason("date_order", sentence, field="on"))
    for one in known:
        work.unit.update(t.recusal, one, withdrawn=1)
    take_step(work, Plan(command, case=case))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    c.AssignMember: assign_member,
    c.ReleaseMember: release_member,
    c.DeclareInterest: declare_interest,
    p.WithdrawRecusal: withdraw_recusal,
}
