"""The register of victims as SQL: many thousands a list; no address, no account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import VictimRow
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

_ALLOCATED = (
    "(SELECT sum(given.amount_minor) FROM victim_share AS given"
    " JOIN event AS act ON act.id = given.event_id"
    " WHERE given.victim_id = r.id AND act.status IN ('in_effect', 'pending'))"
)


def _make(row: Sequence[Any], _reader: Reader) -> VictimRow:
    return VictimRow(
        id=row[0],
        reference=row[1],
        name=row[2],
        case=row[3],
        victim_list=row[4],
        loss=Money(row[5], row[6]),
        on=date.fromisoformat(row[7]),
        rank=row[8],
        state=row[9],
        claim_by=day(row[10]),
        claimed_on=day(row[11]),
        admitted=_money(row[12], row[13]),
        elsewhere=_money(row[14], row[15]),
        allocated=_money(row[16], row[13]),
    )


def _money(minor: int | None, currency: str | None) -> Money | None:
    return None if minor is None or currency is None else Money(minor, currency)


REGISTER = RegisterSql(
    name="victims",
    source="victim AS r LEFT JOIN case_record AS c ON c.id = r.case_id",
    key="r.id",
    selected=(
        "r.id", "r.reference", "r.name", "c.reference", "r.victim_list", "r.loss_minor",
        "r.loss_currency", "r.on_date", "r.rank", "r.state", "r.claim_by", "r.claimed_on",
        "r.admitted_minor", "r.admitted_currency", "r.elsewhere_minor", "r.elsewhere_currency",
        _ALLOCATED,
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "name": SqlColumn("r.name", sort="r.name COLLATE NOCASE", ordered=True),
        "case": SqlColumn("c.reference", indexed=True, sort="c.reference"),
        "victim_list": SqlColumn("r.victim_list", indexed=True, sort="r.victim_list"),
        "loss": SqlColumn("r.loss_minor", "money", currency="r.loss_currency"),
        "currency": SqlColumn("r.loss_currency"),
        "on": SqlColumn("r.on_date", "day"),
        "class": SqlColumn("r.rank", "number"),
        "state": SqlColumn("r.state", words=("recorded", "claimed", "admitted", "rejected")),
        "notified_on": SqlColumn("r.notified_on", "day", nullable=True),
        "claim_by": SqlColumn("r.claim_by", "day", nullable=True, indexed=True),
        "claimed_on": SqlColumn("r.claimed_on", "day", nullable=True),
        "admitted": SqlColumn(
            "r.admitted_minor", "money", nullable=True, currency="r.loss_currency"
        ),
        "elsewhere": SqlColumn(
            "r.elsewhere_minor", "money", nullable=True, currency="r.loss_currency"
        ),
        "allocated": SqlColumn(
            _ALLOCATED, "money", nullable=True, currency="r.loss_currency"
        ),
    },
    aliases={"list": "victim_list", "on_date": "on", "rank": "class"},
    shown=(
        "reference", "name", "case", "victim_list", "loss", "currency", "on", "class", "state",
        "notified_on",
        "claim_by", "claimed_on", "admitted", "elsewhere", "allocated",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="reference",
)  # fmt: skip
