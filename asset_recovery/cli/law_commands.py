"""Legal systems: which there are, what one says, another one tried on a story, their pages."""

from __future__ import annotations

from datetime import date

from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.services.law_service import LawService

WIDTH = 60


def list_legal_systems(said: Said) -> int:
    """Every version of every system of the office."""
    with logged_in(said) as (office, _actor):
        found = [one.as_json() for one in LawService(office).systems()]
    if said.json:
        say(as_json(found))
    else:
        columns = ("legal_system", "state", "from", "mark", "to_check", "cases", "origin", "title")
        table(columns, [[_cell(row[name]) for name in columns] for row in found])
    return DONE


def show_legal_system(said: Said, name: str, on: date | None) -> int:
    """The versions of a system, and its rules in force on a day."""
    with logged_in(said) as (office, _actor):
        service = LawService(office)
        found = service.show(name, on)
        rules = service.rules(name, on)
    if said.json:
        say(as_json(found))
        return DONE
    say(f"{found['legal_system']}: {found['title']}, as in force on {found['on']}")
    versions = found["versions"]
    assert isinstance(versions, list)
    for version in versions:
        notice = f" ({version['notice']})" if version["notice"] else ""
        say(f"  {version['legal_system']} from {version['from']}, {version['origin']}{notice}")
    columns = ("rule", "value", "unit", "valid_from", "mark", "state", "confirmed_by", "source")
    rows = [one.as_json() for one in rules]
    table(columns, [[_cell(row[name]) for name in columns] for row in rows])
    return DONE


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("\n", " ")[:WIDTH]
