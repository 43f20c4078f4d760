"""A case read whole, as at one moment: the frozen rows that pages show and papers print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.services.rates import Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a case is read: through which connection, for whom, and as at when.

    `as_of` shows what was in force on that day, `known_on` (UTC with `Z`) what the office had
    recorded by then; both may be given together.
    """

    connection: Connection
    rates: Rates
    base_currency: str
    today: date
    now: str
    read_by: str
    as_of: date | None = None
    known_on: str | None = None


def request_facts(row: Mapping[str, Any]) -> RequestFacts:
    """A row of the table of requests as forms and pages take it."""

    def day(name: str) -> date | None:
        return None if row[name] is None else date.fromisoformat(row[name])

    return RequestFacts(
        reference=row["reference"],
        direction=row["direction"],
        form=row["form"],
        country=row["country"],
        authority=row["authority"],
        kinds=tuple(json.loads(row["kinds"])),
        state=row["state"],
        made_on=day("made_on"),
        due_on=day("due_on"),
        sent_on=day("sent_on"),
        result=row["result"],
        assets=tuple(json.loads(row["assets"])),
        orders=tuple(json.loads(row["orders"])),
        parties=tuple(json.loads(row["parties"])),
        fields=json.loads(row["fields"]),
        language=row["language"],
        confidentiality=row["confidentiality"],
    )
