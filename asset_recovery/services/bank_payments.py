"""What the bank paid out of an account, matched with what the office recorded as paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from asset_recovery.domain.bank_facts import Payment
from asset_recovery.domain.errors import NotPermitted, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, sees_nothing
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import debit_query as q
from asset_recovery.persistence.queries.invoice_query import hidden_cases
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.looking import OpenOffice
from asset_recovery.services.matching import stands_in

DAYS = "payment_match_days"
OF_THE_ACCOUNT = ("pay_out", "return_receipt")


@dataclass(frozen=True, slots=True)
class PaymentService:
    """Compares the debits of statements with payments, costs, invoices and receipts sent back."""

    office: OpenOffice

    def payments(self, actor: Actor, *, waiting: bool = False) -> list[Payment]:
        """The debits of every account, the oldest first; `waiting`: those not on file alone."""
        if sees_nothing(actor):
            text = _("{user} does not see cases.").format(user=actor.name)
            raise NotPermitted(Reason("role_needed", text))
        today = self.office.today()
        with self.office.reading.connect() as connection:
            known = hidden_cases(connection, Access.of(actor, today))
            found = [
                payment
                for account in q.accounts_with_statements(connection)
                for payment in payments_of(connection, account, today, known)
                if not waiting or not payment.found
            ]
        return sorted(found, key=lambda one: (one.on, one.statement, one.line))


def payments_of(
    connection: Connection, account: str, until: date, hidden: Iterable[int] = ()
) -> list[Payment]:
    """The debits of one account up to a day, each with what it was matched with.

    A person's word goes first, then a reference in the bank's text, then the only record of the
    same amount within the days that the office's legal system gives; one record pays one debit.
    Records of the cases `hidden` (keys) are matched, but not named as candidates.
    """
    debits = [_debit(account, row) for row in q.debits_of(connection, account, until)]
    decided = {(row["statement"], int(row["line"])): row for row in q.decided(connection)}
    reach = timedelta(days=_days(connection, until))
    taken = {str(row["record"]) for row in decided.values()}
    options: dict[int, list[Row]] = {}
    for place, debit in enumerate(debits):
        told = decided.get((debit.statement, debit.line))
        if told is not None:
            record = str(told["record"])
            debits[place] = replace(
                debit, found=record, how="decided", match=str(told["reference"]),
                event=_event_of(connection, record),
            )  # fmt: skip
        else:
            options[place] = list(_options(connection, account, debit, reach))
    for how in ("reference", "amount"):
        for place, rows in options.items():
            debit = debits[place]
            free = [row for row in rows if row["name"] not in taken]
            named = [row for row in free if _is_named(row, debit)]
            meant = named if how == "reference" else free
            if not debit.found and len(meant) == 1:
                row = meant[0]
                taken.add(row["name"])
                debits[place] = replace(debit, found=row["name"], how=how, event=row["id"])
    unseen = set(hidden)
    for place, rows in options.items():
        if not debits[place].found:
            names = [r["name"] for r in rows if r["name"] not in taken and r["case"] not in unseen]
            debits[place] = replace(debits[place], candidates=tuple(dict.fromkeys(names)))
    return debits


def _debit(account: str, row: Row) -> Payment:
    data = row["data"]
    told = [data.get(name) for name in ("reference", "text", "bank_reference")]
    return Payment(
        account=account,
        statement=str(row["statement"]),
        line=int(row["line"]),
        on=date.fromisoformat(str(data["on"])),
        amount=Money.from_json(data["amount"]),
        counterparty=str(data.get("counterparty") or ""),
        text=" ".join(dict.fromkeys(str(one) for one in told if one)),
        reversal=bool(data.get("reversal")),
        found="",
    )


def _options(
    connection: Connection, account: str, debit: Payment, reach: timedelta
) -> Iterator[Row]:
    """Records of the same amount near the day: by the name that matches are given to."""
    given = (debit.amount.currency, debit.amount.minor, (debit.on - reach, debit.on + reach))
    for row in q.paid_like(connection, *given):
        data = row["data"]
        if row["action"] in OF_THE_ACCOUNT and data.get("account") != account:
            continue
        if row["reference"]:
            names = (row["reference"], data.get("reference"), data.get("document"))
            yield {"name": str(row["reference"]), "id": int(row["id"]), "case": row["case_id"],
                   "names": [str(one) for one in names if one]}  # fmt: skip
    for row in q.invoices_paid_like(connection, *given):
        names = (row["reference"], row["number"], row["paid_reference"])
        yield {"name": str(row["reference"]), "id": None, "case": None,
               "names": [str(one) for one in names if one]}  # fmt: skip


def _is_named(row: Mapping[str, object], debit: Payment) -> bool:
    names = row["names"]
    assert isinstance(names, list)
    return any(stands_in(name, debit.text) for name in names)


def _event_of(connection: Connection, record: str) -> int | None:
    event = finder.event_by_reference(connection, record)
    return None if event is None else int(event["id"])


def _days(connection: Connection, on: date) -> int:
    name = finder.setting(connection, "legal_system", "generic")
    rules: Rules = library_of(connection).rules(name)
    return int(Decimal(rules.parameter(DAYS, on).value))
