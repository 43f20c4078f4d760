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
    TITLES,
    Cell,
    MovementRow,
    MovementTable,
    Period,
)
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from asset_recovery.cli.desk import Said
    from asset_recovery.domain.return_facts import ReturnTable
    from asset_recovery.services.case_sheets import CaseSheet

ENDINGS = (".pdf", ".xlsx", ".csv", ".json")
SHOWN = 20


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make the command known."""
    statistics_ = commands.add_parser("statistics", help="the returns of a period")
    statistics_.add_argument(
        "period", metavar="PERIOD", help="2026, 2026-Q3, 2026-07 or 2026-01-01..2026-06-30"
    )
    statistics_.add_argument("--shape", default=MOVEMENT, help="movement, eu, fatf or star")
    statistics_.add_argument(
        "--of",
        default="",
        metavar="CELL",
        help="the records of a cell, e.g. vehicles.sold, or of a row of a return",
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
    if parsed.shape != MOVEMENT:
        return _return(parsed)
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


def _return(parsed: argparse.Namespace) -> int:
    """One of the yearly returns, or the sheet of cases."""
    from asset_recovery.services.case_sheets import CaseSheets  # noqa: PLC0415 - only here
    from asset_recovery.services.returns_service import (  # noqa: PLC0415
        ReturnsService,
    )
    from asset_recovery.services.returns_service import as_json as in_json  # noqa: PLC0415

    said = said_of(parsed)
    if parsed.out is not None and parsed.out.suffix.lower() not in ENDINGS:
        raise wrong_use(f"A return is written as {', '.join(ENDINGS)}, not {parsed.out}.", "out")
    period = Period.parse(parsed.period)
    with logged_in(said) as (office, actor):
        if parsed.shape == "star":
            sheets = CaseSheets(office).sheets(actor, period)
            if parsed.out is not None:
                CaseSheets(office).write(sheets, parsed.out)
            _show_sheets(sheets, said, parsed.out)
            return DONE
        service = ReturnsService(office)
        found = service.table(actor, period, parsed.shape, known_on=parsed.known_on, of=parsed.of)
        if parsed.out is not None:
            service.write(actor, found, parsed.out)
    if said.json:
        say(as_json(in_json(found)))
        return DONE
    if parsed.out is not None:
        say(str(parsed.out))
    _show_return(found)
    return DONE


def _show_sheets(sheets: list[CaseSheet], said: Said, out: Path | None) -> None:
    from asset_recovery.services.case_sheets import COLUMNS  # noqa: PLC0415 - only here

    if said.json:
        say(as_json([one.as_json() for one in sheets]))
        return
    if out is not None:
        say(str(out))
    rows = [
        [one.display() if isinstance(one, Money) else one for one in sheet.line()]
        for sheet in sheets
    ]
    table(COLUMNS, rows)


def _show_return(found: ReturnTable) -> None:
    title = _("{title}, {period}, values in {currency}")
    say(title.format(title=_(found.title), period=found.period, currency=found.currency))
    rows = []
    for row in found.rows:
        days = "" if row.days is None or row.days.median is None else f"{row.days.median:f}"
        value = f"{Money(row.cell.value, found.currency).decimal:,f}" if row.counts_value else ""
        rows.append((row.number, _(row.label), str(row.cell.count), value, days, row.key))
        for _code, label, cell in row.parts:
            part = f"{Money(cell.value, found.currency).decimal:,f}" if row.counts_value else ""
            rows.append(("", f"  {label}", str(cell.count), part, "", ""))
    table(("no", _("figure"), _("number"), _("value"), _("days"), "key"), rows)
    for one in found.records:
        value = "" if one.value is None else Money(one.value, found.currency).display()
        say(f"  {one.on}  {one.record}  {one.description}  {value}")
    if found.snapshot is not None:
        text = _("Published as {snapshot} on {day}; {number} rows have changed since.")
        say(text.format(snapshot=found.snapshot.reference, day=found.snapshot.on,
                        number=len(found.changed)))  # fmt: skip


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
