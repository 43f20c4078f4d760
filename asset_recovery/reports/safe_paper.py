"""The last look at a paper before it is drawn for somebody outside: what must not stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.reports.dossier_desk import MASK, Desk
from asset_recovery.reports.paper import Paper
from asset_recovery.reports.redaction import redacted, redaction

_LONG_ENOUGH = 12  # a shorter text may be an ordinary word


def for_recipient(paper: Paper, file: CaseFile, desk: Desk) -> Paper:
    """The paper without any of the words that the profile of `desk` keeps from its recipient.

    `file` is the whole case: what was left out of it is looked for in what was composed.
    """
    words = dict(_names(file, desk))
    if not desk.profile.inside:
        words.update(dict.fromkeys(_kept_back(file, desk), MASK))
    words.update(dict.fromkeys(_protected(file, desk), MASK))
    if not words:
        return paper
    return redacted(paper, redaction(words.items()))


def _names(file: CaseFile, desk: Desk) -> Iterator[tuple[str, str]]:
    """Everybody in the office, whom this paper need not name; one word may be an ordinary one."""
    if desk.profile.people == "name":
        return
    for name, number in file.users:
        if len(name.split()) > 1:
            yield name, desk.person(name, number)


def _kept_back(file: CaseFile, desk: Desk) -> Iterator[str]:
    """Notes, and what came by informal channels without a consent for this recipient."""
    if not desk.profile.internal_notes:
        yield from (one.text for one in file.notes if len(one.text) >= _LONG_ENOUGH)
    if not desk.profile.informal_requests:
        told = file.intelligence
        texts = [*(one.content for one in told.information), *(one.summary for one in told.reports)]
        yield from (one for one in texts if len(one) >= _LONG_ENOUGH)


def _protected(file: CaseFile, desk: Desk) -> Iterator[str]:
    """Addresses of victims and witnesses; of all, where the profile masks addresses."""
    roles = set(desk.profile.protected_roles)
    every = "address" in desk.profile.mask
    for one in file.parties:
        if one.address and (every or roles & set(one.roles)):
            yield one.address
    if "custody_place" in desk.profile.mask:
        for name, path in file.place_paths:
            yield from (name, path, *(part.strip() for part in path.split("›")))
