"""To what a receipt may belong: suggestions with their reasons; a person decides, never these."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from asset_recovery.domain.bank_facts import Suggestion
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.matching_query import expected_money, party_of
from asset_recovery.persistence.queries.receipt_query import receipt_of
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.looking import Look, OpenOffice, look_at

REFERENCE, IBAN, AMOUNT, NAME = 50, 30, 25, 20
ALIKE = 88  # of 100: from here on two names are worth showing side by side
MOST = 10


@dataclass(frozen=True, slots=True)
class MatchingService:
    """Compares receipts with the money that is expected."""

    office: OpenOffice

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
            return suggested(sight.connection, row, access)


def suggested(connection: Connection, receipt: Row, access: Access) -> tuple[Suggestion, ...]:
    """The suggestions for a row of the receipts."""
    found = []
    for expected in expected_money(connection, access):
        reasons = _reasons(connection, receipt, expected)
        if reasons:
            found.append(
                Suggestion(
                    record=str(expected["record"]),
                    kind=str(expected["kind"]),
                    title=_title(expected),
                    weight=sum(weight for weight, _text in reasons),
                    reasons=tuple(text for _weight, text in reasons),
                )
            )
    found.sort(key=lambda one: (-one.weight, one.record))
    return tuple(found[:MOST])


def _title(expected: Row) -> str:
    parts = (expected["asset"], expected["title"], expected["case_reference"])
    return " · ".join(str(part) for part in parts if part)


def _reasons(connection: Connection, receipt: Row, expected: Row) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    told = " ".join(str(receipt[name] or "") for name in ("payer_reference", "text"))
    for name in ("record", "asset", "case_reference"):
        reference = str(expected[name] or "")
        if reference and _stands(reference, told):
            text = _("The text names {reference}.").format(reference=reference)
            found.append((REFERENCE if name != "case_reference" else AMOUNT, text))
    found += _same_amount(receipt, expected)
    given = json.loads(expected["data"])
    payer = given.get("buyer") or given.get("to")
    if isinstance(payer, dict):
        payer = payer.get("name")
    if payer:
        found += _same_payer(connection, receipt, str(payer))
    return found


def _stands(reference: str, text: str) -> bool:
    """Whether a reference stands in a text as a word, whatever its case and the blanks in it."""
    pattern = r"[\s\-/]*".join(re.escape(part) for part in re.split(r"[\s\-/]+", reference))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None


def _same_amount(receipt: Row, expected: Row) -> list[tuple[int, str]]:
    if expected["amount_currency"] != receipt["currency"]:
        return []
    if expected["amount_minor"] not in (receipt["left_minor"], receipt["amount_minor"]):
        return []
    amount = Money(int(expected["amount_minor"]), str(receipt["currency"]))
    return [(AMOUNT, _("The same amount: {amount}.").format(amount=amount.display()))]


def _same_payer(connection: Connection, receipt: Row, payer: str) -> list[tuple[int, str]]:
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - only where names are compared

    name, identifiers = party_of(connection, payer)
    found = []
    account = str(receipt["counterparty_account"] or "").replace(" ", "").upper()
    if account and account in identifiers.replace(" ", "").upper():
        text = _("The account {account} is on file for {name}.")
        found.append((IBAN, text.format(account=account, name=name)))
    paid_by = str(receipt["counterparty"] or "")
    score = fuzz.token_sort_ratio(paid_by, name, processor=utils.default_process)
    if paid_by and score >= ALIKE:
        text = _("The payer {payer} and {name} are alike ({score} of 100).")
        found.append((NAME, text.format(payer=paid_by, name=name, score=round(score))))
    return found
