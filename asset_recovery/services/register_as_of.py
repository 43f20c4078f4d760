"""The asset register as in force on a day, or as the office knew it: every story folded anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.expression import evaluate, parse, require_names
from asset_recovery.i18n import _
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.journal_query import entry_known_at
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.store import Connection
from asset_recovery.services.looking import OpenOffice, known_moment
from asset_recovery.services.register_service import RegisterService

COLUMNS = (
    "reference",
    "description",
    "type",
    "case",
    "state",
    "legal",
    "management",
    "dispute",
    "money",
    "country",
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two clocks: the effective date, and the moment of recording (UTC; a day: its end)."""

    on: date | None
    known_on: str | None


def listed_as_of(  # noqa: PLR0913, PLR0917 - which list, for whom, as at when
    office: OpenOffice,
    registers: RegisterService,
    register: str,
    actor: Actor,
    clocks: AsOf,
    where: str,
) -> list[dict[str, object]]:
    """The assets that the actor may see, in the state that they had then.

    Other registers have no fold of their own in this build and are refused with a sentence.
    """
    if register != "assets":
        raise ValidationFailed(
            Reason(
                "field_invalid",
                _(
                    "Only the register of assets is listed as of another day; "
                    "show one record instead."
                ),
                field="as_of",
            )
        )
    node = parse(where) if where else None
    if node is not None:
        require_names(node, COLUMNS, "where")
    references = [str(row["reference"]) for row in registers.listed("assets", actor)]
    found = []
    with office.reading.connect() as connection:
        known = None
        if clocks.known_on is not None:
            known = entry_known_at(connection, known_moment(clocks.known_on))
        for reference in references:
            row = _row(connection, reference, clocks.on or date.max, known)
            if row is not None and (node is None or evaluate(node, row)):
                found.append(row)
    return found


def _row(
    connection: Connection, reference: str, on: date, known: int | None
) -> dict[str, object] | None:
    asset = finder.by_reference(connection, "asset", reference)
    if asset is None:
        return None
    stories = Stories(connection)
    position = stories.position(int(asset["id"]), (on, 2**62), known)
    if not position.type_code:
        return None
    case = stories.case(int(asset["case_id"]))
    rules = stories.rules_of(int(asset["case_id"]))
    return {
        "reference": reference,
        "description": position.description,
        "type": position.type_code,
        "case": case["reference"],
        "state": headline(position, rules.groups["not_yet_final"]),
        "legal": position.legal,
        "management": position.management,
        "dispute": position.dispute,
        "money": position.money,
        "country": asset["country"],
    }
