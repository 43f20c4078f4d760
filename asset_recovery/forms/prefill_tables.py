"""Rows of parties and assets as a request shows them."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.case_file import AssetFacts, CaseFile, PartyFacts, RequestFacts
from asset_recovery.forms.prefill_blocks import block_rows
from asset_recovery.i18n import _

Row = dict[str, object]
_ABBREVIATIONS = frozenset(["bic", "iban", "imei", "imo", "isin", "lei", "mmsi", "msn", "vin"])
_NATURAL = ("natural", "natural_person", "person")


def party_row(party: PartyFacts) -> Row:
    """A person or entity: name with aliases, birth, nationality, place, position, identifiers."""
    name = party.name
    if party.aliases:
        name = _("{name} (also known as {aliases})").format(
            name=name, aliases=", ".join(party.aliases)
        )
    born = party.born or ""
    if party.died:
        born = _("{born}, died {died}").format(born=born or _("birth not known"), died=party.died)
    row: Row = {
        "reference": party.reference,
        "kind": party.kind,
        "name": name,
        "born": born,
        "nationality": party.nationality or _seat(party),
        "location": party.address or party.country or "",
        "role": ", ".join(role.replace("_", " ") for role in party.roles),
        "identifiers": _identifiers(party.identifiers),
    }
    return {key: value for key, value in row.items() if value}


def _seat(party: PartyFacts) -> str:
    """The State of a legal person stands where a natural person has a nationality."""
    return "" if party.kind in _NATURAL else party.country or ""


def asset_rows(file: CaseFile, request: RequestFacts) -> tuple[Row, ...]:
    """The assets that the request names, in the numbering of the case."""
    return tuple(asset_row(asset) for asset in file.assets if asset.reference in request.assets)


def asset_row(asset: AssetFacts) -> Row:
    """An asset: what it is, where, who stands in the registers, why liable, its last value."""
    description = "; ".join(
        part for part in (asset.description, _identifiers(asset.identifiers)) if part
    )
    person = ""
    if asset.beneficial_owner:
        person = _("beneficial owner: {name}").format(name=asset.beneficial_owner)
    row: Row = {
        "reference": asset.reference,
        "description": description,
        "location": ", ".join(part for part in (asset.location, asset.country) if part),
        "registered_owner": asset.owner or "",
        "possessor": asset.possessor or "",
        "connection_to_person": person,
        "ground": ", ".join(asset.grounds),
        "estimated_value": _value(asset),
        "grounds": asset.grounds,
        "tainted_value": asset.tainted_value.display() if asset.tainted_value else "",
    }
    return {key: value for key, value in row.items() if value}


def enrich(rows: object, file: CaseFile, column: str, block: str = "") -> object:
    """Typed rows that name a party or asset by its reference, filled up from its record.

    What was typed stands; the record fills the cells that were left out.
    """
    if not isinstance(rows, tuple):
        return rows
    records: dict[str, Row] = {}
    if block:
        records = block_rows(block, file)
    elif column == "reference":
        records = {asset.reference: asset_row(asset) for asset in file.assets}
    elif column == "name":
        records = {party.reference: party_row(party) for party in file.parties}
    return tuple(_enriched(row, records, column) for row in rows)


def _enriched(row: Mapping[str, object], records: Mapping[str, Row], column: str) -> Row:
    named = str(row.get("reference") or row.get(column) or "")
    record = records.get(named)
    if record is None:
        return dict(row)
    typed = {key: value for key, value in row.items() if not (key == column and value == named)}
    return {**record, **typed}


def texts(value: object) -> tuple[object, ...]:
    """The members of a list value; nothing else has any."""
    return value if isinstance(value, tuple) else ()


def _identifiers(pairs: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{_identifier_name(kind)} {value}" for kind, value in pairs)


def _identifier_name(kind: str) -> str:
    return kind.upper() if kind in _ABBREVIATIONS else kind.replace("_", " ")


def _value(asset: AssetFacts) -> str:
    if asset.value is None:
        return ""
    parts = [asset.value.display()]
    if asset.value_kind:
        parts.append(asset.value_kind.replace("_", " "))
    if asset.valued_on:
        parts.append(asset.valued_on.isoformat())
    return ", ".join(parts)
