"""Working days: all but Saturdays, Sundays and the holidays given or of a country."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

DAY = timedelta(days=1)
_SATURDAY = 5


class WorkingDays:
    """Knows holidays by dates, and year by year by a source that is asked only when needed."""

    def __init__(
        self,
        holidays: Iterable[date] = (),
        of_year: Callable[[int], Iterable[date]] | None = None,
    ) -> None:
        self._holidays = set(holidays)
        self._of_year = of_year
        self._years: set[int] = set()

    def is_working(self, day: date) -> bool:
        """Whether the day is neither Saturday, Sunday nor a holiday."""
        if self._of_year is not None and day.year not in self._years:
            self._years.add(day.year)
            self._holidays.update(self._of_year(day.year))
        return day.weekday() < _SATURDAY and day not in self._holidays

    def roll(self, day: date, step: timedelta) -> date:
        """The day itself if it is working, else the nearest working one in steps of `step`."""
        while not self.is_working(day):
            day += step
        return day

    def count_on(self, day: date, count: int, step: timedelta) -> date:
        """The `count`-th working day after (or, with a negative step, before) `day`."""
        while count:
            day += step
            count -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both counted; 2 stands for more."""
        found, day = 0, first
        while day <= last and found < 2:  # noqa: PLR2004 - a period needs two working days
            found += self.is_working(day)
            day += DAY
        return found
