"""What money on an account of the office bore in a year, against a reference rate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.ledger_facts import StatementFacts
from asset_recovery.domain.money import Money, half_up
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.account_yield import VERSION, AccountYield, account_yield
from asset_recovery.lifecycle.figures.arithmetic import printed
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import ledger_query, yield_query
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.ledger_service import LedgerService
from asset_recovery.services.looking import OpenOffice

RECORD_RATE = "record_reference_rate"
Posted = tuple[str, date, Money]


@dataclass(frozen=True, slots=True)
class Measured:
    """An account in one currency: what was found, and how it is said."""

    currency: str
    start: date
    end: date
    found: AccountYield
    posted: Sequence[Posted]
    left_out: Sequence[str]
    rates: Sequence[yield_query.ReferenceRate]


@dataclass(frozen=True, slots=True)
class AccountYields:
    """Measures accounts; nothing is ever written here."""

    office: OpenOffice

    def explain(self, reference: str, actor: Actor, on: date | None = None) -> dict[str, object]:
        """The yield up to a day (None: today) in each currency, with its steps and sources.

        Raises `NotFound` where there is no such account, `ValidationFailed` where it is none of a
        bank.
        """
        measured = self.measure(reference, actor, on)
        missing = [_missing(one) for one in measured if one.found.reference is None]
        return {
            "figure": "yield",
            "record": reference,
            "formula": "account_yield",
            "version": VERSION,
            "text": _(
                "Interest posted against Σ closing balance × reference rate × days ÷ basis "
                "(daily_balance); per cent a year = interest × 365 ÷ Σ(balance × days)."
            ),
            "value": [_json(one) for one in measured],
            "steps": [step for one in measured for step in steps_of(one)],
            **(
                {"missing": {"text": " ".join(missing), "clear_with": RECORD_RATE}}
                if missing
                else {}
            ),
        }

    def measure(self, reference: str, actor: Actor, on: date | None = None) -> list[Measured]:
        """The same by currency; nothing where nothing was posted on the account up to the day."""
        kind, colon, holder = reference.partition(":")
        if colon and kind != "bank":
            text = _("The yield is that of an account of the office at a bank.")
            raise invalid("figure", text)
        facts = LedgerService(self.office).statement(actor, reference, None, on)
        access = Access.of(actor, self.office.today())
        account = holder if colon else reference
        with self.office.reading.connect() as connection:
            found = [_measured(connection, access, account, one) for one in facts]
        return [one for one in found if one is not None]


def _measured(
    connection: Connection, access: Access, account: str, facts: StatementFacts
) -> Measured | None:
    execute, end, currency = executor(connection), facts.until, facts.currency
    everything = ledger_query.Period(facts.accounts, currency)
    first = yield_query.first_day(execute, everything, end)
    if first is None:
        return None
    year_before = date(end.year, 1, 1) - timedelta(days=1) if end.year > 1 else date.min
    start = max(first, year_before)
    after = (start + timedelta(days=1)).isoformat() if start < end else end.isoformat()
    opening = ledger_query.opening(execute, everything, after)
    days = ledger_query.Period(facts.accounts, currency, after, end.isoformat())
    sums = yield_query.day_sums(execute, days) if start < end else []
    movements = [(start, Money(opening, currency))]
    movements += [(on, Money(minor, currency)) for on, minor in sums]
    rates = yield_query.reference_rates(execute, currency, end)
    since = start if start == first else start + timedelta(days=1)
    rows = yield_query.interest_posted(connection, access, currency, (since, end))
    posted, left_out = _attributed(connection, account, currency, rows)
    earned = Money.total((amount for _name, _on, amount in posted), currency)
    steps = [(one.since, one.rate, one.day_count) for one in rates]
    found = account_yield(movements, start, end, earned, steps)
    in_force = [
        one for place, one in enumerate(rates)
        if place + 1 == len(rates) or rates[place + 1].since > start
    ]  # fmt: skip
    return Measured(currency, start, end, found, posted, left_out, in_force)


def _attributed(
    connection: Connection, account: str, currency: str, rows: Sequence[Row]
) -> tuple[list[Posted], list[str]]:
    """The interest of this account, and what may be its own but could be another account's."""
    bank, there = yield_query.accounts_at_bank_of(connection, account)
    own: list[Posted] = []
    left_out: list[str] = []
    for row in rows:
        payer, paper = str(row["data"]["counterparty"]), str(row["data"].get("document") or "")
        name = _("a posting that is not shown") if row["hidden"] else str(row["reference"])
        named = account in (payer, paper) or (
            paper != "" and yield_query.is_paper_of(connection, account, paper)
        )
        elsewhere = any(
            other in (payer, paper) or yield_query.is_paper_of(connection, other, paper)
            for other in there
            if other != account
        )
        if named or (bank != "" and payer == bank and len(there) == 1):
            amount = Money(int(row["minor"]), currency)
            own.append((name, date.fromisoformat(str(row["on_date"])), amount))
        elif bank != "" and payer == bank and not elsewhere:
            left_out.append(name)
    return own, left_out


