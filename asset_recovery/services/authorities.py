"""The directory of authorities: a record in full, and how forms take one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.domain.authority_facts import AuthorityChange, AuthorityFacts
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries import authority_query as q
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.written import written_facts
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.state_sheets import require_reader


def authority_of(row: Row) -> AuthorityFacts:
    """A row of the directory."""

    def text(name: str) -> str:
        return str(row[name] or "")

    return AuthorityFacts(
        reference=text("reference"),
        name=text("name"),
        country=text("country"),
        authority_type=text("authority_type"),
        name_en=text("name_en"),
        territory=text("territory"),
        function_in_proceedings=text("function_in_proceedings"),
        contact_person=text("contact_person"),
        contact_post=text("contact_post"),
        address=text("address"),
        telephone=text("telephone"),
        fax=text("fax"),
        email=text("email"),
        secure_channel_id=text("secure_channel_id"),
        duty_telephone=text("duty_telephone"),
        source=text("source"),
        note=text("note"),
        languages=tuple(json.loads(row["languages"])),
        channels=tuple(json.loads(row["channels"])),
        ended_on=_day(row["ended_on"]),
        recorded_on=_day(row["recorded_on"]),
    )


def authorities_named(
    connection: Connection, references: Iterable[str]
) -> tuple[AuthorityFacts, ...]:
    """Those of these references that stand in the directory."""
    return tuple(authority_of(row) for row in q.named(connection, references))


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


def _day(text: str | None) -> date | None:
    return None if not text else date.fromisoformat(text)
