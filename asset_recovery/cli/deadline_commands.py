"""`deadlines`, `timers`: the control sheet, the calendar file, and what the clock brought about."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from asset_recovery.cli.action_commands import day, said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, complain, say, table
from asset_recovery.domain.deadlines import DueWish
from asset_recovery.exchange.whole_file import write_whole
from asset_recovery.i18n import _
from asset_recovery.services.timer_effects import Ahead

AHEAD = timedelta(days=90)


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    deadlines_ = commands.add_parser(
        "deadlines", help="the control sheet: what is due, hard terms first; iCalendar"
    )
    deadlines_.add_argument(
        "--until", type=day, metavar="DATE", help="what ends by that day (90 days from today)"
    )
    deadlines_.add_argument("--case", default="", metavar="CASE", help="of one case")
    deadlines_.add_argument("--person", default="", metavar="NAME", help="of one person")
    deadlines_.add_argument("--ics", type=Path, metavar="FILE", help="also as a calendar file")
    deadlines_.add_argument("--pdf", type=Path, metavar="FILE", help="also as a control sheet")
    deadlines_.set_defaults(command=deadlines)
    timers_ = commands.add_parser(
        "timers", help="write what fell due: alarms, tasks, proposals, bars"
    )
    timers_.add_argument(
        "--until",
        type=moment,
        metavar="MOMENT",
        help="what fell due by then; of a day to come it is only shown, nothing is written ahead",
    )
    timers_.set_defaults(command=timers)


def moment(text: str) -> date:
    """The day of a date, or of a date-time with its offset."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a moment such as 2026-03-01 or 2026-03-01T17:00:00+01:00"
        ) from error


def deadlines(parsed: argparse.Namespace) -> int:
    """What is due by a day, as far as the user may know of it."""
    from asset_recovery.services.deadline_service import DeadlineService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        service = DeadlineService(office)
        wish = DueWish(
            until=parsed.until or office.today() + AHEAD, case=parsed.case, person=parsed.person
        )
        rows = service.sheet(actor, wish)
        if parsed.ics is not None:
            write_whole(parsed.ics, service.calendar(rows, datetime.now(UTC)))
        if parsed.pdf is not None:
            write_whole(parsed.pdf, service.control_sheet(rows, actor, wish, purpose=said.purpose))
    if said.json:
        say(as_json([service.written(row) for row in rows]))
        return DONE
    if rows:
        table(
            (
                _("Due"),
                _("Left"),
                _("Binding"),
                _("What"),
                _("Record"),
                _("Case"),
                _("Person"),
                _("Term"),
            ),
            [service.line(row) for row in rows],
        )
    else:
        say(_("Nothing is due by {date}.").format(date=wish.until))
    for path in (parsed.ics, parsed.pdf):
        if path is not None:
            complain(_("Written: {path}").format(path=path))
    return DONE


def timers(parsed: argparse.Namespace) -> int:
    """Write what fell due; look ahead where a day to come is named."""
    said = said_of(parsed)
    with logged_in(said) as (office, _actor):
        today = office.today()
        until: date = parsed.until or today
        written = office.actions.timers.run(min(until, today))
        ahead = office.actions.timers.ahead(until) if until > today else []
    if said.json:
        found = {
            "written": [_effect(one) for one in written],
            "ahead": [_effect(one) for one in ahead],
        }
        say(as_json(found))
        return DONE
    _tell(written)
    if ahead:
        say(_("Still to come by {date} (nothing of it is written):").format(date=until))
        _tell(ahead)
    elif not written:
        say(_("Nothing new fell due."))
    return DONE


def _effect(one: Ahead) -> dict[str, object]:
    return {
        "record": one.record,
        "code": one.code,
        "subject": one.subject or None,
        "due": one.due.isoformat(),
        "kind": one.effect.kind,
        "text": one.effect.text,
        "action": one.effect.action,
        "fell_due": one.effect.fell_due.isoformat(),
    }


def _tell(effects: list[Ahead]) -> None:
    for one in effects:
        say(f"{one.effect.fell_due}  {one.effect.kind:<8}  {one.record}  {one.effect.text}")