def _percent(share: object) -> str:
    return "–" if share is None else f"{share} %"


def _missing(one: Measured) -> str:
    text = _(
        "No reference rate in {currency} is on file for {day}. Record the one in force on that "
        "day (record_reference_rate); until then there is nothing to compare with."
    )
    return text.format(currency=one.currency, day=one.start)


def steps_of(one: Measured) -> list[str]:
    """How the figures of an account came about, a sentence each, with their sources."""
    found = one.found
    steps = [
        _("{day} {posting}: interest of {amount} was posted.").format(
            day=on, posting=name, amount=amount.display()
        )
        for name, on, amount in one.posted
    ]
    if not one.posted:
        steps.append(_("No interest was posted for this account."))
    steps += [
        _(
            "{posting} is not counted: the bank keeps several accounts of the office. Name the "
            "account, its receipt or its statement as the document of the income."
        ).format(posting=name)
        for name in one.left_out
    ]
    steps += [
        _("{start} to {end}: {balance} at {rate} = {interest}.").format(
            start=piece.start, end=piece.end, balance=piece.balance.display(),
            rate=printed(piece.rate), interest=piece.interest.display(),
        )
        for piece in found.pieces
    ]  # fmt: skip
    if found.reference is not None:
        steps += [
            _("From {day}: {rate} % a year ({count}), {source}.").format(
                day=rate.since, rate=printed(half_up(rate.rate * 100, 4).normalize()),
                count=rate.day_count, source=rate.source,
            )
            for rate in one.rates
        ]  # fmt: skip
    return [*steps, summary_of(one)]


def summary_of(one: Measured) -> str:
    """The yield in one or two sentences."""
    found = one.found
    said = _(
        "{start} to {end}, {days} days, {average} on average: interest {actual}, {percent} a year."
    ).format(
        start=one.start, end=one.end, days=found.days, actual=found.actual.display(),
        average="–" if found.average is None else found.average.display(),
        percent=_percent(found.actual_percent),
    )  # fmt: skip
    if found.reference is None or found.difference is None:
        return f"{said} {_missing(one)}"
    text = _("The reference rate gives {reference}, {percent}: a difference of {difference}.")
    compared = text.format(
        reference=found.reference.display(), percent=_percent(found.reference_percent),
        difference=found.difference.display(),
    )  # fmt: skip
    return f"{said} {compared}"


def _json(one: Measured) -> dict[str, object]:
    found = one.found
    return {
        "currency": one.currency,
        "from": one.start.isoformat(),
        "to": one.end.isoformat(),
        "days": found.days,
        "average_balance": _money(found.average),
        "actual_interest": _money(found.actual),
        "reference_interest": _money(found.reference),
        "difference": _money(found.difference),
        "yield_percent": found.actual_percent,
        "reference_yield_percent": found.reference_percent,
        "postings": [
            {"posting": name, "on": on.isoformat(), "amount": amount.as_json()}
            for name, on, amount in one.posted
        ],
        "not_counted": list(one.left_out),
        "rates": [
            {"from": rate.since.isoformat(), "rate": printed(rate.rate), "source": rate.source,
             "day_count": rate.day_count}
            for rate in one.rates
        ],
        "pieces": [
            {"from": piece.start.isoformat(), "to": piece.end.isoformat(),
             "balance": piece.balance.as_json(), "rate": printed(piece.rate),
             "interest": piece.interest.as_json()}
            for piece in found.pieces
        ],
    }  # fmt: skip


def _money(amount: Money | None) -> dict[str, str] | None:
    return None if amount is None else amount.as_json()
