"""A ledger of so many postings: incomes and receipts in bulk, with journal, lines and sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from asset_recovery.cli.bench.filling import Copier
from asset_recovery.cli.bench.seeds import BENCH_DAY
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.ledger_words import detail_of

_AT_ONCE = 500  # events of one entry of the journal
_DAYS = 1_000
_WAITING = 20  # one event in so many is a receipt that nobody identified
_ACCOUNT = "BENCH-EUR"
_MOVED = """
    CREATE TEMP TABLE moved AS
    SELECT e.id AS event_id, e.effective_seq AS seq, e.effective_on AS on_date,
        e.amount_minor AS minor, e.amount_currency AS currency, coalesce(e.case_id, 0) AS case_id,
        coalesce(c.reference, '') AS case_reference, coalesce(a.reference, '') AS asset,
        detail_of(e.data) AS detail,
        e.action AS action, coalesce(e.reference, '') AS reference
    FROM event AS e LEFT JOIN event_asset AS x ON x.event_id = e.id
    LEFT JOIN asset AS a ON a.id = x.asset_id LEFT JOIN case_record AS c ON c.id = e.case_id
    WHERE e.action IN ('post_cost', 'post_income', 'receive_money')
        AND e.id > (SELECT coalesce(max(event_id), 0) FROM ledger_line)
