"""Statements of a bank as files: made by the tests, in the shapes that banks send."""

from __future__ import annotations

from collections.abc import Sequence

IBAN = "GB82WEST12345698765432"
Entry = tuple[str, str, str]  # signed amount, bank's reference, text


def camt(
    opening: str,
    closing: str,
    entries: Sequence[Entry] = (),
    *,
    number: str = "2026-101",
    version: str = "08",
    currency: str = "EUR",
    on: str = "2026-11-01",
    head: str = "",
    more: str = "",
) -> str:
    """One statement of CAMT.053; `more` stands behind its entries, `head` before the document."""
    booked = "".join(_entry(one, currency, on) for one in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        "<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>"
        f"<Stmt><Id>{number}</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
        f"{_balance('OPBD', opening, currency, on)}{_balance('CLBD', closing, currency, on)}"
        f"{booked}{more}</Stmt></BkToCstmrStmt></Document>"
    )


def _balance(kind: str, amount: str, currency: str, on: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{amount.lstrip("-")}</Amt>'
        f"<CdtDbtInd>{'DBIT' if amount.startswith('-') else 'CRDT'}</CdtDbtInd>"
        f"<Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def _entry(entry: Entry, currency: str, on: str) -> str:
    amount, reference, text = entry
    side = "DBIT" if amount.startswith("-") else "CRDT"
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount.lstrip("-")}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>2026-10-30</Dt></ValDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties>"
        "<Dbtr><Pty><Nm>Žofia Šťastná</Nm></Pty></Dbtr>"
        "<DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>"
        f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


MT940 = f"""\
:20:STARTUMS
:25:{IBAN}
:28C:00101/1
:60F:C261031EUR1000,00
:61:2610311101CR300,00NTRFE2E-1//BK-1
:86:166?00CREDIT?20EREF+E2E-1?21SVWZ+sale SA-2026-?22000001?31DE89370400440532013000?32Jana N
?33ovakova
:62M:C261101EUR1300,00
-
:20:STARTUMS
:25:{IBAN}
:28C:00101/2
:60M:C261101EUR1300,00
:61:2611011101RC300,00NTRFNONREF
:86:returned
:61:261101D150,NMSCNONREF//B/2
storage
:62F:C261101EUR850,00
:64:C261101EUR850,00
-
"""
