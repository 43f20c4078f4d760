"""The ledger is written with the event that moves money, in the same transaction.

Lines are only ever added. What is summed up beside them (accounts, days, totals, open receipts)
follows each line; `verify` adds it up anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asset_recovery.domain.code_lists import code_list
from asset_recovery.lifecycle.ledger.entry import Line, reversed_lines, without_zero
from asset_recovery.lifecycle.ledger.rules import RULES, lines_of
from asset_recovery.persistence.ledger_books import EVENT, KeptBooks, told
from asset_recovery.persistence.ledger_words import detail_of

QUEUE = "unidentified"
EVENT_KEY, DATA, CASE_NAME, CASE_KEY = 0, 2, 5, 14  # columns of `EVENT`
_ACTION, _EFFECTIVE, _ON, _ENDED, _ENDED_ON = 1, 10, 11, 12, 13
_ONE = f"{EVENT} WHERE e.id = ?"
_MOVES = ", ".join(f"'{name}'" for name in sorted(RULES))
_ALL = f"""
    {EVENT.replace(" FROM event AS e", ", entry.at FROM event AS e", 1)} JOIN (
        SELECT id AS event_id, effective_seq AS at FROM event
        WHERE effective_seq IS NOT NULL AND action IN ({_MOVES})
        UNION ALL SELECT id, ended_seq FROM event
        WHERE effective_seq IS NOT NULL AND ended_seq > effective_seq AND action IN ({_MOVES})
    ) AS entry ON entry.event_id = e.id ORDER BY entry.at, e.id
"""
_FIND = (
    "SELECT id FROM ledger_account WHERE kind = ? AND holder = ? AND case_id = ? AND currency = ?"
)
_OPEN = (
    "INSERT INTO ledger_account (kind, holder, case_id, currency, debit, credit, lines, first_on)"
    " VALUES (?, ?, ?, ?, 0, 0, 0, ?)"
)
_ADD = (
    "INSERT INTO ledger_line (seq, event_id, account_id, on_date, minor, currency, kind, case_id,"
    " case_reference, asset_reference, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ACCOUNT = (
    "UPDATE ledger_account SET debit = debit + ?, credit = credit + ?, lines = lines + 1,"
    " first_on = min(first_on, ?) WHERE id = ?"
)
_DAY = (
    "INSERT INTO ledger_day (account_id, on_date, debit, credit, lines) VALUES (?, ?, ?, ?, 1)"
    " ON CONFLICT (account_id, on_date) DO UPDATE SET debit = debit + excluded.debit,"
    " credit = credit + excluded.credit, lines = lines + 1"
)
_TOTAL = (
    "INSERT INTO ledger_total (kind, currency, debit, credit, lines) VALUES (?, ?, ?, ?, 1)"
    " ON CONFLICT (kind, currency) DO UPDATE SET debit = debit + excluded.debit,"
    " credit = credit + excluded.credit, lines = lines + 1"
)
_QUEUE = "SELECT first_on, credit - debit FROM ledger_account WHERE id = ?"
_WAITING = (
    "INSERT INTO ledger_open (on_date, currency, minor, receipts) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (on_date, currency) DO UPDATE SET minor = minor + excluded.minor,"
    " receipts = receipts + excluded.receipts"
)


def keep_ledger(raw: Any, changed: Iterable[Sequence[object]], seq: int) -> None:  # noqa: ANN401
    """Write the lines of every event that took effect, or ended, with this entry of the journal.

    `changed` are the changes of the entry: table, key, before, after.
    """
    keys = sorted({int(str(one[1])) for one in changed if one[0] == "event"})
    for key in keys:
        row = raw.execute(_ONE, (key,)).fetchone()
        if row is not None and row[_ACTION] in RULES:
            _enter(raw, row, seq)


def fill_ledger(raw: Any) -> None:  # noqa: ANN401 - the driver's connection
    """Write the whole ledger of an office that has none yet, in the order of its journal."""
    if raw.execute("SELECT 1 FROM ledger_line LIMIT 1").fetchone() is not None:
        return
    for row, seq in entries(raw):
        _enter(raw, row, seq)


def entries(raw: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    """Every event that moves money with the entry in which it took effect, then where it ended."""
    for row in raw.execute(_ALL):
        yield row[:-1], int(row[-1])


def expected(raw: Any, row: Any, seq: int) -> list[Line]:  # noqa: ANN401
    """The lines that an event gives in an entry, by what stands in the books before it."""
    key = int(row[EVENT_KEY])
    books = KeptBooks(raw, seq, key)
    if row[_EFFECTIVE] == seq:
        return lines_of(told(raw, row), books)
    if row[_ENDED] == seq and row[_EFFECTIVE] is not None:
        return reversed_lines(without_zero(books.lines_of(key)))
    return []


def _enter(raw: Any, row: Any, seq: int) -> None:  # noqa: ANN401
    lines = expected(raw, row, seq)
    if not lines:
        return
    entry = _Entry(
        seq=seq,
        event=int(row[EVENT_KEY]),
        on=day_of(row, seq),
        case=(int(row[CASE_KEY]), str(row[CASE_NAME] or "")),
        detail=detail_of(str(row[DATA])),
    )
    for line in lines:
        _write(raw, line, entry)


def day_of(row: Any, seq: int) -> str:  # noqa: ANN401 - a row of the driver
    """The day (ISO) on which an entry counts: when the event took effect, or when it ended."""
    return str(row[_ON] if row[_EFFECTIVE] == seq else row[_ENDED_ON])


@dataclass(frozen=True, slots=True)
class _Entry:
    """What all lines of an event say in an entry of the journal."""

    seq: int
    event: int
    on: str
    case: tuple[int, str]
    detail: str


def _write(raw: Any, line: Line, entry: _Entry) -> None:  # noqa: ANN401
    on = entry.on
    account = _account(raw, line, entry.case[0], on)
    debit, credit = max(line.minor, 0), max(-line.minor, 0)
    before = _waiting(raw, account) if line.kind == QUEUE else None
    raw.execute(
        _ADD,
        (
            entry.seq, entry.event, account, on, line.minor, line.currency, line.kind, *entry.case,
            line.asset, entry.detail,
        ),
    )  # fmt: skip
    raw.execute(_ACCOUNT, (debit, credit, on, account))
    raw.execute(_DAY, (account, on, debit, credit))
    raw.execute(_TOTAL, (line.kind, line.currency, debit, credit))
    if before is not None:
        _queue(raw, account, line.currency, before)


def _account(raw: Any, line: Line, case: int, on: str) -> int:  # noqa: ANN401
    key = (line.kind, line.holder, case if by_case(line.kind) else 0, line.currency)
    found = raw.execute(_FIND, key).fetchone()
    if found is not None:
        return int(found[0])
    return int(raw.execute(_OPEN, (*key, on)).lastrowid)


def by_case(kind: str) -> bool:
    """Whether a kind of account is an account of its own in each case."""
    found = code_list("ledger_accounts").codes.get(kind)
    return bool(found and found.more.get("by_case"))


def _waiting(raw: Any, account: int) -> tuple[str, int]:  # noqa: ANN401
    on, left = raw.execute(_QUEUE, (account,)).fetchone()
    return str(on), int(left)


def _queue(raw: Any, account: int, currency: str, before: tuple[str, int]) -> None:  # noqa: ANN401
    """What still waits to be identified, by the day on which it came."""
    on, left = _waiting(raw, account)
    if before[1]:
        raw.execute(_WAITING, (before[0], currency, -before[1], -1))
    if left:
        raw.execute(_WAITING, (on, currency, left, 1))
