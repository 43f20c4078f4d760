"""Verification of the ledger: what events give, what lines say, what is summed up of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ledger.rules import NotBalanced
from asset_recovery.persistence.ledger_keeping import (
    CASE_KEY,
    CASE_NAME,
    DATA,
    EVENT_KEY,
    by_case,
    day_of,
    entries,
    expected,
)
from asset_recovery.persistence.ledger_words import detail_of
from asset_recovery.persistence.verify import Finding

_AT_ONCE = 500
_UNBALANCED = (
    "SELECT event_id, seq, currency, sum(minor) FROM ledger_line"
    " GROUP BY event_id, seq, currency HAVING sum(minor) <> 0"
)
_KEPT = (
    "SELECT a.kind, a.holder, a.case_id, a.currency, l.minor, l.on_date, l.currency, l.kind,"
    " l.case_id, l.case_reference, l.asset_reference, l.detail, l.id"
    " FROM ledger_line AS l LEFT JOIN ledger_account AS a ON a.id = l.account_id"
    " WHERE l.event_id = ? AND l.seq = ?"
)
_STRAY = (
    "SELECT l.id FROM ledger_line AS l LEFT JOIN event AS e ON e.id = l.event_id"
    " WHERE e.id IS NULL OR (l.seq IS NOT e.effective_seq AND l.seq IS NOT e.ended_seq)"
)
_ORDER = "SELECT coalesce(max(id), 0), count(*) FROM ledger_line"
_DEBIT = "sum(CASE WHEN l.minor > 0 THEN l.minor ELSE 0 END)"
_CREDIT = "sum(CASE WHEN l.minor < 0 THEN -l.minor ELSE 0 END)"
_SUMS: Mapping[str, tuple[str, str]] = {
    "ledger_account": (
        "SELECT id, debit, credit, lines, first_on FROM ledger_account",
        f"SELECT l.account_id, {_DEBIT}, {_CREDIT}, count(*), min(l.on_date)"
        " FROM ledger_line AS l GROUP BY l.account_id",
    ),
    "ledger_day": (
        "SELECT account_id || ' ' || on_date, debit, credit, lines FROM ledger_day",
        f"SELECT l.account_id || ' ' || l.on_date, {_DEBIT}, {_CREDIT}, count(*)"
        " FROM ledger_line AS l GROUP BY l.account_id, l.on_date",
    ),
    "ledger_total": (
        "SELECT kind || ' ' || currency, debit, credit, lines FROM ledger_total",
        f"SELECT l.kind || ' ' || l.currency, {_DEBIT}, {_CREDIT}, count(*)"
        " FROM ledger_line AS l GROUP BY l.kind, l.currency",
    ),
    "ledger_open": (
        "SELECT on_date || ' ' || currency, minor, receipts FROM ledger_open"
        " WHERE minor <> 0 OR receipts <> 0",
        "SELECT first_on || ' ' || currency, sum(credit - debit), count(*) FROM ledger_account"
        " WHERE kind = 'unidentified' AND credit <> debit GROUP BY first_on, currency",
    ),
}
_BANKS = (
    "SELECT e.action, json_extract(e.data, '$.account'), e.amount_currency, sum(e.amount_minor)"
    " FROM event AS e WHERE e.action IN ('receive_money', 'pay_out', 'refund_surplus')"
    " AND e.effective_seq IS NOT NULL AND e.ended_seq IS NULL AND e.amount_minor <> 0"
    " GROUP BY 1, 2, 3"
)
_ON_BANKS = (
    "SELECT e.action, a.holder, l.currency, abs(sum(l.minor)) FROM event AS e"
    " JOIN ledger_line AS l ON l.event_id = e.id JOIN ledger_account AS a ON a.id = l.account_id"
    " WHERE e.action IN ('receive_money', 'pay_out', 'refund_surplus') AND l.kind = 'bank'"
    " GROUP BY 1, 2, 3 HAVING sum(l.minor) <> 0"
)


def verify_ledger(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Every entry adds up to zero and says what its event gives; every sum is that of its lines."""
    raw: Any = connection.connection.driver_connection
    for event, seq, currency, minor in raw.execute(_UNBALANCED):
        text = f"The lines of event {event} in entry {seq} are out by {minor} of {currency}."
        yield Finding(f"ledger_line of event {event}", "ledger_unbalanced", text)
    yield from _entries(raw, progress or SilentProgress())
    for table, (kept, right) in _SUMS.items():
        yield from _compare(table, raw.execute(kept), raw.execute(right))
    yield from _compare("ledger_account bank", raw.execute(_ON_BANKS), raw.execute(_BANKS), key=3)


