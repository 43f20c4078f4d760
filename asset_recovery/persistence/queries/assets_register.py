"""The asset register as SQL: a line an asset, from the derived rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from asset_recovery.domain.asset_types import types_by_group
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import AssetRow
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.tones import due_tone, tone
from asset_recovery.persistence.access_sql import HIDDEN_CASES, in_known_case
from asset_recovery.persistence.queries.columns import Reader, RegisterSql, SqlColumn, day

# Assets of which a term of these codes ends within a month: told by the agenda, worked out once.
_WITH_TERM = (
    "(r.asset_id IN (SELECT g.asset_id FROM agenda AS g WHERE g.code IN ({codes})"
    " AND g.asset_id IS NOT NULL AND g.due <= date(:today, '+30 days')))"
)
_VALUATION = "'first_valuation', 'revaluation', 'valuation', 'valuation_report'"
HEADLINES = (
    "Split", "Merged", "Lead",
    "Position unknown", "Declined", "Identified", "Traced abroad", "Urgent measure",
    "Frozen", "Frozen for another State", "Frozen abroad", "Seized", "Confiscation sought",
    "Confiscated, not final", "Under appeal", "Confiscated, to realise",
    "Security for a value order", "Confiscated abroad", "State property", "Claim upheld in part",
    "Returned", "Restored to victim", "Transferred to another State", "Lapsed", "Void",
    "Reversed, compensation due", "Closed", "Distributed", "To return", "Evidence",
    "Interlocutory sale", "Mixed",
)  # fmt: skip
_SOON = 7


def due_words(title: str, due: date, today: date) -> str:
    """What is due and when, in few words: Order ends 30 Apr 2026; Order ends, 3 days over."""
    left = (due - today).days
    what = _(title)
    if left < 0:
        return _("{what}, {days} d over").format(what=what, days=-left)
    if left <= _SOON:
        return _("{what}, {days} d left").format(what=what, days=left)
    return f"{what} {due.day} {due:%b %Y}"


def _make(row: Sequence[Any], reader: Reader) -> AssetRow:
    due = day(row[14])
    return AssetRow(
        id=row[0],
        reference=row[1],
        description=row[2],
        type_code=row[3],
        case=row[4],
        headline=row[5],
        headline_tone=tone(row[5]),
        management=row[6],
        value=None if row[7] is None else Money(row[7], row[8]),
        base_minor=row[9],
        valued_on=day(row[10]),
        country=row[11],
        route=row[12],
        officer=row[13],
        due_on=due,
        due_text="" if due is None else due_words(row[15] or N_("Due"), due, reader.today),
        due_tone="plain" if due is None else due_tone((due - reader.today).days),
        value_kind=row[16] or "",
    )


REGISTER = RegisterSql(
    name="assets",
    source="asset_row AS r",
    key="r.asset_id",
    selected=(
        "r.asset_id", "r.reference", "r.description", "r.type_code", "r.case_reference",
        "r.headline", "r.management", "r.value_minor", "r.value_currency", "r.base_minor",
        "r.valued_on", "r.country", "r.route", "r.officer", "r.due_on", "r.due_text",
        "r.value_kind",
    ),
    make=_make,
    columns={
        "reference": SqlColumn("r.reference", indexed=True),
        "description": SqlColumn(
            "r.description", sort="r.description_key", ordered=True,
            folded="r.description_folded", trigrams="asset_text",
        ),
        "type": SqlColumn("r.type_code", indexed=True),
        "group": SqlColumn("r.type_code", indexed=True, groups=types_by_group),
        "case": SqlColumn("r.case_reference", indexed=True),
        "state": SqlColumn("r.headline", indexed=True, words=HEADLINES),
        "legal": SqlColumn("r.legal"),
        "management": SqlColumn("r.management", indexed=True),
        "dispute": SqlColumn("r.dispute"),
        "money": SqlColumn("r.money"),
        "value": SqlColumn(
            "r.value_minor", "money", True, sort="r.base_minor", currency="r.value_currency",
            ordered=True,
        ),
        "currency": SqlColumn("r.value_currency", nullable=True),
        "value_kind": SqlColumn("r.value_kind", nullable=True),
        "base_value": SqlColumn("r.base_minor", "base", True, indexed=True),
        "valued": SqlColumn("r.valued_on", "day", True, indexed=True),
        "country": SqlColumn("r.country", nullable=True, indexed=True),
        "route": SqlColumn("r.route", nullable=True, indexed=True),
        "officer": SqlColumn("r.officer", nullable=True, indexed=True),
        "due": SqlColumn("r.due_on", "day", True, indexed=True),
        "next": SqlColumn("r.due_text", nullable=True),
        "valuation_due": SqlColumn(_WITH_TERM.format(codes=_VALUATION), "flag"),
        "eroding": SqlColumn(_WITH_TERM.format(codes="'value_erosion'"), "flag"),
        "custody_gaps": SqlColumn("r.custody_gaps", "number", indexed=True),
        "taken_over": SqlColumn(
            "(SELECT own.taken_over FROM asset AS own WHERE own.id = r.asset_id)", "flag"
        ),
    },
    aliases={
        "type_code": "type", "headline": "state", "base_minor": "base_value",
        "valued_on": "valued", "due_on": "due", "case_reference": "case",
    },
    shown=(
        "reference", "description", "type", "case", "state", "legal", "management", "dispute",
        "money", "value", "currency", "value_kind", "base_value", "valued", "country", "route",
        "officer", "due", "next", "custody_gaps", "taken_over",
    ),
    known=in_known_case("r.case_id"),
    hidden=f"r.case_id IN ({HIDDEN_CASES})",
    default_sort="due",
    value="r.base_minor",
    kinds="SELECT r.value_kind, sum(r.base_minor) FROM {source} GROUP BY 1",
    counts_from_portfolio=True,
    paired=frozenset(
        {
            ("r.headline", "r.due_on"), ("r.headline", "r.base_minor"),
            ("r.type_code", "r.due_on"), ("r.type_code", "r.base_minor"),
            ("r.officer", "r.due_on"),
        }
    ),
)  # fmt: skip
