"""The timers: what fell due is written into the journal as an act of the system, each once.

They run at every start, before the first step after midnight and while the window is open; a list
is right without them, for what is due is worked out from facts (lifecycle.md 4.12).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from asset_recovery.domain.errors import StorageFailed
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.repositories.timer_repository import (
    cases_due,
    cases_since,
    last_run,
    note_run,
)
from asset_recovery.persistence.store import Connection, Engine
from asset_recovery.persistence.unit_of_work import Entry, Unit, open_unit
from asset_recovery.services.timer_effects import Ahead, longest_step, still_to_write, write

SYSTEM = "system"
AT_ONCE = 200
BEFORE_A_STEP = 500
MADE_BY_BENCH = "made_by_bench"  # a fact of an office that was filled in bulk


@dataclass(slots=True)
class TimerService:
    """Runs the timers of an office. It remembers the day of its last run, to ask once a day."""

    engine: Engine
    office_id: str
    now: Callable[[], str]
    today: Callable[[], date]
    workstation: str
    _ran_on: date | None = field(default=None, init=False)

    def run(
        self,
        until: date | None = None,
        progress: Progress | None = None,
        most: int | None = None,
    ) -> list[Ahead]:
        """Write everything that fell due by the end of a day (today); what was written comes back.

        A day in the past writes what had fallen due by then; nothing is written ahead of its day.
        Many cases are written in pieces, so that nobody who works meanwhile waits for long.
        """
        told, today = progress or SilentProgress(), self.today()
        day = min(until or today, today)
        with self._look() as connection:
            cases = cases_due(connection, (day + horizon(connection, day)).isoformat())
        whole = most is None or len(cases) <= most
        cases = cases if whole else cases[:most]
        found: list[Ahead] = []
        for start in range(0, len(cases), AT_ONCE):
            told.step(start, len(cases), _("Timers"))
            with open_unit(self.engine, self.now, self.office_id) as unit:
                found += write_effects(
                    unit, cases[start : start + AT_ONCE], day, today, self.workstation
                )
        if day == today and whole:
            with open_unit(self.engine, self.now, self.office_id) as unit:
                note_run(unit.connection, today.isoformat(), unit.next_seq - 1)
        if day == today:
            self._ran_on = today
        return found

    def start(self, most: int | None = None) -> list[Ahead]:
        """At a start: the whole office once a day, else only where something happened since.

        With `most` only so many cases are looked at, so that nobody waits long; what is left
        comes with the next run.
        """
        today = self.today()
        with self._look() as connection:
            if finder.setting(connection, MADE_BY_BENCH, ""):
                return []  # filled in bulk to be measured: nobody works in it
            last = last_run(connection)
            if last is None or last[0] != today.isoformat():
                cases = None
            else:
                cases = cases_since(connection, last[1])
        if cases is None:
            return self.run(most=most)
        self._ran_on = today
        if not cases:
            return []
        with open_unit(self.engine, self.now, self.office_id) as unit:
            found = write_effects(unit, cases, today, today, self.workstation)
            note_run(unit.connection, today.isoformat(), unit.next_seq - 1)
        return found

    def before_a_step(self) -> None:
        """Before the first step after midnight, and before the first of a start.

        Where the store fails or is busy the timers wait for a later step: what was due is still due
        then, and the step itself says what is wrong.
        """
        if self._ran_on == self.today():
            return
        self._ran_on = self.today()
        try:
            self.start(BEFORE_A_STEP)
        except StorageFailed:
            self._ran_on = None

    @contextmanager
    def _look(self) -> Iterator[Connection]:
        """The store to read from, waiting for its turn like whoever writes."""
        with open_unit(self.engine, self.now, self.office_id) as unit:
            yield unit.connection

    def ahead(self, until: date) -> list[Ahead]:
        """What will have fallen due by the end of a day and is not yet written; writes nothing."""
        with self._look() as connection:
            cases = cases_due(connection, (until + horizon(connection, until)).isoformat())
            stories = Stories(connection)
            return [
                one
                for case_id in cases
                for one in still_to_write(connection, stories.rules_of(case_id), case_id, until)
            ]


def write_effects(
    unit: Unit, cases: list[int], until: date, today: date, workstation: str
) -> list[Ahead]:
    """Write what fell due in these cases: one entry of the system a case."""
    stories = Stories(unit.connection)
    written: list[Ahead] = []
    for case_id in cases:
        rules = stories.rules_of(case_id)
        effects = list(still_to_write(unit.connection, rules, case_id, until))
        if not effects:
            continue
        for one in effects:
            write(unit, one, today)
        unit.enter(
            Entry(
                action="run_timers",
                actor=SYSTEM,
                workstation=workstation,
                command={"until": until.isoformat()},
                case=str(stories.case(case_id)["reference"]),
            )
        )
        written += effects
    return written


def horizon(connection: Connection, on: date) -> timedelta:
    """The longest step of any legal system at hand: what ends later alarms nobody yet."""
    library = library_of(connection)
    return max(longest_step(library.rules(name), on) for name in library.names())
