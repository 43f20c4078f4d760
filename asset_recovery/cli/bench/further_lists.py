"""The lists of care and money for measuring: how each is filled by SQL, and how it is asked for.

Rows are made by a counter `i` and scattered by primes, so that a list of a million is filled in
seconds. What is filled is measured and thrown away: it is no office, and nothing is verified there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.registers import Filter, View

A_CASE = 100  # rows a case
_HIDDEN = 500  # of so many cases one is sealed
_NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})"
    " INSERT INTO {table} ({names}) SELECT {values} FROM n"
)
DAY = "date('2024-01-01', '+' || (i * 7919 % 900) || ' days')"
_MINOR = "(100 + i * 1299709 % 9999991)"
_CURRENCY = "iif(i % 7 = 0, 'USD', 'EUR')"
CASE_ID = "(1 + i * 31 % {cases})"
_AR = "printf('AR-2025-%06d', {id})"
_AMO = "printf('AMO-2025-%07d', i)"


@dataclass(frozen=True, slots=True)
class Fill:
    """Rows of one table: their columns as SQL over `i`, and how many of them a row of the list."""

    table: str
    values: dict[str, str]
    share: float = 1.0

    def statement(self, rows: int) -> str:
        """The rows of a list of so many."""
        cases = max(3, rows // A_CASE)
        values = ", ".join(self.values.values())
        values = values.replace("{cases}", str(cases)).replace("{rows}", str(rows))
        number = max(1, int(rows * self.share))
        return _NUMBERS.format(
            rows=number, table=self.table, names=", ".join(self.values), values=values
        )


@dataclass(frozen=True, slots=True)
class FurtherList:
    """A list: what fills it, the columns by which it is sorted, the filters that it offers."""

    register: str
    fills: tuple[Fill, ...]
    sorts: tuple[str, ...]
    filters: tuple[tuple[Filter, ...], ...]
    default: tuple[str, bool]

    def views(self) -> Iterator[View]:
        """Every sort both ways, every filter in the usual order."""
        for sort in self.sorts:
            yield View((), sort)
            yield View((), sort, True)
        for chips in self.filters:
            yield View(chips, *self.default)


CASES = Fill(
    "case_record",
    {
        "id": "i", "reference": _AR.format(id="i"), "title": "'Case ' || i", "status": "'open'",
        "opened_on": DAY, "legal_system": "'generic'", "legal_version": "'1'",
        "classification": "'internal'", "currency": "'EUR'", "offences": "'[]'",
        "sealed": f"i % {_HIDDEN} = 3", "opened_by": "1",
    },
    1 / A_CASE,
)  # fmt: skip
_ASSETS = Fill(
    "asset_row",
    {
        "asset_id": "i", "case_id": CASE_ID, "reference": _AMO,
        "description": "'Thing ' || (i * 7919 % 1000003)",
        "description_key": "'thing ' || (i * 7919 % 1000003)",
        "description_folded": "'thing ' || (i * 7919 % 1000003)",
        "type_code": "iif(i % 3 = 0, 'VEH-CAR', 'VAL-JWL')",
        "case_reference": _AR.format(id=CASE_ID), "legal": "'confiscated'",
        "management": "iif(i % 3 = 0, 'donated', iif(i % 3 = 1, 'official_use',"
                      " 'transferred_for_public_or_social_use'))",
        "dispute": "'no_claim'", "money": "'no_money'", "headline": "'Confiscated'",
        "value_minor": _MINOR, "value_currency": "'EUR'", "base_minor": _MINOR,
    },
)  # fmt: skip


def event_fill(
    action: str, data: str, facts: str = "'{{}}'", share: float = 1.0, **more: str
) -> Fill:
    """Events of one action, numbered from their share's place on."""
    values = {
        "id": "i", "seq": "i", "action": f"'{action}'", "case_id": CASE_ID,
        "reference": "'EV-' || i", "on_date": DAY, "status": "'in_effect'",
        "effective_seq": "i", "author_id": "1", "recorded_at": "'2026-01-01T00:00:00Z'",
        "data": data, "facts": facts.replace("{{}}", "{}"), "irregular": "'[]'",
        "warnings": "'[]'", "amount_minor": _MINOR, "amount_currency": "'EUR'",
    }  # fmt: skip
    return Fill("event", {**values, **more}, share)


