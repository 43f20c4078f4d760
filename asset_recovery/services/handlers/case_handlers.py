"""Cases and parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

from asset_recovery.domain.actions import case_actions as c
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.ownership import Tie
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ownership import STATED, TITLES
from asset_recovery.lifecycle.publications import TERM
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.derived import asset_search_entry, put_search, search_entry
from asset_recovery.persistence.queries.access_query import grants_of_user
from asset_recovery.persistence.queries.asset_query import asset_keys_of_case
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.party_query import (
    known_party_names,
    links_of_asset,
    related_parties,
)
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.case_parts.ownership import title_of
from asset_recovery.services.handlers.ownership_handlers import require_share
from asset_recovery.services.keeping_parties import check_particulars, particulars_of
from asset_recovery.services.refreshing import refresh_asset
from asset_recovery.services.request_place import assets_of_case
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, require_open, take_step
from asset_recovery.services.work import Work, listed


def _user_id(work: Work, name: str | None, argument: str) -> int | None:
    if name is None:
        return None
    found = finder.user_by_name(work.unit.connection, name)
    if found is None:
        raise NotFound(
            Reason("not_found", _("There is no user {name}.").format(name=name), field=argument)
        )
    return int(found["id"])


def open_case(work: Work, command: c.OpenCase) -> None:
    """A new case; who opens it is on its team."""
    work.permit("open_case", None)
    connection = work.unit.connection
    system = command.legal_system or finder.setting(connection, "legal_system", "generic")
    if "@" in system:
        text = _("Name the legal system without a version: the one in force on the day is used.")
        raise ValidationFailed(Reason("field_invalid", text, field="legal_system"))
    rules = library_of(connection).rules(system).at(command.on)
    reference = work.number("case", command.case)
    key = work.unit.insert(
        t.case_record,
        reference=reference,
        title=command.title,
        status="open",
        opened_on=command.on.isoformat(),
        legal_system=rules.id,
        legal_version=rules.version,
        route=command.route,
        officer_id=_user_id(work, command.officer, "officer"),
        classification=command.classification
        or finder.setting(connection, "classification", "restricted"),
        summary=command.summary,
        currency=command.currency or work.base_currency,
        offences=listed(command.offences),
        opened_by=work.actor.id,
    )
    row = work.unit.get(t.case_record, key)
    put_search(connection, search_entry("case", row))
    take_step(work, Plan(command, case=row, on=command.on))


def change_case(work: Work, command: c.ChangeCase) -> None:
    """Facts of a case corrected; a lower classification needs a supervisor."""
    row = work.case(command.case)
    work.permit("change_case", int(row["id"]))
    values: dict[str, object] = {
        name: value
        for name in ("title", "classification", "route", "summary")
        if (value := getattr(command, name)) is not None
    }
    if command.officer is not None:
        values["officer_id"] = _user_id(work, command.officer, "officer")
    if command.offences:
        values["offences"] = listed(command.offences)
    work.unit.update(t.case_record, row, **values)
    changed = work.unit.get(t.case_record, int(row["id"]))
    put_search(work.unit.connection, search_entry("case", changed))
    take_step(work, Plan(command, case=changed))
    if {"route", "officer_id"} & set(values):
        _refresh_case(work, int(row["id"]))


def _refresh_case(work: Work, case_id: int) -> None:
    for asset_id in asset_keys_of_case(work.unit.connection, case_id):
        refresh_asset(work, asset_id)


def record_proceeding(work: Work, command: c.RecordProceeding) -> None:
    """What a court or prosecutor did; its next hearing is a term of the legal system."""
    row = work.case(command.case)
    work.permit("record_proceeding", int(row["id"]))
    persons = work.parties(command.persons, "persons")
    take_step(work, Plan(command, case=row, facts={"persons": persons}))


def record_proof(work: Work, command: c.RecordProof) -> None:
    """A proof that a route asks for, for the whole case or for some of its assets."""
    row = work.case(command.case)
    work.permit("record_proof", int(row["id"]))
    assets = assets_of_case(work, command.assets, row)
    persons = work.parties(command.persons, "persons")
    take_step(work, Plan(command, case=row, assets=assets, facts={"persons": persons}))


def publish_notice(work: Work, command: c.PublishNotice) -> None:
    """A published notice of a case or an asset."""
    assets = work.assets(command)
    row = case_of(work, assets) if command.case is None else work.case(command.case)
    work.permit("publish_notice", int(row["id"]))
    assets_of_case(work, command.named(), row)
    reference = work.number("notice", command.notice)
    facts: dict[str, object] = {}
    if command.until is None:  # the law says how long it runs
        days = work.stories.rules_of(int(row["id"])).days(TERM, command.on)
        facts["until"] = (command.on + timedelta(days=days)).isoformat()
    take_step(work, Plan(command, case=row, assets=assets, reference=reference, facts=facts))


def register_party(work: Work, command: c.RegisterParty) -> None:
    """A person, company or State."""
    work.permit("register_party", None)
    check_particulars(work, command)
    for name in similar_names(work, command.name):
        work.warn(Reason("possible_match", _("Possible match: {name}.").format(name=name)))
    work.register_party(
        reference=command.party,
        kind=command.kind,
        name=command.name,
        aliases=listed(command.aliases),
        born=command.born,
        died=command.died,
        nationality=command.nationality,
        identifiers=listed(command.identifiers),
        address=command.address,
        country=command.country,
        gatekeeper_role=command.gatekeeper_role,
        pep=None if command.pep is None else ("yes" if command.pep else "no"),
        particulars=particulars_of(command),
    )


LIKENESS = 92
SAME, NOT_SAME = "same_person", "not_the_same"


def similar_names(work: Work, name: str, *, but: str | None = None) -> list[str]:
    """Registered parties with a name alike, for a person to decide; the likeness in per cent."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only where names are compared

    connection = work.unit.connection
    known = known_party_names(connection, Access.of(work.actor, work.today))
    if but is not None:  # a person decided already that these are, or are not, the one named
        for decided in (but, *related_parties(connection, but, (SAME, NOT_SAME))):
            known.pop(decided, None)
    found = process.extract(
        name,
        known,
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        score_cutoff=LIKENESS,
        limit=5,
    )
    return [
        _("{name} ({reference}), {likeness} % alike").format(
            name=match, reference=reference, likeness=round(score)
        )
        for match, score, reference in found
    ]


