"""The hash of what a paper was made from, and the head that all papers of a case share."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TypedDict

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.page_words import from_the_right, printer_words
from asset_recovery.reports.plain_json import plain_json, plain_record

_SHORT = 16
_NOT_THE_RECORD = ("read_at", "read_by", "users")


class PaperHead(TypedDict):
    """The parts of a paper that follow from the file and its hash."""

    office: str
    marking: str
    language: str
    generated: str
    record_hash: str
    head: str
    qr: str
    right_to_left: bool
    words: dict[str, str]


def record_hash(file: CaseFile, *parts: str) -> str:
    """SHA-256 in hex of the case file (without who read it and when) and of some parts beside it.

    The same records, read by somebody else or later, give the same hash.
    """
    record = sorted(plain_record(file).items())
    told = [f'"{name}": {plain_json(one)}' for name, one in record if name not in _NOT_THE_RECORD]
    whole = [f"{{{', '.join(told)}}}", *map(plain_json, parts)]
    text = f"[{', '.join(whole)}]"
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def digest_of(*parts: object) -> str:
    """SHA-256 in hex of any JSON values, dates and the like as their text."""
    text = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def paper_head(desk: Desk, digest: str, code: str, whole: bool = True) -> PaperHead:
    """Office, marking, hashes, QR text (code; case; hash; journal entry; its hash) of a paper.

    `whole` says that the paper shows documents and notes, whose markings then count too.
    """
    file = desk.file
    moment = file.read_at
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return {
        "office": file.office.name,
        "marking": desk.say(marking(desk, whole).replace("_", " ").upper()),
        "language": desk.language,
        "generated": f"{utc:%Y-%m-%d %H:%M} UTC",
        "record_hash": digest,
        "head": f"{file.head.seq} {file.head.hash[:_SHORT]}",
        "qr": ";".join(
            (
                code,
                file.case.reference,
                digest[:_SHORT],
                str(file.head.seq),
                file.head.hash[:_SHORT],
            )
        ),
        "right_to_left": from_the_right(desk.language),
        "words": printer_words(desk.say),
    }


def marking(desk: Desk, whole: bool) -> str:
    """The highest marking of the case and, if `whole`, of all that the profile includes."""
    file, profile = desk.file, desk.profile
    limit = profile.rank(profile.highest_document)
    found = [file.case.classification or file.office.classification]
    if whole and "documents" in profile.sections:
        found += [
            one.classification
            for one in file.documents
            if profile.rank(one.classification) <= limit
        ]
    if whole and profile.internal_notes and "tasks" in profile.sections:
        found += [one.classification for one in file.notes]
    return profile.highest([one for one in found if one] or [file.office.classification])
