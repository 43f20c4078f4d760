"""The directory of authorities, as forms take its records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.persistence.queries import authority_query as q
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection


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


def _day(text: str | None) -> date | None:
    return None if not text else date.fromisoformat(text)
