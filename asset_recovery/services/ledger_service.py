"""The ledger as one user may see it: trial balance, statements of account, aged receipts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import NotFound, Reason, invalid
from asset_recovery.domain.ledger_facts import AgedRow, StatementFacts, StatementLine, TrialRow
from asset_recovery.domain.money import Money
from asset_recovery.domain.registers import View
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access, Execute
from asset_recovery.persistence.queries import ledger_query as q
from asset_recovery.persistence.queries.rate_query import origin_of_rate
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.rates import Rates

NOT_SHOWN = "not_shown"
Hidden = Callable[[], Collection[int]]  # the keys of cases that the user must not know of
_AT_ONCE = 1_000
_OF_KIND = {
    "account": ("a.kind = 'bank' AND a.holder = :named", "bank"),
    "asset": ("a.kind = 'asset' AND a.holder = :named", "asset"),
    "order": ("a.kind = 'order' AND a.holder = :named", "order"),
    "case": ("a.kind IN ('asset', 'case') AND c.reference = :named", "case"),
}


@dataclass(frozen=True, slots=True)
class LedgerService:
    """Reads the ledger; nothing is ever written here."""

    office: OpenOffice

    def trial_balance(self, actor: Actor) -> list[TrialRow]:
        """Every kind of account by currency; balances add up to zero in each currency."""
        with self._reading() as (execute, _connection):
            rows = q.totals(execute, self._access(actor))
        places = list(code_lists.code_list("ledger_accounts").codes)
        rows.sort(key=lambda row: places.index(row[0]) if row[0] in places else len(places))
        return [
            TrialRow(
                kind=kind or NOT_SHOWN,
                side=side_of(kind),
                debit=Money(debit, currency),
                credit=Money(credit, currency),
                lines=lines,
            )
            for kind, currency, debit, credit, lines in rows
        ]

    def aged_receipts(self, actor: Actor) -> list[AgedRow]:
        """Receipts that nobody has identified yet, by currency and age."""
        if not self._access(actor).sees:
            return []
        today = self.office.today()
        found: list[AgedRow] = []
        with self._reading() as (execute, _connection):
            for code in code_lists.code_list("receipt_ages").codes.values():
                until = code.more.get("until")
                first = today - timedelta(days=int(str(until))) if until is not None else None
                last = today - timedelta(days=int(str(code.more["since"])))
                found += [
                    AgedRow(code.code, receipts, Money(minor, currency))
                    for currency, receipts, minor in q.waiting(execute, first, last)
                    if receipts
                ]
        return sorted(found, key=lambda row: row.amount.currency)

    def statement(
        self, actor: Actor, reference: str, since: date | None = None, until: date | None = None
    ) -> list[StatementFacts]:
        """The statement of an account by currency: `kind:holder`, or a record's reference.

        Of a case: all its assets and what belongs to none. `NotFound` where there is nothing that
        the user may know; empty where nothing was posted yet.
        """
        last = until or self.office.today()
        if since is not None and since > last:
            raise invalid("until", _("The period ends before it begins."), "date_order")
        access = self._access(actor)
        with self._reading() as (execute, connection):

            @cache  # mostly nobody asks
            def hidden() -> Collection[int]:
                return q.hidden_cases(execute, access)

            kind, holds, named = _meant(connection, reference, hidden)
            rows = q.accounts_of(execute, access, holds, named)
            if not rows and not _is_record(connection, reference, hidden):
                raise _nothing(reference)
            base = finder.setting(connection, "currency", "EUR")
            rates = Rates(connection, base)
            by_currency: dict[str, list[Row]] = {}
            for row in rows:
                by_currency.setdefault(str(row["currency"]), []).append(row)
            return [
                _statement(execute, rates, (kind, reference), group, (since, last))
                for group in by_currency.values()
            ]

    def rows(self, actor: Actor, facts: StatementFacts) -> q.StatementRows:
        """The lines of a statement for a list page."""
        return q.StatementRows(self._executing, self._access(actor), _period(facts))

    def lines(
        self, actor: Actor, facts: StatementFacts, limit: int | None = None
    ) -> Iterator[StatementLine]:
        """The lines of a statement from its beginning."""
        source, view = self.rows(actor, facts), View()
        after: tuple[object, int] | None = None
        left = limit
        while left is None or left > 0:
            found = source.page(view, after, 0, _AT_ONCE if left is None else min(left, _AT_ONCE))
            yield from found
            if len(found) < _AT_ONCE:
                return
            after = source.anchor(view, found[-1])
            left = None if left is None else left - len(found)

    def _access(self, actor: Actor) -> Access:
        return Access.of(actor, self.office.today())

    @contextmanager
    def _reading(self) -> Iterator[tuple[Execute, Connection]]:
        with self.office.reading.connect() as connection:
            yield executor(connection), connection

    @contextmanager
    def _executing(self) -> Iterator[Execute]:
        with self.office.reading.connect() as connection:
            yield executor(connection)


def side_of(kind: str) -> str:
    """Where the balance of a kind of account normally stands: debit or credit."""
    return code_lists.more("ledger_accounts", kind, "side", "debit")


def _meant(
    connection: Connection, reference: str, hidden: Hidden
) -> tuple[str, str, dict[str, object]]:
    """The kind, and which accounts a reference means, as SQL with its values."""
    kind, colon, holder = reference.partition(":")
    if colon and code_lists.accepts("ledger_accounts", kind):
        return kind, "a.kind = :kind AND a.holder = :holder", {"kind": kind, "holder": holder}
    for record, (holds, of) in _OF_KIND.items():
        if _knows(connection, record, reference, hidden):
            return of, holds, {"named": reference}
    raise _nothing(reference)


def _knows(connection: Connection, record: str, reference: str, hidden: Hidden) -> bool:
    """Whether there is such a record, in no case that the user must not know of."""
    found = finder.by_reference(connection, record, reference)
    if found is None:
        return False
    case = found["id"] if record == "case" else found.get("case_id")
    return case not in hidden()


def _is_record(connection: Connection, reference: str, hidden: Hidden) -> bool:
    """Whether an account that has no line yet is that of a record on file."""
    kind, colon, holder = reference.partition(":")
    record = {"bank": "account"}.get(kind, kind) if colon else ""
    return not record or (record in _OF_KIND and _knows(connection, record, holder, hidden))


def _nothing(reference: str) -> NotFound:
    return NotFound(
        Reason("not_found", _("There is no account {account}.").format(account=reference[:100]))
    )


def _statement(
    execute: Execute,
    rates: Rates,
    meant: tuple[str, str],
    rows: list[Row],
    days: tuple[date | None, date],
) -> StatementFacts:
    kind, reference = meant
    since, until = days
    currency = str(rows[0]["currency"])
    first = q.FIRST if since is None else since.isoformat()
    period = q.Period(tuple(int(row["id"]) for row in rows), currency, first, until.isoformat())
    before = 0 if since is None else q.opening(execute, period, first)
    debit, credit, lines = q.turnover(execute, period)
    cases = {row["case"] for row in rows if row["case"]}
    facts = StatementFacts(
        account=reference,
        title=kind,
        side=side_of(kind),
        currency=currency,
        since=since,
        until=until,
        opening=Money(before, currency),
        debit=Money(debit, currency),
        credit=Money(credit, currency),
        lines=lines,
        accounts=period.accounts,
        case=next(iter(cases)) if len(cases) == 1 else None,
    )
    return _in_base(facts, rates)


def _in_base(facts: StatementFacts, rates: Rates) -> StatementFacts:
    """The same with the closing balance in the base currency, its rate and its source."""
    if facts.currency == rates.base:
        return facts
    base = rates.convert(facts.closing, rates.base, facts.until)
    if base is None:
        return replace(facts, rate=_("no rate on file"))
    way = []
    for leg in rates.conversion(facts.closing, rates.base, facts.until).path:
        pair = (leg.target, leg.source) if leg.inverted else (leg.source, leg.target)
        origin = origin_of_rate(rates.connection, *pair, leg.on) or _("fixing of the ECB")
        way.append(f"1 {pair[0]} = {leg.rate} {pair[1]}, {leg.on}, {origin}")
    return replace(facts, base=base, rate="; ".join(way))


def _period(facts: StatementFacts) -> q.Period:
    first = q.FIRST if facts.since is None else facts.since.isoformat()
    return q.Period(facts.accounts, facts.currency, first, facts.until.isoformat())
