"""The bank's balance against the books, and every line that lies between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.bank_facts import Balance, Payment
from asset_recovery.domain.errors import NotPermitted, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, sees_nothing
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import debit_query as q
from asset_recovery.persistence.queries.receipt_query import waiting_on
from asset_recovery.persistence.queries.statement_query import KeptStatement, statements_of
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.bank_payments import payments_of
from asset_recovery.services.looking import OpenOffice

Line = tuple[str, Money]
SALES = ("record_payment", "match_receipt")


@dataclass(frozen=True, slots=True)
class BankBalanceService:
    """Compares each account with its newest statement."""

    office: OpenOffice

    def balances(self, actor: Actor, account: str = "", on: date | None = None) -> list[Balance]:
        """The balance of one account, or of each that has a statement, on a day (None: today)."""
        if sees_nothing(actor):
            text = _("{user} does not see cases.").format(user=actor.name)
            raise NotPermitted(Reason("role_needed", text))
        access = Access.of(actor, self.office.today())
        with self.office.reading.connect() as connection:
            names = [account] if account else q.accounts_with_statements(connection)
            found = [balance_of(connection, access, one, on or self.office.today())
                     for one in names]  # fmt: skip
        return [one for one in found if one is not None]


def balance_of(connection: Connection, access: Access, account: str, on: date) -> Balance | None:
    """An account on the day of its newest statement up to `on`; None where it has none.

    What stands on a statement and in the books by the same amount cancels; all else is a line.
    """
    kept = [one for one in statements_of(connection, account) if one.on <= on]
    if not kept:
        return None
    last = kept[-1]
    bank = _money(last, "closing")
    named = (account, bank.currency)
    begins = min(_begins(one) for one in kept)
    lines = q.book_lines(connection, access, named, (begins, last.on))
    office = Money(_books(connection, named, last.on), bank.currency)
    reasons = list(_at_the_beginning(connection, named, kept[0], begins))
    reasons += _missing(kept)
    payments = payments_of(connection, account, last.on)
    reasons += _paid(payments, lines, bank.currency)
    reasons += _not_on_a_statement(payments, lines, bank.currency)
    said = Money.total((amount for _text, amount in reasons), bank.currency)
    difference = bank - office
    if said != difference:
        reasons.append((_("Booked with another day or amount"), difference - said))
    return Balance(
        account=account,
        statement=last.reference,
        on=last.on,
        bank=bank,
        office=office,
        difference=difference,
        reasons=tuple(reasons),
        waiting=Money(waiting_on(connection, account, bank.currency), bank.currency),
    )


def _at_the_beginning(
    connection: Connection, named: tuple[str, str], first: KeptStatement, begins: date
) -> Iterator[Line]:
    opened = _money(first, "opening")
    known = Money(q.book_balance(connection, named, begins), named[1])
    if opened != known:
        text = _("Before the first statement ({day}) the bank had {bank}, the books {books}")
        yield (
            text.format(day=begins, bank=opened.display(), books=known.display()),
            opened - known,
        )


def _missing(kept: list[KeptStatement]) -> Iterator[Line]:
    for before, after in zip(kept, kept[1:], strict=False):
        gap = _money(after, "opening") - _money(before, "closing")
        if not gap.is_zero:
            text = _("Between statements {before} and {after}: one may be missing")
            yield text.format(before=before.reference, after=after.reference), gap


def _paid(payments: list[Payment], lines: list[Row], currency: str) -> Iterator[Line]:
    """Debits that the books do not have on this account by then."""
    booked: dict[int, int] = {}
    for row in lines:
        booked[int(row["event_id"])] = booked.get(int(row["event_id"]), 0) + int(row["minor"])
    for payment in payments:
        known = booked.get(payment.event, 0) if payment.event is not None else 0
        left = -payment.amount.minor - known
        if not left:
            continue
        told = f"{payment.on} {payment.told} ({payment.statement}/{payment.line})"
        text = _("Paid by the bank and not on file: {payment}")
        if payment.found:
            text = _("{record} was paid; the books have it elsewhere or later: {payment}")
        yield text.format(payment=told, record=payment.found), Money(left, currency)


def _not_on_a_statement(payments: list[Payment], lines: list[Row], currency: str) -> Iterator[Line]:
    """What the books have and no statement shows: a payment and its receipt cancel."""
    paid = {payment.event for payment in payments}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in lines:
        if row["event_id"] in paid:
            continue
        sale = row["action"] in SALES
        groups.setdefault(("sale", row["asset"]) if sale else ("", str(row["event_id"])),
                          []).append(row)  # fmt: skip
    for (kind, _name), rows in groups.items():
        minor = sum(int(row["minor"]) for row in rows)
        if minor:
            yield _told(kind, rows[0]), Money(-minor, currency)


def _told(kind: str, row: Row) -> str:
    if row["hidden"]:
        return _("A posting that is not shown")
    if kind == "sale":
        text = _("{day} a payment for {asset} is recorded, and no receipt is matched with it")
    elif row["action"] == "receive_money":
        text = _("{day} {record} was recorded by hand and is on no statement")
    elif int(row["minor"]) < 0:
        text = _("{day} {record} is paid in the books and on no statement yet")
    else:
        text = _("{day} {record} is in the books and on no statement")
    named = row["reference"] or str(row["action"]).replace("_", " ")
    return text.format(day=row["on_date"], asset=row["asset"], record=named)


def _books(connection: Connection, named: tuple[str, str], on: date) -> int:
    return q.book_balance(connection, named, date.fromordinal(on.toordinal() + 1))


def _begins(kept: KeptStatement) -> date:
    days = [str(line["on"]) for line in kept.given.get("lines", ())]
    return date.fromisoformat(str(kept.given.get("from") or min([*days, kept.on.isoformat()])))


def _money(kept: KeptStatement, name: str) -> Money:
    return Money.from_json(kept.given[name], allow_negative=True)
