"""A statement of account as JSON, as an explanation of its balance, and as a paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from asset_recovery.domain import code_lists
from asset_recovery.domain.bank_facts import Balance
from asset_recovery.domain.ledger_facts import StatementFacts, StatementLine
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.journal_query import head_of
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.bank_balances import BankBalanceService
from asset_recovery.services.ledger_service import LedgerService
from asset_recovery.services.looking import OpenOffice

MOST_LINES = 10_000
Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class AccountStatements:
    """Statements for the command line and for paper."""

    office: OpenOffice

    def show(
        self, reference: str, actor: Actor, period: Period = (None, None), limit: int = MOST_LINES
    ) -> dict[str, object]:
        """The account with a statement in each currency; raises `NotFound`."""
        ledger = LedgerService(self.office)
        found = ledger.statement(actor, reference, *period)
        return {
            "account": reference,
            "statements": [_json(one, ledger, actor, limit) for one in found],
        }

    def explain(self, reference: str, actor: Actor, on: date | None = None) -> dict[str, object]:
        """How the balance of an account came about: every line with the balance after it."""
        ledger = LedgerService(self.office)
        steps: list[str] = []
        balances: list[object] = []
        for facts in ledger.statement(actor, reference, None, on):
            steps += [_step(line) for line in ledger.lines(actor, facts, MOST_LINES)]
            balances.append({"currency": facts.currency, **_sided(facts)})
            if facts.base is not None:
                steps.append(f"{facts.closing.display()} = {facts.base.display()} ({facts.rate})")
        bank = _at_the_bank(self.office, reference, actor, on)
        steps += [step for one in bank for step in _compared(one)]
        return {
            "figure": "balance",
            "record": reference,
            "formula": "ledger_balance",
            "version": 1,
            "text": _("Balance = all debits less all credits of the account up to the day."),
            "value": balances,
            "steps": steps,
            **({"difference_to_the_bank": bank[0].difference.as_json()} if bank else {}),
        }

    def paper(
        self,
        reference: str,
        actor: Actor,
        language: str,
        say: Callable[[str], str],
        period: Period = (None, None),
    ) -> bytes:
        """The statement as PDF."""
        from asset_recovery.reports.account_paper import Head, compose_account  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

        ledger = LedgerService(self.office)
        found = ledger.statement(actor, reference, *period)
        told = [(one, tuple(ledger.lines(actor, one, MOST_LINES))) for one in found]
        with self.office.reading.connect() as connection:
            head = Head(
                office=finder.setting(connection, "name", ""),
                marking=say(
                    finder.setting(connection, "classification", "restricted")
                    .replace("_", " ")
                    .upper()
                ),
                journal="{} {}".format(*head_of(connection)),
                user=actor.full_name or actor.name,
                generated=f"{datetime.fromisoformat(self.office.now()):%Y-%m-%d %H:%M} UTC",
                language=language,
            )
        return render(compose_account(reference, told, head, say))


def _at_the_bank(
    office: OpenOffice, reference: str, actor: Actor, on: date | None
) -> list[Balance]:
    """The account against its newest statement; nothing where it is no account of a bank."""
    kind, colon, holder = reference.partition(":")
    if colon and kind != "bank":
        return []
    return BankBalanceService(office).balances(actor, holder if colon else reference, on)


def _compared(one: Balance) -> list[str]:
    head = _("By {statement} of {day} the bank has {bank}, the books {books}: {difference} between")
    shown = head.format(
        statement=one.statement, day=one.on, bank=one.bank.display(), books=one.office.display(),
        difference=one.difference.display(),
    )  # fmt: skip
    return [shown, *(f"{text}: {amount.display()}" for text, amount in one.reasons)]


def _json(
    facts: StatementFacts, ledger: LedgerService, actor: Actor, limit: int
) -> dict[str, object]:
    return {
        "currency": facts.currency,
        "from": None if facts.since is None else facts.since.isoformat(),
        "until": facts.until.isoformat(),
        "opening": facts.opening.as_json(),
        "debit": facts.debit.as_json(),
        "credit": facts.credit.as_json(),
        "closing": facts.closing.as_json(),
        "in_base_currency": None if facts.base is None else facts.base.as_json(),
        "rate": facts.rate or None,
        "number_of_lines": facts.lines,
        "lines": [
            {
                "on": line.on.isoformat(),
                "action": line.action or None,
                "record": line.record or None,
                "detail": line.detail or None,
                "asset": line.asset,
                "case": line.case,
                "amount": line.amount.as_json(),
                "balance": line.balance.as_json(),
                "entry": line.entry,
            }
            for line in ledger.lines(actor, facts, limit)
        ],
    }


def _sided(facts: StatementFacts) -> dict[str, object]:
    return {"balance": facts.closing.as_json(), "debit": facts.debit.as_json(),
            "credit": facts.credit.as_json(), "lines": facts.lines}  # fmt: skip


def _step(line: StatementLine) -> str:
    what = line.action.replace("_", " ") or _("not shown")
    said = " · ".join(part for part in (what, line.record, line.detail) if part)
    return f"{line.on} {said}: {line.amount.display()} → {line.balance.display()}"


def is_account(office: OpenOffice, reference: str) -> bool:
    """Whether a reference is that of an account: of the ledger (`kind:holder`) or of a bank."""
    kind, colon, _holder = reference.partition(":")
    if colon and code_lists.accepts("ledger_accounts", kind):
        return True
    with office.reading.connect() as connection:
        return finder.by_reference(connection, "account", reference) is not None
