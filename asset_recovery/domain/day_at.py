"""A date given with its time: terms in hours start from the moment, all else from the date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self


class DayAt(date):
    """Equal to its date and shown like it; `moment` is the time that was given with it."""

    moment: datetime | None = None

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """The date of a moment, at the place where the moment was told."""
        day = cls(moment.year, moment.month, moment.day)
        day.moment = moment
        return day


def moment_of(day: object) -> datetime | None:
    """The time that was given with a date, or None."""
    return day.moment if isinstance(day, DayAt) else None
