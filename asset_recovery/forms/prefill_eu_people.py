"""Affected and third persons of a certificate, from the parties of the case."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import PartyFacts
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.checks.eu_persons import interested
from asset_recovery.forms.checks.eu_scope import names_of, words_of
from asset_recovery.forms.prefill_blocks import Row, is_natural, legal_row, natural_row, state_text
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]
_AGAINST = frozenset({"suspect", "accused", "convicted", "fugitive", "deceased"})
_OWNER = frozenset({"owner", "registered_owner"})
_DIRECTED, _OWNS = "directed_against", "owner"


def persons(records: CaseRecords) -> Found:
    """C1: natural and legal persons apart, each with its position where the file tells it."""
    source = _("parties of the case")
    affected = affected_parties(records)
    positions = {one.reference: position_of(one, records) for one in affected}
    for key, natural in (("c_natural_person", True), ("c_legal_person", False)):
        chosen = [one for one in affected if is_natural(one) == natural]
        rows = tuple(_placed(one, positions[one.reference]) for one in chosen)
        yield key, Answer(rows, "record", source)
        ticked = {code for one in chosen for code in positions[one.reference]}
        codes = tuple(code for code in (_DIRECTED, _OWNS) if code in ticked)
        yield f"{key}_position", Answer(codes, "derived", _("roles of these persons"))


def _placed(party: PartyFacts, position: tuple[str, ...]) -> Row:
    row = natural_row(party) if is_natural(party) else legal_row(party)
    return {**row, "position": position} if position else row


def affected_parties(records: CaseRecords) -> tuple[PartyFacts, ...]:
    """Whom the order is against, and who owns what it covers; those that the request names."""
    if records.request.parties:
        return records.parties
    return tuple(one for one in records.file.parties if position_of(one, records))


def position_of(party: PartyFacts, records: CaseRecords) -> tuple[str, ...]:
    """The boxes that the file supports for a person."""
    assets = records.request.assets
    owns = any(
        asset.reference in assets and asset.owner == party.name for asset in records.file.assets
    )
    found = []
    if _AGAINST & set(party.roles):
        found.append(_DIRECTED)
    if owns or (_OWNER & set(party.roles) and not assets):
        found.append(_OWNS)
    return tuple(found)


def third_parties(records: CaseRecords) -> Found:
    """C3: everybody with an interest on file who does not stand in C1."""
    affected = affected_parties(records)
    named = names_of(tuple({"name": one.name} for one in affected))
    known = interested(records.file, records.request.assets)
    parties = {one.name: one for one in records.file.parties}
    rows = []
    for name, grounds in known.items():
        if words_of(name) in named:
            continue
        party = parties.get(name)
        identity = "" if party is None else "; ".join(
            part for part in (party.born, party.address or state_text(party.country)) if part
        )  # fmt: skip
        row: Row = {"name": name, "identity": identity, "grounds": grounds}
        rows.append({key: value for key, value in row.items() if value})
    yield "c_third_parties", Answer(tuple(rows), "record", _("parties, claims and assets"))
