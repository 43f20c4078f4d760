"""Questions to registers, reports, disclosures and consents in full, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.victim_actions import PROTECTED
from asset_recovery.lifecycle.permissions import PROTECTED_READERS
from asset_recovery.persistence.queries.information_query import protected_source
from asset_recovery.services.case_parts import intelligence
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.written import written_facts
from asset_recovery.services.looking import Sight


def _own(sight: Sight, desk: CaseDesk, rows: Iterable[object]) -> dict[str, object]:
    """The row of this record with its case; empty where it was not there then."""
    reference = sight.row["reference"]
    found = next((one for one in rows if getattr(one, "reference", "") == reference), None)
    return {} if found is None else {**written_facts(found), "case": desk.case["reference"]}


def show_information(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """A question to a register with its answer."""
    assert desk is not None
    return _own(sight, desk, intelligence.information_facts(desk))


def show_disclosure(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """What was given out, to whom, on which basis."""
    assert desk is not None
    return _own(sight, desk, intelligence.intelligence(desk).disclosures)


def show_consent(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """A consent with its uses and its end."""
    assert desk is not None
    return _own(sight, desk, intelligence.consent_facts(desk))


def show_report(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """A report; who made it only to those who need it."""
    found = (
        _without_case(sight) if desk is None else _own(sight, desk, intelligence.report_facts(desk))
    )
    if not found:
        return {}
    may_see = sight.actor.has(*PROTECTED_READERS)
    source: Mapping[str, Any] = protected_source(sight.connection, int(sight.row["id"])) or {}
    for name, column in (("source", "source"), ("their_reference", "reference")):
        value = source.get(column)
        found[name] = value if may_see or value is None else PROTECTED
    return found


def _without_case(sight: Sight) -> dict[str, object]:
    """A report that belongs to no case yet."""
    row = sight.row
    told = json.loads(row["data"])
    handling = told.get("handling") or "source_protected"
    return {
        "reference": row["reference"],
        "on": row["on_date"],
        "from_kind": told["from_kind"],
        "from_label": code_lists.label("report_sources", told["from_kind"]),
        "handling": handling,
        "handling_label": code_lists.label("handling_codes", handling),
        "summary": told.get("summary") or "",
        "persons": told.get("persons") or [],
        "assets": told.get("assets") or [],
        "case": None,
    }
