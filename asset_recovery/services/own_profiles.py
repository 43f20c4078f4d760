"""Profiles of dossiers: the delivered ones, and those of the office in use on a day."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from asset_recovery.persistence.queries.profile_query import profile_texts
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.reading import Reading

if TYPE_CHECKING:
    from asset_recovery.reports.dossier_profile import Profile


def profile_of(reading: Reading, name: str) -> Profile:
    """The profile of this name on the day of reading; `not_found` names those there are."""
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415 - only for papers

    return profile(name, own_profiles(reading.connection, reading.today, reading.at_entry))


def own_profiles(connection: Connection, day: date, entry: int | None = None) -> dict[str, Profile]:
    """The office's own profiles by name; a later file takes the place of an earlier one."""
    found: dict[str, Profile] = {}
    for text in profile_texts(connection, day, entry):
        found |= _read(text)
    return found


@lru_cache(maxsize=32)
def _read(text: str) -> dict[str, Profile]:
    from asset_recovery.reports.dossier_profile import read_profiles  # noqa: PLC0415

    return read_profiles(tomllib.loads(text))
