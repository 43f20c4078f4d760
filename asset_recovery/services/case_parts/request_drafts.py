"""The drafts that the events of requests kept, and which request took the place of which."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asset_recovery.domain.request_version_facts import ConfirmedText, DraftFacts, SignatureFacts
from asset_recovery.forms.draft_chain import KEEPING, KEPT, SAVED, DraftEvent, signed_draft
from asset_recovery.persistence.queries.journal_query import hash_of_entry
from asset_recovery.persistence.queries.request_query import drafts_of_request, successions
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.user_repository import full_names
from asset_recovery.persistence.store import Connection

Facts = Mapping[str, Any]
CONFIRM = "confirm_text"
SIGNED_FILE = "record_signature"


@dataclass(slots=True)
class Lines:
    """Which request of a case took the place of which: the newer ones by their reference."""

    version: dict[str, int] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)

    def add(self, facts: Facts) -> None:
        """A new version, as its event keeps it."""
        new, old = str(facts["request"]), str(facts["of"])
        self.version[new] = int(facts["version"])
        self.kind[new] = str(facts["kind"]) if facts["sent"] else ""
        self.before[new] = old
        self.after.setdefault(old, []).append(new)

    def of(self, reference: str) -> dict[str, Any]:
        """What the facts of a request say of them."""
        return {
            "version": self.version.get(reference, 1),
            "version_kind": self.kind.get(reference, ""),
            "replaces": self.before.get(reference, ""),
            "replaced_by": tuple(self.after.get(reference, ())),
        }


def lines_of_case(connection: Connection, case_id: int) -> Lines:
    """Which request of a case took the place of which."""
    lines = Lines()
    for facts in successions(connection, case_id):
        lines.add(json.loads(facts))
    return lines


def draft_events(connection: Connection, request_id: int) -> list[DraftEvent]:
    """The events of a request that kept a draft, in the order of their entries."""
    rows = drafts_of_request(connection, request_id, KEEPING)
    return _draft_events((row, json.loads(row["facts"])) for row in rows)


def _draft_events(told: Iterable[tuple[Facts, Facts]]) -> list[DraftEvent]:
    return [event for row, facts in told if (event := draft_event(row, facts)) is not None]


def _confirmed(
    told: Iterable[tuple[Facts, Facts]], name: Callable[[int], str]
) -> tuple[ConfirmedText, ...]:
    """The texts that were confirmed."""
    return tuple(
        ConfirmedText(
            key=key,
            digest=digest,
            on=date.fromisoformat(str(row["on_date"])),
            by=name(int(row["author_id"])),
        )
        for row, facts in told
        if row["action"] == CONFIRM
        for key, digest in facts["texts"].items()
    )


def _signatures(
    told: Iterable[tuple[Facts, Facts]], name: Callable[[int], str]
) -> tuple[SignatureFacts, ...]:
    """The electronic signatures of the request's PDF."""
    return tuple(
        SignatureFacts(
            document=str(facts["document"]),
            on=date.fromisoformat(str(row["on_date"])),
            by=name(int(row["author_id"])),
            subject=str(facts["signature"]["subject"]),
            issuer=str(facts["signature"]["issuer"]),
            serial=str(facts["signature"]["serial"]),
            valid_to=date.fromisoformat(str(facts["signature"]["valid_to"])),
            digest=str(facts["signature"]["digest"]),
        )
        for row, facts in told
        if row["action"] == SIGNED_FILE
    )


def draft_event(row: Facts, facts: Facts) -> DraftEvent | None:
    """The draft that an event kept, if it kept one."""
    body = facts.get(KEPT)
    if body is None or row["action"] not in KEEPING:
        return None
    on = date.fromisoformat(str(row["on_date"]))
    return DraftEvent(str(row["action"]), int(row["seq"]), on, int(row["author_id"]), body)


def told_drafts(
    connection: Connection,
    told: Sequence[tuple[Facts, Facts]],
    reference: str,
    lines: Lines,
    name: Callable[[int], str],
) -> dict[str, Any]:
    """What the facts of a request say of its drafts, its signature and its versions.

    `told` are the rows of its events with their facts, in the order of their entries.
    """
    events = _draft_events(told)
    drafts = tuple(
        DraftFacts(
            number=int(one.body["number"]),
            step=one.action,
            on=one.on,
            by=name(one.author),
            form=str(one.body["forms"][0][0]),
            form_version=str(one.body["forms"][0][1]),
            digest=str(one.body["digest"]),
        )
        for one in events
        if one.action in SAVED
    )
    signed = signed_draft(events, lambda seq: hash_of_entry(connection, seq))
    found: dict[str, Any] = {
        "drafts": drafts,
        "signed": signed,
        "confirmed": _confirmed(told, name),
    }
    found["signatures"] = _signatures(told, name)
    return found | lines.of(reference)


def drafts_of(connection: Connection, row: Facts) -> dict[str, Any]:
    """The same of one request, read by itself."""
    lines = lines_of_case(connection, int(row["case_id"]))
    rows = drafts_of_request(connection, int(row["id"]), (*KEEPING, CONFIRM, SIGNED_FILE))
    told = [(one, json.loads(one["facts"])) for one in rows]
    names = full_names(connection) if told else {}
    return told_drafts(connection, told, str(row["reference"]), lines, lambda key: names[key])


def living_successors(connection: Connection, row: Facts) -> list[tuple[str, str]]:
    """The requests that take the place of one and were not withdrawn: reference and state."""
    lines = lines_of_case(connection, int(row["case_id"]))
    found = []
    for reference in lines.after.get(str(row["reference"]), ()):
        after = finder.by_reference(connection, "request", reference)
        if after is not None and after["state"] != "withdrawn":
            found.append((reference, str(after["state"])))
    return found
