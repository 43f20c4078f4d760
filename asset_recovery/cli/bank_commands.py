"""Receipts on the command line: to what one may belong, and why."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from asset_recovery.cli.action_commands import day, said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain.bank_facts import Balance, Payment


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    suggest_ = commands.add_parser("suggest", help="to what a receipt may belong, and why")
    suggest_.add_argument("receipt")
    suggest_.set_defaults(command=suggest)
    reconcile_ = commands.add_parser(
        "reconcile", help="the bank's balance against the books, and what the bank paid"
    )
    reconcile_.add_argument("account", nargs="?", default="", help="one account; else each")
    reconcile_.add_argument("--on", type=day, help="by the newest statement up to this day")
    reconcile_.set_defaults(command=reconcile)


def suggest(parsed: argparse.Namespace) -> int:
    """The suggestions for a receipt, the best first; nothing is matched by them."""
    from asset_recovery.services.matching import MatchingService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        found = MatchingService(office).suggestions(parsed.receipt, actor)
    if said.json:
        say(as_json([asdict(one) for one in found]))
    elif found:
        rows = [[one.record, one.kind, one.title, " ".join(one.reasons)] for one in found]
        table(("record", "kind", "what", "why"), rows)
    else:
        say("Nothing on file speaks for a record.")
    return DONE


def reconcile(parsed: argparse.Namespace) -> int:
    """Each account with the lines that explain its difference, then the debits of its statements.

    A debit that is not on file is recorded (`post_cost`, `pay_out` …) or told which record it paid
    (`match_payment`).
    """
    from asset_recovery.services.bank_balances import BankBalanceService  # noqa: PLC0415
    from asset_recovery.services.bank_payments import PaymentService  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        balances = BankBalanceService(office).balances(actor, parsed.account, parsed.on)
        names = {one.account for one in balances}
        last = {one.account: one.on for one in balances}
        payments = [
            one
            for one in PaymentService(office).payments(actor)
            if one.account in names and one.on <= last[one.account]
        ]
    if said.json:
        say(as_json({"balances": [_balance(one) for one in balances],
                     "payments": [_payment(one) for one in payments]}))  # fmt: skip
        return DONE
    if not balances:
        say("No statement of an account is on file.")
    for one in balances:
        say(f"{one.account}, {one.statement} of {one.on}: bank {one.bank.display()}, books"
            f" {one.office.display()}, difference {one.difference.display()}; not matched yet"
            f" {one.waiting.display()}")  # fmt: skip
        if one.reasons:
            table(("amount", "why"), [[amount.display(), text] for text, amount in one.reasons])
    if payments:
        rows = [
            [str(one.on), one.amount.display(), f"{one.statement}/{one.line}", one.told,
             one.found or "not on file", ", ".join(one.candidates)]
            for one in payments
        ]  # fmt: skip
        table(("on", "amount", "line", "what the bank says", "paid", "may be"), rows)
    return DONE


def _balance(one: Balance) -> dict[str, object]:
    return {
        "account": one.account,
        "statement": one.statement,
        "on": one.on.isoformat(),
        "bank": one.bank.as_json(),
        "books": one.office.as_json(),
        "difference": one.difference.as_json(),
        "not_matched": one.waiting.as_json(),
        "reasons": [{"text": text, "amount": amount.as_json()} for text, amount in one.reasons],
    }


def _payment(one: Payment) -> dict[str, object]:
    return {
        "account": one.account,
        "statement": one.statement,
        "line": one.line,
        "on": one.on.isoformat(),
        "amount": one.amount.as_json(),
        "text": one.told,
        "reversal": one.reversal,
        "record": one.found or None,
        "by": one.how or None,
        "match": one.match or None,
        "candidates": list(one.candidates),
    }
