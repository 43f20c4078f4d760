"""To what a receipt may belong: suggestions with their reasons; a person decides, never these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from asset_recovery.domain.bank_facts import Expectation, Suggestion
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.receipt_query import receipt_of
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.expectations import expected_money
from asset_recovery.services.looking import Look, OpenOffice, look_at

REFERENCE, IBAN, AMOUNT, NAME, LESS = 50, 30, 25, 20, 5
ALIKE = 88  # of 100: from here on two names are worth showing side by side
MOST = 10


@dataclass(frozen=True, slots=True)
class MatchingService:
    """Compares receipts with the money that is expected."""

    office: OpenOffice

    def expected(self, actor: Actor) -> tuple[Expectation, ...]:
        """All the money that is still to come, the oldest first."""
        today = self.office.today()
        with self.office.reading.connect() as connection:
            return tuple(expected_money(connection, Access.of(actor, today), today))

    def suggestions(self, receipt: str, actor: Actor) -> tuple[Suggestion, ...]:
        """What the receipt may belong to, the best first; empty where nothing speaks for anything.

        Raises `NotFound` where there is no such receipt, `NotPermitted` for who sees none.
        """
        with look_at(self.office, actor, "event", receipt, Look(screen="receipt")) as sight:
            row = receipt_of(sight.connection, receipt)
            if row is None:
                text = _("There is no receipt {receipt}.").format(receipt=receipt)
                raise NotFound(Reason("not_found", text, field="receipt"))
            access = Access.of(sight.actor, self.office.today())
            if int(row["left_minor"]) <= 0:
                return ()
            expected = expected_money(sight.connection, access, self.office.today())
            return suggested(sight.connection, row, expected)


def suggested(
    connection: Connection, receipt: Row, expected: Sequence[Expectation]
) -> tuple[Suggestion, ...]:
    """The suggestions for a row of the receipts, the best first."""
    found = []
    for one in expected:
        reasons = _reasons(receipt, one)
        if reasons:
            found.append(
                Suggestion(
                    record=one.record,
                    kind=one.kind,
                    title=one.line,
                    weight=sum(weight for weight, _text in reasons),
                    reasons=tuple(text for _weight, text in reasons),
                    open=one.open,
                )
            )
    found.sort(key=lambda one: (-one.weight, one.record))
    return tuple(found[:MOST])


def _reasons(receipt: Row, expected: Expectation) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    told = " ".join(str(receipt[name] or "") for name in ("payer_reference", "text"))
    for reference in dict.fromkeys(
        (expected.record, expected.asset, expected.number, expected.case)
    ):
        if reference and stands_in(reference, told):
            text = _("The text names {reference}.").format(reference=reference)
            found.append((AMOUNT if reference == expected.case else REFERENCE, text))
    return [*found, *_same_amount(receipt, expected), *_same_payer(receipt, expected)]


def stands_in(reference: str, text: str) -> bool:
    """Whether a reference stands in a text as a word, whatever its case and the blanks in it."""
    pattern = r"[\s\-/]*".join(re.escape(part) for part in re.split(r"[\s\-/]+", reference))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def _same_amount(receipt: Row, expected: Expectation) -> list[tuple[int, str]]:
    """What is left of the receipt is what is still owed, or what was owed at first."""
    if expected.open.currency != receipt["currency"]:
        return []
    came = {int(receipt["left_minor"]), int(receipt["amount_minor"])}
    if expected.open.minor in came:
        text = _("The same amount as is still owed: {amount}.")
        return [(AMOUNT, text.format(amount=expected.open.display()))]
    if expected.amount.minor in came:
        text = _("The amount was {amount}; {open} of it is still owed.")
        return [(LESS, text.format(amount=expected.amount.display(), open=expected.open.display()))]
    return []


def _same_payer(receipt: Row, expected: Expectation) -> list[tuple[int, str]]:
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - only where names are compared

    if not expected.who:
        return []
    found = []
    account = str(receipt["counterparty_account"] or "").replace(" ", "").upper()
    if account and account in expected.account.replace(" ", "").upper():
        text = _("The account {account} is on file for {name}.")
        found.append((IBAN, text.format(account=account, name=expected.who)))
    paid_by = str(receipt["counterparty"] or "")
    score = fuzz.token_sort_ratio(paid_by, expected.who, processor=utils.default_process)
    if paid_by and score >= ALIKE:
        text = _("The payer {payer} and {name} are alike ({score} of 100).")
        found.append((NAME, text.format(payer=paid_by, name=expected.who, score=round(score))))
    return found
