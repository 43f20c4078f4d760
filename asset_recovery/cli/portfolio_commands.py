"""`portfolio`: what the office holds by state, type, route and kind of value."""

from __future__ import annotations

import argparse

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain import code_lists
from asset_recovery.domain.value_kinds import LIST, by_kind


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make the command known."""
    portfolio_ = commands.add_parser(
        "portfolio",
        help="counts and sums by state, type, route and kind of value; "
        "a divided asset counts by its parts",
    )
    portfolio_.set_defaults(command=portfolio)


def portfolio(parsed: argparse.Namespace) -> int:
    """The lines, and the sum with the kinds of which it is made."""
    from asset_recovery.services.register_service import RegisterService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        registers = RegisterService(engine=office.reading, today=office.today)
        found = registers.portfolio(actor)
    kinds = by_kind((line.kind, amount) for line, amount in found if line.kind)
    if said.json:
        lines = [
            {
                "state": line.state,
                "type": line.type_code,
                "route": line.route,
                "value_kind": line.kind,
                "count": line.count,
                "value": amount.as_json(),
            }
            for line, amount in found
        ]
        say(as_json({"lines": lines, "kinds": [one.as_json() for one in kinds]}))
        return DONE
    table(
        ("state", "type", "route", "kind of value", "count", "value"),
        [
            (line.state, line.type_code, line.route, _kind(line.kind), line.count, amount.display())
            for line, amount in found
        ],
    )
    for one in kinds:
        say(f"{_kind(one.kind)}: {one.amount.display()}")
    return DONE


def _kind(code: str) -> str:
    return code_lists.label(LIST, code) if code else ""
