"""Payments to many as a customer credit transfer, pain.001.001.09 of ISO 20022."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.sax.saxutils import escape

from asset_recovery.domain.errors import Reason, RuleViolation, StorageFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _

SCHEMA = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
_NAME, _REFERENCE, _TEXT = 140, 35, 140


class Payment(Protocol):
    """What is paid to one payee."""

    @property
    def victim(self) -> str:
        """The payee's number, which comes back on the statement."""

    @property
    def name(self) -> str:
        """The payee's name."""

    @property
    def iban(self) -> str | None:
        """The payee's account."""

    @property
    def amount(self) -> Money:
        """How much."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    iban: str


def write_transfers(
    path: Path, reference: str, moment: str, debtor: Debtor, payments: Iterable[Payment]
) -> int:
    """One order with a line a payee; how many. The file appears whole or not at all.

    `moment` is when it was made (ISO, UTC). Refuses an order without a single line.
    """
    listed = list(payments)
    if not listed:
        text = _("Nobody is left to be paid whose account is known.")
        raise RuleViolation(Reason("wrong_state", text))
    currency = listed[0].amount.currency
    total = Money.total((one.amount for one in listed), currency)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(_head(reference, moment, debtor, len(listed), total))
            for one in listed:
                stream.write(_line(one))
            stream.write("    </PmtInf>\n  </CstmrCdtTrfInitn>\n</Document>\n")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        text = f"{path} could not be written ({error.strerror})."
        raise StorageFailed(Reason("storage_failed", text)) from error
    return len(listed)


def _head(reference: str, moment: str, debtor: Debtor, count: int, total: Money) -> str:
    identity = escape(reference[:_REFERENCE])
    made = escape(moment[:19])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{SCHEMA}">
  <CstmrCdtTrfInitn>
    <GrpHdr>
      <MsgId>{identity}</MsgId>
      <CreDtTm>{made}</CreDtTm>
      <NbOfTxs>{count}</NbOfTxs>
      <CtrlSum>{total.amount}</CtrlSum>
      <InitgPty><Nm>{escape(debtor.name[:_NAME])}</Nm></InitgPty>
    </GrpHdr>
    <PmtInf>
      <PmtInfId>{identity}</PmtInfId>
      <PmtMtd>TRF</PmtMtd>
      <NbOfTxs>{count}</NbOfTxs>
      <CtrlSum>{total.amount}</CtrlSum>
      <ReqdExctnDt><Dt>{made[:10]}</Dt></ReqdExctnDt>
      <Dbtr><Nm>{escape(debtor.name[:_NAME])}</Nm></Dbtr>
      <DbtrAcct><Id><IBAN>{escape(debtor.iban)}</IBAN></Id></DbtrAcct>
      <DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>
"""


def _line(one: Payment) -> str:
    amount = one.amount
    said = escape(_("Compensation {victim}").format(victim=one.victim)[:_TEXT])
    return f"""      <CdtTrfTxInf>
        <PmtId><EndToEndId>{escape(one.victim[:_REFERENCE])}</EndToEndId></PmtId>
        <Amt><InstdAmt Ccy="{amount.currency}">{amount.amount}</InstdAmt></Amt>
        <Cdtr><Nm>{escape(one.name[:_NAME])}</Nm></Cdtr>
        <CdtrAcct><Id><IBAN>{escape(one.iban or "")}</IBAN></Id></CdtrAcct>
        <RmtInf><Ustrd>{said}</Ustrd></RmtInf>
      </CdtTrfTxInf>
"""
