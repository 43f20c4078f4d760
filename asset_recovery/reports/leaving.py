"""What of a case may leave the office: nothing of informal channels without a recorded consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from asset_recovery.domain.actions.information_actions import INTELLIGENCE
from asset_recovery.domain.case_file import CaseFile, JournalFacts
from asset_recovery.domain.intelligence_facts import Intelligence
from asset_recovery.reports.dossier_profile import Profile

# What is due or recorded at these hangs on an answer or report: IR-2026-000001/answer-01.
_PART = "/"


def leaving(file: CaseFile, profile: Profile) -> CaseFile:
    """The case as this recipient may read it.

    Reports, questions to registers with their answers, disclosures and consents are left out with
    what hangs on them (documents, deadlines, lines of timeline and journal); requests by informal
    channels unless a consent on file allows one of the profile's uses on the day of reading.
    """
    if profile.informal_requests:
        return file
    withheld = _withheld(file, profile)
    return replace(
        file,
        requests=tuple(one for one in file.requests if one.reference not in withheld),
        documents=tuple(
            one
            for one in file.documents
            if one.reference not in withheld and _owner(one.record) not in withheld
        ),
        deadlines=tuple(one for one in file.deadlines if _owner(one.record) not in withheld),
        events=tuple(
            one
            for one in file.events
            if one.action not in INTELLIGENCE and withheld.isdisjoint([one.record, one.request])
        ),
        journal=tuple(_journal(file.journal, withheld)),
        intelligence=Intelligence(),
    )


def _withheld(file: CaseFile, profile: Profile) -> set[str]:
    on = file.as_of or file.read_at.date()
    told = file.intelligence
    informal = {
        *told.informal,
        *(
            one.reference
            for one in file.requests
            if one.form.upper().startswith(profile.informal_forms)
        ),
    }
    allowed = {
        about
        for one in told.consents
        for about in one.about
        if any(one.holds(use, on) for use in profile.consent_uses)
    }
    allowed |= {
        one.reference
        for one in file.documents
        if one.record in allowed and one.reference in informal
    }
    internal = {
        *(one.reference for one in told.information),
        *(one.reference for one in told.reports),
        *(one.reference for one in told.disclosures if one.action == "record_disclosure"),
        *(one.reference for one in told.consents),
    }
    return (informal - allowed) | internal


def _owner(record: str | None) -> str:
    """The record on which something hangs, without the part of it that is meant."""
    return (record or "").partition(_PART)[0]


def _journal(entries: Iterable[JournalFacts], withheld: set[str]) -> Iterable[JournalFacts]:
    for one in entries:
        if one.action in INTELLIGENCE:
            continue
        kept = tuple(change for change in one.changes if change[0] not in withheld)
        if kept or not one.changes:
            yield replace(one, changes=kept)