ACCOUNTS = FurtherList(
    "accounts",
    (
        Fill(
            "ledger_account",
            {
                "id": "i", "kind": "iif(i % 4 = 0, 'costs', iif(i % 4 = 1, 'proceeds',"
                                   " iif(i % 4 = 2, 'advances', 'deposits')))",
                "holder": _AMO, "case_id": CASE_ID, "currency": _CURRENCY, "debit": _MINOR,
                "credit": "(i * 15485863 % 9999991)", "lines": "1 + i % 50", "first_on": DAY,
            },
        ),
    ),
    ("kind", "holder", "case", "lines", "debit", "credit", "balance"),
    (
        (Filter("kind", "=", "costs"),),
        (Filter("holder", "contains", "00777"),),
        (Filter("currency", "=", "USD"),),
        (Filter("case", "contains", "000007"),),
    ),
    ("kind", False),
)  # fmt: skip
LEDGER = FurtherList(
    "ledger",
    (
        Fill("ledger_account", ACCOUNTS.fills[0].values, 0.05),
        event_fill("post_cost", """json_object('to', 'Payee ' || i % 999)""", share=0.25),
        Fill(
            "ledger_line",
            {
                "id": "i", "seq": "1 + (i - 1) / 4", "event_id": "1 + (i - 1) / 4",
                "account_id": "1 + i * 7919 % ({cases} * 5)", "on_date": DAY, "minor": _MINOR,
                "currency": "'EUR'", "kind": "iif(i % 2 = 0, 'costs', 'bank')",
                "case_id": CASE_ID, "case_reference": _AR.format(id=CASE_ID),
                "detail": "'Payee ' || i % 999",
                "asset_reference": "printf('AMO-2025-%07d', i * 7919 % ({cases} * 20))",
            },
        ),
    ),
    ("on", "account", "asset", "entry"),
    (
        (Filter("kind", "=", "costs"),),
        (Filter("asset", "=", "AMO-2025-0000019"),),
        (Filter("case", "=", "AR-2025-000002"),),
        (Filter("on", ">=", "2025-03-01"),),
        (Filter("kind", "=", "bank"), Filter("on", "<=", "2025-03-01")),
    ),
    ("on", True),
)  # fmt: skip
RECEIPTS = FurtherList(
    "receipts",
    (
        Fill(
            "receipt_row",
            {
                "event_id": "i", "case_id": f"iif(i % 3 = 0, {CASE_ID}, NULL)",
                "reference": "printf('RC-2026-%07d', i)",
                "account": "'MT84MALT0110000' || (i % 12)", "on_date": DAY, "value_on": DAY,
                "amount_minor": _MINOR, "left_minor": f"iif(i % 3 = 0, 0, {_MINOR})",
                "currency": _CURRENCY, "payer_reference": "'P' || i * 7919 % 1000003",
                "bank_reference": "'B' || i", "counterparty": "'Payer ' || (i * 31 % 99991)",
                "text": "'Transfer no. ' || i", "statement": "'ST-2026-' || (i / 100)",
                "state": "iif(i % 3 = 0, 'matched', iif(i % 3 = 1, 'open', 'partly'))",
            },
        ),
    ),
    ("on", "reference", "left", "age", "state"),
    (
        (Filter("state", "=", "open"),),
        (Filter("state", "in", ("open", "partly", "waiting")),),
        (Filter("age_class", "=", "over_365_days"),),
        (Filter("account", "=", "MT84MALT01100007"),),
        (Filter("on", ">=", "2025-03-01"),),
    ),
    ("on", False),
)  # fmt: skip
INVOICES = FurtherList(
    "invoices",
    (
        Fill(
            "invoice",
            {
                "id": "i", "reference": "printf('INV-2026-%07d', i)",
                "supplier": "'Keeper ' || (i * 31 % 9973)",
                "supplier_key": "'keeper ' || (i * 31 % 9973)", "number": "'No. ' || i",
                "number_key": "'no' || i", "on_date": DAY, "from_date": DAY, "to_date": DAY,
                "due_on": f"date({DAY}, '+30 days')", "amount_minor": _MINOR,
                "amount_currency": _CURRENCY, "difference_minor": "iif(i % 9 = 0, i % 991, 0)",
                "difference_currency": _CURRENCY, "wrong": "iif(i % 9 = 0, 1 + i % 4, 0)",
                "state": "iif(i % 4 = 0, 'paid', iif(i % 4 = 1, 'received',"
                         " iif(i % 4 = 2, 'certified', 'disputed')))",
                "recorded_on": DAY, "recorded_by": "1", "documents": "'[]'",
            },
        ),
        Fill(
            "invoice_line",
            {
                "id": "i", "invoice_id": "i", "place": "1", "part": "0", "case_id": CASE_ID,
                "category": "'storage'", "amount_minor": _MINOR, "amount_currency": _CURRENCY,
                "from_date": DAY, "to_date": DAY, "findings": "'[]'", "state": "'open'",
            },
        ),
    ),
    ("on", "reference", "supplier", "number", "age", "amount", "state", "wrong", "difference",
     "due"),
    (
        (Filter("supplier", "contains", "keeper 77"),),
        (Filter("state", "=", "certified"),),
        (Filter("wrong", ">=", "1"),),
        (Filter("on", ">=", "2025-03-01"),),
        (Filter("age", ">=", "600"),),
        (Filter("number", "contains", "777"),),
    ),
    ("on", True),
)  # fmt: skip
VICTIMS = FurtherList(
    "victims",
    (
        Fill(
            "victim",
            {
                "id": "i", "reference": "printf('VIC-2026-%07d', i)",
                "case_id": "1 + (i / 1000) * 31 % {cases}",
                "victim_list": "'VL-2026-' || (i / 1000)",
                "name": "'Victim ' || (i * 7919 % 1000003)", "loss_minor": _MINOR,
                "loss_currency": "'EUR'", "on_date": DAY,
                "state": "iif(i % 3 = 0, 'admitted', iif(i % 3 = 1, 'claimed', 'recorded'))",
                "claim_by": f"iif(i % 2 = 0, {DAY}, NULL)",
                "admitted_minor": f"iif(i % 3 = 0, {_MINOR}, NULL)",
                "admitted_currency": "iif(i % 3 = 0, 'EUR', NULL)",
            },
        ),
        event_fill("allocate_proceeds", "'{{}}'".replace("{{}}", "{}"), share=0.001),
        Fill(
            "victim_share",
            {
                "id": "i", "event_id": "1 + i % ({cases} / 10 + 1)", "victim_id": "i * 2",
                "amount_minor": _MINOR, "amount_currency": "'EUR'",
            },
            0.5,
        ),
    ),
    ("reference", "name", "claim_by", "victim_list"),
    (
        (Filter("victim_list", "=", "VL-2026-2"),),
        (Filter("case", "=", "AR-2025-000032"),),
        (Filter("name", "contains", "tim 777"),),
        (Filter("state", "=", "admitted"),),
        (Filter("claim_by", "<=", "2025-03-01"),),
    ),
    ("reference", False),
)  # fmt: skip
_PLACES = tuple(f"ST-{number}" for number in range(1, 11))
CONTENTS = FurtherList(
    "contents",
    (
        _ASSETS,
        Fill(
            "stay",
            {
                "id": "i", "asset_id": "i", "reference": _AMO, "storage": "'ST-' || (i % 100)",
                "since": DAY, "until": f"iif(i % 20 = 0, {DAY}, NULL)",
            },
        ),
    ),
    ("reference", "since", "case"),
    (
        (Filter("storage", "in", ("ST-7",)),),
        (Filter("storage", "in", _PLACES),),
        (Filter("storage", "in", tuple(f"ST-{number}" for number in range(100))),),
        (Filter("since", ">=", "2025-03-01"),),
        (Filter("description", "contains", "ing 777"),),
    ),
    ("reference", False),
)  # fmt: skip
CONTRACTS = FurtherList(
    "contracts",
    (
        event_fill(
            "record_contract",
            "json_object('kind', iif(i % 3 = 0, 'lease', 'storage'), 'from', "
            f"{DAY}, 'to', iif(i % 5 = 0, NULL, date({DAY}, '+500 days')),"
            " 'party', 'PT-' || (i * 31 % 9973))",
            "json_object('contract', printf('CON-2026-%07d', i), 'party_name',"
            " 'Firm ' || (i * 31 % 9973))",
        ),
        event_fill(
            "end_contract", "'{{}}'".replace("{{}}", "{}"), share=0.1,
            id="i + {cases} * 100", reference="'EV-' || (i * 10) || '/end'",
        ),
        Fill("asset", {
            "id": "i", "reference": _AMO, "case_id": CASE_ID, "number": "i",
            "type_code": "'ART'", "description": "'Thing'", "quantity": "'1'", "unit": "'piece'",
            "grounds": "'[]'", "flags": "'[]'", "components": "'[]'", "registered_on": DAY,
        }, 0.1),
        Fill(
            "event_asset",
            {"id": "i", "event_id": "i", "asset_id": "1 + i * 7919 % ({cases} * 10)"},
        ),
    ),
    ("until",),
    (
        (Filter("state", "=", "expired"),),
        (Filter("kind", "=", "lease"),),
        (Filter("until", "<=", "2025-12-01"),),
        (Filter("case", "=", "AR-2025-000002"),),
    ),
    ("until", False),
)  # fmt: skip
REUSES = FurtherList(
    "reuses",
    (
        _ASSETS,
        event_fill(
            "follow_up_reuse",
            "json_object('finding', iif(i % 3 = 0, 'breach', 'in_order'))",
            share=0.3,
        ),
        Fill("event_asset", {"id": "i", "event_id": "i", "asset_id": "i * 3"}, 0.3),
        Fill(
            "agenda",
            {
                "id": "i", "case_id": CASE_ID, "asset_id": "i * 4",
                "code": "iif(i % 9 = 0, 'reuse_breach', 'reuse_visit')",
                "record": "printf('AMO-2025-%07d', i * 4)", "title": "'Visit'", "due": DAY,
                "started": DAY, "hard": "0",
            },
            0.25,
        ),
    ),
    ("reference", "description", "case"),
    (
        (Filter("management", "=", "donated"),),
        (Filter("finding", "=", "breach"),),
        (Filter("next_visit", "<=", "2025-03-01"),),
        (Filter("case", "=", "AR-2025-000002"),),
    ),
    ("reference", False),
)  # fmt: skip
DEADLINES = FurtherList(
    "deadlines",
    (
        Fill(
            "agenda",
            {
                "id": "i", "case_id": CASE_ID, "asset_id": "i",
                "code": "iif(i % 9 = 0, 'value_erosion', iif(i % 9 = 1, 'revaluation',"
                        " 'deadline'))",
                "record": _AMO, "title": "'Something is due'", "due": DAY, "hard": "i % 2",
                "responsible": "iif(i % 5 = 0, 'bench', NULL)",
            },
        ),
    ),
    ("due",),
    (
        (Filter("code", "in",
                ("first_valuation", "revaluation", "valuation", "valuation_report")),),
        (Filter("code", "=", "value_erosion"),),
        (Filter("state", "=", "late"),),
        (Filter("due", "<=", "2025-03-01"),),
    ),
    ("due", False),
)  # fmt: skip
LISTS: tuple[FurtherList, ...] = (
    ACCOUNTS, LEDGER, RECEIPTS, INVOICES, VICTIMS, CONTENTS, CONTRACTS, REUSES, DEADLINES,
)  # fmt: skip


def fill(connection: Any, wanted: FurtherList, rows: int) -> None:
    """Fill a list with so many rows; its indexes are made afterwards, as in any office."""
    fill_tables(connection, (CASES, *wanted.fills), rows)


def fill_tables(connection: Any, fills: Sequence[Fill], rows: int) -> None:
    """Fill tables for a list of so many rows; their indexes are made afterwards."""
    again = set_aside(connection, tuple(dict.fromkeys(one.table for one in fills)))
    for one in fills:
        connection.execute(one.statement(rows))
    for statement in again:
        connection.execute(statement)


def set_aside(connection: Any, tables: Sequence[str]) -> list[str]:
    """Drop indexes and the search's triggers of tables to be filled; what makes them anew."""
    marks = ", ".join("?" * len(tables))
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND ("
        f"type = 'index' AND tbl_name IN ({marks})"
        " OR name IN ('search_document_added', 'asset_row_added'))",
        tuple(tables),
    ).fetchall()
    for kind, name, _sql in found:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _kind, _name, sql in found]
