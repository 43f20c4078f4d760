"""Issued papers of a case with their releases, and what was decided of gaps in its papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from asset_recovery.domain.actions.paper_actions import (
    DecideGap,
    IssuePaper,
    RecordPaperReturned,
    ReleasePaper,
)
from asset_recovery.domain.paper_facts import GapDecision, PaperFacts, ReleaseFacts
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk, moment


def paper_facts(desk: CaseDesk) -> tuple[PaperFacts, ...]:
    """Every paper that was issued or released by that day, in the order of its entry."""
    found: dict[str, dict[str, Any]] = {}
    released: dict[str, list[Told]] = {}
    for one in desk.done("issue_paper", "release_paper"):
        document = str(one.facts["document"])
        if one.row["action"] == "issue_paper":
            found[document] = _issued(desk, one)
        else:
            released.setdefault(document, []).append(one)
            found.setdefault(document, _from_elsewhere(one))
    back = {str(one.row["reference"]): one for one in desk.done("record_paper_returned")}
    return tuple(
        PaperFacts(releases=tuple(_releases(desk, released.get(document, []), back)), **values)
        for document, values in found.items()
    )


def _issued(desk: CaseDesk, one: Told) -> dict[str, Any]:
    command = one.command
    assert isinstance(command, IssuePaper)
    facts = one.facts
    return {
        "document": facts["document"],
        "title": facts["title"],
        "form": facts["form"],
        "on": one.on,
        "marking": facts["marking"],
        "copies": tuple(facts["copies"]),
        "hash": facts["hashes"][0],
        "record": command.of,
        "profile": facts.get("profile"),
        "recipient": command.recipient,
        "purpose": command.purpose,
        "language": facts["language"],
        "draft": facts["draft"],
        "at_entry": facts["at_entry"],
        "read_at": moment(facts["read_at"]),
        "by": desk.user(one.row["author_id"]),
        "number": desk.user_number(one.row["author_id"]),
    }


def _from_elsewhere(one: Told) -> dict[str, Any]:
    """A document that was attached and released, as its first release tells it."""
    facts = one.facts
    return {
        "document": facts["document"],
        "title": facts["title"],
        "form": facts["form"],
        "on": one.on,
        "marking": facts["marking"],
        "copies": tuple(facts["copies"]),
        "hash": facts["hash"],
        "issued": False,
    }


def _releases(
    desk: CaseDesk, released: list[Told], back: Mapping[str, Told]
) -> Iterator[ReleaseFacts]:
    for one in released:
        command = one.command
        assert isinstance(command, ReleasePaper)
        returned = back.get(f"{one.row['reference']}/back")
        outcome = None
        if returned is not None:
            assert isinstance(returned.command, RecordPaperReturned)
            outcome = returned.command.outcome
        yield ReleaseFacts(
            copy=int(one.facts["copy"]),
            on=one.on,
            recipient=command.recipient,
            purpose=command.purpose,
            legal_basis=command.legal_basis,
            channel=command.channel,
            by=desk.user(one.row["author_id"]),
            number=desk.user_number(one.row["author_id"]),
            outcome=outcome,
            back_on=None if returned is None else returned.on,
        )


def gap_decisions(desk: CaseDesk) -> tuple[GapDecision, ...]:
    """What holds for each kind of recipient and each asset: the decision that came last."""
    found: dict[tuple[str, str | None], GapDecision] = {}
    for one in desk.done("decide_gap"):
        command = one.command
        assert isinstance(command, DecideGap)
        found[command.profile, command.asset] = GapDecision(
            profile=command.profile,
            shown=command.shown == "shown",
            on=one.on,
            reason=command.reason,
            by=desk.user(one.row["author_id"]),
            number=desk.user_number(one.row["author_id"]),
            asset=command.asset,
        )
    return tuple(found.values())
