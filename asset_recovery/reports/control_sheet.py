"""The control sheet of deadlines: by person and case, hard terms first, lying across on A4."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from asset_recovery.domain.deadlines import AMBER, RED, YELLOW
from asset_recovery.domain.registers import DeadlineRow
from asset_recovery.reports.dossier_desk import format_day
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.paper import Block, Column, Facts, Paper, Section, Table, Text

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """What stands on the sheet besides its rows."""

    office: str
    marking: str
    printed_by: str
    generated: str
    today: date
    until: date
    of: str = ""
    journal: str = ""
    language: str = "en"


def compose_control_sheet(rows: Sequence[DeadlineRow], head: SheetHead, say: Say) -> Paper:
    """The sheet; rows come hard first, then by date, and are grouped by person, then by case."""
    _ = say
    text = json.dumps([asdict(row) for row in rows], default=str, sort_keys=True)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    as_at = _("What ends by {until}, as at {today}").format(
        until=format_day(head.until, head.language), today=format_day(head.today, head.language)
    )
    return Paper(
        form="CTL-01",
        version="1",
        title=_("Control sheet of deadlines"),
        subtitle=head.of or _("All cases that the reader may know of"),
        reference=f"{head.today:%Y-%m-%d}",
        office=head.office,
        marking=head.marking,
        language=head.language,
        right_to_left=from_the_right(head.language),
        generated=head.generated,
        user=head.printed_by,
        record_hash=digest,
        head=head.journal,
        qr=f"CTL1;{head.today:%Y-%m-%d};{digest[:16]}",
        contents=False,
        words=printer_words(say),
        sections=(Section("", _("Deadlines"), tuple(_blocks(rows, head.language, say)), as_at),),
    )


def _blocks(rows: Sequence[DeadlineRow], language: str, say: Say) -> Iterable[Block]:
    _ = say
    if not rows:
        yield Text(_("Nothing is due."), "note")
        return
    yield Facts(
        (
            (_("Overdue"), str(sum(row.days_left < 0 for row in rows))),
            (_("Today or tomorrow"), str(sum(0 <= row.days_left <= RED for row in rows))),
            (_("Within a week"), str(sum(RED < row.days_left <= AMBER for row in rows))),
            (_("Within thirty days"), str(sum(AMBER < row.days_left <= YELLOW for row in rows))),
            (_("Set by law"), str(sum(row.hard for row in rows))),
        )
    )
    yield _table(rows, language, say)
    yield Text(
        _(
            "In doubt the earlier date governs; the later reading stands beside it. Nothing ends "
            "by itself in law: an alarm asks a person to look."
        ),
        "small",
    )


def _table(rows: Sequence[DeadlineRow], language: str, say: Say) -> Table:
    _ = say
    shown: list[tuple[str, ...]] = []
    headings: list[int] = []
    marked: list[int] = []
    for (person, case), members in _grouped(rows):
        headings.append(len(shown))
        who = person or _("Nobody named")
        shown.append((f"{who} · {case or _('no case')}", *[""] * 6))
        for row in members:
            if row.days_left <= RED and row.state != "suspended":
                marked.append(len(shown))
            shown.append(_row(row, language, say))
    return Table(
        columns=(
            Column(_("Due"), 1.6),
            Column(_("Left"), 1.3),
            Column(_("Binding"), 1.0),
            Column(_("What"), 4.6),
            Column(_("Record"), 2.2),
            Column(_("Later reading"), 1.4),
            Column(_("Done on, by"), 2.2),
        ),
        rows=tuple(shown),
        headings=tuple(headings),
        marked=tuple(marked),
        landscape=True,
    )


def _grouped(
    rows: Sequence[DeadlineRow],
) -> list[tuple[tuple[str, str], list[DeadlineRow]]]:
    """By person, then by case; whose first term ends first stands first."""
    groups: dict[tuple[str, str], list[DeadlineRow]] = {}
    for row in rows:
        groups.setdefault((row.person or "", row.case or ""), []).append(row)
    first = {key: min(row.due for row in members) for key, members in groups.items()}
    people: dict[str, date] = {}
    for (person, _case), due in first.items():
        people[person] = min(due, people.get(person, due))
    return sorted(groups.items(), key=lambda item: (people[item[0][0]], item[0][0], first[item[0]]))


def _row(row: DeadlineRow, language: str, say: Say) -> tuple[str, ...]:
    _ = say
    due = format_day(row.due, language)
    if row.at:
        due = f"{due}, {row.at[11:16]}"
    return (
        due,
        _left(row, say),
        _("by law") if row.hard else _("reminder"),
        _(row.title),
        row.record,
        "" if row.other is None else format_day(row.other, language),
        "",
    )


def _left(row: DeadlineRow, say: Say) -> str:
    _ = say
    if row.state == "suspended":
        return _("suspended")
    if row.days_left < 0:
        return _("{count} days over").format(count=-row.days_left)
    return _("{count} days").format(count=row.days_left)
