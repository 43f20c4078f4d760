"""Storage from the command line: the places, one place, a stocktake, a plan, a scanned code."""

from __future__ import annotations

import argparse
from datetime import date

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import Said, logged_in
from asset_recovery.cli.speaking import DONE, FINDINGS, as_json, facts, say, table
from asset_recovery.domain.storage_facts import LISTS
from asset_recovery.services.consultation import Consultations

KINDS = ("storage", "stocktake", "sample")
REGISTERS = ("storage", "stocktakes")


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    scan_ = commands.add_parser("scan", help="what a scanned or typed code is")
    scan_.add_argument("code")
    scan_.set_defaults(command=scan)


def scan(parsed: argparse.Namespace) -> int:
    """Which record a code names; 1 where it is a stranger, or its label is void."""
    from asset_recovery.services.storage_service import StorageService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = StorageService(office).scan(parsed.code, actor)
    told = {
        "kind": found.kind,
        "reference": found.reference,
        "description": found.description,
        "stored": found.stored,
        "code": found.code,
        "sentence": found.sentence,
    }
    if said.json:
        say(as_json(told))
    else:
        facts(told)
    return FINDINGS if found.code else DONE


def list_storage(said: Said, register: str, as_of: date | None, limit: int | None) -> int:
    """Places of storage in the order of the tree, or stocktakes, the newest first."""
    from asset_recovery.services.storage_service import (  # noqa: PLC0415
        StorageService,
        stocktake_json,
    )

    with logged_in(said) as (office, actor):
        service = StorageService(office)
        if register == "storage":
            rows = service.listed(actor, as_of)
        else:
            rows = [stocktake_json(one) for one in service.stocktakes(actor)]
    rows = rows[: limit or None]
    if said.json:
        say(as_json(rows))
    elif rows:
        table(tuple(rows[0]), [[_cell(value) for value in row.values()] for row in rows])
    else:
        say(f"No {register}.")
    return DONE


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def show_storage(
    said: Said, kind: str, reference: str, as_of: date | None, known_on: str | None
) -> int:
    """A place with what lies in it, a stocktake with its lists, or a sampling plan."""
    from asset_recovery.services.storage_service import (  # noqa: PLC0415
        StorageService,
        stocktake_json,
    )

    with logged_in(said) as (office, actor):
        consultations = Consultations(
            engine=office.writing, office_id=office.office_id, now=office.now
        )
        service = StorageService(office, consultations)
        if kind == "storage":
            found = service.shown(reference, actor, as_of=as_of, known_on=known_on)
        elif kind == "sample":
            found = service.sample(reference, actor)
        else:
            one = service.stocktake(reference, actor)
            found = {
                **stocktake_json(one),
                **{name: [line.label for line in one.of(name)] for name in (*LISTS, "damaged")},
                "explanation": one.explanation,
                "differing": [
                    {"asset": line.label, "expected": line.expected, "counted": line.counted}
                    for line in one.lines
                    if line.counted is not None and line.counted != line.expected
                ],
            }
        consultations.flush()
    if said.json:
        say(as_json(found))
    else:
        facts(found)
    return DONE
