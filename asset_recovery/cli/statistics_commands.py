"""`statistics`: the returns of a period, their records, what spoils them, what was published."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in, wrong_use
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain.money import Money
from asset_recovery.domain.statistics_facts import (
    COLUMNS,
    MOVEMENT,
    SHAPES,
    TITLES,
    Cell,
    MovementRow,
    MovementTable,
    Period,
)
from asset_recovery.i18n import _

if TYPE_CHECKING:
    pass

ENDINGS = (".pdf", ".xlsx", ".csv", ".json")
SHOWN = 20


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make the command known."""
    statistics_ = commands.add_parser("statistics", help="the returns of a period")
    statistics_.add_argument(
        "period", metavar="PERIOD", help="2026, 2026-Q3, 2026-07 or 2026-01-01..2026-06-30"
    )
    statistics_.add_argument("--shape", default=MOVEMENT, help=", ".join(SHAPES))
    statistics_.add_argument(
        "--of", default="", metavar="CELL", help="the records of a cell, e.g. vehicles.sold"
    )
    statistics_.add_argument(
        "--known-on", metavar="MOMENT", help="as the office knew it at that moment"
    )
    statistics_.add_argument("-o", "--out", type=Path, metavar="FILE", help=", ".join(ENDINGS))
    statistics_.set_defaults(command=statistics)


def statistics(parsed: argparse.Namespace) -> int:
    """The figures of a period, on the screen or into a file."""
    from asset_recovery.services.statistics_service import (  # noqa: PLC0415
        StatisticsService,
    )
    from asset_recovery.services.statistics_service import (
        as_json as table_json,
    )

    said = said_of(parsed)
    ending = "" if parsed.out is None else parsed.out.suffix.lower()
    if parsed.out is not None and ending not in ENDINGS:
        raise wrong_use(f"A return is written as {', '.join(ENDINGS)}, not {parsed.out}.", "out")
    with logged_in(said) as (office, actor):
        service = StatisticsService(office)
        found = service.table(
            actor,
            Period.parse(parsed.period),
            parsed.shape,
            known_on=parsed.known_on,
            cell=parsed.of,
        )
        if parsed.out is not None:
            service.write(actor, found, parsed.out)
    if said.json:
        say(as_json(table_json(found)))
        return DONE
    if parsed.out is not None:
        say(str(parsed.out))
    _show(found)
    return DONE


def _show(found: MovementTable) -> None:
    used = [
        name
        for name in COLUMNS
        if any(_cell(row, name) != Cell() for row in (*found.rows, found.total))
    ]
    say(_("Movement {period}, values in {currency}").format(
        period=found.period, currency=found.currency))  # fmt: skip
    heads = ("", *(_(TITLES[name]) for name in used))
    table(heads, [_line(row, used, found.currency) for row in (*found.rows, found.total)])
    closes = _("yes") if found.closes else _("no: {rows}").format(rows=", ".join(found.not_closing))
    say(_("Closes: {answer}").format(answer=closes))
    for record in found.records:
        value = Money(record.value, found.currency).display()
        say(f"  {record.on}  {record.record}  {record.description}  {record.count} · {value}")
    if found.spoiling:
        say(_("{number} facts spoil the return:").format(number=len(found.spoiling)))
        for one in found.spoiling[:SHOWN]:
            say(f"  {one.record}: {one.text} [{one.code}] → {one.clear_with}")
        if len(found.spoiling) > SHOWN:
            say(_("  … all with --json"))
    if found.snapshot is not None:
        text = _("Published as {snapshot} on {day}; {number} cells have changed since.")
        say(text.format(snapshot=found.snapshot.reference, day=found.snapshot.on,
                        number=len(found.revisions)))  # fmt: skip


def _cell(row: MovementRow, name: str) -> Cell:
    named = {"opening": row.opening, "closing": row.closing}
    return named[name] if name in named else row.lines[name]


def _line(row: MovementRow, used: list[str], currency: str) -> list[str]:
    cells = [_cell(row, name) for name in used]
    shown = [f"{cell.count} · {Money(cell.value, currency).decimal:,f}" for cell in cells]
    return [row.label, *shown]
