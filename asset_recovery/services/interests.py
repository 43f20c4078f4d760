"""Declarations of interest: what one says, whom it makes stand aside, when it is due again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.actions.case_actions import DeclareInterest
from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.interest_query import declarations_of_case
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.store import Connection
from asset_recovery.services.work import Work

ASKED_FOR = "interest_declaration_steps"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration of a case in force: whose, on which assets (none: the whole case)."""

    on: date
    user: str | None
    party: str | None
    assets: tuple[str, ...]
    is_conflict: bool
    statement: str
    valid_until: date | None

    def concerns(self, asset: str | None) -> bool:
        """Whether it speaks of this asset; one on the whole case speaks of each."""
        return not self.assets or asset in self.assets


def is_conflict(command: DeclareInterest) -> bool:
    """Whether a conflict is declared; in doubt it is one.

    Where the declaration does not say, its statement is compared with the usual words for none.
    """
    if command.conflict is not None:
        return command.conflict
    said = " ".join(command.statement.casefold().strip(" .!").split())
    phrases = code_list("interest_statements").codes["none"].more["phrases"]
    assert isinstance(phrases, list)
    return not any(
        said == phrase or (" " in phrase and said.startswith(f"{phrase} ")) for phrase in phrases
    )


def declarations(connection: Connection, case_id: int) -> Iterator[Declaration]:
    """The declarations of a case in their order: by date, then by entry."""
    for row in declarations_of_case(connection, case_id):
        yield told(row, tuple(json.loads(row["assets"] or "[]")))


def told(row: Mapping[str, Any], assets: tuple[str, ...]) -> Declaration:
    """A declaration from the row of its event."""
    command = DeclareInterest.parse(json.loads(row["data"]))
    kept = json.loads(row["facts"])
    return Declaration(
        on=command.on,
        user=command.user,
        party=command.party,
        assets=assets,
        is_conflict=bool(kept.get("conflict", is_conflict(command))),
        statement=command.statement,
        valid_until=command.valid_until,
    )


def conflicts_of_parties(connection: Connection, case_id: int, asset: str) -> dict[str, date]:
    """The parties whose newest declaration on the asset is a conflict, with its day."""
    found: dict[str, date] = {}
    for one in declarations(connection, case_id):
        if one.party is not None and one.concerns(asset):
            found.pop(one.party, None)
            if one.is_conflict:
                found[one.party] = one.on
    return found


def remind(work: Work, action: str) -> None:
    """Warn where the legal system asks who takes this step for a declaration, and none runs."""
    if work.journal_case is None:
        return
    case = finder.by_reference(work.unit.connection, "case", work.journal_case)
    if case is None:
        return
    rules = work.stories.rules_of(int(case["id"]))
    if ASKED_FOR not in rules.parameters:
        return
    asked = rules.parameter(ASKED_FOR, work.today).value.split(",")
    if action not in {step.strip() for step in asked} or _has_declared(work, int(case["id"])):
        return
    text = _("No declaration of interest of {user} that still runs is on file for {case}.")
    sentence = text.format(user=work.actor.name, case=case["reference"])
    work.warn(Reason("conflict_of_interest", sentence, "declare_interest"))


def _has_declared(work: Work, case_id: int) -> bool:
    own = [
        one
        for one in declarations(work.unit.connection, case_id)
        if one.user == work.actor.name or (one.party is not None and one.party == work.actor.party)
    ]
    return any(one.valid_until is None or one.valid_until >= work.today for one in own)
