"""The case team on the day that is asked for, and the declarations of interest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.actions.case_actions import (
    AssignMember,
    DeclareInterest,
    ReleaseMember,
)
from asset_recovery.domain.actions.people_actions import WithdrawRecusal
from asset_recovery.domain.people_facts import InterestFacts, MemberFacts
from asset_recovery.persistence.queries.case_query import Record
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk, day_of

PARTNER = "team_partner"


def team_facts(desk: CaseDesk) -> tuple[MemberFacts, ...]:
    """Everybody who works or worked on the case by that day, users first, then partners."""
    return (*_users(desk), *_partners(desk))


def _users(desk: CaseDesk) -> Iterator[MemberFacts]:
    logins = {row["id"]: str(row["name"]) for row in desk.rows.users.values()}
    assigned = _assigned(desk)
    for row in desk.rows.of("case_member"):
        login = logins.get(row["user_id"], "")
        given = next((one for one in assigned if _gives(one, row, login)), None)
        if given is None and not _begun(desk, row):
            continue
        ended_on = _ended(desk, row["ended_on"])
        yield MemberFacts(
            name=desk.user(row["user_id"]),
            number=desk.user_number(row["user_id"]),
            role=str(row["role"]),
            kind="user",
            state=_state(desk.day, row, ended_on),
            authority=None if given is None else _command(given).authority,
            appointed_by=None if given is None else desk.user(given.row["author_id"]),
            appointer_number=None if given is None else desk.user_number(given.row["author_id"]),
            since=day_of(row["since"]),
            until=day_of(row["until"]),
            ended_on=ended_on,
            ended_reason=_why(desk, ended_on, login, None),
        )


def _partners(desk: CaseDesk) -> Iterator[MemberFacts]:
    parties = {row["id"]: row for row in desk.rows.of("party")}
    assigned = _assigned(desk)
    for link in desk.rows.of("party_link"):
        if link["role"] != PARTNER or link["party_id"] not in parties:
            continue
        party = parties[link["party_id"]]
        reference = str(party["reference"])
        given = next((one for one in assigned if _brings(one, link, reference)), None)
        if given is None:
            continue
        command = _command(given)
        term = {"since": link["since"], "until": _iso(command.until)}
        ended = link["until"] if link["until"] != term["until"] else None
        ended_on = _ended(desk, ended)
        yield MemberFacts(
            name=str(party["name"]),
            role=command.role,
            kind="partner",
            state=_state(desk.day, term, ended_on),
            party=reference,
            country=party["country"],
            authority=command.authority,
            appointed_by=desk.user(given.row["author_id"]),
            appointer_number=desk.user_number(given.row["author_id"]),
            since=day_of(term["since"]),
            until=command.until,
            ended_on=ended_on,
            ended_reason=_why(desk, ended_on, None, reference),
        )


def _assigned(desk: CaseDesk) -> list[Told]:
    """The assignments by that day, the newest first."""
    return desk.done("assign_member")[::-1]


def _command(one: Told) -> AssignMember:
    assert isinstance(one.command, AssignMember)
    return one.command


def _gives(one: Told, row: Record, login: str) -> bool:
    command = _command(one)
    given = (command.user, command.role, _iso(command.from_), _iso(command.until))
    return given == (login, row["role"], row["since"], row["until"])


def _brings(one: Told, link: Record, reference: str) -> bool:
    command = _command(one)
    given = (command.party, _iso(command.from_), command.authority)
    return given == (reference, link["since"], link["source"])


def _begun(desk: CaseDesk, row: Record) -> bool:
    """A place from before assignments were kept as events: there from its own day on."""
    return desk.reading.as_of is None or (row["since"] or "") <= desk.day.isoformat()


def _ended(desk: CaseDesk, ended: str | None) -> date | None:
    found = day_of(ended)
    return None if found is None or found > desk.day else found


def _state(day: date, row: Record, ended_on: date | None) -> str:
    since, until = day_of(row["since"]), day_of(row["until"])
    if ended_on is not None or (until is not None and until < day):
        return "ended"
    return "not_yet" if since is not None and since > day else "active"


def _why(desk: CaseDesk, on: date | None, user: str | None, party: str | None) -> str | None:
    for one in reversed(desk.done("release_member")):
        command = one.command
        assert isinstance(command, ReleaseMember)
        who = command.user if user is not None else command.party
        if command.on == on and who == (user or party):
            return command.reason
    return None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def interest_facts(desk: CaseDesk) -> tuple[InterestFacts, ...]:
    """The declarations of interest by that day, and what became of each recusal."""
    return tuple(_interest(desk, one) for one in desk.done("declare_interest"))


def _interest(desk: CaseDesk, one: Told) -> InterestFacts:
    command = one.command
    assert isinstance(command, DeclareInterest)
    conflict = bool(one.facts.get("conflict"))
    users = {str(row["name"]): row for row in desk.rows.users.values()}
    user = users.get(command.user or "")
    ended = _withdrawal(desk, one, command.user) if conflict else None
    state = "none"
    if conflict:
        state = "conflict" if user is None else "withdrawn" if ended else "recused"
    elif command.valid_until is not None and command.valid_until < desk.day:
        state = "due"
    return InterestFacts(
        name=desk.name(command.party) if user is None else str(user["full_name"]),
        number=None if user is None else str(user["number"]),
        kind="party" if user is None else "user",
        on=one.on,
        is_conflict=conflict,
        statement=command.statement,
        state=state,
        assets=one.assets,
        valid_until=command.valid_until,
        withdrawn_on=None if ended is None else ended.on,
        withdrawn_reason=None if ended is None else ended.reason,
    )


def _withdrawal(desk: CaseDesk, declared: Told, user: str | None) -> WithdrawRecusal | None:
    for one in desk.done("withdraw_recusal"):
        command = one.command
        assert isinstance(command, WithdrawRecusal)
        if command.user == user and one.row["seq"] > declared.row["seq"]:
            return command
    return None
