"""The party register as SQL; a party known from hidden cases alone is not in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asset_recovery.domain.registers import PartyRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, HIDDEN_PARTIES, is_known_party
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn

_CASES = (
    "(SELECT count(DISTINCT coalesce(tied.case_id, thing.case_id)) FROM party_link AS tied"
    " LEFT JOIN asset AS thing ON thing.id = tied.asset_id WHERE tied.party_id = r.id"
    f" AND coalesce(tied.case_id, thing.case_id) NOT IN ({HIDDEN_CASES}))"
)


def _make(row: Sequence[Any], _reader: Reader) -> PartyRow:
    return PartyRow(*row[:6])


REGISTER = RegisterSql(
    name="parties",
    source="party AS r",
    key="r.id",
    selected=("r.id", "r.reference", "r.name", "r.kind", "r.country", _CASES),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "name": SqlColumn("r.name", sort="r.name COLLATE NOCASE", ordered=True),
        "kind": SqlColumn("r.kind"),
        "country": SqlColumn("r.country", nullable=True),
        "nationality": SqlColumn("r.nationality", nullable=True),
        "born": SqlColumn("r.born", "day", True),
        "cases": SqlColumn(_CASES, "number"),
    },
    aliases={},
    shown=("reference", "name", "kind", "country", "nationality", "born", "cases"),
    known=is_known_party("r.id"),
    hidden=f"r.id IN ({HIDDEN_PARTIES})",
    default_sort="name",
)
