"""A scanned or typed code: which record it is, and what is wrong with its label."""

from __future__ import annotations

import json
from dataclasses import dataclass

from asset_recovery.domain.labels import Payload, cleaned, copy_of, office_of, read_payload
from asset_recovery.domain.storage_facts import Scanned
from asset_recovery.i18n import _
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the register: which copy, in which size, when, why again, and whether it holds."""

    copy: int
    size: str
    on: str
    reason: str
    void: bool
    reference: str = ""


def labels_of(connection: Connection, asset_id: int, reference: str) -> list[Label]:
    """Every label of an asset in order; a later one of the same size voids the one before."""
    known: list[Label] = []
    for row in storage_query.labels_of(connection, asset_id):
        said, facts = json.loads(row["data"]), json.loads(row["facts"])
        own = facts.get("by_asset", {}).get(reference, {})
        copy = int(own.get("copy", len(known) + 1))
        made = Label(copy, str(said["size"]), str(row["on_date"]), str(said.get("reason") or ""),
                     False, str(row["reference"] or ""))  # fmt: skip
        known = [
            Label(one.copy, one.size, one.on, one.reason, True, one.reference)
            if one.size == made.size
            else one
            for one in known
        ]
        known.append(made)
    return known


def asset_scanned(connection: Connection, text: str) -> tuple[Row | None, Payload | None]:
    """The asset that a code names, if the office has it, and the payload if it was one."""
    code = cleaned(text)[:LONGEST]
    read = read_payload(code)
    number = read.asset if read else code
    if not number:
        return None, read
    row = finder.by_reference(connection, "asset", number)
    if row is None and number != number.upper():
        row = finder.by_reference(connection, "asset", number.upper())
    return row, read


def void_sentence(connection: Connection, asset: Row, read: Payload | None, case: str) -> str:
    """What is wrong with the label of a known asset; empty: nothing is."""
    if read is None:
        return ""
    reference = str(asset["reference"])
    known = labels_of(connection, int(asset["id"]), reference)
    copy = copy_of(read, reference, case, {1, *(one.copy for one in known)})
    if copy is None:
        return _("The label of {asset} does not fit its case or its check: print it anew.").format(
            asset=reference
        )
    void = next((one for one in known if one.copy == copy and one.void), None)
    if void is None:
        return ""
    return _("Copy {copy} of the label of {asset} is void: it was printed again.").format(
        copy=copy, asset=reference
    )


def stranger_sentence(connection: Connection, text: str, read: Payload | None) -> str:
    """Why a code belongs to nothing that this office has."""
    number = read.asset if read else cleaned(text)[:LONGEST]
    own = finder.setting(connection, "asset_prefix", "AMO")
    office = office_of(number)
    if office and office != own:
        text = _("{number} is a label of another office ({office}); it is kept as a stranger.")
        return text.format(number=number, office=office)
    return _("{number} is no number that this office knows; it is kept as a stranger.").format(
        number=number
    )


def stranger(connection: Connection, text: str, read: Payload | None) -> Scanned:
    """A code that names nothing here."""
    return Scanned(text=text, code="not_found", sentence=stranger_sentence(connection, text, read))
