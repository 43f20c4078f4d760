"""Receipts on the command line: to what one may belong, and why."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    suggest_ = commands.add_parser("suggest", help="to what a receipt may belong, and why")
    suggest_.add_argument("receipt")
    suggest_.set_defaults(command=suggest)


def suggest(parsed: argparse.Namespace) -> int:
    """The suggestions for a receipt, the best first; nothing is matched by them."""
    from asset_recovery.services.matching import MatchingService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = MatchingService(office).suggestions(parsed.receipt, actor)
    if said.json:
        say(as_json([asdict(one) for one in found]))
    elif found:
        rows = [[one.record, one.kind, one.title, " ".join(one.reasons)] for one in found]
        table(("record", "kind", "what", "why"), rows)
    else:
        say("Nothing on file speaks for a record.")
    return DONE
