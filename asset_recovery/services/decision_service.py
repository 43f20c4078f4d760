"""What waits for somebody's decision: by what right, on which page, and what was sent back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.decision_sheet import DecisionSheet, DelegationFacts, SentBack
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.approval_query import (
    all_delegations,
    approvals_in_state,
    corrections_of,
)
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.unit_of_work import Unit
from asset_recovery.services.deciding import Authority, against_deciding
from asset_recovery.services.decision_sheets import Source, decision_sheet
from asset_recovery.services.looking import Look, OpenOffice, look_at
from asset_recovery.services.work import target_of

OWN = "own"


@dataclass(frozen=True, slots=True)
class DecisionService:
    """Asks for one person; what she must not know of is left out."""

    office: OpenOffice
    actor: Actor
    purpose: str = ""

    def sheet(self, reference: str) -> DecisionSheet:
        """The page to decide on. Raises as for looking at the approval."""
        look = Look(screen="decision", purpose=self.purpose or _("decision"))
        with look_at(self.office, self.actor, "approval", reference, look) as sight:
            source = Source(sight.connection, sight.reading.rates, sight.reading.today)
            return decision_sheet(source, sight.row)

    def may_decide(self) -> dict[str, str]:
        """Approvals that wait for this person: `own`, or the name of who delegated it."""
        today = self.office.today()
        found = {}
        with self.office.reading.connect() as connection:
            for row, event in self._in_state("waiting"):
                days = (today, today)
                verdict = against_deciding(connection, self.actor, row, event, days)
                if isinstance(verdict, Authority):
                    found[str(row["reference"])] = verdict.on_behalf_of or OWN
        return found

    def sent_back(self) -> tuple[SentBack, ...]:
        """Own steps that were sent back for correction and not yet submitted again."""
        found = []
        with self.office.reading.connect() as connection:
            corrected = corrections_of(connection)
            for row, event in self._in_state("returned"):
                if row["reference"] in corrected or event["author_id"] != self.actor.id:
                    continue
                action = str(event["action"])
                found.append(
                    SentBack(
                        reference=str(row["reference"]),
                        action=action,
                        title=_(VOCABULARY[action].TITLE),
                        decided_on=str(row["decided_on"] or ""),
                        given=tuple(json.loads(event["data"]).items()),
                    )
                )
        return tuple(found)

    def delegations(self) -> tuple[DelegationFacts, ...]:
        """What this person delegated, and what was delegated to her, from today on."""
        today = self.office.today().isoformat()
        found = []
        with self.office.reading.connect() as connection:
            for row in all_delegations(connection):
                data = json.loads(row["data"])
                own = row["author_id"] == self.actor.id
                if data["until"] < today or not (own or data["to"] == self.actor.name):
                    continue
                found.append(
                    DelegationFacts(
                        reference=str(row["reference"]),
                        by=str(row["by_name"]),
                        to=str(data["to"]),
                        since=date.fromisoformat(data["from"]),
                        until=date.fromisoformat(data["until"]),
                        steps=tuple(data.get("steps", ())),
                        own=own,
                    )
                )
        return tuple(found)

    def _in_state(self, state: str) -> list[tuple[Row, Row]]:
        """Approvals in a state with their events, in cases that this person may know of."""
        with self.office.reading.connect() as connection:
            unit = Unit(connection, self.office.now, self.office.office_id)
            found = []
            for row in approvals_in_state(connection, state):
                event = unit.get(t.event, int(row["event_id"]))
                if self._may_know(unit, event):
                    found.append((row, event))
            return found

    def _may_know(self, unit: Unit, event: Row) -> bool:
        """What belongs to no case (a bill, a receipt) is known to all who may decide on it."""
        if event["case_id"] is None:
            return True
        target = target_of(unit, self.actor, int(event["case_id"]), self.office.today())
        return not target.is_recused and (not target.is_sealed or target.has_grant)
