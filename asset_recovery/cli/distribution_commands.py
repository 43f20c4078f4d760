"""`distributions`, `payments`: what of all money waits, and who of the victims is paid what."""

from __future__ import annotations

import argparse
from pathlib import Path

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.services.case_parts.written import written


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    waiting_ = commands.add_parser(
        "distributions", help="nets, allocations and payments that wait, over all cases"
    )
    waiting_.set_defaults(command=waiting)
    payments_ = commands.add_parser(
        "payments", help="the payment list of an allocation to victims (.csv, .xlsx, pain.001 .xml)"
    )
    payments_.add_argument("allocation")
    payments_.add_argument("-o", "--out", type=Path, required=True, metavar="FILE")
    payments_.add_argument(
        "--published", action="store_true", help="without names and accounts, for publication"
    )
    payments_.add_argument(
        "--account", default="", help="of .xml: the account of the office that pays"
    )
    payments_.set_defaults(command=payments)


def waiting(parsed: argparse.Namespace) -> int:
    """What waits for approval or payment."""
    from asset_recovery.services.distribution_service import DistributionService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        rows = DistributionService(office).waiting(actor)
    if said.json:
        say(as_json(written(rows)))
    elif not rows:
        say("Nothing waits.")
    else:
        table(
            ("record", "case", "what", "amount", "asked by", "on", "approval"),
            [
                [one.reference, one.case, one.what, one.amount.display() if one.amount else "",
                 one.asked_by, str(one.on), one.approval or ""]
                for one in rows
            ],
        )  # fmt: skip
    return DONE


def payments(parsed: argparse.Namespace) -> int:
    """The payment list as a file."""
    from asset_recovery.services.distribution_service import DistributionService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        count = DistributionService(office).write_payments(
            parsed.allocation,
            actor,
            parsed.out,
            published=parsed.published,
            account=parsed.account,
            purpose=said.purpose,
        )
    found = {"ok": True, "file": str(parsed.out), "lines": count}
    say(as_json(found) if said.json else f"{parsed.out}: {count:,} payments")
    return DONE
