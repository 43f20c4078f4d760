"""Papers: issued in numbered copies and kept, released to somebody, returned."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.actions import paper_actions as p
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.paper_facts import ISSUED
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries.paper_query import issue_of, releases_of
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.documents import Documents
from asset_recovery.services.handlers.office_handlers import record_named
from asset_recovery.services.looking import Sight, known_moment
from asset_recovery.services.office_events import keep_office_event, require_past
from asset_recovery.services.own_profiles import own_profiles
from asset_recovery.services.paper_making import IN_PROFILE, MadePaper, PaperMaker, PaperWish
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import take_step
from asset_recovery.services.work import Work

LARGEST_PROFILE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPaper:
    """A paper with what it was made from: the head of the journal, the moment, the day."""

    made: MadePaper
    head: tuple[int, str]
    now: str
    today: date

    def stands(self, work: Work) -> bool:
        """Whether nothing was recorded since it was made."""
        return self.head == work.unit.head and self.today == work.today


def make_paper(work: Work, command: p.IssuePaper, documents: Documents) -> ReadyPaper:
    """The paper as the records stand, before anything is written; refuses as the issue does."""
    kind, row, case = _permitted(work, command)
    now = work.unit.now
    sight = _sight(work, command, (kind, row, case), now)
    made = PaperMaker(sight, documents).make(wish_of(command, row))
    return ReadyPaper(made=made, head=work.unit.head, now=now, today=work.today)


def _permitted(
    work: Work, command: p.IssuePaper
) -> tuple[str, Mapping[str, Any], Mapping[str, Any]]:
    """The record and its case, where this person may issue a paper of it."""
    kind, row, case_id = record_named(work, command.of)
    work.permit("issue_paper", case_id)
    if case_id is None:
        text = _("{record} belongs to no case that could be printed.").format(record=command.of)
        raise ValidationFailed(Reason("form_out_of_scope", text, field="of"))
    return kind, row, work.stories.case(case_id)


def issue_paper(
    work: Work, command: p.IssuePaper, documents: Documents, ready: ReadyPaper | None = None
) -> None:
    """The paper is made as the records stand now, and kept copy by copy under its hash.

    `ready` was made before this transaction, so that the office is not held while pages are drawn;
    where anything was recorded since, it is made anew.
    """
    _kind, row, case = _permitted(work, command)
    if ready is None or not ready.stands(work):
        ready = make_paper(work, command, documents)
    case_id, wish, made = int(case["id"]), wish_of(command, row), ready.made
    number = work.number("document", command.document)
    copies = [number, *(f"{number}-{copy}" for copy in range(2, len(made.copies) + 1))]
    hashes = [
        _keep_copy(work, documents, (reference, content), made, wish, case_id)
        for reference, content in zip(copies, made.copies, strict=True)
    ]
    for caution in made.cautions:
        work.warn(caution)
    facts = _facts(work, command, wish, ready)
    facts |= {"document": number, "copies": copies, "hashes": hashes, "first": 1}
    plan = Plan(command, case=case, reference=f"{number}/issue", on=command.on, facts=facts)
    take_step(work, plan)


def wish_of(command: p.IssuePaper, row: Mapping[str, Any]) -> PaperWish:
    """What the command asks for, with what it leaves out."""
    named = command.paper.strip()
    paper = named.lower() if named.lower() in p.PLAIN_PAPERS else named.upper()
    spoken = str(row["language"]) if paper == "request" and row.get("language") else "en"
    return PaperWish(
        paper=paper,
        reference=command.of,
        profile=command.profile or "full",
        language=command.language or spoken,
        recipient=command.recipient or "",
        purpose=command.purpose or "",
        copies=command.copies or 1,
        exhibits=command.exhibits,
        enclose=command.broken_exhibits != "refuse",
        options=command.options,
    )


def _sight(work: Work, command: p.IssuePaper, found: tuple[str, Any, Any], now: str) -> Sight:
    """The record as the journal stands before this entry."""
    kind, row, case = found
    reading = Reading(
        connection=work.unit.connection,
        rates=work.rates,
        base_currency=work.base_currency,
        today=work.today,
        now=now,
        read_by=work.actor.name,
        as_of=command.as_of,
        known_on=None if command.known_on is None else known_moment(command.known_on),
        access=Access.of(work.actor, work.today),
        calendar=work.calendar,
        at_entry=work.unit.head[0],
    )
    return Sight(
        connection=work.unit.connection,
        kind=kind,
        row=row,
        case=case,
        actor=work.actor,
        reading=reading,
    )


def _keep_copy(  # noqa: PLR0913, PLR0917 - what a row of documents says
    work: Work,
    documents: Documents,
    copy: tuple[str, bytes],
    made: MadePaper,
    wish: PaperWish,
    case_id: int,
) -> str:
    reference, content = copy
    kept = documents.keep_bytes(content, f"{reference}.pdf".replace("/", "-"))
    key = work.unit.insert(
        t.document,
        reference=reference,
        case_id=case_id,
        record=wish.reference,
        title=made.title,
        kind=ISSUED,
        on_date=work.today.isoformat(),
        hash=kept.hash,
        size=kept.size,
        original_name=kept.name,
        classification=made.classification,
        language=wish.language,
        source=None,
    )
    put_search(work.unit.connection, search_entry("document", work.unit.get(t.document, key)))
    return kept.hash


def _facts(
    work: Work, command: p.IssuePaper, wish: PaperWish, ready: ReadyPaper
) -> dict[str, object]:
    """All that is needed to make the same bytes again."""
    made = ready.made
    facts: dict[str, object] = {
        "form": made.form,
        "version": made.version,
        "title": made.title,
        "marking": made.classification,
        "record": wish.reference,
        "recipient": wish.recipient,
        "language": wish.language,
        "record_hash": made.record_hash,
        "draft": made.draft,
        "apart": list(made.apart),
        "at_entry": ready.head[0],
        "read_at": ready.now,
        "read_by": work.actor.name,
        "today": ready.today.isoformat(),
        "limit": made.limit,
        "above": made.above,
    }
    if wish.paper in IN_PROFILE or command.profile:
        facts["profile"] = wish.profile
    return facts


def release_paper(work: Work, command: p.ReleasePaper) -> None:
    """A copy goes to somebody: which, to whom, why, on what basis."""
    row = work.find("document", command.document)
    case_id = None if row["case_id"] is None else int(row["case_id"])
    work.permit("release_paper", case_id)
    issue, named = issue_of(work.unit.connection, command.document)
    facts = {} if issue is None else json.loads(issue["facts"])
    reasons = [*_draft(facts), *_copy_of(command.copy, named, facts)]
    if reasons:
        raise RuleViolation(reasons)
    document = str(facts.get("document", command.document))
    out = _standing(work, document)
    copy = command.copy or named or _next_copy(out, facts)
    _not_out(out, copy, facts, document)
    _not_before(command.on, row)
    _warn(work, command, facts, row)
    turn = 1 + sum(one["copy"] == copy for one in out)
    kept = {
        "document": document,
        "copy": copy,
        "hash": _hash_of(facts, copy, row),
        "form": facts.get("form") or row["kind"],
        "title": row["title"],
        "marking": row["classification"],
        "first": int(issue is None and not out),
        "profile": facts.get("profile"),
        "copies": facts.get("copies", [document]),
    }
    _record(work, command, case_id, kept, f"{document}/release/{copy}/{turn}")
    work.told["copy"] = copy


def _draft(facts: Mapping[str, Any]) -> list[Reason]:
    if not facts.get("draft"):
        return []
    text = _("The paper bears the mark of a draft. Sign the request, then issue it anew.")
    return [Reason("wrong_state", text, "sign_request", "document")]


def _copy_of(asked: int | None, named: int | None, facts: Mapping[str, Any]) -> list[Reason]:
    count = len(facts.get("copies", [""]))
    if asked is not None and not 1 <= asked <= count:
        text = _("There is no copy {copy}: {count} were made.").format(copy=asked, count=count)
        return [Reason("field_invalid", text, field="copy")]
    if asked is not None and named is not None and asked != named:
        text = _("This document is copy {named}, not copy {copy}.")
        said = text.format(named=named, copy=asked)
        return [Reason("field_invalid", said, field="copy")]
    return []


def _standing(work: Work, document: str) -> list[dict[str, Any]]:
    """Every release of a paper so far, the oldest first, with what became of it."""
    return releases_of(work.unit.connection, document)


def _next_copy(out: list[dict[str, Any]], facts: Mapping[str, Any]) -> int:
    """The first copy that never left; where all did, the first that came back, else the first."""
    every = range(1, len(facts.get("copies", [""])) + 1)
    left = {one["copy"] for one in out}
    gone = {one["copy"] for one in out if one["outcome"] != "returned"}
    return next((n for n in every if n not in left), next((n for n in every if n not in gone), 1))


def _not_out(out: list[dict[str, Any]], copy: int, facts: Mapping[str, Any], document: str) -> None:
    """A copy is with one recipient only, and a destroyed one with none."""
    last = next((one for one in reversed(out) if one["copy"] == copy), None)
    if last is None or last["outcome"] == "returned":
        return
    names = {
        "copy": copy,
        "copies": len(facts.get("copies", [""])),
        "document": document,
        "recipient": last["recipient"],
        "day": last["on"],
    }
    if last["outcome"] == "destroyed":
        text = _("Copy {copy} of {copies} of {document} was destroyed. Issue the paper anew.")
        raise RuleViolation(Reason("wrong_state", text.format(**names), "issue_paper", "copy"))
    text = _("Copy {copy} of {copies} of {document} went to {recipient} on {day}.")
    raise RuleViolation(
        Reason("wrong_state", text.format(**names), "record_paper_returned", "copy")
    )


def _not_before(on: date, row: Mapping[str, Any]) -> None:
    if row["kind"] == ISSUED and on.isoformat() < str(row["on_date"]):
        text = _("The paper was issued on {day}; it cannot leave before.").format(
            day=row["on_date"]
        )
        raise ValidationFailed(Reason("date_order", text, field="on"))


def _warn(
    work: Work, command: p.ReleasePaper, facts: Mapping[str, Any], row: Mapping[str, Any]
) -> None:
    """What stops nothing: not made here, marked above the recipient, another recipient."""
    if not facts:
        text = _("{document} was not issued here: its copy bears no number and was not checked.")
        said = text.format(document=command.document)
        work.warn(Reason("guard_failed", said, "issue_paper", "document"))
    if facts.get("above"):
        text = _("The paper is marked {marking}; a recipient of its profile may have {limit}.")
        words = (str(one).replace("_", " ") for one in (row["classification"], facts["limit"]))
        said = text.format(marking=next(words), limit=next(words))
        work.warn(Reason("guard_failed", said, field="recipient"))
    _warn_of_inside(work, facts)
    asked = facts.get("recipient")
    if asked and str(asked).casefold() != command.recipient.casefold():
        text = _("The paper names {asked} as its recipient, not {recipient}.")
        said = text.format(asked=asked, recipient=command.recipient)
        work.warn(Reason("guard_failed", said, field="recipient"))


def _warn_of_inside(work: Work, facts: Mapping[str, Any]) -> None:
    """A paper that was made for the office itself holds what its recipient may not read."""
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415 - only for papers

    name = facts.get("profile")
    if name is None:
        return
    found = profile(str(name), own_profiles(work.unit.connection, work.today))
    if found.inside:
        text = _(
            "The paper is made for the office itself (profile {profile}, {label}): names of "
            "officers, notes and informal content stand in it. Issue it in the recipient's profile."
        )
        said = text.format(profile=name, label=_(found.label))
        work.warn(Reason("guard_failed", said, "issue_paper", "document"))


def _hash_of(facts: Mapping[str, Any], copy: int, row: Mapping[str, Any]) -> str:
    hashes = facts.get("hashes")
    return str(hashes[copy - 1] if isinstance(hashes, list) else row["hash"])


def _record(
    work: Work, command: Action, case_id: int | None, facts: dict[str, object], reference: str
) -> None:
    """An event of the case, or of the office where the document belongs to none."""
    if case_id is not None:
        case = work.stories.case(case_id)
        take_step(work, Plan(command, case=case, reference=reference, facts=facts))
        return
    on = command.on  # type: ignore[attr-defined]
    require_past(work, on)
    keep_office_event(work, command, on.isoformat(), facts, reference)


def record_paper_returned(work: Work, command: p.RecordPaperReturned) -> None:
    """A copy is no longer out."""
    row = work.find("document", command.document)
    case_id = None if row["case_id"] is None else int(row["case_id"])
    work.permit("record_paper_returned", case_id)
    issue, named = issue_of(work.unit.connection, command.document)
    facts = {} if issue is None else json.loads(issue["facts"])
    document = str(facts.get("document", command.document))
    out = [one for one in _standing(work, document) if one["outcome"] is None]
    wanted = command.copy or named
    found = [one for one in out if wanted is None or one["copy"] == wanted]
    if not found:
        text = _("No such copy of {document} is out.").format(document=document)
        raise RuleViolation(Reason("wrong_state", text, "release_paper", "copy"))
    if len(found) > 1:
        said = ", ".join(str(one["copy"]) for one in found)
        text = _("Several copies are out ({copies}); say which.").format(copies=said)
        raise ValidationFailed(Reason("field_missing", text, field="copy"))
    if command.on.isoformat() < found[0]["on"]:
        text = _("Copy {copy} left only on {day}.")
        said = text.format(copy=found[0]["copy"], day=found[0]["on"])
        raise ValidationFailed(Reason("date_order", said, field="on"))
    kept = {"document": document, "copy": found[0]["copy"], "recipient": found[0]["recipient"]}
    _record(work, command, case_id, kept, f"{found[0]['reference']}/back")


def decide_gap(work: Work, command: p.DecideGap) -> None:
    """Whether gaps stand in the papers for a kind of recipient; the reason goes with it."""
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415 - only for papers

    asset = None if command.asset is None else work.find("asset", command.asset)
    case = work.case(command.case or "") if asset is None else work.stories.case(asset["case_id"])
    work.permit("decide_gap", int(case["id"]))
    profile(command.profile, own_profiles(work.unit.connection, work.today))
    take_step(work, Plan(command, case=case))


def install_profile(work: Work, command: p.InstallProfile) -> None:
    """The file is checked and kept whole; papers issued before stay as they were."""
    from asset_recovery.reports.profile_lint import lint_profiles  # noqa: PLC0415 - of papers

    work.permit("install_profile", None)
    require_past(work, command.from_)
    name, text = Path(command.file).name, _text_of(command.file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = _("The file is no TOML: {why}").format(why=error)
        raise ValidationFailed(Reason("rule_pack_invalid", said, field="file")) from None
    faults = lint_profiles(data)
    if faults:
        raise ValidationFailed(
            [
                Reason("rule_pack_invalid", f"{one.place}: {one.text}", field="file")
                for one in faults
            ]
        )
    named = list(data["profile"])
    facts = {"file": name, "version": data["version"], "profiles": named, "text": text}
    keep_office_event(work, without_folder(command), command.from_.isoformat(), facts, None)
    work.made["profile"] = ", ".join(named)


def without_folder(command: p.InstallProfile) -> p.InstallProfile:
    """The command as it is kept: whose folder the file came from is nobody's business."""
    return replace(command, file=Path(command.file).name)


def _text_of(file: str) -> str:
    path = Path(file)
    try:
        if path.stat().st_size > LARGEST_PROFILE:
            raise OSError
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        text = _("The file {file} cannot be read as text of at most 1 MB.").format(file=path.name)
        raise ValidationFailed(Reason("file_unreadable", text, field="file")) from None


HANDLERS: dict[type[Action], Callable[..., None]] = {
    p.ReleasePaper: release_paper,
    p.RecordPaperReturned: record_paper_returned,
    p.DecideGap: decide_gap,
    p.InstallProfile: install_profile,
}
