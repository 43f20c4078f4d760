"""State sheets: what applies between a State and ours is recorded, and checked again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from asset_recovery.domain.actions import state_actions as s
from asset_recovery.domain.actions.arguments import write
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.state_query import RECORDED, events_of_state
from asset_recovery.services.office_events import keep_office_event, require_languages, require_past
from asset_recovery.services.work import Work

KEPT = (
    "instruments",
    "channels",
    "languages",
    "language_demanded",
    "reservations",
    "contact",
    "authority",
    "costs",
    "order_copy",
    "value_threshold",
    "note",
)


def record_state_sheet(work: Work, command: s.RecordStateSheet) -> None:
    """The sheet as it holds from the day on: what is given, and the rest as it stood."""
    work.permit("record_state_sheet", None)
    require_past(work, command.on)
    require_languages(command.languages)
    for reference in command.documents:
        work.find("document", reference, "documents")
    facts: dict[str, object] = dict(_before(work, command.country, command.on.isoformat()))
    for name in KEPT:
        value = getattr(command, name)
        if value not in (None, ()):
            facts[name] = write(value)
    facts |= {"country": command.country, "source": command.source}
    reference = work.number("state_sheet", command.state_sheet)
    keep_office_event(work, command, command.on.isoformat(), facts, reference)


def _before(work: Work, country: str, until: str) -> Mapping[str, object]:
    """What the sheet said until that day."""
    rows = events_of_state(work.unit.connection, country, until)
    recorded = [row for row in rows if row["action"] == RECORDED]
    found: dict[str, object] = json.loads(recorded[-1]["facts"]) if recorded else {}
    return found


def confirm_state_sheet(work: Work, command: s.ConfirmStateSheet) -> None:
    """Somebody looked again: the sheet holds as it stands."""
    work.permit("confirm_state_sheet", None)
    require_past(work, command.on)
    for reference in command.documents:
        work.find("document", reference, "documents")
    rows = events_of_state(work.unit.connection, command.country)
    recorded = [row for row in rows if row["action"] == RECORDED]
    name = country_name(command.country)
    if not recorded:
        text = _("No State sheet is on file for {country}. Record what applies.")
        said = text.format(country=name)
        raise NotFound(Reason("not_found", said, "record_state_sheet", "country"))
    held = [row for row in recorded if row["on_date"] <= command.on.isoformat()]
    if not held:
        text = _("The first State sheet of {country} is of {day}; it cannot be confirmed before.")
        said = text.format(country=name, day=recorded[0]["on_date"])
        raise ValidationFailed(Reason("date_order", said, field="on"))
    facts = {"country": command.country, "state_sheet": held[-1]["reference"]}
    keep_office_event(work, command, command.on.isoformat(), facts, None)


HANDLERS: dict[type[Action], Callable[..., None]] = {
    s.RecordStateSheet: record_state_sheet,
    s.ConfirmStateSheet: confirm_state_sheet,
}
