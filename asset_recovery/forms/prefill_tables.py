"""Rows of parties and assets as a request shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from asset_recovery.domain.case_file import AssetFacts, CaseFile, PartyFacts, RequestFacts
from asset_recovery.forms.prefill_blocks import block_rows, paper_text, state_text
from asset_recovery.i18n import _

Row = dict[str, object]
_ABBREVIATIONS = frozenset(["bic", "iban", "imei", "imo", "isin", "lei", "mmsi", "msn", "vin"])
_NATURAL = ("natural", "natural_person", "person")


def party_row(party: PartyFacts) -> Row:
    """A person or entity: name with aliases, birth, nationality, place, position, identifiers."""
    name, more = party.name, party.particulars
    others = [part for part in (*party.aliases, more.other_names, more.trade_name) if part]
    if others:
        name = _("{name} (also known as {aliases})").format(name=name, aliases=", ".join(others))
    if more.legal_form:
        name = f"{name}, {more.legal_form}"
    born = ", ".join(part for part in (_since(party), more.place_of_birth) if part)
    if party.died:
        born = _("{born}, died {died}").format(born=born or _("birth not known"), died=party.died)
    row: Row = {
        "reference": party.reference,
        "kind": party.kind,
        "name": name,
        "born": born,
        "nationality": _nationality(party),
        "location": _location(party),
        "role": ", ".join(role.replace("_", " ") for role in party.roles),
        "identifiers": "; ".join(_numbers(party)),
    }
    return {key: value for key, value in row.items() if value}


def _since(party: PartyFacts) -> str:
    """The day of birth, or of the registration of a legal person."""
    registered = party.particulars.registered_on
    return party.born or (registered.isoformat() if registered else "")


def _nationality(party: PartyFacts) -> str:
    """One State by its code, which papers print as its name; several by their names."""
    codes = party.particulars.nationalities
    if len(codes) > 1:
        return ", ".join(state_text(code) for code in codes)
    return next(iter(codes), party.nationality or _seat(party))


def _location(party: PartyFacts) -> str:
    """The address, and where the person is now."""
    more = party.particulars
    where = party.address or more.registered_seat or party.country or ""
    now = more.current_location
    if more.detention_status == "in_detention":
        detained = _("in detention, {place}") if more.detention_place else _("in detention")
        now = "; ".join(part for part in (now, detained.format(place=more.detention_place)) if part)
    if not now:
        return where
    return "; ".join(part for part in (state_text(where), _("now: {place}").format(place=now))
                     if part)  # fmt: skip


def _numbers(party: PartyFacts) -> Iterator[str]:
    """Every number by which the party is known, each once."""
    more = party.particulars
    own = (
        (_("identity number"), more.identity_number),
        (_("register"), more.registration_number),
        (_("tax number"), more.tax_number),
        ("LEI", more.lei),
    )
    yield from (f"{name} {value}" for name, value in own if value)
    yield from (paper_text(paper) for paper in more.documents_of_identity)
    said = {value for _name, value in own} | {one.number for one in more.documents_of_identity}
    others = tuple(pair for pair in party.identifiers if pair[1] not in said)
    if others:
        yield _identifiers(others)
    if more.representative_name:
        who = (more.representative_name, more.representative_capacity)
        named = ", ".join(part for part in who if part)
        yield _("represented by {name}").format(name=named)


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
