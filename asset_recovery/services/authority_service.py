"""The directory of authorities shown to one person: a record with the entries about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.domain.authority_facts import AuthorityChange, AuthorityFacts
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries import authority_query as q
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.services.authorities import authority_of
from asset_recovery.services.case_parts.written import written_facts
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.state_service import require_reader


@dataclass(frozen=True, slots=True)
class AuthorityService:
    """Shows the directory to staff and auditors; it is no secret of any case."""

    office: OpenOffice

    def authority(self, reference: str, actor: Actor) -> AuthorityFacts:
        """A record with the entries about it, the newest first. Raises `NotFound`."""
        require_reader(actor, self.office.today())
        with self.office.reading.connect() as connection:
            row = finder.by_reference(connection, "authority", reference)
            if row is None:
                text = _("There is no {kind} {reference}.")
                said = text.format(kind="authority", reference=reference)
                raise NotFound(Reason("not_found", said, field="reference"))
            changes = tuple(_change(one) for one in q.entries(connection, reference)[::-1])
        return replace(authority_of(row), changes=changes)

    def show(self, reference: str, actor: Actor) -> dict[str, object]:
        """The same as JSON."""
        return written_facts(self.authority(reference, actor))


def _change(row: Row) -> AuthorityChange:
    facts = json.loads(row["facts"])
    given = json.loads(row["data"])
    said = facts.get("changed") or {}
    return AuthorityChange(
        action=str(row["action"]),
        on=date.fromisoformat(row["on_date"]),
        by=str(row["by"]),
        recorded_at=str(row["recorded_at"]),
        facts=tuple((str(name), _plain(value)) for name, value in said.items()),
        reason=str(given.get("reason") or ""),
    )


def _plain(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
