"""`compare`: two versions of a request, or two requests, side by side."""

from __future__ import annotations

import argparse

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    compare_ = commands.add_parser("compare", help="what two versions of a request say differently")
    compare_.add_argument("what", choices=("request",))
    compare_.add_argument("reference")
    compare_.add_argument(
        "--with",
        dest="other",
        default="",
        metavar="OTHER",
        help="another request, or `version 2` for a draft that was kept; without: "
        "what the records say otherwise than the newest draft",
    )
    compare_.set_defaults(command=compare)


def compare(parsed: argparse.Namespace) -> int:
    """Field by field, tables cell by cell."""
    from asset_recovery.services.case_parts.written import written  # noqa: PLC0415
    from asset_recovery.services.request_versions import RequestVersions  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        versions = RequestVersions(office, actor, said.purpose)
        if parsed.other:
            found = versions.compare(parsed.reference, parsed.other)
            first, second, changes = found.first, found.second, found.changes
        else:
            first, second = "newest draft", "records now"
            changes = versions.changes_since(parsed.reference)
    if said.json:
        told = {"first": first, "second": second, "changes": written(changes)}
        say(as_json(told))
    elif not changes:
        say(f"{first} and {second} say the same.")
    else:
        rows = [
            [one.label, _short(one.was), _short(one.now), one.record + (" (typed)" * one.typed)]
            for one in changes
        ]
        table(("field", first, second, "record"), rows)
    return DONE


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
