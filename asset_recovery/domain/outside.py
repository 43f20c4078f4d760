"""A case file as it may leave the office: without what is internal, whoever is to read it."""

from __future__ import annotations

from dataclasses import replace

from asset_recovery.domain.actions.people_actions import INTERNAL
from asset_recovery.domain.case_file import CaseFile

INTERNAL_SOURCES = frozenset({"interest", "review"})


def for_outside(file: CaseFile) -> CaseFile:
    """The same case without declarations of interest, patterns of concealment and reviews.

    Their events, journal entries and deadlines go too, so that no paper can print them.
    """
    return replace(
        file,
        interests=(),
        patterns=(),
        review=None,
        events=tuple(one for one in file.events if one.action not in INTERNAL),
        journal=tuple(one for one in file.journal if one.action not in INTERNAL),
        deadlines=tuple(one for one in file.deadlines if one.source not in INTERNAL_SOURCES),
    )