def _entries(raw: Any, progress: Progress) -> Iterator[Finding]:  # noqa: ANN401
    right = 0
    for number, (row, seq) in enumerate(entries(raw)):
        if number % _AT_ONCE == 0:
            progress.step(number, 0, _("Working out the ledger"))
        kept = Counter(tuple(line[:-1]) for line in raw.execute(_KEPT, (row[EVENT_KEY], seq)))
        try:
            wanted = Counter(_wanted(raw, row, seq))
        except (ValueError, LookupError, TypeError, NotBalanced) as error:
            text = f"What the event gives cannot be worked out ({type(error).__name__})."
            yield Finding(f"ledger_line of event {row[EVENT_KEY]}", "derived_unknown", text)
            continue
        right += sum(wanted.values())
        if kept != wanted:
            yield from _differs(int(row[EVENT_KEY]), kept, wanted)
    last, count = raw.execute(_ORDER).fetchone()
    for (key,) in raw.execute(_STRAY):
        yield Finding(f"ledger_line {key}", "derived_wrong", "No event gives this line.")
    if count != right or last != count:
        text = f"There are {count} lines up to {last}; the events give {right}."
        yield Finding("ledger_line", "derived_wrong", text)


def _wanted(raw: Any, row: Any, seq: int) -> Iterator[tuple[object, ...]]:  # noqa: ANN401
    case, name = int(row[CASE_KEY]), str(row[CASE_NAME] or "")
    on, detail = day_of(row, seq), detail_of(str(row[DATA]))
    for line in expected(raw, row, seq):
        own = case if by_case(line.kind) else 0
        account = (line.kind, line.holder, own, line.currency)
        said = (line.minor, on, line.currency, line.kind, case, name, line.asset, detail)
        yield (*account, *said)


def _differs(
    event: int, kept: Counter[tuple[object, ...]], wanted: Counter[tuple[object, ...]]
) -> Iterator[Finding]:
    """Where the lines are right by themselves, they or the account they name may be wrong."""
    missing = [_said(line) for line in (wanted - kept)]
    beside = [_said(line) for line in (kept - wanted)]
    same_lines = Counter(line[4:] for line in kept.elements()) == Counter(
        line[4:] for line in wanted.elements()
    )
    places = ("ledger_line", "ledger_account") if same_lines else ("ledger_line",)
    says, gives = ", ".join(beside) or "nothing", ", ".join(missing) or "nothing more"
    text = f"It says {says}; the event gives {gives}."
    for place in places:
        yield Finding(f"{place} of event {event}", "derived_wrong", text)


def _said(line: Sequence[object]) -> str:
    return f"{line[0]}:{line[1]} {line[4]} {line[3]}"


def _compare(
    place: str,
    kept: Any,
    right: Any,
    *,
    key: int = 1,  # noqa: ANN401 - cursors of the driver
) -> Iterator[Finding]:
    """Rows of a table of sums against what the lines add up to, by the first columns."""
    left = {tuple(row[:key]): tuple(row[key:]) for row in right}
    for row in kept:
        name, says = tuple(row[:key]), tuple(row[key:])
        wanted = left.pop(name, None)
        if says != wanted:
            text = f"It says {says}; its lines come to {wanted or 'nothing'}."
            yield Finding(f"{place} {' '.join(map(str, name))}", "derived_wrong", text)
    for name, wanted in left.items():
        text = f"{wanted} is missing."
        yield Finding(f"{place} {' '.join(map(str, name))}", "derived_wrong", text)
