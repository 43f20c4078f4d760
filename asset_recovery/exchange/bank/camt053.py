"""CAMT.053 of ISO 20022, versions 001.02 to 001.13: statements, entries, their details.

The versions differ in names of a few elements only; elements are found by name, whatever the
namespace. Only booked entries are read. An entry of several transactions is told as those where
their amounts sum up to it, else as one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.money import Money
from asset_recovery.exchange.bank.safe_xml import Node, read_elements
from asset_recovery.exchange.bank.statement import BankStatement, StatementLine, joined
from asset_recovery.exchange.tabular import unreadable

_KIND = re.compile(r"camt\.(\d{3})\.\d{3}\.\d{2}$")
_OPENING, _CLOSING = ("OPBD", "PRCD", "ITBD"), ("CLBD", "ITBD")
_NOT_GIVEN = frozenset({"NOTPROVIDED", "NOTGIVEN", "NONREF"})


def read_camt053(path: Path) -> list[BankStatement]:
    """Every statement of a file; `file_unreadable` with the place of what is wrong."""
    nodes, names, namespace = read_elements(path, "Stmt")
    kind = _KIND.search(namespace)
    if kind is not None and kind.group(1) != "053":
        raise unreadable(
            f"{path.name} is a message camt.{kind.group(1)}, not a statement (camt.053)."
        )
    if not nodes:
        told = " ▸ ".join(names) or "nothing"
        raise unreadable(f"{path.name} holds no statement (it begins {told}). Is it CAMT.053?")
    return [_statement(node, number) for number, node in enumerate(nodes, 1)]


def _statement(node: Node, number: int) -> BankStatement:
    place = f"Statement {number} (line {node.line})"
    account = node.said("Acct", "Id", "IBAN") or node.said("Acct", "Id", "Othr", "Id")
    if not account:
        raise unreadable(f"{place} names no account.")
    balances = list(node.all("Bal"))
    opening, closing = _balance(balances, _OPENING), _balance(balances[::-1], _CLOSING)
    if opening is None or closing is None:
        missing = "opening" if opening is None else "closing"
        raise unreadable(f"{place} has no {missing} balance that is booked.")
    lines = [line for at, entry in enumerate(node.all("Ntry"), 1) for line in _lines(entry, at)]
    on = _day(closing.first("Dt")) or _day(node.first("FrToDt", "ToDtTm")) or _last(lines)
    if on is None:
        raise unreadable(f"{place} says no day of its closing balance.")
    opened = _day(node.first("FrToDt", "FrDtTm")) or min((x.on for x in lines), default=None)
    return BankStatement(
        account=account.replace(" ", ""),
        number=node.said("Id") or node.said("ElctrncSeqNb") or f"{on.isoformat()}/{number}",
        opening=_money(opening),
        closing=_money(closing),
        on=on,
        opened_on=opened if opened is not None and opened <= on else None,
        lines=tuple(lines),
        place=place,
        bank=node.said("Acct", "Svcr", "FinInstnId", "Nm")
        or node.said("Acct", "Svcr", "FinInstnId", "BICFI")
        or node.said("Acct", "Svcr", "FinInstnId", "BIC"),
    )


def _last(lines: list[StatementLine]) -> date | None:
    return max((line.on for line in lines), default=None)


def _balance(balances: list[Node], kinds: tuple[str, ...]) -> Node | None:
    """The first balance of the most telling kind."""
    for kind in kinds:
        for balance in balances:
            if balance.said("Tp", "CdOrPrtry", "Cd") == kind:
                return balance
    return None


def _money(node: Node) -> Money:
    """The signed amount of a balance, an entry or a transaction."""
    amount = node.first("Amt") or node.first("AmtDtls", "TxAmt", "Amt")
    if amount is None:
        raise unreadable(f"Line {node.line}: an amount is missing.")
    text = amount.text.strip().removeprefix("+")
    currency = amount.attributes.get("Ccy", "")
    try:
        found = Money.parse(_trimmed(text, currency), currency)
    except AppError as error:
        raise unreadable(f"Line {amount.line}: {error.reasons[0].text}") from error
    return -found if node.said("CdtDbtInd") == "DBIT" else found


def _trimmed(text: str, currency: str) -> str:
    """Banks write up to five decimals; noughts beyond the currency's own say nothing."""
    from asset_recovery.domain.currencies import minor_units  # noqa: PLC0415 - reads a list

    whole, point, part = text.partition(".")
    if not point:
        return text
    units = minor_units(currency)
    part = part.rstrip("0").ljust(units, "0")
    return f"{whole}.{part}" if part else whole


def _lines(entry: Node, at: int) -> Iterator[StatementLine]:
    status = entry.said("Sts", "Cd") or entry.said("Sts")
    if status not in ("", "BOOK"):
        return
    total, on = _money(entry), _day(entry.first("BookgDt")) or _day(entry.first("ValDt"))
    if on is None:
        raise unreadable(f"Entry {at} (line {entry.line}) has no date of booking.")
    details = list(entry.all("NtryDtls", "TxDtls"))
    amounts = [_part(one, total) for one in details]
    if len(details) < 2 or None in amounts or sum(a.minor for a in amounts if a) != total.minor:
        yield _line(entry, details, total, on)
        return
    for one, amount in zip(details, amounts, strict=True):
        assert amount is not None  # noqa: S101 - looked at above
        yield _line(entry, [one], amount, on)


def _part(detail: Node, total: Money) -> Money | None:
    """What a transaction is of its entry, in the currency of the account; None: it does not say."""
    amount = detail.first("Amt") or detail.first("AmtDtls", "TxAmt", "Amt")
    if amount is None or amount.attributes.get("Ccy") != total.currency:
        return None
    found = _money(detail)
    named = detail.said("CdtDbtInd")
    return found if named else (-found if total.is_negative else found)


def _line(entry: Node, details: list[Node], amount: Money, on: date) -> StatementLine:
    first = details[0] if details else Node("TxDtls")
    side = "Cdtr" if amount.is_negative else "Dbtr"
    reversal = entry.said("RvslInd").lower() in ("true", "1")
    if reversal:  # who paid back stands where he stood in the payment
        side = "Dbtr" if amount.is_negative else "Cdtr"
    parties = first.first("RltdPties") or Node("RltdPties")
    ends = joined(
        text for one in details for text in (one.said("Refs", "EndToEndId"),)
        if text not in _NOT_GIVEN
    )  # fmt: skip
    structured = [one.text for d in details for one in d.all("RmtInf", "Strd", "CdtrRefInf", "Ref")]
    free = [one.text for d in details for one in d.all("RmtInf", "Ustrd")]
    return StatementLine(
        on=on,
        value_on=_day(entry.first("ValDt")),
        amount=amount,
        reference=joined([*structured, ends]),
        bank_reference=(first.said("Refs", "AcctSvcrRef") or entry.said("AcctSvcrRef"))
        if len(details) == 1
        else entry.said("AcctSvcrRef"),
        counterparty=parties.said(side, "Pty", "Nm") or parties.said(side, "Nm"),
        counterparty_account=parties.said(f"{side}Acct", "Id", "IBAN")
        or parties.said(f"{side}Acct", "Id", "Othr", "Id"),
        text=joined([*free, first.said("AddtlTxInf"), entry.said("AddtlNtryInf")]),
        reversal=reversal,
    )


def _day(node: Node | None) -> date | None:
    """A date, or the day of a moment, of an element or of the Dt or DtTm in it."""
    if node is None:
        return None
    text = node.said("Dt") or node.said("DtTm") or node.text.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise unreadable(f"Line {node.line}: {text[:40]!r} is not a date.") from error