def link_party(work: Work, command: c.LinkParty) -> None:
    """A party's role in a case or towards an asset."""
    assets = work.assets(command)
    case = case_of(work, assets) if assets else work.case(str(command.case))
    work.permit("link_party", int(case["id"]))
    require_open(case)
    party = work.party(command.party, "party")
    places: list[dict[str, object]] = [{"asset_id": int(asset["id"])} for asset in assets]
    places = places or [{"case_id": int(case["id"])}]
    commands = list(command.by_asset().values()) or [command]
    for own, place in zip(commands, places, strict=True):
        _require_share(work, own, place, str(party["reference"]))
        work.link(
            party,
            own.role,
            share=None if own.share is None else str(own.share),
            since=None if own.from_ is None else own.from_.isoformat(),
            until=None if own.to is None else own.to.isoformat(),
            source=own.source,
            **place,
        )
    for asset in assets:
        put_search(work.unit.connection, asset_search_entry(work.unit.connection, asset))
    work.journal_case = str(case["reference"])


def _require_share(
    work: Work, command: c.LinkParty, place: Mapping[str, object], party: str
) -> None:
    """Owners of one kind hold no more of an asset than the whole."""
    asset_id = place.get("asset_id")
    if command.share is None or asset_id is None or command.role not in (*TITLES, STATED):
        return
    name = str(command.asset)
    known = [
        title_of(row, name, str(row["party"]))
        for row in links_of_asset(work.unit.connection, int(str(asset_id)))
    ]
    new = Tie(
        holder=party,
        held=name,
        relation=command.role,
        share=Fraction(command.share),
        since=command.from_,
        until=command.to,
    )
    require_share(known, new, name)


def decide_match(work: Work, command: c.DecideMatch) -> None:
    """Two parties with names alike are, or are not, the same: from now on that is known."""
    work.permit("decide_match", None)
    party, other = work.find("party", command.party), work.find("party", command.other, "other")
    if party["id"] == other["id"]:
        raise ValidationFailed(
            Reason("field_invalid", _("That is one and the same record."), field="other")
        )
    work.unit.insert(
        t.party_relation,
        party_id=party["id"],
        other_id=other["id"],
        relation=SAME if command.same else NOT_SAME,
        source=command.reason,
    )


