"""Issued papers handed out: the kept bytes of a copy, or the same paper made anew to compare."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from asset_recovery.domain.actions.paper_actions import IssuePaper
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.case_query import OfficeLater
from asset_recovery.persistence.queries.paper_query import issue_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.actors import fresh_actor
from asset_recovery.services.document_service import DocumentOffice
from asset_recovery.services.handlers.paper_handlers import wish_of
from asset_recovery.services.looking import Look, Sight, known_moment, look_at, note_look
from asset_recovery.services.paper_making import PaperMaker
from asset_recovery.services.rates import Rates


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """The issue of a paper: the reference of its first copy, its facts, and the command."""

    document: str
    facts: Mapping[str, Any]
    command: IssuePaper
    author_id: int

    @property
    def copies(self) -> list[str]:
        """The documents that keep its copies, in the order of their numbers."""
        return [str(one) for one in self.facts["copies"]]

    def copy_of(self, document: str, copy: int | None) -> int:
        """Which copy is meant by a document's reference, or by its number."""
        number = copy or (self.copies.index(document) + 1 if document in self.copies else 1)
        if not 1 <= number <= len(self.copies):
            text = _("There is no copy {copy}: {count} were made.")
            said = text.format(copy=number, count=len(self.copies))
            raise ValidationFailed(Reason("field_invalid", said, field="copy"))
        return number


@dataclass(frozen=True, slots=True)
class IssuedPapers:
    """Hands out issued papers to one person; raises as for looking at their case."""

    office: DocumentOffice
    actor: Actor
    purpose: str = ""

    def is_issued(self, document: str) -> bool:
        """Whether a reference names an issued paper or one of its copies."""
        with self.office.reading.connect() as connection:
            return issue_of(connection, document)[0] is not None

    def kept(self, document: str, copy: int | None = None) -> bytes:
        """The bytes of a copy as they were kept, checked against their hash."""
        look = Look(screen="print paper", noted=False, purpose=self.purpose)
        with look_at(self.office, self.actor, "document", document, look) as sight:
            issued = _issued(sight, document)
            number = issued.copy_of(document, copy)
            content = self.office.documents.read(str(issued.facts["hashes"][number - 1]))
            case = str(sight.own_case["reference"])
        self._note(case, look, issued, number, content)
        return content

    def anew(self, document: str, copy: int | None = None) -> bytes:
        """The same copy made again from the records as they stood at its issue.

        It equals the kept one where the program is of the same version. Raises `StorageFailed`
        where an exhibit was changed.
        """
        look = Look(screen="print paper", noted=False, purpose=self.purpose)
        with look_at(self.office, self.actor, "document", document, look) as sight:
            issued = _issued(sight, document)
            number = issued.copy_of(document, copy)
            made = PaperMaker(_then(sight, self.office, issued), self.office.documents).make(
                replace(wish_of(issued.command, sight.row), language=issued.facts["language"])
            )
            case = str(sight.own_case["reference"])
        content = made.copies[number - 1]
        self._note(case, look, issued, number, content)
        return content

    def _note(
        self, case: str, look: Look, issued: IssuedPaper, number: int, content: bytes
    ) -> None:
        said = {
            "paper": issued.facts["form"],
            "issued": issued.document,
            "copy": number,
            "document_hash": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
        note_look(self.office, self.actor, case, look, (issued.document,), said)


def _issued(sight: Sight, document: str) -> IssuedPaper:
    row, _copy = issue_of(sight.connection, document)
    if row is None:
        text = _("{document} is no issued paper.").format(document=document)
        raise NotFound(Reason("not_found", text, "issue_paper", "document"))
    facts = json.loads(row["facts"])
    command = IssuePaper.parse(json.loads(row["data"]))
    return IssuedPaper(str(facts["document"]), facts, command, int(row["author_id"]))


def _then(sight: Sight, office: DocumentOffice, issued: IssuedPaper) -> Sight:
    """The record as the issuer read it: of that day, known up to that entry of the journal."""
    facts, command = issued.facts, issued.command
    entry = int(facts["at_entry"])
    found = finder.any_by_reference(sight.connection, command.of)
    kind, row = found if found is not None else ("event", sight.row)
    if found is None:
        event = finder.event_by_reference(sight.connection, command.of)
        kind, row = ("event", event) if event is not None else (kind, row)
    unit = Unit(sight.connection, office.now, office.office_id)
    today = date.fromisoformat(facts["today"])
    issuer = fresh_actor(unit, Actor(issued.author_id, str(facts["read_by"]), frozenset()))
    reading = replace(
        sight.reading,
        rates=Rates(
            sight.connection,
            sight.reading.base_currency,
            OfficeLater.after_entry(sight.connection, entry).made("exchange_rate"),
        ),
        today=today,
        now=str(facts["read_at"]),
        read_by=str(facts["read_by"]),
        as_of=command.as_of,
        known_on=None if command.known_on is None else known_moment(command.known_on),
        access=Access.of(issuer, today),
        at_entry=entry,
    )
    return replace(sight, kind=kind, row=row, actor=issuer, reading=reading)
