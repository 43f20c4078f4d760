"""`chain`: who owns, holds and controls a party or an asset, to the end."""

from __future__ import annotations

import argparse
from fractions import Fraction

from asset_recovery.cli.action_commands import day, said_of
from asset_recovery.cli.desk import logged_in, wrong_use
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain.ownership import OwnershipChain, percent
from asset_recovery.services.case_parts.written import written

WHY = {
    "share": "by its share",
    "votes": "by its votes",
    "control": "by control",
    "mandate": "through an agent",
    "stated": "as stated",
}


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    chain_ = commands.add_parser("chain", help="who owns and controls a party or an asset")
    chain_.add_argument("reference")
    chain_.add_argument(
        "--threshold", metavar="SHARE", help="of a beneficial owner, as 0.25 (else the law's)"
    )
    chain_.add_argument("--as-of", type=day, metavar="DATE", help="as in force on that day")
    chain_.add_argument("--known-on", metavar="MOMENT", help="as the office knew it then (UTC)")
    chain_.set_defaults(command=chain)


def chain(parsed: argparse.Namespace) -> int:
    """The chain level by level, who benefits in the end, circles and open ends."""
    from asset_recovery.services.chain_service import ChainService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = ChainService(office).chain(
            parsed.reference,
            actor,
            purpose=said.purpose,
            as_of=parsed.as_of,
            known_on=parsed.known_on,
            threshold=_threshold(parsed.threshold),
        )
    if said.json:
        say(as_json(written(found)))
    else:
        _say_chain(found)
    return DONE


def _threshold(text: str | None) -> Fraction | None:
    if text is None:
        return None
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError) as error:
        raise wrong_use(f"{text} is not a share such as 0.25.", "threshold") from error
    if not 0 < share <= 1:
        raise wrong_use("The threshold lies above 0 and not above 1.", "threshold")
    return share


def _say_chain(found: OwnershipChain) -> None:
    say(f"{found.of} {found.name}, {found.on}")
    if found.is_empty:
        say("Nobody is on file above it.")
        return
    rows = [
        [
            str(node.level),
            node.reference,
            node.name,
            node.kind,
            node.country or "",
            f"{'at least ' if node.at_least else ''}{percent(node.share) or 'not known'}",
            ", ".join(WHY[one] for one in node.why),
        ]
        for node in found.nodes
    ]
    table(("level", "party", "name", "kind", "country", "share", "beneficial owner"), rows)
    for circle in found.circles:
        say(f"Circle, not counted: {' ← '.join(circle)}")
    if found.open_ends:
        say(f"No owner on file: {', '.join(found.open_ends)}")
    if found.unexplained not in (None, "0"):
        say(f"Not explained: {percent(found.unexplained)}")
