"""Stocktakes and sampling plans as papers, and how much was verified, for one person."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.errors import NotPermitted, Reason
from asset_recovery.domain.storage_facts import SamplePlan
from asset_recovery.domain.verification_facts import Verification
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, sees_nothing
from asset_recovery.paper_words import say_in, written_in
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import verification_query
from asset_recovery.persistence.queries.journal_query import head_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.looking import Look, OpenOffice, note_look
from asset_recovery.services.places import place_tree
from asset_recovery.services.storage_service import StorageService
from asset_recovery.services.verification import verified

if TYPE_CHECKING:
    from asset_recovery.reports.account_paper import Head

FORM = "OPS-05"
_SHORT = 16  # letters of a hash on paper
KINDS = {"take_stock": "stocktake", "draw_sample": "sample"}


def stock_record(office: OpenOffice, reference: str) -> str:
    """`stocktake` or `sample` for the reference of one, empty for anything else."""
    with office.reading.connect() as connection:
        row = finder.event_by_reference(connection, reference)
    return "" if row is None else KINDS.get(str(row["action"]), "")


@dataclass(frozen=True, slots=True)
class StockPapers:
    """What has to do with counting beside the count itself."""

    office: OpenOffice

    def verification(
        self, actor: Actor, storage: str | None = None, on: date | None = None
    ) -> Verification:
        """Coverage and discrepancies of a place and those in it, or of the whole office."""
        _require_sight(actor)
        with self.office.reading.connect() as connection:
            access = Access.of(actor, self.office.today())
            places = None if storage is None else place_tree(connection).below(storage)
            return verified(connection, access, places, on or self.office.today())

    def plans(self, actor: Actor) -> list[SamplePlan]:
        """Every sampling plan, the newest first."""
        _require_sight(actor)
        with self.office.reading.connect() as connection:
            return [_plan(row) for row in verification_query.plans(connection)]

    def paper(self, reference: str, actor: Actor, language: str = "en", purpose: str = "") -> bytes:
        """OPS-05 of a stocktake (reconciliation) or of a plan (sheet to take along), as PDF."""
        return written_in(language, lambda: self._paper(reference, actor, language, purpose))

    def _paper(self, reference: str, actor: Actor, language: str, purpose: str) -> bytes:
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy
        from asset_recovery.reports.stocktake_paper import (  # noqa: PLC0415
            compose_plan,
            compose_reconciliation,
        )

        say = say_in(language)
        service = StorageService(self.office)
        head = self._head(actor, language, say)
        names: tuple[str, ...] = ()
        if stock_record(self.office, reference) == "sample":
            plan = service.sample(reference, actor)
            names = tuple(str(one) for one in _listed(plan["drawn"]))
            paper = compose_plan(plan, self._things(actor, plan), head, say)
        else:
            found = service.stocktake(reference, actor)
            names = tuple(line.label for line in found.lines)
            plan = self._plan_of(actor, found.sample)
            paper = compose_reconciliation(found, plan, head, say)
        content = render(paper)
        look = Look(screen=f"print form {FORM}", noted=False, purpose=purpose)
        said = {
            "paper": FORM,
            "record": reference,
            "document_hash": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
        note_look(self.office, actor, None, look, (reference, *names), said)
        return content

    def _plan_of(self, actor: Actor, sample: str | None) -> dict[str, object]:
        """The plan that a stocktake followed, empty for a whole count."""
        return StorageService(self.office).sample(sample, actor) if sample else {}

    def _things(self, actor: Actor, plan: Mapping[str, object]) -> list[dict[str, str]]:
        """What was drawn, in the order of the draw, with where it lay on the day of the plan."""
        with self.office.reading.connect() as connection:
            access = Access.of(actor, self.office.today())
            names = [str(one) for one in _listed(plan["drawn"])]
            rows = verification_query.things(connection, access, names, str(plan["on"]))
            tree = place_tree(connection)
        return [
            {
                "asset": name,
                "description": str(row["description"]),
                "case": str(row["case"]),
                "quantity": f"{row['quantity']} {row['unit']}",
                "place": tree.path(str(row["storage"])) if row["storage"] else "",
            }
            for name in names
            if (row := rows.get(name)) is not None
        ]

    def _head(self, actor: Actor, language: str, say: Any) -> Head:  # noqa: ANN401 - a translator
        from asset_recovery.reports.account_paper import Head  # noqa: PLC0415

        with self.office.reading.connect() as connection:
            marking = finder.setting(connection, "classification", "restricted")
            number, chained = head_of(connection)
            return Head(
                office=finder.setting(connection, "name", ""),
                marking=say(marking.replace("_", " ").upper()),
                journal=f"{number} {chained[:_SHORT]}",
                user=actor.full_name or actor.name,
                generated=f"{datetime.fromisoformat(self.office.now()):%Y-%m-%d %H:%M} UTC",
                language=language,
            )


def _require_sight(actor: Actor) -> None:
    if sees_nothing(actor):
        text = _("{user} does not see cases.").format(user=actor.name)
        raise NotPermitted(Reason("role_needed", text))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _plan(row: Row) -> SamplePlan:
    said, facts = json.loads(row["data"]), json.loads(row["facts"])
    return SamplePlan(
        reference=str(row["reference"]),
        of=str(said.get("storage") or said.get("case") or ""),
        on=date.fromisoformat(row["on_date"]),
        seed=str(said["seed"]),
        drawn=len(facts["drawn"]),
        things=int(facts["of"]),
    )
