"""`chain`, `patterns`, `reviews`: who controls, how property was hidden, what was learnt."""

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
    patterns_ = commands.add_parser("patterns", help="how property was hidden, year by year")
    patterns_.add_argument("--year", type=int)
    patterns_.set_defaults(command=patterns)
    reviews_ = commands.add_parser("reviews", help="close-out reviews of the cases closed")
    reviews_.add_argument("--year", type=int)
    reviews_.set_defaults(command=reviews)


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


def patterns(parsed: argparse.Namespace) -> int:
    """The ways of hiding by year: cases, assets, their value. Internal."""
    from asset_recovery.services.learning_service import LearningService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = LearningService(office).patterns(actor, parsed.year)
    if said.json:
        say(as_json(written(found)))
    elif found:
        rows = [
            [str(one.year), one.label, str(one.cases), str(one.assets), one.value.display()]
            for one in found
        ]
        table(("year", "how it was hidden", "cases", "assets", "value"), rows)
    else:
        say("Nothing is recorded.")
    return DONE


def reviews(parsed: argparse.Namespace) -> int:
    """The cases closed, with estimate, outcome, cost, loss and lesson. Internal."""
    from asset_recovery.services.learning_service import LearningService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = LearningService(office).reviews(actor, parsed.year, purpose=said.purpose)
    if said.json:
        say(as_json(written(found)))
    elif found:
        rows = [
            [
                str(one.year),
                one.case,
                *(
                    "–" if money is None else money.display()
                    for money in (
                        one.review.estimate,
                        one.review.outcome,
                        one.review.cost,
                        one.review.loss,
                    )
                ),
                str(one.review.days),
                (one.review.lesson or "still to be written").replace("\n", " ")[:60],
            ]
            for one in found
        ]
        table(("year", "case", "estimate", "outcome", "cost", "loss", "days", "lesson"), rows)
    else:
        say("No case was closed.")
    return DONE
