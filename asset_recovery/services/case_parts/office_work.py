"""What the office itself does in a case: requests, deadlines, decisions, documents, notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.actions.case_actions import AddNote
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.case_file import (
    DeadlineFacts,
    DecisionFacts,
    DocumentFacts,
    NoteFacts,
)
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.case_query import Record, deadlines_set_on
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk, day_of, moment
from asset_recovery.services.case_parts.terms import term_facts


def deadline_facts(desk: CaseDesk) -> tuple[DeadlineFacts, ...]:
    """What is due by the law's own terms, and what people set; the earliest first."""
    found = [*term_facts(desk), *_set(desk)]
    return tuple(sorted(found, key=lambda one: (one.due, one.reference)))


def _set(desk: CaseDesk) -> Iterator[DeadlineFacts]:
    limit = desk.day.isoformat()
    entered: dict[int, str] = {}
    if desk.reading.as_of is not None:
        entered = deadlines_set_on(desk.reading.connection, int(desk.case["id"]))
    for row in desk.rows.of("deadline"):
        if entered.get(row["id"], "") > limit:
            continue  # nobody had set it by the day that is asked for
        due = date.fromisoformat(row["due"])
        left = (due - desk.day).days
        is_open = row["state"] in ("open", "suspended") or (row["closed_on"] or "") > limit
        state = ("late" if left < 0 else "open") if is_open else row["state"]
        if row["state"] == "suspended" and row["closed_on"] <= limit:
            state = "suspended"
        yield DeadlineFacts(
            reference=row["reference"],
            title=row["title"],
            due=due,
            state=state if is_open or state != "late" else "met_late",
            hard=bool(row["hard"]),
            days_left=left,
            record=row["record"],
            case=desk.case["reference"],
            responsible=desk.logins.get(row["responsible"], row["responsible"]),
            source=row["source"],
        )


def decision_facts(desk: CaseDesk) -> tuple[DecisionFacts, ...]:
    """Steps that ask for a second person, with who agreed."""
    by_event = {one.row["id"]: one for one in desk.events}
    votes: dict[int, list[Record]] = {}
    limit = desk.reading.as_of.isoformat() if desk.reading.as_of else None
    for vote in desk.rows.of("approval_vote"):
        if limit is None or vote["voted_on"] <= limit:
            votes.setdefault(vote["approval_id"], []).append(vote)
    return tuple(
        _decision(desk, row, by_event[row["event_id"]], votes.get(row["id"], []))
        for row in desk.rows.of("approval")
        if row["event_id"] in by_event
    )


def _decision(desk: CaseDesk, row: Record, one: Told, votes: list[Record]) -> DecisionFacts:
    decided = row["decided_on"] is not None and (
        desk.reading.as_of is None or row["decided_on"] <= desk.reading.as_of.isoformat()
    )
    action = str(one.row["action"])
    comments = [vote["comment"] for vote in votes if vote["comment"]]
    return DecisionFacts(
        reference=row["reference"],
        what=record_of(desk, one),
        title=_(VOCABULARY[action].TITLE),
        asked_by=desk.user(row["asked_by"]),
        asked_on=date.fromisoformat(row["asked_on"]),
        state=row["state"] if decided else "waiting",
        decided_by=tuple(desk.user(vote["user_id"]) for vote in votes),
        decided_on=day_of(row["decided_on"]) if decided else None,
        comment="; ".join(comments) or None,
        reason=one.command.reason,
    )


def record_of(desk: CaseDesk, one: Told) -> str:
    """The record that an event is about: its one asset, else its order, request or case."""
    if len(one.assets) == 1:
        return one.assets[0]
    for table, key in (("court_order", "order_id"), ("request", "request_id")):
        row = desk.rows.tables[table].get(one.row[key])
        if row is not None:
            return str(row["reference"])
    return str(desk.case["reference"])


def order_of(desk: CaseDesk, one: Told) -> str | None:
    """The order that an event belongs to, be it about one asset or many."""
    row = desk.rows.tables["court_order"].get(one.row["order_id"])
    return None if row is None else str(row["reference"])


def request_of(desk: CaseDesk, one: Told) -> str | None:
    """The request that an event belongs to, be it told of an asset or not."""
    row = desk.rows.tables["request"].get(one.row["request_id"])
    return None if row is None else str(row["reference"])


def document_facts(desk: CaseDesk) -> tuple[DocumentFacts, ...]:
    """The documents on file by that day; one without a date counts from its entry."""
    limit = desk.day.isoformat()
    entered = {
        str(one.facts.get("document")): one.row["on_date"]
        for one in desk.stories.told
        if one.row["action"] in ("attach_document", "issue_paper")
    }
    return tuple(
        DocumentFacts(
            reference=row["reference"],
            title=row["title"],
            kind=row["kind"],
            on=day_of(row["on_date"]),
            hash=row["hash"],
            size=row["size"],
            classification=row["classification"],
            language=row["language"],
            record=row["record"],
            original_name=row["original_name"],
            source=row["source"],
        )
        for row in desk.rows.of("document")
        if desk.reading.as_of is None
        or (row["on_date"] or entered.get(row["reference"], "")) <= limit
    )


def note_facts(desk: CaseDesk) -> tuple[NoteFacts, ...]:
    """Internal notes."""
    found = []
    for one in desk.done("add_note"):
        command = one.command
        assert isinstance(command, AddNote)
        found.append(
            NoteFacts(
                on=moment(one.row["recorded_at"]),
                author=desk.user(one.row["author_id"]),
                record=command.to,
                text=command.text,
                classification=command.classification or desk.case["classification"],
            )
        )
    return tuple(found)
