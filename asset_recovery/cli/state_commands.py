"""`show state`, `show authority`, `radar`: what applies abroad, whom one writes to, what waits."""

from __future__ import annotations

import argparse
from datetime import date

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, as_json, facts, say, table


def show_state(said: Said, country: str, as_of: date | None, known_on: str | None) -> int:
    """The sheet of a State, with who wrote and checked it."""
    from asset_recovery.services.state_service import StateService  # noqa: PLC0415 - heavy

    with logged_in(said) as (office, actor):
        found = StateService(office).show(country, actor, as_of=as_of, known_on=known_on)
    if said.json:
        say(as_json(found))
    else:
        facts(found)
    return DONE


def show_authority(said: Said, reference: str) -> int:
    """An authority of the directory, with what was changed about it."""
    from asset_recovery.services.authority_service import AuthorityService  # noqa: PLC0415 - heavy

    with logged_in(said) as (office, actor):
        found = AuthorityService(office).show(reference, actor)
    if said.json:
        say(as_json(found))
    else:
        facts(found)
    return DONE


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    radar_ = commands.add_parser(
        "radar", help="requests that are open, by State and age; how long answers take; refusals"
    )
    radar_.set_defaults(command=radar)


def radar(parsed: argparse.Namespace) -> int:
    """The whole request radar."""
    from asset_recovery.services.radar_service import RadarService  # noqa: PLC0415 - heavy

    said = said_of(parsed)
    if not said.json:
        return list_radar(said)
    with logged_in(said) as (office, actor):
        found = RadarService(office).show(actor)
    say(as_json(found))
    return DONE


def list_radar(said: Said, limit: int = 0) -> int:
    """A line for each State and direction."""
    from asset_recovery.services.radar_service import RadarService  # noqa: PLC0415 - heavy

    with logged_in(said) as (office, actor):
        rows = RadarService(office).rows(actor)[: limit or None]
    if said.json:
        say(as_json(rows))
    elif rows:
        table(tuple(rows[0]), [[_cell(value) for value in row.values()] for row in rows])
    else:
        say("No requests.")
    return DONE


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f"{one['amount']} {one['currency']}" for one in value)
    return "" if value is None else str(value)
