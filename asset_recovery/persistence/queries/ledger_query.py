"""Totals, statements and ages of the ledger as SQL, read from sums that are kept beside lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.ledger_facts import StatementLine
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import View
from asset_recovery.persistence.access_sql import HIDDEN_CASES, Access, Execute, hides_cases
from asset_recovery.persistence.queries.wanted import After
from asset_recovery.persistence.rows import Row

FIRST, LAST = "0001-01-01", "9999-12-31"
_TOTALS = "SELECT kind, currency, debit, credit, lines FROM ledger_total ORDER BY kind, currency"
_HIDDEN = (
    "SELECT kind, currency, sum(debit), sum(credit), sum(lines) FROM ledger_account"
    f" WHERE case_id IN ({HIDDEN_CASES}) GROUP BY kind, currency"
)
_AGED = (
    "SELECT currency, sum(receipts), sum(minor) FROM ledger_open"
    " WHERE on_date BETWEEN :first AND :last GROUP BY currency"
)
_ACCOUNTS = (
    "SELECT a.id, a.kind, a.holder, c.reference, a.currency, a.debit, a.credit, a.lines, a.first_on"
    " FROM ledger_account AS a LEFT JOIN case_record AS c ON c.id = a.case_id"
)
_OPENING = (
    "SELECT sum(debit) - sum(credit) FROM ledger_day WHERE account_id IN ({ids}) AND on_date < :day"
)
_TURNOVER = (
    "SELECT sum(debit), sum(credit), sum(lines) FROM ledger_day"
    " WHERE account_id IN ({ids}) AND on_date BETWEEN :first AND :last"
)
_PAGE = (
    "SELECT l.id, l.on_date, l.minor, e.action, coalesce(e.reference, ''), l.detail,"
    f" l.case_reference, l.asset_reference, l.seq, l.case_id IN ({HIDDEN_CASES}) FROM ("
    "SELECT id FROM ledger_line WHERE account_id IN ({ids})"
    " AND on_date BETWEEN :first AND :last{beyond}"
    " ORDER BY on_date {way}, id {way} LIMIT :size OFFSET :skip"
    ") AS wanted JOIN ledger_line AS l ON l.id = wanted.id JOIN event AS e ON e.id = l.event_id"
    " ORDER BY l.on_date, l.id"
)
_BEFORE = (
    "SELECT coalesce((SELECT sum(debit) - sum(credit) FROM ledger_day"
    " WHERE account_id IN ({ids}) AND on_date < :day), 0)"
    " + coalesce((SELECT sum(minor) FROM ledger_line"
    " WHERE account_id IN ({ids}) AND on_date = :day AND id < :key), 0)"
)


def totals(execute: Execute, access: Access) -> list[tuple[str, str, int, int, int]]:
    """(kind, currency, debit, credit, lines) of all accounts, in minor units.

    Accounts of cases that the user must not know of stand together under an empty kind, so that
    the rest still adds up with the bank.
    """
    if not access.sees:
        return []
    rows = [(str(r[0]), str(r[1]), _n(r[2]), _n(r[3]), _n(r[4])) for r in execute(_TOTALS, {})]
    if not hides_cases(execute, access):
        return rows
    hidden = {
        (str(row[0]), str(row[1])): (_n(row[2]), _n(row[3]), _n(row[4]))
        for row in execute(_HIDDEN, access.parameters)
    }
    shown, beside = [], dict[str, tuple[int, int, int]]()
    for kind, currency, debit, credit, lines in rows:
        less = hidden.get((kind, currency), (0, 0, 0))
        left = (debit - less[0], credit - less[1], lines - less[2])
        if left[2]:
            shown.append((kind, currency, *left))
        known = beside.get(currency, (0, 0, 0))
        beside[currency] = (known[0] + less[0], known[1] + less[1], known[2] + less[2])
    return [*shown, *(("", currency, *one) for currency, one in beside.items() if one[2])]


def _n(value: Any) -> int:  # noqa: ANN401 - a value of the driver
    return int(value or 0)


def waiting(execute: Execute, first: date | None, last: date) -> list[tuple[str, int, int]]:
    """(currency, receipts, minor units) of the receipts of these days that nobody identified."""
    days = {"first": FIRST if first is None else first.isoformat(), "last": last.isoformat()}
    return [(str(row[0]), _n(row[1]), _n(row[2])) for row in execute(_AGED, days)]


def accounts_of(
    execute: Execute, access: Access, holds: str, values: dict[str, object]
) -> list[Row]:
    """The accounts for which `holds` (SQL over `a` and `c`) is true and that the user may know."""
    text = (
        f"{_ACCOUNTS} WHERE {holds} AND a.case_id NOT IN ({HIDDEN_CASES}) ORDER BY a.currency, a.id"
    )
    names = ("id", "kind", "holder", "case", "currency", "debit", "credit", "lines", "first_on")
    if not access.sees:
        return []
    rows = execute(text, {**access.parameters, **values})
    return [dict(zip(names, row, strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Period:
    """Accounts (keys) over a period (ISO days, both included), in one currency."""

    accounts: tuple[int, ...]
    currency: str
    first: str = FIRST
    last: str = LAST

    @property
    def ids(self) -> str:
        """The keys as SQL; they are numbers of ours."""
        return ", ".join(map(str, self.accounts))

    def days(self) -> dict[str, object]:
        """The values that the texts ask for."""
        return {"first": self.first, "last": self.last}


def opening(execute: Execute, period: Period, day: str) -> int:
    """Debit less credit of everything before a day."""
    return _n(execute(_OPENING.format(ids=period.ids), {"day": day})[0][0])


def turnover(execute: Execute, period: Period) -> tuple[int, int, int]:
    """Debit, credit and number of lines of the period."""
    row = execute(_TURNOVER.format(ids=period.ids), period.days())[0]
    return _n(row[0]), _n(row[1]), _n(row[2])


def count(execute: Execute, period: Period) -> int:
    """How many lines the period has, by the sums of its days."""
    return turnover(execute, period)[2]


def page(  # noqa: PLR0913 - a window of a statement
    execute: Execute,
    access: Access,
    period: Period,
    after: After,
    skip: int,
    size: int,
    *,
    back: bool = False,
) -> list[StatementLine]:
    """Lines by day and recording, each with the balance after it."""
    way, sign = ("DESC", "<") if back else ("ASC", ">")
    beyond = f" AND (on_date, id) {sign} (:after, :after_key)" if after is not None else ""
    given: dict[str, object] = {
        **access.parameters, **period.days(), "size": size, "skip": skip,
    }  # fmt: skip
    if after is not None:
        given |= {"after": after[0], "after_key": after[1]}
    rows = execute(_PAGE.format(ids=period.ids, beyond=beyond, way=way), given)
    if not rows:
        return []
    balance = before(execute, period, str(rows[0][1]), _n(rows[0][0]))
    found = []
    for row in rows:
        balance += _n(row[2])
        found.append(_line(row, balance, period.currency, bool(row[9])))
    return found


def before(execute: Execute, period: Period, day: str, key: int) -> int:
    """Debit less credit of everything before a line."""
    return _n(execute(_BEFORE.format(ids=period.ids), {"day": day, "key": key})[0][0])


def hidden_cases(execute: Execute, access: Access) -> Collection[int]:
    """The keys of the cases that the user must not know of."""
    if not hides_cases(execute, access):
        return ()
    return {_n(row[0]) for row in execute(HIDDEN_CASES, access.parameters)}


def _line(row: Sequence[Any], balance: int, currency: str, hidden: bool) -> StatementLine:
    return StatementLine(
        id=_n(row[0]),
        on=date.fromisoformat(str(row[1])),
        amount=Money(_n(row[2]), currency),
        balance=Money(balance, currency),
        action="" if hidden else str(row[3]),
        record="" if hidden else str(row[4]),
        detail="" if hidden else str(row[5]),
        case=None if hidden else str(row[6]) or None,
        asset=None if hidden else str(row[7]) or None,
        entry=_n(row[8]),
    )


def position(execute: Execute, period: Period, key: int) -> int | None:
    """Where a line stands in the period, counted from 0."""
    rows = execute("SELECT on_date FROM ledger_line WHERE id = :key", {"key": key})
    if not rows:
        return None
    text = (
        f"SELECT count(*) FROM ledger_line WHERE account_id IN ({period.ids})"
        " AND on_date BETWEEN :first AND :last AND (on_date, id) < (:day, :key)"
    )
    return _n(execute(text, {**period.days(), "day": str(rows[0][0]), "key": key})[0][0])


class StatementRows:
    """A period as the window's lists read it: in the order of the days, whatever the view says."""

    def __init__(self, reading: Any, access: Access, period: Period) -> None:  # noqa: ANN401
        self._reading, self._access, self._period = reading, access, period

    def count(self, _view: View) -> int:
        """How many lines the period has."""
        with self._reading() as execute:
            return count(execute, self._period)

    def page(self, _view: View, after: After, skip: int, size: int) -> list[StatementLine]:
        """At most `size` lines."""
        with self._reading() as execute:
            return page(execute, self._access, self._period, after, skip, size)

    def page_before_end(self, _view: View, skip: int, size: int) -> list[StatementLine]:
        """At most `size` lines, `skip` lines before the end."""
        with self._reading() as execute:
            return page(execute, self._access, self._period, None, skip, size, back=True)

    def anchor(self, _view: View, row: StatementLine) -> tuple[object, int]:
        """The day and key of a line."""
        return row.on.isoformat(), row.id

    def position(self, _view: View, identity: int) -> int | None:
        """Where a line stands."""
        with self._reading() as execute:
            return position(execute, self._period, identity)