def reopen_case(work: Work, command: c.ReopenCase) -> None:
    """A closed case is taken up again."""
    row = work.case(command.case)
    work.permit("reopen_case", int(row["id"]))
    if row["status"] != "closed":
        raise RuleViolation(Reason("wrong_state", _("The case is open.")))
    work.unit.update(t.case_record, row, status="open")
    take_step(work, Plan(command, case=row))


def seal_case(work: Work, command: c.SealCase) -> None:
    """From now on only who holds a grant knows that the case exists; who seals it holds one."""
    row = work.case(command.case)
    work.permit("seal_case", int(row["id"]))
    if row["sealed"]:
        raise RuleViolation(Reason("wrong_state", _("The case is already sealed.")))
    work.unit.insert(t.access_grant, case_id=row["id"], user_id=work.actor.id)
    work.unit.update(t.case_record, row, sealed=1)
    _move_in_portfolio(work, row, sealed=True)
    take_step(work, Plan(command, case=row))


def unseal_case(work: Work, command: c.UnsealCase) -> None:
    """The seal on the case ends."""
    row = work.case(command.case)
    work.permit("unseal_case", int(row["id"]))
    if not row["sealed"]:
        raise RuleViolation(Reason("wrong_state", _("The case is not sealed.")))
    work.unit.update(t.case_record, row, sealed=0)
    _move_in_portfolio(work, row, sealed=False)
    take_step(work, Plan(command, case=row))


def _move_in_portfolio(work: Work, case: Mapping[str, Any], *, sealed: bool) -> None:
    from asset_recovery.persistence.derived import recount_case  # noqa: PLC0415 - only when sealing

    recount_case(work.unit.connection, int(case["id"]), sealed=sealed)


def grant_access(work: Work, command: c.GrantAccess) -> None:
    """A user may know of a sealed case."""
    row = work.case(command.case)
    work.permit("grant_access", int(row["id"]))
    work.unit.insert(
        t.access_grant,
        case_id=row["id"],
        user_id=_user_id(work, command.user, "user"),
        until=None if command.until is None else command.until.isoformat(),
    )
    work.journal_case = str(row["reference"])


def withdraw_access(work: Work, command: c.WithdrawAccess) -> None:
    """A user may no longer know of a sealed case."""
    row = work.case(command.case)
    work.permit("withdraw_access", int(row["id"]))
    user_id = _user_id(work, command.user, "user")
    grants = grants_of_user(work.unit.connection, int(row["id"]), user_id)
    if not grants:
        raise RuleViolation(
            Reason("not_found", _("{user} has no access to withdraw.").format(user=command.user))
        )
    for grant in grants:
        work.unit.update(t.access_grant, grant, withdrawn=1)
    work.journal_case = str(row["reference"])


def add_note(work: Work, command: c.AddNote) -> None:
    """An internal note with a record."""
    found = finder.any_by_reference(work.unit.connection, command.to)
    if found is None or not work.may_know(*found):
        raise NotFound(
            Reason("not_found", _("There is no record {to}.").format(to=command.to), field="to")
        )
    kind, row = found
    case_id = int(row["id"]) if kind == "case" else row.get("case_id")
    work.permit("add_note", None if case_id is None else int(case_id))
    if case_id is None:
        raise RuleViolation(
            Reason("field_invalid", _("Notes are kept with cases and assets."), field="to")
        )
    case = work.stories.case(int(case_id))
    assets = [row] if kind == "asset" else []
    take_step(
        work, Plan(command, case=case, assets=assets, facts={"to": command.to}, on=work.today)
    )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    c.OpenCase: open_case,
    c.ChangeCase: change_case,
    c.RecordProceeding: record_proceeding,
    c.RecordProof: record_proof,
    c.PublishNotice: publish_notice,
    c.RegisterParty: register_party,
    c.LinkParty: link_party,
    c.DecideMatch: decide_match,
    c.ReopenCase: reopen_case,
    c.SealCase: seal_case,
    c.UnsealCase: unseal_case,
    c.GrantAccess: grant_access,
    c.WithdrawAccess: withdraw_access,
    c.AddNote: add_note,
}