"""
_SIDES = (
    # action, kind, holder, whether an account of its own in each case, sign, asset of the line
    ("post_cost", "asset", "asset", True, 1),
    ("post_cost", "advances", "case_reference", True, -1),
    ("post_income", "outside", "'Central store'", True, 1),
    ("post_income", "asset", "asset", True, -1),
    ("receive_money", "bank", f"'{_ACCOUNT}'", False, 1),
    ("receive_money", "unidentified", "reference", False, -1),
)
_SUMS = (
    "DELETE FROM ledger_day",
    "INSERT INTO ledger_day SELECT account_id, on_date,"
    " sum(CASE WHEN minor > 0 THEN minor ELSE 0 END),"
    " sum(CASE WHEN minor < 0 THEN -minor ELSE 0 END), count(*)"
    " FROM ledger_line GROUP BY account_id, on_date",
    "UPDATE ledger_account SET debit = s.debit, credit = s.credit, lines = s.lines,"
    " first_on = s.first_on FROM (SELECT account_id, sum(debit) AS debit, sum(credit) AS credit,"
    " sum(lines) AS lines, min(on_date) AS first_on FROM ledger_day GROUP BY account_id) AS s"
    " WHERE s.account_id = ledger_account.id",
    "DELETE FROM ledger_total",
    "INSERT INTO ledger_total SELECT kind, currency, sum(debit), sum(credit), sum(lines)"
    " FROM ledger_account GROUP BY kind, currency",
    "DELETE FROM ledger_open",
    "INSERT INTO ledger_open SELECT first_on, currency, sum(credit - debit), count(*)"
    " FROM ledger_account WHERE kind = 'unidentified' AND credit <> debit"
    " GROUP BY first_on, currency",
)


def post_in_bulk(connection: Any, copier: Copier, author: int, wanted: int) -> None:  # noqa: ANN401
    """So many more events: incomes of assets in turn, and receipts that wait."""
    assets = connection.execute(
        "SELECT a.id, a.reference, a.case_id, c.reference FROM asset AS a"
        " JOIN case_record AS c ON c.id = a.case_id"
        " WHERE c.sealed = 0 AND a.id IN (SELECT x.asset_id FROM event_asset AS x"
        " JOIN event AS e ON e.id = x.event_id WHERE e.action = 'post_cost') AND a.id NOT IN"
        " (SELECT asset_id FROM agenda WHERE code = 'value_erosion' AND asset_id IS NOT NULL)"
        " ORDER BY a.id"
    ).fetchall()
    if wanted:
        copier.add("bank_account", [_account(connection)])
    for chunk in _chunks(wanted):
        copier.add_events([_event(assets[n % len(assets)], n, author) for n in chunk])
    copier.finish()


def fill_lines(connection: Any) -> None:  # noqa: ANN401 - the driver's connection
    """The lines of every cost and receipt that has none yet, then all sums anew."""
    connection.create_function("detail_of", 1, detail_of)
    connection.execute(_MOVED)
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'ledger_line'"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f"DROP INDEX {name}")
    for action, kind, holder, by_case, sign in _SIDES:
        case, own = ("case_id", "m.case_id") if by_case else ("0", "0")
        connection.execute(
            "INSERT INTO ledger_account (kind, holder, case_id, currency, debit, credit, lines,"
            f" first_on) SELECT '{kind}', {holder}, {case}, currency, 0, 0, 0, min(on_date)"
            f" FROM moved WHERE action = '{action}' GROUP BY 1, 2, 3, 4"
            " ON CONFLICT DO NOTHING"
        )
        connection.execute(
            "INSERT INTO ledger_line (seq, event_id, account_id, on_date, minor, currency, kind,"
            " case_id, case_reference, asset_reference, detail)"
            f" SELECT m.seq, m.event_id, a.id, m.on_date, {sign} * m.minor, m.currency, a.kind,"
            " m.case_id, m.case_reference, m.asset, m.detail FROM moved AS m"
            f" JOIN ledger_account AS a ON a.kind = '{kind}' AND a.holder = {holder}"
            f" AND a.case_id = {own} AND a.currency = m.currency WHERE m.action = '{action}'"
            " ORDER BY m.event_id"
        )
    connection.execute(
        "INSERT OR IGNORE INTO receipt_row (event_id, reference, account, on_date, amount_minor,"
        " left_minor, currency, payer_reference, state) SELECT e.id, e.reference,"
        " json_extract(e.data, '$.account'), e.on_date, e.amount_minor, e.amount_minor,"
        " e.amount_currency, json_extract(e.data, '$.reference'), 'open' FROM event AS e"
        " JOIN moved AS m ON m.event_id = e.id WHERE e.action = 'receive_money'"
    )
    connection.execute("DROP TABLE moved")
    for _name, statement in indexes:
        connection.execute(statement)
    for statement in _SUMS:
        connection.execute(statement)


def _chunks(wanted: int) -> Iterator[range]:
    for first in range(0, wanted, _AT_ONCE):
        yield range(first, min(first + _AT_ONCE, wanted))


def _account(connection: Any) -> dict[str, Any]:  # noqa: ANN401
    last = connection.execute("SELECT coalesce(max(id), 0) FROM bank_account").fetchone()[0]
    empty = dict.fromkeys((column.name for column in t.bank_account.columns), None)
    return {
        **empty, "id": last + 1, "reference": _ACCOUNT, "kind": "escrow", "currency": "EUR",
        "opened_on": BENCH_DAY.isoformat(), "incomplete": 0, "version": 1,
    }  # fmt: skip


def _event(asset: tuple[Any, ...], number: int, author: int) -> tuple[dict[str, Any], int | None]:
    """The row of an event without its keys, and the asset that it names."""
    on = (BENCH_DAY - timedelta(days=number * 7 % _DAYS)).isoformat()
    minor = 1_000 + number * 7_919 % 900_000
    amount = {"amount": f"{minor // 100}.{minor % 100:02d}", "currency": "EUR"}
    waits = number % _WAITING == 0
    data: dict[str, Any] = {"amount": amount, "on": on}
    if waits:
        data |= {"account": _ACCOUNT, "reference": f"transfer {number}"}
    else:
        data |= {"asset": asset[1], "category": "rent", "counterparty": "Central store"}
    empty = dict.fromkeys((column.name for column in t.event.columns), None)
    row = {
        **empty,
        "action": "receive_money" if waits else "post_income",
        "case_id": None if waits else asset[2],
        "reference": f"{'RC' if waits else 'PO'}-BENCH-{number:08d}",
        "on_date": on, "status": "in_effect", "effective_on": on, "author_id": author,
        "recorded_at": f"{BENCH_DAY.isoformat()}T09:00:00Z", "data": canonical(data),
        "facts": "{}" if waits else canonical({"law": "generic"}), "irregular": "[]",
        "warnings": "[]", "late": 0, "amount_minor": minor, "amount_currency": "EUR", "version": 1,
    }  # fmt: skip
    return row, None if waits else int(asset[0])
