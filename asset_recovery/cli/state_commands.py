"""`show state CC` and `show authority REF`: what applies abroad, and whom one writes to."""

from __future__ import annotations

from datetime import date

from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, as_json, facts, say


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
